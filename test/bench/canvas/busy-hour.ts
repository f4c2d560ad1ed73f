import * as Y from 'yjs';
import { growStroke, startStroke } from '#shared/documents/canvas-ink-writers.ts';
import {
  beginGesture,
  connect,
  createNode,
  moveNodes,
  setLabel,
  type CanvasGesture,
} from '#shared/documents/canvas-writers.ts';

/** An hour in which two people never rest; about ten times what an interview's board gets. */
const NODES = 180;
const EDGES = 180;
const DRAGS = 600;
const SAMPLES_PER_DRAG = 20;
const KEYSTROKES = 3_720;
const STROKES = 60;
/** Of 100 ms with twelve points each. */
const CHUNKS_PER_STROKE = 19;

/** The updates of such an hour, as the log has them. */
export function makeBusyHour(): readonly Uint8Array[] {
  const people = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const [i, doc] of people.entries()) {
    // Client ids are random and up to five bytes long; with these every run has the same bytes.
    doc.clientID = 3_000_000_000 + i;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return;
      updates.push(update);
      for (const other of people) if (other !== doc) Y.applyUpdate(other, update, 'remote');
    });
  }
  const turn = (at: number, label: string): { doc: Y.Doc; gesture: CanvasGesture } => {
    const doc = people[at % people.length];
    if (doc === undefined) throw new Error('nobody is there');
    return { doc, gesture: beginGesture(label) };
  };
  const ids: string[] = [];
  const idAt = (at: number): string => ids[at % ids.length] ?? '';
  for (let i = 0; i < NODES; i += 1) {
    const id = createNode(turn(i, 'insert'), {
      kind: 'ranker',
      x: (i % 15) * 220,
      y: Math.floor(i / 15) * 120,
    });
    if (id !== null) ids.push(id);
  }
  for (let i = 0; i < EDGES; i += 1)
    connect(turn(i, 'connect'), { source: idAt(i), target: idAt(i * 7 + 1), flow: 'stream' });
  for (let i = 0; i < DRAGS; i += 1) {
    const context = turn(i, 'move');
    for (let at = 0; at < SAMPLES_PER_DRAG; at += 1)
      moveNodes(context, new Map([[idAt(i), { x: i + at * 9, y: i - at * 7 }]]));
  }
  let text = '';
  for (let i = 0; i < KEYSTROKES; i += 1) {
    text = i % 40 === 0 ? 'a' : `${text}${i % 7 === 0 ? ' ' : 'x'}`;
    setLabel(turn(Math.floor(i / 40), 'rename'), { of: 'node', id: idAt(Math.floor(i / 40)), label: text });
  }
  for (let i = 0; i < STROKES; i += 1) {
    const context = turn(i, 'draw');
    const pointsFrom = (start: number) =>
      Array.from({ length: 12 }, (_unused, at) => {
        const n = start * 12 + at;
        return { x: 300 + n * 2.5, y: 300 + Math.round(Math.sin(n / 9) * 80) / 2, atMs: n * 8 };
      });
    let stroke = startStroke(context, { kind: 'pen', colour: 'blue', width: 3 }, pointsFrom(0));
    for (let chunk = 1; chunk < CHUNKS_PER_STROKE && stroke !== null; chunk += 1)
      stroke = growStroke(context, stroke, pointsFrom(chunk));
  }
  return updates;
}

/** Milliseconds to build the document anew from its log, as replay does when somebody seeks; the best of nine. */
export function timeReapply(updates: readonly Uint8Array[]): number {
  const times = Array.from({ length: 9 }, () => {
    const startedAt = performance.now();
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, update);
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}
