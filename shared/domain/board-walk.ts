import { rectOf } from './board-card.ts';
import { centreOf } from './board-geometry.ts';
import type { BoardEdge, BoardModel, BoardNode, Point } from './board-model.ts';

/** Moving over the board by arrow keys along its arrows. */

export type WalkDirection = 'left' | 'right' | 'up' | 'down';

const STEPS = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
} as const satisfies Record<WalkDirection, Point>;

export interface WalkStep {
  readonly edge: BoardEdge;
  readonly node: BoardNode;
}

/**
 * The node at the other end of the arrow that points most nearly in `direction`, seen from the middle of `nodeId`; of two
 * equally straight ones the nearer. Null when no arrow leads to that side.
 */
export function neighbourAlong(
  model: BoardModel,
  { nodeId, direction }: { readonly nodeId: string; readonly direction: WalkDirection },
): WalkStep | null {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const from = nodes.get(nodeId);
  if (!from) return null;
  const start = centreOf(rectOf(from));
  const step = STEPS[direction];
  let best: (WalkStep & { readonly straight: number; readonly distance: number }) | null = null;
  for (const edge of model.edges) {
    if (edge.source === edge.target || (edge.source !== nodeId && edge.target !== nodeId)) continue;
    const node = nodes.get(edge.source === nodeId ? edge.target : edge.source);
    if (!node) continue;
    const end = centreOf(rectOf(node));
    const away = { x: end.x - start.x, y: end.y - start.y };
    const distance = Math.hypot(away.x, away.y);
    // 1 is straight ahead, 0 is beside; rounded, so that a pixel of difference does not outweigh distance.
    const straight = Math.round(((away.x * step.x + away.y * step.y) / Math.max(distance, 1)) * 100) / 100;
    if (straight <= 0.01) continue;
    if (!best || straight > best.straight || (straight === best.straight && distance < best.distance))
      best = { edge, node, straight, distance };
  }
  return best && { edge: best.edge, node: best.node };
}

/** The end of an arrow that lies further in `direction`; the target when both lie alike. Null for an unknown arrow. */
export function endTowards(
  model: BoardModel,
  { edgeId, direction }: { readonly edgeId: string; readonly direction: WalkDirection },
): WalkStep | null {
  const edge = model.edges.find(({ id }) => id === edgeId);
  const source = model.nodes.find(({ id }) => id === edge?.source);
  const target = model.nodes.find(({ id }) => id === edge?.target);
  if (!edge || !source || !target) return null;
  const [from, to] = [centreOf(rectOf(source)), centreOf(rectOf(target))];
  const step = STEPS[direction];
  const along = (to.x - from.x) * step.x + (to.y - from.y) * step.y;
  return { edge, node: along < 0 ? source : target };
}

/**
 * The node that takes over the keyboard when `doomed` is deleted: one connected to it, else the nearest. Null when no node
 * is left.
 */
export function neighbourOfDoomed(model: BoardModel, doomed: ReadonlySet<string>): string | null {
  const left = model.nodes.filter(({ id, kind }) => !doomed.has(id) && !kind.startsWith('lane'));
  const isLeft = new Set(left.map(({ id }) => id));
  for (const { id, source, target } of model.edges) {
    if (!doomed.has(id) && !doomed.has(source) && !doomed.has(target)) continue;
    for (const end of [source, target]) if (isLeft.has(end)) return end;
  }
  const gone = model.nodes.find(({ id }) => doomed.has(id));
  if (!gone) return null;
  const from = centreOf(rectOf(gone));
  let nearest: string | null = null;
  let reach = Infinity;
  for (const node of left) {
    const at = centreOf(rectOf(node));
    const distance = Math.hypot(at.x - from.x, at.y - from.y);
    if (distance >= reach) continue;
    nearest = node.id;
    reach = distance;
  }
  return nearest;
}
