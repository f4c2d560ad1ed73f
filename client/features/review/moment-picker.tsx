import { useId } from 'react';
import type { PhaseEntry } from '#shared/contracts/review.contract.ts';
import { formatClock, spellClock } from '#client/ui/format-time.ts';
import { phaseName, reviewStrings } from './strings.ts';
import styles from './moment-picker.module.css';

export type MomentPickerProps = {
  readonly valueMs: number;
  readonly durationMs: number;
  readonly phaseEntries: readonly PhaseEntry[];
  readonly onChange: (offsetMs: number) => void;
};

/** Steps of five seconds: finer than anybody remembers, coarse enough for the arrow keys. */
const STEP_MS = 5_000;

/** The moment of the interview that the next note is about. */
export function MomentPicker({ valueMs, durationMs, phaseEntries, onChange }: MomentPickerProps) {
  const id = useId();
  const phase = phaseEntries.findLast(({ offsetMs }) => offsetMs <= valueMs);
  const words = `${formatClock(valueMs)}${phase ? `, ${phaseName(phase.phaseId)}` : ''}`;
  return (
    <div className={styles.frame}>
      <label htmlFor={id} className={styles.label}>
        {reviewStrings.noteMoment}
      </label>
      <output htmlFor={id} className={styles.value}>
        {words}
      </output>
      <input
        id={id}
        className={styles.range}
        type="range"
        min={0}
        max={durationMs}
        step={STEP_MS}
        value={valueMs}
        aria-valuetext={`${spellClock(valueMs)}${phase ? `, ${phaseName(phase.phaseId)}` : ''}`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
