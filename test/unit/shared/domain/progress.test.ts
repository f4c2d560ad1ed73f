import { describe, expect, it } from 'vitest';
import {
  ladderProgress,
  practicePlan,
  selfGapOverTime,
  type PastInterview,
  type PracticeScenario,
} from '#shared/domain/progress.ts';
import { RUBRIC, type Rating } from '#shared/domain/rubric-config.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Dimension, type Level } from '#shared/domain/vocabulary.ts';
import { V1, ratingsOfRow } from './ratings-of.ts';

type Row = readonly (Rating | null)[];

function past(input: {
  at: number;
  raters: readonly Row[];
  level?: Level;
  self?: Row;
  id?: string;
}): PastInterview {
  return {
    interviewId: input.id ?? `interview-${input.at}`,
    endedAt: input.at,
    scenarioId: 'some-scenario',
    level: input.level ?? 'senior',
    config: RUBRIC,
    raters: input.raters.map(ratingsOfRow),
    self: input.self ? ratingsOfRow(input.self) : null,
  };
}
const framing = (...ratings: readonly Rating[]) =>
  ladderProgress(ratings.map((rating, at) => past({ at, raters: [[rating]] }))).framing;

describe('the ladder', () => {
  it('puts the same behaviour on the same rung whatever the target level', () => {
    const { points, trend } = ladderProgress([
      past({ at: 3, level: 'staff', raters: [[2]] }),
      past({ at: 1, level: 'mid', raters: [[4]] }),
      past({ at: 2, level: 'senior', raters: [[3]] }),
    ]).framing;
    expect(points.map(({ endedAt, rung }) => [endedAt, rung])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    expect(trend).toEqual({ case: 'too_few', count: 3, needed: 4, mean: 4 });
  });

  it('shows the mean of several raters, how far they were apart and how many they were', () => {
    const { points } = ladderProgress([past({ at: 1, raters: [[2], [4], [4], [null]] })]).framing;
    expect(points).toEqual([
      {
        interviewId: 'interview-1',
        endedAt: 1,
        level: 'senior',
        rung: 13 / 3,
        lowest: 3,
        highest: 5,
        raters: 3,
      },
    ]);
  });

  it('leaves a dimension out where nobody assessed it', () => {
    const progress = ladderProgress([
      past({ at: 1, raters: [[3, null]] }),
      past({ at: 2, raters: [[3, 2]] }),
    ]);
    expect(progress.framing.points).toHaveLength(2);
    expect(progress.data.points.map(({ endedAt }) => endedAt)).toEqual([2]);
    expect(progress.operations).toEqual({ points: [], trend: { case: 'none' } });
  });

  it('has no figure over dimensions', () => {
    expect(Object.keys(ladderProgress([past({ at: 1, raters: [[3, 3, 3]] })]))).toEqual([...DIMENSIONS]);
  });
});

describe('the trend', () => {
  it('compares the first half with the last, four interviews or more', () => {
    expect(framing(1, 2, 3).trend.case).toBe('too_few');
    expect(framing(1, 1, 3, 3).trend).toEqual({
      case: 'trend',
      count: 4,
      mean: 3,
      spread: 1,
      earlier: 2,
      later: 4,
      change: 2,
      isWithinSpread: false,
    });
  });

  it('leaves the middle one of an odd number out of both halves', () => {
    expect(framing(1, 1, 4, 2, 2).trend).toMatchObject({
      count: 5,
      mean: 3,
      earlier: 2,
      later: 3,
      change: 1,
    });
  });

  it('says when a change is no larger than the usual ups and downs', () => {
    expect(framing(1, 4, 2, 4).trend).toMatchObject({ change: 0.5, isWithinSpread: true });
    expect(framing(3, 3, 3, 3).trend).toMatchObject({ change: 0, spread: 0, isWithinSpread: true });
    expect(framing(4, 4, 2, 2).trend).toMatchObject({ change: -2, isWithinSpread: false });
  });
});

describe('self-ratings over time', () => {
  it('follow the mean gap of each interview, as V7 has it', () => {
    const gaps = selfGapOverTime([
      past({ at: 5, raters: [[2, 2]], self: [2, 2] }),
      { ...past({ at: 1, raters: [], self: [4, 3, 4, 3, 3, 4, 2, 4] }), raters: [V1.a] },
      past({ at: 3, raters: [[3]] }),
      past({ at: 4, raters: [[3]], self: [null, 3] }),
    ]);
    expect(gaps).toEqual([
      {
        interviewId: 'interview-1',
        endedAt: 1,
        meanGap: 4 / 7,
        dimensions: 7,
        blindSpots: ['evaluation'],
        hiddenStrengths: [],
      },
      {
        interviewId: 'interview-5',
        endedAt: 5,
        meanGap: 0,
        dimensions: 2,
        blindSpots: [],
        hiddenStrengths: [],
      },
    ]);
  });
});

describe('the practice plan', () => {
  const scenario = (
    scenarioId: string,
    expectations: Partial<Record<Dimension, number>>,
    more: Partial<PracticeScenario> = {},
  ): PracticeScenario => ({
    scenarioId,
    levels: ['mid', 'senior', 'staff'],
    expectations: byDimension((dimension) => expectations[dimension] ?? 0),
    isSeen: false,
    ...more,
  });
  const weakInData = [1, 2].map((at) => past({ at, raters: [[3, 1, 3, 3, 2, 3, 3, 3]] }));
  const plan = (history: readonly PastInterview[], scenarios: readonly PracticeScenario[] = []) =>
    practicePlan({ history, scenarios, level: 'senior' });
  const scenariosOf = (scenarios: readonly PracticeScenario[]) => {
    const result = plan(weakInData, scenarios);
    return result.case === 'plan' ? result.focus[0]?.scenarios.map(({ scenarioId }) => scenarioId) : null;
  };

  it('names the lowest one or two dimensions of the recent interviews', () => {
    expect(plan(weakInData)).toEqual({
      case: 'plan',
      focus: [
        { dimension: 'data', rung: 2, count: 2, scenarios: [] },
        { dimension: 'evaluation', rung: 3, count: 2, scenarios: [] },
      ],
    });
  });

  it('looks at the last five interviews only', () => {
    const since = [11, 12, 13, 14, 15].map((at) => past({ at, raters: [[2, 4, 3]] }));
    expect(plan([...weakInData, ...since])).toMatchObject({
      case: 'plan',
      focus: [
        { dimension: 'framing', count: 5 },
        { dimension: 'modelling', count: 5 },
      ],
    });
  });

  it('waits until a dimension was rated twice', () => {
    expect(plan([])).toEqual({ case: 'too_few', interviews: 0, needed: 2 });
    expect(plan(weakInData.slice(0, 1))).toEqual({ case: 'too_few', interviews: 1, needed: 2 });
    const once = [past({ at: 1, raters: [[3, null]] }), past({ at: 2, raters: [[3, 1]] })];
    expect(plan(once)).toMatchObject({ case: 'plan', focus: [{ dimension: 'framing' }] });
  });

  it('calls nothing weakest when all dimensions stand on one rung', () => {
    const even = [1, 2].map((at) => past({ at, raters: [[3, 3, 3, 3, 3, 3, 3, 3]] }));
    expect(plan(even)).toEqual({ case: 'even', rung: 4 });
    // The same mean of three raters, come by in another order.
    const thirds = [1, 2].map((at) =>
      past({
        at,
        raters: [
          [3, 2],
          [2, 3],
          [2, 2],
        ],
      }),
    );
    expect(plan(thirds)).toMatchObject({ case: 'even' });
  });

  it('suggests unseen scenarios first, then those that exercise the dimension most', () => {
    expect(
      scenariosOf([
        scenario('seen-much', { data: 9 }, { isSeen: true }),
        scenario('some', { data: 3, serving: 1 }),
        scenario('most', { data: 5 }),
        scenario('some-diluted', { data: 3, serving: 9 }),
      ]),
    ).toEqual(['most', 'some', 'some-diluted']);
    expect(
      scenariosOf([scenario('seen', { data: 9 }, { isSeen: true }), scenario('new', { data: 1 })]),
    ).toEqual(['new', 'seen']);
  });

  it('leaves out scenarios of other levels and those that never touch the dimension', () => {
    expect(
      scenariosOf([
        scenario('for-staff', { data: 9 }, { levels: ['staff'] }),
        scenario('untouched', { serving: 4 }),
      ]),
    ).toEqual([]);
  });

  it('says nothing about how many expectations a scenario has', () => {
    const result = plan(weakInData, [scenario('most', { data: 5 })]);
    expect(result).toMatchObject({ focus: [{ scenarios: [{ scenarioId: 'most', isSeen: false }] }, {}] });
    expect(JSON.stringify(result)).not.toContain('expectations');
  });
});
