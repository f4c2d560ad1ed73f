import { describe, expect, it } from 'vitest';
import type { BoardStroke } from '#shared/domain/board-model.ts';
import { strokeAt, strokesTouching } from '#client/features/documents/canvas/ink/ink-picking.ts';

/** A level line from x 0 to 100. */
function level(id: string, y: number, change: Partial<BoardStroke> = {}): BoardStroke {
  return {
    id,
    kind: 'pen',
    colour: null,
    width: 4,
    points: [
      { x: 0, y, atMs: 0 },
      { x: 100, y, atMs: 100 },
    ],
    ...change,
  };
}

const onPane = { reach: 8, isOverItem: false };

describe('the stroke a press means', () => {
  it('is one within reach, and none further away', () => {
    const strokes = [level('aaaaaaa', 50)];
    expect(strokeAt(strokes, { point: { x: 50, y: 59 }, ...onPane })?.id).toBe('aaaaaaa');
    expect(strokeAt(strokes, { point: { x: 50, y: 61 }, ...onPane })).toBeNull();
    expect(strokeAt(strokes, { point: { x: 120, y: 50 }, ...onPane })).toBeNull();
  });

  it('is the line under the pointer before one that is only near, and of several the uppermost', () => {
    const strokes = [level('aaaaaaa', 50), level('bbbbbbb', 56), level('ccccccc', 50)];
    expect(strokeAt(strokes, { point: { x: 50, y: 50 }, ...onPane })?.id).toBe('ccccccc');
    expect(strokeAt(strokes, { point: { x: 50, y: 55 }, ...onPane })?.id).toBe('bbbbbbb');
    const felt = [level('aaaaaaa', 50), level('bbbbbbb', 50, { kind: 'highlighter', width: 20 })];
    expect(strokeAt(felt, { point: { x: 50, y: 50 }, ...onPane })?.id).toBe('aaaaaaa');
    expect(strokeAt(felt, { point: { x: 50, y: 58 }, ...onPane })?.id).toBe('bbbbbbb');
  });

  it('over a component is only the line of a pen itself', () => {
    const over = { reach: 8, isOverItem: true };
    const strokes = [level('aaaaaaa', 50), level('bbbbbbb', 80, { kind: 'highlighter', width: 20 })];
    expect(strokeAt(strokes, { point: { x: 50, y: 51 }, ...over })?.id).toBe('aaaaaaa');
    expect(strokeAt(strokes, { point: { x: 50, y: 55 }, ...over })).toBeNull();
    expect(strokeAt(strokes, { point: { x: 50, y: 80 }, ...over })).toBeNull();
  });
});

describe('a marquee', () => {
  it('takes the strokes whose drawn extent it touches, their width included', () => {
    const strokes = [level('aaaaaaa', 50), level('bbbbbbb', 200)];
    expect(strokesTouching(strokes, { x: -20, y: 20, w: 30, h: 28.5 })).toEqual(['aaaaaaa']);
    expect(strokesTouching(strokes, { x: -20, y: 20, w: 30, h: 27 })).toEqual([]);
    expect(strokesTouching(strokes, { x: 40, y: 0, w: 1, h: 300 })).toEqual(['aaaaaaa', 'bbbbbbb']);
  });
});
