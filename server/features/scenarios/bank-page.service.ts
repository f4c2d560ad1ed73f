import type { PrismaClient } from '#prisma/generated/client.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import type * as contract from '#shared/contracts/scenarios.contract.ts';
import { ScenarioSummarySchema, type Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Actor } from '#server/platform/operation.ts';
import type { ScenarioBank } from './scenario-bank.ts';
import { isOwnId, NEWEST_SUMMARY, sortByTitle, type ScenarioLibrary } from './scenario-library.ts';
import { canUse } from './scenarios.policy.ts';
import { toCandidateScenario, toInterviewerScenario, toScenarioSummary } from './scenarios.view.ts';

type Entry = contract.ScenarioEntry;
type ByScenario = InputOf<typeof contract.previewScenario>;

/** What interviews know about who has seen what. */
export interface SeenSource {
  listSeen(userId: string): Promise<ReadonlySet<string>>;
  /** Marks, then refuses whoever is being asked the scenario. @throws GUIDE_LOCKED */
  openGuide(input: { userId: string; scenarioId: string }): Promise<void>;
}

/** Browsing: what there is, what a candidate would be given, and the guide for whoever takes it. */
export function createBankPageService(deps: {
  database: PrismaClient;
  bank: ScenarioBank;
  library: Pick<ScenarioLibrary, 'get'>;
  seen: SeenSource;
}) {
  const { database, bank, library, seen } = deps;

  /** Own scenarios and those of others the caller may use; of one id where only that is asked for. */
  async function listUsable(userId: string, scenarioId?: string): Promise<Omit<Entry, 'isSeen'>[]> {
    const seats = await database.participant.findMany({
      where: { userId, removedAt: null },
      select: {
        role: true,
        room: {
          select: {
            id: true,
            name: true,
            participants: { where: { removedAt: null }, select: { userId: true } },
          },
        },
      },
    });
    const roomIds = seats.map(({ room }) => room.id);
    const rows = await database.ownScenario.findMany({
      where: {
        retiredAt: null,
        ...(scenarioId !== undefined && { id: scenarioId }),
        OR: [{ ownerId: userId }, { shares: { some: { roomId: { in: roomIds } } } }],
      },
      select: {
        ownerId: true,
        owner: { select: { name: true } },
        shares: { select: { roomId: true }, orderBy: { createdAt: 'asc' } },
        versions: NEWEST_SUMMARY,
      },
    });
    return rows.flatMap(({ ownerId, owner, shares, versions }) => {
      const shared = shares.flatMap(({ roomId }) => seats.filter(({ room }) => room.id === roomId));
      const inRooms = shared.map(({ role, room }) => ({
        role,
        isAuthorThere: room.participants.some((member) => member.userId === ownerId),
        room: { roomId: room.id, name: room.name },
      }));
      if (!canUse({ userId, ownerId, seats: inRooms })) return [];
      const isOwn = ownerId === userId;
      const rooms = inRooms.filter((seat) => isOwn || canUse({ userId, ownerId, seats: [seat] }));
      return versions.map(({ summary }) => ({
        summary: ScenarioSummarySchema.parse(summary),
        origin: isOwn ? ('own' as const) : ('room' as const),
        authorName: owner.name,
        rooms: rooms.map(({ room }) => room),
      }));
    });
  }

  function toBankEntry(scenario: Scenario): Omit<Entry, 'isSeen'> {
    return { summary: toScenarioSummary(scenario), origin: 'bank', authorName: null, rooms: [] };
  }

  /** @throws SCENARIO_NOT_FOUND also for what is there and not the caller's to use */
  async function getUsable(userId: string, scenarioId: string) {
    const ofBank = bank.list().find(({ meta }) => meta.id === scenarioId);
    if (ofBank) return { entry: toBankEntry(ofBank), scenario: ofBank };
    const [entry] = isOwnId(scenarioId) ? await listUsable(userId, scenarioId) : [];
    if (!entry) throw new AppError('SCENARIO_NOT_FOUND', { details: { scenarioId } });
    return { entry, scenario: await library.get(entry.summary) };
  }

  return {
    /** Everything the caller may use, ordered by title. */
    async list({ userId }: Actor): Promise<OutputOf<typeof contract.listBank>> {
      const [own, known] = await Promise.all([listUsable(userId), seen.listSeen(userId)]);
      const entries = [...bank.list().map(toBankEntry), ...own];
      return {
        scenarios: sortByTitle(entries).map((entry) => ({ ...entry, isSeen: known.has(entry.summary.id) })),
      };
    },

    /** The candidate's view of the newest version. Marks nothing: it is what anybody may know. @throws SCENARIO_NOT_FOUND */
    async preview(
      { userId }: Actor,
      { scenarioId }: ByScenario,
    ): Promise<OutputOf<typeof contract.previewScenario>> {
      const { entry, scenario } = await getUsable(userId, scenarioId);
      const known = await seen.listSeen(userId);
      return {
        entry: { ...entry, isSeen: known.has(scenarioId) },
        scenario: toCandidateScenario(scenario),
      };
    },

    /** The guide, with the mark that goes with it. @throws SCENARIO_NOT_FOUND, GUIDE_LOCKED */
    async openGuide(actor: Actor, input: ByScenario): Promise<OutputOf<typeof contract.openBankGuide>> {
      return { scenario: toInterviewerScenario(await this.open(actor, input)) };
    },

    /** The whole scenario, for use inside the feature; marked as the guide is. @throws SCENARIO_NOT_FOUND, GUIDE_LOCKED */
    async open({ userId }: Actor, { scenarioId }: ByScenario): Promise<Scenario> {
      const { scenario } = await getUsable(userId, scenarioId);
      await seen.openGuide({ userId, scenarioId });
      return scenario;
    },
  };
}

export type BankPageService = ReturnType<typeof createBankPageService>;
