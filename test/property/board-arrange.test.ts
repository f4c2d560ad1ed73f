import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALIGNMENTS,
  alignItems,
  DISTRIBUTIONS,
  distributeItems,
  type Placed,
} from '#shared/domain/board-arrange.ts';
import { enclosesRect, unionOf } from '#shared/domain/board-geometry.ts';
import type { Rect } from '#shared/domain/board-model.ts';
import { createSnapper } from '#shared/domain/board-snap.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 300) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`arrange properties: seed ${SEED}\n`);

const rect = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  w: fc.integer({ min: 32, max: 900 }),
  h: fc.integer({ min: 32, max: 900 }),
});
const items = fc
  .array(rect, { minLength: 2, maxLength: 12 })
  .map((rects): readonly Placed[] => rects.map((one, index) => ({ id: `node${index}`, rect: one })));

function put(all: readonly Placed[], places: ReadonlyMap<string, { x: number; y: number }>): readonly Rect[] {
  return all.map(({ id, rect: was }) => ({ ...was, ...places.get(id) }));
}

describe('aligning', () => {
  it('keeps whole pixels, sizes and the other axis, stays within the selection and does nothing twice', () => {
    fc.assert(
      fc.property(items, fc.constantFrom(...ALIGNMENTS), (all, alignment) => {
        const places = alignItems(all, alignment);
        const rects = put(all, places);
        const isAcross = ['left', 'centre', 'right'].includes(alignment);
        const before = unionOf(all.map((item) => item.rect));
        const after = unionOf(rects);
        for (const [index, { x, y }] of rects.entries()) {
          expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
          const was = all[index]?.rect;
          expect(isAcross ? y : x).toBe(isAcross ? was?.y : was?.x);
        }
        expect(before && after && enclosesRect(before, after)).toBe(true);
        // A middle of an odd length lies on half a pixel, so a second time may move by one.
        const aligned = all.map(({ id, rect: was }) => ({ id, rect: { ...was, ...places.get(id) } }));
        const again = put(aligned, alignItems(aligned, alignment));
        for (const [index, { x, y }] of again.entries()) {
          expect(Math.abs(x - (rects[index]?.x ?? 0))).toBeLessThanOrEqual(1);
          expect(Math.abs(y - (rects[index]?.y ?? 0))).toBeLessThanOrEqual(1);
        }
      }),
      OPTIONS,
    );
  });
});

describe('distributing', () => {
  it('leaves the ends, keeps whole pixels and makes gaps equal to a pixel', () => {
    fc.assert(
      fc.property(
        items.filter((all) => all.length > 2),
        fc.constantFrom(...DISTRIBUTIONS),
        (all, distribution) => {
          const [start, length] =
            distribution === 'horizontally' ? (['x', 'w'] as const) : (['y', 'h'] as const);
          const places = distributeItems(all, distribution);
          const order = [...all].sort(
            (a, b) =>
              a.rect[start] + a.rect[length] / 2 - b.rect[start] - b.rect[length] / 2 ||
              (a.id < b.id ? -1 : 1),
          );
          const rects = put(order, places);
          expect(rects[0]).toEqual(order[0]?.rect);
          expect(rects.at(-1)).toEqual(order.at(-1)?.rect);
          const gaps = rects.slice(1).map((next, index) => {
            const last = rects[index];
            return last ? next[start] - last[start] - last[length] : 0;
          });
          expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
          for (const { x, y } of rects) expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
        },
      ),
      OPTIONS,
    );
  });
});

describe('snapping', () => {
  it('never pulls further than it may, ends on whole pixels and draws only finite lines', () => {
    const dragged = fc.record({
      x: fc.double({ min: -5000, max: 5000, noNaN: true }),
      y: fc.double({ min: -5000, max: 5000, noNaN: true }),
      w: fc.integer({ min: 32, max: 900 }),
      h: fc.integer({ min: 32, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 20 }), dragged, (others, moving) => {
        const { dx, dy, guides } = createSnapper(others)(moving, { tolerance: 6, grid: 8 });
        expect(Math.abs(dx)).toBeLessThanOrEqual(6.0001);
        expect(Math.abs(dy)).toBeLessThanOrEqual(6.0001);
        expect(moving.x + dx).toBeCloseTo(Math.round(moving.x + dx), 6);
        expect(moving.y + dy).toBeCloseTo(Math.round(moving.y + dy), 6);
        for (const { x1, y1, x2, y2 } of guides)
          expect([x1, y1, x2, y2].every((value) => Number.isFinite(value))).toBe(true);
      }),
      OPTIONS,
    );
  });
});
