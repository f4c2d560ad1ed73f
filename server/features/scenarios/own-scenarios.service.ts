import { readFile } from 'node:fs/promises';
import { customAlphabet } from 'nanoid';
import type { Logger } from 'pino';
import type { OwnScenario as OwnScenarioRecord, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import type * as contract from '#shared/contracts/scenarios.contract.ts';
import { OWN_SCENARIO_PREFIX, type OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { RoomDirectory } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor } from '#server/platform/operation.ts';
import type { OwnScenarioReading } from './own-scenario-text.ts';
import { OWN_SCENARIO_ROW, toCheck, toOwnScenario, toPublishedVersion } from './own-scenarios.view.ts';
import { compareVersions } from './scenario-bank.ts';
import { toCopyText } from './scenario-copy.ts';
import type { ScenarioReader } from './scenario-reader.ts';
import { canShareWith } from './scenarios.policy.ts';
import { toScenarioSummary } from './scenarios.view.ts';

type Reader = PrismaClient | Prisma.TransactionClient;
type ByScenario = InputOf<typeof contract.getOwn>;
type ByRoom = InputOf<typeof contract.shareOwn>;
interface Answer {
  scenario: OwnScenario;
}

/** Lower case, as the format wants ids; 26 characters of 36 are more than a UUID holds. */
const makeId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 26);

export interface OwnScenariosDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rooms: Pick<RoomDirectory, 'getMembership'>;
  readonly reader: ScenarioReader;
  readonly templatePath: string;
}

/** Drafts, versions and shares of what people write themselves. All but the check is for the author alone. */
export function createOwnScenariosService(deps: OwnScenariosDeps) {
  const { database, clock, rooms, reader } = deps;

  /** @throws SCENARIO_NOT_FOUND also for somebody else's: that it is there is not told */
  async function getRow(
    actor: Actor,
    scenarioId: string,
    from: Reader = database,
  ): Promise<OwnScenarioRecord> {
    const row = await from.ownScenario.findUnique({ where: { id: scenarioId } });
    if (!row || row.ownerId !== actor.userId) throw new AppError('SCENARIO_NOT_FOUND');
    return row;
  }

  async function toAnswer(scenarioId: string): Promise<Answer> {
    const [row, pins] = await Promise.all([
      database.ownScenario.findUnique({ where: { id: scenarioId }, select: OWN_SCENARIO_ROW }),
      database.interview.count({ where: { scenarioId } }),
    ]);
    // Deleted in another tab since.
    if (!row) throw new AppError('SCENARIO_NOT_FOUND');
    return { scenario: toOwnScenario(row, { isPinned: pins > 0 }) };
  }

  /** Null when it cannot be read now: a draft is kept whatever becomes of the check. */
  async function tryToRead(actor: Actor, text: string): Promise<OwnScenarioReading | null> {
    return reader.read({ userId: actor.userId, text }).catch((error: unknown) => {
      const isBusy = error instanceof AppError && error.code === 'RATE_LIMITED';
      if (!isBusy) deps.log.error({ err: error }, 'a draft was not checked');
      return null;
    });
  }

  /** Runs `write` while no other call of this author can add to what they have. */
  async function adding<Result>(
    { userId }: Actor,
    write: (tx: Prisma.TransactionClient) => Promise<Result>,
  ): Promise<Result> {
    return database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId} FOR UPDATE`;
      return write(tx);
    });
  }

  async function create(actor: Actor, { id, text }: { id: string; text: string }): Promise<Answer> {
    const ownerId = actor.userId;
    const byClient = { ownerId_clientId: { ownerId, clientId: id } };
    const earlier = await database.ownScenario.findUnique({ where: byClient, select: { id: true } });
    if (earlier) return toAnswer(earlier.id);
    const reading = await tryToRead(actor, text);
    const scenarioId = await adding(actor, async (tx) => {
      const repeated = await tx.ownScenario.findUnique({ where: byClient, select: { id: true } });
      if (repeated) return repeated.id;
      const limit = LIMITS.ownScenarios;
      if ((await tx.ownScenario.count({ where: { ownerId } })) >= limit) {
        throw new AppError('TOO_MANY_SCENARIOS', { details: { limit } });
      }
      const now = new Date(clock.now());
      const made = await tx.ownScenario.create({
        data: {
          id: `${OWN_SCENARIO_PREFIX}${makeId()}`,
          ownerId,
          clientId: id,
          draft: text,
          title: reading?.title ?? null,
          faultCount: reading?.faultCount ?? null,
          savedAt: now,
          createdAt: now,
        },
        select: { id: true },
      });
      // Who wrote it can never be asked it.
      await tx.seenScenario.create({ data: { userId: ownerId, scenarioId: made.id, seenAt: now } });
      return made.id;
    });
    return toAnswer(scenarioId);
  }

  return {
    /** @throws RATE_LIMITED */
    async check(
      { userId }: Actor,
      { text }: { text: string },
    ): Promise<OutputOf<typeof contract.checkScenarioText>> {
      return { check: toCheck(await reader.read({ userId, text })) };
    },

    /** Last saved first. */
    async list({ userId }: Actor): Promise<OutputOf<typeof contract.listOwn>> {
      const rows = await database.ownScenario.findMany({
        where: { ownerId: userId },
        select: OWN_SCENARIO_ROW,
        orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
      });
      const pins = await database.interview.groupBy({
        by: ['scenarioId'],
        where: { scenarioId: { in: rows.map(({ id }) => id) } },
      });
      const pinned = new Set(pins.map(({ scenarioId }) => scenarioId));
      return { scenarios: rows.map((row) => toOwnScenario(row, { isPinned: pinned.has(row.id) })) };
    },

    /** @throws SCENARIO_NOT_FOUND */
    async get(actor: Actor, { scenarioId }: ByScenario): Promise<OutputOf<typeof contract.getOwn>> {
      const { draft } = await getRow(actor, scenarioId);
      const { scenario } = await toAnswer(scenarioId);
      const versions = await database.ownScenarioVersion.findMany({
        where: { scenarioId },
        select: { version: true, summary: true, publishedAt: true },
        orderBy: { ordinal: 'desc' },
      });
      return { scenario, text: draft, versions: versions.map(toPublishedVersion) };
    },

    /** @throws SCENARIO_NOT_FOUND */
    async getVersion(
      actor: Actor,
      { scenarioId, version }: InputOf<typeof contract.getOwnVersion>,
    ): Promise<OutputOf<typeof contract.getOwnVersion>> {
      await getRow(actor, scenarioId);
      const row = await database.ownScenarioVersion.findUnique({
        where: { scenarioId_version: { scenarioId, version } },
        select: { version: true, summary: true, publishedAt: true, text: true },
      });
      if (!row) throw new AppError('SCENARIO_NOT_FOUND', { details: { version } });
      return { version: toPublishedVersion(row), text: row.text };
    },

    /** A retry with the same id is answered with what it made. @throws TOO_MANY_SCENARIOS */
    async create(actor: Actor, { id, text }: InputOf<typeof contract.createOwn>): Promise<Answer> {
      return create(actor, { id, text: text ?? (await readFile(deps.templatePath, 'utf8')) });
    },

    /** A new draft from a scenario whose guide the caller has opened. @throws TOO_MANY_SCENARIOS */
    async createFrom(actor: Actor, { id, source }: { id: string; source: Scenario }): Promise<Answer> {
      return create(actor, { id, text: toCopyText(source, new Date(clock.now())) });
    },

    /** @throws SCENARIO_NOT_FOUND, SCENARIO_CONFLICT */
    async save(
      actor: Actor,
      { scenarioId, baseRevision, text }: InputOf<typeof contract.saveOwn>,
    ): Promise<OutputOf<typeof contract.saveOwn>> {
      const before = await getRow(actor, scenarioId);
      const isRepeated = ({ revision, draft }: OwnScenarioRecord) =>
        revision === baseRevision + 1 && draft === text;
      if (before.revision !== baseRevision && !isRepeated(before)) throw conflict(before);
      const reading = await tryToRead(actor, text);
      const check = reading && toCheck(reading);
      if (isRepeated(before)) {
        return { revision: before.revision, savedAt: before.savedAt.toISOString(), check };
      }
      const savedAt = new Date(clock.now());
      const { count } = await database.ownScenario.updateMany({
        where: { id: scenarioId, ownerId: actor.userId, revision: baseRevision },
        data: {
          draft: text,
          revision: baseRevision + 1,
          // A text that cannot be read for the moment keeps its old name in lists.
          title: reading?.title ?? before.title,
          faultCount: reading?.faultCount ?? null,
          savedAt,
        },
      });
      if (count === 0) {
        const now = await getRow(actor, scenarioId);
        if (!isRepeated(now)) throw conflict(now);
        return { revision: now.revision, savedAt: now.savedAt.toISOString(), check };
      }
      return { revision: baseRevision + 1, savedAt: savedAt.toISOString(), check };
    },

    /**
     * Freezes the saved draft. Nothing is written unless all of it is good.
     * @throws SCENARIO_NOT_FOUND, SCENARIO_CONFLICT, SCENARIO_FAULTY, SCENARIO_VERSION_TAKEN, TOO_MANY_SCENARIOS
     */
    async publish(
      actor: Actor,
      { scenarioId, baseRevision }: InputOf<typeof contract.publishOwn>,
    ): Promise<Answer> {
      const draft = await getRow(actor, scenarioId);
      if (draft.revision !== baseRevision) throw conflict(draft);
      if (draft.publishedRevision === baseRevision) return toAnswer(scenarioId);
      const reading = await reader.read({ userId: actor.userId, text: draft.draft });
      if (!reading.scenario) throw new AppError('SCENARIO_FAULTY', { details: { check: toCheck(reading) } });
      // From here on it goes by the id that is pinned; the author's own stays in the text.
      const { meta } = reading.scenario;
      const content = { ...reading.scenario, meta: { ...meta, id: scenarioId } };
      await adding(actor, async (tx) => {
        const { count } = await tx.ownScenario.updateMany({
          where: { id: scenarioId, revision: baseRevision },
          data: { publishedRevision: baseRevision },
        });
        if (count === 0) throw conflict(await getRow(actor, scenarioId, tx));
        const latest = await tx.ownScenarioVersion.findFirst({
          where: { scenarioId },
          orderBy: { ordinal: 'desc' },
          select: { version: true, ordinal: true, text: true },
        });
        // The same call at the same moment has done it.
        if (latest?.version === meta.version && latest.text === draft.draft) return;
        if (latest && compareVersions(meta.version, latest.version) <= 0) {
          throw new AppError('SCENARIO_VERSION_TAKEN', { details: { latest: latest.version } });
        }
        const limit = LIMITS.ownScenarioVersions;
        const owned = { scenario: { ownerId: actor.userId } };
        if ((await tx.ownScenarioVersion.count({ where: owned })) >= limit) {
          throw new AppError('TOO_MANY_SCENARIOS', { details: { versions: limit } });
        }
        await tx.ownScenarioVersion.create({
          data: {
            scenarioId,
            version: meta.version,
            ordinal: (latest?.ordinal ?? 0) + 1,
            text: draft.draft,
            content,
            summary: toScenarioSummary(content),
            publishedAt: new Date(clock.now()),
          },
        });
      });
      return toAnswer(scenarioId);
    },

    /** @throws SCENARIO_NOT_FOUND */
    async retire(
      actor: Actor,
      { scenarioId, isRetired }: InputOf<typeof contract.retireOwn>,
    ): Promise<Answer> {
      const { retiredAt } = await getRow(actor, scenarioId);
      if ((retiredAt !== null) !== isRetired) {
        await database.ownScenario.updateMany({
          where: { id: scenarioId },
          data: { retiredAt: isRetired ? new Date(clock.now()) : null },
        });
      }
      return toAnswer(scenarioId);
    },

    /** With draft, versions, shares and marks. @throws SCENARIO_NOT_FOUND, SCENARIO_IN_USE */
    async remove(actor: Actor, { scenarioId }: ByScenario): Promise<{ scenarioId: string }> {
      await database.$transaction(async (tx) => {
        // Waits for an interview that is pinning a version at this moment (`ScenarioLibrary.hold`), and it for this.
        await tx.$queryRaw`SELECT 1 FROM own_scenario WHERE id = ${scenarioId} FOR UPDATE`;
        await getRow(actor, scenarioId, tx);
        if ((await tx.interview.count({ where: { scenarioId } })) > 0) throw new AppError('SCENARIO_IN_USE');
        await tx.ownScenario.delete({ where: { id: scenarioId } });
        await tx.seenScenario.deleteMany({ where: { scenarioId } });
      });
      return { scenarioId };
    },

    /** @throws SCENARIO_NOT_FOUND, ROOM_NOT_FOUND, PARTICIPANT_REMOVED, FORBIDDEN */
    async share(actor: Actor, { scenarioId, roomId }: ByRoom): Promise<Answer> {
      await getRow(actor, scenarioId);
      const membership = await rooms.getMembership({ userId: actor.userId, roomId });
      if (!canShareWith(membership)) throw new AppError('FORBIDDEN');
      await database.scenarioShare.createMany({
        data: [{ scenarioId, roomId, createdAt: new Date(clock.now()) }],
        skipDuplicates: true,
      });
      return toAnswer(scenarioId);
    },

    /** Possible for a room the author has left, too. @throws SCENARIO_NOT_FOUND */
    async stopSharing(actor: Actor, { scenarioId, roomId }: ByRoom): Promise<Answer> {
      await getRow(actor, scenarioId);
      await database.scenarioShare.deleteMany({ where: { scenarioId, roomId } });
      return toAnswer(scenarioId);
    },
  };
}

export type OwnScenariosService = ReturnType<typeof createOwnScenariosService>;

function conflict({ revision }: { revision: number }): AppError {
  return new AppError('SCENARIO_CONFLICT', { details: { revision } });
}
