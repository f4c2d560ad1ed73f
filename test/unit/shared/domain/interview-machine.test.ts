import { describe, expect, it } from 'vitest';
import {
  RATING_PERIOD_MS,
  elapsedMs,
  initialInterview,
  isOverrun,
  phaseLeftMs,
  phaseSpentMs,
  transition,
  type InterviewCommand,
} from '#shared/domain/interview-machine.ts';
import { InterviewStateSchema, type InterviewState, type Phase } from '#shared/domain/interview-state.ts';

const START = 1_700_000_000_000;
const MINUTE = 60_000;
const phases: readonly Phase[] = [
  { id: 'intro', steps: [], budgetMs: 2 * MINUTE },
  { id: 'clarify', steps: ['clarify'], budgetMs: 6 * MINUTE },
  { id: 'frame', steps: ['frame'], budgetMs: 5 * MINUTE },
];
const startCommand = {
  type: 'start',
  phases,
  candidateId: 'candidate',
  interviewerIds: ['lead', 'co'],
} as const;

/** Runs commands at minutes after START and returns the state; a refusal fails the test. */
function run(...commands: readonly (readonly [number, InterviewCommand])[]): InterviewState {
  let state = initialInterview();
  for (const [minute, command] of commands) {
    const result = transition(state, command, START + minute * MINUTE);
    if (!result.ok) throw new Error(`${command.type} was refused: ${result.code}`);
    state = InterviewStateSchema.parse(result.state);
  }
  return state;
}

const toLobby = [0, { type: 'open-lobby' }] as const;
const candidateReady = [0, { type: 'set-ready', participantId: 'candidate', isReady: true }] as const;
const coReady = [0, { type: 'set-ready', participantId: 'co', isReady: true }] as const;
const started = [toLobby, candidateReady, coReady, [0, startCommand]] as const;
const at = (minute: number): number => START + minute * MINUTE;

const examples = {
  preparing: initialInterview(),
  lobby: run(toLobby),
  running: run(...started),
  rating: run(...started, [30, { type: 'end' }]),
  revealed: run(...started, [30, { type: 'end' }], [31, { type: 'reveal-forms', reason: 'complete' }]),
  closed: run(
    ...started,
    [30, { type: 'end' }],
    [31, { type: 'reveal-forms', reason: 'complete' }],
    [32, { type: 'close' }],
  ),
} satisfies Record<InterviewState['status'], InterviewState>;

describe('transition', () => {
  const commands = {
    'open-lobby': [{ type: 'open-lobby' }, ['preparing', 'lobby']],
    'back-to-preparing': [{ type: 'back-to-preparing' }, ['preparing', 'lobby']],
    'set-ready': [{ type: 'set-ready', participantId: 'candidate', isReady: true }, ['lobby']],
    'enter-phase': [{ type: 'enter-phase', phaseIndex: 1 }, ['running']],
    extend: [{ type: 'extend', extensionMs: MINUTE }, ['running']],
    'set-paused': [{ type: 'set-paused', isPaused: true }, ['running']],
    end: [{ type: 'end' }, ['running', 'rating']],
    'reveal-forms': [{ type: 'reveal-forms', reason: 'complete' }, ['rating', 'revealed', 'closed']],
    close: [{ type: 'close' }, ['revealed', 'closed']],
  } as const satisfies Record<string, readonly [InterviewCommand, readonly InterviewState['status'][]]>;

  it.each(Object.entries(commands))('allows %s only in its statuses', (_name, [command, allowed]) => {
    for (const [status, state] of Object.entries(examples)) {
      const result = transition(state, command, at(40));
      const isAllowed = allowed.some((other) => other === status);
      expect({ status, result }).toMatchObject({
        status,
        result: isAllowed ? { ok: true } : { ok: false, code: 'WRONG_PHASE' },
      });
    }
  });

  it('changes nothing when a command asks for what already is', () => {
    const repeats: readonly (readonly [InterviewState, InterviewCommand])[] = [
      [examples.preparing, { type: 'back-to-preparing' }],
      [examples.lobby, { type: 'open-lobby' }],
      [run(toLobby, coReady), { type: 'set-ready', participantId: 'co', isReady: true }],
      [examples.lobby, { type: 'set-ready', participantId: 'co', isReady: false }],
      [examples.running, startCommand],
      [examples.running, { type: 'enter-phase', phaseIndex: 0 }],
      [examples.running, { type: 'set-paused', isPaused: false }],
      [run(...started, [1, { type: 'set-paused', isPaused: true }]), { type: 'set-paused', isPaused: true }],
      [examples.rating, { type: 'end' }],
      [examples.revealed, { type: 'reveal-forms', reason: 'deadline' }],
      [examples.closed, { type: 'close' }],
    ];
    for (const [state, command] of repeats) {
      const result = transition(state, command, at(50));
      expect(result).toEqual({ ok: true, state, acts: [] });
      expect(result.ok && result.state).toBe(state);
    }
  });

  it('forgets who was ready when the lobby is left', () => {
    const back = run(toLobby, coReady, [1, { type: 'back-to-preparing' }], [2, { type: 'open-lobby' }]);
    expect(back).toEqual({ status: 'lobby', readyIds: [] });
  });

  it('starts only with a ready candidate and a ready interviewer', () => {
    const notReady = { ok: false, code: 'INTERVIEW_NOT_READY' };
    expect(transition(run(toLobby, candidateReady), startCommand, at(1))).toEqual(notReady);
    expect(transition(run(toLobby, coReady), startCommand, at(1))).toEqual(notReady);
    const both = run(toLobby, coReady, candidateReady);
    expect(transition(both, { ...startCommand, candidateId: null }, at(1))).toEqual(notReady);
    expect(transition(both, { ...startCommand, interviewerIds: ['lead'] }, at(1))).toEqual(notReady);
    expect(transition(both, startCommand, at(1))).toMatchObject({
      ok: true,
      acts: [{ type: 'interview-started', phaseId: 'intro' }],
    });
  });

  it('enters the next or an earlier phase and refuses to jump over one', () => {
    expect(transition(examples.running, { type: 'enter-phase', phaseIndex: 2 }, at(1))).toEqual({
      ok: false,
      code: 'WRONG_PHASE',
    });
    const third = run(
      ...started,
      [1, { type: 'enter-phase', phaseIndex: 1 }],
      [2, { type: 'enter-phase', phaseIndex: 2 }],
    );
    expect(transition(third, { type: 'enter-phase', phaseIndex: 3 }, at(3))).toMatchObject({ ok: false });
    expect(transition(third, { type: 'enter-phase', phaseIndex: 0 }, at(3))).toMatchObject({
      ok: true,
      acts: [{ type: 'phase-entered', phaseId: 'intro' }],
    });
  });

  it('opens forms by deadline only after the deadline', () => {
    const deadlineAt = at(30) + RATING_PERIOD_MS;
    const command = { type: 'reveal-forms', reason: 'deadline' } as const;
    expect(transition(examples.rating, command, deadlineAt - 1)).toEqual({
      ok: false,
      code: 'INTERVIEW_NOT_READY',
    });
    expect(transition(examples.rating, command, deadlineAt)).toMatchObject({
      ok: true,
      state: { status: 'revealed', revealedAt: deadlineAt },
      acts: [{ type: 'forms-revealed', reason: 'deadline' }],
    });
  });
});

describe('clock', () => {
  const paused = run(
    ...started,
    [1, { type: 'enter-phase', phaseIndex: 1 }],
    [3, { type: 'set-paused', isPaused: true }],
  );

  it('is zero before the start', () => {
    expect(elapsedMs(examples.preparing, at(9))).toBe(0);
    expect(elapsedMs(examples.lobby, at(9))).toBe(0);
  });

  it('stands still during a pause and leaves the pause out afterwards', () => {
    expect(elapsedMs(paused, at(20))).toBe(3 * MINUTE);
    const resumed = transition(paused, { type: 'set-paused', isPaused: false }, at(10));
    expect(resumed).toMatchObject({ ok: true, acts: [{ type: 'resumed', pausedMs: 7 * MINUTE }] });
    expect(resumed.ok && elapsedMs(resumed.state, at(12))).toBe(5 * MINUTE);
    expect(resumed.ok && phaseSpentMs(resumed.state, 1, at(12))).toBe(4 * MINUTE);
  });

  it('adds up the stays in a phase that is entered again', () => {
    const again = run(
      ...started,
      [2, { type: 'enter-phase', phaseIndex: 1 }],
      [5, { type: 'enter-phase', phaseIndex: 0 }],
      [6, { type: 'enter-phase', phaseIndex: 1 }],
    );
    expect([0, 1, 2].map((index) => phaseSpentMs(again, index, at(8)) / MINUTE)).toEqual([3, 5, 0]);
  });

  it('counts extensions as budget and says when it is overrun', () => {
    expect(phaseLeftMs(examples.running, 0, at(2))).toBe(0);
    expect(isOverrun(examples.running, 0, at(2))).toBe(false);
    expect(isOverrun(examples.running, 0, at(2) + 1)).toBe(true);
    const extended = run(...started, [1, { type: 'extend', extensionMs: 3 * MINUTE }]);
    expect(phaseLeftMs(extended, 0, at(2))).toBe(3 * MINUTE);
    expect(isOverrun(extended, 0, at(5) + 1)).toBe(true);
  });

  it('keeps the time up to the pause when an interview is ended while paused', () => {
    const ended = transition(paused, { type: 'end' }, at(9));
    expect(ended).toMatchObject({ ok: true, state: { status: 'rating', durationMs: 3 * MINUTE } });
    expect(ended.ok && [0, 1].map((index) => phaseSpentMs(ended.state, index, at(99)) / MINUTE)).toEqual([
      1, 2,
    ]);
  });

  it('does not run backwards past the entry of the phase when the wall clock is set back', () => {
    const second = run(...started, [5, { type: 'enter-phase', phaseIndex: 1 }]);
    expect(elapsedMs(second, at(2))).toBe(5 * MINUTE);
    expect(phaseSpentMs(second, 1, at(2))).toBe(0);
  });
});
