/**
 * A document as bytes: one merged update and the updates since. Nothing is decoded while people write; merging
 * happens when somebody joins, and now and then so that the tail stays short.
 */
import * as Y from 'yjs';
import { SERVER_LIMITS } from './document-limits.ts';

/** The update of an empty document. */
export const EMPTY_UPDATE: Uint8Array = new Uint8Array([0, 0]);

/** `mergeUpdates` looks at every one of its updates for every struct; a few at a time keeps that linear. */
const MERGE_FAN_IN = 16;

function mergeBytes(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += MERGE_FAN_IN)
      next.push(Y.mergeUpdates(level.slice(i, i + MERGE_FAN_IN)));
    level = next;
  }
  return level[0] ?? EMPTY_UPDATE;
}

/**
 * Several updates as one. Goes through a Y.Doc, which joins neighbouring structs and drops deleted content: both the
 * smallest result and, for many updates, the quickest way. Updates that make no sense together are merged as bytes.
 */
export function mergeDocument(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length === 0) return EMPTY_UPDATE;
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    return Y.encodeStateAsUpdate(doc);
  } catch {
    // Well-formed but contradictory (a hostile author): readers get what is there, each struct judged by Yjs itself.
    return mergeBytes(updates);
  } finally {
    doc.destroy();
  }
}

export class DocumentState {
  #base: Uint8Array = EMPTY_UPDATE;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #deletes: { of: Uint8Array; ranges: Map<number, { clock: number; end: number }[]> } | null = null;

  /** Upper bound of the document's size in bytes. */
  get bytes(): number {
    return this.#base.length + this.#tailBytes;
  }

  append(update: Uint8Array): void {
    this.#tail.push(update);
    this.#tailBytes += update.length;
    if (this.#tail.length >= SERVER_LIMITS.foldAfterUpdates) this.merged();
  }

  /** Takes in what was loaded; updates that arrived meanwhile stay. */
  load(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    this.#base = mergeDocument([this.#base, ...updates]);
  }

  /** Everything as one Yjs V1 update. */
  merged(): Uint8Array {
    if (this.#tail.length > 0) {
      this.#base = mergeDocument([this.#base, ...this.#tail]);
      this.#tail = [];
      this.#tailBytes = 0;
    }
    return this.#base;
  }

  /** What somebody with this state vector does not have. */
  diff(stateVector: Uint8Array): Uint8Array {
    return Y.diffUpdate(this.merged(), stateVector);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVectorFromUpdate(this.merged());
  }

  /**
   * Whether an update without structs deletes only what is deleted already. Sync step 2 always carries every delete a
   * client knows of; without this each reconnect would add them to the log again.
   */
  hasDeletesOf(update: Uint8Array): boolean {
    const merged = this.merged();
    if (this.#deletes?.of !== merged) this.#deletes = { of: merged, ranges: readDeletes(merged) };
    const known = this.#deletes.ranges;
    for (const [client, ranges] of readDeletes(update)) {
      const have = known.get(client);
      if (have === undefined) return false;
      for (const range of ranges) {
        if (!have.some((one) => one.clock <= range.clock && range.end <= one.end)) return false;
      }
    }
    return true;
  }
}

/** Delete ranges by client, neighbours joined. */
function readDeletes(update: Uint8Array): Map<number, { clock: number; end: number }[]> {
  const result = new Map<number, { clock: number; end: number }[]>();
  for (const [client, items] of Y.decodeUpdate(update).ds.clients) {
    const ranges: { clock: number; end: number }[] = [];
    for (const item of [...items].sort((a, b) => a.clock - b.clock)) {
      const last = ranges.at(-1);
      const end = item.clock + item.len;
      if (last !== undefined && item.clock <= last.end) last.end = Math.max(last.end, end);
      else ranges.push({ clock: item.clock, end });
    }
    result.set(client, ranges);
  }
  return result;
}
