import { describe, expect, it } from 'vitest';
import { moveView } from '#client/features/documents/canvas/ink/ink-navigation.ts';

const LIMITS = { minZoom: 0.2, maxZoom: 2.5 };
const at = (...places: (readonly [number, number])[]) => new Map(places.map(([x, y], id) => [id, { x, y }]));

describe('moving the board with fingers', () => {
  it('drags it along with one', () => {
    const move = { before: at([10, 10]), after: at([40, 0]), ...LIMITS };
    expect(moveView({ x: 5, y: 5, zoom: 2 }, move)).toEqual({ x: 35, y: -5, zoom: 2 });
  });

  it('keeps what lies under two fingers under them', () => {
    const before = at([100, 100], [200, 100]);
    const after = at([50, 120], [250, 120]);
    const view = { x: 30, y: -20, zoom: 0.8 };
    const moved = moveView(view, { before, after, ...LIMITS });
    expect(moved.zoom).toBeCloseTo(1.6);
    for (const id of [0, 1]) {
      const [was, is] = [before.get(id), after.get(id)];
      if (!was || !is) throw new Error('both fingers are there');
      expect((is.x - moved.x) / moved.zoom).toBeCloseTo((was.x - view.x) / view.zoom);
      expect((is.y - moved.y) / moved.zoom).toBeCloseTo((was.y - view.y) / view.zoom);
    }
  });

  it('stops at the limits of the zoom and does nothing without a finger', () => {
    const view = { x: 0, y: 0, zoom: 1 };
    const wide = { before: at([0, 0], [10, 0]), after: at([0, 0], [900, 0]), ...LIMITS };
    expect(moveView(view, wide).zoom).toBe(2.5);
    expect(moveView(view, { before: at(), after: at(), ...LIMITS })).toBe(view);
  });
});
