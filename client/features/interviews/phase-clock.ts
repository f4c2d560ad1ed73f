import type { InterviewState, PhaseProgress } from '#shared/domain/interview-state.ts';
import { interviewOffsetMs } from './interview-store.ts';

export type RunningState = Extract<InterviewState, { status: 'running' }>;

export interface PhaseView {
  readonly phase: PhaseProgress;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly allowedMs: number;
  readonly spentMs: number;
  /** 0 while within the allowed time. */
  readonly overMs: number;
}

/** What clock and rail show at one moment of the server's clock. */
export function readPhases(
  state: RunningState,
  now: number,
): { elapsedMs: number; leftMs: number; views: readonly PhaseView[] } {
  const elapsedMs = interviewOffsetMs(state, now);
  const views = state.phases.map((phase, index) => {
    const isCurrent = index === state.phaseIndex;
    const spentMs = phase.spentMs + (isCurrent ? Math.max(0, elapsedMs - state.phaseEnteredMs) : 0);
    const allowedMs = phase.budgetMs + phase.extendedMs;
    return { phase, index, isCurrent, allowedMs, spentMs, overMs: Math.max(0, spentMs - allowedMs) };
  });
  const current = views[state.phaseIndex];
  return { elapsedMs, leftMs: current ? current.allowedMs - current.spentMs : 0, views };
}
