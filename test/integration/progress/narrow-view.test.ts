import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getLeadView, type LeadPeriod, type LeadView } from '#shared/contracts/progress.contract.ts';
import {
  MIN_UNITS,
  agreementReport,
  groupByInterview,
  recommendationCode,
  type Agreement,
  type AgreementReport,
} from '#shared/domain/agreement.ts';
import { RECOMMENDATIONS } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { fromRatingCode } from '#server/features/progress/rating-code.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { makeUsers, seedFinishedInterviews } from '#test/support/finished-interviews.ts';
import { openProgress, type Progress } from './progress-world.ts';

/**
 * The lead's view of a room and of a period: exact over what it holds, and without anything that could be taken from
 * the view of everything until one person's ratings are left.
 */

const INTERVIEWS = 60;
const SEED = 11;
const DAY_MS = 86_400_000;
const PERIODS: readonly (LeadPeriod | undefined)[] = [undefined, '30d', '90d'];
/** Interviews go to rooms of these sizes: one alone, few, and enough. */
const ROOM_SIZES = [1, 4, 15, 40];

const clock = createFakeClock(Date.UTC(2026, 10, 30, 9));
let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let progress: Progress;
let ownerId: string;
let candidateId: string;
let otherId: string;
const roomIds = ROOM_SIZES.map((_, index) => `seed-room-${index}`);

beforeAll(async () => {
  opened = await openTestDatabase();
  const { database } = opened;
  [ownerId = '', otherId = ''] = await makeUsers(database, 'owner', 2);
  const candidateIds = await makeUsers(database, 'candidate', 5);
  candidateId = candidateIds[0] ?? '';
  await seedFinishedInterviews(database, {
    interviews: INTERVIEWS,
    seed: SEED,
    ownerIds: [ownerId],
    candidateIds,
    raterIds: await makeUsers(database, 'rater', 6),
  });
  for (let index = 0; index < INTERVIEWS; index += 1) {
    const room = ROOM_SIZES.findIndex((_, place) => index < sumOf(ROOM_SIZES.slice(0, place + 1)));
    await database.interviewSummary.update({
      where: { interviewId: `seed-interview-${index}` },
      data: {
        roomId: roomIds[room] ?? roomIds[0] ?? '',
        // Two days apart, so that every period ends in the middle of a room.
        revealedAt: new Date(clock.now() - ((index * 37) % INTERVIEWS) * 2 * DAY_MS),
      },
    });
  }
  progress = await openProgress({ database, clock });
}, 120_000);
afterAll(async () => {
  await progress?.module.close();
  await opened?.close();
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

type Filter = { roomId?: string; period?: LeadPeriod };

const FILTERS: readonly Filter[] = [undefined, ...roomIds]
  .flatMap((roomId) =>
    PERIODS.map((period) => ({ ...(roomId ? { roomId } : {}), ...(period ? { period } : {}) })),
  )
  .filter((filter) => Object.keys(filter).length > 0);

/** With its intervals, which come a moment later. */
async function look(filter: Filter): Promise<LeadView> {
  for (;;) {
    const view = await progress.ask(getLeadView, ownerId, filter);
    if (!view.agreement.areIntervalsPending) return view;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The interviews of a filter and their report, straight from the rows. */
async function expected({
  roomId,
  period,
}: Filter): Promise<{ interviews: number; report: AgreementReport }> {
  const today = Math.floor(clock.now() / DAY_MS) * DAY_MS;
  const days = period === undefined ? Infinity : Number.parseInt(period, 10);
  const all = await opened.database.interviewSummary.findMany({
    where: { ownerId, ...(roomId ? { roomId } : {}) },
    orderBy: { revealedAt: 'asc' },
  });
  const held = all.filter(({ revealedAt }) => today - revealedAt.getTime() <= days * DAY_MS);
  const rows = await opened.database.ratingSummary.findMany({
    where: { interviewId: { in: held.map(({ interviewId }) => interviewId) }, kind: 'rubric' },
    orderBy: { submittedAt: 'asc' },
  });
  const leadFirst = [
    ...rows.filter(({ seat }) => seat === 'lead'),
    ...rows.filter(({ seat }) => seat !== 'lead'),
  ];
  const report = agreementReport(
    groupByInterview(
      leadFirst.map((row) => ({
        interviewId: row.interviewId,
        raterId: row.userId,
        ratings: fromRatingCode(row.ratings),
        recommendation:
          RECOMMENDATIONS.find((each) => recommendationCode(each) === row.recommendation) ?? null,
      })),
    ),
  );
  return { interviews: held.length, report };
}

function linesOf({ agreement }: LeadView) {
  return [...agreement.dimensions.map((line) => line.agreement), agreement.pooled, agreement.recommendation];
}

function agreementsOf({ byDimension, pooled, recommendation }: AgreementReport): Agreement[] {
  return [...DIMENSIONS.map((dimension) => byDimension[dimension]), pooled, recommendation];
}

const close = (value: number | null | undefined, exact: number | null | undefined) =>
  value === null || exact === null || value === undefined || exact === undefined
    ? value === exact
    : Math.abs(value - exact) <= 0.005 + 1e-9 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-9;

describe(`a narrower view (seed ${SEED})`, () => {
  it('counts the interviews of its room and days, and no other', async () => {
    const whole = await look({});
    expect(whole.interviews).toBe(INTERVIEWS);
    expect(whole.roomChoices.map(({ roomId }) => roomId).sort()).toEqual(roomIds);
    const sizes = new Set<number>();
    for (const filter of FILTERS) {
      const view = await look(filter);
      const { interviews, report } = await expected(filter);
      expect(view.interviews).toBe(interviews);
      expect(sumOf(view.scenarios.map((each) => each.interviews))).toBe(interviews);
      sizes.add(interviews);
      for (const [index, line] of linesOf(view).entries()) {
        const figures = agreementsOf(report)[index]?.figures;
        expect([line.units, line.pairs, line.exactCount, line.adjacentCount]).toEqual(
          [figures?.units, figures?.pairs, figures?.exactCount, figures?.adjacentCount].map(
            (value) => value ?? 0,
          ),
        );
      }
    }
    // The filters differ, or this would show nothing.
    expect(sizes.size).toBeGreaterThan(6);
  });

  it('gives coefficients to two decimals, and only where ten ratings lie inside and ten or none outside', async () => {
    const whole = linesOf(await look({}));
    let shown = 0;
    let keptBack = 0;
    for (const filter of FILTERS) {
      const { report } = await expected(filter);
      for (const [index, line] of linesOf(await look(filter)).entries()) {
        const outside = (whole[index]?.units ?? 0) - line.units;
        const isEnough = line.units >= MIN_UNITS && (outside === 0 || outside >= MIN_UNITS);
        expect(line.figures !== null).toBe(isEnough);
        keptBack += !isEnough && line.units >= MIN_UNITS ? 1 : 0;
        expect(['too_few', 'no_shared_ratings'].includes(line.case)).toBe(!isEnough);
        if (line.figures === null) continue;
        shown += 1;
        const exact = agreementsOf(report)[index]?.figures;
        expect(close(line.figures.kappa, exact?.kappa)).toBe(true);
        expect(close(line.figures.ordinalAlpha, exact?.alpha.ordinal)).toBe(true);
        expect(close(line.figures.kappaInterval?.low, exact?.kappaInterval?.low)).toBe(true);
        expect(close(line.figures.alphaInterval?.high, exact?.alphaInterval?.high)).toBe(true);
      }
    }
    expect(shown).toBeGreaterThan(20);
    // Enough inside and too few outside: the rule that needs both was at work.
    expect(keptBack).toBeGreaterThan(0);
  });

  it('says nothing that could be taken from the whole: no rater, no behaviour, no sum, no table', async () => {
    const whole = await look({});
    expect(whole.raters?.some(({ figures }) => figures.severityHundredths !== null)).toBe(true);
    expect(whole.agreement.pooled.figures?.table).not.toBeNull();
    expect(whole.agreement.pooled.figures?.bias).not.toBeNull();
    for (const filter of FILTERS) {
      const view = await look(filter);
      expect(view).toMatchObject({ raters: null, anchors: null });
      for (const { figures } of linesOf(view)) {
        if (figures === null) continue;
        expect(figures).toMatchObject({ bias: null, meanAbsoluteDifference: null, table: null });
      }
      expect(JSON.stringify(view)).not.toContain('severity');
    }
  });

  it('leaves out per room what the whole leaves out', async () => {
    const { database } = opened;
    const [single = '', few = ''] = roomIds;
    const { interviewId } = await database.interviewSummary.findFirstOrThrow({ where: { roomId: single } });
    const before = await look({ roomId: single });
    await database.interviewSummary.update({ where: { interviewId }, data: { candidateUserId: ownerId } });
    expect(await look({ roomId: single })).toMatchObject({
      interviews: 0,
      leftOut: { asCandidate: 1, sealed: 0 },
      scenarios: [],
      agreement: { pooled: { pairs: 0 } },
    });
    expect(await look({ roomId: few })).toMatchObject({ leftOut: { asCandidate: 0, sealed: 0 } });
    await database.interviewSummary.update({
      where: { interviewId },
      data: { candidateUserId: candidateId },
    });
    expect(await look({ roomId: single })).toEqual(before);
  });

  it('follows the day, and what another server changes', async () => {
    const other = await openProgress({ database: opened.database, clock });
    const counts: number[] = [];
    for (let day = 0; day < 8; day += 1) {
      const view = await progress.ask(getLeadView, ownerId, { period: '30d' });
      const { interviews } = await expected({ period: '30d' });
      expect(view.interviews).toBe(interviews);
      expect(await other.ask(getLeadView, ownerId, { period: '30d' })).toMatchObject({ interviews });
      counts.push(interviews);
      clock.advance(DAY_MS);
    }
    expect(new Set(counts).size).toBeGreaterThan(2);
    await other.module.close();
  });
});

describe('what it can be narrowed to', () => {
  it('are own rooms: another person’s is answered like none', async () => {
    await opened.database.room.create({ data: { id: 'room-of-other', name: 'Theirs', ownerId: otherId } });
    for (const roomId of ['room-of-other', 'no-such-room']) {
      await expect(progress.ask(getLeadView, ownerId, { roomId })).rejects.toMatchObject({
        code: 'ROOM_NOT_FOUND',
      });
    }
    expect(await progress.ask(getLeadView, otherId, { roomId: 'room-of-other' })).toMatchObject({
      interviews: 0,
      roomChoices: [{ roomId: 'room-of-other', name: 'Theirs' }],
    });
    await expect(progress.ask(getLeadView, otherId, { roomId: roomIds[3] })).rejects.toMatchObject({
      code: 'ROOM_NOT_FOUND',
    });
  });

  it('is nothing else: the input is strict', () => {
    for (const input of [{ period: '7d' }, { roomId: '' }, { roomId: 'a b c d e f g h' }, { since: 0 }]) {
      expect(getLeadView.input.safeParse(input).success).toBe(false);
    }
  });
});
