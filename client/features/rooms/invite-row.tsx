import { useMutation, useQueryClient } from '@tanstack/react-query';
import { revokeInvite, type Invite } from '#shared/contracts/rooms.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { INVITE_STATE_NAMES, ROLE_NAMES, roomStrings as strings } from './strings.ts';
import styles from '#client/ui/dialog-parts.module.css';

export function InviteRow({ roomId, invite }: { roomId: string; invite: Invite }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => callApi(revokeInvite, { roomId, inviteId: invite.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rooms', roomId, 'invites'] }),
  });
  return (
    <li className={styles.row}>
      <span className={styles.rowName}>{ROLE_NAMES[invite.role]}</span>
      <span className={styles.rowDetail}>
        {strings.uses(invite.uses, invite.maxUses)}
        {invite.state === 'open' ? (
          <>
            {' · '}
            {strings.expires} <RelativeTime at={new Date(invite.expiresAt)} />
          </>
        ) : null}
        {revoke.isError ? <span className={styles.rowError}>{toErrorWords(revoke.error).title}</span> : null}
      </span>
      {invite.state === 'open' ? (
        <Button size="sm" variant="ghost" isPending={revoke.isPending} onClick={() => revoke.mutate()}>
          {strings.withdraw}
        </Button>
      ) : (
        <Badge>{INVITE_STATE_NAMES[invite.state]}</Badge>
      )}
    </li>
  );
}
