import type { ReactNode } from 'react';
import type { ServerClock } from '#client/platform/server-clock.ts';
import { readPhases, type PhaseView, type RunningState } from '#client/features/interviews/phase-clock.ts';
import { ElapsedClock, PhaseClock } from '#client/features/interviews/interview-clock.tsx';
import { PhaseRail } from '#client/features/interviews/phase-rail.tsx';
import { useServerNow } from '#client/features/interviews/use-server-now.ts';
import styles from './top-bar.module.css';

export interface TopBarProps {
  readonly roomName: string;
  readonly clock: ServerClock;
  readonly state: RunningState;
  /** The interviewer's: pause, more time, next phase. */
  readonly controls?: ReactNode;
  readonly phaseAction?: (view: PhaseView) => ReactNode;
  readonly people: ReactNode;
  readonly sync: ReactNode;
  readonly end: ReactNode;
}

/** Where are we, what can I do now, is my work safe: 48 px for all three. */
export function TopBar({ roomName, clock, state, controls, phaseAction, people, sync, end }: TopBarProps) {
  const isPaused = state.clock.pausedAt !== null;
  const now = useServerNow(clock, !isPaused);
  const { elapsedMs, leftMs, views } = readPhases(state, now);
  const current = views[state.phaseIndex];
  return (
    <header className={styles.bar}>
      <h1 className={styles.name} title={roomName}>
        {roomName}
      </h1>
      <div className={styles.time}>
        {current ? (
          <PhaseClock current={current} phaseCount={views.length} leftMs={leftMs} isPaused={isPaused} />
        ) : null}
        <div className={styles.rail}>
          <PhaseRail views={views} isPaused={isPaused} {...(phaseAction ? { actionFor: phaseAction } : {})} />
        </div>
        <ElapsedClock elapsedMs={elapsedMs} />
      </div>
      {controls ? <div className={styles.controls}>{controls}</div> : null}
      <div className={styles.people}>{people}</div>
      <div className={styles.sync}>{sync}</div>
      <div className={styles.end}>{end}</div>
    </header>
  );
}
