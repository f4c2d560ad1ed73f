import { describe, expect, it } from 'vitest';
import { calibrationReadiness, type BenchmarkAttempt } from '#shared/domain/calibration.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import { V2 } from './ratings-of.ts';

const DAY = 24 * 60 * 60 * 1_000;
const START = 1_700_000_000_000;
const VERSION = '1.0.0';

type Pairs = readonly (readonly [Rating, Rating])[];

function attempt(input: {
  day: number;
  pairs: Pairs;
  benchmarkId?: string;
  rubricVersion?: string;
}): BenchmarkAttempt {
  return {
    benchmarkId: input.benchmarkId ?? `benchmark-${input.day}`,
    lockedAt: START + input.day * DAY,
    rubricVersion: input.rubricVersion ?? VERSION,
    ratings: input.pairs.map(([rating, reference]) => ({ dimension: 'data', rating, reference })),
  };
}
const readiness = (attempts: readonly BenchmarkAttempt[], day: number) =>
  calibrationReadiness({ attempts, rubricVersion: VERSION, now: START + day * DAY });
const repeat = (pair: readonly [Rating, Rating], times: number): Pairs =>
  Array.from({ length: times }, () => pair);
const codes = (pairs: Pairs) => {
  const result = readiness([attempt({ day: 0, pairs })], 0);
  return result.status === 'not_ready' ? result.missing.map(({ code }) => code) : result.status;
};

describe('the rule', () => {
  it('is met by V2', () => {
    expect(readiness([attempt({ day: 0, pairs: V2 })], 1)).toEqual({
      status: 'ready',
      repeatAt: START + 90 * DAY,
      figures: {
        ratings: 20,
        attempts: 1,
        exactCount: 13,
        adjacentCount: 19,
        exact: 0.65,
        adjacent: 0.95,
        bias: 0,
        kappa: 251 / 351,
        seenBefore: 0,
      },
    });
  });

  it('needs twenty ratings, and names nothing else before', () => {
    expect(readiness([attempt({ day: 0, pairs: repeat([4, 1], 19) })], 0)).toMatchObject({
      status: 'not_ready',
      missing: [{ code: 'ratings', have: 19, needed: 20 }],
      figures: { ratings: 19, exact: 0 },
    });
  });

  it('is met exactly at each bound and missed one rating below', () => {
    // Spread over all labels, so that kappa stays high while one condition is moved.
    const same = (count: number): Pairs =>
      Array.from({ length: count }, (_, index) => {
        const label = ([1, 4, 2, 3] as const)[index % 4] ?? 1;
        return [label, label] as const;
      });
    const up = (count: number): Pairs => repeat([3, 2], count);
    const down = (count: number): Pairs => repeat([2, 3], count);
    // exact 11/20 = .55
    expect(codes([...same(11), ...up(5), ...down(4)])).toBe('ready');
    expect(codes([...same(10), ...up(5), ...down(5)])).toEqual(['exact']);
    // adjacent 18/20 = .90
    expect(codes([...same(18), [3, 1], [2, 4]])).toBe('ready');
    expect(codes([...same(17), [3, 1], [2, 4], [3, 1]])).toEqual(['adjacent']);
    // bias 6/20 = .30, in both directions
    expect(codes([...same(14), ...up(6)])).toBe('ready');
    expect(codes([...same(13), ...up(7)])).toEqual(['bias']);
    expect(codes([...same(14), ...down(6)])).toBe('ready');
    expect(codes([...same(13), ...down(7)])).toEqual(['bias']);
  });

  it('compares kappa with .60 as integers', () => {
    // Half of 100 pairs are 1 and half 4, so kappa is 1 - swaps / 25.
    const ends = (swaps: number): Pairs => [
      ...repeat([1, 1], 50 - swaps),
      ...repeat([4, 4], 50 - swaps),
      ...repeat([1, 4], swaps),
      ...repeat([4, 1], swaps),
    ];
    const result = readiness([attempt({ day: 0, pairs: ends(10) })], 0);
    expect(result).toMatchObject({ figures: { kappa: 0.6 } });
    expect(codes(ends(10))).toEqual(['adjacent']);
    expect(codes(ends(11))).toEqual(['adjacent', 'kappa']);
  });

  it('is not met without variation, because kappa has no value', () => {
    expect(readiness([attempt({ day: 0, pairs: repeat([3, 3], 24) })], 0)).toMatchObject({
      status: 'not_ready',
      missing: [{ code: 'kappa', have: null, needed: 0.6 }],
    });
  });
});

describe('the window', () => {
  it('takes whole attempts, newest first, until there are twenty ratings', () => {
    const bad = attempt({ day: 0, pairs: repeat([4, 1], 8) });
    const good = [1, 2, 3].map((day) => attempt({ day, pairs: V2.slice((day - 1) * 6, day * 6 + 2) }));
    expect(readiness([...good, bad], 4)).toMatchObject({
      status: 'ready',
      figures: { attempts: 3, ratings: 24 },
    });
    expect(readiness([bad, ...good.slice(0, 2)], 4)).toMatchObject({
      status: 'not_ready',
      figures: { attempts: 3, ratings: 24 },
    });
  });

  it('says how many ratings were of a benchmark seen before', () => {
    const attempts = [
      attempt({ day: 0, pairs: V2.slice(0, 8), benchmarkId: 'ads' }),
      attempt({ day: 1, pairs: V2.slice(8, 16), benchmarkId: 'feed' }),
      attempt({ day: 2, pairs: V2.slice(12), benchmarkId: 'ads' }),
    ];
    expect(readiness(attempts, 2)).toMatchObject({ figures: { ratings: 24, seenBefore: 8 } });
  });
});

describe('repeating', () => {
  const first = attempt({ day: 0, pairs: V2 });

  it('is due ninety days after the last judgement', () => {
    expect(readiness([first], 89).status).toBe('ready');
    expect(readiness([first], 90)).toMatchObject({
      status: 'repeat_due',
      reason: 'time_passed',
      since: START + 90 * DAY,
      freshRatings: 0,
    });
  });

  it('takes twenty fresh ratings once it is due', () => {
    const eight = attempt({ day: 100, pairs: V2.slice(0, 8) });
    expect(readiness([first, eight], 101)).toMatchObject({ status: 'repeat_due', freshRatings: 8 });
    const rest = attempt({ day: 102, pairs: V2.slice(8) });
    expect(readiness([first, eight, rest], 103)).toMatchObject({
      status: 'ready',
      repeatAt: START + 192 * DAY,
      figures: { ratings: 20 },
    });
  });

  it('keeps an earlier judgement while later ratings are too few for a new one', () => {
    const late = attempt({ day: 0, pairs: V2.slice(0, 4) });
    const main = attempt({ day: 1, pairs: V2 });
    expect(readiness([late, main], 2)).toMatchObject({ status: 'ready', figures: { ratings: 20 } });
  });

  it('is due at once after a change of rubric, and starts from nothing', () => {
    const old = attempt({ day: 0, pairs: V2, rubricVersion: '0.9.0' });
    expect(readiness([old], 1)).toMatchObject({
      status: 'repeat_due',
      reason: 'rubric_changed',
      since: null,
      freshRatings: 0,
    });
    const few = attempt({ day: 2, pairs: repeat([4, 1], 8) });
    expect(readiness([old, few], 3)).toMatchObject({ status: 'repeat_due', freshRatings: 8 });
    const failed = attempt({ day: 4, pairs: repeat([4, 1], 16) });
    expect(readiness([old, few, failed], 5)).toMatchObject({ status: 'not_ready', figures: { ratings: 24 } });
  });

  it('forgets a rater who was never ready on the old rubric', () => {
    const old = attempt({ day: 0, pairs: repeat([4, 1], 20), rubricVersion: '0.9.0' });
    expect(readiness([old], 1)).toEqual({ status: 'not_started' });
  });

  it('turns ready into not ready when later ratings fail', () => {
    const failed = attempt({ day: 10, pairs: repeat([4, 1], 20) });
    expect(readiness([first, failed], 11)).toMatchObject({
      status: 'not_ready',
      missing: [{ code: 'exact' }, { code: 'adjacent' }, { code: 'bias' }, { code: 'kappa', have: 0 }],
    });
  });
});

it('has not started without a locked dimension', () => {
  expect(readiness([], 0)).toEqual({ status: 'not_started' });
  expect(readiness([attempt({ day: 0, pairs: [] })], 0)).toEqual({ status: 'not_started' });
});
