import { isLane, rectOf } from './board-card.ts';
import { centreOf, containsPoint, enclosesRect, rectsIntersect } from './board-geometry.ts';
import type { BoardModel, Rect } from './board-model.ts';

/** What a lane carries along. Lanes hold nothing in the document: membership follows from geometry. */

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
