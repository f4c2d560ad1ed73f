import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD_LIMITS, type InkPoint } from '#shared/domain/board-model.ts';
import { inkOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { InkChunks } from '#shared/documents/canvas-ink-chunks.ts';
import { decodeInk, encodeInkChunk, toInkPoint } from '#shared/documents/canvas-ink.ts';
import { addStroke, growStroke, startStroke, type InkStyle } from '#shared/documents/canvas-ink-writers.ts';
import { StrokeReader } from '#shared/documents/canvas-stroke-reader.ts';
import { deleteItems, type WriteContext } from '#shared/documents/canvas-writers.ts';
import { act, at, boardText, openDocs } from './canvas-support.ts';

const PEN: InkStyle = { kind: 'pen', colour: 'blue', width: 4 };

/** A hand's curve, sampled `hertz` times a second. */
function scribble(count: number, { hertz = 60, withPressure = false } = {}): readonly InkPoint[] {
  return Array.from({ length: count }, (_unused, index) => {
    const seconds = index / hertz;
    return toInkPoint({
      x: 300 + 180 * Math.sin(seconds * 2.1) + 20 * Math.sin(seconds * 9),
      y: 200 + 120 * Math.cos(seconds * 1.7),
      atMs: seconds * 1000,
      ...(withPressure ? { pressure: 0.5 + 0.3 * Math.sin(seconds * 3) } : {}),
    });
  });
}

/** Draws as the page does: a chunk every 100 ms. */
function draw(context: WriteContext, points: readonly InkPoint[], { style = PEN, size = 6 } = {}): void {
  let stroke = startStroke(context, style, points.slice(0, size));
  for (let from = size; stroke && from < points.length; from += size)
    stroke = growStroke(context, stroke, points.slice(from, from + size));
}

function logSizeOf(write: (doc: Y.Doc) => void): number {
  const doc = new Y.Doc();
  let bytes = 0;
  doc.on('update', (update) => {
    bytes += update.length;
  });
  write(doc);
  return bytes;
}

describe('ink in the log', () => {
  it('costs about six bytes a point, chunks and their frames included', () => {
    const perPoint = logSizeOf((doc) => draw(act(doc), scribble(500))) / 500;
    expect(perPoint).toBeLessThanOrEqual(6.5);
    const withPressure = logSizeOf((doc) =>
      draw(act(doc), scribble(500, { hertz: 120, withPressure: true }), { size: 12 }),
    );
    expect(withPressure / 500).toBeLessThanOrEqual(6.5);
  });

  it('grows with the length of a stroke, not with its square', () => {
    const short = logSizeOf((doc) => draw(act(doc), scribble(500)));
    const long = logSizeOf((doc) => draw(act(doc), scribble(4000)));
    expect(long).toBeLessThan(short * 8.5);
  });
});

describe('a stroke', () => {
  it('keeps colour, kind, width, time and pressure', () => {
    const doc = new Y.Doc();
    const points = scribble(30, { withPressure: true });
    draw(act(doc), points, { style: { kind: 'highlighter', colour: null, width: 20 } });
    expect(readBoard(doc).strokes).toEqual([
      { id: expect.any(String), kind: 'highlighter', colour: null, width: 20, points },
    ]);
  });

  it('goes on in a new stroke where it becomes too long, at the same place and with its own time', () => {
    const doc = new Y.Doc();
    const points = scribble(9000);
    const context = act(doc);
    const history = new CanvasHistory(doc);
    const close = history.open();
    draw(context, points, { size: 300 });
    const strokes = readBoard(doc).strokes.toSorted((a, b) => b.points.length - a.points.length);
    expect(strokes.map((stroke) => stroke.points.length)).toEqual([4000, 4000, 1002]);
    const lengths = strokes.map((stroke) => stroke.points.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(BOARD_LIMITS.pointsPerStroke);
    const lastPlaces = strokes.map((stroke) => stroke.points.at(-1));
    for (const stroke of strokes) {
      const [first] = stroke.points;
      expect(first?.atMs).toBe(0);
      const isStart = first?.x === points[0]?.x && first?.y === points[0]?.y;
      expect(isStart || lastPlaces.some((last) => last?.x === first?.x && last?.y === first?.y)).toBe(true);
    }
    const total = strokes.reduce((sum, stroke) => sum + (stroke.points.at(-1)?.atMs ?? 0), 0);
    expect(total).toBe(points.at(-1)?.atMs);
    history.undo();
    expect(readBoard(doc).strokes).toEqual([]);
    close();
  });

  it('is not begun on a board that is full of ink, and not without a point', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let index = 0; index < BOARD_LIMITS.strokes; index += 1)
        inkOf(doc).set(`ink${String(index).padStart(5, '0')}`, new Y.Map());
    });
    expect(startStroke(act(doc), PEN, scribble(3))).toBeNull();
    expect(startStroke(act(new Y.Doc()), PEN, [])).toBeNull();
  });

  it('comes whole from a file', () => {
    const doc = new Y.Doc();
    const points = scribble(5000);
    const id = addStroke(act(doc), { ...PEN, points });
    expect(readBoard(doc).strokes).toEqual([{ id, ...PEN, points: points.slice(0, 4000) }]);
  });

  it('is written no further once a peer has erased it', () => {
    const { docs, sync } = openDocs(2);
    const [mine, theirs] = [at(docs, 0), at(docs, 1)];
    const context = act(mine);
    const points = scribble(30);
    const stroke = startStroke(context, PEN, points.slice(0, 6));
    sync();
    deleteItems(act(theirs), [stroke?.id ?? '']);
    sync();
    expect(stroke && growStroke(context, stroke, points.slice(6, 12))).toBeNull();
    expect(inkOf(mine).size).toBe(0);
  });
});

describe('following a stroke that grows', () => {
  it('gives what reading it whole gives, also after it was erased and came back', () => {
    const doc = new Y.Doc();
    const reader = new StrokeReader();
    const history = new CanvasHistory(doc);
    const close = history.open();
    const read = (isGrowth: boolean) =>
      [...inkOf(doc).entries()].map(([id, item]) => reader.read(id, item, { isGrowth }));
    const context = act(doc);
    const points = scribble(60);
    let stroke = startStroke(context, PEN, points.slice(0, 6));
    for (let from = 6; stroke && from < 60; from += 6) {
      expect(read(true)).toEqual(readBoard(doc).strokes);
      stroke = growStroke(context, stroke, points.slice(from, from + 6));
    }
    history.undo();
    expect(read(false)).toEqual([]);
    history.redo();
    expect(read(false)).toEqual(readBoard(doc).strokes);
    expect(readBoard(doc).strokes[0]?.points).toEqual(points);
    close();
  });

  it('reads only the chunks that were added', () => {
    const doc = new Y.Doc();
    const array = doc.getArray<unknown>('chunks');
    array.push([Uint8Array.of(1, 2, 3), 'junk', Uint8Array.of(4)]);
    const before = InkChunks.read(array);
    expect(before.length).toBe(2);
    array.push([Uint8Array.of(5)]);
    const after = InkChunks.read(array, before);
    expect(after.toArray()).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(4), Uint8Array.of(5)]);
    // Earlier moments stay what they were.
    expect(before.toArray()).toHaveLength(2);
    array.push([Uint8Array.of(6)]);
    expect(InkChunks.read(array, after).isSameAs(after)).toBe(false);
  });

  it('reads everything again when somebody put a chunk between others', () => {
    const doc = new Y.Doc();
    const array = doc.getArray<unknown>('chunks');
    array.push([Uint8Array.of(1), Uint8Array.of(2)]);
    const before = InkChunks.read(array);
    array.insert(1, [Uint8Array.of(9)]);
    const after = InkChunks.read(array, before);
    expect(after.continues(before)).toBe(false);
    expect(after.toArray()).toEqual([Uint8Array.of(1), Uint8Array.of(9), Uint8Array.of(2)]);
  });
});

describe('undo of ink', () => {
  function openPair() {
    const { docs, sync } = openDocs(2);
    const [mine, theirs] = [at(docs, 0), at(docs, 1)];
    const history = new CanvasHistory(mine);
    const close = history.open();
    return { mine, theirs, sync, history, close };
  }

  it('takes a stroke of many chunks as one step, and back', () => {
    const { mine, history, close } = openPair();
    draw(act(mine, 'draw'), scribble(120));
    const drawn = boardText(mine);
    expect(history.undo()).toMatchObject({ label: 'draw', applied: 1, kept: [] });
    expect(readBoard(mine).strokes).toEqual([]);
    expect(history.getState().canUndo).toBe(false);
    history.redo();
    expect(boardText(mine)).toBe(drawn);
    close();
  });

  it('brings back everything one drag of the eraser took', () => {
    const { mine, history, close } = openPair();
    for (let index = 0; index < 3; index += 1) draw(act(mine, 'draw'), scribble(40));
    const drawn = boardText(mine);
    deleteItems(
      act(mine, 'erase'),
      readBoard(mine).strokes.map(({ id }) => id),
    );
    expect(readBoard(mine).strokes).toEqual([]);
    history.undo();
    expect(boardText(mine)).toBe(drawn);
    history.redo();
    expect(readBoard(mine).strokes).toEqual([]);
    close();
  });

  it('leaves what a peer draws meanwhile alone', () => {
    const { mine, theirs, sync, history, close } = openPair();
    const points = scribble(60);
    const context = act(theirs);
    let stroke = startStroke(context, PEN, points.slice(0, 6));
    for (let from = 6; stroke && from < 60; from += 6) {
      stroke = growStroke(context, stroke, points.slice(from, from + 6));
      sync();
      if (from === 18) draw(act(mine), scribble(20));
      if (from === 30) history.undo();
      if (from === 42) history.redo();
      if (from === 48) history.undo();
    }
    sync();
    expect(readBoard(mine).strokes.map((read) => read.points)).toEqual([points]);
    expect(boardText(mine)).toBe(boardText(theirs));
    close();
  });

  it('ends a line that is undone while it is drawn', () => {
    const { mine, history, close } = openPair();
    const context = act(mine);
    const points = scribble(20);
    const stroke = startStroke(context, PEN, points.slice(0, 6));
    history.undo();
    expect(stroke && growStroke(context, stroke, points.slice(6))).toBeNull();
    expect(history.getState()).toEqual({ canUndo: false, canRedo: true });
    close();
  });
});

describe('damaged ink', () => {
  it('stops a chunk at the first number that cannot be', () => {
    const good = encodeInkChunk(scribble(5));
    const bad = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(decodeInk([good, bad, 7, null])).toEqual(scribble(5));
  });
});
