import { useState, type FormEvent } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { accountStrings as strings } from './strings.ts';
import styles from './credentials-form.module.css';

export interface Credentials {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface CredentialsFormProps {
  readonly kind: 'sign-in' | 'sign-up';
  readonly initialName: string;
  readonly onSubmit: (credentials: Credentials) => Promise<void>;
  readonly onKindChange: (kind: 'sign-in' | 'sign-up') => void;
}

export function CredentialsForm({ kind, initialName, onSubmit, onKindChange }: CredentialsFormProps) {
  const [name, setName] = useState(initialName);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const isNew = kind === 'sign-up';
  const faults = {
    name: isNew && name.trim() === '' ? strings.nameMissing : null,
    email: /^\S+@\S+\.\S+$/.test(email) ? null : strings.emailMissing,
    password:
      isNew && password.length < LIMITS.password.min ? strings.passwordTooShort(LIMITS.password.min) : null,
  };

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    setFailure(null);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    setIsPending(true);
    try {
      await onSubmit({ name: name.trim(), email: email.trim(), password });
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setIsPending(false);
    }
  }

  const words = failure === null ? null : toErrorWords(failure);
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      {isNew ? (
        <Field label={strings.name} error={hasTried ? faults.name : null}>
          <Input
            value={name}
            maxLength={LIMITS.displayName.max}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      ) : null}
      <Field label={strings.email} error={hasTried ? faults.email : null}>
        <Input
          type="email"
          value={email}
          maxLength={LIMITS.email.max}
          autoComplete={isNew ? 'email' : 'username'}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field
        label={strings.password}
        hint={isNew ? strings.passwordHint(LIMITS.password.min) : null}
        error={hasTried ? faults.password : null}
      >
        <Input
          type="password"
          value={password}
          maxLength={LIMITS.password.max}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {words ? (
        <Notice tone="bad" title={words.title}>
          {words.advice}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" isPending={isPending}>
          {isNew ? strings.createAccount : strings.signIn}
        </Button>
        <Button variant="ghost" onClick={() => onKindChange(isNew ? 'sign-in' : 'sign-up')}>
          {isNew ? strings.haveAccount : strings.needAccount}
        </Button>
      </div>
    </form>
  );
}
