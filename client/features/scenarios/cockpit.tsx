import { BookOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import { foldGuideActs } from '#shared/domain/timeline.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import type { GuideBoard } from './board-talk/use-board-talk.ts';
import { CockpitContext, type CockpitModel } from './cockpit-context.ts';
import { CockpitPanel } from './cockpit-panel.tsx';
import { canAct, shownReveals } from './cockpit-selectors.ts';
import { CockpitSkeleton } from './cockpit-skeleton.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { useGuide } from './use-guide.ts';
import { useGuideActs } from './use-guide-acts.ts';

export interface CockpitProps {
  readonly interviewStore: InterviewStore;
  /** A shadow sees everything and marks nothing. */
  readonly isReadOnly: boolean;
  readonly board: GuideBoard;
}

/** The interviewer's guide to one interview. Fills the height it is given; made for 320 px and wider. */
export function Cockpit(props: CockpitProps) {
  const { interviewStore } = props;
  const store = useStore(interviewStore);
  if (store.status === 'loading') return <CockpitSkeleton />;
  if (store.status === 'failed') {
    const words = toErrorWords(store.error);
    return <ErrorState size="sm" title={words.title} advice={words.advice} onRetry={interviewStore.reload} />;
  }
  const { interview } = store;
  if (interview.view !== 'guide') {
    return (
      <EmptyState size="sm" title={strings.forbiddenTitle}>
        {strings.forbiddenText}
      </EmptyState>
    );
  }
  return <GuideOfInterview {...props} interview={interview} />;
}

interface GuideOfInterviewProps extends CockpitProps {
  readonly interview: GuideInterview;
}

function GuideOfInterview({ interviewStore, interview, isReadOnly, board }: GuideOfInterviewProps) {
  const { state, setup, events, guideEvents } = interview;
  const { scenarioId, level, format } = setup;
  const [openedId, setOpenedId] = useState<string | null>(null);
  // Whoever runs the interview has to have the guide; before that, reading it is a choice with a price.
  const hasBegun = state.status !== 'preparing' && state.status !== 'lobby';
  const guide = useGuide({
    interviewId: interviewStore.interviewId,
    scenarioId,
    isWanted: hasBegun || (scenarioId !== null && openedId === scenarioId),
  });
  const acts = useGuideActs(interviewStore);
  const progress = useMemo(() => foldGuideActs(guideEvents), [guideEvents]);
  const shown = useMemo(() => shownReveals(events), [events]);
  const { data: scenario } = guide;
  const model = useMemo<CockpitModel | null>(
    () =>
      scenario
        ? {
            ...acts,
            scenario,
            level,
            state,
            progress,
            shown,
            clock: interviewStore.clock,
            may: (type) => canAct({ type, status: state.status, isReadOnly }),
          }
        : null,
    [acts, scenario, level, state, progress, shown, interviewStore.clock, isReadOnly],
  );

  if (scenarioId === null) {
    return (
      <EmptyState size="sm" icon={<BookOpen />} title={strings.noScenarioTitle}>
        {isReadOnly ? strings.noScenarioShadow : strings.noScenarioText}
      </EmptyState>
    );
  }
  if (model) {
    return (
      <CockpitContext value={model}>
        <CockpitPanel
          key={`${scenarioId} ${hasBegun}`}
          format={format}
          interviewId={interview.interviewId}
          board={board}
          note={noteFor(state.status, isReadOnly)}
        />
      </CockpitContext>
    );
  }
  if (guide.isError) {
    const { requestId } = asApiError(guide.error);
    const words = toErrorWords(guide.error);
    return (
      <ErrorState
        size="sm"
        title={strings.failedTitle}
        kept={`${words.title}.`}
        advice={words.advice}
        isRetrying={guide.isFetching}
        onRetry={() => void guide.refetch()}
        reference={requestId ?? undefined}
      />
    );
  }
  if (guide.isFetching || hasBegun) return <CockpitSkeleton />;
  return (
    <EmptyState
      size="sm"
      icon={<BookOpen />}
      title={strings.openTitle}
      action={<Button onClick={() => setOpenedId(scenarioId)}>{strings.open}</Button>}
    >
      <p>{strings.openText}</p>
      <p>{strings.openSeen}</p>
    </EmptyState>
  );
}

function noteFor(status: GuideInterview['state']['status'], isReadOnly: boolean): string | null {
  if (status === 'preparing' || status === 'lobby') return strings.readingNote;
  if (status === 'revealed' || status === 'closed') return strings.closedNote;
  if (isReadOnly) return strings.readOnlyNote;
  return status === 'rating' ? strings.endedNote : null;
}
