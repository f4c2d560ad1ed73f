import { getSchema } from '@tiptap/core';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { repairNotes } from '#client/features/documents/notes/content-guard.ts';
import { mirrorDocument } from '#client/features/documents/notes/document-mirror.ts';
import { notesSchemaExtensions } from '#client/features/documents/notes/notes-extensions.ts';
import { NOTES_FIELD, notesTemplateUpdate, notesToPlainText } from '#shared/documents/notes.ts';

const schema = getSchema(notesSchemaExtensions());

function templateDocument() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, notesTemplateUpdate({ framework: 'four-phase', clientId: 1 }));
  return { doc, fragment: doc.getXmlFragment(NOTES_FIELD) };
}

/** Whatever stands in for a node in a hostile update; the declared content type leaves these out. */
function hostile(value: unknown): Y.XmlElement {
  return value as Y.XmlElement;
}

describe('repairNotes', () => {
  it('leaves an honest document untouched', () => {
    const { doc, fragment } = templateDocument();
    const before = Y.encodeStateAsUpdate(doc);
    repairNotes(fragment);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it.each([
    ['text outside of any block', () => new Y.XmlText('stray')],
    ['a map in the place of a block', () => hostile(new Y.XmlHook('hook'))],
    [
      'an embed inside text',
      () => {
        const text = new Y.XmlText();
        text.insertEmbed(0, { image: 'x' });
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [text]);
        return paragraph;
      },
    ],
  ])('removes %s, so that the editor can open the rest', (_name, make) => {
    const { fragment } = templateDocument();
    const honest = fragment.length;
    fragment.insert(1, [make()]);
    repairNotes(fragment);
    const { doc: root } = initProseMirrorDoc(fragment, schema);
    root.check();
    expect(root.childCount).toBeGreaterThanOrEqual(honest);
    expect(root.textContent).toContain('Requirements');
    expect(root.textContent).not.toContain('stray');
  });

  it('takes absurd spans and widths off table cells', () => {
    const { fragment } = templateDocument();
    const cell = new Y.XmlElement<Record<string, number | string>>('tableCell');
    cell.setAttribute('colspan', 1e9);
    cell.setAttribute('rowspan', 2);
    cell.setAttribute('colwidth', 'x');
    fragment.insert(0, [hostile(cell)]);
    repairNotes(fragment);
    expect(cell.getAttributes()).toEqual({ rowspan: 2 });
  });

  it('cuts bottomless nesting', () => {
    const { fragment } = templateDocument();
    let parent: Y.XmlFragment = fragment;
    for (let depth = 0; depth < 2_000; depth += 1) {
      const quote = new Y.XmlElement('blockquote');
      parent.insert(0, [quote]);
      parent = quote;
    }
    repairNotes(fragment);
    let depth = 0;
    for (let node = fragment.get(0); node instanceof Y.XmlElement; node = node.get(0)) depth += 1;
    expect(depth).toBeLessThanOrEqual(40);
  });
});

describe('mirrorDocument', () => {
  it('follows the source and gives nothing back', () => {
    const { doc, fragment } = templateDocument();
    const before = Y.encodeStateVector(doc);
    const mirror = mirrorDocument(doc);
    const stop = mirror.follow();
    mirror.doc.getXmlFragment(NOTES_FIELD).delete(0, 1);
    expect(Y.encodeStateVector(doc)).toEqual(before);
    const added = new Y.XmlElement('paragraph');
    added.insert(0, [new Y.XmlText('later')]);
    fragment.insert(fragment.length, [added]);
    expect(notesToPlainText(mirror.doc)).toContain('later');
    stop();
    fragment.insert(0, [new Y.XmlText('after')]);
    expect(notesToPlainText(mirror.doc)).not.toContain('after');
    mirror.follow()();
    expect(notesToPlainText(mirror.doc)).toContain('after');
  });
});
