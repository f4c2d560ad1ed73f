/**
 * Where interviews get scenarios from: the bank in memory, and what people published, in the database. A published version
 * never changes, so one that was read is kept.
 */
import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { OWN_SCENARIO_PREFIX } from '#shared/contracts/scenarios.contract.ts';
import {
  ScenarioSchema,
  ScenarioSummarySchema,
  type Scenario,
  type ScenarioOrigin,
  type ScenarioSummary,
} from '#shared/contracts/scenario-format.contract.ts';
import { AppError } from '#shared/errors.ts';
import { deepFreeze, type ScenarioBank } from './scenario-bank.ts';
import { toScenarioSummary } from './scenarios.view.ts';

/** Where rows are read: the database, or a transaction that is under way. */
type Reader = PrismaClient | Prisma.TransactionClient;

export interface ScenarioPin {
  readonly id: string;
  readonly version: string;
}

/** One scenario somebody may choose. */
export interface OfferedScenario {
  readonly summary: ScenarioSummary;
  readonly origin: ScenarioOrigin;
}

export interface ScenarioLibrary {
  /** A pinned version, retired ones included. @throws SCENARIO_NOT_FOUND */
  get(pin: ScenarioPin, reader?: Reader): Promise<Scenario>;
  /** The same, or null for a version that is not kept any more. */
  find(pin: ScenarioPin, reader?: Reader): Promise<Scenario | null>;
  /** Titles of pinned versions under `id@version`; those that are not kept are left out. */
  listTitles(pins: readonly ScenarioPin[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The newest version of a scenario an interview of this room may be held with, or null. An own one must be shared with
   * the room, or its author be an interviewer there now.
   */
  findOffered(input: { scenarioId: string; roomId: string }, reader?: Reader): Promise<Scenario | null>;
  /**
   * What a person may choose for a room: the bank, their own, and what is shared with the room, ordered by title. The one
   * that is chosen is among them as long as `findOffered` finds it, whoever chose it.
   */
  listOffered(input: {
    userId: string;
    roomId: string;
    chosenId: string | null;
  }): Promise<readonly OfferedScenario[]>;
  /**
   * Inside the transaction that pins a version: keeps it from being deleted until the pin is committed.
   * @throws SCENARIO_NOT_FOUND when it has been
   */
  hold(tx: Prisma.TransactionClient, pin: ScenarioPin): Promise<void>;
}

/** About 200 kB each once parsed. */
const KEPT_VERSIONS = 50;

export function createScenarioLibrary({
  database,
  bank,
}: {
  database: PrismaClient;
  bank: ScenarioBank;
}): ScenarioLibrary {
  const kept = new Map<string, Scenario>();

  async function findOwn(pin: ScenarioPin, reader: Reader): Promise<Scenario | null> {
    const key = toPinText(pin);
    const known = kept.get(key);
    if (known) {
      // Last in the order of the map: the one used longest ago goes first.
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const row = await reader.ownScenarioVersion.findUnique({
      where: { scenarioId_version: { scenarioId: pin.id, version: pin.version } },
      select: { content: true },
    });
    if (!row) return null;
    const scenario = deepFreeze(ScenarioSchema.parse(row.content));
    kept.set(key, scenario);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_VERSIONS) break;
      kept.delete(oldest);
    }
    return scenario;
  }

  async function find(pin: ScenarioPin, reader: Reader = database): Promise<Scenario | null> {
    return isOwnId(pin.id) ? findOwn(pin, reader) : bank.find(pin.id, pin.version);
  }

  async function findOffered(
    { scenarioId, roomId }: { scenarioId: string; roomId: string },
    reader: Reader,
  ): Promise<Scenario | null> {
    if (!isOwnId(scenarioId)) return bank.list().find(({ meta }) => meta.id === scenarioId) ?? null;
    const row = await reader.ownScenario.findUnique({
      where: { id: scenarioId },
      select: {
        ownerId: true,
        retiredAt: true,
        shares: { where: { roomId }, select: { roomId: true } },
        versions: { orderBy: { ordinal: 'desc' }, take: 1, select: { version: true } },
      },
    });
    const newest = row?.versions[0];
    if (!row || row.retiredAt !== null || !newest) return null;
    const author = await reader.participant.findUnique({
      where: { roomId_userId: { roomId, userId: row.ownerId } },
      select: { role: true, removedAt: true },
    });
    if (!author || author.removedAt !== null) return null;
    if (row.shares.length === 0 && author.role !== 'interviewer') return null;
    return find({ id: scenarioId, version: newest.version }, reader);
  }

  return {
    find,
    async get(pin, reader) {
      const scenario = await find(pin, reader);
      if (!scenario) throw new AppError('SCENARIO_NOT_FOUND', { details: { ...pin } });
      return scenario;
    },
    async listTitles(pins) {
      const ownPins = pins.filter(({ id }) => isOwnId(id));
      const rows =
        ownPins.length === 0
          ? []
          : await database.ownScenarioVersion.findMany({
              where: { OR: ownPins.map(({ id, version }) => ({ scenarioId: id, version })) },
              select: { scenarioId: true, version: true, summary: true },
            });
      const own = rows.map(
        ({ scenarioId: id, version, summary }) =>
          [toPinText({ id, version }), ScenarioSummarySchema.parse(summary).title] as const,
      );
      const ofBank = pins.flatMap((pin) => {
        const scenario = isOwnId(pin.id) ? null : bank.find(pin.id, pin.version);
        return scenario ? [[toPinText(pin), scenario.meta.title] as const] : [];
      });
      return new Map([...own, ...ofBank]);
    },
    findOffered: (input, reader = database) => findOffered(input, reader),
    async listOffered({ userId, roomId, chosenId }) {
      const members = await database.participant.findMany({
        where: { roomId, removedAt: null },
        select: { userId: true },
      });
      const rows = await database.ownScenario.findMany({
        where: {
          retiredAt: null,
          OR: [
            { ownerId: userId },
            { ownerId: { in: members.map((member) => member.userId) }, shares: { some: { roomId } } },
          ],
        },
        select: { id: true, ownerId: true, versions: NEWEST_SUMMARY },
      });
      const isMissing = chosenId !== null && isOwnId(chosenId) && !rows.some(({ id }) => id === chosenId);
      const chosen = isMissing ? await findOffered({ scenarioId: chosenId, roomId }, database) : null;
      return sortByTitle([
        ...(chosen ? [{ summary: toScenarioSummary(chosen), origin: 'room' as const }] : []),
        ...bank.list().map((scenario) => ({ summary: toScenarioSummary(scenario), origin: 'bank' as const })),
        ...rows.flatMap(({ ownerId, versions }) =>
          versions.map(({ summary }) => ({
            summary: ScenarioSummarySchema.parse(summary),
            origin: ownerId === userId ? ('own' as const) : ('room' as const),
          })),
        ),
      ]);
    },
    async hold(tx, pin) {
      if (!isOwnId(pin.id)) return;
      // Saves, shares and new versions go on; only a deletion waits.
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM own_scenario_version v JOIN own_scenario s ON s.id = v."scenarioId"
        WHERE v."scenarioId" = ${pin.id} AND v.version = ${pin.version} FOR KEY SHARE OF s`;
      if (rows.length === 0) throw new AppError('SCENARIO_NOT_FOUND');
    },
  };
}

export const NEWEST_SUMMARY = {
  orderBy: { ordinal: 'desc' },
  take: 1,
  select: { summary: true },
} as const satisfies Prisma.OwnScenario$versionsArgs;

export function isOwnId(scenarioId: string): boolean {
  return scenarioId.startsWith(OWN_SCENARIO_PREFIX);
}

export function toPinText({ id, version }: ScenarioPin): string {
  return `${id}@${version}`;
}

export function sortByTitle<Entry extends { readonly summary: ScenarioSummary }>(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => a.summary.title.localeCompare(b.summary.title, 'en'));
}
