import { type Editor, useEditor } from '@tiptap/react';
import { useEffect, useId, useMemo } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { mirrorDocument } from './document-mirror.ts';
import { createNotesExtensions } from './notes-extensions.ts';
import { appendLine } from './append-line.ts';
import type { PresenceUser } from './presence-user.ts';
import contentStyles from './notes-content.module.css';
import styles from './notes-editor.module.css';

export interface UseNotesEditorOptions {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly self: PresenceUser;
  readonly isReadOnly: boolean;
  readonly label: string;
  readonly placeholder: string;
  // The editor keeps the callbacks it was made with: they may only reach for refs and state setters.
  readonly onPasteCut: () => void;
  readonly onFocusToolbar: () => void;
  readonly onLeaveForward: () => void;
}

/** The editor on one document, and the id of the element that should hold its keyboard hint. */
export function useNotesEditor(options: UseNotesEditorOptions): { editor: Editor; hintId: string } {
  const { doc, awareness, self, isReadOnly, label, placeholder } = options;
  const hintId = useId();

  const mirror = useMemo(() => (isReadOnly ? mirrorDocument(doc) : null), [doc, isReadOnly]);
  useEffect(() => mirror?.follow(), [mirror]);

  useEffect(() => {
    // The server sets the field for everybody else; here it only fills in until it has.
    if (!isReadOnly && !awareness.getLocalState()?.['user']) awareness.setLocalStateField('user', self);
  }, [awareness, isReadOnly, self]);

  const editor = useEditor(
    {
      extensions: createNotesExtensions({
        doc: mirror?.doc ?? doc,
        awareness,
        isReadOnly,
        placeholder,
        onPasteCut: options.onPasteCut,
        onFocusToolbar: options.onFocusToolbar,
        onLeaveForward: options.onLeaveForward,
      }),
      editable: !isReadOnly,
      // The style element it would add is refused by the content security policy; notes-editor.module.css has the rules.
      injectCSS: false,
      editorProps: {
        attributes: {
          class: `${contentStyles.content} ${styles.editor}`,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          ...(isReadOnly ? { 'aria-readonly': 'true', tabindex: '0' } : { 'aria-describedby': hintId }),
        },
        // Keeps the line being written clear of the edges and of the bars.
        scrollThreshold: 24,
        scrollMargin: 48,
        handleDOMEvents: { mousedown: (view, event) => !isReadOnly && appendLine(view, event) },
      },
    },
    [mirror, doc, awareness, isReadOnly, label, placeholder],
  );
  return { editor, hintId };
}
