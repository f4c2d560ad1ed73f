import type { PrismaClient, RatingRecord, ReviewReply as ReplyRow } from '#prisma/generated/client.ts';
import {
  FlagAnswerSchema,
  ReplyTargetSchema,
  ReviewReplySchema,
  type CandidateReview,
  type FlagAnswer,
  type ReplyTarget,
  type ReviewReply,
} from '#shared/contracts/review.contract.ts';

/** Everything said to one review, oldest first. */
export async function listReplies(
  database: Pick<PrismaClient, 'reviewReply'>,
  interviewId: string,
): Promise<ReplyRow[]> {
  return database.reviewReply.findMany({
    where: { interviewId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export interface ReplyReader {
  readonly selfId: string;
  readonly nameOf: (participantId: string) => string;
  readonly records: readonly RatingRecord[];
}

/** Replies and flags, each flag with its answers. Who may read them the caller has settled. */
export function toReplies(rows: readonly ReplyRow[], reader: ReplyReader): ReviewReply[] {
  return rows
    .filter(({ kind }) => kind !== 'answer')
    .map((row) =>
      ReviewReplySchema.parse({
        ...toWords(row, reader),
        kind: row.kind,
        target: row.target,
        answers: rows.filter(({ flagId }) => flagId === row.id).map((answer) => toAnswer(answer, reader)),
      }),
    );
}

export function toAnswer(row: ReplyRow, reader: ReplyReader): FlagAnswer {
  const record = reader.records.find(({ id }) => id === row.recordId);
  return FlagAnswerSchema.parse({
    ...toWords(row, reader),
    verdict: row.verdict,
    record: record ? { kind: record.kind, dimension: record.dimension, rating: record.rating } : null,
  });
}

/**
 * Whether the candidate is shown what a reply is about. Asked of the very view they read, so that no id can be tried out:
 * a note kept from them is answered like one that does not exist.
 */
export function isShown({ result, evidence, hints }: CandidateReview, target: ReplyTarget): boolean {
  switch (target.on) {
    case 'review':
      return result !== null;
    case 'rating':
      return result?.dimensions.some(({ dimension }) => dimension === target.dimension) ?? false;
    case 'note':
      return evidence.some(({ id, dimension }) => id === target.noteId && dimension === target.dimension);
    case 'hint':
      return hints.some(
        ({ dimension, rung, offsetMs }) =>
          dimension === target.dimension && rung === target.rung && offsetMs === target.offsetMs,
      );
  }
}

/** The stored target, for what depends on it. */
export function targetOf(row: Pick<ReplyRow, 'target'>): ReplyTarget {
  return ReplyTargetSchema.parse(row.target);
}

function toWords(row: ReplyRow, { selfId, nameOf }: ReplyReader) {
  const { id, text, authorId, createdAt, withdrawnAt } = row;
  return {
    id,
    text,
    authorName: nameOf(authorId),
    isOwn: authorId === selfId,
    createdAt: createdAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}
