import { lazy, useMemo } from 'react';
import type { Participant } from '#shared/contracts/rooms.contract.ts';
import { useDocument } from '#client/features/documents/use-document.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { Area } from './area.tsx';
import type { Spotlight } from './spotlight.ts';
import { roomPageStrings as strings } from './strings.ts';

const Cockpit = lazy(() =>
  import('#client/features/scenarios/cockpit.tsx').then((m) => ({ default: m.Cockpit })),
);

export interface GuideAreaProps {
  readonly interviewStore: InterviewStore;
  readonly self: Participant;
  readonly isReadOnly: boolean;
  /** Left out where guide and board are not in sight together. */
  readonly spotlight?: Spotlight;
}

/** The interviewer's left panel. It reads the board, to say what there is to ask about it. */
export function GuideArea({ interviewStore, self, isReadOnly, spotlight }: GuideAreaProps) {
  const { interviewId } = interviewStore;
  const { connection } = useDocument({ interviewId, kind: 'canvas', participantId: self.id });
  const board = useMemo(
    () => ({
      doc: connection.doc,
      onShow: spotlight ? (ids: readonly string[]) => spotlight.set({ ids }) : null,
    }),
    [connection.doc, spotlight],
  );
  return (
    <Area name={strings.guide} kind="panel" resetKey={interviewId}>
      <Cockpit interviewStore={interviewStore} isReadOnly={isReadOnly} board={board} />
    </Area>
  );
}
