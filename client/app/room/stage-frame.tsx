import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { PeopleMenu } from '#client/features/rooms/people-menu.tsx';
import { Button } from '#client/ui/button.tsx';
import type { RoomProps } from './room-context.ts';
import { RoomMenu } from './room-menu.tsx';
import { roomPageStrings as strings } from './strings.ts';
import styles from './stage-frame.module.css';

/** Top bar and page for every state of the room but the running one. */
export function StageFrame({
  children,
  trailing,
  ...room
}: RoomProps & { children: ReactNode; trailing?: ReactNode }) {
  const { onInvite } = room;
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <p className={styles.name} title={room.snapshot.room.name}>
          {room.snapshot.room.name}
        </p>
        <div className={styles.end}>
          {trailing}
          <PeopleMenu
            snapshot={room.snapshot}
            self={room.self}
            roomStore={room.roomStore}
            onInvite={onInvite ? () => onInvite('candidate') : null}
          />
          {onInvite ? (
            <Button className={styles.invite} icon={<UserPlus />} onClick={() => onInvite('candidate')}>
              {strings.invite}
            </Button>
          ) : null}
          <RoomMenu {...room} />
        </div>
      </header>
      <main className={styles.page}>{children}</main>
    </div>
  );
}
