import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { Placeholder } from '@tiptap/extension-placeholder';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { NOTES_FIELD } from '#shared/documents/notes.ts';
import { ContentGuard } from './content-guard.ts';
import { EarlySelection } from './early-selection.ts';
import { NotesKeys } from './notes-keys.ts';
import { PasteLimit } from './paste-limit.ts';
import { PresenceCarets } from './presence-carets.ts';
import { SafeLink } from './safe-link.ts';
import { SteadySelection } from './steady-selection.ts';
import { notesStrings } from './strings.ts';
import styles from './notes-content.module.css';

/**
 * Cells without alignment and widths: both end up in a style attribute as another client sent them. The table commands
 * still read `colwidth`, so it stays, always empty.
 */
const cellAttributes = {
  colspan: { default: 1, parseHTML: () => 1 },
  rowspan: { default: 1, parseHTML: () => 1 },
  colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) },
};

/** The nodes and marks of a notes document, without collaboration. */
export function notesSchemaExtensions(): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      // Undo belongs to Collaboration, which takes back only what this person did.
      undoRedo: false,
      link: false,
      underline: false,
      // Every client would add its own last paragraph to what another client wrote.
      trailingNode: false,
      dropcursor: { color: false, class: styles.dropCursor, width: 2 },
    }),
    SafeLink,
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => notesStrings.checkbox(node.firstChild?.textContent ?? '') },
    }),
    Table.configure({ resizable: false, cellMinWidth: 64 }),
    TableRow,
    TableHeader.extend({ addAttributes: () => cellAttributes }),
    TableCell.extend({ addAttributes: () => cellAttributes }),
  ];
}

/**
 * Every node that can hold what somebody else wrote. Undoing "I made this list" must leave the list while others have
 * text in it; the binding on its own protects only paragraphs.
 */
const SHARED_CONTAINERS = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'blockquote',
  'codeBlock',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
]);

export interface NotesExtensionsOptions {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly isReadOnly: boolean;
  readonly placeholder: string;
  readonly onPasteCut: () => void;
  readonly onFocusToolbar: () => void;
  readonly onLeaveForward: () => void;
}

export function createNotesExtensions(options: NotesExtensionsOptions): Extensions {
  const { doc, awareness, isReadOnly, placeholder, onPasteCut, onFocusToolbar, onLeaveForward } = options;
  return [
    ...notesSchemaExtensions(),
    ContentGuard.configure({ fragment: doc.getXmlFragment(NOTES_FIELD) }),
    Collaboration.configure({
      document: doc,
      field: NOTES_FIELD,
      yUndoOptions: { protectedNodes: SHARED_CONTAINERS },
    }),
    PresenceCarets.configure({ awareness, isReadOnly }),
    EarlySelection,
    SteadySelection.configure({ doc }),
    PasteLimit.configure({ onCut: onPasteCut }),
    NotesKeys.configure({ onFocusToolbar, onLeaveForward }),
    Placeholder.configure({
      placeholder,
      showOnlyCurrent: false,
      // A reader of an empty document is told so as well.
      showOnlyWhenEditable: false,
      emptyNodeClass: '',
      emptyEditorClass: styles.isEmpty ?? '',
    }),
  ];
}
