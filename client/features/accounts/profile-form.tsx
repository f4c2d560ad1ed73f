import { useState, type FormEvent } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { renameLogin, type Login } from './account-api.ts';
import { accountStrings as strings } from './strings.ts';
import { useLoginChanged } from './use-login.ts';
import styles from './profile-form.module.css';

export function ProfileForm({ login }: { login: Login }) {
  const [name, setName] = useState(login.name);
  const loginChanged = useLoginChanged();
  const { showToast } = useToast();
  const { start, isPending } = useCommand(async (next: string) => {
    await renameLogin(next);
    await loginChanged();
    showToast({ tone: 'good', title: strings.saved });
  });
  const wanted = name.trim();
  const isMissing = wanted === '';

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isMissing && wanted !== login.name) void start(wanted);
  }

  return (
    <form className={styles.form} onSubmit={handleSubmit}>
      <Field
        className={styles.field}
        label={strings.name}
        hint={strings.nameHint}
        error={isMissing ? strings.nameMissing : null}
      >
        <Input
          value={name}
          maxLength={LIMITS.displayName.max}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Button type="submit" isPending={isPending} disabled={isMissing || wanted === login.name}>
        {strings.save}
      </Button>
    </form>
  );
}
