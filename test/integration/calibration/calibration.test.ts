import path from 'node:path';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReferenceFile } from '#server/features/calibration/reference-file.ts';
import {
  loadReferenceLibrary,
  type ReferenceLibrary,
} from '#server/features/calibration/reference-library.ts';
import {
  getCalibration,
  getCalibrationRun,
  giveUpCalibrationRun,
  lockCalibrationRating,
  startCalibrationRun,
} from '#shared/contracts/calibration.contract.ts';
import {
  configureInterview,
  openLobby,
  setReady,
  startInterview,
} from '#shared/contracts/interviews.contract.ts';
import { acceptInvite, createInvite, createRoom } from '#shared/contracts/rooms.contract.ts';
import type { RequestOf } from '#shared/contracts/operation.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { refusalOf, type Person } from '#test/support/person.ts';

const DIRECTORY = path.join(import.meta.dirname, '../../../server/features/calibration/references');
const DAY_MS = 24 * 60 * 60 * 1_000;

let app: TestApp;
let library: ReferenceLibrary;
let mid: ReferenceFile;
let senior: ReferenceFile;
let staff: ReferenceFile;
beforeAll(async () => {
  app = await startTestApp({ clock: createFakeClock() });
  library = await loadReferenceLibrary(DIRECTORY);
  const [first, second, third] = library.list();
  if (!first || !second || !third) throw new Error('three references are shipped');
  [mid, senior, staff] = [first, second, third];
});
afterAll(() => app.close());

async function newPerson(): Promise<Person> {
  const person = app.person();
  await person.call(createRoom, { displayName: 'Rita', role: 'interviewer' });
  return person;
}

async function begin(person: Person, reference: ReferenceFile): Promise<string> {
  const runId = nanoid();
  return (await person.call(startCalibrationRun, { runId, referenceId: reference.id })).id;
}

type Lock = RequestOf<typeof lockCalibrationRating>;

/** A complete rating; by default as the reference has it. */
function ratingOf(
  reference: ReferenceFile,
  runId: string,
  dimension: Dimension,
  change: Partial<Lock> = {},
): Lock {
  const { rating, not_assessed: notAssessed = null } = reference.ratings[dimension];
  const moments = reference.moments.slice(3, 5).map(({ id }) => id);
  return {
    runId,
    dimension,
    rating,
    notAssessed,
    moments,
    words: 'More than twenty characters of reason.',
    ...change,
  };
}

async function lockAll(
  person: Person,
  reference: ReferenceFile,
  ratings: Partial<Record<Dimension, 1 | 2 | 3 | 4>> = {},
) {
  const runId = await begin(person, reference);
  for (const dimension of DIMENSIONS) {
    const rating = ratings[dimension];
    await person.call(
      lockCalibrationRating,
      ratingOf(reference, runId, dimension, rating === undefined ? {} : { rating, notAssessed: null }),
    );
  }
  return runId;
}

/** Everything one person can read of calibration, on both transports, refusals included, as one text. */
async function everythingReadableBy(person: Person, runIds: readonly string[]): Promise<string> {
  const answers: unknown[] = [await (await person.fetch('/api/calibration')).text()];
  for (const runId of runIds) {
    answers.push(await (await person.fetch(`/api/calibration/runs/${runId}`)).text());
    for (const dimension of DIMENSIONS)
      answers.push(await (await person.fetch(`/api/calibration/runs/${runId}/ratings/${dimension}`)).text());
  }
  if (!person.isConnected) await person.connect();
  answers.push(await person.send(getCalibration, {}));
  answers.push(person.received);
  return answers.map((answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer))).join('\n');
}

/** Dimensions whose reference is in a text, by its sentences. */
function referencesIn(text: string, reference: ReferenceFile): Dimension[] {
  return DIMENSIONS.filter((dimension) => {
    const { reason, boundary } = reference.ratings[dimension];
    return [reason, boundary].some((words) => text.includes(JSON.stringify(words).slice(1, -1)));
  });
}

describe('what the authors said stays closed until a dimension is locked', () => {
  test('to everybody, before, during and after a run, in everything that can be read', async () => {
    const rater = await newPerson();
    const other = await newPerson();
    const nobody = app.person();
    expect(referencesIn(await everythingReadableBy(rater, []), mid)).toEqual([]);
    const runId = await begin(rater, mid);
    expect(referencesIn(await everythingReadableBy(rater, [runId]), mid)).toEqual([]);

    for (const [index, dimension] of DIMENSIONS.entries()) {
      const answer = await rater.call(lockCalibrationRating, ratingOf(mid, runId, dimension));
      expect(referencesIn(JSON.stringify(answer), mid)).toEqual([dimension]);
      const locked = DIMENSIONS.slice(0, index + 1);
      expect(referencesIn(await everythingReadableBy(rater, [runId]), mid)).toEqual(locked);
      expect(referencesIn(await everythingReadableBy(other, [runId]), mid)).toEqual([]);
    }
    expect((await nobody.fetch('/api/calibration')).status).toBe(401);
    expect((await nobody.fetch(`/api/calibration/runs/${runId}`)).status).toBe(401);
    expect(await refusalOf(other.call(getCalibrationRun, { runId }))).toMatchObject({
      code: 'CALIBRATION_RUN_NOT_FOUND',
    });

    // A new run begins closed again.
    const again = await begin(rater, mid);
    expect(again).not.toBe(runId);
    expect(referencesIn(JSON.stringify(await rater.call(getCalibrationRun, { runId: again })), mid)).toEqual(
      [],
    );
  });

  test('no number of an unlocked dimension either: a run without locks has no rating in it at all', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, staff);
    const answer = await rater.call(getCalibrationRun, { runId });
    expect(answer.locked).toEqual([]);
    expect(answer.readiness).toEqual({ status: 'not_started' });
    expect(answer.run.compared).toEqual({ ratings: 0, exactCount: 0, adjacentCount: 0 });
    expect(JSON.stringify(answer)).not.toMatch(/"(?:rating|reference|reason|boundary)"/);
  });

  test('a rating that lacks something opens nothing', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, mid);
    const tries: [Partial<Lock>, string][] = [
      [{ moments: [] }, 'FORM_INCOMPLETE'],
      [{ rating: 4, moments: ['m03'] }, 'FORM_INCOMPLETE'],
      [{ moments: ['m998'] }, 'VALIDATION_FAILED'],
      [{ rating: null, notAssessed: null }, 'VALIDATION_FAILED'],
      [{ rating: 2, notAssessed: 'no_time' }, 'VALIDATION_FAILED'],
    ];
    for (const [change, code] of tries) {
      expect(
        await refusalOf(rater.call(lockCalibrationRating, ratingOf(mid, runId, 'framing', change))),
      ).toMatchObject({ code });
    }
    // Three units of help: above the ceiling only with a reason.
    expect(
      await refusalOf(
        rater.call(lockCalibrationRating, ratingOf(mid, runId, 'data', { rating: 4, words: 'good' })),
      ),
    ).toMatchObject({ code: 'FORM_INCOMPLETE', details: { missing: [{ code: 'ceiling_reason' }] } });
    expect((await rater.call(getCalibrationRun, { runId })).locked).toEqual([]);
  });

  test('a candidate cannot open the guide of the interview they are in', async () => {
    const lead = app.person();
    const made = await lead.call(createRoom, { displayName: 'Lea', role: 'interviewer' });
    const { interviewId, room } = made;
    const candidate = app.person();
    const { token } = await lead.call(createInvite, { roomId: room.id, role: 'candidate' });
    await candidate.call(acceptInvite, { token, displayName: 'Cem' });
    await lead.call(configureInterview, {
      interviewId,
      setup: {
        scenarioId: mid.scenario.id,
        level: 'mid',
        format: 'm45',
        framework: 'seven-step',
        useStarterBoard: false,
      },
    });
    await lead.call(openLobby, { interviewId });
    for (const person of [lead, candidate]) await person.call(setReady, { interviewId, isReady: true });
    await lead.call(startInterview, { interviewId });
    expect(await refusalOf(begin(candidate, mid))).toMatchObject({ code: 'GUIDE_LOCKED' });
    const { runs } = await candidate.call(getCalibration, {});
    expect(runs).toEqual([]);
    // Another scenario, and the interviewer, are free.
    await begin(candidate, senior);
    await begin(lead, mid);
  });

  test('whoever opened a reference is not given its scenario as a candidate', async () => {
    const lead = app.person();
    const { interviewId, room } = await lead.call(createRoom, { displayName: 'Lea', role: 'interviewer' });
    const candidate = app.person();
    const { token } = await lead.call(createInvite, { roomId: room.id, role: 'candidate' });
    await candidate.call(acceptInvite, { token, displayName: 'Cem' });
    await begin(candidate, mid);
    const setup = {
      scenarioId: mid.scenario.id,
      level: 'mid',
      format: 'm45',
      framework: 'seven-step',
      useStarterBoard: false,
    } as const;
    expect(await refusalOf(lead.call(configureInterview, { interviewId, setup }))).toMatchObject({
      code: 'SCENARIO_SEEN',
    });
  });
});

describe('a locked rating never changes', () => {
  test('the same again changes nothing, another one is refused with what stands', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, senior);
    const lock = ratingOf(senior, runId, 'framing', { rating: 3 });
    const first = await rater.call(lockCalibrationRating, lock);
    app.clock.advance(60_000);
    expect((await rater.call(lockCalibrationRating, lock)).locked).toEqual(first.locked);
    const others: Partial<Lock>[] = [
      { rating: 4 },
      { words: 'Something else that is long enough.' },
      { moments: ['m03'] },
    ];
    for (const change of others) {
      expect(await refusalOf(rater.call(lockCalibrationRating, { ...lock, ...change }))).toMatchObject({
        code: 'CALIBRATION_LOCKED',
        status: 409,
        details: { rating: 3 },
      });
    }
    const { locked } = await rater.call(getCalibrationRun, { runId });
    expect(locked).toEqual([first.locked]);
  });

  test('of two tabs that lock at once one wins, and both are told the same', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, senior);
    const outcomes = await Promise.allSettled(
      ([1, 2, 3, 4] as const).map((rating) =>
        rater.call(lockCalibrationRating, ratingOf(senior, runId, 'data', { rating })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await rater.call(getCalibrationRun, { runId })).locked).toHaveLength(1);
  });

  test('the last two dimensions locked at once end the run', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, senior);
    for (const dimension of DIMENSIONS.slice(0, 6))
      await rater.call(lockCalibrationRating, ratingOf(senior, runId, dimension));
    await Promise.all(
      DIMENSIONS.slice(6).map((dimension) =>
        rater.call(lockCalibrationRating, ratingOf(senior, runId, dimension)),
      ),
    );
    const { run } = await rater.call(getCalibrationRun, { runId });
    expect(run).toMatchObject({ status: 'done', lockedCount: 8 });
  });
});

describe('one run of a reference at a time', () => {
  test('beginning twice, at once or again, is one run; the scenario is marked as seen', async () => {
    const rater = await newPerson();
    const before = await rater.call(getCalibration, {});
    expect(before.references.map(({ isSeen, state }) => [isSeen, state])).toEqual(
      Array.from({ length: 3 }, () => [false, 'not_begun']),
    );
    const ids = await Promise.all(Array.from({ length: 4 }, () => begin(rater, mid)));
    expect(new Set(ids).size).toBe(1);
    const after = await rater.call(getCalibration, {});
    expect(after.runs).toHaveLength(1);
    expect(after.references[0]).toMatchObject({ state: 'in_progress', isSeen: true, activeRunId: ids[0] });
    expect(after.references[1]).toMatchObject({ state: 'not_begun', isSeen: false });
  });

  test('a run that is given up keeps what was locked, takes nothing more, and another can begin', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, mid);
    await rater.call(lockCalibrationRating, ratingOf(mid, runId, 'framing'));
    expect(await rater.call(giveUpCalibrationRun, { runId })).toMatchObject({ status: 'given_up' });
    expect(await rater.call(giveUpCalibrationRun, { runId })).toMatchObject({ status: 'given_up' });
    expect(await refusalOf(rater.call(lockCalibrationRating, ratingOf(mid, runId, 'data')))).toMatchObject({
      code: 'CALIBRATION_RUN_ENDED',
    });
    const text = JSON.stringify(await rater.call(getCalibrationRun, { runId }));
    expect(referencesIn(text, mid)).toEqual(['framing']);
    app.clock.advance(60_000);
    expect(await begin(rater, mid)).not.toBe(runId);
    const { runs, readiness } = await rater.call(getCalibration, {});
    expect(runs.map(({ status }) => status)).toEqual(['in_progress', 'given_up']);
    expect(readiness).toMatchObject({ figures: { ratings: 1 } });
  });

  test('the runs of others can be neither read, locked, given up nor taken over', async () => {
    const rater = await newPerson();
    const other = await newPerson();
    const runId = await begin(rater, mid);
    for (const call of [
      () => other.call(getCalibrationRun, { runId }),
      () => other.call(lockCalibrationRating, ratingOf(mid, runId, 'data')),
      () => other.call(giveUpCalibrationRun, { runId }),
      () => other.call(startCalibrationRun, { runId, referenceId: mid.id }),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'CALIBRATION_RUN_NOT_FOUND', status: 404 });
    }
    expect((await other.call(getCalibration, {})).runs).toEqual([]);
    expect(
      await refusalOf(rater.call(startCalibrationRun, { runId: nanoid(), referenceId: 'no-such-one' })),
    ).toMatchObject({ code: 'CALIBRATION_REFERENCE_NOT_FOUND' });
  });
});

describe('readiness', () => {
  test('over the three interviews, worked out once more from both sides; due again after 90 days', async () => {
    const rater = await newPerson();
    // One too mild in five dimensions, the same elsewhere.
    await lockAll(rater, mid, { framing: 3, data: 2 });
    await lockAll(rater, senior, { modelling: 3, operations: 2 });
    await lockAll(rater, staff, { serving: 3 });
    const pairs = [mid, senior, staff].flatMap((reference) =>
      DIMENSIONS.flatMap((dimension) => {
        const { rating } = reference.ratings[dimension];
        return rating === null ? [] : [rating];
      }),
    );
    const { readiness, runs, references } = await rater.call(getCalibration, {});
    expect(pairs).toHaveLength(23);
    if (readiness.status !== 'ready') throw new Error(`expected ready, got ${readiness.status}`);
    const { figures } = readiness;
    expect(figures).toMatchObject({
      ratings: 23,
      attempts: 3,
      exactCount: 18,
      adjacentCount: 23,
      seenBefore: 0,
    });
    expect(figures.exact).toBeCloseTo(18 / 23, 12);
    expect(figures.bias).toBeCloseTo(5 / 23, 12);
    // Kappa by the check formula of the design: 1 - mean((a-b)^2) / (var a + var b + (mean a - mean b)^2).
    const own = ownRatings();
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
    const squared = mean(own.map((value, index) => (value - (pairs[index] ?? 0)) ** 2));
    expect(figures.kappa).toBeCloseTo(
      1 - squared / (variance(own) + variance(pairs) + (mean(own) - mean(pairs)) ** 2),
      12,
    );
    expect(runs.map(({ compared }) => compared.ratings).toSorted((a, b) => a - b)).toEqual([7, 8, 8]);
    expect(references.map(({ state }) => state)).toEqual(['done', 'done', 'done']);

    app.clock.advance(90 * DAY_MS);
    const later = await rater.call(getCalibration, {});
    expect(later.readiness).toMatchObject({ status: 'repeat_due', reason: 'time_passed' });
    expect(later.references.map(({ state }) => state)).toEqual(['due_again', 'due_again', 'due_again']);
    await lockAll(rater, staff);
    const begun = await rater.call(getCalibration, {});
    // A lapse is mended by 20 fresh ratings, not by a few.
    expect(begun.readiness).toMatchObject({ status: 'repeat_due' });
    expect(begun.references.map(({ state }) => state)).toEqual(['due_again', 'due_again', 'done']);
    for (const reference of [mid, senior]) await lockAll(rater, reference);
    const repeated = await rater.call(getCalibration, {});
    // Their references had been seen before, which is said.
    expect(repeated.readiness).toMatchObject({ status: 'ready', figures: { ratings: 23, seenBefore: 23 } });
    expect(repeated.runs).toHaveLength(6);
  });

  test('all too mild: not ready, with every condition that is missed', async () => {
    const rater = await newPerson();
    const four = byDimension(() => 4 as const);
    for (const reference of [mid, senior, staff]) await lockAll(rater, reference, four);
    const { readiness } = await rater.call(getCalibration, {});
    if (readiness.status !== 'not_ready') throw new Error(`expected not ready, got ${readiness.status}`);
    expect(readiness.missing.map(({ code }) => code)).toEqual(['exact', 'adjacent', 'bias', 'kappa']);
    expect(readiness.figures.kappa).toBe(0);
  });

  test('a guest who signs up keeps the runs', async () => {
    const rater = await newPerson();
    const runId = await begin(rater, mid);
    await rater.call(lockCalibrationRating, ratingOf(mid, runId, 'framing'));
    const response = await rater.fetch('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Rita', email: `${nanoid()}@example.test`, password: 'long enough' }),
    });
    expect(response.status).toBe(200);
    const { runs, references } = await rater.call(getCalibration, {});
    expect(runs).toMatchObject([{ id: runId, lockedCount: 1, status: 'in_progress' }]);
    expect(references[0]).toMatchObject({ activeRunId: runId, isSeen: true });
    // Still the one that goes on.
    expect(await begin(rater, mid)).toBe(runId);
  });
});

/** What the rater of the readiness test gave, in the order of the references. */
function ownRatings(): number[] {
  const changes: [ReferenceFile, Partial<Record<Dimension, number>>][] = [
    [mid, { framing: 3, data: 2 }],
    [senior, { modelling: 3, operations: 2 }],
    [staff, { serving: 3 }],
  ];
  return changes.flatMap(([reference, change]) =>
    DIMENSIONS.flatMap((dimension) => {
      const { rating } = reference.ratings[dimension];
      return rating === null ? [] : [change[dimension] ?? rating];
    }),
  );
}
