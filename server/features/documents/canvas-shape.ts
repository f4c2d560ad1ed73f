/**
 * What may stand where in a canvas document (`shared/documents/canvas.ts`). Strict about the form of values, lenient about
 * words: a kind, a flow or a field of a later version of the page passes, and readers settle what they make of it.
 */
import { createDecoder, readAny } from 'lib0/decoding';
import { CANVAS_LIMITS } from '#shared/documents/canvas-limits.ts';
import { CANVAS_ROOTS, isCanvasId } from '#shared/documents/canvas.ts';
import { COMPONENT_KINDS, componentOf } from '#shared/domain/ml-components.ts';

export type RootName = keyof typeof CANVAS_ROOTS;

/** What a field holds: a shared text, the chunks of a stroke, or a plain value of some form. */
export type FieldForm =
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'chunks' }
  | { readonly type: 'plain'; readonly accepts: (value: unknown) => boolean };

const ID: FieldForm = { type: 'plain', accepts: isCanvasId };
const STRING: FieldForm = { type: 'plain', accepts: isShortString };
const NUMBER: FieldForm = { type: 'plain', accepts: isFiniteNumber };
const PAIR: FieldForm = { type: 'plain', accepts: (value) => isNumbers(value) && value.length === 2 };
const OFFSET: FieldForm = { type: 'plain', accepts: (value) => isNumbers(value) && isOffset(value) };
const ANYTHING_PLAIN: FieldForm = {
  type: 'plain',
  accepts: (value) =>
    value === null ||
    typeof value === 'boolean' ||
    isShortString(value) ||
    isFiniteNumber(value) ||
    isNumbers(value),
};

const FORMS: Readonly<Record<RootName, ReadonlyMap<string, FieldForm>>> = {
  nodes: new Map<string, FieldForm>([
    ['k', STRING],
    ['p', PAIR],
    ['s', PAIR],
    ['l', { type: 'text', maxLength: CANVAS_LIMITS.labelLength }],
    ['c', STRING],
  ]),
  edges: new Map<string, FieldForm>([
    ['s', ID],
    ['t', ID],
    ['l', { type: 'text', maxLength: CANVAS_LIMITS.edgeLabelLength }],
    ['f', STRING],
  ]),
  ink: new Map<string, FieldForm>([
    ['c', STRING],
    ['k', STRING],
    ['w', NUMBER],
    ['n', NUMBER],
    ['o', OFFSET],
    ['d', { type: 'chunks' }],
  ]),
  meta: new Map<string, FieldForm>([
    ['v', NUMBER],
    ['title', STRING],
  ]),
};

const ROOT_BY_KEY: ReadonlyMap<string, RootName> = new Map(
  // Object.keys widens to string; these are the table's own.
  (Object.keys(CANVAS_ROOTS) as RootName[]).map((name) => [CANVAS_ROOTS[name], name]),
);

/** Keys of fields, qualifiers among them; `__proto__` is none. */
const KEY_PATTERN = /^[a-z][a-z0-9_]{0,15}$/;

const QUALIFIER_KEYS: ReadonlySet<string> = new Set(
  COMPONENT_KINDS.flatMap((kind) => componentOf(kind).qualifiers.map(({ key }) => key)),
);

/** Whether every page may set this key, however many keys an item has. */
export function isKnownKey(root: RootName, key: string): boolean {
  return FORMS[root].has(key) || (root === 'nodes' && QUALIFIER_KEYS.has(key));
}

/** The root map of this name in the document, or null when the board has none such. */
export function findRoot(key: string): RootName | null {
  return ROOT_BY_KEY.get(key) ?? null;
}

/** What a field of an item, or of the board's own facts, must hold; null when it may not exist. */
export function findForm(root: RootName, key: string): FieldForm | null {
  return FORMS[root].get(key) ?? (KEY_PATTERN.test(key) ? ANYTHING_PLAIN : null);
}

/** Whether an encoded `ContentAny` is one plain value that the field may hold. */
export function isPlainValue(body: Uint8Array, form: Extract<FieldForm, { type: 'plain' }>): boolean {
  // Looked at before it is decoded: a large or nested value is no value of a board.
  if (body.length > CANVAS_LIMITS.valueBytes || body[0] !== 1) return false;
  return form.accepts(readAny(createDecoder(body.subarray(1))));
}

function isShortString(value: unknown): value is string {
  return typeof value === 'string' && value.length <= CANVAS_LIMITS.stringLength;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isOffset(value: readonly number[]): boolean {
  return (
    value.length === 2 &&
    value.every((part) => Number.isInteger(part) && Math.abs(part) <= CANVAS_LIMITS.strokeOffset)
  );
}

/** Places, sizes and whatever else a few numbers can say. */
function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length <= 4 && value.every(isFiniteNumber);
}
