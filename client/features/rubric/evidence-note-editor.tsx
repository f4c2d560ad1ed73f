import { useState, type FormEvent } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { Button } from '#client/ui/button.tsx';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import type { NoteDraft, ShownNote } from './evidence-store.ts';
import { NoteFields } from './note-fields.tsx';
import { rubricStrings } from './strings.ts';
import styles from './evidence-note-editor.module.css';

export type EvidenceNoteEditorProps = {
  readonly note: ShownNote;
  readonly onSave: (change: Partial<NoteDraft>) => void;
  readonly onCancel: () => void;
};

/** A note being put right, in its place in the list. */
export function EvidenceNoteEditor({ note, onSave, onCancel }: EvidenceNoteEditorProps) {
  const [draft, setDraft] = useState({
    text: note.text,
    sign: note.sign,
    kind: note.kind,
    dimension: note.dimension,
    share: note.share,
  });
  const text = draft.text.trim();
  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (text !== '') onSave({ ...draft, text });
  }
  return (
    <form className={styles.editor} onSubmit={handleSubmit}>
      <Textarea
        aria-label={rubricStrings.text}
        value={draft.text}
        minRows={2}
        maxLength={LIMITS.evidenceText}
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
      />
      <NoteFields {...draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      <Checkbox
        label={rubricStrings.share}
        isChecked={draft.share}
        onCheckedChange={(share) => setDraft({ ...draft, share })}
      />
      <div className={styles.acts}>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {rubricStrings.close}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={text === ''}>
          {rubricStrings.done}
        </Button>
      </div>
    </form>
  );
}
