import { DIFFICULTIES } from './bank-filter.ts';
import { bankStrings as strings } from './bank-strings.ts';
import styles from './difficulty-mark.module.css';

/** One to five bars. */
export function DifficultyMark({ value }: { readonly value: number }) {
  return (
    <span
      className={styles.mark}
      role="img"
      aria-label={strings.difficulty(value)}
      title={strings.difficulty(value)}
    >
      {DIFFICULTIES.map((step) => (
        <span key={step} className={step <= value ? styles.on : undefined} />
      ))}
    </span>
  );
}
