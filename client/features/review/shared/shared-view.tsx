import { Suspense, lazy } from 'react';
import type { SharedBoard, SharedReport } from '#shared/contracts/sharing.contract.ts';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { formatDate, formatDuration } from '#client/ui/format-time.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { BoardPicture } from '../board-picture.tsx';
import { DimensionCards } from '../dimension-cards.tsx';
import { ResultSummary } from '../result-summary.tsx';
import { ReviewSection } from '../review-section.tsx';
import { SelfSection } from '../self-section.tsx';
import { FORMAT_NAMES, FRAMEWORK_NAMES, LEVEL_NAMES, reviewStrings } from '../strings.ts';
import { sharedStrings as strings } from '../take-along/strings.ts';
import { TimeSection } from '../time-section.tsx';
import styles from './shared-view.module.css';

const ScoreChart = lazy(async () => ({ default: (await import('../score-chart.tsx')).ScoreChart }));

/** What somebody with a link reads: the same parts as in the review, fewer of them. */
export function SharedView({ shared }: { readonly shared: SharedBoard | SharedReport }) {
  const { part, title, setup, startedAt, expiresAt, sharedBy } = shared;
  const facts = [
    LEVEL_NAMES[setup.level],
    FORMAT_NAMES[setup.format],
    FRAMEWORK_NAMES[setup.framework],
    startedAt ? formatDate(new Date(startedAt)) : null,
    part === 'report' ? `${reviewStrings.duration} ${formatDuration(shared.durationMs)}` : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>{strings.kind[part]}</p>
        <h1 className={styles.title}>{title}</h1>
        <p>
          {strings.by(sharedBy.role, sharedBy.name)}{' '}
          <span className={styles.muted}>{strings.until(formatDate(new Date(expiresAt)))}</span>
        </p>
        <p className={styles.muted}>{facts.join(' \u00B7 ')}</p>
      </header>
      {part === 'report' ? <Report shared={shared} /> : null}
      <ReviewSection id="board" title={reviewStrings.boardTitle}>
        <BoardPicture board={shared.board} />
      </ReviewSection>
      <p className={styles.about}>{strings.about}</p>
    </div>
  );
}

function Report({ shared }: { readonly shared: SharedReport }) {
  const { result, self, setup, phases, hints } = shared;
  // A link names nobody; the notes are an interviewer's.
  const evidence = shared.evidence.map((note, index) => ({
    ...note,
    id: `note-${index}`,
    authorName: reviewStrings.interviewer,
  }));
  return (
    <>
      {result ? (
        <>
          <ResultSummary id="result" result={result} level={setup.level} evidence={evidence} />
          <ReviewSection id="scores" title={reviewStrings.scores}>
            <ErrorBoundary title={reviewStrings.failed}>
              <Suspense fallback={<Skeleton height={320} shape="block" />}>
                <ScoreChart dimensions={result.dimensions} self={self} />
              </Suspense>
            </ErrorBoundary>
          </ReviewSection>
          <ReviewSection id="dimensions" title={reviewStrings.dimensions}>
            <DimensionCards result={result} evidence={evidence} comparison={self?.comparison ?? null} />
          </ReviewSection>
        </>
      ) : (
        <Notice title={strings.noResult} />
      )}
      {self ? (
        <ReviewSection id="self" title={reviewStrings.selfTitle}>
          <SelfSection self={self} isCandidate={false} />
        </ReviewSection>
      ) : null}
      <ReviewSection id="time" title={reviewStrings.timeAndHints}>
        <TimeSection phases={phases} hints={hints} />
      </ReviewSection>
    </>
  );
}
