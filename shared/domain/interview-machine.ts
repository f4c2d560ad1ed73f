import type { InterviewSetup, InterviewState, Phase, PhaseProgress } from '#shared/domain/interview-state.ts';
import type { PublicAct } from '#shared/domain/timeline.ts';
import { assertNever, type ErrorCode } from '#shared/errors.ts';

/**
 * The rules that move an interview through its life, and the arithmetic of its clock. Pure: the server runs them with
 * its own time, clients run the clock functions on the mirrored state with a measured offset. Who may give a command
 * and what else it needs (a scenario, documents) is the server's business.
 */

/**
 * How long forms may be missing before the others are opened, in ms. Two nights: a person who had to leave right after
 * the interview can still rate on the next day or the one after, and nobody waits for feedback longer than memory lasts.
 */
export const RATING_PERIOD_MS = 48 * 60 * 60 * 1000;

/** A new interview. */
export function initialInterview(): InterviewState {
  return { status: 'preparing' };
}

/** What is chosen before anybody has chosen. */
export function initialSetup(): InterviewSetup {
  return {
    scenarioId: null,
    level: 'senior',
    format: 'm45',
    framework: 'seven-step',
    useStarterBoard: false,
  };
}

// ---------------------------------------------------------------- clock

/**
 * The interview clock in ms: time since the start without pauses, and the full duration once it has ended. It never
 * falls behind the moment the current phase was entered, even if the wall clock is set back.
 */
export function elapsedMs(state: InterviewState, now: number): number {
  switch (state.status) {
    case 'preparing':
    case 'lobby':
      return 0;
    case 'running': {
      const { startedAt, pausedAt, pausedMs } = state.clock;
      return Math.max(state.phaseEnteredMs, (pausedAt ?? now) - startedAt - pausedMs);
    }
    case 'rating':
    case 'revealed':
    case 'closed':
      return state.durationMs;
    default:
      return assertNever(state);
  }
}

/** The phases with what they have got so far; empty before the start. */
export function phasesOf(state: InterviewState): readonly PhaseProgress[] {
  return state.status === 'preparing' || state.status === 'lobby' ? [] : state.phases;
}

/** Time spent in a phase over all stays, in ms; the sum over all phases is `elapsedMs`. Unknown indexes have 0. */
export function phaseSpentMs(state: InterviewState, index: number, now: number): number {
  const phase = phasesOf(state)[index];
  if (!phase) return 0;
  const isCurrent = state.status === 'running' && state.phaseIndex === index;
  return phase.spentMs + (isCurrent ? elapsedMs(state, now) - state.phaseEnteredMs : 0);
}

/** What is left of a phase's budget and extensions, in ms; negative at overrun. */
export function phaseLeftMs(state: InterviewState, index: number, now: number): number {
  const phase = phasesOf(state)[index];
  return phase ? phase.budgetMs + phase.extendedMs - phaseSpentMs(state, index, now) : 0;
}

/** Whether a phase has used more than its budget and extensions. */
export function isOverrun(state: InterviewState, index: number, now: number): boolean {
  return phaseLeftMs(state, index, now) < 0;
}

// ---------------------------------------------------------------- commands

export type InterviewCommand =
  | { readonly type: 'open-lobby' }
  | { readonly type: 'back-to-preparing' }
  | { readonly type: 'set-ready'; readonly participantId: string; readonly isReady: boolean }
  | {
      readonly type: 'start';
      readonly phases: readonly Phase[];
      /** The people in the room now: a ready mark counts for the role somebody has at the start. */
      readonly candidateId: string | null;
      readonly interviewerIds: readonly string[];
    }
  | { readonly type: 'enter-phase'; readonly phaseIndex: number }
  | { readonly type: 'extend'; readonly extensionMs: number }
  | { readonly type: 'set-paused'; readonly isPaused: boolean }
  | { readonly type: 'end' }
  | { readonly type: 'reveal-forms'; readonly reason: 'complete' | 'deadline' }
  | { readonly type: 'close' };

/** Why a command was not carried out. */
export type InterviewRefusal = Extract<ErrorCode, 'WRONG_PHASE' | 'INTERVIEW_NOT_READY'>;

/** `state` is the very same object when nothing had to change; `acts` are for the timeline, in order. */
export type Transition =
  | { readonly ok: true; readonly state: InterviewState; readonly acts: readonly PublicAct[] }
  | { readonly ok: false; readonly code: InterviewRefusal };

/**
 * What a command makes of an interview at `now` (epoch ms). Asking for what already is (the status a command leads to,
 * the current phase, the same ready or pause mark) is answered with the unchanged state, so that a retry after a lost
 * answer and two interviewers pressing the same button are no faults. Only `extend` adds up.
 *
 * Refusals: WRONG_PHASE when the command does not belong to this status or phase; INTERVIEW_NOT_READY when a start
 * lacks a ready candidate or interviewer, or when a deadline has not passed.
 */
export function transition(state: InterviewState, command: InterviewCommand, now: number): Transition {
  switch (command.type) {
    case 'open-lobby':
      if (state.status === 'lobby') return unchanged(state);
      if (state.status !== 'preparing') return refused('WRONG_PHASE');
      return changed({ status: 'lobby', readyIds: [] });
    case 'back-to-preparing':
      if (state.status === 'preparing') return unchanged(state);
      if (state.status !== 'lobby') return refused('WRONG_PHASE');
      return changed({ status: 'preparing' });
    case 'set-ready':
      return setReady(state, command);
    case 'start':
      return start(state, command, now);
    case 'enter-phase':
      return enterPhase(state, command.phaseIndex, now);
    case 'extend':
      return extend(state, command.extensionMs);
    case 'set-paused':
      return command.isPaused ? pause(state, now) : resume(state, now);
    case 'end':
      return end(state, now);
    case 'reveal-forms':
      return revealForms(state, command.reason, now);
    case 'close':
      if (state.status === 'closed') return unchanged(state);
      if (state.status !== 'revealed') return refused('WRONG_PHASE');
      return changed({ ...state, status: 'closed', closedAt: now }, { type: 'interview-closed' });
    default:
      return assertNever(command);
  }
}

function unchanged(state: InterviewState): Transition {
  return { ok: true, state, acts: [] };
}

function changed(state: InterviewState, ...acts: readonly PublicAct[]): Transition {
  return { ok: true, state, acts };
}

function refused(code: InterviewRefusal): Transition {
  return { ok: false, code };
}

type CommandOf<T extends InterviewCommand['type']> = Extract<InterviewCommand, { type: T }>;
type Running = Extract<InterviewState, { status: 'running' }>;

function setReady(state: InterviewState, { participantId, isReady }: CommandOf<'set-ready'>): Transition {
  if (state.status !== 'lobby') return refused('WRONG_PHASE');
  if (state.readyIds.includes(participantId) === isReady) return unchanged(state);
  const others = state.readyIds.filter((id) => id !== participantId);
  return changed({ ...state, readyIds: isReady ? [...others, participantId] : others });
}

function start(state: InterviewState, command: CommandOf<'start'>, now: number): Transition {
  if (state.status === 'running') return unchanged(state);
  if (state.status !== 'lobby') return refused('WRONG_PHASE');
  const { candidateId, interviewerIds } = command;
  const isReady = (id: string): boolean => state.readyIds.includes(id);
  const [first] = command.phases;
  if (!first || candidateId === null || !isReady(candidateId) || !interviewerIds.some(isReady)) {
    return refused('INTERVIEW_NOT_READY');
  }
  return changed(
    {
      status: 'running',
      clock: { startedAt: now, pausedMs: 0, pausedAt: null },
      phases: command.phases.map((phase) => ({ ...phase, extendedMs: 0, spentMs: 0 })),
      phaseIndex: 0,
      phaseEnteredMs: 0,
    },
    { type: 'interview-started', phaseId: first.id },
  );
}

/** The phases with the current stay added; from then on their `spentMs` sum up to the interview clock. */
function settlePhases(state: Running, now: number): PhaseProgress[] {
  return state.phases.map((phase, index) => ({ ...phase, spentMs: phaseSpentMs(state, index, now) }));
}

function enterPhase(state: InterviewState, phaseIndex: number, now: number): Transition {
  if (state.status !== 'running') return refused('WRONG_PHASE');
  if (phaseIndex === state.phaseIndex) return unchanged(state);
  const phase = state.phases[phaseIndex];
  // Jumping over a phase is refused: its expectations would count as not reached by accident.
  if (!phase || phaseIndex > state.phaseIndex + 1) return refused('WRONG_PHASE');
  return changed(
    { ...state, phases: settlePhases(state, now), phaseIndex, phaseEnteredMs: elapsedMs(state, now) },
    { type: 'phase-entered', phaseId: phase.id },
  );
}

function extend(state: InterviewState, extensionMs: number): Transition {
  if (state.status !== 'running') return refused('WRONG_PHASE');
  const { phaseIndex } = state;
  const phase = state.phases[phaseIndex];
  if (!phase) return refused('WRONG_PHASE');
  const extended = { ...phase, extendedMs: phase.extendedMs + extensionMs };
  return changed(
    { ...state, phases: state.phases.map((other, index) => (index === phaseIndex ? extended : other)) },
    { type: 'phase-extended', phaseId: phase.id, extendedMs: extensionMs },
  );
}

function pause(state: InterviewState, now: number): Transition {
  if (state.status !== 'running') return refused('WRONG_PHASE');
  if (state.clock.pausedAt !== null) return unchanged(state);
  return changed({ ...state, clock: { ...state.clock, pausedAt: now } }, { type: 'paused' });
}

function resume(state: InterviewState, now: number): Transition {
  if (state.status !== 'running') return refused('WRONG_PHASE');
  const { pausedAt, pausedMs } = state.clock;
  if (pausedAt === null) return unchanged(state);
  const pauseMs = Math.max(0, now - pausedAt);
  return changed(
    { ...state, clock: { ...state.clock, pausedMs: pausedMs + pauseMs, pausedAt: null } },
    { type: 'resumed', pausedMs: pauseMs },
  );
}

function end(state: InterviewState, now: number): Transition {
  if (state.status === 'rating') return unchanged(state);
  if (state.status !== 'running') return refused('WRONG_PHASE');
  return changed(
    {
      status: 'rating',
      durationMs: elapsedMs(state, now),
      phases: settlePhases(state, now),
      deadlineAt: now + RATING_PERIOD_MS,
    },
    { type: 'interview-ended', reason: 'ended' },
  );
}

function revealForms(state: InterviewState, reason: 'complete' | 'deadline', now: number): Transition {
  if (state.status === 'revealed' || state.status === 'closed') return unchanged(state);
  if (state.status !== 'rating') return refused('WRONG_PHASE');
  if (reason === 'deadline' && now < state.deadlineAt) return refused('INTERVIEW_NOT_READY');
  const { durationMs, phases } = state;
  return changed(
    { status: 'revealed', durationMs, phases, revealedAt: now },
    { type: 'forms-revealed', reason },
  );
}
