import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';

/**
 * Who knows which scenario. Whoever opened a guide, or was given the prompt in an interview, is never offered the same
 * scenario as a candidate.
 */
export interface SeenScenarios {
  mark(input: { userId: string; scenarioId: string }): Promise<void>;
  hasSeen(input: { userId: string; scenarioId: string }): Promise<boolean>;
  listSeen(userId: string): Promise<ReadonlySet<string>>;
}

export function createSeenScenarios({
  database,
  clock,
}: {
  database: PrismaClient;
  clock: Clock;
}): SeenScenarios {
  async function hasSeen({ userId, scenarioId }: { userId: string; scenarioId: string }): Promise<boolean> {
    const row = await database.seenScenario.findUnique({
      where: { userId_scenarioId: { userId, scenarioId } },
    });
    return row !== null;
  }

  return {
    hasSeen,
    async mark(input) {
      // Snapshots are read after every reconnect; a look is cheaper than a write.
      if (await hasSeen(input)) return;
      const seenAt = new Date(clock.now());
      await database.seenScenario.createMany({ data: [{ ...input, seenAt }], skipDuplicates: true });
    },
    async listSeen(userId) {
      const rows = await database.seenScenario.findMany({ where: { userId }, select: { scenarioId: true } });
      return new Set(rows.map(({ scenarioId }) => scenarioId));
    },
  };
}
