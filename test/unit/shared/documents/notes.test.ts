import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  isSafeHref,
  NOTES_FIELD,
  NOTES_READ_LIMITS,
  type NotesBlock,
  notesTemplateUpdate,
  notesToBlocks,
  notesToPlainText,
  privateNotesTemplateUpdate,
} from '#shared/documents/notes.ts';
import { STEPS } from '#shared/domain/vocabulary.ts';

function documentOf(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

function headings(doc: Y.Doc): string[] {
  return notesToBlocks(doc).flatMap((block) =>
    block.type === 'heading' ? [block.spans.map((span) => span.text).join('')] : [],
  );
}

/** Everything a hostile update could put into a document, as a recipe. */
type Recipe =
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attributes: [string, unknown][];
      readonly children: Recipe[];
    }
  | { readonly kind: 'text'; readonly inserts: [unknown, Record<string, unknown>][] }
  | { readonly kind: 'hook' };

const names = fc.constantFrom(
  'heading',
  'paragraph',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'blockquote',
  'codeBlock',
  'table',
  'tableRow',
  'tableCell',
  'hardBreak',
  'horizontalRule',
  'nonsense',
  '__proto__',
);
const values = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.object({ maxDepth: 1 }),
);
const attributeNames = fc.constantFrom('level', 'checked', 'start', 'language', 'href', '__proto__');
const marks = fc.dictionary(
  fc.constantFrom('bold', 'italic', 'link', 'code', '__proto__', 'constructor'),
  values,
);

const { tree } = fc.letrec<{ tree: Recipe }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.record({
      kind: fc.constant('text' as const),
      inserts: fc.array(fc.tuple(fc.oneof(fc.string({ minLength: 1 }), fc.object({ maxDepth: 1 })), marks), {
        maxLength: 4,
      }),
    }),
    fc.record({ kind: fc.constant('hook' as const) }),
    fc.record({
      kind: fc.constant('element' as const),
      name: names,
      attributes: fc.array(fc.tuple(attributeNames, values), { maxLength: 3 }),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
}));

function build(recipe: Recipe): Y.XmlElement | Y.XmlText {
  if (recipe.kind === 'text') {
    const text = new Y.XmlText();
    for (const [content, attributes] of recipe.inserts) {
      if (typeof content === 'string') text.insert(0, content, attributes);
      else text.insertEmbed(0, content as object, attributes);
    }
    return text;
  }
  // A hook is a map in the place of a node; the declared type of a fragment's content leaves it out.
  if (recipe.kind === 'hook') return new Y.XmlHook('hook') as unknown as Y.XmlElement;
  const element = new Y.XmlElement<Record<string, never>>(recipe.name);
  // Any JSON value travels as an attribute, whatever the declared type.
  for (const [name, value] of recipe.attributes) element.setAttribute(name, value as never);
  element.insert(0, recipe.children.map(build));
  return element;
}

function countBlocks(blocks: readonly NotesBlock[]): number {
  let count = 0;
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'type' in value) count += 1;
    return value;
  });
  return count;
}

describe('notes template', () => {
  it('has a heading for every step, in order', () => {
    const doc = documentOf(notesTemplateUpdate({ framework: 'seven-step', clientId: 7 }));
    expect(headings(doc).map((heading) => heading.toLowerCase())).toEqual(STEPS);
  });

  it('has a heading for every phase of the four-phase framework', () => {
    const doc = documentOf(notesTemplateUpdate({ framework: 'four-phase', clientId: 7 }));
    expect(headings(doc)).toEqual(['Requirements', 'Framing', 'Architecture', 'Deep dive']);
  });

  it('is the same bytes for the same options', () => {
    const options = { framework: 'seven-step', clientId: 4_294_967_295 } as const;
    expect(notesTemplateUpdate(options)).toEqual(notesTemplateUpdate(options));
  });

  it('gives one template when applied twice, or on both sides of a merge', () => {
    const update = notesTemplateUpdate({ framework: 'seven-step', clientId: 7 });
    const one = documentOf(update, update);
    const other = documentOf(notesTemplateUpdate({ framework: 'seven-step', clientId: 7 }));
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    expect(headings(one)).toHaveLength(STEPS.length);
    expect(notesToBlocks(one)).toEqual(notesToBlocks(other));
  });

  it('leaves what people wrote alone when it arrives again', () => {
    const update = notesTemplateUpdate({ framework: 'four-phase', clientId: 7 });
    const doc = documentOf(update);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('ours')]);
    doc.getXmlFragment(NOTES_FIELD).insert(1, [paragraph]);
    Y.applyUpdate(doc, update);
    expect(notesToPlainText(doc)).toMatch(/^Requirements\nours\n/);
  });

  it('gives interviewers Before, During and For the debrief', () => {
    const doc = documentOf(privateNotesTemplateUpdate({ clientId: 9 }));
    expect(headings(doc)).toEqual(['Before', 'During', 'For the debrief']);
    expect(notesToPlainText(doc)).toContain('\n[ ]');
  });
});

describe('notes readers', () => {
  it('reads an empty document as nothing', () => {
    expect(notesToBlocks(new Y.Doc())).toEqual([]);
    expect(notesToPlainText(new Y.Doc())).toBe('');
  });

  it('reads a document whose field is another type as nothing', () => {
    const doc = new Y.Doc();
    doc.getMap(NOTES_FIELD).set('a', 1);
    expect(notesToBlocks(doc)).toEqual([]);
  });

  it('keeps marks and safe links and drops unsafe ones', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    text.insert(0, 'safe', { bold: {}, link: { href: 'https://example.org' } });
    text.insert(4, 'unsafe', { link: { href: 'javascript:alert(1)' } });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    doc.getXmlFragment(NOTES_FIELD).insert(0, [paragraph]);
    expect(notesToBlocks(doc)).toEqual([
      {
        type: 'paragraph',
        spans: [
          { text: 'safe', marks: ['bold'], href: 'https://example.org' },
          { text: 'unsafe', marks: [] },
        ],
      },
    ]);
  });

  it('never throws, whatever a document holds, and gives plain JSON within the bounds', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (recipes) => {
        const source = new Y.Doc();
        source.getXmlFragment(NOTES_FIELD).insert(0, recipes.map(build));
        const doc = documentOf(Y.encodeStateAsUpdate(source));
        const blocks = notesToBlocks(doc);
        expect(JSON.parse(JSON.stringify(blocks))).toEqual(blocks);
        expect(typeof notesToPlainText(doc)).toBe('string');
      }),
      { seed: 20_26, numRuns: 300 },
    );
  });

  it('stops at the bounds and says that something is missing', () => {
    const doc = new Y.Doc();
    const fragment = doc.getXmlFragment(NOTES_FIELD);
    const paragraphs = Array.from(
      { length: NOTES_READ_LIMITS.blocks + 50 },
      () => new Y.XmlElement('paragraph'),
    );
    fragment.insert(0, paragraphs);
    const blocks = notesToBlocks(doc);
    expect(countBlocks(blocks)).toBe(NOTES_READ_LIMITS.blocks + 1);
    expect(blocks.at(-1)).toEqual({ type: 'cut' });
  });

  it('cuts a text that is too long', () => {
    const doc = new Y.Doc();
    doc.getXmlFragment(NOTES_FIELD).insert(0, [new Y.XmlText('x'.repeat(NOTES_READ_LIMITS.characters + 1))]);
    const [paragraph, end] = notesToBlocks(doc);
    expect(paragraph).toMatchObject({ spans: [{ text: 'x'.repeat(NOTES_READ_LIMITS.characters) }] });
    expect(end).toEqual({ type: 'cut' });
  });

  it('does not follow bottomless nesting', () => {
    const doc = new Y.Doc();
    let parent: Y.XmlFragment = doc.getXmlFragment(NOTES_FIELD);
    // In one transaction: each would tell every element around it.
    doc.transact(() => {
      for (let depth = 0; depth < 5_000; depth += 1) {
        const quote = new Y.XmlElement('blockquote');
        parent.insert(0, [quote]);
        parent = quote;
      }
    });
    const blocks = notesToBlocks(doc);
    expect(countBlocks(blocks)).toBeLessThan(NOTES_READ_LIMITS.depth + 3);
    expect(blocks.at(-1)).toEqual({ type: 'cut' });
  });
});

describe('isSafeHref', () => {
  it.each([
    'https://example.org/a?b#c',
    'http://localhost:3000',
    'mailto:ada@example.org',
    'HTTPS://EXAMPLE.ORG',
  ])('accepts %s', (href) => expect(isSafeHref(href)).toBe(true));

  it.each([
    'javascript:alert(1)',
    ' https://example.org',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '/rooms/1',
    '//example.org',
    'https://exa mple.org',
    'https://',
    '',
    null,
    {},
    `https://${'x'.repeat(3_000)}`,
  ])('refuses %j', (href) => expect(isSafeHref(href)).toBe(false));
});
