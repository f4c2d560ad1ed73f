import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { listRooms } from '#shared/contracts/rooms.contract.ts';
import { LOGIN_KEY, useLogin } from '#client/features/accounts/use-login.ts';
import { RatingQueue } from '#client/features/raters/rating-queue.tsx';
import { displayNamePreference } from '#client/platform/display-name.ts';
import { JoinWithLink } from '#client/features/rooms/join-with-link.tsx';
import { RoomOverview } from '#client/features/rooms/room-overview.tsx';
import { StartRoomForm } from '#client/features/rooms/start-room-form.tsx';
import { roomStrings } from '#client/features/rooms/strings.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { renewConnection } from '#client/platform/socket.ts';
import { Card } from '#client/ui/card.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';
import { Welcome } from './welcome.tsx';
import styles from './home-page.module.css';

/** For a newcomer the way in; for everybody else what waits for them, with the way in beside it. */
export function HomePage() {
  useTitle(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const login = useLogin();
  const [rememberedName] = useState(displayNamePreference.getSnapshot);
  const isKnown = login.data !== null && login.data !== undefined;
  const rooms = useQuery({
    queryKey: ['rooms', 'list'],
    queryFn: () => callApi(listRooms, {}),
    enabled: isKnown,
  });

  async function handleStarted(roomId: string) {
    // A newcomer has become a guest: the socket has to show the new cookie.
    if (!isKnown) renewConnection();
    void client.invalidateQueries({ queryKey: LOGIN_KEY });
    await navigate(`/rooms/${roomId}`);
  }

  const start = (
    <div className={styles.start}>
      <Card title={isKnown ? strings.startAnother : roomStrings.startTitle} padding="lg">
        <StartRoomForm
          key={login.data?.userId ?? 'newcomer'}
          initialName={rememberedName || (login.data?.name ?? '')}
          onStarted={handleStarted}
        />
      </Card>
      <Card title={roomStrings.joinTitle} padding="lg">
        <JoinWithLink onToken={(token) => void navigate(`/join/${token}`)} />
      </Card>
    </div>
  );

  if (!isKnown) return <Welcome start={start} />;
  return (
    <main className={classNames(page.frame, styles.dashboard)}>
      <div className={styles.own}>
        <PageHeader
          title={roomStrings.dashboard}
          text={
            login.data?.isGuest ? (
              <>
                {strings.guestNote} <Link to="/settings">{strings.keepThem}</Link>
              </>
            ) : null
          }
        />
        {rooms.isPending ? (
          <div className={styles.skeleton} aria-busy="true">
            <Skeleton shape="block" height={57} />
            <Skeleton shape="block" height={57} />
            <Skeleton shape="block" height={57} />
          </div>
        ) : null}
        {rooms.isError ? (
          <ErrorState
            title={roomStrings.listFailed}
            advice={toErrorWords(rooms.error).advice}
            isRetrying={rooms.isRefetching}
            onRetry={() => void rooms.refetch()}
          />
        ) : null}
        <RatingQueue />
        {rooms.data?.rooms.length === 0 ? (
          <EmptyState title={roomStrings.emptyTitle}>{roomStrings.emptyText}</EmptyState>
        ) : null}
        {rooms.data && rooms.data.rooms.length > 0 ? <RoomOverview rooms={rooms.data.rooms} /> : null}
      </div>
      {start}
    </main>
  );
}
