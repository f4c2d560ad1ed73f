import type { Editor } from '@tiptap/core';

/**
 * Puts a time stamp where the person is writing, or on a new line at the end when they have not been in the notes yet.
 * `text` goes in as it is, followed by a space. Does nothing in a read-only editor.
 */
export function insertTimeStamp(editor: Editor, text: string): void {
  if (!editor.isEditable) return;
  const { selection, doc } = editor.state;
  if (editor.isFocused || selection.from > 1) {
    // Behind a selection, never in its place.
    const { $to } = selection;
    const previous = $to.parent.textBetween(Math.max(0, $to.parentOffset - 1), $to.parentOffset);
    const space = /\S/.test(previous) ? ' ' : '';
    editor
      .chain()
      .focus()
      .setTextSelection(selection.to)
      .insertContent({ type: 'text', text: `${space}${text} ` })
      .run();
    return;
  }
  const end = doc.content.size;
  const isLastLineFree = doc.lastChild?.type.name === 'paragraph' && doc.lastChild.childCount === 0;
  editor
    .chain()
    .insertContentAt(isLastLineFree ? { from: end - 2, to: end } : end, {
      type: 'paragraph',
      content: [{ type: 'text', text: `${text} ` }],
    })
    .focus('end')
    .run();
}
