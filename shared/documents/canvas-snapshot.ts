import * as Y from 'yjs';
import { InkChunks } from './canvas-ink-chunks.ts';

/**
 * One canvas item as plain values, for undo: fields by key, the label as a string, ink as its chunks. Anything else that
 * another client may have nested into an item is left out.
 */
export type ItemSnapshot = ReadonlyMap<string, FieldValue>;
export type FieldValue = string | number | boolean | null | readonly (string | number)[] | InkChunks;

/** Key of an item's label. */
export const LABEL_FIELD = 'l';

/**
 * Reads an item; undefined when there is none. With `grownFrom`, an earlier look since which nothing was deleted from the
 * document, only the ink that was added is read.
 */
export function snapshotItem(item: unknown, grownFrom?: ItemSnapshot): ItemSnapshot | undefined {
  if (!(item instanceof Y.Map)) return undefined;
  const fields = new Map<string, FieldValue>();
  for (const [key, value] of item.entries()) {
    const field = toFieldValue(value, grownFrom?.get(key));
    if (field !== undefined) fields.set(key, field);
  }
  return fields;
}

/** Makes an item again. */
export function restoreItem(snapshot: ItemSnapshot): Y.Map<unknown> {
  const item = new Y.Map<unknown>();
  for (const [key, value] of snapshot) item.set(key, toShared(key, value));
  return item;
}

/** True when two field values are the same value. */
export function isSameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (a instanceof InkChunks && b instanceof InkChunks) return a.isSameAs(b);
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((member, index) => member === b[index]);
}

function toFieldValue(value: unknown, known: FieldValue | undefined): FieldValue | undefined {
  if (value instanceof Y.Text) return value.toString();
  if (value instanceof Y.Array) return InkChunks.read(value, known instanceof InkChunks ? known : undefined);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  if (!Array.isArray(value)) return undefined;
  const members: unknown[] = value;
  return members.filter((member) => typeof member === 'string' || typeof member === 'number');
}

/** A field's value as it is stored: labels and ink as shared types, everything else as it is. */
export function toShared(key: string, value: FieldValue): unknown {
  if (key === LABEL_FIELD && typeof value === 'string') return new Y.Text(value);
  if (value instanceof InkChunks) return Y.Array.from(value.toArray());
  return Array.isArray(value) ? [...value] : value;
}
