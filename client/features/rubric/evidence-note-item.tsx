import { EyeOff, Pencil, Trash2 } from 'lucide-react';
import { Button } from '#client/ui/button.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import type { ShownNote } from './evidence-store.ts';
import { SignMark } from './sign-mark.tsx';
import { KIND_NAMES, SHORT_DIMENSION_NAMES, rubricStrings } from './strings.ts';
import styles from './evidence-note-item.module.css';

export type EvidenceNoteItemProps = {
  readonly note: ShownNote;
  readonly isLocked: boolean;
  readonly onSeek: ((offsetMs: number) => void) | undefined;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
};

/** One note: when, for or against, about what. */
export function EvidenceNoteItem({
  note,
  isLocked,
  onSeek,
  onEdit,
  onRemove,
  onRetry,
}: EvidenceNoteItemProps) {
  return (
    <article className={styles.note}>
      <div className={styles.margin}>
        {onSeek ? (
          <button type="button" className={styles.time} onClick={() => onSeek(note.offsetMs)}>
            {formatClock(note.offsetMs)}
          </button>
        ) : (
          <span className={styles.time}>{formatClock(note.offsetMs)}</span>
        )}
        <SignMark sign={note.sign} />
      </div>
      <div className={styles.body}>
        <p className={styles.text}>{note.kind === 'quote' ? <q>{note.text}</q> : note.text}</p>
        <p className={styles.facts}>
          <span>{SHORT_DIMENSION_NAMES[note.dimension]}</span>
          {note.kind === 'observation' ? null : <span>{KIND_NAMES[note.kind]}</span>}
          {note.share ? null : (
            <span className={styles.kept}>
              <EyeOff size={12} aria-hidden="true" /> {rubricStrings.notShared}
            </span>
          )}
          {note.sync === 'waiting' ? <span className={styles.waiting}>{rubricStrings.waiting}</span> : null}
          {note.sync === 'refused' ? <span className={styles.refused}>{rubricStrings.refused}</span> : null}
        </p>
      </div>
      {isLocked ? null : (
        <div className={styles.acts}>
          {note.sync === 'refused' ? (
            <Button size="sm" variant="ghost" onClick={onRetry}>
              {rubricStrings.retry}
            </Button>
          ) : null}
          <IconButton
            size="sm"
            variant="ghost"
            label={rubricStrings.edit}
            icon={<Pencil />}
            onClick={onEdit}
          />
          <IconButton
            size="sm"
            variant="ghost"
            label={rubricStrings.remove}
            icon={<Trash2 />}
            onClick={onRemove}
          />
        </div>
      )}
    </article>
  );
}
