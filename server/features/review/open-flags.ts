import type { PrismaClient } from '#prisma/generated/client.ts';

/**
 * Interviews with a flag that nobody has answered, of those in which a person may answer: their counted rubric is in, so
 * nothing of it is sealed to them. Second raters find theirs in the review; they have no list of rooms.
 */
export async function listOpenFlags(
  database: Pick<PrismaClient, 'reviewReply'>,
  userId: string,
): Promise<string[]> {
  const flags = await database.reviewReply.findMany({
    where: {
      kind: 'flag',
      withdrawnAt: null,
      interview: {
        status: { in: ['revealed', 'closed'] },
        forms: {
          some: {
            kind: 'rubric',
            submittedAt: { not: null },
            // A shadow rates for practice and answers for nobody.
            participant: { userId, removedAt: null, role: { not: 'shadow' } },
          },
        },
      },
    },
    select: { id: true, interviewId: true },
  });
  if (flags.length === 0) return [];
  const answers = await database.reviewReply.findMany({
    where: { flagId: { in: flags.map(({ id }) => id) }, withdrawnAt: null },
    select: { flagId: true },
  });
  const answered = new Set(answers.map(({ flagId }) => flagId));
  return [...new Set(flags.filter(({ id }) => !answered.has(id)).map(({ interviewId }) => interviewId))];
}
