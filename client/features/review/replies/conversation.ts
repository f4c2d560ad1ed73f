import type { RatingRecord, Review, ReviewReply, ReplyTarget } from '#shared/contracts/review.contract.ts';
import { replyTargetLabel } from '#shared/domain/review-words.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { formatClock } from '#client/ui/format-time.ts';
import type { ReviewHint, ReviewNote } from '../moments.ts';

/** What was said to one review and what its reader may add. Pure. */
export interface Conversation {
  readonly interviewId: string;
  readonly replies: readonly ReviewReply[];
  readonly evidence: readonly ReviewNote[];
  readonly hints: readonly ReviewHint[];
  /** The reader is the candidate and there is a result. */
  readonly canReply: boolean;
  /** The reader may answer flags; null for everybody else. */
  readonly answering: {
    readonly selfId: string;
    readonly isSecond: boolean;
    readonly records: readonly RatingRecord[];
  } | null;
}

/** Null for a reader who has no part in it: observers, and raters whom the seal holds. */
export function toConversation(review: Review): Conversation | null {
  if (review.view === 'observer' || review.replies === null) return null;
  const { interviewId, replies, evidence, hints, result } = review;
  const isGuide = review.view === 'guide';
  return {
    interviewId,
    replies,
    evidence,
    hints,
    canReply: !isGuide && result !== null,
    answering:
      isGuide && review.canRecord
        ? {
            selfId: review.selfId,
            isSecond:
              review.raters?.some(
                ({ participantId, seat }) => participantId === review.selfId && seat === 'reviewer',
              ) ?? false,
            records: review.records ?? [],
          }
        : null,
  };
}

/** What was said about one dimension, or about the review as a whole. */
export function repliesOn(
  replies: readonly ReviewReply[],
  dimension: Dimension | null,
): readonly ReviewReply[] {
  return replies.filter(({ target }) =>
    target.on === 'review' ? dimension === null : target.dimension === dimension,
  );
}

/** Flags that nobody has said anything to. */
export function openFlags(replies: readonly ReviewReply[]): readonly ReviewReply[] {
  return replies.filter(
    ({ kind, withdrawnAt, answers }) =>
      kind === 'flag' && withdrawnAt === null && answers.every((answer) => answer.withdrawnAt !== null),
  );
}

export function labelOf({ evidence }: Pick<Conversation, 'evidence'>, target: ReplyTarget): string {
  const note = target.on === 'note' ? evidence.find(({ id }) => id === target.noteId) : undefined;
  return replyTargetLabel(target, { noteMs: note?.offsetMs ?? null, formatClock });
}

/** What of one dimension can be flagged: its rating, then notes and hints in time order. */
export function flagTargets(
  { evidence, hints }: Pick<Conversation, 'evidence' | 'hints'>,
  dimension: Dimension,
): readonly ReplyTarget[] {
  const notes = evidence
    .filter((note) => note.dimension === dimension)
    .map(({ id, offsetMs }) => ({
      offsetMs,
      target: { on: 'note', noteId: id, dimension } satisfies ReplyTarget,
    }));
  const given = hints
    .filter((hint) => hint.dimension === dimension)
    .map(({ rung, offsetMs }) => ({
      offsetMs,
      target: { on: 'hint', dimension, rung, offsetMs } satisfies ReplyTarget,
    }));
  return [
    { on: 'rating', dimension },
    ...[...given, ...notes].toSorted((a, b) => a.offsetMs - b.offsetMs).map(({ target }) => target),
  ];
}

/** Anchor of a reply on the page. */
export const replyAnchor = (replyId: string): string => `reply-${replyId}`;
