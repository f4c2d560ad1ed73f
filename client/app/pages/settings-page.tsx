import type { ReactNode } from 'react';
import { AccountSection } from '#client/features/accounts/account-section.tsx';
import { ProfileForm } from '#client/features/accounts/profile-form.tsx';
import { useLogin } from '#client/features/accounts/use-login.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { singleKeysPreference } from '#client/platform/shortcuts.ts';
import { useStore } from '#client/platform/store.ts';
import { ErrorState } from '#client/ui/error-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Switch } from '#client/ui/switch.tsx';
import { ThemeSwitch } from '#client/ui/theme-switch.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';
import styles from './settings-page.module.css';

export function SettingsPage() {
  useTitle(strings.settingsTitle);
  const login = useLogin();
  const areSingleKeysOn = useStore(singleKeysPreference);
  return (
    <main className={page.frame}>
      <PageHeader title={strings.settingsTitle} />
      <div className={styles.sections}>
        {login.data ? (
          <Section title={strings.profile}>
            <ProfileForm key={login.data.userId} login={login.data} />
          </Section>
        ) : null}
        <Section title={strings.appearance}>
          <div className={styles.row}>
            <span className={styles.label}>{strings.theme}</span>
            <ThemeSwitch />
          </div>
        </Section>
        <Section title={strings.keyboard}>
          <Switch
            label={strings.singleKeys}
            description={strings.singleKeysText}
            isChecked={areSingleKeysOn}
            onCheckedChange={singleKeysPreference.set}
          />
        </Section>
        <Section title={strings.account}>
          {login.isPending ? <Skeleton shape="block" height={120} /> : null}
          {login.isError ? (
            <ErrorState
              size="sm"
              title={strings.loginFailed}
              advice={toErrorWords(login.error).advice}
              isRetrying={login.isRefetching}
              onRetry={() => void login.refetch()}
            />
          ) : null}
          {login.isSuccess ? <AccountSection login={login.data} /> : null}
        </Section>
      </div>
    </main>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
