import { describe, expect, it } from 'vitest';
import type { BoardStroke } from '#shared/domain/board-model.ts';
import { beginErasing } from '#client/features/documents/canvas/ink/ink-acts.ts';

function flat(id: string, y: number): BoardStroke {
  const points = [
    { x: 0, y, atMs: 0 },
    { x: 100, y, atMs: 50 },
  ];
  return { id, kind: 'pen', colour: null, width: 2, points };
}

function openEraser() {
  const strokes = [flat('stroke00', 0), flat('stroke01', 50), flat('stroke02', 100)];
  const doomed: string[][] = [];
  const erased: (readonly string[])[] = [];
  const eraser = beginErasing({
    start: { x: 50, y: -30, atMs: 0 },
    reach: 5,
    getStrokes: () => strokes,
    onDoomed: (ids) => doomed.push([...ids]),
    onErase: (ids) => erased.push(ids),
  });
  return { eraser, doomed, erased };
}

describe('a drag of the eraser', () => {
  it('marks what it comes upon and takes it all at once when it is lifted', () => {
    const { eraser, doomed, erased } = openEraser();
    eraser.move([{ x: 50, y: 10, atMs: 16 }]);
    eraser.move([{ x: 50, y: 70, atMs: 32 }]);
    expect(doomed.at(-1)).toEqual(['stroke00', 'stroke01']);
    expect(erased).toEqual([]);
    eraser.end();
    expect(erased).toEqual([['stroke00', 'stroke01']]);
    expect(doomed.at(-1)).toEqual([]);
  });

  it('takes nothing when a second finger comes, the tool is put away, or it met nothing', () => {
    const swept = openEraser();
    swept.eraser.move([{ x: 50, y: 70, atMs: 32 }]);
    swept.eraser.revoke();
    expect([swept.erased, swept.doomed.at(-1)]).toEqual([[], []]);
    const left = openEraser();
    left.eraser.move([{ x: 50, y: 70, atMs: 32 }]);
    left.eraser.leave();
    expect([left.erased, left.doomed.at(-1)]).toEqual([[], []]);
    const idle = openEraser();
    idle.eraser.end();
    expect(idle.erased).toEqual([]);
  });
});
