import * as Y from 'yjs';

/**
 * One canvas item as plain values, for undo: fields by key, the label as a string, ink as its chunks. Anything else that
 * another client may have nested into an item is left out.
 */
export type ItemSnapshot = ReadonlyMap<string, FieldValue>;
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | readonly Uint8Array[];

/** Key of an item's label. */
export const LABEL_FIELD = 'l';
const CHUNKS_FIELD = 'd';

/** Reads an item; undefined when there is none. */
export function snapshotItem(item: unknown): ItemSnapshot | undefined {
  if (!(item instanceof Y.Map)) return undefined;
  const fields = new Map<string, FieldValue>();
  for (const [key, value] of item.entries()) {
    const field = toFieldValue(value);
    if (field !== undefined) fields.set(key, field);
  }
  return fields;
}

/** Makes an item again. */
export function restoreItem(snapshot: ItemSnapshot): Y.Map<unknown> {
  const item = new Y.Map<unknown>();
  for (const [key, value] of snapshot) item.set(key, fromFieldValue(key, value));
  return item;
}

/** True when two field values are the same value. */
export function isSameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((member, index) => member === b[index]);
}

function toFieldValue(value: unknown): FieldValue | undefined {
  if (value instanceof Y.Text) return value.toString();
  if (value instanceof Y.Array) return value.toArray().filter((chunk) => chunk instanceof Uint8Array);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  if (!Array.isArray(value)) return undefined;
  const members: unknown[] = value;
  return members.filter((member) => typeof member === 'string' || typeof member === 'number');
}

function fromFieldValue(key: string, value: FieldValue): unknown {
  if (key === LABEL_FIELD && typeof value === 'string') return new Y.Text(value);
  if (key === CHUNKS_FIELD && Array.isArray(value)) return Y.Array.from([...value]);
  return Array.isArray(value) ? [...value] : value;
}
