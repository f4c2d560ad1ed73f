import { plainText } from './sourced-parts.ts';
import styles from './phrase-list.module.css';

/** Short phrases in one flowing line; the label is for who cannot see that they are a side note. */
export function PhraseList({
  label,
  phrases,
}: {
  readonly label: string;
  readonly phrases: readonly string[];
}) {
  return (
    <span className={styles.list}>
      <span className="visually-hidden">{label}: </span>
      {phrases.map((phrase, index) => (
        <span key={phrase}>
          {index > 0 ? <span className={styles.dot}> · </span> : null}
          {plainText(phrase)}
        </span>
      ))}
    </span>
  );
}
