import type { ShareLink } from '#prisma/generated/client.ts';
import type { Review } from '#shared/contracts/review.contract.ts';
import { SHARE_PARTS, type Share, type Shared, type SharePart } from '#shared/contracts/sharing.contract.ts';
import { invariant } from '#shared/errors.ts';

export function partOf(row: Pick<ShareLink, 'part'>): SharePart {
  const part = SHARE_PARTS.find((each) => each === row.part);
  invariant(part, `share part ${row.part} is known`);
  return part;
}

export function toShare(row: ShareLink, input: { participantId: string; nowMs: number }): Share {
  return {
    id: row.id,
    part: partOf(row),
    showsName: row.showsName,
    isOwn: row.createdById === input.participantId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: row.revokedAt ? 'revoked' : row.expiresAt.getTime() <= input.nowMs ? 'expired' : 'open',
  };
}

/** Picks what a link shows out of its maker's review; null when that view does not hold the part. */
export function toShared(
  review: Review,
  link: { part: SharePart; showsName: boolean; expiresAt: Date; makerId: string },
): Shared | null {
  const maker = review.people.find(({ participantId }) => participantId === link.makerId);
  if (!maker) return null;
  const common = {
    state: 'open' as const,
    title: review.scenario?.title ?? 'Interview',
    setup: review.setup,
    startedAt: review.startedAt,
    expiresAt: link.expiresAt.toISOString(),
    sharedBy: { role: maker.role, name: link.showsName ? maker.displayName : null },
  };
  if (link.part === 'board') return { part: 'board', ...common, board: review.board };
  if (review.view !== 'candidate') return null;
  return {
    part: 'report',
    ...common,
    durationMs: review.durationMs,
    result: review.result,
    evidence: review.evidence.map(({ offsetMs, dimension, sign, kind, text }) => ({
      offsetMs,
      dimension,
      sign,
      kind,
      text,
    })),
    hints: review.hints,
    self: review.self,
    phases: review.phases,
    board: review.board,
  };
}
