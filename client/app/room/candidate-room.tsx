import { Suspense, lazy, useEffect } from 'react';
import type { RoomProps } from './room-context.ts';
import { RoomSkeleton } from './room-skeleton.tsx';

const loadRunning = () => import('./candidate-running.tsx');
const CandidateRunning = lazy(() => loadRunning().then((m) => ({ default: m.CandidateRunning })));
const CandidateStage = lazy(() =>
  import('./candidate-stage.tsx').then((m) => ({ default: m.CandidateStage })),
);
const CandidateRating = lazy(() =>
  import('./candidate-rating.tsx').then((m) => ({ default: m.CandidateRating })),
);

/** The candidate's room, and without a pen the observer's. */
export function CandidateRoom(room: RoomProps) {
  const { state } = room.interview;
  useEffect(() => {
    if (state.status !== 'lobby') return;
    // A failure is no news here: the room loads it again when it starts, and says so.
    loadRunning()
      .then((m) => m.prefetchDocuments())
      .catch(() => null);
  }, [state.status]);
  return (
    <Suspense fallback={<RoomSkeleton />}>
      {state.status === 'running' ? (
        <CandidateRunning {...room} state={state} />
      ) : state.status === 'rating' ? (
        <CandidateRating {...room} state={state} />
      ) : (
        <CandidateStage {...room} />
      )}
    </Suspense>
  );
}
