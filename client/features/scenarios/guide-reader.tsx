import { useMemo } from 'react';
import type { Format, Level } from '#shared/domain/vocabulary.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { foldGuideActs } from '#shared/domain/timeline.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { createServerClock } from '#client/platform/server-clock.ts';
import { ErrorState } from '#client/ui/error-state.tsx';
import { CockpitContext, type CockpitModel } from './cockpit-context.ts';
import { CockpitPanel } from './cockpit-panel.tsx';
import { CockpitSkeleton } from './cockpit-skeleton.tsx';
import { useGuide } from './use-guide.ts';

export interface GuideReaderProps {
  readonly interviewId: string;
  readonly scenarioId: string;
  readonly level: Level;
  readonly format: Format;
  readonly state: InterviewState;
  /** Cards that were handed over, by id, with their time on the interview clock. */
  readonly shown: ReadonlyMap<string, number>;
}

const NOTHING_MARKED = foldGuideActs([]);
const noAct = () => {};

/** The guide as it is written, for somebody who rates afterwards: without a mark of what was done with it. */
export function GuideReader({ interviewId, scenarioId, level, format, state, shown }: GuideReaderProps) {
  const guide = useGuide({ interviewId, scenarioId, isWanted: true });
  const { data: scenario } = guide;
  const model = useMemo<CockpitModel | null>(
    () =>
      scenario
        ? {
            act: noAct,
            failureOf: () => null,
            isPending: () => false,
            scenario,
            level,
            state,
            progress: NOTHING_MARKED,
            shown,
            clock: createServerClock(),
            may: () => false,
          }
        : null,
    [scenario, level, state, shown],
  );
  if (model) {
    return (
      <CockpitContext value={model}>
        <CockpitPanel interviewId={interviewId} board={null} format={format} note={null} />
      </CockpitContext>
    );
  }
  if (guide.isError) {
    const words = toErrorWords(guide.error);
    return (
      <ErrorState
        size="sm"
        title={words.title}
        advice={words.advice}
        isRetrying={guide.isFetching}
        onRetry={() => void guide.refetch()}
        reference={asApiError(guide.error).requestId ?? undefined}
      />
    );
  }
  return <CockpitSkeleton />;
}
