import { formatClock } from '#client/ui/format-time.ts';
import type { ReviewHint } from './moments.ts';
import { RUNG_NAMES, UPTAKE_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './hint-list.module.css';

/** Help given on the way, by rung and dimension. */
export function HintList({ hints }: { readonly hints: readonly ReviewHint[] }) {
  if (hints.length === 0) return <p className={styles.none}>{reviewStrings.noHints}</p>;
  return (
    <ol className={styles.list}>
      {hints.map(({ rung, dimension, offsetMs, uptake }) => (
        <li key={`${offsetMs}.${rung}.${dimension}`} className={styles.hint}>
          <span className={styles.time}>{formatClock(offsetMs)}</span>
          <span>
            {RUNG_NAMES[rung]} <span className={styles.about}>{dimensionLabel(dimension)}</span>
            {uptake ? <span className={styles.about}> · {UPTAKE_NAMES[uptake]}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
