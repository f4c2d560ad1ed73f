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
 * Reads a placed caret at once instead of with the browser's `selectionchange`, which comes up to a frame later. What
 * the others do in between redraws the text around the caret as the editor last knew it, and the click would be lost;
 * with somebody else typing that happens often enough to be noticed.
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
              if (event.button === 0) readSoon(view);
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

function readSoon(view: EditorView): void {
  // The browser places the caret after the handlers of the event; a timer set here runs before any set later.
  setTimeout(() => {
    if (view.isDestroyed || view.composing || !view.hasFocus()) return;
    const placed = view.dom.ownerDocument.getSelection();
    const node = placed?.anchorNode;
    if (!placed?.isCollapsed || !node || !view.dom.contains(node)) return;
    const { state } = view;
    // In an empty line there is no text: the caret stands in the paragraph itself.
    const position = view.posAtDOM(node, placed.anchorOffset);
    const $position = state.doc.resolve(position);
    // Carets in lines only: what a click on anything else selects is the editor's to decide.
    if (!$position.parent.isTextblock || (state.selection.empty && state.selection.from === position)) return;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, position)));
  }, 0);
}
