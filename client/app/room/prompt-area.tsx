import { lazy } from 'react';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { Area } from './area.tsx';
import { roomPageStrings as strings } from './strings.ts';

const PromptPanel = lazy(() =>
  import('#client/features/scenarios/prompt-panel.tsx').then((m) => ({ default: m.PromptPanel })),
);

/** The candidate's left panel. */
export function PromptArea({ interviewStore }: { interviewStore: InterviewStore }) {
  return (
    <Area name={strings.prompt} kind="panel" resetKey={interviewStore.interviewId}>
      <PromptPanel interviewStore={interviewStore} />
    </Area>
  );
}
