import { Suspense, lazy, useEffect } from 'react';
import { Queries } from '../queries.tsx';
import type { RoomProps } from './room-context.ts';
import { RoomSkeleton } from './room-skeleton.tsx';

const loadRunning = () => import('./interviewer-running.tsx');
const InterviewerRunning = lazy(() => loadRunning().then((m) => ({ default: m.InterviewerRunning })));
const InterviewerStage = lazy(() =>
  import('./interviewer-stage.tsx').then((m) => ({ default: m.InterviewerStage })),
);
const InterviewerRating = lazy(() =>
  import('./interviewer-rating.tsx').then((m) => ({ default: m.InterviewerRating })),
);

/** The interviewer's room, and without commands the trainee's. */
export function InterviewerRoom({ interview, ...room }: RoomProps) {
  const { state } = interview;
  useEffect(() => {
    if (state.status !== 'lobby') return;
    // A failure is no news here: the room loads it again when it starts, and says so.
    loadRunning()
      .then((m) => m.prefetchDocuments())
      .catch(() => null);
  }, [state.status]);
  // The page asks for another snapshot when role and view differ, and shows none until then.
  if (interview.view !== 'guide') return null;
  return (
    <Queries>
      <Suspense fallback={<RoomSkeleton />}>
        {state.status === 'running' ? (
          <InterviewerRunning {...room} interview={interview} state={state} />
        ) : state.status === 'rating' ? (
          <InterviewerRating {...room} interview={interview} state={state} />
        ) : (
          <InterviewerStage {...room} interview={interview} />
        )}
      </Suspense>
    </Queries>
  );
}
