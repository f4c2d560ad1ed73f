import { describe, expect, test } from 'vitest';
import type { InterviewerScenario, StepGuide } from '#shared/contracts/scenario-format.contract.ts';
import { transition, initialInterview, type InterviewCommand } from '#shared/domain/interview-machine.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { planPhases } from '#shared/domain/phase-plan.ts';
import { foldGuideActs, type GuideAct, type GuideEvent, type PublicEvent } from '#shared/domain/timeline.ts';
import type { Framework, Step } from '#shared/domain/vocabulary.ts';
import {
  canAct,
  coverPhase,
  coverStep,
  currentPages,
  dueCurveballs,
  dueOffers,
  groupExpectations,
  guideOf,
  ladderFor,
  nextRung,
  phaseKeyOf,
  readLadder,
  shownPage,
  shownReveals,
  splitByLevel,
  stepTime,
  stepsOfNow,
} from '#client/features/scenarios/cockpit-selectors.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';

const scenario: InterviewerScenario = GOOD_SCENARIO;
const MINUTE = 60_000;
const START = 1_000_000;

function guide(step: Step): StepGuide {
  const found = guideOf(scenario, step);
  if (!found) throw new Error(`no guide for ${step}`);
  return found;
}

function event(act: GuideAct, offsetMs = 0, id = `event-${JSON.stringify(act)}-${offsetMs}`): GuideEvent {
  return { id, act, offsetMs, at: '2026-05-04T18:00:00Z', actorId: 'lead' };
}

function after(...acts: readonly GuideAct[]) {
  return foldGuideActs(acts.map((act, index) => event(act, index, `event-${index}`)));
}

/** An interview that stays in each phase for the given minutes, and in the last one until now. */
function runFor(
  minutes: readonly number[],
  framework: Framework = 'seven-step',
): { state: InterviewState; now: number } {
  const { steps, bookends } = scenario.interviewer;
  let now = START;
  let state = initialInterview();
  const give = (command: InterviewCommand) => {
    const result = transition(state, command, now);
    if (!result.ok) throw new Error(`${command.type}: ${result.code}`);
    ({ state } = result);
  };
  give({ type: 'open-lobby' });
  for (const participantId of ['lead', 'candidate'])
    give({ type: 'set-ready', participantId, isReady: true });
  const phases = planPhases({ framework, format: 'm45', steps, bookends });
  give({ type: 'start', phases, candidateId: 'candidate', interviewerIds: ['lead'] });
  minutes.forEach((spent, index) => {
    if (index > 0) give({ type: 'enter-phase', phaseIndex: index });
    now += spent * MINUTE;
  });
  return { state, now };
}

/** Every phase takes what was planned, up to and including `count` of them. */
function runPlanned(count: number, framework: Framework = 'seven-step') {
  const { steps, bookends } = scenario.interviewer;
  const phases = planPhases({ framework, format: 'm45', steps, bookends });
  return runFor(
    phases.slice(0, count).map(({ budgetMs }) => budgetMs / MINUTE),
    framework,
  );
}

describe('levels', () => {
  test('expectations of a level include those below it and leave the others apart', () => {
    const { within, beyond } = groupExpectations(guide('clarify'), 'senior');
    expect(within.map(({ level }) => level)).toEqual(['mid', 'senior']);
    expect(beyond.map(({ level }) => level)).toEqual(['staff']);
    expect(groupExpectations(guide('clarify'), 'staff').beyond).toEqual([]);
  });

  test('a level without expectations has no heading', () => {
    const bare = { ...guide('clarify'), expect: { ...guide('clarify').expect, senior: [] } };
    expect(groupExpectations(bare, 'staff').within.map(({ level }) => level)).toEqual(['mid', 'staff']);
  });

  test('questions above the level are beyond it', () => {
    const { within, beyond } = splitByLevel(guide('clarify').probes, 'mid');
    expect(within.map(({ id }) => id)).toEqual(['cl.p1', 'cl.p2']);
    expect(beyond.map(({ id }) => id)).toEqual(['cl.p3', 'cl.p4']);
  });
});

describe('coverage of a step', () => {
  const cover = (
    level: 'mid' | 'senior' | 'staff',
    acts: readonly GuideAct[],
    shown = new Map<string, number>(),
  ) =>
    coverStep({ guide: guide('clarify'), reveals: scenario.reveals, level, progress: after(...acts), shown });

  test('counts core and all expectations up to the level', () => {
    const ticks = ['cl.goal', 'cl.scale'].map(
      (expectationId) => ({ type: 'expectation-ticked', expectationId, isTicked: true }) as const,
    );
    expect(cover('senior', ticks)).toMatchObject({
      core: { done: 1, total: 2 },
      expectations: { done: 2, total: 6 },
    });
    expect(cover('mid', ticks)).toMatchObject({
      core: { done: 1, total: 1 },
      expectations: { done: 2, total: 3 },
    });
  });

  test('a tick above the level does not raise the count', () => {
    expect(
      cover('mid', [{ type: 'expectation-ticked', expectationId: 'cl.harm', isTicked: true }]).expectations,
    ).toEqual({
      done: 0,
      total: 3,
    });
  });

  test('a tick that was taken back does not count', () => {
    const acts = [true, false].map(
      (isTicked) => ({ type: 'expectation-ticked', expectationId: 'cl.goal', isTicked }) as const,
    );
    expect(cover('senior', acts).core).toEqual({ done: 0, total: 2 });
  });

  test('counts probes, cards of this step and red flags', () => {
    const acts: GuideAct[] = [
      { type: 'probe-asked', probeId: 'cl.p1', isAsked: true },
      { type: 'red-flag-marked', redFlagId: 'cl.f1', isMarked: true },
    ];
    const covered = cover(
      'senior',
      acts,
      new Map([
        ['r.scale', 1],
        ['r.delay', 2],
      ]),
    );
    expect(covered.probes).toEqual({ done: 1, total: 3 });
    expect(covered.cards).toEqual({
      done: 1,
      total: scenario.reveals.filter(({ step }) => step === 'clarify').length,
    });
    expect(covered.redFlags).toBe(1);
  });
});

describe('cards that are due', () => {
  const offers = (minutes: readonly number[], shown: readonly string[] = []) =>
    dueOffers({
      reveals: scenario.reveals,
      shown: new Map(shown.map((id) => [id, 0])),
      ...runFor(minutes),
    }).map(({ id }) => id);

  test('an offer is due from its minute on, the longest overdue first', () => {
    expect(offers([5.9])).toEqual([]);
    expect(offers([6])).toEqual(['r.scale']);
    expect(offers([2, 7])).toEqual(['r.scale', 'r.latency', 'r.eligible']);
  });

  test('a card that has been shown is not due', () => {
    expect(offers([2, 7], ['r.scale'])).toEqual(['r.latency', 'r.eligible']);
  });

  test('cards that wait for a question are never due', () => {
    expect(offers([40])).toHaveLength(scenario.reveals.filter(({ policy }) => policy === 'offer_by').length);
  });

  test('nothing is due before the start and in the wrap-up', () => {
    const none = dueOffers({
      reveals: scenario.reveals,
      shown: new Map(),
      state: initialInterview(),
      now: START,
    });
    expect(none).toEqual([]);
    expect(dueOffers({ reveals: scenario.reveals, shown: new Map(), ...runPlanned(9) })).toEqual([]);
  });

  test('a card shown twice keeps the time of the first', () => {
    const show = (offsetMs: number): PublicEvent => ({
      id: `event-${offsetMs}`,
      act: { type: 'reveal-shown', revealId: 'r.scale', face: { type: 'text', text: 'x' } },
      offsetMs,
      at: '2026-05-04T18:00:00Z',
      actorId: 'lead',
    });
    expect(shownReveals([show(10), show(20)])).toEqual(new Map([['r.scale', 10]]));
  });
});

describe('curveballs that are due', () => {
  const due = (
    run: { state: InterviewState; now: number },
    {
      level = 'senior',
      played = [],
    }: { level?: 'mid' | 'senior' | 'staff'; played?: readonly string[] } = {},
  ) =>
    dueCurveballs({
      curveballs: scenario.interviewer.curveballs,
      level,
      played: new Map(played.map((id) => [id, 0])),
      ...run,
    }).map(({ id }) => id);

  test('one after a step is due when that step has been left', () => {
    expect(due(runFor([2, 6, 5, 7, 8, 5, 0]), { level: 'staff' })).toEqual(['c.purchase']);
    expect(due(runFor([2, 6, 5, 7, 8, 5]), { level: 'staff' })).toEqual([]);
  });

  test('one at a minute is due from that minute on', () => {
    expect(due(runFor([2, 6, 5, 7, 8, 5.9]))).toEqual([]);
    expect(due(runFor([2, 6, 5, 7, 8, 6]))).toEqual(['c.traffic']);
  });

  test('one after the last working step is due when half of its time is used', () => {
    const upTo = [2, 6, 5, 7, 8, 5, 6];
    expect(due(runFor([...upTo, 1.4]), { played: ['c.optout', 'c.traffic'] })).toEqual([]);
    expect(due(runFor([...upTo, 1.5]), { played: ['c.optout', 'c.traffic'] })).toEqual(['c.incident']);
  });

  test('those above the level and those played are not due', () => {
    expect(due(runPlanned(8), { level: 'mid' })).toEqual(['c.incident', 'c.traffic']);
    expect(due(runPlanned(8), { level: 'mid', played: ['c.traffic'] })).toEqual(['c.incident']);
  });

  test('nothing is due in the wrap-up or without a running clock', () => {
    expect(due(runPlanned(9), { level: 'staff' })).toEqual([]);
    expect(due({ state: { status: 'preparing' }, now: START })).toEqual([]);
  });

  test('in four phases the first pass over the design counts as the step', () => {
    expect(due(runFor([2, 6, 5, 10], 'four-phase'), { level: 'staff' })).toEqual([]);
    expect(due(runFor([2, 6, 5, 10, 0], 'four-phase'), { level: 'staff' })).toEqual([
      'c.optout',
      'c.incident',
      'c.purchase',
    ]);
  });
});

describe('the ladder of hints', () => {
  const ladder = ladderFor(guide('clarify'), 'cl.goal');
  if (!ladder) throw new Error('the case has a ladder for cl.goal');
  const give = (rung: 'nudge' | 'pointer' | 'reveal') =>
    ({ type: 'hint-given', hintId: ladder.id, rung }) as const;

  test('the nudge comes first, then one rung after the other', () => {
    expect(nextRung(ladder, after().hints)).toBe('nudge');
    expect(nextRung(ladder, after(give('nudge')).hints)).toBe('pointer');
    expect(nextRung(ladder, after(give('nudge'), give('pointer')).hints)).toBe('reveal');
    expect(nextRung(ladder, after(give('nudge'), give('pointer'), give('reveal')).hints)).toBeNull();
  });

  test('a voided hint leaves its rung to be given again', () => {
    const { hints } = after(give('nudge'), {
      type: 'hint-voided',
      hintEventId: 'event-0',
      reason: 'by mistake',
    });
    expect(nextRung(ladder, hints)).toBe('nudge');
    expect(readLadder(ladder, hints)[0]).toMatchObject({ given: null, isNext: true });
  });

  test('each rung carries what was done with it', () => {
    const { hints } = after(give('nudge'), { type: 'hint-taken', hintEventId: 'event-0', uptake: 'partly' });
    expect(readLadder(ladder, hints)).toMatchObject([
      { rung: 'nudge', text: ladder.nudge, given: { uptake: 'partly', offsetMs: 0 }, isNext: false },
      { rung: 'pointer', given: null, isNext: true },
      { rung: 'reveal', given: null, isNext: false },
    ]);
  });

  test('hints of another ladder do not count', () => {
    expect(nextRung(ladder, after({ type: 'hint-given', hintId: 'cl.h2', rung: 'nudge' }).hints)).toBe(
      'nudge',
    );
  });

  test('an expectation without a ladder has none', () => {
    expect(ladderFor(guide('clarify'), 'cl.scale')).toBeNull();
  });
});

describe('the page that is shown', () => {
  test('follows the phase', () => {
    expect(shownPage({ state: runFor([1]).state, chosen: null })).toBe('intro');
    expect(shownPage({ state: runFor([2, 1]).state, chosen: null })).toBe('clarify');
    expect(shownPage({ state: runPlanned(9).state, chosen: null })).toBe('wrap');
  });

  test('a phase of several steps opens at its first and covers all of them', () => {
    const { state } = runFor([2, 6, 5, 1], 'four-phase');
    expect(shownPage({ state, chosen: null })).toBe('data');
    expect(currentPages(state)).toEqual(['data', 'model', 'evaluate', 'serve', 'monitor']);
  });

  test('a step chosen by hand stays until the phase changes', () => {
    const { state } = runFor([2, 1]);
    const chosen = { page: 'serve', phaseKey: phaseKeyOf(state) } as const;
    expect(shownPage({ state, chosen })).toBe('serve');
    expect(shownPage({ state: runFor([2, 6, 1]).state, chosen })).toBe('frame');
  });

  test('before the start it is the first step, afterwards the end', () => {
    expect(shownPage({ state: { status: 'lobby', readyIds: [] }, chosen: null })).toBe('clarify');
    const { state, now } = runFor([2, 1]);
    const ended = transition(state, { type: 'end' }, now);
    if (!ended.ok) throw new Error(ended.code);
    expect(shownPage({ state: ended.state, chosen: null })).toBe('wrap');
  });
});

describe('the time of a step', () => {
  test('runs while its phase does and stands afterwards', () => {
    const clarify = runFor([2, 4]);
    expect(stepTime({ ...clarify, step: 'clarify' })).toEqual({
      spentMs: 4 * MINUTE,
      allowedMs: 6 * MINUTE,
      isCurrent: true,
    });
    const frame = runFor([2, 4, 3]);
    expect(stepTime({ ...frame, step: 'clarify' })).toMatchObject({ spentMs: 4 * MINUTE, isCurrent: false });
    expect(stepTime({ ...frame, step: 'serve' })).toMatchObject({ spentMs: 0, isCurrent: false });
  });

  test('is that of the current phase where two phases work on the step', () => {
    const dive = runFor([2, 6, 5, 10, 3], 'four-phase');
    expect(stepTime({ ...dive, step: 'model' })).toMatchObject({
      spentMs: 3 * MINUTE,
      allowedMs: 19 * MINUTE,
      isCurrent: true,
    });
  });

  test('is unknown before the start', () => {
    expect(stepTime({ state: { status: 'preparing' }, step: 'clarify', now: START })).toBeNull();
  });
});

describe('what may be done', () => {
  test('everything while the interview runs, the rest of the record while the forms are filled in', () => {
    const may = (type: Parameters<typeof canAct>[0]['type'], status: InterviewState['status']) =>
      canAct({ type, status, isReadOnly: false });
    expect(may('hint-given', 'running')).toBe(true);
    expect(may('reveal-shown', 'running')).toBe(true);
    expect(may('expectation-ticked', 'rating')).toBe(true);
    expect(may('hint-given', 'rating')).toBe(false);
    expect(may('reveal-shown', 'rating')).toBe(false);
    expect(may('expectation-ticked', 'lobby')).toBe(false);
    expect(may('expectation-ticked', 'revealed')).toBe(false);
  });

  test('a shadow may do nothing', () => {
    expect(canAct({ type: 'expectation-ticked', status: 'running', isReadOnly: true })).toBe(false);
  });
});

describe('what is in sight all the time', () => {
  test('counts what was heard over all steps of the phase, up to the level', () => {
    const progress = after({ type: 'expectation-ticked', expectationId: 'cl.goal', isTicked: true });
    const cover = (steps: readonly Step[], level: 'mid' | 'senior') =>
      coverPhase({ scenario, steps, level, progress });
    expect(cover(['clarify'], 'mid')).toEqual({
      core: { done: 1, total: 1 },
      expectations: { done: 1, total: 3 },
    });
    expect(cover(['clarify', 'frame'], 'senior')).toEqual({
      core: { done: 1, total: 4 },
      expectations: { done: 1, total: 11 },
    });
  });

  test('asks about the step of the phase, in a phase of several first about the page that is open', () => {
    const now = (count: number, framework: Framework, page: Step, dives: readonly string[] = []) =>
      stepsOfNow({
        state: runPlanned(count, framework).state,
        page,
        scenario,
        chosenDives: new Set(dives),
      });
    expect(now(2, 'seven-step', 'model')).toEqual(['clarify']);
    expect(now(4, 'four-phase', 'evaluate')).toEqual(['evaluate', 'data', 'model', 'serve', 'monitor']);
    const [dive] = scenario.interviewer.deep_dives.filter(({ step }) => step === 'serve');
    expect(now(5, 'four-phase', 'data', [dive?.id ?? ''])[0]).toBe('serve');
    expect(
      stepsOfNow({ state: initialInterview(), page: 'intro', scenario, chosenDives: new Set() }),
    ).toEqual([]);
  });
});
