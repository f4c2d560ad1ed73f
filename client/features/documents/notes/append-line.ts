import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * A press below a last block that is no paragraph (a table, a code block) starts a paragraph there; otherwise no mouse
 * could ever get behind it. Done on demand: a rule that always keeps a last paragraph would add one from every client.
 */
export function appendLine(view: EditorView, event: MouseEvent): boolean {
  const { doc, schema } = view.state;
  const lastBlock = view.dom.lastElementChild;
  const paragraph = schema.nodes['paragraph'];
  if (event.target !== view.dom || !lastBlock || !paragraph || doc.lastChild?.type === paragraph)
    return false;
  if (event.clientY <= lastBlock.getBoundingClientRect().bottom) return false;
  const change = view.state.tr.insert(doc.content.size, paragraph.create());
  view.dispatch(change.setSelection(TextSelection.atEnd(change.doc)).scrollIntoView());
  view.focus();
  event.preventDefault();
  return true;
}
