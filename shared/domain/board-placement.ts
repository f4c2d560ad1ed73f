import { rectOf } from './board-card.ts';
import { centreOf, containsPoint, rectsIntersect } from './board-geometry.ts';
import type { BoardModel, Point, Rect } from './board-model.ts';
import { componentOf, type ComponentKind } from './ml-components.ts';

/** Where a new node goes when nobody pointed at a place. */

/** New nodes and drags keep to this grid, in pixels, so that boards line up without effort. */
export const BOARD_GRID = 8;
const GAP = 32;
/** Room for an arrow and its label between a node and the one put beside it. */
const BESIDE_GAP = 88;
const MAX_TRIES = 60;
/** Below the upper edge of a lane, where its name stands. */
const LANE_HEAD = 40;
/** Cells round the wanted place, in the order they are tried: along the row first, as data flows, then below and above. */
const COLUMNS = [0, 1, -1, 2, -2, 3, -3] as const;
const ROWS = [0, 1, -1, 2, -2] as const;

export interface PlacementRequest {
  readonly size: { readonly w: number; readonly h: number };
  /** Put the node right of this one, for example the one that has focus. */
  readonly beside: Rect | null;
  /** Otherwise centre it here. */
  readonly centre: Point;
}

/**
 * The top left corner for a new node, on the grid: the wanted place, else the nearest free cell of the lane it is in,
 * else the next free place below.
 */
export function findPlace(model: BoardModel, { size, beside, centre }: PlacementRequest): Point {
  const wanted = beside
    ? { x: beside.x + beside.w + BESIDE_GAP, y: beside.y + (beside.h - size.h) / 2 }
    : { x: centre.x - size.w / 2, y: centre.y - size.h / 2 };
  const taken = model.nodes.filter((node) => componentOf(node.kind).form !== 'lane').map(rectOf);
  const x = toGrid(wanted.x);
  let y = toGrid(wanted.y);
  if (!beside) {
    const inLane = findCell(model, { size, centre, taken });
    if (inLane) return inLane;
  }
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const blocker = taken.find((rect) => rectsIntersect(rect, { x, y, ...size }));
    if (!blocker) break;
    y = toGrid(blocker.y + blocker.h + GAP);
  }
  return { x, y };
}

/**
 * The middle of the view, moved up or down into the lane `kind` usually stands in when that lane's middle is in view;
 * otherwise a new node would often land on the border between two lanes.
 */
export function findCentre(
  model: BoardModel,
  { kind, view }: { readonly kind: ComponentKind; readonly view: Rect },
): Point {
  const middle = centreOf(view);
  const { lane } = componentOf(kind);
  const home = lane === 'shared' ? undefined : model.nodes.find((node) => node.kind === `lane_${lane}`);
  if (!home) return middle;
  const rect = rectOf(home);
  const y = centreOf(rect).y;
  const isInView = y > view.y && y < view.y + view.h && middle.x > rect.x && middle.x < rect.x + rect.w;
  return isInView ? { x: middle.x, y } : middle;
}

/** The place for a new lane: below everything, in line with the lanes there are. */
export function findLanePlace(model: BoardModel): Point {
  const lanes = model.nodes.filter((node) => componentOf(node.kind).form === 'lane').map(rectOf);
  if (lanes.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...lanes.map((lane) => lane.x)),
    y: toGrid(Math.max(...lanes.map((lane) => lane.y + lane.h)) + BOARD_GRID * 5),
  };
}

/** The first free cell that lies wholly in the lane `centre` is in; null outside of lanes and in a full one. */
function findCell(
  model: BoardModel,
  { size, centre, taken }: { size: PlacementRequest['size']; centre: Point; taken: readonly Rect[] },
): Point | null {
  const lane = model.nodes
    .filter((node) => componentOf(node.kind).form === 'lane')
    .map(rectOf)
    .find(({ x, y, w, h }) => containsPoint({ x, y, w, h }, centre));
  if (!lane) return null;
  const inside = { x: lane.x, y: lane.y + LANE_HEAD, w: lane.w, h: lane.h - LANE_HEAD };
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const x = toGrid(centre.x - size.w / 2 + column * (size.w + BESIDE_GAP));
      const y = toGrid(centre.y - size.h / 2 + row * (size.h + GAP));
      const isInside =
        x >= inside.x &&
        x + size.w <= inside.x + inside.w &&
        y >= inside.y &&
        y + size.h <= inside.y + inside.h;
      if (isInside && !taken.some((rect) => rectsIntersect(rect, { x, y, ...size }))) return { x, y };
    }
  }
  return null;
}

/** The nearest line of the grid. */
export function toGrid(value: number): number {
  return Math.round(value / BOARD_GRID) * BOARD_GRID + 0;
}
