import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elapsedMs,
  initialInterview,
  phaseSpentMs,
  phasesOf,
  transition,
  type InterviewCommand,
} from '#shared/domain/interview-machine.ts';
import { InterviewStateSchema, type InterviewState, type Phase } from '#shared/domain/interview-state.ts';
import { PublicActSchema } from '#shared/domain/timeline.ts';

/** Fixed, and printed by fast-check with the failing path: a failure can be run again as it was. */
const RUN = { seed: 20_260_115, numRuns: 2_000 } as const;

const START = 1_700_000_000_000;
const PEOPLE = ['candidate', 'lead', 'observer'] as const;
const phases: readonly Phase[] = [
  { id: 'intro', steps: [], budgetMs: 120_000 },
  { id: 'clarify', steps: ['clarify'], budgetMs: 360_000 },
  { id: 'frame', steps: ['frame'], budgetMs: 300_000 },
  { id: 'wrap', steps: [], budgetMs: 180_000 },
];

const start: InterviewCommand = { type: 'start', phases, candidateId: 'candidate', interviewerIds: ['lead'] };

/** Weighted towards what happens during an interview; ends and reveals are rare so that runs become long. */
const command: fc.Arbitrary<InterviewCommand> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<InterviewCommand>({ type: 'open-lobby' }) },
  { weight: 1, arbitrary: fc.constant<InterviewCommand>({ type: 'back-to-preparing' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('set-ready' as const),
      participantId: fc.constantFrom(...PEOPLE),
      isReady: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant(start) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('enter-phase' as const),
      phaseIndex: fc.nat({ max: phases.length }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('extend' as const),
      extensionMs: fc.integer({ min: 60_000, max: 900_000 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('set-paused' as const), isPaused: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant<InterviewCommand>({ type: 'end' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('reveal-forms' as const),
      reason: fc.constantFrom('complete' as const, 'deadline' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant<InterviewCommand>({ type: 'close' }) },
);

const forwards = fc.integer({ min: 0, max: 3_600_000 });
/** A wall clock that an administrator or NTP sets back now and then. */
const jumping = fc.oneof(
  { weight: 4, arbitrary: forwards },
  { weight: 1, arbitrary: fc.integer({ min: -7_200_000, max: 0 }) },
);
const script = (advance: fc.Arbitrary<number>) =>
  fc.tuple(
    // Half of the scripts begin in a running interview, so that the commands of the hour meet it.
    fc.boolean(),
    fc.array(fc.tuple(advance, command), { maxLength: 60 }),
  );

const opening: readonly InterviewCommand[] = [
  { type: 'open-lobby' },
  { type: 'set-ready', participantId: 'candidate', isReady: true },
  { type: 'set-ready', participantId: 'lead', isReady: true },
  start,
];

interface Moment {
  readonly before: InterviewState;
  readonly command: InterviewCommand;
  readonly result: ReturnType<typeof transition>;
  readonly after: InterviewState;
  readonly previousAt: number;
  readonly at: number;
}

function play([isStarted, steps]: readonly [
  boolean,
  readonly (readonly [number, InterviewCommand])[],
]): Moment[] {
  const moments: Moment[] = [];
  let state = initialInterview();
  let at = START;
  const all = [...(isStarted ? opening.map((each) => [0, each] as const) : []), ...steps];
  for (const [advance, each] of all) {
    const previousAt = at;
    at += advance;
    const result = transition(state, each, at);
    const after = result.ok ? result.state : state;
    moments.push({ before: state, command: each, result, after, previousAt, at });
    state = after;
  }
  return moments;
}

const sumSpent = (state: InterviewState, now: number): number =>
  phasesOf(state).reduce((sum, _phase, index) => sum + phaseSpentMs(state, index, now), 0);

describe('interview machine', () => {
  it.each([
    ['a steady clock', forwards],
    ['a clock that is set back', jumping],
  ])('spends exactly the interview clock over its phases with %s', (_name, advance) => {
    fc.assert(
      fc.property(script(advance), advance, (steps, later) => {
        for (const { after, at } of play(steps)) {
          for (const now of [at, at + later]) {
            expect(sumSpent(after, now)).toBe(elapsedMs(after, now));
            expect(elapsedMs(after, now)).toBeGreaterThanOrEqual(0);
            for (const index of phasesOf(after).keys()) {
              expect(phaseSpentMs(after, index, now)).toBeGreaterThanOrEqual(0);
            }
          }
        }
      }),
      RUN,
    );
  });

  it('counts the wall clock without the pauses', () => {
    fc.assert(
      fc.property(script(forwards), (steps) => {
        let unpausedMs = 0;
        for (const { before, after, previousAt, at } of play(steps)) {
          const isCounting = before.status === 'running' && before.clock.pausedAt === null;
          if (isCounting) unpausedMs += at - previousAt;
          expect(elapsedMs(after, at)).toBe(unpausedMs);
        }
      }),
      RUN,
    );
  });

  it('never counts backwards with a steady clock, whatever is commanded', () => {
    fc.assert(
      fc.property(script(forwards), (steps) => {
        for (const { before, after, at } of play(steps)) {
          expect(elapsedMs(after, at)).toBeGreaterThanOrEqual(elapsedMs(before, at));
        }
      }),
      RUN,
    );
  });

  it('stays within its schema, changes nothing on a refusal and is silent when nothing changed', () => {
    fc.assert(
      fc.property(script(jumping), (steps) => {
        for (const { before, command: given, result, after, at } of play(steps)) {
          const copy = structuredClone(before);
          const again = transition(before, given, at);
          expect(before).toEqual(copy);
          expect(again).toEqual(result);
          expect(InterviewStateSchema.parse(after)).toEqual(after);
          const acts = result.ok ? result.acts : [];
          for (const act of acts) expect(PublicActSchema.parse(act)).toEqual(act);
          // The same object is how a caller sees that there is nothing to write or to announce.
          expect(after === before).toBe(isDeepStrictEqual(after, before));
          expect(after !== before || acts.length === 0).toBe(true);
        }
      }),
      { ...RUN, numRuns: 500 },
    );
  });

  it('answers the same command twice in a row with no further change, except that extensions add up', () => {
    fc.assert(
      fc.property(script(forwards), (steps) => {
        for (const { command: given, result, after, at } of play(steps)) {
          if (!result.ok || given.type === 'extend') continue;
          expect(transition(after, given, at + 1)).toEqual({ ok: true, state: after, acts: [] });
        }
      }),
      RUN,
    );
  });

  it('only moves forward through the statuses, but for going back from the lobby', () => {
    const order = ['preparing', 'lobby', 'running', 'rating', 'revealed', 'closed'] as const;
    fc.assert(
      fc.property(script(jumping), (steps) => {
        for (const { before, after } of play(steps)) {
          const step = order.indexOf(after.status) - order.indexOf(before.status);
          expect(before.status === 'lobby' ? [-1, 0, 1] : [0, 1]).toContain(step);
        }
      }),
      RUN,
    );
  });
});
