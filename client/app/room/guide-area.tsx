import { lazy } from 'react';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { Area } from './area.tsx';
import { roomPageStrings as strings } from './strings.ts';

const Cockpit = lazy(() =>
  import('#client/features/scenarios/cockpit.tsx').then((m) => ({ default: m.Cockpit })),
);

/** The interviewer's left panel. */
export function GuideArea({
  interviewStore,
  isReadOnly,
}: {
  interviewStore: InterviewStore;
  isReadOnly: boolean;
}) {
  return (
    <Area name={strings.guide} kind="panel" resetKey={interviewStore.interviewId}>
      <Cockpit interviewStore={interviewStore} isReadOnly={isReadOnly} />
    </Area>
  );
}
