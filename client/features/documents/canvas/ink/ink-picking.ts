import { inDrawingOrder, isStrokeMet, strokeBounds, type EraserMove } from '#shared/domain/board-ink.ts';
import { rectsIntersect } from '#shared/domain/board-geometry.ts';
import type { BoardStroke, Point, Rect } from '#shared/domain/board-model.ts';

/** Which strokes an eraser, a pointer or a marquee comes upon. */

/** How near a press has to be to a line, in pixels of the screen. */
export const PICK_REACH_PX = 8;

/** Strokes that an eraser comes upon from one point to the next, as ids. */
export function findMet(strokes: readonly BoardStroke[], move: EraserMove): readonly string[] {
  return strokes.filter((stroke) => isMet(stroke, move)).map(({ id }) => id);
}

/** Ids of the strokes whose drawn extent a rectangle touches. */
export function strokesTouching(strokes: readonly BoardStroke[], rect: Rect): readonly string[] {
  return strokes.filter((stroke) => rectsIntersect(rect, extentOf(stroke))).map(({ id }) => id);
}

/**
 * The stroke a press at `point` means: the uppermost whose line is under it, else the uppermost within `reach` flow pixels.
 * Over a component or an arrow only the line of a pen counts, because what stands there was meant to be pressed as well; a
 * highlighter marks what is under it. Null for none.
 */
export function strokeAt(
  strokes: readonly BoardStroke[],
  {
    point,
    reach,
    isOverItem,
  }: { readonly point: Point; readonly reach: number; readonly isOverItem: boolean },
): BoardStroke | null {
  const candidates = isOverItem ? strokes.filter(({ kind }) => kind === 'pen') : inDrawingOrder(strokes);
  const within = (distance: number) =>
    candidates.findLast((stroke) => isMet(stroke, { from: point, to: point, reach: distance })) ?? null;
  return within(0) ?? (isOverItem ? null : within(reach));
}

const knownExtents = new WeakMap<BoardStroke, Rect>();

/** What a stroke covers; strokes are values, so that it is found once. */
export function extentOf(stroke: BoardStroke): Rect {
  const known = knownExtents.get(stroke);
  if (known) return known;
  const extent = strokeBounds(stroke) ?? { x: 0, y: 0, w: 0, h: 0 };
  knownExtents.set(stroke, extent);
  return extent;
}

function isMet(stroke: BoardStroke, move: EraserMove): boolean {
  return isStrokeMet(stroke, extentOf(stroke), move);
}
