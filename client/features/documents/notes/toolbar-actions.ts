import type { ChainedCommands, Editor } from '@tiptap/core';
import {
  Bold,
  Code,
  Italic,
  Link2,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Quote,
  SquareCode,
  Strikethrough,
  Table2,
} from 'lucide-react';
import { notesStrings } from './strings.ts';

/** A button of the formatting bar. `name` is the node or mark whose presence makes it pressed. */
export interface FormatAction {
  readonly name: string;
  readonly label: string;
  /** As TipTap binds it, in the notation of the tooltip. */
  readonly shortcut?: string;
  readonly icon: LucideIcon;
  /** Opens the link form instead of changing the text at once. */
  readonly apply: 'link-form' | ((chain: ChainedCommands) => ChainedCommands);
}

/** In the order they are shown; what does not fit moves to the menu from the end. */
export const FORMAT_ACTIONS: readonly FormatAction[] = [
  {
    name: 'bold',
    label: notesStrings.bold,
    shortcut: 'Mod+B',
    icon: Bold,
    apply: (chain) => chain.toggleBold(),
  },
  {
    name: 'italic',
    label: notesStrings.italic,
    shortcut: 'Mod+I',
    icon: Italic,
    apply: (chain) => chain.toggleItalic(),
  },
  {
    name: 'bulletList',
    label: notesStrings.bullets,
    shortcut: 'Mod+Shift+8',
    icon: List,
    apply: (chain) => chain.toggleBulletList(),
  },
  {
    name: 'taskList',
    label: notesStrings.checklist,
    shortcut: 'Mod+Shift+9',
    icon: ListChecks,
    apply: (chain) => chain.toggleTaskList(),
  },
  { name: 'link', label: notesStrings.link, icon: Link2, apply: 'link-form' },
  {
    name: 'code',
    label: notesStrings.code,
    shortcut: 'Mod+E',
    icon: Code,
    apply: (chain) => chain.toggleCode(),
  },
  {
    name: 'orderedList',
    label: notesStrings.numbers,
    shortcut: 'Mod+Shift+7',
    icon: ListOrdered,
    apply: (chain) => chain.toggleOrderedList(),
  },
  {
    name: 'table',
    label: notesStrings.table,
    icon: Table2,
    // Inside a table its own bar takes over.
    apply: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  },
  {
    name: 'blockquote',
    label: notesStrings.quote,
    shortcut: 'Mod+Shift+B',
    icon: Quote,
    apply: (chain) => chain.toggleBlockquote(),
  },
  {
    name: 'codeBlock',
    label: notesStrings.codeBlock,
    shortcut: 'Mod+Alt+C',
    icon: SquareCode,
    apply: (chain) => chain.toggleCodeBlock(),
  },
  {
    name: 'strike',
    label: notesStrings.strike,
    shortcut: 'Mod+Shift+S',
    icon: Strikethrough,
    apply: (chain) => chain.toggleStrike(),
  },
];

export interface TextStyle {
  readonly id: 'paragraph' | 'h1' | 'h2' | 'h3';
  readonly label: string;
  readonly shortcut: string;
  readonly apply: (chain: ChainedCommands) => ChainedCommands;
}

export const TEXT_STYLES: readonly TextStyle[] = [
  {
    id: 'paragraph',
    label: notesStrings.paragraph,
    shortcut: 'Mod+Alt+0',
    apply: (chain) => chain.setParagraph(),
  },
  {
    id: 'h1',
    label: notesStrings.heading1,
    shortcut: 'Mod+Alt+1',
    apply: (chain) => chain.setHeading({ level: 1 }),
  },
  {
    id: 'h2',
    label: notesStrings.heading2,
    shortcut: 'Mod+Alt+2',
    apply: (chain) => chain.setHeading({ level: 2 }),
  },
  {
    id: 'h3',
    label: notesStrings.heading3,
    shortcut: 'Mod+Alt+3',
    apply: (chain) => chain.setHeading({ level: 3 }),
  },
];

export function currentTextStyle(editor: Editor): TextStyle['id'] {
  if (editor.isActive('heading', { level: 1 })) return 'h1';
  if (editor.isActive('heading', { level: 2 })) return 'h2';
  return editor.isActive('heading') ? 'h3' : 'paragraph';
}
