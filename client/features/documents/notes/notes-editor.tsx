import { EditorContent, useEditorState } from '@tiptap/react';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { insertTimeStamp } from './insert-time-stamp.ts';
import { LinkForm } from './link-form.tsx';
import { NotesToolbar } from './notes-toolbar.tsx';
import { MAX_PASTE_CHARACTERS } from './paste-limit.ts';
import type { PresenceUser } from './presence-user.ts';
import { notesStrings } from './strings.ts';
import { TableBar } from './table-bar.tsx';
import { useNotesEditor } from './use-notes-editor.ts';
import styles from './notes-editor.module.css';

/** Long enough to read one sentence twice. */
const NOTICE_MS = 10_000;

export interface NotesEditorHandle {
  /** See {@link insertTimeStamp}; the text comes formatted, such as `12:04`. */
  readonly insertTimeStamp: (text: string) => void;
  readonly focus: () => void;
}

export interface NotesEditorProps {
  readonly doc: Y.Doc;
  /** The awareness of the same document; its `user` fields are set by the server. */
  readonly awareness: Awareness;
  readonly self: PresenceUser;
  readonly isReadOnly: boolean;
  /** Names the text box for screen readers. */
  readonly label: string;
  /** Shown while the document is empty. */
  readonly placeholder: string;
  readonly ref?: Ref<NotesEditorHandle>;
}

/** Fills its container, which needs a height; the text scrolls inside. Needs a `TooltipProvider` above it. */
export function NotesEditor({ doc, awareness, self, isReadOnly, label, placeholder, ref }: NotesEditorProps) {
  const barRef = useRef<HTMLDivElement>(null);
  const endRef = useRef<HTMLSpanElement>(null);
  const [isLinkFormOpen, setIsLinkFormOpen] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);

  const { editor, hintId } = useNotesEditor({
    doc,
    awareness,
    self,
    isReadOnly,
    label,
    placeholder,
    onPasteCut: () => setNotice(notesStrings.pasteCut(MAX_PASTE_CHARACTERS.toLocaleString())),
    onFocusToolbar: () => barRef.current?.querySelector<HTMLElement>('button[tabindex="0"], button')?.focus(),
    onLeaveForward: () => endRef.current?.focus(),
  });
  const isInTable = useEditorState({ editor, selector: (state) => state.editor.isActive('table') });

  useImperativeHandle(
    ref,
    () => ({
      insertTimeStamp: (text) => insertTimeStamp(editor, text),
      focus: () => editor.commands.focus(),
    }),
    [editor],
  );

  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <div className={styles.frame}>
      {isReadOnly ? null : (
        <NotesToolbar
          editor={editor}
          barRef={barRef}
          isLinkFormOpen={isLinkFormOpen}
          onOpenLinkForm={() => setIsLinkFormOpen(true)}
        />
      )}
      {/* Always in the page, so that a screen reader hears the text when it appears. */}
      <p className={styles.notice} role="status">
        {notice}
      </p>
      <EditorContent editor={editor} className={styles.page} />
      <span ref={endRef} tabIndex={-1} />
      {isReadOnly ? null : (
        <>
          <p id={hintId} hidden>
            {notesStrings.keyboardHint}
          </p>
          {isLinkFormOpen ? <LinkForm editor={editor} onClose={() => setIsLinkFormOpen(false)} /> : null}
          {isInTable && !isLinkFormOpen ? <TableBar editor={editor} /> : null}
        </>
      )}
    </div>
  );
}
