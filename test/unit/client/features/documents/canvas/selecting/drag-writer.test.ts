import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/documents/canvas.ts';
import { copyNodes } from '#shared/documents/canvas-copy.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { moveStrokes, startStroke } from '#shared/documents/canvas-ink-writers.ts';
import { beginGesture, connect, createNode } from '#shared/documents/canvas-writers.ts';
import type { InkHandRef } from '#client/features/documents/canvas/ink/ink-hand.ts';
import { DragWriter } from '#client/features/documents/canvas/selecting/drag-writer.ts';

let doc: Y.Doc;
let history: CanvasHistory;
let writer: DragWriter;
let ink: InkHandRef;

beforeEach(() => {
  vi.useFakeTimers();
  doc = new Y.Doc();
  const context = { doc, gesture: beginGesture('seed') };
  createNode(context, { id: 'aaaaaaa', kind: 'ranker', x: 0, y: 0 });
  createNode(context, { id: 'bbbbbbb', kind: 'cache', x: 300, y: 0 });
  connect(context, { id: 'ccccccc', source: 'aaaaaaa', target: 'bbbbbbb' });
  history = new CanvasHistory(doc);
  history.open();
  ink = { current: null };
  writer = new DragWriter(doc, ink);
});

afterEach(() => {
  vi.useRealTimers();
});

function places(): readonly (readonly [string, number, number])[] {
  return readBoard(doc).nodes.map(({ id, x, y }) => [id, x, y] as const);
}

describe('moving several nodes', () => {
  it('writes them together at the pace of a drag, and one undo takes all of it back', () => {
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    for (let step = 1; step <= 10; step += 1) {
      writer.queue('aaaaaaa', { x: step * 8, y: 0 });
      writer.queue('bbbbbbb', { x: 300 + step * 8, y: 0 });
      vi.advanceTimersByTime(10);
    }
    writer.finish();
    expect(updates).toBeLessThanOrEqual(3);
    expect(places()).toEqual([
      ['aaaaaaa', 80, 0],
      ['bbbbbbb', 380, 0],
    ]);
    expect(history.undo()?.label).toBe('move');
    expect(places()).toEqual([
      ['aaaaaaa', 0, 0],
      ['bbbbbbb', 300, 0],
    ]);
    expect(history.getState().canUndo).toBe(false);
  });

  it('makes one step of a burst of arrow keys, and another of the next burst', () => {
    for (const x of [8, 16, 24]) {
      writer.nudge(new Map([['aaaaaaa', { x, y: 0 }]]));
      vi.advanceTimersByTime(300);
    }
    expect(places()[0]).toEqual(['aaaaaaa', 24, 0]);
    vi.advanceTimersByTime(1000);
    writer.nudge(new Map([['aaaaaaa', { x: 32, y: 0 }]]));
    vi.advanceTimersByTime(1000);
    history.undo();
    expect(places()[0]).toEqual(['aaaaaaa', 24, 0]);
    history.undo();
    expect(places()[0]).toEqual(['aaaaaaa', 0, 0]);
  });

  it('does not mix a drag into the burst before it', () => {
    writer.nudge(new Map([['aaaaaaa', { x: 8, y: 0 }]]));
    writer.queue('bbbbbbb', { x: 400, y: 0 });
    writer.finish();
    history.undo();
    expect(places()).toEqual([
      ['aaaaaaa', 8, 0],
      ['bbbbbbb', 300, 0],
    ]);
  });

  it('moves ink with the nodes, in the same updates and in the same step of undo', async () => {
    const context = { doc, gesture: beginGesture('draw') };
    const style = { kind: 'pen', colour: null, width: 3 } as const;
    const stroke = startStroke(context, style, [{ x: 5.5, y: 5, atMs: 0 }])?.id ?? '';
    const start = () => readBoard(doc).strokes[0]?.points[0];
    ink.current = {
      touching: () => [],
      startsOf: () => [],
      show: () => undefined,
      copy: copyNodes,
      move: moveStrokes,
    };
    let updates = 0;
    doc.on('update', () => (updates += 1));
    writer.queue('aaaaaaa', { x: 80, y: 0 });
    writer.queue(stroke, { x: 85.5, y: 5 });
    await vi.advanceTimersByTimeAsync(10);
    expect(updates).toBe(1);
    writer.queue(stroke, { x: 105.5, y: 5 });
    writer.finish();
    writer.nudge(new Map([[stroke, { x: 113.5, y: 5 }]]));
    expect(start()).toMatchObject({ x: 113.5, y: 5 });
    history.undo();
    expect(start()).toMatchObject({ x: 105.5, y: 5 });
    history.undo();
    expect([start()?.x, places()[0]]).toEqual([5.5, ['aaaaaaa', 0, 0]]);
  });

  it('takes copies and their way back in one undo', () => {
    const gesture = beginGesture('duplicate');
    const copies = copyNodes({ doc, gesture }, readBoard(doc), { ids: ['aaaaaaa', 'bbbbbbb'], dx: 0, dy: 0 });
    writer.begin(gesture);
    for (const id of copies.values()) writer.queue(id, { x: 40, y: 200 });
    writer.finish();
    expect(readBoard(doc).nodes).toHaveLength(4);
    expect(readBoard(doc).edges).toHaveLength(2);
    expect(places().filter(([, , y]) => y === 200)).toHaveLength(2);
    history.undo();
    expect(readBoard(doc).nodes).toHaveLength(2);
    expect(readBoard(doc).edges).toHaveLength(1);
    expect(history.getState().canUndo).toBe(false);
  });
});
