import type { PhaseEntry } from '#shared/contracts/review.contract.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { phaseName } from './strings.ts';
import styles from './phase-line.module.css';

/** Where one phase ends and the next begins. */
export function PhaseLine({ phase }: { readonly phase: PhaseEntry }) {
  return (
    <div className={styles.line}>
      <span className={styles.time}>{formatClock(phase.offsetMs)}</span>
      <h3 className={styles.name}>{phaseName(phase.phaseId)}</h3>
    </div>
  );
}
