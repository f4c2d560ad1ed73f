import type { Viewport } from '@xyflow/react';
import type { Point } from '#shared/domain/board-model.ts';

/** Where the fingers that move the board are, by pointer id, in pixels from the board's corner. */
export type Fingers = ReadonlyMap<number, Point>;

/**
 * The view after fingers moved: one finger or the mouse drags the board along, two also zoom it about their middle. What
 * lay under them before lies under them afterwards.
 */
export function moveView(
  view: Viewport,
  move: {
    readonly before: Fingers;
    readonly after: Fingers;
    readonly minZoom: number;
    readonly maxZoom: number;
  },
): Viewport {
  const before = grip(move.before);
  const after = grip(move.after);
  if (!before || !after) return view;
  const stretch = before.spread > 0 && after.spread > 0 ? after.spread / before.spread : 1;
  const zoom = Math.max(move.minZoom, Math.min(move.maxZoom, view.zoom * stretch));
  const scale = zoom / view.zoom;
  return {
    x: after.x - (before.x - view.x) * scale,
    y: after.y - (before.y - view.y) * scale,
    zoom,
  };
}

/** Middle and distance of the first two fingers; a third changes nothing. */
function grip(fingers: Fingers): (Point & { readonly spread: number }) | null {
  const [first, second = first] = fingers.values();
  if (!first || !second) return null;
  return {
    x: (first.x + second.x) / 2,
    y: (first.y + second.y) / 2,
    spread: Math.hypot(first.x - second.x, first.y - second.y),
  };
}
