import * as Y from 'yjs';

/**
 * Who wrote what in a change of the board. Yjs keeps the client id with everything that was written and with nothing that
 * was deleted: an insertion has an author, a deletion has none.
 */

/** By field, null standing for the item itself: the client that wrote it, or null for a deletion. */
export type FieldAuthors = ReadonlyMap<string | null, number | null>;

/** Authors by item id. A write that lost against a concurrent one is not listed. */
export function authorsOf(
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
): ReadonlyMap<string, FieldAuthors> {
  const authors = new Map<string, Map<string | null, number | null>>();
  const note = (id: string, field: string | null, author: number | null): void => {
    const ofItem = authors.get(id) ?? new Map<string | null, number | null>();
    authors.set(id, ofItem.set(field, author));
  };
  for (const event of events) {
    const [id, field] = event.path;
    if (typeof id === 'string' && typeof field === 'string') note(id, field, authorOfContent(event));
    else if (event instanceof Y.YMapEvent)
      for (const [key, author] of authorsOfKeys(event))
        if (typeof id === 'string') note(id, key, author);
        else note(key, null, author);
  }
  return authors;
}

/** Yjs offers the struct behind a key only through this member, which its types declare. */
function authorsOfKeys(event: Y.YMapEvent<unknown>): [string, number | null][] {
  const authors: [string, number | null][] = [];
  for (const key of event.keysChanged) {
    const struct = typeof key === 'string' ? event.target._map.get(key) : undefined;
    if (typeof key !== 'string' || !struct) continue;
    if (event.adds(struct)) authors.push([key, struct.id.client]);
    else if (event.deletes(struct)) authors.push([key, null]);
  }
  return authors;
}

/** Of characters or chunks: whoever inserted some; null when some were only deleted. */
function authorOfContent(event: Y.YEvent<Y.AbstractType<unknown>>): number | null {
  for (let struct = event.target._start; struct; struct = struct.right)
    if (event.adds(struct)) return struct.id.client;
  return null;
}
