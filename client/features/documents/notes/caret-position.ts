import { NOTES_FIELD } from '#shared/documents/notes.ts';
import { isRecord } from './presence-user.ts';

/** The awareness field `cursor`: two relative positions of Yjs as JSON. */
export interface CaretPosition {
  readonly anchor: object;
  readonly head: object;
}

/**
 * Reads the awareness field `cursor` of somebody else. The server relays it unread, and a position with, say, a negative
 * clock makes Yjs throw inside the editor, so only the shape Yjs itself writes is let through.
 */
export function toCaretPosition(cursor: unknown): CaretPosition | null {
  if (!isRecord(cursor)) return null;
  const { anchor, head } = cursor;
  return isRelativePosition(anchor) && isRelativePosition(head) ? { anchor, head } : null;
}

function isRelativePosition(value: unknown): value is object {
  if (!isRecord(value)) return false;
  const { type, tname, item, assoc } = value;
  return (
    isIdOrAbsent(type) &&
    isIdOrAbsent(item) &&
    // Yjs creates the root type it is asked for; only the one that is there may be named.
    (tname === undefined || tname === null || tname === NOTES_FIELD) &&
    (assoc === undefined || assoc === null || Number.isSafeInteger(assoc)) &&
    (isRecord(type) || isRecord(item) || tname === NOTES_FIELD)
  );
}

function isIdOrAbsent(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return isRecord(value) && isCount(value['client']) && isCount(value['clock']);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
