import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useStore } from '#client/platform/store.ts';
import { EvidenceNoteEditor } from './evidence-note-editor.tsx';
import { EvidenceNoteItem } from './evidence-note-item.tsx';
import type { EvidenceStore } from './evidence-store.ts';
import { rubricStrings } from './strings.ts';
import styles from './evidence-panel.module.css';

export type EvidencePanelProps = {
  readonly store: EvidenceStore;
  /** Notes stand when the rubric is handed in. */
  readonly isLocked: boolean;
  readonly onAdd?: (() => void) | undefined;
  readonly onSeek?: ((offsetMs: number) => void) | undefined;
};

/** One's own notes in time order. */
export function EvidencePanel({ store, isLocked, onAdd, onSeek }: EvidencePanelProps) {
  const state = useStore(store);
  const [editedId, setEditedId] = useState<string | null>(null);
  const { showToast } = useToast();
  const add =
    onAdd && !isLocked ? (
      <Button size="sm" icon={<Plus />} trailing={<Kbd keys="n" />} onClick={onAdd}>
        {rubricStrings.addNote}
      </Button>
    ) : null;
  if (state.status === 'loading') {
    return (
      <div className={styles.panel} aria-busy="true">
        <SkeletonText lines={5} />
      </div>
    );
  }
  if (state.status === 'failed') {
    return (
      <ErrorState
        size="sm"
        title={rubricStrings.evidenceFailed}
        advice={rubricStrings.loadFailedAdvice}
        onRetry={store.retry}
      />
    );
  }
  if (state.notes.length === 0) {
    return (
      <EmptyState size="sm" title={rubricStrings.evidenceEmpty} action={add}>
        {rubricStrings.evidenceEmptyText}
      </EmptyState>
    );
  }
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {rubricStrings.evidenceTitle} <span className={styles.count}>{state.notes.length}</span>
        </h2>
        {add}
      </div>
      <ol className={styles.list}>
        {state.notes.map((note) => (
          <li key={note.id}>
            {editedId === note.id ? (
              <EvidenceNoteEditor
                note={note}
                onSave={(change) => {
                  store.update(note.id, change);
                  setEditedId(null);
                }}
                onCancel={() => setEditedId(null)}
              />
            ) : (
              <EvidenceNoteItem
                note={note}
                isLocked={isLocked}
                onSeek={onSeek}
                onEdit={() => setEditedId(note.id)}
                onRetry={store.retry}
                onRemove={() => {
                  store.remove(note.id);
                  showToast({
                    title: rubricStrings.deleted,
                    action: { label: rubricStrings.undo, onSelect: () => store.restore(note.id) },
                  });
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
