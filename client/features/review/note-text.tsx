import { EyeOff } from 'lucide-react';
import type { ReviewNote } from './moments.ts';
import { reviewStrings } from './strings.ts';
import styles from './note-text.module.css';

/** What a note says: words of the candidate in quotes, a reading of them marked as one. */
export function NoteText({ note }: { readonly note: ReviewNote }) {
  return (
    <span className={styles.text}>
      {note.kind === 'interpretation' ? (
        <span className={styles.kind}>{reviewStrings.interpretation}</span>
      ) : null}
      {note.kind === 'quote' ? <q>{note.text}</q> : note.text}
      {note.share === false ? (
        <EyeOff size={12} className={styles.kept} role="img" aria-label={reviewStrings.kept} />
      ) : null}
    </span>
  );
}
