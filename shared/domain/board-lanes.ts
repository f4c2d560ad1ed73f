import { rectOf } from './board-card.ts';
import { centreOf, containsPoint } from './board-geometry.ts';
import type { BoardModel, BoardNode, Point, Rect } from './board-model.ts';
import { componentOf } from './ml-components.ts';

/** What a lane carries along. Lanes hold nothing in the document: membership follows from geometry. */

export function isLane(node: BoardNode): boolean {
  return componentOf(node.kind).form === 'lane';
}

/** `ids` and, for each lane among them, the nodes whose middle lies in it and the lanes that lie wholly in it. */
export function withLaneContents(model: BoardModel, ids: Iterable<string>): ReadonlySet<string> {
  const moved = new Set(ids);
  const lanes = model.nodes.filter((node) => moved.has(node.id) && isLane(node)).map(rectOf);
  if (lanes.length === 0) return moved;
  for (const node of model.nodes) {
    const rect = rectOf(node);
    if (lanes.some((lane) => (isLane(node) ? enclosesRect(lane, rect) : containsPoint(lane, centreOf(rect)))))
      moved.add(node.id);
  }
  return moved;
}

/** Ids of the nodes that a rectangle touches; of lanes only those it holds wholly, because a lane is what one draws on. */
export function nodesTouching(model: BoardModel, rect: Rect): readonly string[] {
  return model.nodes
    .filter((node) => (isLane(node) ? enclosesRect : rectsIntersect)(rect, rectOf(node)))
    .map(({ id }) => id);
}

/** The rectangle between two opposite corners. */
export function rectBetween(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** True when all of `inner` lies in `outer`, borders included. */
export function enclosesRect(outer: Rect, inner: Rect): boolean {
  return containsPoint(outer, inner) && containsPoint(outer, { x: inner.x + inner.w, y: inner.y + inner.h });
}

/** True when two rectangles share any area. */
export function rectsIntersect(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
