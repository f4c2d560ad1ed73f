import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

const NAVIGATION_KEYS = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * Reads a placed caret at once instead of with the browser's `selectionchange`, which comes up to a frame later: the
 * editor sets its own last caret again soon after it gets the focus, and the click would be lost.
 */
export const EarlySelection = Extension.create({
  name: 'earlySelection',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('earlySelection'),
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              if (event.button !== 0) return false;
              if (!event.shiftKey) forgetOldSelection(view);
              readSoon(view);
              return false;
            },
            keydown: (view, event) => {
              if (NAVIGATION_KEYS.has(event.key)) readSoon(view);
              return false;
            },
          },
        },
      }),
    ];
  },
});

/**
 * While the focus was elsewhere, what others wrote may have left an old selection of the browser across the text. A
 * press on it could begin a drag, so the browser would place the caret only on release, and a redraw in between loses it.
 */
function forgetOldSelection(view: EditorView): void {
  const old = view.dom.ownerDocument.getSelection();
  if (!view.hasFocus() && old?.anchorNode && view.dom.contains(old.anchorNode)) old.removeAllRanges();
}

function readSoon(view: EditorView): void {
  // The browser places the caret after the handlers of the event; a timer set here runs before any set later.
  setTimeout(() => {
    const caret = findPlacedCaret(view);
    if (caret !== null) view.dispatch(view.state.tr.setSelection(caret));
  }, 0);
}

/** The caret as the browser has it, where the editor has not taken note of it yet; null where it has or must not. */
export function findPlacedCaret(view: EditorView): TextSelection | null {
  if (view.isDestroyed || view.composing || !view.hasFocus()) return null;
  const placed = view.dom.ownerDocument.getSelection();
  const node = placed?.anchorNode;
  if (!placed?.isCollapsed || !node || !view.dom.contains(node)) return null;
  const { doc, selection } = view.state;
  // In an empty line there is no text: the caret stands in the paragraph itself.
  const position = view.posAtDOM(node, placed.anchorOffset);
  // Carets in lines only: what a click on anything else selects is the editor's to decide.
  if (!doc.resolve(position).parent.isTextblock || (selection.empty && selection.from === position)) {
    return null;
  }
  return TextSelection.create(doc, position);
}
