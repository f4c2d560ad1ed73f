import type { ChainedCommands, Editor } from '@tiptap/core';
import { Toolbar } from 'radix-ui';
import { Button } from '#client/ui/button.tsx';
import { notesStrings } from './strings.ts';
import styles from './context-bar.module.css';

interface TableAction {
  readonly label: string;
  readonly apply: (chain: ChainedCommands) => ChainedCommands;
}

const TABLE_ACTIONS: readonly TableAction[] = [
  { label: notesStrings.rowBelow, apply: (chain) => chain.addRowAfter() },
  { label: notesStrings.columnRight, apply: (chain) => chain.addColumnAfter() },
  { label: notesStrings.headerRow, apply: (chain) => chain.toggleHeaderRow() },
  { label: notesStrings.deleteRow, apply: (chain) => chain.deleteRow() },
  { label: notesStrings.deleteColumn, apply: (chain) => chain.deleteColumn() },
  { label: notesStrings.deleteTable, apply: (chain) => chain.deleteTable() },
];

/** Shown while the caret stands in a table. */
export function TableBar({ editor }: { readonly editor: Editor }) {
  return (
    <Toolbar.Root
      className={styles.bar}
      aria-label={notesStrings.tableTools}
      onMouseDown={(event) => event.preventDefault()}
    >
      {TABLE_ACTIONS.map(({ label, apply }) => (
        <Toolbar.Button asChild key={label}>
          <Button size="sm" variant="ghost" onClick={() => apply(editor.chain().focus()).run()}>
            {label}
          </Button>
        </Toolbar.Button>
      ))}
    </Toolbar.Root>
  );
}
