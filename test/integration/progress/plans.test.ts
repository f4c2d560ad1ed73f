import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PrismaClient } from '#prisma/generated/client.ts';
import { applyMigrations } from '#server/platform/schema-engine.ts';
import {
  getCandidateProgress,
  getInterviewerProgress,
  getLeadView,
  getScenarioStatistics,
  listHistory,
} from '#shared/contracts/progress.contract.ts';
import { createTemporaryDatabase, testDatabaseUrl } from '#test/support/database.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { makeUsers, seedFinishedInterviews } from '#test/support/finished-interviews.ts';
import { openProgress, type Progress } from './progress-world.ts';

/**
 * Explains the very statements that the requests send, with their parameters, on a database full of finished interviews
 * of several groups. Plans, not times: times are in `npm run bench -- progress`.
 */

const INTERVIEWS = 2_400;
const OWNERS = 24;
const SEED = 7;
/** What grows with everybody's interviews and must never be read from end to end for one person. */
const GREAT_TABLES = [
  'interview',
  'interview_event',
  'interview_items',
  'interview_summary',
  'participant',
  'rating_form',
  'rating_summary',
  'room',
];
const prismaDirectory = path.join(import.meta.dirname, '../../../prisma');

interface Sent {
  readonly query: string;
  readonly params: string;
}
const sent: Sent[] = [];
let database: PrismaClient;
let progress: Progress;
let closeAll: () => Promise<void>;
let ownerId: string;
let candidateId: string;
let raterId: string;

async function openWatched(): Promise<void> {
  const temporary = testDatabaseUrl === null ? null : await createTemporaryDatabase(testDatabaseUrl);
  const pglite = temporary === null ? await PGlite.create('memory://') : null;
  const adapter =
    temporary === null
      ? // As in `server/platform/database.ts`: an older copy of the same interface, the shapes agree.
        (new PrismaPGlite(pglite as PGlite) as unknown as SqlMigrationAwareDriverAdapterFactory)
      : new PrismaPg({ connectionString: temporary.url });
  await applyMigrations(adapter, prismaDirectory);
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  client.$on('query', ({ query, params }) => sent.push({ query, params }));
  database = client;
  closeAll = async () => {
    await client.$disconnect();
    await pglite?.close();
    await temporary?.drop();
  };
}

beforeAll(async () => {
  await openWatched();
  const ownerIds = await makeUsers(database, 'owner', OWNERS);
  const candidateIds = await makeUsers(database, 'candidate', 48);
  const raterIds = await makeUsers(database, 'rater', 30);
  await seedFinishedInterviews(database, {
    interviews: INTERVIEWS,
    seed: SEED,
    ownerIds,
    candidateIds,
    raterIds,
  });
  progress = await openProgress({ database, clock: createFakeClock() });
  // The look for missing rows at the start is nobody's request.
  await progress.module.close();
  [ownerId = '', candidateId = '', raterId = ''] = [ownerIds[1], candidateIds[3], raterIds[5]];
}, 180_000);
afterAll(() => closeAll());

const PlanSchema = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(PlanSchema).optional();
  },
});
type Plan = z.infer<typeof PlanSchema>;

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

async function explain({ query, params }: Sent): Promise<Plan[]> {
  const values = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).parse(JSON.parse(params));
  const rows = await database.$queryRawUnsafe<{ 'QUERY PLAN': unknown }[]>(
    `EXPLAIN (FORMAT JSON) ${query}`,
    ...values,
  );
  const answer = rows[0]?.['QUERY PLAN'];
  const parsed = z
    .array(z.object({ Plan: PlanSchema }))
    .parse(typeof answer === 'string' ? JSON.parse(answer) : answer);
  return parsed.flatMap((each) => nodesOf(each.Plan));
}

/** Every node of every plan of what a request sends. */
async function plansOf(request: () => Promise<unknown>): Promise<{ nodes: Plan[]; statements: number }> {
  sent.length = 0;
  await request();
  const statements = sent.filter(({ query }) => /^\s*SELECT/i.test(query));
  const nodes: Plan[] = [];
  for (const statement of statements) nodes.push(...(await explain(statement)));
  return { nodes, statements: statements.length };
}

function readWhole(nodes: readonly Plan[]): string[] {
  return nodes
    .filter((node) => node['Node Type'].endsWith('Seq Scan'))
    .flatMap((node) => node['Relation Name'] ?? [])
    .filter((table) => GREAT_TABLES.includes(table));
}

const indexesOf = (nodes: readonly Plan[]) => new Set(nodes.flatMap((node) => node['Index Name'] ?? []));

describe('what one person asks for is found by indexes', () => {
  it('in the history of a candidate, on the first page and on a later one', async () => {
    const first = await progress.ask(listHistory, candidateId, { side: 'candidate' });
    expect(first.items).toHaveLength(30);
    expect(first.next).not.toBeNull();
    for (const after of [undefined, first.next ?? undefined]) {
      const { nodes, statements } = await plansOf(() =>
        progress.ask(listHistory, candidateId, {
          side: 'candidate',
          ...(after === undefined ? {} : { after }),
        }),
      );
      expect(statements).toBeGreaterThanOrEqual(3);
      expect(readWhole(nodes)).toEqual([]);
      expect(indexesOf(nodes)).toContain('interview_summary_candidateUserId_revealedAt_interviewId_idx');
    }
  });

  it('in the history of an interviewer', async () => {
    const { nodes } = await plansOf(() => progress.ask(listHistory, raterId, { side: 'interviewer' }));
    expect(readWhole(nodes)).toEqual([]);
    expect(indexesOf(nodes)).toContain('interview_summary_leadUserId_revealedAt_interviewId_idx');
  });

  it('in the progress of a candidate', async () => {
    const { nodes } = await plansOf(() => progress.ask(getCandidateProgress, candidateId, {}));
    expect(readWhole(nodes)).toEqual([]);
    expect(indexesOf(nodes)).toContain('rating_summary_interviewId_idx');
  });

  it('in the progress of an interviewer', async () => {
    const { nodes } = await plansOf(() => progress.ask(getInterviewerProgress, raterId, {}));
    expect(readWhole(nodes)).toEqual([]);
    expect(indexesOf(nodes)).toContain('rating_summary_userId_kind_submittedAt_idx');
  });

  it("in the lead's view of one group among several", async () => {
    const { nodes } = await plansOf(() => progress.ask(getLeadView, ownerId, {}));
    expect(readWhole(nodes)).toEqual([]);
    expect(indexesOf(nodes)).toContain('interview_summary_ownerId_revealedAt_interviewId_idx');
    expect(indexesOf(nodes)).toContain('rating_summary_ownerId_kind_idx');
  });

  it("in the lead's view of one room and of a period", async () => {
    const { roomChoices } = await progress.ask(getLeadView, ownerId, {});
    expect(roomChoices.length).toBeGreaterThan(1);
    const roomId = roomChoices[0]?.roomId ?? '';
    for (const filter of [{ roomId }, { period: '30d' }, { roomId, period: '90d' }] as const) {
      const { nodes } = await plansOf(() => progress.ask(getLeadView, ownerId, filter));
      expect(readWhole(nodes)).toEqual([]);
      expect(indexesOf(nodes)).toContain('interview_summary_ownerId_revealedAt_interviewId_idx');
      expect(indexesOf(nodes)).toContain('rating_summary_ownerId_kind_idx');
      expect(indexesOf(nodes)).toContain('room_pkey');
    }
  });

  it('in the statistics of one case', async () => {
    const view = await progress.ask(getLeadView, ownerId, {});
    const scenarioId = view.scenarios[0]?.id ?? '';
    const { nodes } = await plansOf(() => progress.ask(getScenarioStatistics, ownerId, { scenarioId }));
    expect(readWhole(nodes)).toEqual([]);
    expect(indexesOf(nodes)).toContain('interview_items_ownerId_scenarioId_revealedAt_idx');
  });
});

describe('a lead to whom all of it belongs', () => {
  it('reads the small rows whole, and of interviews, people, forms and events only by index', async () => {
    await database.$executeRaw`UPDATE "interview_summary" SET "ownerId" = ${ownerId}`;
    await database.$executeRaw`UPDATE "interview_items" SET "ownerId" = ${ownerId}`;
    await database.$executeRaw`UPDATE "rating_summary" SET "ownerId" = ${ownerId}`;
    await database.$executeRaw`UPDATE "room" SET "ownerId" = ${ownerId}`;
    await database.$executeRaw`ANALYZE`;
    const { nodes } = await plansOf(async () => {
      const view = await progress.ask(getLeadView, ownerId, {});
      expect(view.interviews).toBe(INTERVIEWS);
    });
    // All rooms are that person's, and are counted.
    const small = ['interview_summary', 'rating_summary', 'interview_items', 'room'];
    expect(readWhole(nodes).filter((table) => !small.includes(table))).toEqual([]);
  });
});
