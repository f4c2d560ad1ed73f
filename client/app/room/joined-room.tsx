import { Suspense, lazy, useEffect, useState } from 'react';
import type { InviteRole, Participant, RoomSnapshot } from '#shared/contracts/rooms.contract.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { useInterviewStore } from '#client/features/interviews/use-interview.ts';
import type { RoomStore } from '#client/features/rooms/room-store.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { appStrings } from '../strings.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { RoomSkeleton } from './room-skeleton.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { roomPageStrings as strings } from './strings.ts';

// Two bundles: what only the interviewer's room needs never reaches a candidate's browser.
const CandidateRoom = lazy(() => import('./candidate-room.tsx').then((m) => ({ default: m.CandidateRoom })));
const InterviewerRoom = lazy(() =>
  import('./interviewer-room.tsx').then((m) => ({ default: m.InterviewerRoom })),
);
const RoomInvite = lazy(() => import('./room-invite.tsx').then((m) => ({ default: m.RoomInvite })));

export interface JoinedRoomProps {
  readonly roomStore: RoomStore;
  readonly snapshot: RoomSnapshot;
  readonly self: Participant;
  readonly isLive: boolean;
}

export function JoinedRoom({ roomStore, snapshot, self, isLive }: JoinedRoomProps) {
  const interviewStore = useInterviewStore({
    interviewId: snapshot.currentInterviewId,
    selfId: self.id,
    onJoined: roomStore.onJoined,
  });
  const [inviteRole, setInviteRole] = useState<InviteRole | null>(null);
  const mayInvite = self.isHost || self.role === 'interviewer';
  return (
    <>
      {interviewStore ? (
        <InterviewStates
          interviewStore={interviewStore}
          roomStore={roomStore}
          snapshot={snapshot}
          self={self}
          onInvite={mayInvite ? setInviteRole : null}
        />
      ) : (
        <RoomSkeleton />
      )}
      <Suspense fallback={null}>
        {inviteRole ? (
          <RoomInvite
            isOpen
            roomId={snapshot.room.id}
            initialRole={inviteRole}
            onOpenChange={(isOpen) => {
              if (!isOpen) setInviteRole(null);
            }}
          />
        ) : null}
      </Suspense>
      <ConnectionBanner isLive={isLive} />
    </>
  );
}

interface InterviewStatesProps extends Omit<JoinedRoomProps, 'isLive'> {
  readonly interviewStore: InterviewStore;
  readonly onInvite: ((role: InviteRole) => void) | null;
}

function InterviewStates({ interviewStore, ...rest }: InterviewStatesProps) {
  const state = useStore(interviewStore);
  const isGuide = rest.self.role === 'interviewer' || rest.self.role === 'shadow';
  const isRunning = state.status === 'ready' && state.interview.state.status === 'running';
  useLeaveGuard(isRunning && rest.self.role !== 'observer');
  // The role was changed while this page was open: the snapshot of the other view is on its way.
  const isOtherView = state.status === 'ready' && (state.interview.view === 'guide') !== isGuide;
  useEffect(() => {
    if (isOtherView) interviewStore.reload();
  }, [isOtherView, interviewStore]);

  if (state.status === 'failed') {
    const words = toErrorWords(state.error);
    return (
      <main>
        <ErrorState isPage title={words.title} advice={words.advice} onRetry={interviewStore.reload} />
      </main>
    );
  }
  if (state.status === 'loading' || isOtherView) return <RoomSkeleton />;
  const Room = isGuide ? InterviewerRoom : CandidateRoom;
  return (
    <ErrorBoundary
      title={strings.areaFailed('The room')}
      kept={appStrings.pageKept}
      advice={appStrings.pageAdvice}
      resetKey={interviewStore.interviewId}
    >
      <Suspense fallback={<RoomSkeleton />}>
        <Room {...rest} interviewStore={interviewStore} interview={state.interview} />
      </Suspense>
    </ErrorBoundary>
  );
}
