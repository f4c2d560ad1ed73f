import type { PrismaClient } from '#prisma/generated/client.ts';
import { ROLES } from '#shared/domain/vocabulary.ts';
import { AppError, invariant } from '#shared/errors.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Reader } from './interview-record.ts';
import { roleIn } from './interviews.policy.ts';

interface PersonAndScenario {
  readonly userId: string;
  readonly scenarioId: string;
}

/**
 * Who knows which scenario. Whoever opened a guide, or was given the prompt in an interview, is never offered the same
 * scenario as a candidate; and nobody who is being asked it can open its guide.
 */
export interface SeenScenarios {
  /** Says whether it was new to them. */
  mark(input: PersonAndScenario, reader?: Reader): Promise<boolean>;
  hasSeen(input: PersonAndScenario): Promise<boolean>;
  listSeen(userId: string): Promise<ReadonlySet<string>>;
  /**
   * Before a guide is handed out: marks the reader, and refuses whoever is the candidate of a running interview with the
   * scenario, or of one whose forms are not open yet. `interviewId` is the one whose guide role lets them read.
   * @throws GUIDE_LOCKED
   */
  openGuide(input: PersonAndScenario & { readonly interviewId?: string }): Promise<void>;
}

/** From the start, when the prompt is handed over, until everything is opened to the candidate. */
const ASKED = ['running', 'rating'] as const;

export function createSeenScenarios({
  database,
  clock,
}: {
  database: PrismaClient;
  clock: Clock;
}): SeenScenarios {
  async function find({ userId, scenarioId }: PersonAndScenario, reader: Reader): Promise<boolean> {
    const row = await reader.seenScenario.findUnique({
      where: { userId_scenarioId: { userId, scenarioId } },
    });
    return row !== null;
  }

  async function mark({ userId, scenarioId }: PersonAndScenario, reader: Reader): Promise<boolean> {
    // Snapshots are read after every reconnect; a look is cheaper than a write.
    if (await find({ userId, scenarioId }, reader)) return false;
    const seenAt = new Date(clock.now());
    const { count } = await reader.seenScenario.createMany({
      data: [{ userId, scenarioId, seenAt }],
      skipDuplicates: true,
    });
    return count === 1;
  }

  async function isAsked(
    { userId, scenarioId, interviewId }: PersonAndScenario & { interviewId?: string },
    reader: Reader,
  ): Promise<boolean> {
    const seats = await reader.participant.findMany({
      where: { userId },
      select: { id: true, roomId: true, role: true, removedAt: true },
    });
    const interviews = await reader.interview.findMany({
      where: {
        scenarioId,
        status: { in: [...ASKED] },
        roomId: { in: seats.map(({ roomId }) => roomId) },
        ...(interviewId !== undefined && { id: { not: interviewId } }),
      },
      select: { roomId: true, status: true, candidateId: true },
    });
    return interviews.some((interview) => {
      const seat = seats.find(({ roomId }) => roomId === interview.roomId);
      const status = ASKED.find((asked) => asked === interview.status);
      const role = ROLES.find((known) => known === seat?.role);
      invariant(seat && status && role, 'an interview that was just looked for');
      if (seat.id === interview.candidateId) return true;
      if (seat.removedAt !== null) return false;
      const { candidateId } = interview;
      return roleIn({ participantId: seat.id, role }, { candidateId, leadId: null }, status) === 'candidate';
    });
  }

  return {
    hasSeen: (input) => find(input, database),
    mark: (input, reader = database) => mark(input, reader),
    async listSeen(userId) {
      const rows = await database.seenScenario.findMany({ where: { userId }, select: { scenarioId: true } });
      return new Set(rows.map(({ scenarioId }) => scenarioId));
    },
    async openGuide(input) {
      const isLocked = await database.$transaction(async (tx) => {
        // The start of an interview writes the same row for its candidate. Whoever comes second waits for the other: a
        // start after this finds the scenario seen, and this after a start finds the interview running.
        await mark(input, tx);
        return isAsked(input, tx);
      });
      if (isLocked) throw new AppError('GUIDE_LOCKED', { details: { scenarioId: input.scenarioId } });
    },
  };
}
