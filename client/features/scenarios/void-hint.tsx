import { useState } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { Popover } from '#client/ui/popover.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import styles from './void-hint.module.css';

/** What the contract asks of a reason. */
const MIN_REASON = 3;

/** Takes a hint out of the count, with a reason: one of the usual ones in a press, or any other in words. */
export function VoidHint({ onVoid }: { readonly onVoid: (reason: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const finish = (chosen: string) => {
    setIsOpen(false);
    setReason('');
    onVoid(chosen);
  };
  return (
    <Popover
      title={strings.voidTitle}
      isTitleShown
      align="end"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="sm" variant="ghost">
          {strings.void}
        </Button>
      }
    >
      <p className={styles.text}>{strings.voidText}</p>
      <div className={styles.usual}>
        {strings.voidReasons.map((usual) => (
          <Button key={usual} size="sm" onClick={() => finish(usual)}>
            {usual}
          </Button>
        ))}
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim().length >= MIN_REASON) finish(reason.trim());
        }}
      >
        <Field label={strings.voidReason} className={styles.field}>
          <Input
            value={reason}
            maxLength={LIMITS.reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Button type="submit" disabled={reason.trim().length < MIN_REASON}>
          {strings.voidConfirm}
        </Button>
      </form>
    </Popover>
  );
}
