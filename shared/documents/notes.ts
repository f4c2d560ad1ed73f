/**
 * The Yjs model of an interview's written documents, `notes` and `private`.
 *
 * Both hold one XmlFragment in the encoding of `@tiptap/y-tiptap`: an XmlElement per node, named after the node type,
 * node attributes as element attributes, runs of text as XmlText whose formatting attributes are the marks. This module
 * writes the opening template and reads a document back as plain blocks; editing is left to the editor, transport and
 * storage to the document relay.
 */
import * as Y from 'yjs';
import { type Framework, STEPS, type Step } from '#shared/domain/vocabulary.ts';

/** Name of the XmlFragment in the Y.Doc; the same in `notes` and in `private`. */
export const NOTES_FIELD = 'notes';

/**
 * What a reader takes from one document at most. A person types a few hundred blocks in an hour; the bounds only exist
 * so that a document made by a hostile client costs no more than a long honest one.
 */
export const NOTES_READ_LIMITS = {
  depth: 12,
  blocks: 4_000,
  characters: 400_000,
  hrefLength: 2_000,
} as const;

interface TemplateSection {
  readonly heading: string;
  readonly prompt: string;
  readonly list: 'bullets' | 'checklist';
}

const SEVEN_STEP_SECTIONS: Record<Step, TemplateSection> = {
  clarify: {
    heading: 'Clarify',
    prompt: 'Who uses it, at what scale, under which limits, and what counts as success?',
    list: 'checklist',
  },
  frame: {
    heading: 'Frame',
    prompt: 'The machine-learning task: input, output, label, and how it serves the goal.',
    list: 'bullets',
  },
  data: {
    heading: 'Data',
    prompt: 'Sources, labels, features, splits, and where leakage or bias can come in.',
    list: 'bullets',
  },
  model: {
    heading: 'Model',
    prompt: 'A baseline first, then the model you would ship, and why.',
    list: 'bullets',
  },
  evaluate: {
    heading: 'Evaluate',
    prompt: 'Offline metrics and slices, guardrails, and the online test.',
    list: 'bullets',
  },
  serve: {
    heading: 'Serve',
    prompt: 'The path of one request: latency, throughput, cost, fallback.',
    list: 'bullets',
  },
  monitor: {
    heading: 'Monitor',
    prompt: 'What can drift or break, who notices, when to retrain, how to roll back.',
    list: 'checklist',
  },
};

const FOUR_PHASE_SECTIONS: readonly TemplateSection[] = [
  {
    heading: 'Requirements',
    prompt: 'Users, scale, limits, and what counts as success.',
    list: 'checklist',
  },
  {
    heading: 'Framing',
    prompt: 'The machine-learning task: input, output, label, metric.',
    list: 'bullets',
  },
  {
    heading: 'Architecture',
    prompt: 'Data, training, serving and monitoring in one pass; what the board does not say.',
    list: 'bullets',
  },
  {
    heading: 'Deep dive',
    prompt: 'The two parts you go deep on: options, choice, reason, cost.',
    list: 'bullets',
  },
];

const PRIVATE_SECTIONS: readonly TemplateSection[] = [
  { heading: 'Before', prompt: 'What to watch for with this candidate and this case.', list: 'bullets' },
  { heading: 'During', prompt: 'What was said and done, in their words where you can.', list: 'bullets' },
  {
    heading: 'For the debrief',
    prompt: 'Two strengths, two changes, each tied to a moment.',
    list: 'checklist',
  },
];

/** `clientId` is the Yjs client id the template is written under: an unsigned 32-bit number. */
export interface NotesTemplateOptions {
  readonly framework: Framework;
  readonly clientId: number;
}

/**
 * The Yjs update (V1) that fills an empty `notes` document with the headings of the framework.
 * The server writes it once when an interview starts. The same options always give the same structs, so applying it
 * twice, or on both sides of a later merge, yields one template.
 */
export function notesTemplateUpdate({ framework, clientId }: NotesTemplateOptions): Uint8Array {
  const sections =
    framework === 'seven-step' ? STEPS.map((step) => SEVEN_STEP_SECTIONS[step]) : FOUR_PHASE_SECTIONS;
  return templateUpdate({ sections, clientId });
}

/** The same for the interviewers' `private` document; it does not depend on the framework. */
export function privateNotesTemplateUpdate({ clientId }: Pick<NotesTemplateOptions, 'clientId'>): Uint8Array {
  return templateUpdate({ sections: PRIVATE_SECTIONS, clientId });
}

function templateUpdate(input: { sections: readonly TemplateSection[]; clientId: number }): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = input.clientId;
  doc.transact(() => {
    doc.getXmlFragment(NOTES_FIELD).insert(
      0,
      input.sections.flatMap((section) => [
        element({ name: 'heading', attributes: { level: 2 }, children: [text(section.heading)] }),
        element({ name: 'paragraph', children: [text(section.prompt, { italic: {} })] }),
        section.list === 'checklist'
          ? list({ name: 'taskList', item: 'taskItem', attributes: { checked: false } })
          : list({ name: 'bulletList', item: 'listItem' }),
      ]),
    );
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

type AttributeValue = string | number | boolean;

function element(node: {
  name: string;
  attributes?: Readonly<Record<string, AttributeValue>>;
  children?: (Y.XmlElement | Y.XmlText)[];
}): Y.XmlElement {
  // The binding stores numbers and booleans as they are; the default type of XmlElement only knows strings.
  const made = new Y.XmlElement<Record<string, AttributeValue>>(node.name);
  for (const [name, value] of Object.entries(node.attributes ?? {})) made.setAttribute(name, value);
  if (node.children) made.insert(0, node.children);
  // Attribute types are only a view on the same class; the caller needs the plain one.
  return made as unknown as Y.XmlElement;
}

function text(content: string, marks: Readonly<Record<string, object>> = {}): Y.XmlText {
  const made = new Y.XmlText();
  made.insert(0, content, { ...marks });
  return made;
}

function list(shape: {
  name: string;
  item: string;
  attributes?: Readonly<Record<string, AttributeValue>>;
}): Y.XmlElement {
  const item = element({
    name: shape.item,
    ...(shape.attributes && { attributes: shape.attributes }),
    children: [element({ name: 'paragraph' })],
  });
  return element({ name: shape.name, children: [item] });
}

/** Whether a link may be rendered: an absolute web or mail address, nothing that can run or stay on this site. */
export function isSafeHref(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= NOTES_READ_LIMITS.hrefLength &&
    /^(?:https?:\/\/|mailto:)[^\s]+$/i.test(href)
  );
}

/** Marks a reader keeps, in the order they nest from the outside in. */
export const NOTES_MARKS = ['bold', 'italic', 'strike', 'code'] as const;
export type NotesMark = (typeof NOTES_MARKS)[number];

/** One run of text. A hard break is a `\n` inside `text`; `href` has passed {@link isSafeHref}. */
export interface NotesSpan {
  readonly text: string;
  readonly marks: readonly NotesMark[];
  readonly href?: string;
}

export interface NotesCell {
  readonly isHeader: boolean;
  readonly blocks: readonly NotesBlock[];
}

/** A document as plain JSON. `cut` stands last when the document was longer than {@link NOTES_READ_LIMITS}. */
export type NotesBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly spans: readonly NotesSpan[] }
  | { readonly type: 'paragraph'; readonly spans: readonly NotesSpan[] }
  | { readonly type: 'bullets'; readonly items: readonly (readonly NotesBlock[])[] }
  | { readonly type: 'numbers'; readonly start: number; readonly items: readonly (readonly NotesBlock[])[] }
  | {
      readonly type: 'checklist';
      readonly items: readonly { readonly isChecked: boolean; readonly blocks: readonly NotesBlock[] }[];
    }
  | { readonly type: 'quote'; readonly blocks: readonly NotesBlock[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'table'; readonly rows: readonly (readonly NotesCell[])[] }
  | { readonly type: 'rule' }
  | { readonly type: 'cut' };

/**
 * Reads a document without the editor. Never throws on what a document can hold: unknown nodes give their readable
 * content, unsafe links lose the link, and what exceeds {@link NOTES_READ_LIMITS} is left out and marked with `cut`.
 */
export function notesToBlocks(doc: Y.Doc): readonly NotesBlock[] {
  const fragment = findFragment(doc);
  if (!fragment) return [];
  const budget: Budget = {
    blocks: NOTES_READ_LIMITS.blocks,
    characters: NOTES_READ_LIMITS.characters,
    isCut: false,
  };
  const blocks = readBlocks({ parent: fragment, depth: 0, budget });
  return budget.isCut ? [...blocks, { type: 'cut' }] : blocks;
}

/** The same as text for search and export: one line a block, `-`, `1.`, `[ ]` and `[x]` before list items. */
export function notesToPlainText(doc: Y.Doc): string {
  return blocksToLines(notesToBlocks(doc)).join('\n');
}

interface Budget {
  blocks: number;
  characters: number;
  isCut: boolean;
}

type XmlParent = Y.XmlFragment | Y.XmlElement;

function findFragment(doc: Y.Doc): Y.XmlFragment | null {
  try {
    return doc.getXmlFragment(NOTES_FIELD);
  } catch {
    // The field already exists as another shared type: not a notes document, so there is nothing to read.
    return null;
  }
}

interface ReadInput {
  readonly parent: XmlParent;
  readonly depth: number;
  readonly budget: Budget;
}

function xmlChildren(parent: XmlParent): (Y.XmlElement | Y.XmlText)[] {
  // The declared element type is a promise of honest writers; a hostile update can put any shared type or value here.
  const children: unknown[] = parent.toArray();
  return children.filter((child) => child instanceof Y.XmlElement || child instanceof Y.XmlText);
}

function takeBlock(budget: Budget): boolean {
  if (budget.blocks <= 0 || budget.characters <= 0) {
    budget.isCut = true;
    return false;
  }
  budget.blocks -= 1;
  return true;
}

function readBlocks({ parent, depth, budget }: ReadInput): NotesBlock[] {
  if (depth > NOTES_READ_LIMITS.depth) {
    if (parent.length > 0) budget.isCut = true;
    return [];
  }
  const blocks: NotesBlock[] = [];
  for (const child of xmlChildren(parent)) {
    if (!takeBlock(budget)) break;
    if (child instanceof Y.XmlText) blocks.push({ type: 'paragraph', spans: readText(child, budget) });
    else blocks.push(...readBlock({ parent: child, depth: depth + 1, budget }));
  }
  return blocks;
}

function readBlock(input: ReadInput & { readonly parent: Y.XmlElement }): NotesBlock[] {
  const { parent: node } = input;
  switch (node.nodeName) {
    case 'heading':
      return [{ type: 'heading', level: headingLevel(node), spans: readSpans(input) }];
    case 'paragraph':
      return [{ type: 'paragraph', spans: readSpans(input) }];
    case 'bulletList':
      return [{ type: 'bullets', items: readChildren(input).map(readBlocks) }];
    case 'orderedList':
      return [{ type: 'numbers', start: listStart(node), items: readChildren(input).map(readBlocks) }];
    case 'taskList':
      return [
        {
          type: 'checklist',
          items: readChildren(input).map((item) => ({
            isChecked: attribute(item.parent, 'checked') === true,
            blocks: readBlocks(item),
          })),
        },
      ];
    case 'blockquote':
      return [{ type: 'quote', blocks: readBlocks(input) }];
    case 'codeBlock':
      return [{ type: 'code', text: spansToText(readSpans(input)) }];
    case 'horizontalRule':
      return [{ type: 'rule' }];
    case 'table':
      return [{ type: 'table', rows: readChildren(input).map(readCells) }];
    default:
      return readBlocks(input);
  }
}

function readCells(row: ReadInput): NotesCell[] {
  return readChildren(row).map((cell) => ({
    isHeader: cell.parent.nodeName === 'tableHeader',
    blocks: readBlocks(cell),
  }));
}

/** The element children of a list, a table or a row, each counted as one block. */
function readChildren({
  parent,
  depth,
  budget,
}: ReadInput): (ReadInput & { readonly parent: Y.XmlElement })[] {
  const inputs: (ReadInput & { readonly parent: Y.XmlElement })[] = [];
  for (const child of xmlChildren(parent)) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (!takeBlock(budget)) break;
    inputs.push({ parent: child, depth: depth + 1, budget });
  }
  return inputs;
}

function readSpans({ parent, depth, budget }: ReadInput): NotesSpan[] {
  if (depth > NOTES_READ_LIMITS.depth + 1) {
    if (parent.length > 0) budget.isCut = true;
    return [];
  }
  const spans: NotesSpan[] = [];
  for (const child of xmlChildren(parent)) {
    if (child instanceof Y.XmlText) spans.push(...readText(child, budget));
    else if (!takeBlock(budget)) break;
    else if (child.nodeName === 'hardBreak') spans.push({ text: '\n', marks: [] });
    else spans.push(...readSpans({ parent: child, depth: depth + 1, budget }));
  }
  return spans;
}

function readText(node: Y.XmlText, budget: Budget): NotesSpan[] {
  const delta: unknown[] = node.toDelta();
  const spans: NotesSpan[] = [];
  for (const part of delta) {
    if (!isRecord(part) || typeof part['insert'] !== 'string') continue;
    if (budget.characters <= 0) {
      budget.isCut = true;
      break;
    }
    if (part['insert'].length > budget.characters) budget.isCut = true;
    const content = part['insert'].slice(0, budget.characters);
    budget.characters -= content.length;
    spans.push({ text: content, ...readMarks(part['attributes']) });
  }
  return spans;
}

function readMarks(attributes: unknown): Pick<NotesSpan, 'marks' | 'href'> {
  if (!isRecord(attributes)) return { marks: [] };
  const marks = NOTES_MARKS.filter((mark) => Object.hasOwn(attributes, mark) && isRecord(attributes[mark]));
  const link = Object.hasOwn(attributes, 'link') ? attributes['link'] : undefined;
  const href = isRecord(link) && Object.hasOwn(link, 'href') ? link['href'] : undefined;
  return isSafeHref(href) ? { marks, href } : { marks };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function attribute(node: Y.XmlElement, name: string): unknown {
  return node.getAttribute(name);
}

function headingLevel(node: Y.XmlElement): 1 | 2 | 3 {
  const level = attribute(node, 'level');
  return level === 1 || level === 2 ? level : 3;
}

function listStart(node: Y.XmlElement): number {
  const start = attribute(node, 'start');
  return typeof start === 'number' && Number.isInteger(start) && start >= 0 && start < 10_000 ? start : 1;
}

function spansToText(spans: readonly NotesSpan[]): string {
  return spans.map((span) => span.text).join('');
}

function blocksToLines(blocks: readonly NotesBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
        return spansToText(block.spans).split('\n');
      case 'bullets':
        return block.items.flatMap((item) => itemLines('- ', item));
      case 'numbers':
        return block.items.flatMap((item, index) => itemLines(`${block.start + index}. `, item));
      case 'checklist':
        return block.items.flatMap((item) => itemLines(item.isChecked ? '[x] ' : '[ ] ', item.blocks));
      case 'quote':
        return blocksToLines(block.blocks).map((line) => `> ${line}`);
      case 'code':
        return block.text.split('\n');
      case 'table':
        return block.rows.map((row) => row.map((cell) => blocksToLines(cell.blocks).join(' ')).join(' | '));
      case 'rule':
        return ['---'];
      case 'cut':
        return ['…'];
      default:
        return block satisfies never;
    }
  });
}

function itemLines(marker: string, blocks: readonly NotesBlock[]): string[] {
  const [first = '', ...rest] = blocksToLines(blocks);
  return [`${marker}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(marker.length)}${line}`)];
}
