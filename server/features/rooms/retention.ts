import type { PrismaClient } from '#prisma/generated/client.ts';
import { DOCUMENT_KINDS } from '#shared/domain/vocabulary.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Logger } from '#server/platform/log.ts';

const DAY_MS = 24 * 3_600_000;
/** Often enough that a promise made in days is kept to the day. */
const SWEEP_EVERY_MS = 6 * 3_600_000;

/**
 * Keeps the promise of the consent text: a room, its interviews, forms and documents are deleted `retentionDays` after
 * the last of its interviews began or ended.
 */
export class RetentionSweep {
  readonly #deps: { database: PrismaClient; clock: Clock; log: Logger };
  readonly #timer: NodeJS.Timeout;
  #running: Promise<unknown>;

  constructor(deps: { database: PrismaClient; clock: Clock; log: Logger }) {
    this.#deps = deps;
    this.#running = this.#sweepQuietly();
    this.#timer = setInterval(() => {
      this.#running = this.#sweepQuietly();
    }, SWEEP_EVERY_MS);
    this.#timer.unref();
  }

  /** Deletes what is due now; returns how many rooms went. */
  async sweep(): Promise<number> {
    const { database, clock } = this.#deps;
    const rooms = await database.room.findMany({
      where: { createdAt: { lt: new Date(clock.now() - DAY_MS) } },
      select: {
        id: true,
        createdAt: true,
        retentionDays: true,
        interviews: { select: { id: true, createdAt: true, startedAt: true, endedAt: true } },
      },
    });
    const due = rooms.filter((room) => {
      const times = room.interviews.flatMap((one) => [one.createdAt, one.startedAt, one.endedAt]);
      const last = Math.max(room.createdAt.getTime(), ...times.map((time) => time?.getTime() ?? 0));
      return last + room.retentionDays * DAY_MS <= clock.now();
    });
    for (const room of due) {
      const documentIds = room.interviews.flatMap(({ id }) => DOCUMENT_KINDS.map((kind) => `${id}.${kind}`));
      const where = { documentId: { in: documentIds } };
      await database.$transaction([
        database.documentUpdate.deleteMany({ where }),
        database.documentSnapshot.deleteMany({ where }),
        database.documentAuthor.deleteMany({ where }),
        // Before the room: notes and forms name their author, who goes with the room.
        database.interview.deleteMany({ where: { roomId: room.id } }),
        database.room.delete({ where: { id: room.id } }),
      ]);
    }
    return due.length;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #sweepQuietly(): Promise<void> {
    try {
      const rooms = await this.sweep();
      if (rooms > 0) this.#deps.log.info({ rooms }, 'rooms deleted at the end of their retention');
    } catch (error) {
      // Tried again at the next round; what is due stays due.
      this.#deps.log.error({ err: error }, 'retention');
    }
  }
}
