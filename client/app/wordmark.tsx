import styles from './wordmark.module.css';
import { appStrings as strings } from './strings.ts';

export function Wordmark() {
  return (
    <span className={styles.mark}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={styles.tile} />
        <path d="M9 8.5h6.5a7.5 7.5 0 0 1 0 15H9z" className={styles.letter} />
        <circle cx="15" cy="16" r="2.2" className={styles.dot} />
      </svg>
      {strings.product}
    </span>
  );
}
