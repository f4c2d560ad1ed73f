import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { boardToExcalidraw } from '#shared/domain/board-excalidraw.ts';
import { boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { BOARD_LIMITS, type InkPoint } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { inkOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { InkChunks } from '#shared/documents/canvas-ink-chunks.ts';
import { decodeInk, encodeInkChunk, InkDecoder, toInkPoint } from '#shared/documents/canvas-ink.ts';
import {
  addStroke,
  addStrokes,
  growStroke,
  moveStrokes,
  startStroke,
  type InkStyle,
} from '#shared/documents/canvas-ink-writers.ts';
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
  // Smaller ids take fewer bytes, and two sizes are compared.
  doc.clientID = 4_000_000_000;
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

describe('moving a stroke', () => {
  const start = (doc: Y.Doc) => readBoard(doc).strokes[0]?.points[0];
  const offsetIn = (doc: Y.Doc): unknown => {
    const [item] = inkOf(doc).values();
    return item instanceof Y.Map ? item.get('o') : undefined;
  };
  const move = (context: WriteContext, id: string, place: { x: number; y: number }) =>
    moveStrokes(context, new Map([[id, place]]));

  it('brings its first point to a place and every other along, without touching what was drawn', () => {
    const doc = new Y.Doc();
    const points = [
      { x: 10.5, y: 20, atMs: 0, pressure: 1 },
      { x: 14, y: 21.5, atMs: 8, pressure: 0 },
    ];
    const id = startStroke(act(doc), PEN, points)?.id ?? '';
    const drawn = inkOf(doc).toJSON()[id].d;
    move(act(doc), id, { x: 110.5, y: -30 });
    expect(readBoard(doc).strokes[0]?.points).toEqual([
      { x: 110.5, y: -30, atMs: 0, pressure: 1 },
      { x: 114, y: -28.5, atMs: 8, pressure: 0 },
    ]);
    expect(offsetIn(doc)).toEqual([100, -50]);
    expect(inkOf(doc).toJSON()[id].d).toEqual(drawn);
    // What a pen adds afterwards belongs to the moved line.
    move(act(doc), id, { x: 10.5, y: 20 });
    expect(readBoard(doc).strokes[0]?.points).toEqual(points);
  });

  it('costs no history while it stands still, and about as much as moving a component', () => {
    const doc = new Y.Doc();
    const stroke = startStroke(act(doc), PEN, scribble(60));
    const history = new CanvasHistory(doc);
    const close = history.open();
    const first = start(doc) ?? { x: 0, y: 0 };
    move(act(doc), stroke?.id ?? '', first);
    expect(offsetIn(doc)).toBeUndefined();
    expect(history.getState().canUndo).toBe(false);
    let bytes = 0;
    doc.on('update', (update: Uint8Array) => (bytes += update.length));
    for (let step = 1; step <= 20; step += 1)
      move(act(doc), stroke?.id ?? '', { x: first.x + step * 9, y: first.y - step });
    expect(bytes / 20).toBeLessThanOrEqual(45);
    close();
  });

  it('keeps every point on the board, whatever offset somebody wrote', () => {
    const doc = new Y.Doc();
    const id = startStroke(act(doc), PEN, scribble(5))?.id ?? '';
    move(act(doc), id, { x: 1e9, y: -1e9 });
    const { coordinate } = BOARD_LIMITS;
    expect(start(doc)).toMatchObject({ x: coordinate, y: -coordinate });
    const item = inkOf(doc).get(id);
    for (const hostile of [[1e300, -1e300], [Number.NaN, 1], ['a', 2], [1], 'far', { x: 1 }]) {
      if (item instanceof Y.Map) item.set('o', hostile);
      for (const { x, y } of readBoard(doc).strokes[0]?.points ?? [])
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(coordinate);
    }
  });

  it('goes on where it was drawn, and the new points come along', () => {
    const { docs, sync } = openDocs(2);
    const [mine, theirs] = [at(docs, 0), at(docs, 1)];
    const points = scribble(12);
    const context = act(mine);
    const stroke = startStroke(context, PEN, points.slice(0, 6));
    sync();
    move(act(theirs), stroke?.id ?? '', { x: (points[0]?.x ?? 0) + 50, y: points[0]?.y ?? 0 });
    sync();
    if (stroke) growStroke(context, stroke, points.slice(6));
    sync();
    expect(readBoard(theirs).strokes[0]?.points).toEqual(
      points.map((point) => ({ ...point, x: point.x + 50 })),
    );
  });

  it('loses against erasing, in either order', () => {
    const { docs, sync } = openDocs(2);
    const [mine, theirs] = [at(docs, 0), at(docs, 1)];
    const [first, second] = [0, 1].map(() => startStroke(act(mine), PEN, scribble(6))?.id ?? '');
    sync();
    deleteItems(act(mine), [first ?? '']);
    move(act(theirs), first ?? '', { x: 5, y: 5 });
    move(act(mine), second ?? '', { x: 5, y: 5 });
    deleteItems(act(theirs), [second ?? '']);
    sync();
    for (const doc of docs) expect(readBoard(doc).strokes).toEqual([]);
    move(act(theirs), first ?? '', { x: 9, y: 9 });
    expect(inkOf(theirs).size).toBe(0);
  });

  it('leaves in every format as if it had been drawn where it is', () => {
    const [moved, drawnThere] = [new Y.Doc(), new Y.Doc()];
    const points = scribble(20);
    const id = startStroke(act(moved), PEN, points)?.id ?? '';
    const first = points[0] ?? { x: 0, y: 0 };
    move(act(moved), id, { x: first.x + 300, y: first.y - 40 });
    startStroke(
      act(drawnThere),
      PEN,
      points.map((point) => ({ ...point, x: point.x + 300, y: point.y - 40 })),
    );
    const [one, other] = [readBoard(moved), readBoard(drawnThere)];
    expect(boardToSvg(one)).toBe(boardToSvg(other));
    const sameIds = { ...other, strokes: other.strokes.map((stroke) => ({ ...stroke, id })) };
    expect(boardToExcalidraw(one)).toBe(boardToExcalidraw(sameIds));
    expect(readBoardJson(boardToJson(one))).toEqual({ isOk: true, model: sameIds });
  });

  it('is copied from where it is, and the copies are named by their originals', () => {
    const doc = new Y.Doc();
    const id = startStroke(act(doc), PEN, scribble(6))?.id ?? '';
    move(act(doc), id, { x: 500, y: 500 });
    const copies = addStrokes(act(doc), readBoard(doc).strokes, { dx: 24, dy: 0 });
    const copy = readBoard(doc).strokes.find((stroke) => stroke.id === copies.get(id));
    expect(copy?.points[0]).toMatchObject({ x: 524, y: 500 });
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

  it('unpacks nothing again when a stroke is moved', () => {
    const doc = new Y.Doc();
    const reader = new StrokeReader();
    const points = scribble(60);
    const context = act(doc);
    const stroke = startStroke(context, PEN, points.slice(0, 30));
    const read = (isGrowth: boolean) =>
      reader.read(stroke?.id ?? '', inkOf(doc).get(stroke?.id ?? ''), { isGrowth });
    read(false);
    const unpacking = vi.spyOn(InkDecoder.prototype, 'add');
    for (const x of [500, 600]) {
      moveStrokes(act(doc), new Map([[stroke?.id ?? '', { x, y: 0 }]]));
      unpacking.mockClear();
      expect(read(false)).toEqual(readBoard(doc).strokes[0]);
      // Once, by the whole reading this is compared with.
      expect(unpacking).toHaveBeenCalledTimes(1);
    }
    if (stroke) growStroke(context, stroke, points.slice(30));
    expect(read(true)).toEqual(readBoard(doc).strokes[0]);
    unpacking.mockRestore();
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

  it('takes a move back with what moved along, unless a peer moved it on', () => {
    const { mine, theirs, sync, history, close } = openPair();
    const id = startStroke(act(theirs), PEN, scribble(6))?.id ?? '';
    sync();
    const drawn = boardText(mine);
    const drag = act(mine, 'move');
    for (const x of [100, 200, 300]) moveStrokes(drag, new Map([[id, { x, y: 7 }]]));
    const moved = boardText(mine);
    expect(history.undo()).toMatchObject({ label: 'move', applied: 1, kept: [] });
    expect(boardText(mine)).toBe(drawn);
    history.redo();
    expect(boardText(mine)).toBe(moved);
    sync();
    moveStrokes(act(theirs), new Map([[id, { x: 900, y: 9 }]]));
    sync();
    expect(history.undo()).toMatchObject({ applied: 0, kept: [{ by: theirs.clientID }] });
    expect(readBoard(mine).strokes[0]?.points[0]?.x).toBe(900);
    close();
  });

  it('leaves a stroke that a peer has moved, and brings an erased one back to where it was', () => {
    const { mine, theirs, sync, history, close } = openPair();
    draw(act(mine, 'draw'), scribble(12));
    sync();
    const [stroke] = readBoard(mine).strokes;
    moveStrokes(act(theirs), new Map([[stroke?.id ?? '', { x: 50, y: 60 }]]));
    sync();
    expect(history.undo()).toMatchObject({ applied: 0, kept: [{ by: theirs.clientID }] });
    const moved = boardText(mine);
    deleteItems(act(mine, 'delete'), [stroke?.id ?? '']);
    history.undo();
    expect(boardText(mine)).toBe(moved);
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
