import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useRoomStore } from '#client/features/rooms/use-room.ts';
import type { RoomStore } from '#client/features/rooms/room-store.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { JoinedRoom } from '../room/joined-room.tsx';
import { RoomSkeleton } from '../room/room-skeleton.tsx';
import { roomPageStrings as strings } from '../room/strings.ts';
import { useTitle } from '../use-title.ts';
import styles from './room-page.module.css';

/** Longer than a join ever takes on a working network. */
const SLOW_MS = 5_000;

export function RoomPage() {
  const { roomId = '' } = useParams();
  const store = useRoomStore(roomId);
  return store ? <RoomStates store={store} /> : <RoomSkeleton />;
}

function RoomStates({ store }: { store: RoomStore }) {
  const state = useStore(store);
  useTitle(state.status === 'joined' ? state.snapshot.room.name : null);
  switch (state.status) {
    case 'joining':
      return <Joining />;
    case 'failed': {
      const words = toErrorWords(state.error);
      const isLogin = state.error.code === 'UNAUTHENTICATED';
      return (
        <main className={styles.centre}>
          <ErrorState
            isPage
            title={words.title}
            advice={words.advice}
            onRetry={state.error.isRetryable ? store.rejoin : undefined}
            action={
              <ButtonLink to={isLogin ? '/settings' : '/'}>
                {isLogin ? strings.signIn : strings.backHome}
              </ButtonLink>
            }
          />
        </main>
      );
    }
    case 'removed':
      return (
        <main className={styles.centre}>
          <EmptyState
            isPage
            title={strings.removedTitle}
            action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}
          >
            {strings.removedText}
          </EmptyState>
        </main>
      );
    case 'joined':
      return (
        <JoinedRoom roomStore={store} snapshot={state.snapshot} self={state.self} isLive={state.isLive} />
      );
  }
}

function Joining() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <RoomSkeleton />
      {isSlow ? (
        <div className={styles.slow}>
          <Notice tone="warn" title={strings.slowTitle}>
            {strings.slowText}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
