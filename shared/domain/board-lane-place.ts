import { CARD, isLane, rectOf } from './board-card.ts';
import { enclosesRect, rectsIntersect, unionOf } from './board-geometry.ts';
import { BOARD_LIMITS, type BoardModel, type BoardNode, type Point, type Rect } from './board-model.ts';
import { laneOf } from './board-outline.ts';
import { BOARD_GRID, findPlace, toGrid } from './board-placement.ts';

/** Where a node goes when somebody named the lane and not the place, as the outline does. */

const MARGIN = 24;
/** Room for arrows with labels at first; closer when the lane fills up. */
const GAPS = [
  { x: 88, y: 24 },
  { x: 88, y: 8 },
  { x: 24, y: 8 },
] as const;

export interface LanePlaceRequest {
  /** Null for outside of all lanes. */
  readonly laneId: string | null;
  readonly size: { readonly w: number; readonly h: number };
  /** Stand right of this one when there is room. */
  readonly after?: BoardNode | null;
  /** The node that is moved, which is not in its own way. */
  readonly moving?: string | null;
}

/** A place, and what has to make room for it first. */
export interface LanePlace {
  readonly spot: Point;
  /** The lane at a greater height, when nothing more fits into it. */
  readonly lane: (Rect & { readonly id: string }) | null;
  /** What stands below a lane that grows, at its new places. */
  readonly moves: ReadonlyMap<string, Point>;
}

/**
 * The top left corner for a node in a lane, on the grid: right of `after`, else behind what stands there last, else the
 * first free cell row by row. A full lane grows by a row and pushes down what is below it. Outside of lanes a node stands
 * beside the last one there, else below everything.
 */
export function findLanePlaceFor(model: BoardModel, request: LanePlaceRequest): LanePlace {
  const { laneId, size, after = null, moving = null } = request;
  const others = model.nodes.filter((node) => node.id !== moving && !isLane(node));
  const lane = model.nodes.find(({ id }) => id === laneId);
  if (!lane) return { spot: outsideSpot(model, { size, after, moving }), lane: null, moves: new Map() };
  const members = others.filter((node) => laneOf(model, node)?.id === laneId);
  const spot = freeSpot({ lane: rectOf(lane), size, after, members, taken: others.map(rectOf) });
  if (spot) return { spot, lane: null, moves: new Map() };
  return growingPlace(model, { lane, size, members });
}

function freeSpot({
  lane,
  size,
  after,
  members,
  taken,
}: {
  readonly lane: Rect;
  readonly size: LanePlaceRequest['size'];
  readonly after: BoardNode | null;
  readonly members: readonly BoardNode[];
  readonly taken: readonly Rect[];
}): Point | null {
  const inside = innerRect(lane);
  for (const gap of GAPS) {
    for (const spot of candidates({ inside, size, gap, after: after && rectOf(after), members })) {
      const rect = { ...spot, ...size };
      if (enclosesRect(inside, rect) && !taken.some((other) => rectsIntersect(other, rect))) return spot;
    }
  }
  return null;
}

function growingPlace(
  model: BoardModel,
  {
    lane,
    size,
    members,
  }: {
    readonly lane: BoardNode;
    readonly size: LanePlaceRequest['size'];
    readonly members: readonly BoardNode[];
  },
): LanePlace {
  const rect = rectOf(lane);
  const bottom = rect.y + rect.h;
  const lowest = Math.max(...members.map(rectOf).map(({ y, h }) => y + h), rect.y + CARD.laneHeader);
  const spot = toGridPoint({ x: rect.x + MARGIN, y: lowest + MARGIN });
  const height = Math.min(spot.y + size.h + MARGIN - rect.y, BOARD_LIMITS.maxSize);
  const push = Math.max(0, Math.ceil((height - rect.h) / BOARD_GRID) * BOARD_GRID);
  const below = model.nodes.filter((node) => node.y >= bottom);
  return {
    spot,
    lane: { ...rect, id: lane.id, h: rect.h + push },
    moves: new Map(below.map(({ id, x, y }) => [id, { x, y: y + push }])),
  };
}

function* candidates({
  inside,
  size,
  gap,
  after,
  members,
}: {
  readonly inside: Rect;
  readonly size: LanePlaceRequest['size'];
  readonly gap: Point;
  readonly after: Rect | null;
  readonly members: readonly BoardNode[];
}): Generator<Point> {
  if (after) yield toGridPoint({ x: after.x + after.w + gap.x, y: after.y });
  // Behind what was put there last, so that a lane filled from the outline reads in the order of filling.
  const last = lastOf(members);
  if (last && !after) yield toGridPoint({ x: last.x + rectOf(last).w + gap.x, y: last.y });
  for (let { y } = inside; y + size.h <= inside.y + inside.h; y += size.h + gap.y)
    for (let { x } = inside; x + size.w <= inside.x + inside.w; x += size.w + gap.x)
      yield toGridPoint({ x, y });
}

function outsideSpot(
  model: BoardModel,
  { size, after, moving }: { size: LanePlaceRequest['size']; after: BoardNode | null; moving: string | null },
): Point {
  const rest = { ...model, nodes: model.nodes.filter(({ id }) => id !== moving) };
  const outside = rest.nodes.filter((node) => !isLane(node) && !laneOf(rest, node));
  const neighbour = after && outside.includes(after) ? after : lastOf(outside);
  const spot = findPlace(rest, {
    size,
    centre: { x: size.w / 2, y: size.h / 2 },
    beside: neighbour && rectOf(neighbour),
  });
  if (!rest.nodes.some((node) => rectsIntersect(rectOf(node), { ...spot, ...size }))) return spot;
  const all = unionOf(rest.nodes.map(rectOf));
  return all ? toGridPoint({ x: all.x + MARGIN, y: all.y + all.h + MARGIN * 2 }) : spot;
}

function innerRect({ x, y, w, h }: Rect): Rect {
  const start = toGridPoint({ x: x + MARGIN, y: y + CARD.laneHeader + BOARD_GRID });
  return { ...start, w: x + w - MARGIN - start.x, h: y + h - BOARD_GRID - start.y };
}

function lastOf(nodes: readonly BoardNode[]): BoardNode | null {
  return [...nodes].sort((a, b) => a.y - b.y || a.x - b.x).at(-1) ?? null;
}

function toGridPoint({ x, y }: Point): Point {
  return { x: toGrid(x), y: toGrid(y) };
}
