import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { signIn, signOut, signOutEverywhere, signUp, type Login } from './account-api.ts';
import { CredentialsForm, type Credentials } from './credentials-form.tsx';
import { accountStrings as strings } from './strings.ts';
import { useLoginChanged } from './use-login.ts';
import styles from './account-section.module.css';

/** Signing up, in and out; for a guest the way to keep what they have. */
export function AccountSection({ login }: { login: Login | null }) {
  const loginChanged = useLoginChanged();
  const { showToast } = useToast();
  const [kind, setKind] = useState<'sign-in' | 'sign-up'>('sign-up');
  const [leaving, setLeaving] = useState<'here' | 'everywhere' | null>(null);

  async function handleCredentials({ name, email, password }: Credentials) {
    await (kind === 'sign-up' ? signUp({ name, email, password }) : signIn({ email, password }));
    await loginChanged();
    showToast({ tone: 'good', title: kind === 'sign-up' ? strings.created : strings.welcomeBack });
  }

  async function handleLeave(where: 'here' | 'everywhere') {
    await (where === 'here' ? signOut() : signOutEverywhere());
    await loginChanged();
    showToast({ title: strings.signedOut });
  }

  const isAccount = login !== null && !login.isGuest;
  return (
    <div className={styles.section}>
      {isAccount ? (
        <>
          <p className={styles.email}>{strings.signedInAs(login.email ?? '')}</p>
          <div className={styles.row}>
            <p className={styles.text}>{strings.signOutText}</p>
            <Button icon={<LogOut />} onClick={() => void handleLeave('here')}>
              {strings.signOut}
            </Button>
          </div>
          <div className={styles.row}>
            <p className={styles.text}>{strings.everywhereText}</p>
            <Button onClick={() => setLeaving('everywhere')}>{strings.everywhere}</Button>
          </div>
        </>
      ) : (
        <>
          <div>
            {login ? <h3 className={styles.title}>{strings.upgradeTitle}</h3> : null}
            <p className={styles.text}>{login ? strings.upgradeText : strings.signedOutText}</p>
          </div>
          <CredentialsForm
            key={kind}
            kind={kind}
            initialName={login?.name ?? ''}
            onSubmit={handleCredentials}
            onKindChange={setKind}
          />
          {login ? (
            <div className={styles.row}>
              <p className={styles.text}>
                {kind === 'sign-in' ? strings.guestSignInWarning : strings.signOutText}
              </p>
              <Button variant="ghost" icon={<LogOut />} onClick={() => setLeaving('here')}>
                {strings.signOut}
              </Button>
            </div>
          ) : null}
        </>
      )}
      <ConfirmDialog
        isOpen={leaving !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setLeaving(null);
        }}
        title={leaving === 'everywhere' ? strings.everywhereConfirm : strings.guestSignOutConfirm}
        description={leaving === 'everywhere' ? strings.everywhereText : strings.guestSignOutText}
        confirmLabel={leaving === 'everywhere' ? strings.everywhere : strings.signOut}
        cancelLabel={strings.stay}
        onConfirm={() => handleLeave(leaving ?? 'here')}
      />
    </div>
  );
}
