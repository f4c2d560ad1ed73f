import { ArrowLeft } from 'lucide-react';
import { asApiError } from '#client/platform/api-error.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import page from '#client/ui/page.module.css';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { toCalibrationWords } from './calibration-words.ts';
import { RunView } from './run-view.tsx';
import type { CalibrationSlots } from './slots.ts';
import { calibrationStrings as strings } from './strings.ts';
import { useCalibrationRun } from './use-calibration.ts';
import styles from './run-view.module.css';

/** `/calibration/runs/:runId`. */
export function CalibrationRunPage({
  runId,
  slots,
}: {
  readonly runId: string;
  readonly slots: CalibrationSlots;
}) {
  const query = useCalibrationRun(runId);
  if (query.isSuccess) return <RunView key={runId} data={query.data} slots={slots} />;
  const back = (
    <ButtonLink to="/calibration" icon={<ArrowLeft />}>
      {strings.back}
    </ButtonLink>
  );
  if (query.isPending) {
    return (
      <div className={classNames(page.frame, styles.page)} aria-busy="true">
        <h1 className="visually-hidden">{strings.title}</h1>
        <span className="visually-hidden" role="status">
          {strings.loading}
        </span>
        <Skeleton width="40%" height={28} shape="block" />
        <Skeleton height={48} shape="block" />
        <SkeletonText lines={8} />
      </div>
    );
  }
  const { code } = asApiError(query.error);
  if (code === 'GUIDE_LOCKED') {
    return (
      <EmptyState isPage title={strings.inUse} action={back}>
        {strings.inUseText}
      </EmptyState>
    );
  }
  if (code === 'CALIBRATION_RUN_NOT_FOUND' || code === 'UNAUTHENTICATED') {
    return (
      <EmptyState isPage title={strings.runGone} action={back}>
        {strings.runGoneText}
      </EmptyState>
    );
  }
  return (
    <ErrorState
      isPage
      title={strings.runFailed}
      advice={toCalibrationWords(query.error).advice}
      isRetrying={query.isFetching}
      onRetry={() => void query.refetch()}
      action={back}
    />
  );
}
