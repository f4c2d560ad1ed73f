import type { Rect } from './board-model.ts';

/** Somebody's view of a board, and whose view they follow; the ids are of pages, not of people. */
export interface Follower {
  readonly clientId: number;
  readonly following: number | null;
}

/**
 * Whose view to show: the end of the chain that begins with whom one follows, because a follower's own view is only an
 * echo. Null when that page is gone, and when the chain comes back to where it was: people who follow each other all stand still.
 */
export function findLeader(
  peers: readonly Follower[],
  { self, following }: { readonly self: number; readonly following: number },
): number | null {
  const next = new Map(peers.map((peer) => [peer.clientId, peer.following]));
  const passed = new Set([self]);
  let at = following;
  for (;;) {
    if (passed.has(at)) return null;
    passed.add(at);
    const further = next.get(at);
    if (further === undefined) return null;
    if (further === null) return at;
    // Whom they follow may just have left; then theirs is the view that is left to follow.
    if (further !== self && !next.has(further)) return at;
    at = further;
  }
}

/** Where a pane has to look. React Flow's viewport: flow * zoom + offset = screen. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The part of the board a pane shows, in flow pixels; sizes of the pane in CSS pixels. */
export function visibleRect(
  { x, y, zoom }: Viewport,
  pane: { readonly w: number; readonly h: number },
): Rect {
  return { x: -x / zoom, y: -y / zoom, w: pane.w / zoom, h: pane.h / zoom };
}

/** The viewport that shows all of a rectangle in the middle of a pane, as large as fits within the zoom bounds. */
export function viewportFor(
  rect: Rect,
  pane: { readonly w: number; readonly h: number },
  bounds: { readonly min: number; readonly max: number },
): Viewport {
  const zoom = Math.max(bounds.min, Math.min(bounds.max, pane.w / rect.w, pane.h / rect.h));
  return {
    x: pane.w / 2 - (rect.x + rect.w / 2) * zoom,
    y: pane.h / 2 - (rect.y + rect.h / 2) * zoom,
    zoom,
  };
}
