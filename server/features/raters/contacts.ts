import type { Interview, PrismaClient } from '#prisma/generated/client.ts';
import type { Contact } from '#shared/contracts/raters.contract.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { canBeAsked } from './raters.policy.ts';

/** A contact with the account behind it, which never leaves the server. */
interface KnownPerson extends Contact {
  readonly userId: string;
}

/**
 * People who are, or were, in a room together with the caller and can still be asked to rate this interview. Each stands
 * once, with the newest room they met in.
 */
export async function listKnownPeople(
  database: Pick<PrismaClient, 'participant' | 'raterAssignment'>,
  input: { userId: string; interview: Pick<Interview, 'id' | 'roomId' | 'candidateId' | 'leadId'> },
): Promise<KnownPerson[]> {
  const { userId, interview } = input;
  const own = await database.participant.findMany({
    // Who was let in to rate alone met nobody; who was removed keeps no contacts from it.
    where: { userId, removedAt: null, role: { not: 'reviewer' } },
    select: { roomId: true },
    orderBy: { joinedAt: 'desc' },
    take: LIMITS.listPage,
  });
  const met = await database.participant.findMany({
    where: {
      roomId: { in: own.map(({ roomId }) => roomId) },
      userId: { not: userId },
      removedAt: null,
      role: { not: 'reviewer' },
    },
    include: { room: { select: { name: true, createdAt: true } } },
    orderBy: [{ room: { createdAt: 'desc' } }, { joinedAt: 'desc' }],
    take: 5 * LIMITS.listPage,
  });
  const here = await database.participant.findMany({ where: { roomId: interview.roomId, removedAt: null } });
  const assigned = await database.raterAssignment.findMany({
    where: { interviewId: interview.id, endedAt: null },
    select: { participantId: true },
  });
  const refused = new Set(
    here
      .filter(
        ({ id, role }) =>
          // Stored by us, one of ROLES.
          !canBeAsked({ participantId: id, role: role as Role }, interview) ||
          assigned.some(({ participantId }) => participantId === id),
      )
      .map((person) => person.userId),
  );
  const byUser = new Map<string, KnownPerson>();
  for (const { id, userId: metId, displayName, room } of met) {
    if (refused.has(metId) || byUser.has(metId)) continue;
    byUser.set(metId, {
      id,
      userId: metId,
      displayName,
      metIn: room.name,
      metAt: room.createdAt.toISOString(),
    });
  }
  return [...byUser.values()].slice(0, LIMITS.listPage);
}
