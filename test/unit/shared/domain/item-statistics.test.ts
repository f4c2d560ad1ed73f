import { describe, expect, it } from 'vitest';
import { countExpectations } from '#shared/domain/guide-items.ts';
import { itemStatistics, type ScenarioRun } from '#shared/domain/item-statistics.ts';
import type { PhaseProgress } from '#shared/domain/interview-state.ts';
import { foldGuideActs, type GuideAct } from '#shared/domain/timeline.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { GUIDE, guideEvents, phase } from './scenario-guide.ts';

function run(
  acts: readonly GuideAct[] = [],
  {
    level = 'senior',
    phases = [phase('data', 6), phase('serve', 5)],
  }: {
    level?: Level;
    phases?: readonly PhaseProgress[];
  } = {},
): ScenarioRun {
  return { level, phases, progress: foldGuideActs(guideEvents(...acts)) };
}
const times = (count: number, each: ScenarioRun): ScenarioRun[] => Array.from({ length: count }, () => each);
const tick = (expectationId: string): GuideAct => ({
  type: 'expectation-ticked',
  expectationId,
  isTicked: true,
});
const nudge = { type: 'hint-given', hintId: 'da.h1', rung: 'nudge' } as const;
const pointer = { type: 'hint-given', hintId: 'da.h1', rung: 'pointer' } as const;

const expectation = (id: string, runs: readonly ScenarioRun[]) =>
  itemStatistics(GUIDE, runs).expectations.find(({ expectationId }) => expectationId === id);
const hint = (id: string, runs: readonly ScenarioRun[]) =>
  itemStatistics(GUIDE, runs).hints.find(({ hintId }) => hintId === id);

describe('expectations', () => {
  it('count interviews of their level or above that reached their step', () => {
    const runs = [
      run([tick('da.label'), tick('da.delay')]),
      run([tick('da.label')], { level: 'mid' }),
      run([], { level: 'staff' }),
      run([], { phases: [phase('data', 0), phase('serve', 1)] }),
    ];
    expect(expectation('da.label', runs)).toEqual({
      expectationId: 'da.label',
      step: 'data',
      dimension: 'data',
      isCore: true,
      inPlay: 3,
      met: 2,
      isNeverMet: false,
    });
    expect(expectation('da.delay', runs)).toMatchObject({ inPlay: 2, met: 1 });
    expect(expectation('da.asset', runs)).toMatchObject({ inPlay: 1, met: 0 });
    expect(expectation('da.extra', runs)).toMatchObject({ isCore: false });
    expect(expectation('se.rate', runs)).toMatchObject({ inPlay: 4, met: 0 });
  });

  it('are called never met only after ten interviews without a tick', () => {
    expect(expectation('da.label', times(9, run()))).toMatchObject({ met: 0, isNeverMet: false });
    expect(expectation('da.label', times(10, run()))).toMatchObject({ met: 0, isNeverMet: true });
    expect(expectation('da.label', [...times(10, run()), run([tick('da.label')])])).toMatchObject({
      met: 1,
      isNeverMet: false,
    });
    // Ten interviews, but at a level that does not ask for it.
    expect(expectation('da.asset', times(10, run()))).toMatchObject({ inPlay: 0, isNeverMet: false });
  });
});

describe('hints', () => {
  it('count an interview once, rungs and uptake each, voided ones never', () => {
    const runs = [
      run([nudge, pointer, { type: 'hint-taken', hintEventId: 'event-001', uptake: 'partly' }]),
      run([nudge, { type: 'hint-voided', hintEventId: 'event-000', reason: 'by mistake' }]),
      run(),
      run([], { level: 'mid' }),
    ];
    expect(hint('da.h1', runs)).toEqual({
      hintId: 'da.h1',
      expectationId: 'da.delay',
      step: 'data',
      inPlay: 3,
      given: 1,
      byRung: { nudge: 1, pointer: 1, reveal: 0 },
      byUptake: { used: 0, partly: 1, ignored: 0, unmarked: 1 },
      isAlwaysUsed: false,
    });
  });

  it('are called always used when each of ten interviews had one', () => {
    expect(hint('da.h1', times(9, run([nudge])))?.isAlwaysUsed).toBe(false);
    expect(hint('da.h1', times(10, run([nudge])))?.isAlwaysUsed).toBe(true);
    expect(hint('da.h1', [...times(10, run([nudge])), run()])?.isAlwaysUsed).toBe(false);
    expect(hint('se.h1', times(10, run([nudge])))).toMatchObject({ given: 0, isAlwaysUsed: false });
  });
});

describe('time', () => {
  it('gives quartiles over the interviews that reached a phase, from ten on', () => {
    const runs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((minutes) =>
      run([], { phases: [phase('data', minutes), phase('serve', minutes > 5 ? 1 : 0)] }),
    );
    const statistics = itemStatistics(GUIDE, runs);
    expect(statistics.times).toEqual([
      {
        phaseId: 'data',
        reached: 10,
        planned: 10,
        spentMs: { lower: 3.25 * 60_000, median: 5.5 * 60_000, upper: 7.75 * 60_000 },
        budgetMs: 360_000,
        overBudget: 4,
      },
      { phaseId: 'serve', reached: 5, planned: 10, spentMs: null, budgetMs: 360_000, overBudget: 0 },
    ]);
  });

  it('does not count extended time as over budget', () => {
    const runs = [run([], { phases: [phase('data', 7, { extendedMs: 60_000 })] })];
    expect(itemStatistics(GUIDE, runs).times).toMatchObject([{ overBudget: 0 }]);
  });
});

describe('red flags', () => {
  it('count marks that still stand among interviews that reached the step', () => {
    const mark = (isMarked: boolean): GuideAct => ({ type: 'red-flag-marked', redFlagId: 'da.r1', isMarked });
    const runs = [
      run([mark(true)]),
      run([mark(true), mark(false)]),
      run([], { phases: [phase('serve', 1)] }),
    ];
    expect(itemStatistics(GUIDE, runs).redFlags).toEqual([
      { redFlagId: 'da.r1', step: 'data', dimension: 'data', inPlay: 2, marked: 1 },
      { redFlagId: 'se.r1', step: 'serve', dimension: 'serving', inPlay: 3, marked: 0 },
    ]);
  });
});

it('is enough from ten interviews on and has every item without any', () => {
  expect(itemStatistics(GUIDE, times(9, run())).isEnough).toBe(false);
  expect(itemStatistics(GUIDE, times(10, run()))).toMatchObject({ runs: 10, isEnough: true });
  const none = itemStatistics(GUIDE, []);
  expect(none).toMatchObject({ runs: 0, isEnough: false, times: [] });
  expect(none.expectations).toHaveLength(5);
});

it('counts the expectations of a level by dimension, those of lower levels included', () => {
  expect(Object.fromEntries(countExpectations(GUIDE, 'mid'))).toEqual({ data: 2, serving: 1 });
  expect(Object.fromEntries(countExpectations(GUIDE, 'staff'))).toEqual({
    data: 3,
    serving: 1,
    operations: 1,
  });
});
