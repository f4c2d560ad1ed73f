import { ArrowLeft } from 'lucide-react';
import { asApiError } from '#client/platform/api-error.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import page from '#client/ui/page.module.css';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { ReviewView, type ReviewSlots } from './review-view.tsx';
import { reviewStrings } from './strings.ts';
import { useReview, type ReviewChanges } from './use-review.ts';
import styles from './review-page.module.css';

const FRAME = classNames(page.frame, styles.page);

export type ReviewPageProps = ReviewSlots & {
  readonly interviewId: string;
  /** Where the page has a socket: tells when a late rubric came in. */
  readonly changes?: ReviewChanges | undefined;
};

/** `/interviews/:id/review`, and the revealed state of the room. */
export function ReviewPage({ interviewId, changes, ...slots }: ReviewPageProps) {
  const query = useReview(interviewId, changes);
  if (query.isPending) {
    return (
      <div className={FRAME} aria-busy="true">
        <span className="visually-hidden" role="status">
          {reviewStrings.loading}
        </span>
        <Skeleton width="40%" height={36} shape="block" />
        <Skeleton height={180} shape="block" />
        <SkeletonText lines={5} />
      </div>
    );
  }
  if (query.isError) {
    const { code, requestId } = asApiError(query.error);
    if (code === 'REVIEW_NOT_READY') {
      return (
        <div className={FRAME}>
          <EmptyState title={reviewStrings.notReady}>{reviewStrings.notReadyText}</EmptyState>
        </div>
      );
    }
    if (code === 'INTERVIEW_NOT_FOUND' || code === 'PARTICIPANT_REMOVED') {
      return (
        <div className={FRAME}>
          <EmptyState
            title={reviewStrings.notFound}
            action={
              <ButtonLink to="/" icon={<ArrowLeft />}>
                Dryrun
              </ButtonLink>
            }
          />
        </div>
      );
    }
    return (
      <div className={FRAME}>
        <ErrorState
          title={reviewStrings.failed}
          advice={reviewStrings.failedAdvice}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
          reference={requestId ?? undefined}
        />
      </div>
    );
  }
  return (
    <div className={FRAME}>
      <ReviewView review={query.data} {...slots} />
    </div>
  );
}
