import { getSchema } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { notesSchemaExtensions } from '#client/features/documents/notes/notes-extensions.ts';
import { cutToPlainText, MAX_PASTE_CHARACTERS } from '#client/features/documents/notes/paste-limit.ts';

const schema = getSchema(notesSchemaExtensions());

describe('cutToPlainText', () => {
  it('keeps the first characters as paragraphs that fit the schema', () => {
    const item = schema.node('listItem', null, [
      schema.node('paragraph', null, [schema.text('x'.repeat(99))]),
    ]);
    const list = schema.node(
      'bulletList',
      null,
      Array.from({ length: 600 }, () => item),
    );
    const cut = cutToPlainText({ slice: new Slice(Fragment.from(list), 0, 0), schema });
    expect(cut.content.textBetween(0, cut.content.size, '\n')).toHaveLength(MAX_PASTE_CHARACTERS);
    schema.node('doc', null, cut.content).check();
  });
});
