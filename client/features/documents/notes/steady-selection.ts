import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  yCursorPluginKey,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { findPlacedCaret } from './early-selection.ts';

/** What the binding keeps of a selection while the document changes under it. */
interface KeptSelection {
  readonly type: string;
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
}

/**
 * Keeps the caret where its owner put it while others write.
 *
 * What others do redraws the text with the selection as the editor last knew it, so a caret the browser has just placed
 * is read first. And the binding, having found a caret again by what it stands on, moves it to where a comparison of
 * whole lists by their text says (y-tiptap 3.0, for blocks that were dragged away): with a caret in an empty line, the
 * first letter in any other empty list makes it jump to the wrong one. What it stood on is right for as long as that
 * exists.
 */
export const SteadySelection = Extension.create<{ doc: Y.Doc | null }>({
  name: 'steadySelection',

  addOptions() {
    return { doc: null };
  },

  addProseMirrorPlugins() {
    const { doc } = this.options;
    return doc === null ? [] : [createSteadySelectionPlugin(doc)];
  },
});

export function createSteadySelectionPlugin(doc: Y.Doc): Plugin {
  let view: EditorView | null = null;
  return new Plugin({
    key: new PluginKey('steadySelection'),
    view: (opened) => {
      view = opened;
      const handleTransaction = (transaction: Y.Transaction) => {
        const caret = transaction.local ? null : findPlacedCaret(opened);
        // The binding keeps the selection anew with every dispatch.
        if (caret !== null) opened.dispatch(opened.state.tr.setSelection(caret));
      };
      doc.on('beforeTransaction', handleTransaction);
      return {
        destroy: () => {
          view = null;
          doc.off('beforeTransaction', handleTransaction);
        },
      };
    },
    appendTransaction: (transactions, _before, state) => {
      const change = transactions.find((transaction) => isOf(transaction, ySyncPluginKey, 'isChangeOrigin'));
      if (change !== undefined) {
        const kept = findKept(doc, state);
        // Part of the same change, or the binding would take it for one made here.
        const meta: unknown = change.getMeta(ySyncPluginKey);
        return kept === null
          ? null
          : state.tr.setSelection(kept).setMeta('addToHistory', false).setMeta(ySyncPluginKey, meta);
      }
      // The carets of others are redrawn: what is on the page is still the document as it is.
      if (transactions.every((transaction) => isOf(transaction, yCursorPluginKey, 'awarenessUpdated'))) {
        const caret = view === null ? null : findPlacedCaret(view);
        return caret === null ? null : state.tr.setSelection(caret);
      }
      return null;
    },
  });
}

function isOf(transaction: Transaction, key: PluginKey, field: string): boolean {
  const meta: unknown = transaction.getMeta(key);
  return typeof meta === 'object' && meta !== null && Reflect.get(meta, field) === true;
}

/** Where the selection belongs after a change of others, if it is not there. */
function findKept(doc: Y.Doc, state: EditorState): TextSelection | null {
  const sync: { binding: ProsemirrorBinding } | undefined = ySyncPluginKey.getState(state);
  const kept: KeptSelection | null = sync?.binding.beforeTransactionSelection ?? null;
  if (sync === undefined || kept?.type !== 'text') return null;
  const { type, mapping } = sync.binding;
  const find = (position: Y.RelativePosition | null) =>
    position !== null && stillStands(doc, position)
      ? relativePositionToAbsolutePosition(doc, type, position, mapping)
      : null;
  const anchor = find(kept.anchor);
  const head = find(kept.head);
  if (anchor === null || head === null) return null;
  const selection = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
  return selection instanceof TextSelection && !selection.eq(state.selection) ? selection : null;
}

/** Whether what a position is in has not been deleted, itself or with something around it. */
function stillStands(doc: Y.Doc, position: Y.RelativePosition): boolean {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  let around: unknown = found?.type;
  while (around instanceof Y.AbstractType) {
    const item: Y.Item | null = around._item;
    if (item === null) return true;
    if (item.deleted) return false;
    around = item.parent;
  }
  return false;
}
