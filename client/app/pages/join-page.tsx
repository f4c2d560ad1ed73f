import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { acceptInvite, previewInvite } from '#shared/contracts/rooms.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { LOGIN_KEY, useLogin } from '#client/features/accounts/use-login.ts';
import { ConsentText } from '#client/features/interviews/consent-text.tsx';
import { DeviceCheck } from '#client/features/interviews/device-check.tsx';
import { displayNamePreference } from '#client/platform/display-name.ts';
import { ROLE_NAMES, ROLE_TEXT, roomStrings } from '#client/features/rooms/strings.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { renewConnection } from '#client/platform/socket.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { Card } from '#client/ui/card.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { CollapsibleSection } from '#client/ui/collapsible-section.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { Notice } from '#client/ui/notice.tsx';
import page from '#client/ui/page.module.css';
import { PageSkeleton } from '../page-skeleton.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';
import styles from './join-page.module.css';

export function JoinPage() {
  const { token = '' } = useParams();
  const invite = useQuery({
    queryKey: ['rooms', 'invite', token],
    queryFn: () => callApi(previewInvite, { token }),
  });
  useTitle(invite.data?.roomName ?? null);

  if (invite.isPending) return <PageSkeleton />;
  if (invite.isError) {
    const words = toErrorWords(invite.error);
    return (
      <main>
        <ErrorState
          isPage
          title={words.title}
          advice={words.advice}
          isRetrying={invite.isRefetching}
          // A link that is not known will not be known a second later.
          onRetry={asApiError(invite.error).isRetryable ? () => void invite.refetch() : undefined}
          action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}
        />
      </main>
    );
  }
  const { participation, interviewId, state, hostName, roomName } = invite.data;
  const ratePath = interviewId === null ? null : `/interviews/${interviewId}/rate`;
  if (participation) {
    return (
      <main>
        <EmptyState
          isPage
          title={roomName}
          action={
            ratePath !== null && participation.role === 'reviewer' ? (
              <ButtonLink variant="primary" to={ratePath}>
                {strings.joinOpenRating}
              </ButtonLink>
            ) : (
              <ButtonLink variant="primary" to={`/rooms/${participation.roomId}`}>
                {strings.joinOpenRoom}
              </ButtonLink>
            )
          }
        >
          {ratePath === null
            ? strings.joinAlready(ROLE_NAMES[participation.role])
            : strings.joinAlreadyRating(ROLE_NAMES[participation.role])}
        </EmptyState>
      </main>
    );
  }
  if (state !== 'open') {
    const words = strings.joinDead[state];
    return (
      <main>
        <EmptyState isPage title={words.title} action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}>
          {words.text} {strings.joinAsk(hostName, roomName)}
        </EmptyState>
      </main>
    );
  }
  return <Invitation token={token} {...invite.data} onRefused={() => void invite.refetch()} />;
}

interface InvitationProps {
  readonly token: string;
  readonly roomName: string;
  readonly hostName: string;
  readonly role: keyof typeof ROLE_TEXT;
  readonly retentionDays: number;
  /** The link may have been used up or withdrawn meanwhile: look again. */
  readonly onRefused: () => void;
}

function Invitation({ token, roomName, hostName, role, retentionDays, onRefused }: InvitationProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const login = useLogin();
  const [typedName, setTypedName] = useState<string | null>(null);
  const [hasTried, setHasTried] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  // Until somebody types, the name last used here or the account's.
  const name = typedName ?? (displayNamePreference.getSnapshot() || login.data?.name || '');
  const wanted = name.trim();

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    setFailure(null);
    if (wanted === '' || isPending) return;
    setIsPending(true);
    try {
      const { roomId, interviewId } = await callApi(acceptInvite, { token, displayName: wanted });
      displayNamePreference.set(wanted);
      renewConnection();
      void client.invalidateQueries({ queryKey: LOGIN_KEY });
      await navigate(interviewId === null ? `/rooms/${roomId}` : `/interviews/${interviewId}/rate`);
    } catch (thrown) {
      setFailure(thrown);
      onRefused();
    } finally {
      setIsPending(false);
    }
  }

  const words = failure === null ? null : toErrorWords(failure);
  return (
    <main className={classNames(page.frame, page.form, styles.page)}>
      <Card padding="lg" className={styles.card}>
        <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
          <header>
            <p className={styles.invites}>{strings.joinInvites(hostName)}</p>
            <h1 className={styles.title}>{roomName}</h1>
          </header>
          <div className={styles.role}>
            <p className={styles.roleName}>{ROLE_NAMES[role]}</p>
            <p className={styles.roleText}>{ROLE_TEXT[role]}</p>
          </div>
          <Field
            label={roomStrings.yourName}
            hint={roomStrings.yourNameHint}
            error={hasTried && wanted === '' ? roomStrings.nameMissing : null}
          >
            <Input
              size="lg"
              value={name}
              maxLength={LIMITS.displayName.max}
              autoComplete="name"
              onChange={(event) => setTypedName(event.target.value)}
            />
          </Field>
          {words ? (
            <Notice tone="bad" title={words.title}>
              {words.advice}
            </Notice>
          ) : null}
          <Button type="submit" variant="primary" size="lg" isFullWidth isPending={isPending}>
            {role === 'reviewer' ? strings.joinRate : strings.joinAs(ROLE_NAMES[role])}
          </Button>
        </form>
        <div className={styles.more}>
          <CollapsibleSection title={strings.joinWrongRole}>
            <p className={styles.moreText}>{strings.joinWrongRoleText(hostName)}</p>
          </CollapsibleSection>
          {role === 'observer' || role === 'reviewer' ? null : (
            <CollapsibleSection title={strings.joinDevices}>
              <DeviceCheck />
            </CollapsibleSection>
          )}
        </div>
      </Card>
      <div className={styles.consent}>
        <ConsentText retentionDays={retentionDays} />
      </div>
    </main>
  );
}
