import { Suspense, lazy } from 'react';
import { useParams } from 'react-router';
import { BoardExportButton } from '#client/features/documents/canvas/board-export-button.tsx';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { AskRater } from '#client/features/raters/ask-rater.tsx';
import { ReviewPage as Review } from '#client/features/review/review-page.tsx';
import { RevealCard } from '#client/features/scenarios/reveal-card.tsx';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { reviewChanges } from '../review-changes.ts';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';

const ReviewTalk = lazy(() =>
  import('#client/features/scenarios/board-talk/review-talk.tsx').then((m) => ({ default: m.ReviewTalk })),
);

export function ReviewPage() {
  const { interviewId = '' } = useParams();
  useTitle(strings.reviewTitle);
  return (
    <main>
      <Review
        interviewId={interviewId}
        changes={reviewChanges}
        renderCard={(card) => <RevealCard {...card} isNew={false} />}
        renderNotes={(blocks) => <NotesView blocks={blocks} topHeadingLevel={3} />}
        renderBoardExport={(board) => <BoardExportButton board={board} name={strings.reviewTitle} />}
        renderAskRater={(review) => <AskRater interviewId={review.interviewId} />}
        renderTalk={({ board, debrief }) => (
          <ErrorBoundary title={strings.talkFailed} size="sm">
            <Suspense fallback={<SkeletonText lines={4} />}>
              <ReviewTalk board={board} reference={debrief?.architecture ?? null} />
            </Suspense>
          </ErrorBoundary>
        )}
      />
    </main>
  );
}
