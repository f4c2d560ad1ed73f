import { pino } from 'pino';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { createScenarioLibrary } from '#server/features/scenarios/scenario-library.ts';
import { createProgressModule } from '#server/features/progress/progress.module.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { makeUsers, seedFinishedInterviews } from '#test/support/finished-interviews.ts';

/**
 * How long history, progress and the lead's view take with 5,000 finished interviews, all in rooms of one owner, each
 * person a candidate of a hundred. From the call to the text of the answer, strict parse included; without the network.
 */

const INTERVIEWS = 5_000;
const TARGET_MS = 200;
const RUNS = 15;
const SEED = 20_261_130;
const server = process.env['TEST_DATABASE_SERVER'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

async function measure(kind: 'postgresql' | 'embedded'): Promise<void> {
  const opened = await openTestDatabase({ databaseUrl: kind === 'postgresql' ? server : null });
  const { database } = opened;
  try {
    const begun = performance.now();
    const [ownerId = ''] = await makeUsers(database, 'owner', 1);
    const candidateIds = await makeUsers(database, 'candidate', INTERVIEWS / 100);
    const raterIds = await makeUsers(database, 'rater', 40);
    await seedFinishedInterviews(database, {
      interviews: INTERVIEWS,
      seed: SEED,
      ownerIds: [ownerId],
      candidateIds,
      raterIds,
    });
    print({
      database: kind,
      name: 'seeding',
      interviews: INTERVIEWS,
      seconds: round((performance.now() - begun) / 1000),
    });
    await run(kind, database, { ownerId, candidateId: candidateIds[7] ?? '', raterId: raterIds[3] ?? '' });
  } finally {
    await opened.close();
  }
}

async function run(
  kind: string,
  database: PrismaClient,
  people: { ownerId: string; candidateId: string; raterId: string },
): Promise<void> {
  const bank = await loadShippedBank();
  const library = createScenarioLibrary({ database, bank });
  const log = pino({ level: 'silent' });
  const open = () =>
    createProgressModule({
      database,
      clock: { now: () => Date.now() },
      log,
      scenarios: {
        list: () => bank.list(),
        find: (pin) => library.find(pin),
        listTitles: (pins) => library.listTitles(pins),
      },
    });
  const scenarioId = bank.list()[0]?.meta.id ?? '';
  const calls = [
    ['history, candidate', 'progress:list-history', people.candidateId, { side: 'candidate' }],
    ['history, interviewer', 'progress:list-history', people.raterId, { side: 'interviewer' }],
    ['progress, candidate', 'progress:get-candidate', people.candidateId, {}],
    ['progress, interviewer', 'progress:get-interviewer', people.raterId, {}],
    ['lead, first look', 'progress:get-lead-view', people.ownerId, {}],
    ['lead, again', 'progress:get-lead-view', people.ownerId, {}],
    ['lead, one case', 'progress:get-scenario-statistics', people.ownerId, { scenarioId }],
  ] as const;
  for (const [name, operation, userId, input] of calls) {
    const isFirst = name === 'lead, first look';
    let module = open();
    const times: number[] = [];
    let bytes = 0;
    let coldMs = 0;
    for (let round = 0; round < RUNS + 2; round += 1) {
      if (isFirst) {
        await module.close();
        module = open();
      }
      const handler = module.operations.find(({ contract }) => contract.name === operation);
      if (!handler) throw new Error(`no ${operation}`);
      const begun = performance.now();
      const { data } = await handler.run({
        actor: { userId, loginSessionId: 'bench', name: 'bench', isGuest: false },
        input,
        headers: {},
        socketId: null,
        log,
      });
      const text = JSON.stringify(handler.contract.output.parse(data));
      const ms = performance.now() - begun;
      bytes = text.length;
      // The first two warm up connection, plans and code; what the very first one took stands beside the others.
      if (round === 0) coldMs = ms;
      if (round >= 2) times.push(ms);
    }
    await module.close();
    times.sort((a, b) => a - b);
    const p50 = times[Math.floor(times.length / 2)] ?? 0;
    const most = times.at(-1) ?? 0;
    print({
      database: kind,
      name,
      p50Ms: round(p50),
      maxMs: round(most),
      coldMs: round(coldMs),
      kB: round(bytes / 1024),
      targetMs: TARGET_MS,
      isMet: most <= TARGET_MS,
    });
  }
}

function print(line: Record<string, unknown>): void {
  console.log(JSON.stringify({ bench: 'progress', ...line }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

await measure('postgresql');
await measure('embedded');
