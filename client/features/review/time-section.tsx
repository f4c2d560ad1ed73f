import type { PhaseProgress } from '#shared/domain/interview-state.ts';
import { HintList } from './hint-list.tsx';
import type { ReviewHint } from './moments.ts';
import { PhaseTimes } from './phase-times.tsx';
import { reviewStrings } from './strings.ts';
import styles from './time-section.module.css';

export type TimeSectionProps = {
  readonly phases: readonly PhaseProgress[];
  /** Null for observers. */
  readonly hints: readonly ReviewHint[] | null;
};

/** How the time was spent, and how much of the way was helped. */
export function TimeSection({ phases, hints }: TimeSectionProps) {
  if (hints === null) return <PhaseTimes phases={phases} />;
  return (
    <div className={styles.pair}>
      <div>
        <h3 className="visually-hidden">{reviewStrings.timeTitle}</h3>
        <PhaseTimes phases={phases} />
      </div>
      <div>
        <h3 className={styles.name}>{reviewStrings.hintsTitle}</h3>
        <HintList hints={hints} />
      </div>
    </div>
  );
}
