import { Pause } from 'lucide-react';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { classNames } from '#client/ui/class-names.ts';
import { ClockText } from '#client/ui/clock-text.tsx';
import type { PhaseView } from './phase-clock.ts';
import { interviewStrings as strings } from './strings.ts';
import styles from './interview-clock.module.css';

export interface InterviewClockProps {
  readonly current: PhaseView;
  readonly phaseCount: number;
  readonly leftMs: number;
  readonly isPaused: boolean;
}

/** The phase by name and what is left of it: the thing one looks at most. */
export function PhaseClock({ current, phaseCount, leftMs, isPaused }: InterviewClockProps) {
  const isOver = leftMs < 0;
  return (
    <div className={styles.phase}>
      <span className={styles.name}>
        {PHASE_TEXT[current.phase.id].title}
        <span className={styles.count}>{strings.phaseOf(current.index + 1, phaseCount)}</span>
      </span>
      <span className={classNames(styles.left, isOver && styles.over)}>
        <ClockText durationMs={Math.abs(leftMs)} className={styles.digits} />
        <span>{isOver ? strings.overInPhase : strings.leftInPhase}</span>
        {isPaused ? (
          <span className={styles.paused}>
            <Pause size={12} aria-hidden="true" /> {strings.paused}
          </span>
        ) : null}
      </span>
    </div>
  );
}

export function ElapsedClock({ elapsedMs }: { elapsedMs: number }) {
  return (
    <div className={styles.elapsed} title={strings.elapsed}>
      <ClockText durationMs={elapsedMs} label={strings.elapsed} />
    </div>
  );
}
