import { useState, type FormEvent } from 'react';
import { Link2 } from 'lucide-react';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { readInviteToken } from './invite-token.ts';
import { roomStrings as strings } from './strings.ts';
import styles from './join-with-link.module.css';

export function JoinWithLink({ onToken }: { onToken: (token: string) => void }) {
  const [link, setLink] = useState('');
  const [isRefused, setIsRefused] = useState(false);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const token = readInviteToken(link);
    setIsRefused(token === null);
    if (token !== null) onToken(token);
  }

  return (
    <form className={styles.form} noValidate onSubmit={handleSubmit}>
      <Field
        className={styles.field}
        label={strings.joinLabel}
        isLabelHidden
        error={isRefused ? strings.joinBad : null}
      >
        <Input
          icon={<Link2 />}
          value={link}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={strings.joinPlaceholder}
          onChange={(event) => {
            setLink(event.target.value);
            setIsRefused(false);
          }}
        />
      </Field>
      <Button type="submit">{strings.join}</Button>
    </form>
  );
}
