import { Plus } from 'lucide-react';
import { evidenceNeeded } from '#shared/domain/rubric-score.ts';
import { supportingEvidence } from '#shared/domain/rubric-completeness.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { SignMark } from './sign-mark.tsx';
import type { ShownNote } from './evidence-store.ts';
import { KIND_NAMES, rubricStrings } from './strings.ts';
import styles from './row-evidence.module.css';

export type RowEvidenceProps = {
  readonly dimension: Dimension;
  readonly notes: readonly ShownNote[];
  readonly rating: Rating | null;
  readonly isLocked: boolean;
  readonly onAdd: (() => void) | undefined;
  readonly onSeek: ((offsetMs: number) => void) | undefined;
};

/** The notes a rating rests on, and how many it still needs. */
export function RowEvidence({ dimension, notes, rating, isLocked, onAdd, onSeek }: RowEvidenceProps) {
  const own = notes.filter((note) => note.dimension === dimension);
  const have = supportingEvidence(notes, dimension).length;
  const needed = rating === null ? 0 : evidenceNeeded(rating);
  return (
    <div className={styles.frame}>
      <div className={styles.head}>
        <span className={classNames(styles.count, have < needed && styles.short)}>
          {own.length === 0 && needed === 0 ? rubricStrings.noNotes : rubricStrings.notesNeeded(have, needed)}
        </span>
        {onAdd && !isLocked ? (
          <Button size="sm" variant="ghost" icon={<Plus />} onClick={onAdd}>
            {rubricStrings.addNote}
          </Button>
        ) : null}
      </div>
      {own.length > 0 ? (
        <ul className={styles.list}>
          {own.map((note) => (
            <li key={note.id} className={styles.note}>
              <SignMark sign={note.sign} />
              {onSeek ? (
                <button type="button" className={styles.time} onClick={() => onSeek(note.offsetMs)}>
                  {formatClock(note.offsetMs)}
                </button>
              ) : (
                <span className={styles.time}>{formatClock(note.offsetMs)}</span>
              )}
              <span className={styles.text}>
                {note.kind === 'quote' ? <q>{note.text}</q> : note.text}
                {note.kind === 'interpretation' ? (
                  <em className={styles.kind}> {KIND_NAMES.interpretation}</em>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
