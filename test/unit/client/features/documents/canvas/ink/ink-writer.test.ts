import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { deleteItems, beginGesture } from '#shared/documents/canvas-writers.ts';
import { beginLine } from '#client/features/documents/canvas/ink/ink-acts.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function openLine({ pressure }: { readonly pressure?: number } = {}) {
  const doc = new Y.Doc();
  const history = new CanvasHistory(doc);
  history.open();
  const point = (x: number, atMs: number) => ({
    x,
    y: 0,
    atMs: 5000 + atMs,
    ...(pressure === undefined ? {} : { pressure }),
  });
  const drawn: number[] = [];
  const live: (string | null)[] = [];
  const line = beginLine({
    doc,
    style: { kind: 'pen', colour: null, width: 3 },
    label: 'draw',
    start: point(0, 0),
    draw: (points) => drawn.push(points.length),
    onStroke: (id) => live.push(id),
    onFull: () => {},
  });
  return { doc, history, line, point, drawn, live };
}

const strokesOf = (doc: Y.Doc) => readBoard(doc).strokes;

describe('a line on its way into the document', () => {
  it('shows at once here and leaves every 100 ms', () => {
    const { doc, line, point, drawn } = openLine();
    line.move([point(5, 16), point(9, 32)]);
    expect(drawn.at(-1)).toBe(3);
    expect(strokesOf(doc)).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(strokesOf(doc)[0]?.points).toEqual([
      { x: 0, y: 0, atMs: 0 },
      { x: 5, y: 0, atMs: 16 },
      { x: 9, y: 0, atMs: 32 },
    ]);
    line.move([point(20, 120)]);
    vi.advanceTimersByTime(100);
    expect(strokesOf(doc)[0]?.points).toHaveLength(4);
  });

  it('writes the rest when the pen is lifted, and is one step of undo', () => {
    const { doc, history, line, point, drawn, live } = openLine();
    vi.advanceTimersByTime(100);
    line.move([point(5, 116)]);
    line.end();
    expect(strokesOf(doc)[0]?.points).toHaveLength(2);
    expect([drawn.at(-1), live.at(-1)]).toEqual([0, null]);
    history.undo();
    expect(strokesOf(doc)).toEqual([]);
    expect(history.getState().canUndo).toBe(false);
  });

  it('writes nothing while the pen rests', () => {
    const { doc, line, point } = openLine();
    vi.advanceTimersByTime(100);
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    line.move([point(0, 120), point(0.1, 140)]);
    vi.advanceTimersByTime(500);
    expect(updates).toBe(0);
  });

  it('is taken back without a trace when it was the first finger of a grip', () => {
    const { doc, history, line, point } = openLine();
    line.move([point(5, 110)]);
    vi.advanceTimersByTime(120);
    expect(strokesOf(doc)).toHaveLength(1);
    line.revoke();
    expect(strokesOf(doc)).toEqual([]);
    expect(history.undo()).toBeNull();
  });

  it('stays when it was long enough to be meant', () => {
    const { doc, line, point } = openLine();
    line.move([point(5, 110), point(90, 400)]);
    line.revoke();
    expect(strokesOf(doc)[0]?.points).toHaveLength(3);
  });

  it('ends where a peer erased it', () => {
    const { doc, line, point, live } = openLine();
    vi.advanceTimersByTime(100);
    deleteItems({ doc, gesture: beginGesture('erase') }, [strokesOf(doc)[0]?.id ?? '']);
    line.move([point(50, 150)]);
    vi.advanceTimersByTime(100);
    line.move([point(70, 250)]);
    line.end();
    expect(strokesOf(doc)).toEqual([]);
    expect(live.at(-1)).toBeNull();
  });

  it('keeps the pressure of a pen, and none that a device only pretends', () => {
    for (const [pressure, kept] of [
      [0.3, true],
      [0.5, false],
    ] as const) {
      const { doc, line } = openLine({ pressure });
      line.end();
      expect(strokesOf(doc)[0]?.points[0]?.pressure !== undefined).toBe(kept);
    }
  });
});
