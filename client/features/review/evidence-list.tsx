import { formatClock } from '#client/ui/format-time.ts';
import type { ReviewNote } from './moments.ts';
import { NoteText } from './note-text.tsx';
import { SignMark } from './sign-mark.tsx';
import { reviewStrings } from './strings.ts';
import styles from './evidence-list.module.css';

export type EvidenceListProps = { readonly notes: readonly ReviewNote[] };

/** The notes on one dimension, in time order. */
export function EvidenceList({ notes }: EvidenceListProps) {
  if (notes.length === 0) return <p className={styles.none}>{reviewStrings.noEvidence}</p>;
  return (
    <ol className={styles.list}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note}>
          <span className={styles.time}>{formatClock(note.offsetMs)}</span>
          <span className={styles.mark}>
            <SignMark sign={note.sign} />
          </span>
          <NoteText note={note} />
        </li>
      ))}
    </ol>
  );
}
