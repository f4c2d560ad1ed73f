import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { beginGesture, createNode, moveNodes } from '#shared/documents/canvas-writers.ts';
import { watchBoard, type BoardWatch } from '#client/features/scenarios/board-talk/board-watch.ts';

let doc: Y.Doc;
let watch: BoardWatch;
let idle: (() => void)[];
const reads = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  reads.mockClear();
  idle = [];
  doc = new Y.Doc();
  watch = watchBoard(doc, (task) => {
    idle.push(task);
    return () => {
      idle = idle.filter((each) => each !== task);
    };
  });
  watch.subscribe(reads);
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

function beIdle(): void {
  const tasks = idle;
  idle = [];
  for (const task of tasks) task();
}

function addNode(): string {
  const id = createNode({ doc, gesture: beginGesture('Insert') }, { kind: 'ranker', x: 0, y: 0 });
  if (id === null) throw new Error('the board is full');
  return id;
}

function drag(id: string, times: number): void {
  for (let step = 1; step <= times; step += 1) {
    moveNodes({ doc, gesture: beginGesture('Move') }, new Map([[id, { x: step, y: 0 }]]));
    beIdle();
  }
}

const nodeCount = () => watch.getSnapshot().nodes.length;

describe('the watch on a board', () => {
  it('reads what is there when it begins', () => {
    const full = new Y.Doc();
    createNode({ doc: full, gesture: beginGesture('Insert') }, { kind: 'cache', x: 0, y: 0 });
    const other = watchBoard(full);
    expect(other.getSnapshot().nodes.map(({ kind }) => kind)).toEqual(['cache']);
    other.close();
  });

  it('waits for an idle moment', () => {
    vi.advanceTimersByTime(1_000);
    addNode();
    expect(nodeCount()).toBe(0);
    beIdle();
    expect(nodeCount()).toBe(1);
  });

  it('reads a long drag once a second, and its last place in the end', () => {
    const id = addNode();
    vi.advanceTimersByTime(1_000);
    beIdle();
    reads.mockClear();
    for (let second = 0; second < 3; second += 1) {
      drag(id, 20);
      vi.advanceTimersByTime(1_000);
      beIdle();
    }
    expect(reads.mock.calls.length).toBeLessThanOrEqual(4);
    drag(id, 33);
    vi.advanceTimersByTime(1_000);
    beIdle();
    expect(watch.getSnapshot().nodes[0]?.x).toBe(33);
  });

  it('does nothing after it was closed', () => {
    vi.advanceTimersByTime(1_000);
    addNode();
    watch.close();
    beIdle();
    vi.advanceTimersByTime(5_000);
    expect(nodeCount()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
