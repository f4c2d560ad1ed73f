import { getSchema } from '@tiptap/core';
import { EditorState, type Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { notesSchemaExtensions } from '#client/features/documents/notes/notes-extensions.ts';
import { createSteadySelectionPlugin } from '#client/features/documents/notes/steady-selection.ts';
import { NOTES_FIELD, notesTemplateUpdate } from '#shared/documents/notes.ts';

const schema = getSchema(notesSchemaExtensions());
const template = notesTemplateUpdate({ framework: 'seven-step', clientId: 1 });

describe('the caret while others write', () => {
  it.each(['Clarify', 'Data', 'Model', 'Monitor'])(
    'stays in the empty line of %s when the first letter comes into another empty list',
    (section) => {
      const editor = openEditor();
      editor.putCaret(section);
      for (const other of ['Frame', 'Evaluate', 'Serve']) {
        editor.peerTypes(other, 'l');
        expect(editor.sectionOfCaret()).toBe(section);
      }
    },
  );

  it('stays behind what was typed when a line in front of it goes', () => {
    const editor = openEditor();
    editor.peerTypes('Frame', 'rank by clicks');
    editor.peerTypes('Model', 'trees');
    editor.putCaret('Model', 'trees'.length);
    editor.peerDeletesSection('Frame');
    expect(editor.sectionOfCaret()).toBe('Model');
    expect(editor.state.selection.$from.parentOffset).toBe('trees'.length);
  });

  it('leaves it to the binding when the line itself is gone', () => {
    const editor = openEditor();
    editor.peerTypes('Model', 'trees');
    editor.putCaret('Model', 3);
    editor.peerDeletesSection('Model');
    expect(editor.state.selection.$from.parent.isTextblock).toBe(true);
  });
});

/** The editor's state and binding without a page, and somebody else on the same document. */
function openEditor() {
  const doc = new Y.Doc();
  const peer = new Y.Doc();
  Y.applyUpdate(doc, template);
  Y.applyUpdate(peer, template);
  peer.on('update', (update: Uint8Array) => Y.applyUpdate(doc, update, peer));
  const fragment = doc.getXmlFragment(NOTES_FIELD);
  const { doc: root, mapping } = initProseMirrorDoc(fragment, schema);
  const plugins: Plugin[] = [ySyncPlugin(fragment, { mapping }), createSteadySelectionPlugin(doc)];
  const view = {
    state: EditorState.create({ schema, doc: root, plugins }),
    hasFocus: () => false,
    dispatch(transaction: Transaction) {
      view.state = view.state.applyTransaction(transaction).state;
    },
  };
  // The part of a view that the binding uses.
  ySyncPluginKey.getState(view.state).binding.initView(view);

  const listOf = (from: Y.Doc, section: string): Y.XmlElement => {
    const blocks = from.getXmlFragment(NOTES_FIELD).toArray();
    const heading = blocks.findIndex(
      (block) => block instanceof Y.XmlElement && String(block.get(0)) === section,
    );
    const list = blocks
      .slice(heading)
      .find((block) => block instanceof Y.XmlElement && block.nodeName.endsWith('List'));
    if (!(list instanceof Y.XmlElement)) throw new Error(`no list below ${section}`);
    return list;
  };
  const paragraphOf = (list: Y.XmlElement): Y.XmlElement => {
    const [paragraph] = list.querySelectorAll('paragraph');
    if (!(paragraph instanceof Y.XmlElement)) throw new Error('no line in the list');
    return paragraph;
  };
  return {
    get state() {
      return view.state;
    },
    putCaret(section: string, offset = 0) {
      const { doc: shown, tr } = view.state;
      let isBelow = false;
      let position: number | null = null;
      shown.descendants((node, at) => {
        if (node.type.name === 'heading') isBelow = node.textContent === section;
        if (isBelow && position === null && node.type.name === 'listItem') position = at + 2;
        if (isBelow && position === null && node.type.name === 'taskItem') position = at + 2;
        return true;
      });
      if (position === null) throw new Error(`no line below ${section}`);
      view.dispatch(tr.setSelection(TextSelection.create(shown, position + offset)));
    },
    sectionOfCaret(): string {
      const { doc: shown, selection } = view.state;
      let section = '';
      shown.forEach((node, at) => {
        if (at < selection.from && node.type.name === 'heading') section = node.textContent;
      });
      return section;
    },
    peerTypes(section: string, text: string) {
      paragraphOf(listOf(peer, section)).insert(0, [new Y.XmlText(text)]);
    },
    peerDeletesSection(section: string) {
      const content = peer.getXmlFragment(NOTES_FIELD);
      content.delete(content.toArray().indexOf(listOf(peer, section)), 1);
    },
  };
}
