import { getSchema } from '@tiptap/core';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { notesSchemaExtensions } from '#client/features/documents/notes/notes-extensions.ts';
import {
  NOTES_FIELD,
  notesTemplateUpdate,
  notesToBlocks,
  notesToPlainText,
  privateNotesTemplateUpdate,
} from '#shared/documents/notes.ts';

const schema = getSchema(notesSchemaExtensions());

function open(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const templates = {
  'seven-step': notesTemplateUpdate({ framework: 'seven-step', clientId: 1 }),
  'four-phase': notesTemplateUpdate({ framework: 'four-phase', clientId: 1 }),
  private: privateNotesTemplateUpdate({ clientId: 1 }),
};

/** Types `text` into the first paragraph the editor would find under the heading, through the editor's binding. */
function typeUnder({ doc, heading, text }: { doc: Y.Doc; heading: string; text: string }): void {
  const fragment = doc.getXmlFragment(NOTES_FIELD);
  const { doc: root, meta } = initProseMirrorDoc(fragment, schema);
  const blocks = root.content.content;
  const at = blocks.findIndex((block) => block.textContent === heading);
  const added = schema.node('paragraph', null, [schema.text(text)]);
  const next = root.copy(root.content.replaceChild(at, root.child(at)).addToEnd(added));
  updateYFragment(doc, fragment, next, meta);
}

describe('notes and the editor', () => {
  it.each(Object.entries(templates))('opens the %s template without changing it', (_name, update) => {
    const doc = open(update);
    const fragment = doc.getXmlFragment(NOTES_FIELD);
    const { doc: root, meta } = initProseMirrorDoc(fragment, schema);
    root.check();
    const before = Y.encodeStateAsUpdate(doc);
    updateYFragment(doc, fragment, root, meta);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect(root.childCount).toBe(fragment.length);
  });

  it('lets two editors converge on one text', () => {
    const ada = open(templates['seven-step']);
    const grace = open(templates['seven-step']);
    typeUnder({ doc: ada, heading: 'Data', text: 'from Ada' });
    typeUnder({ doc: grace, heading: 'Model', text: 'from Grace' });
    Y.applyUpdate(ada, Y.encodeStateAsUpdate(grace));
    Y.applyUpdate(grace, Y.encodeStateAsUpdate(ada));
    expect(notesToBlocks(ada)).toEqual(notesToBlocks(grace));
    expect(notesToPlainText(ada)).toContain('from Ada');
    expect(notesToPlainText(ada)).toContain('from Grace');
  });

  it('reads every block the editor can write', () => {
    const doc = new Y.Doc();
    const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const root = schema.nodeFromJSON({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Title' }] },
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }],
        },
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('one')] }] },
        {
          type: 'orderedList',
          attrs: { start: 3 },
          content: [{ type: 'listItem', content: [paragraph('three')] }],
        },
        {
          type: 'taskList',
          content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('done')] }],
        },
        { type: 'blockquote', content: [paragraph('said')] },
        { type: 'codeBlock', content: [{ type: 'text', text: 'x\ny' }] },
        { type: 'horizontalRule' },
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph('h')] }] },
            { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('c')] }] },
          ],
        },
      ],
    });
    root.check();
    updateYFragment(doc, doc.getXmlFragment(NOTES_FIELD), root, { mapping: new Map(), isOMark: new Map() });
    expect(notesToPlainText(doc)).toBe(
      ['Title', 'a', 'b', '- one', '3. three', '[x] done', '> said', 'x', 'y', '---', 'h', 'c'].join('\n'),
    );
    expect(notesToBlocks(doc).map((block) => block.type)).toEqual([
      'heading',
      'paragraph',
      'bullets',
      'numbers',
      'checklist',
      'quote',
      'code',
      'rule',
      'table',
    ]);
  });
});
