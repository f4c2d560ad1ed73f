import { Ellipsis, UserMinus } from 'lucide-react';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import {
  INVITE_ROLES,
  type InviteRole,
  type Participant,
  type RoomSnapshot,
} from '#shared/contracts/rooms.contract.ts';
import { useCommand } from '#client/platform/use-command.ts';
import {
  DropdownMenu,
  MenuHeading,
  MenuItem,
  MenuRadioGroup,
  MenuSeparator,
} from '#client/ui/dropdown-menu.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { ParticipantAvatar } from './participant-avatar.tsx';
import { RoleBadge } from './role-badge.tsx';
import type { RoomStore } from './room-store.ts';
import { ROLE_NAMES, roomStrings as strings } from './strings.ts';
import styles from './people-list.module.css';

const ConfirmDialog = lazy(() =>
  import('#client/ui/confirm-dialog.tsx').then((m) => ({ default: m.ConfirmDialog })),
);

export interface PeopleListProps {
  readonly snapshot: RoomSnapshot;
  readonly self: Participant;
  readonly roomStore: RoomStore;
  /** At the end of a person's line, such as "Ready". */
  readonly trailingFor?: (participant: Participant) => ReactNode;
}

/** Everybody in the room, with what the host may do about each. */
export function PeopleList({ snapshot, self, roomStore, trailingFor }: PeopleListProps) {
  const [removing, setRemoving] = useState<Participant | null>(null);
  const changeRole = useCommand(roomStore.changeRole);
  const online = new Set(snapshot.onlineIds);
  return (
    <>
      <ul className={styles.list}>
        {snapshot.participants.map((participant) => {
          const mayChange = self.isHost && participant.role !== 'reviewer';
          return (
            <li key={participant.id} className={styles.person}>
              <ParticipantAvatar
                participant={participant}
                isOnline={online.has(participant.id)}
                size={32}
                isDecorative
              />
              <div className={styles.names}>
                <span className={styles.name}>
                  {participant.displayName}
                  {participant.id === self.id ? <span className={styles.note}>({strings.you})</span> : null}
                </span>
                <span className={styles.roles}>
                  <RoleBadge role={participant.role} />
                  {participant.isHost ? <span className={styles.note}>{strings.host}</span> : null}
                </span>
              </div>
              {trailingFor?.(participant)}
              {mayChange ? (
                <DropdownMenu
                  align="end"
                  trigger={
                    <IconButton
                      size="sm"
                      label={strings.actionsFor(participant.displayName)}
                      icon={<Ellipsis />}
                    />
                  }
                >
                  <MenuHeading>{strings.changeRole}</MenuHeading>
                  <MenuRadioGroup<InviteRole>
                    options={INVITE_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
                    value={participant.role === 'reviewer' ? 'observer' : participant.role}
                    onValueChange={(role) => void changeRole.start({ participantId: participant.id, role })}
                  />
                  {participant.isHost ? null : (
                    <>
                      <MenuSeparator />
                      <MenuItem tone="danger" icon={<UserMinus />} onSelect={() => setRemoving(participant)}>
                        {strings.remove}
                      </MenuItem>
                    </>
                  )}
                </DropdownMenu>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Suspense fallback={null}>
        {removing ? (
          <ConfirmDialog
            isOpen
            onOpenChange={(isOpen) => {
              if (!isOpen) setRemoving(null);
            }}
            title={strings.removeTitle(removing.displayName)}
            description={strings.removeText}
            confirmLabel={strings.removeConfirm}
            cancelLabel={strings.keep}
            onConfirm={() => roomStore.remove(removing.id)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
