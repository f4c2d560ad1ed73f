import { isDeepStrictEqual } from 'node:util';
import type { Prisma, ReviewReply as ReplyRow } from '#prisma/generated/client.ts';
import type { Actor, Reply } from '#server/platform/operation.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import type {
  FlagAnswer,
  Review,
  ReviewReply,
  answerFlag,
  replyToReview,
  withdrawReply,
} from '#shared/contracts/review.contract.ts';
import { formsOf } from '#shared/domain/rubric-access.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { isShown, targetOf, toAnswer, toReplies } from './replies.ts';
import type { ReviewDeps } from './review.deps.ts';
import { audienceOf, canRecord, isRevealed } from './review.policy.ts';

export interface RepliesDeps extends Pick<ReviewDeps, 'database' | 'clock' | 'interviews' | 'rubric'> {
  readonly review: { get(actor: Actor, interviewId: string): Promise<Review> };
}

/** What the candidate says to the review, and what becomes of a flag. */
export function createRepliesService({ database, clock, interviews, rubric, review: reviews }: RepliesDeps) {
  return {
    /**
     * Writes a reply or a flag under the client's id. A retry changes nothing.
     * @throws FORBIDDEN, REVIEW_NOT_READY while there is no result, REPLY_TARGET_NOT_FOUND, REPLY_CONFLICT, TOO_MANY_REPLIES
     */
    async reply(actor: Actor, input: InputOf<typeof replyToReview>): Promise<Reply<ReviewReply>> {
      const { interviewId, replyId: id, kind, target, text } = input;
      const { interview, membership } = await getAccess(actor, interviewId);
      if (audienceOf(membership.role) !== 'candidate') throw new AppError('FORBIDDEN');
      const review = await reviews.get(actor, interviewId);
      if (review.view !== 'candidate' || review.result === null) throw new AppError('REVIEW_NOT_READY');
      if (!isShown(review, target)) throw new AppError('REPLY_TARGET_NOT_FOUND');
      const authorId = membership.participantId;
      const { row, isNew } = await write(
        { id, interviewId, authorId, kind, target, text },
        (stored) => stored.kind === kind && isDeepStrictEqual(targetOf(stored), target),
      );
      const known = review.replies.find((each) => each.id === id);
      const reader = { selfId: authorId, nameOf: () => membership.displayName, records: [] };
      const [written] = toReplies([row], reader);
      if (!written) throw new AppError('REPLY_CONFLICT');
      return {
        data: { ...written, answers: known?.answers ?? [] },
        effects: isNew ? await rubric.newsEffects(interview) : [],
      };
    },

    /**
     * Answers a flag; the candidate reads it. A retry changes nothing.
     * @throws REVIEW_SEALED until the own rubric is in, FORBIDDEN, REPLY_NOT_FOUND, REPLY_WITHDRAWN, VALIDATION_FAILED
     * without the record a corrected rating needs, REPLY_CONFLICT, TOO_MANY_REPLIES
     */
    async answer(actor: Actor, input: InputOf<typeof answerFlag>): Promise<Reply<FlagAnswer>> {
      const { interviewId, replyId: flagId, answerId: id, verdict, text, recordId } = input;
      const { interview, membership } = await getAccess(actor, interviewId);
      const { participantId: authorId, role, displayName } = membership;
      if (!formsOf(role).includes('rubric')) throw new AppError('FORBIDDEN');
      const { rubrics } = await rubric.readSubmissions(interviewId);
      if (!rubrics.some(({ participantId }) => participantId === authorId)) {
        throw new AppError('REVIEW_SEALED');
      }
      if (!canRecord({ role, hasSubmitted: true })) throw new AppError('FORBIDDEN');
      const flag = await database.reviewReply.findUnique({ where: { id: flagId } });
      if (flag?.interviewId !== interviewId || flag.kind !== 'flag') throw new AppError('REPLY_NOT_FOUND');
      // Others' corrections are not the answerer's to hand to the candidate; what was agreed the candidate sees anyway.
      const record =
        recordId === null
          ? null
          : await database.ratingRecord.findFirst({
              where: { id: recordId, interviewId, OR: [{ authorId }, { kind: 'agreed' }] },
            });
      const needsRecord = verdict === 'corrected' && targetOf(flag).on === 'rating';
      if ((recordId !== null && (!record || verdict === 'stands')) || (needsRecord && !record)) {
        throw new AppError('VALIDATION_FAILED', {
          details: { faults: [{ path: 'recordId', message: 'is no record this answer can name' }] },
        });
      }
      const { row, isNew } = await write(
        { id, interviewId, authorId, kind: 'answer', text, flagId, verdict, recordId },
        (stored) => stored.flagId === flagId && stored.verdict === verdict && stored.recordId === recordId,
      );
      const records = record ? [record] : [];
      return {
        data: toAnswer(row, { selfId: authorId, nameOf: () => displayName, records }),
        effects: isNew ? await rubric.newsEffects(interview) : [],
      };
    },

    /** Takes back an own reply, flag or answer, and deletes its words. Twice changes nothing. @throws REPLY_NOT_FOUND */
    async withdraw(
      actor: Actor,
      { interviewId, replyId: id }: InputOf<typeof withdrawReply>,
    ): Promise<Reply<{ withdrawnAt: string }>> {
      const { interview, membership } = await getAccess(actor, interviewId);
      const where = { id, interviewId, authorId: membership.participantId };
      const now = new Date(clock.now());
      const { count } = await database.reviewReply.updateMany({
        where: { ...where, withdrawnAt: null },
        data: { withdrawnAt: now, text: '' },
      });
      const row = await database.reviewReply.findFirst({ where });
      if (!row?.withdrawnAt) throw new AppError('REPLY_NOT_FOUND');
      return {
        data: { withdrawnAt: row.withdrawnAt.toISOString() },
        effects: count === 0 ? [] : await rubric.newsEffects(interview),
      };
    },
  };

  async function getAccess(actor: Actor, interviewId: string) {
    const access = await interviews.getInterviewAccess({ userId: actor.userId, interviewId });
    if (!isRevealed(access.state.status)) throw new AppError('REVIEW_NOT_READY');
    return access;
  }

  /** One after another for an interview, so that neither a limit nor an id can be passed by two at once. */
  async function write(
    data: Omit<Prisma.ReviewReplyUncheckedCreateInput, 'createdAt'>,
    isSame: (stored: ReplyRow) => boolean,
  ): Promise<{ row: ReplyRow; isNew: boolean }> {
    const { id, interviewId, authorId, text, flagId = null } = data;
    return database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "interview" WHERE "id" = ${interviewId} FOR UPDATE`;
      const stored = await tx.reviewReply.findUnique({ where: { id } });
      if (stored) {
        if (stored.interviewId !== interviewId || stored.authorId !== authorId) {
          throw new AppError('FORBIDDEN');
        }
        // Of what was withdrawn the words are gone, so they cannot be compared.
        const isRetry = isSame(stored) && (stored.withdrawnAt !== null || stored.text === text);
        if (!isRetry) throw new AppError('REPLY_CONFLICT');
        return { row: stored, isNew: false };
      }
      if (flagId !== null) {
        const flag = await tx.reviewReply.findUnique({ where: { id: flagId } });
        if (!flag || flag.withdrawnAt) throw new AppError('REPLY_WITHDRAWN');
      }
      const written = await tx.reviewReply.count({ where: { interviewId, authorId } });
      if (written >= LIMITS.repliesPerAuthor) {
        throw new AppError('TOO_MANY_REPLIES', { details: { limit: LIMITS.repliesPerAuthor } });
      }
      const row = await tx.reviewReply.create({ data: { ...data, createdAt: new Date(clock.now()) } });
      return { row, isNew: true };
    });
  }
}
