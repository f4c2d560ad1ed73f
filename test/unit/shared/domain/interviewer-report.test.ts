import { describe, expect, it } from 'vitest';
import { interviewerReport } from '#shared/domain/interviewer-report.ts';
import type { PhaseProgress } from '#shared/domain/interview-state.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { GUIDE, guideEvents, phase } from './scenario-guide.ts';

const bothReached = [phase('intro', 2), phase('data', 6), phase('serve', 5)];
const report = (
  acts: readonly GuideAct[],
  { level = 'senior', phases = bothReached }: { level?: Level; phases?: readonly PhaseProgress[] } = {},
) => interviewerReport({ guide: GUIDE, level, phases, events: guideEvents(...acts) });
const neverOpened = (...of: Parameters<typeof report>) =>
  report(...of).neverOpened.map(({ expectationId, reason }) => [expectationId, reason]);

const nudge = { type: 'hint-given', hintId: 'da.h1', rung: 'nudge' } as const;
const tick = (expectationId: string): GuideAct => ({
  type: 'expectation-ticked',
  expectationId,
  isTicked: true,
});
const ask = (probeId: string): GuideAct => ({ type: 'probe-asked', probeId, isAsked: true });

describe('hints given', () => {
  it('name the step, expectation and dimension they were for, with uptake', () => {
    const { hints, hintCounts } = report([
      nudge,
      { type: 'hint-taken', hintEventId: 'event-000', uptake: 'used' },
      { type: 'hint-given', hintId: 'da.h1', rung: 'pointer' },
    ]);
    expect(hints).toMatchObject([
      {
        hintId: 'da.h1',
        step: 'data',
        expectationId: 'da.delay',
        dimension: 'data',
        uptake: 'used',
        offsetMs: 0,
      },
      { rung: 'pointer', uptake: null, offsetMs: 2_000 },
    ]);
    expect(hintCounts).toEqual({ nudge: 1, pointer: 1, reveal: 0 });
  });

  it('are still listed when voided, and counted no more', () => {
    const { hints, hintCounts } = report([
      nudge,
      { type: 'hint-voided', hintEventId: 'event-000', reason: 'pressed by mistake' },
    ]);
    expect(hints).toMatchObject([{ voidedReason: 'pressed by mistake' }]);
    expect(hintCounts.nudge).toBe(0);
  });

  it('stand without a place when the guide does not know them', () => {
    expect(report([{ ...nudge, hintId: 'old.h9' }]).hints).toMatchObject([
      { hintId: 'old.h9', step: null, expectationId: null, dimension: null },
    ]);
  });
});

describe('phases', () => {
  it('are as planned, cut below half of the budget, over budget and extension, or never reached', () => {
    const { phases } = report([], {
      phases: [
        phase('intro', 6),
        phase('clarify', 3),
        phase('frame', 2.9),
        phase('data', 7, { extendedMs: 60_000 }),
        phase('model', 7),
        phase('serve', 0),
      ],
    });
    expect(phases.map(({ phaseId, outcome }) => [phaseId, outcome])).toEqual([
      ['intro', 'as_planned'],
      ['clarify', 'as_planned'],
      ['frame', 'cut_short'],
      ['data', 'as_planned'],
      ['model', 'over'],
      ['serve', 'not_reached'],
    ]);
  });
});

describe('probes missed', () => {
  it('are those of the level, in steps that were reached, that were not asked', () => {
    expect(report([]).probesMissed).toEqual([
      { probeId: 'da.p1', step: 'data', dimension: 'data' },
      { probeId: 'se.p1', step: 'serve', dimension: 'serving' },
    ]);
    expect(report([ask('da.p1')])).toMatchObject({ probesAsked: 1, probesMissed: [{ probeId: 'se.p1' }] });
    expect(report([], { level: 'staff' }).probesMissed.map(({ probeId }) => probeId)).toContain('da.p2');
    expect(report([], { phases: [phase('data', 6), phase('serve', 0)] }).probesMissed).toHaveLength(1);
  });

  it('come back when the mark is taken away', () => {
    expect(
      report([ask('da.p1'), { type: 'probe-asked', probeId: 'da.p1', isAsked: false }]).probesMissed,
    ).toHaveLength(2);
  });
});

describe('core expectations never opened', () => {
  it('are the core ones of the level and below that nothing led to', () => {
    expect(report([]).coreExpectations).toBe(3);
    expect(neverOpened([])).toEqual([
      ['da.label', 'not_touched'],
      ['da.delay', 'not_touched'],
      ['se.rate', 'not_touched'],
    ]);
    expect(neverOpened([], { level: 'mid' }).map(([id]) => id)).toEqual(['da.label', 'se.rate']);
    expect(neverOpened([], { level: 'staff' }).map(([id]) => id)).toContain('da.asset');
  });

  it('are opened by a tick, by a standing hint, or by a probe on the same dimension of the step', () => {
    expect(neverOpened([tick('da.label')]).map(([id]) => id)).toEqual(['da.delay', 'se.rate']);
    expect(neverOpened([nudge]).map(([id]) => id)).toEqual(['da.label', 'se.rate']);
    expect(
      neverOpened([nudge, { type: 'hint-voided', hintEventId: 'event-000', reason: 'by mistake' }]),
    ).toHaveLength(3);
    expect(neverOpened([ask('da.p1')]).map(([id]) => id)).toEqual(['se.rate']);
    expect(neverOpened([ask('se.p1')]).map(([id]) => id)).toEqual(['da.label', 'da.delay']);
    expect(neverOpened([ask('da.p1')], { level: 'staff' }).map(([id]) => id)).toEqual([
      'da.asset',
      'se.rate',
    ]);
  });

  it('say when their step was never reached', () => {
    expect(neverOpened([], { phases: [phase('data', 6), phase('serve', 0)] })).toContainEqual([
      'se.rate',
      'step_not_reached',
    ]);
  });
});
