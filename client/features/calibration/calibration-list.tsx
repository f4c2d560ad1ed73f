import { nanoid } from 'nanoid';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type {
  CalibrationOverview,
  ReferenceSummary,
  RunSummary,
} from '#shared/contracts/calibration.contract.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { Badge } from '#client/ui/badge.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Row, RowList, RowSection } from '#client/ui/row-list.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { toCalibrationWords } from './calibration-words.ts';
import { ReadinessPanel } from './readiness-panel.tsx';
import { calibrationStrings as strings } from './strings.ts';
import { useCalibration, useStartRun } from './use-calibration.ts';
import styles from './calibration-list.module.css';

const runPath = (runId: string) => `/calibration/runs/${runId}`;
const TONES = { not_begun: 'neutral', in_progress: 'accent', done: 'good', due_again: 'warn' } as const;

/** `/calibration`: the reference interviews, the readiness statement, and every run so far. */
export function CalibrationList() {
  const query = useCalibration();
  return (
    <div className={classNames(page.frame, styles.page)}>
      <PageHeader title={strings.title} text={strings.lead} />
      <Body query={query} />
    </div>
  );
}

function Body({ query }: { readonly query: ReturnType<typeof useCalibration> }) {
  if (query.isPending) {
    return (
      <div className={styles.loading} aria-busy="true">
        <span className="visually-hidden" role="status">
          {strings.loading}
        </span>
        <Skeleton shape="block" height={120} />
        <Skeleton shape="block" height={210} />
      </div>
    );
  }
  if (query.isError) {
    if (asApiError(query.error).code === 'UNAUTHENTICATED') {
      return (
        <EmptyState title={strings.needsLogin} action={<ButtonLink to="/">{strings.home}</ButtonLink>}>
          {strings.needsLoginText}
        </EmptyState>
      );
    }
    return (
      <ErrorState
        title={strings.failed}
        advice={toCalibrationWords(query.error).advice}
        isRetrying={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return <Overview {...query.data} />;
}

function Overview({ references, readiness, runs }: CalibrationOverview) {
  return (
    <>
      <ReadinessPanel readiness={readiness} />
      <RowSection title={strings.references}>
        {references.length === 0 ? (
          <EmptyState title={strings.noReferences} />
        ) : (
          <RowList>
            {references.map((reference) => (
              <ReferenceRow key={reference.id} reference={reference} />
            ))}
          </RowList>
        )}
        <p className={styles.note}>{strings.scriptedText}</p>
      </RowSection>
      <RowSection title={strings.history}>
        {runs.length === 0 ? (
          <p className={styles.note}>{strings.noHistory}</p>
        ) : (
          <RowList>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </RowList>
        )}
      </RowSection>
    </>
  );
}

function ReferenceRow({ reference }: { readonly reference: ReferenceSummary }) {
  const navigate = useNavigate();
  const start = useStartRun();
  const [isAsking, setIsAsking] = useState(false);
  // One id for all tries of this row: a retry after a lost answer must not begin twice.
  const [runId, setRunId] = useState(nanoid);
  const { id, title, level, state, activeRunId, lastDoneRunId, isSeen } = reference;
  const isRepeat = lastDoneRunId !== null;

  async function handleConfirm() {
    const run = await start.mutateAsync({ runId, referenceId: id });
    setRunId(nanoid());
    await navigate(runPath(run.id));
  }

  return (
    <Row
      title={title}
      detail={[
        strings.scripted,
        strings.level(level),
        strings.length(Math.round(reference.durationMs / 60_000), reference.momentCount),
      ].join(' · ')}
      acts={
        <>
          {activeRunId !== null ? (
            <ButtonLink
              to={runPath(activeRunId)}
              variant="primary"
              aria-label={strings.openOf(strings.goOn, title)}
            >
              {strings.goOn}
            </ButtonLink>
          ) : (
            <>
              {lastDoneRunId === null ? null : (
                <ButtonLink
                  to={runPath(lastDoneRunId)}
                  variant="ghost"
                  aria-label={strings.openOf(strings.look, title)}
                >
                  {strings.look}
                </ButtonLink>
              )}
              <Button
                aria-label={strings.openOf(isRepeat ? strings.again : strings.begin, title)}
                onClick={() => setIsAsking(true)}
              >
                {isRepeat ? strings.again : strings.begin}
              </Button>
            </>
          )}
          <ConfirmDialog
            isOpen={isAsking}
            onOpenChange={setIsAsking}
            title={strings.beginTitle(title)}
            description={isRepeat ? strings.againText : isSeen ? strings.beginSeen : strings.beginText}
            confirmLabel={isRepeat ? strings.againConfirm : strings.beginConfirm}
            tone="primary"
            failureText={start.error ? toCalibrationWords(start.error).title : undefined}
            onConfirm={handleConfirm}
          />
        </>
      }
    >
      {/* What has not been begun says so by its button. */}
      {state === 'not_begun' ? null : <Badge tone={TONES[state]}>{strings.state[state]}</Badge>}
    </Row>
  );
}

function RunRow({ run }: { readonly run: RunSummary }) {
  const { compared, status } = run;
  return (
    <Row
      to={runPath(run.id)}
      title={run.title}
      detail={`${strings.level(run.level)} · ${
        compared.ratings === 0
          ? strings.locked(run.lockedCount)
          : strings.compared(compared.exactCount, compared.adjacentCount, compared.ratings)
      }`}
    >
      <Badge tone={status === 'in_progress' ? 'accent' : 'neutral'}>{strings.runStatus[status]}</Badge>
      <span className={styles.time}>
        <RelativeTime at={new Date(run.endedAt ?? run.startedAt)} />
      </span>
    </Row>
  );
}
