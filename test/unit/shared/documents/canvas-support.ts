import * as Y from 'yjs';
import { readBoard } from '#shared/documents/canvas.ts';
import { beginGesture, type WriteContext } from '#shared/documents/canvas-writers.ts';

/** Documents of several people; `sync` delivers what was written since, as after a time offline. */
export function openDocs(count: number): { docs: readonly Y.Doc[]; sync: () => void } {
  const docs = Array.from({ length: count }, (_unused, index) => {
    const doc = new Y.Doc();
    // Fixed ids make a failing run repeat exactly.
    doc.clientID = 1000 + index * 7919;
    return doc;
  });
  const sync = (): void => {
    const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
    for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update, 'remote');
  };
  return { docs, sync };
}

/** A context for one act of one person. */
export function act(doc: Y.Doc | undefined, label = 'act'): WriteContext {
  if (!doc) throw new Error('There is no such document.');
  return { doc, gesture: beginGesture(label) };
}

/** The board as text that can be compared. */
export function boardText(doc: Y.Doc | undefined): string {
  if (!doc) throw new Error('There is no such document.');
  return JSON.stringify(readBoard(doc));
}

/** A document that is there; tests open as many as they name. */
export function at(docs: readonly Y.Doc[], index: number): Y.Doc {
  const doc = docs[index];
  if (!doc) throw new Error('There is no such document.');
  return doc;
}
