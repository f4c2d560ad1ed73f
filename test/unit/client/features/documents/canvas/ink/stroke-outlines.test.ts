import { describe, expect, it } from 'vitest';
import { strokePath } from '#shared/domain/board-ink.ts';
import type { BoardStroke } from '#shared/domain/board-model.ts';
import { StrokeOutlines } from '#client/features/documents/canvas/ink/stroke-outlines.ts';

const STROKE: BoardStroke = {
  id: 'aaaaaaa',
  kind: 'pen',
  colour: null,
  width: 4,
  points: [
    { x: 0.5, y: 10, atMs: 0 },
    { x: 40, y: 12.5, atMs: 8 },
    { x: 90, y: 10, atMs: 16 },
  ],
};

function moved(stroke: BoardStroke, dx: number, dy: number): BoardStroke {
  return {
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, x: point.x + dx, y: point.y + dy })),
  };
}

describe('outlines of strokes', () => {
  it('are found once however often the stroke is moved, and again when it grew or was bent', () => {
    const outlines = new StrokeOutlines();
    const [first] = outlines.place([STROKE]);
    expect(first).toEqual({ d: strokePath(STROKE), x: 0, y: 0 });
    const there = moved(STROKE, 33, -7);
    expect(outlines.place([there])).toEqual([{ d: first?.d, x: 33, y: -7 }]);
    expect(outlines.place([moved(there, 1, 1)])[0]).toEqual({ d: first?.d, x: 34, y: -6 });

    const grown = { ...there, points: [...there.points, { x: 200, y: 3, atMs: 24 }] };
    expect(outlines.place([grown])).toEqual([{ d: strokePath(grown), x: 0, y: 0 }]);
    const bent = { ...grown, points: grown.points.with(1, { x: 44, y: 44, atMs: 8 }) };
    expect(outlines.place([bent])).toEqual([{ d: strokePath(bent), x: 0, y: 0 }]);
  });

  it('are forgotten with their strokes', () => {
    const outlines = new StrokeOutlines();
    outlines.place([STROKE]);
    outlines.place([]);
    expect(outlines.place([moved(STROKE, 5, 5)])[0]).toMatchObject({ x: 0, y: 0 });
  });
});
