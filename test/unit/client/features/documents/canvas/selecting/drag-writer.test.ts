import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/documents/canvas.ts';
import { copyNodes } from '#shared/documents/canvas-copy.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { beginGesture, connect, createNode } from '#shared/documents/canvas-writers.ts';
import { DragWriter } from '#client/features/documents/canvas/selecting/drag-writer.ts';

let doc: Y.Doc;
let history: CanvasHistory;
let writer: DragWriter;

beforeEach(() => {
  vi.useFakeTimers();
  doc = new Y.Doc();
  const context = { doc, gesture: beginGesture('seed') };
  createNode(context, { id: 'aaaaaaa', kind: 'ranker', x: 0, y: 0 });
  createNode(context, { id: 'bbbbbbb', kind: 'cache', x: 300, y: 0 });
  connect(context, { id: 'ccccccc', source: 'aaaaaaa', target: 'bbbbbbb' });
  history = new CanvasHistory(doc);
  history.open();
  writer = new DragWriter(doc);
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
