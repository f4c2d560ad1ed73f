import { describe, expect, test } from 'vitest';
import {
  QUESTION_MS,
  homesOf,
  nextProbe,
  rankProbes,
  timeBand,
  type NextProbeInput,
} from '#shared/domain/next-probe.ts';
import { foldGuideActs, type GuideAct, type GuideProgress } from '#shared/domain/timeline.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';

const { steps } = GOOD_SCENARIO.interviewer;
const ROOMY = 20 * QUESTION_MS;

function after(...acts: readonly GuideAct[]): GuideProgress {
  return foldGuideActs(
    acts.map((act, index) => ({
      id: `event-${index}`,
      act,
      offsetMs: index,
      at: '2026-05-04T18:00:00Z',
      actorId: 'lead',
    })),
  );
}
const tick = (...ids: readonly string[]) =>
  ids.map((expectationId): GuideAct => ({ type: 'expectation-ticked', expectationId, isTicked: true }));
const ask = (...ids: readonly string[]) =>
  ids.map((probeId): GuideAct => ({ type: 'probe-asked', probeId, isAsked: true }));
const askAbout = (...ids: readonly string[]) =>
  ids.map((expectationId): GuideAct => ({ type: 'expectation-asked', expectationId, isAsked: true }));

const at = (change: Partial<NextProbeInput> = {}): NextProbeInput => ({
  steps,
  level: 'senior',
  now: ['clarify'],
  leftMs: ROOMY,
  progress: after(),
  ...change,
});

/** Everything core of the case up to senior but what is named. */
function allCoreBut(...open: readonly string[]): GuideAct[] {
  return tick(
    ...steps
      .flatMap(({ expect: { mid, senior } }) => [...mid, ...senior])
      .filter(({ id, core }) => core && !open.includes(id))
      .map(({ id }) => id),
  );
}

describe('what a probe is about', () => {
  test('the expectation of its step and dimension that it shares most words with', () => {
    const homes = homesOf(steps[2]!, 'senior'); // the good file has seven steps
    expect(homes.get('da.p1')).toBe('da.label');
    expect(homes.get('da.p2')).toBe('da.sample');
    expect(homes.get('da.p4')).toBe('da.logged');
  });

  test('one that the level asks for: another level may find another', () => {
    const clarify = steps[0]!; // the good file has seven steps
    expect(homesOf(clarify, 'senior').get('cl.p2')).toBe('cl.numbers');
    expect(homesOf(clarify, 'mid').get('cl.p2')).not.toBe('cl.numbers');
  });
});

describe('the next question', () => {
  test('is about a core expectation of now, in the words of the case', () => {
    expect(nextProbe(at())).toMatchObject({
      kind: 'probe',
      probe: { id: 'cl.p1' },
      expectation: { id: 'cl.goal' },
      place: 'now',
    });
  });

  test('goes on to a core expectation nobody has asked about, before asking twice about one', () => {
    const next = nextProbe(at({ progress: after(...ask('cl.p1')) }));
    expect(next).toMatchObject({ kind: 'open', expectation: { id: 'cl.scope' }, isTried: false });
  });

  test('comes back to a core expectation with its second probe, then with the first hint, then the next', () => {
    const core = [...allCoreBut('cl.goal'), ...tick('cl.scale', 'cl.summary', 'cl.numbers', 'cl.consent')];
    const next = (...acts: readonly GuideAct[]) => nextProbe(at({ progress: after(...core, ...acts) }));
    expect(next()).toMatchObject({ kind: 'probe', probe: { id: 'cl.p1' } });
    expect(next(...ask('cl.p1'))).toMatchObject({ kind: 'probe', probe: { id: 'cl.p3' }, isTried: true });
    const asked = ask('cl.p1', 'cl.p3');
    expect(next(...asked)).toMatchObject({ kind: 'hint', rung: 'nudge', ladder: { id: 'cl.h1' } });
    const given = (rung: 'nudge' | 'pointer' | 'reveal'): GuideAct => ({
      type: 'hint-given',
      hintId: 'cl.h1',
      rung,
    });
    expect(next(...asked, given('nudge'))).toMatchObject({ kind: 'hint', rung: 'pointer' });
    expect(next(...asked, given('nudge'), given('pointer'), given('reveal'))).toMatchObject({
      kind: 'open',
      expectation: { id: 'cl.goal' },
      isTried: true,
    });
  });

  test('is an open one where no probe fits, and after that a hint', () => {
    const core = [...allCoreBut('cl.scope'), ...tick('cl.goal', 'cl.scale', 'cl.summary', 'cl.numbers')];
    const others = [...core, ...tick('cl.consent')];
    expect(nextProbe(at({ progress: after(...others) }))).toMatchObject({ kind: 'open', isTried: false });
    expect(nextProbe(at({ progress: after(...others, ...askAbout('cl.scope')) }))).toMatchObject({
      kind: 'hint',
      rung: 'nudge',
    });
  });

  test('brings up a core expectation that was left behind, once those of now are covered', () => {
    const next = nextProbe(at({ now: ['frame'], progress: after(...allCoreBut('cl.scope')) }));
    expect(next).toMatchObject({ place: 'behind', step: 'clarify', expectation: { id: 'cl.scope' } });
  });

  test('points ahead when the step has nothing left to ask', () => {
    const clarify = steps[0]!; // the good file has seven steps
    const done = tick(...[...clarify.expect.mid, ...clarify.expect.senior].map(({ id }) => id));
    expect(nextProbe(at({ progress: after(...done) }))).toMatchObject({ place: 'ahead', step: 'frame' });
  });

  test('looks ahead before the first step and back after the last', () => {
    expect(nextProbe(at({ now: [] }))).toMatchObject({ place: 'ahead', step: 'clarify' });
    const wrapUp = at({ now: [], isWrapUp: true, progress: after(...allCoreBut('mo.passes')) });
    expect(nextProbe(wrapUp)).toMatchObject({ place: 'behind', expectation: { id: 'mo.passes' } });
  });

  test('is none when all that counts is covered and nothing else is open in the step', () => {
    const all = steps.flatMap(({ expect: { mid, senior } }) => [...mid, ...senior]).map(({ id }) => id);
    expect(nextProbe(at({ progress: after(...tick(...all)) }))).toBeNull();
  });

  test('never goes above the level', () => {
    const staffOnly = new Set(steps.flatMap((guide) => guide.expect.staff).map(({ id }) => id));
    for (const proposal of rankProbes(at({ now: ['clarify', 'frame', 'data'] })))
      expect(staffOnly.has(proposal.expectation.id)).toBe(false);
    const staff = rankProbes(at({ level: 'staff' })).map(({ expectation }) => expectation.id);
    expect(staff.some((id) => staffOnly.has(id))).toBe(true);
  });
});

describe('dimensions and time', () => {
  const withoutCore = allCoreBut();

  test('one with nothing yet comes before one that was asked about', () => {
    const first = rankProbes(at({ progress: after(...withoutCore) })).filter(({ place }) => place === 'now');
    const firstDim = first[0]?.dim;
    const asked = first[0]?.kind === 'probe' ? ask(first[0].probe.id) : askAbout(first[0]!.expectation.id);
    const then = nextProbe(at({ progress: after(...withoutCore, ...asked) }));
    expect(then?.dim).not.toBe(firstDim);
  });

  test('time left is counted in questions', () => {
    const band = (leftMs: number, progress = after()) => timeBand(at({ leftMs, progress }));
    expect(band(QUESTION_MS - 1)).toBe('over');
    expect(band(-60_000)).toBe('over');
    // Two core points of the step are open: with three questions there is no room for anything else.
    expect(band(3 * QUESTION_MS)).toBe('tight');
    expect(band(4 * QUESTION_MS)).toBe('roomy');
    expect(band(3 * QUESTION_MS, after(...withoutCore))).toBe('roomy');
  });

  test('with time the deeper of two equal points comes first, without it the basic one', () => {
    const progress = after(...withoutCore);
    const first = (leftMs: number) =>
      rankProbes(at({ now: ['model'], level: 'staff', leftMs, progress })).find(
        ({ place, dim }) => place === 'now' && dim === 'modelling',
      );
    expect(first(ROOMY)).toMatchObject({ kind: 'probe', level: 'staff' });
    expect(first(QUESTION_MS)).toMatchObject({ kind: 'probe', level: 'mid' });
  });

  test('what is not core is asked about openly only with time, and once in a dimension', () => {
    const openIn = (leftMs: number, ...acts: readonly GuideAct[]) =>
      rankProbes(
        at({ now: ['frame'], level: 'staff', leftMs, progress: after(...withoutCore, ...acts) }),
      ).filter(({ kind, dim }) => kind === 'open' && dim === 'framing');
    expect(openIn(ROOMY)).toMatchObject([{ expectation: { id: 'fr.value' } }]);
    expect(openIn(QUESTION_MS)).toEqual([]);
    expect(openIn(ROOMY, ...askAbout('fr.io'))).toEqual([]);
  });

  test('in a hurry help for a core point comes before the rest, with time after it', () => {
    const progress = after(...allCoreBut('fr.target'), ...ask('fr.p3'), ...askAbout('fr.target'));
    const next = (leftMs: number) => nextProbe(at({ now: ['frame'], leftMs, progress }));
    expect(next(2 * QUESTION_MS)).toMatchObject({ kind: 'hint', expectation: { id: 'fr.target' } });
    expect(next(ROOMY)).toMatchObject({ place: 'now', isTried: false });
    expect(next(ROOMY)?.expectation.core).toBeUndefined();
  });

  test('past its time a step hands over to the next instead of going deeper', () => {
    const next = nextProbe(at({ leftMs: -1, progress: after(...allCoreBut('fr.target')) }));
    expect(next).toMatchObject({ place: 'ahead', expectation: { id: 'fr.target' } });
  });

  test('of several steps the one to stay with comes first', () => {
    const input = at({ now: ['model', 'data', 'evaluate', 'serve', 'monitor'] });
    expect(nextProbe(input)?.step).toBe('model');
  });
});
