import type { IncomingHttpHeaders } from 'node:http';
import type { Interview, PrismaClient } from '#prisma/generated/client.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor } from '#server/platform/operation.ts';
import type { Review } from '#shared/contracts/review.contract.ts';
import { SHARE_PARTS, type Share, type Shared, type SharePart } from '#shared/contracts/sharing.contract.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { createShareToken, hashShareToken } from './share-token.ts';
import { canSeeShare, canShare } from './sharing.policy.ts';
import { partOf, toShare, toShared } from './sharing.view.ts';

const DAY_MS = 24 * 3_600_000;

export interface SharingDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly interviews: {
    /** @throws INTERVIEW_NOT_FOUND to strangers, PARTICIPANT_REMOVED */
    getInterviewAccess(input: { userId: string; interviewId: string }): Promise<{
      membership: Membership;
      interview: Interview;
    }>;
  };
  /** @throws REVIEW_NOT_READY and whatever refuses the person the interview */
  readonly getReview: (actor: { userId: string }, interviewId: string) => Promise<Review>;
  /** Where people reach this server. */
  readonly publicUrl: (headers: IncomingHttpHeaders) => string;
}

/** Links to a part of an ended interview. */
export function createSharingService(deps: SharingDeps) {
  const { database, clock } = deps;

  async function getMember(actor: Actor, interviewId: string): Promise<Membership> {
    return (await deps.interviews.getInterviewAccess({ userId: actor.userId, interviewId })).membership;
  }

  return {
    /** @throws FORBIDDEN, REVIEW_NOT_READY, TOO_MANY_SHARES */
    async create(
      actor: Actor,
      input: {
        interviewId: string;
        shareId: string;
        part: SharePart;
        expiresInDays: number;
        showsName: boolean;
      },
      headers: IncomingHttpHeaders,
    ): Promise<{ share: Share; token: string; url: string }> {
      const { interviewId, shareId, part, showsName } = input;
      const { participantId, role } = await getMember(actor, interviewId);
      if (!canShare({ role, part })) throw new AppError('FORBIDDEN');
      // What cannot be read yet cannot be shared.
      await deps.getReview(actor, interviewId);
      const nowMs = clock.now();
      const token = createShareToken();
      const content = {
        part,
        showsName,
        tokenHash: hashShareToken(token),
        expiresAt: new Date(nowMs + input.expiresInDays * DAY_MS),
      };
      const row = await database.$transaction(async (tx) => {
        // One after another, so that the count holds.
        await tx.$queryRaw`SELECT 1 FROM "interview" WHERE "id" = ${interviewId} FOR UPDATE`;
        const known = await tx.shareLink.findUnique({ where: { id: shareId } });
        if (known) {
          const isRetry =
            known.interviewId === interviewId && known.createdById === participantId && !known.revokedAt;
          if (!isRetry) throw new AppError('FORBIDDEN');
          return tx.shareLink.update({ where: { id: shareId }, data: content });
        }
        const open = await tx.shareLink.count({
          where: { interviewId, revokedAt: null, expiresAt: { gt: new Date(nowMs) } },
        });
        if (open >= LIMITS.openSharesPerInterview) throw new AppError('TOO_MANY_SHARES');
        return tx.shareLink.create({
          data: {
            id: shareId,
            interviewId,
            createdById: participantId,
            createdAt: new Date(nowMs),
            ...content,
          },
        });
      });
      return {
        share: toShare(row, { participantId, nowMs }),
        token,
        url: `${deps.publicUrl(headers)}/shared/${token}`,
      };
    },

    /** What the caller may share, and the links they may see. @throws INTERVIEW_NOT_FOUND */
    async list(actor: Actor, interviewId: string): Promise<{ parts: SharePart[]; shares: Share[] }> {
      const { participantId, role } = await getMember(actor, interviewId);
      const rows = await database.shareLink.findMany({
        where: { interviewId, ...(role === 'candidate' ? {} : { createdById: participantId }) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: LIMITS.listPage,
      });
      return {
        parts: SHARE_PARTS.filter((part) => canShare({ role, part })),
        shares: rows.map((row) => toShare(row, { participantId, nowMs: clock.now() })),
      };
    },

    /** @throws SHARE_NOT_FOUND */
    async revoke(actor: Actor, input: { interviewId: string; shareId: string }): Promise<Share> {
      const { participantId, role } = await getMember(actor, input.interviewId);
      const row = await database.shareLink.findUnique({ where: { id: input.shareId } });
      const isVisible =
        row?.interviewId === input.interviewId &&
        canSeeShare({ role, isOwn: row.createdById === participantId });
      if (!isVisible) throw new AppError('SHARE_NOT_FOUND');
      await database.shareLink.updateMany({
        where: { id: row.id, revokedAt: null },
        data: { revokedAt: new Date(clock.now()) },
      });
      const after = await database.shareLink.findUniqueOrThrow({ where: { id: row.id } });
      return toShare(after, { participantId, nowMs: clock.now() });
    },

    /**
     * What a link shows now. A link whose maker has left or no longer holds that view counts as revoked.
     * @throws SHARE_NOT_FOUND
     */
    async read(token: string): Promise<Shared> {
      const row = await database.shareLink.findUnique({
        where: { tokenHash: hashShareToken(token) },
        include: { createdBy: { select: { userId: true } } },
      });
      if (!row) throw new AppError('SHARE_NOT_FOUND');
      if (row.revokedAt) return { state: 'revoked' };
      if (row.expiresAt.getTime() <= clock.now()) return { state: 'expired' };
      const { createdBy, interviewId, createdById, showsName, expiresAt } = row;
      const part = partOf(row);
      try {
        const { membership } = await deps.interviews.getInterviewAccess({
          userId: createdBy.userId,
          interviewId,
        });
        if (!canShare({ role: membership.role, part })) return { state: 'revoked' };
        const review = await deps.getReview({ userId: createdBy.userId }, interviewId);
        return toShared(review, { part, showsName, expiresAt, makerId: createdById }) ?? { state: 'revoked' };
      } catch (error) {
        // Whatever keeps its maker from the interview keeps the link from it.
        if (error instanceof AppError) return { state: 'revoked' };
        throw error;
      }
    },
  };
}

export type SharingService = ReturnType<typeof createSharingService>;
