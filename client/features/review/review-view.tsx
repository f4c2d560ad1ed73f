import { Printer } from 'lucide-react';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import type { Review } from '#shared/contracts/review.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { AgreementSection } from './agreement-section.tsx';
import { BoardPicture } from './board-picture.tsx';
import { CardsSection, type RenderCard } from './cards-section.tsx';
import { ComparisonSection } from './comparison-section.tsx';
import { DebriefSection } from './debrief-section.tsx';
import { DimensionCards } from './dimension-cards.tsx';
import { FeedbackSection } from './feedback-section.tsx';
import { InterviewingSection } from './interviewing-section.tsx';
import { MomentsSection } from './moments-section.tsx';
import { openFlags, replyAnchor, toConversation } from './replies/conversation.ts';
import { RepliesSection } from './replies/replies-section.tsx';
import { ReplyThread } from './replies/reply-thread.tsx';
import { replyStrings } from './replies/strings.ts';
import { ResultSummary } from './result-summary.tsx';
import { ReviewContents } from './review-contents.tsx';
import { ReviewHeader } from './review-header.tsx';
import { ReviewSection } from './review-section.tsx';
import { SelfSection } from './self-section.tsx';
import { TakeAlongMenu } from './take-along/take-along-menu.tsx';
import { TimeSection } from './time-section.tsx';
import { WaiveRating } from './waive-rating.tsx';
import { reviewStrings } from './strings.ts';
import { useLightPrint } from '#client/ui/use-light-print.ts';
import styles from './review-view.module.css';

/** The chart library is large and only the review needs it: it must not weigh on the room's first load. */
const ScoreChart = lazy(async () => ({ default: (await import('./score-chart.tsx')).ScoreChart }));

/** What other features draw: the page hands it in. */
export type ReviewSlots = {
  readonly renderCard: RenderCard;
  /** The notes' largest heading has to be level three. */
  readonly renderNotes: (blocks: Review['notes']) => ReactNode;
  /** What the finished board gives to talk about. Its largest heading has to be level three. */
  readonly renderTalk: (review: Pick<Review, 'board' | 'debrief'>) => ReactNode;
  /** The way to take the finished board along. */
  /** Where those who may ask for second ratings do. */
  readonly renderAskRater: (review: Pick<Review, 'interviewId'>) => ReactNode;
  readonly renderBoardExport: (board: Review['board']) => ReactNode;
};

export type ReviewViewProps = ReviewSlots & { readonly review: Review };

type Section = {
  readonly id: string;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly content: ReactNode;
};

/** Everything one reader may see of an ended interview, the result first. */
export function ReviewView({ review, ...slots }: ReviewViewProps) {
  useLightPrint();
  const isSealed = review.view === 'guide' && review.isSealed;
  const hasNoResult = review.view !== 'observer' && !review.result && !isSealed;
  const sections = useSections(review, slots);
  const conversation = toConversation(review);
  const flags = conversation?.answering ? openFlags(conversation.replies) : [];
  return (
    <div className={styles.layout}>
      <ReviewContents sections={sections} />
      <div className={styles.content}>
        <div className={styles.top}>
          <ReviewHeader review={review} />
          <TakeAlongMenu review={review} />
        </div>
        {isSealed ? (
          <Notice
            tone="warn"
            title={reviewStrings.sealedTitle}
            action={
              <span className={styles.choices}>
                <ButtonLink variant="primary" to={`/interviews/${review.interviewId}/rate`}>
                  {reviewStrings.rateNow}
                </ButtonLink>
                {review.canWaive ? <WaiveRating interviewId={review.interviewId} /> : null}
              </span>
            }
          >
            {reviewStrings.sealedRaterText}
          </Notice>
        ) : null}
        {flags[0] ? (
          <Notice
            title={replyStrings.openFlags(flags.length)}
            action={<a href={`#${replyAnchor(flags[0].id)}`}>{replyStrings.toFlag}</a>}
          >
            {replyStrings.openFlagsText}
          </Notice>
        ) : null}
        {hasNoResult ? (
          <Notice title={reviewStrings.noResult}>
            {review.view === 'candidate' ? reviewStrings.noResultCandidate : reviewStrings.noResultGuide}
          </Notice>
        ) : null}
        {sections.map(({ id, title, actions, content }) =>
          // The result frames itself: a title over the outcome would only say what it is.
          id === 'result' ? (
            content
          ) : (
            <ReviewSection key={id} id={id} title={title} actions={actions}>
              {content}
            </ReviewSection>
          ),
        )}
        <div className={styles.next}>
          <ButtonLink to={`/rooms/${review.roomId}`} variant="primary" size="lg">
            {reviewStrings.nextRoom}
          </ButtonLink>
          <Button size="lg" icon={<Printer />} onClick={() => globalThis.print()}>
            {reviewStrings.nextPrint}
          </Button>
          <p className={styles.hint}>{reviewStrings.nextRoomText}</p>
        </div>
      </div>
    </div>
  );
}

/** The parts this reader gets, in reading order. */
function useSections(
  review: Review,
  { renderCard, renderNotes, renderTalk, renderBoardExport, renderAskRater }: ReviewSlots,
): readonly Section[] {
  const scored = review.view === 'observer' ? null : review;
  const result = scored?.result ?? null;
  const moments = useMemo(
    () => ({
      phaseEntries: review.phaseEntries,
      pauses: review.pauses,
      reveals: review.reveals,
      evidence: review.view === 'observer' ? [] : review.evidence,
      hints: review.view === 'observer' ? [] : review.hints,
    }),
    [review],
  );
  const conversation = toConversation(review);
  const sections: (Section | null)[] = [
    scored && result
      ? {
          id: 'result',
          title: reviewStrings.result,
          content: (
            <ResultSummary
              key="result"
              id="result"
              result={result}
              level={review.setup.level}
              evidence={scored.evidence}
            />
          ),
        }
      : null,
    scored && result
      ? {
          id: 'scores',
          title: reviewStrings.scores,
          content: (
            <ErrorBoundary title={reviewStrings.failed}>
              <Suspense fallback={<Skeleton height={320} shape="block" />}>
                <ScoreChart dimensions={result.dimensions} self={scored.self} />
              </Suspense>
            </ErrorBoundary>
          ),
        }
      : null,
    scored && result
      ? {
          id: 'dimensions',
          title: reviewStrings.dimensions,
          content: (
            <DimensionCards
              result={result}
              evidence={scored.evidence}
              comparison={scored.self?.comparison ?? null}
              {...(conversation
                ? {
                    renderThread: (dimension) => (
                      <ReplyThread conversation={conversation} dimension={dimension} />
                    ),
                  }
                : {})}
            />
          ),
        }
      : null,
    conversation && result
      ? {
          id: 'replies',
          title: conversation.canReply ? replyStrings.title : replyStrings.titleOther,
          content: <RepliesSection conversation={conversation} />,
        }
      : null,
    review.view === 'guide' && review.raters && review.records && review.raters.length > 0
      ? {
          id: 'comparison',
          title: reviewStrings.comparisonTitle,
          actions: review.canAsk ? renderAskRater(review) : null,
          content: <ComparisonSection review={review} raters={review.raters} records={review.records} />,
        }
      : null,
    review.view === 'guide' && review.raters && review.raters.length > 1
      ? {
          id: 'agreement',
          title: reviewStrings.agreementTitle,
          content: <AgreementSection interviewId={review.interviewId} raters={review.raters} />,
        }
      : null,
    {
      id: 'moments',
      title: reviewStrings.momentsTitle,
      content: <MomentsSection source={moments} />,
    },
    scored && (scored.self || !('isSealed' in scored && scored.isSealed))
      ? {
          id: 'self',
          title: reviewStrings.selfTitle,
          content: <SelfSection self={scored.self} isCandidate={scored.view === 'candidate'} />,
        }
      : null,
    {
      id: 'time',
      title: scored ? reviewStrings.timeAndHints : reviewStrings.timeTitle,
      content: <TimeSection phases={review.phases} hints={scored?.hints ?? null} />,
    },
    {
      id: 'cards',
      title: reviewStrings.revealsTitle,
      content: <CardsSection reveals={review.reveals} renderCard={renderCard} />,
    },
    review.view === 'guide' && review.interviewing
      ? {
          id: 'interviewing',
          title: reviewStrings.interviewingTitle,
          content: <InterviewingSection report={review.interviewing} />,
        }
      : null,
    scored?.feedback
      ? {
          id: 'feedback',
          title: reviewStrings.feedbackTitle,
          content: <FeedbackSection feedback={scored.feedback} />,
        }
      : null,
    {
      id: 'board',
      title: reviewStrings.boardTitle,
      content: <BoardPicture board={review.board} action={renderBoardExport(review.board)} />,
    },
    // For the two who were there: observers get no word about how it went.
    scored ? { id: 'talk', title: reviewStrings.talkTitle, content: renderTalk(review) } : null,
    {
      id: 'notes',
      title: reviewStrings.notesTitle,
      content: <div className={styles.notes}>{renderNotes(review.notes)}</div>,
    },
    review.debrief
      ? {
          id: 'debrief',
          title: reviewStrings.debriefTitle,
          content: <DebriefSection debrief={review.debrief} />,
        }
      : null,
  ];
  return sections.filter((section) => section !== null);
}
