import type { Point } from '#shared/domain/board-model.ts';

/** Moves a circle past React, as often as the pointer moves; without a place it shrinks to nothing. */
export function placeCircle(
  circle: SVGCircleElement | null,
  { at, radius }: { readonly at: Point | null; readonly radius: number },
): void {
  circle?.setAttribute('r', String(at ? radius : 0));
  if (!at) return;
  circle?.setAttribute('cx', String(at.x));
  circle?.setAttribute('cy', String(at.y));
}
