import type { PrismaClient } from '#prisma/generated/client.ts';
import { roleInInterview } from '#shared/domain/rubric-access.ts';
import { ROLES } from '#shared/domain/vocabulary.ts';
import { canRecord } from './review.policy.ts';

/**
 * Interviews with a flag that nobody has answered, of those in which a person may answer: their counted rubric is in, so
 * nothing of it is sealed to them. Second raters find theirs in the review; they have no list of rooms.
 */
export async function listOpenFlags(
  database: Pick<PrismaClient, 'reviewReply'>,
  userId: string,
): Promise<string[]> {
  const found = await database.reviewReply.findMany({
    where: {
      kind: 'flag',
      withdrawnAt: null,
      interview: {
        status: { in: ['revealed', 'closed'] },
        forms: {
          some: {
            kind: 'rubric',
            submittedAt: { not: null },
            participant: { userId, removedAt: null },
          },
        },
      },
    },
    select: {
      id: true,
      interviewId: true,
      interview: {
        select: {
          leadId: true,
          candidateId: true,
          room: { select: { participants: { where: { userId }, select: { id: true, role: true } } } },
        },
      },
    },
  });
  const flags = found.filter(({ interview }) =>
    interview.room.participants.some(({ id: participantId, role: inRoom }) => {
      const role = ROLES.find((each) => each === inRoom);
      // After a swap the room's role belongs to the next round.
      return (
        role !== undefined &&
        canRecord({ role: roleInInterview({ participantId, role }, interview), hasSubmitted: true })
      );
    }),
  );
  if (flags.length === 0) return [];
  const answers = await database.reviewReply.findMany({
    where: { flagId: { in: flags.map(({ id }) => id) }, withdrawnAt: null },
    select: { flagId: true },
  });
  const answered = new Set(answers.map(({ flagId }) => flagId));
  return [...new Set(flags.filter(({ id }) => !answered.has(id)).map(({ interviewId }) => interviewId))];
}
