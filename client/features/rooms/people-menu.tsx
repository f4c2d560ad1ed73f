import { UserPlus } from 'lucide-react';
import type { Participant, RoomSnapshot } from '#shared/contracts/rooms.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Popover } from '#client/ui/popover.tsx';
import { ParticipantAvatar } from './participant-avatar.tsx';
import { PeopleList } from './people-list.tsx';
import type { RoomStore } from './room-store.ts';
import { ROLE_NAMES, roomStrings as strings } from './strings.ts';
import styles from './people-menu.module.css';

/** More faces than this are a number; the list behind the button has them all. */
const SHOWN = 4;
/** Up to so many people the role stands in words beside the face; with more there is no room for it. */
const WORDED = 2;

export interface PeopleMenuProps {
  readonly snapshot: RoomSnapshot;
  readonly self: Participant;
  readonly roomStore: RoomStore;
  /** Null for those who may not invite. */
  readonly onInvite: (() => void) | null;
}

/** The faces in the top bar; a press opens the list of people. */
export function PeopleMenu({ snapshot, self, roomStore, onInvite }: PeopleMenuProps) {
  const online = new Set(snapshot.onlineIds);
  const shown = snapshot.participants.slice(0, SHOWN);
  const hiddenCount = snapshot.participants.length - shown.length;
  return (
    <Popover
      align="end"
      title={strings.people}
      isTitleShown
      trigger={
        <button type="button" className={styles.faces}>
          <span className="visually-hidden">
            {strings.people}:{' '}
            {snapshot.participants
              .map((person) => `${person.displayName}, ${ROLE_NAMES[person.role]}`)
              .join('; ')}
          </span>
          {shown.map((participant) => (
            <span
              key={participant.id}
              aria-hidden="true"
              className={styles.face}
              title={`${participant.displayName}, ${ROLE_NAMES[participant.role]}`}
            >
              <ParticipantAvatar
                participant={participant}
                isOnline={online.has(participant.id)}
                size={24}
                isDecorative
              />
              {shown.length <= WORDED ? (
                <span className={styles.role}>{ROLE_NAMES[participant.role]}</span>
              ) : null}
            </span>
          ))}
          {hiddenCount > 0 ? (
            <span aria-hidden="true" className={styles.more}>
              +{hiddenCount}
            </span>
          ) : null}
        </button>
      }
    >
      <PeopleList snapshot={snapshot} self={self} roomStore={roomStore} />
      {onInvite ? (
        <div className={styles.actions}>
          <Button isFullWidth icon={<UserPlus />} onClick={onInvite}>
            {strings.inviteTitle}
          </Button>
        </div>
      ) : null}
    </Popover>
  );
}
