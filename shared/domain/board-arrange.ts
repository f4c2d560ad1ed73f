import { unionOf } from './board-geometry.ts';
import type { Point, Rect } from './board-model.ts';

/** Putting several things in line: where each of them goes, as integer flow pixels. Nothing here knows about documents. */

/** A thing that can be put somewhere else. */
export interface Placed {
  readonly id: string;
  readonly rect: Rect;
}

/** What is brought to one line: a side, or a middle (`centre` of the width, `middle` of the height). */
export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export const DISTRIBUTIONS = ['horizontally', 'vertically'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** Top left corners that bring `items` to the common edge or middle of the rectangle around them. */
export function alignItems(items: readonly Placed[], alignment: Alignment): ReadonlyMap<string, Point> {
  const around = unionOf(items.map(({ rect }) => rect));
  if (!around) return new Map();
  return new Map(items.map(({ id, rect }) => [id, alignedPlace(rect, { around, alignment })]));
}

/**
 * Top left corners that leave equal gaps between neighbours. The first and the last stay; gaps differ by at most a pixel,
 * because places are whole. Items that overlap are spread with equal overlaps. Fewer than three stay as they are.
 */
export function distributeItems(
  items: readonly Placed[],
  distribution: Distribution,
): ReadonlyMap<string, Point> {
  const [start, length] = distribution === 'horizontally' ? (['x', 'w'] as const) : (['y', 'h'] as const);
  const middleOf = (rect: Rect): number => rect[start] + rect[length] / 2;
  const ordered = [...items].sort((a, b) => middleOf(a.rect) - middleOf(b.rect) || (a.id < b.id ? -1 : 1));
  const first = ordered[0];
  const last = ordered.at(-1);
  if (!first || !last || ordered.length < 3)
    return new Map(items.map(({ id, rect }) => [id, cornerOf(rect)]));
  const inner = ordered.slice(1, -1);
  const filled = inner.reduce((sum, { rect }) => sum + rect[length], 0);
  const gap = (last.rect[start] - first.rect[start] - first.rect[length] - filled) / (ordered.length - 1);
  let next = first.rect[start] + first.rect[length] + gap;
  const places = new Map([first, last].map(({ id, rect }) => [id, cornerOf(rect)]));
  for (const { id, rect } of inner) {
    places.set(id, { ...cornerOf(rect), [start]: Math.round(next) + 0 });
    next += rect[length] + gap;
  }
  return places;
}

function alignedPlace(
  rect: Rect,
  { around, alignment }: { readonly around: Rect; readonly alignment: Alignment },
): Point {
  const { x, y } = cornerOf(rect);
  switch (alignment) {
    case 'left':
      return { x: Math.round(around.x), y };
    case 'centre':
      return { x: Math.round(around.x + (around.w - rect.w) / 2) + 0, y };
    case 'right':
      return { x: Math.round(around.x + around.w - rect.w) + 0, y };
    case 'top':
      return { x, y: Math.round(around.y) };
    case 'middle':
      return { x, y: Math.round(around.y + (around.h - rect.h) / 2) + 0 };
    case 'bottom':
      return { x, y: Math.round(around.y + around.h - rect.h) + 0 };
  }
}

function cornerOf({ x, y }: Rect): Point {
  return { x, y };
}
