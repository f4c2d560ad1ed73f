import { PenLine } from 'lucide-react';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { notesToBlocks } from '#shared/documents/notes.ts';
import type { NotesBlock } from '#shared/documents/notes.ts';
import type { NotesEditorHandle } from '#client/features/documents/notes/notes-editor.tsx';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { useDocument } from '#client/features/documents/use-document.ts';
import { Button } from '#client/ui/button.tsx';
import { Area } from './area.tsx';
import type { DocumentAreaProps } from './document-areas.tsx';
import { toDocumentUser } from './document-user.ts';
import { loadOnce } from './load-once.ts';
import { roomPageStrings as strings } from './strings.ts';
import styles from './notes-area.module.css';

/** Fetches the editor; it stays. */
export const notesEditorModule = loadOnce(() => import('#client/features/documents/notes/notes-editor.tsx'));
const NotesEditor = lazy(() => notesEditorModule.load().then((m) => ({ default: m.NotesEditor })));

/** The editor weighs more than all the rest of the room: after a reload the first strokes on the board come first. */
const EDITOR_DELAY_MS = 5_000;

export function NotesArea({
  interviewId,
  self,
  mayWrite,
  kind,
}: DocumentAreaProps & { kind: 'notes' | 'private' }) {
  const { connection, state } = useDocument({ interviewId, kind, participantId: self.id });
  const isPrivate = kind === 'private';
  const label = isPrivate ? strings.privateLabel : strings.notesLabel;
  // Who comes from the lobby has the editor already.
  const [isWanted, setIsWanted] = useState(notesEditorModule.isLoaded());
  const wasReached = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsWanted(true), EDITOR_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  const handleReach = () => {
    wasReached.current = true;
    setIsWanted(true);
  };
  const focusIfReached = (editor: NotesEditorHandle | null) => {
    if (editor === null || !wasReached.current) return;
    wasReached.current = false;
    editor.focus();
  };
  const preview = <NotesPreview doc={connection.doc} label={label} onReach={handleReach} />;
  return (
    <Area name={label} resetKey={connection.id} kind="panel">
      {isWanted ? (
        <Suspense fallback={preview}>
          <NotesEditor
            ref={focusIfReached}
            doc={connection.doc}
            awareness={connection.awareness}
            self={toDocumentUser(self)}
            isReadOnly={!mayWrite || state.mode === 'read'}
            label={label}
            placeholder={isPrivate ? strings.privatePlaceholder : strings.notesPlaceholder}
          />
        </Suspense>
      ) : (
        preview
      )}
    </Area>
  );
}

/** The notes as text, live, until the editor is there. Reaching for them brings it. */
function NotesPreview({ doc, label, onReach }: { doc: Y.Doc; label: string; onReach: () => void }) {
  const [blocks, setBlocks] = useState<readonly NotesBlock[]>(() => notesToBlocks(doc));
  useEffect(() => {
    const read = () => setBlocks(notesToBlocks(doc));
    read();
    doc.on('update', read);
    return () => doc.off('update', read);
  }, [doc]);
  return (
    <div className={styles.preview} onPointerDown={onReach}>
      <div className={styles.bar}>
        <Button size="sm" variant="ghost" icon={<PenLine />} onClick={onReach}>
          {strings.writeNotes}
        </Button>
      </div>
      {/* Nothing in it takes focus, and long notes have to be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.text} aria-label={label} tabIndex={0}>
        <NotesView blocks={blocks} />
      </section>
    </div>
  );
}
