import { useState } from 'react';
import type { HistorySide } from '#shared/contracts/progress.contract.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { GapChart } from './gap-chart.tsx';
import { HistoryList } from './history-list.tsx';
import { InterviewerProgress } from './interviewer-progress.tsx';
import { PracticePlan } from './practice-plan.tsx';
import { progressStrings as strings } from './strings.ts';
import { TrendCharts } from './trend-charts.tsx';
import { useCandidateProgress, useHistory, useInterviewerProgress } from './use-progress.ts';
import styles from './progress.module.css';

/** `/progress`: what one's own interviews say, on either side of the table. */
export function ProgressPage() {
  const [side, setSide] = useState<HistorySide>('candidate');
  return (
    <div className={classNames(page.frame, styles.page)}>
      <PageHeader title={strings.title} text={strings.intro}>
        <ButtonLink to="/progress/lead">{strings.leadLink}</ButtonLink>
      </PageHeader>
      <SegmentedControl
        className={styles.side}
        label={strings.sides}
        segments={[
          { value: 'candidate', label: strings.asCandidate },
          { value: 'interviewer', label: strings.asInterviewer },
        ]}
        value={side}
        onValueChange={setSide}
      />
      {side === 'candidate' ? <CandidateSide /> : <InterviewerSide />}
    </div>
  );
}

function CandidateSide() {
  const [level, setLevel] = useState<Level | null>(null);
  const query = useCandidateProgress(level);
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed query={query} />;
  if (query.data.interviews === 0) {
    return (
      <EmptyState
        title={strings.noCandidateTitle}
        action={<ButtonLink to="/">{strings.startRoom}</ButtonLink>}
      >
        {strings.noCandidateText}
      </EmptyState>
    );
  }
  return (
    <>
      {query.data.isCapped ? <p className={styles.muted}>{strings.capped(query.data.interviews)}</p> : null}
      <PracticePlan progress={query.data} onLevelChange={setLevel} />
      <TrendCharts dimensions={query.data.dimensions} />
      <GapChart gaps={query.data.selfGaps} />
      <HistoryList side="candidate" />
    </>
  );
}

function InterviewerSide() {
  const query = useInterviewerProgress();
  const history = useHistory('interviewer');
  if (query.isPending || history.isPending) return <Loading />;
  if (query.isError) return <Failed query={query} />;
  // Somebody who only rated beside others has led nothing, and has a history all the same.
  const hasHistory = (history.data?.pages[0]?.items.length ?? 0) > 0;
  if (query.data.interviews === 0 && !hasHistory) {
    return (
      <EmptyState
        title={strings.noInterviewerTitle}
        action={<ButtonLink to="/">{strings.startRoom}</ButtonLink>}
      >
        {strings.noInterviewerText}
      </EmptyState>
    );
  }
  return (
    <>
      {query.data.isCapped ? <p className={styles.muted}>{strings.capped(query.data.interviews)}</p> : null}
      <InterviewerProgress progress={query.data} />
      <HistoryList side="interviewer" />
    </>
  );
}

export function Loading() {
  return (
    <div className={styles.skeletons} aria-busy="true">
      <span className="visually-hidden" role="status">
        {strings.loading}
      </span>
      <Skeleton shape="block" height={160} />
      <SkeletonText lines={3} />
      <Skeleton shape="block" height={220} />
    </div>
  );
}

export function Failed({
  query,
}: {
  query: { error: unknown; isFetching: boolean; refetch: () => Promise<unknown> };
}) {
  return (
    <ErrorState
      title={strings.failed}
      advice={toErrorWords(query.error).advice}
      isRetrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}
