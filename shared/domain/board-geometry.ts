import type { BoardEdge, Point, Rect } from './board-model.ts';

/**
 * Where arrows run. Nothing of this is stored: ends are derived from the two node rectangles on every draw, so moving a
 * node writes nothing for its arrows. The centre line is clipped to both rectangles; several arrows between the same two
 * nodes run side by side; an arrow from a node to itself loops at its top right corner.
 */

/** Distance between arrows that share both ends, in pixels. */
const FAN_STEP = 22;
/** Pixels left free between an arrow's end and the node's border. */
const END_GAP = 3;
const HEAD_LENGTH = 9;
const HEAD_WIDTH = 8;

/** Place of an edge among those that connect the same two nodes. */
export interface EdgeSlot {
  readonly index: number;
  readonly count: number;
}

export interface EdgeGeometry {
  /** SVG path data of the line. */
  readonly path: string;
  /** SVG path data of the arrow head, closed. */
  readonly head: string;
  readonly start: Point;
  readonly end: Point;
  readonly labelAt: Point;
  /** Encloses line and head. */
  readonly bounds: Rect;
}

/** Numbers the edges that run between the same pair of nodes, in id order, so that every client fans them out alike. */
export function assignSlots(edges: readonly BoardEdge[]): ReadonlyMap<string, EdgeSlot> {
  const groups = new Map<string, string[]>();
  for (const { id, source, target } of edges) {
    const pair = source < target ? `${source} ${target}` : `${target} ${source}`;
    const group = groups.get(pair);
    if (group) group.push(id);
    else groups.set(pair, [id]);
  }
  const slots = new Map<string, EdgeSlot>();
  for (const ids of groups.values()) {
    ids.sort();
    ids.forEach((id, index) => slots.set(id, { index, count: ids.length }));
  }
  return slots;
}

export interface EdgeEnds {
  readonly source: Rect;
  readonly target: Rect;
  readonly slot: EdgeSlot;
  readonly isSelfLoop: boolean;
  /** True when the edge's source has the greater id; keeps opposite arrows of one pair on their own sides. */
  readonly isReversed: boolean;
}

/** Line, head and label position of one edge. All numbers are finite whenever the rectangles are. */
export function edgeGeometry(ends: EdgeEnds): EdgeGeometry {
  return ends.isSelfLoop ? loopGeometry(ends.source, ends.slot) : lineGeometry(ends);
}

function lineGeometry({ source, target, slot, isReversed }: EdgeEnds): EdgeGeometry {
  const from = centreOf(source);
  const to = centreOf(target);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const along = length < 1 ? { x: 1, y: 0 } : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const normal = isReversed ? { x: along.y, y: -along.x } : { x: -along.y, y: along.x };
  const offset = fanOffset(slot, Math.min(reachAlong(source, normal), reachAlong(target, normal)));
  const shift = { x: normal.x * offset, y: normal.y * offset };
  const start = clipToRect({ rect: source, from: add(from, shift), direction: along });
  const end = clipToRect({ rect: target, from: add(to, shift), direction: { x: -along.x, y: -along.y } });
  // Overlapping nodes leave no room between the borders: run from centre to centre instead of backwards.
  const hasRoom = (end.x - start.x) * along.x + (end.y - start.y) * along.y > HEAD_LENGTH;
  const a = hasRoom ? start : add(from, shift);
  const b = hasRoom ? end : add(to, shift);
  const neck = { x: b.x - along.x * (HEAD_LENGTH - 1), y: b.y - along.y * (HEAD_LENGTH - 1) };
  return {
    path: `M${num(a.x)} ${num(a.y)}L${num(neck.x)} ${num(neck.y)}`,
    head: headPath(b, along),
    start: a,
    end: b,
    labelAt: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    bounds: boundsOf([a, b], HEAD_WIDTH),
  };
}

function loopGeometry(rect: Rect, slot: EdgeSlot): EdgeGeometry {
  const reach = 40 + slot.index * FAN_STEP;
  const right = rect.x + rect.w;
  const start = { x: right + END_GAP, y: rect.y + Math.min(22, rect.h / 2) };
  const end = { x: right - Math.min(28, rect.w / 2), y: rect.y - END_GAP };
  const corner = { x: right + reach, y: rect.y - reach };
  const neck = { x: end.x, y: end.y - HEAD_LENGTH + 1 };
  const middle = { x: right + reach * 0.62, y: rect.y - reach * 0.62 };
  return {
    path: `M${num(start.x)} ${num(start.y)}C${num(corner.x)} ${num(start.y)} ${num(corner.x)} ${num(corner.y)} ${num(middle.x)} ${num(corner.y)}S${num(end.x)} ${num(corner.y)} ${num(neck.x)} ${num(neck.y)}`,
    head: headPath(end, { x: 0, y: 1 }),
    start,
    end,
    labelAt: { x: middle.x, y: corner.y },
    bounds: boundsOf([start, end, corner], HEAD_WIDTH),
  };
}

/** The middle of a rectangle. */
export function centreOf(rect: Rect): Point {
  return { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 };
}

/** True when `point` lies in `rect`, borders included. */
export function containsPoint(rect: Rect, point: Point): boolean {
  return point.x >= rect.x && point.x <= rect.x + rect.w && point.y >= rect.y && point.y <= rect.y + rect.h;
}

/** The smallest rectangle around all of `rects`, or null for none. */
export function unionOf(rects: readonly Rect[]): Rect | null {
  const first = rects[0];
  if (!first) return null;
  let { x, y } = first;
  let right = first.x + first.w;
  let bottom = first.y + first.h;
  for (const rect of rects) {
    x = Math.min(x, rect.x);
    y = Math.min(y, rect.y);
    right = Math.max(right, rect.x + rect.w);
    bottom = Math.max(bottom, rect.y + rect.h);
  }
  return { x, y, w: right - x, h: bottom - y };
}

/** Line from the border of `source` towards a free point; drawn while an arrow is being made. */
export function lineToPoint(source: Rect, point: Point): { readonly path: string; readonly head: string } {
  const target = { x: point.x, y: point.y, w: 0, h: 0 };
  return lineGeometry({ source, target, slot: { index: 0, count: 1 }, isSelfLoop: false, isReversed: false });
}

/** Half the extent of `rect` in the given direction, less a margin, so that shifted lines still start on the border. */
function reachAlong(rect: Rect, direction: Point): number {
  const byX = direction.x === 0 ? Infinity : rect.w / 2 / Math.abs(direction.x);
  const byY = direction.y === 0 ? Infinity : rect.h / 2 / Math.abs(direction.y);
  const reach = Math.min(byX, byY);
  return Number.isFinite(reach) ? Math.max(0, reach - 8) : 0;
}

function fanOffset({ index, count }: EdgeSlot, reach: number): number {
  if (count < 2) return 0;
  const step = Math.min(FAN_STEP, (reach * 2) / (count - 1));
  return (index - (count - 1) / 2) * step;
}

function clipToRect({ rect, from, direction }: { rect: Rect; from: Point; direction: Point }): Point {
  const toX =
    direction.x === 0 ? Infinity : ((direction.x > 0 ? rect.x + rect.w : rect.x) - from.x) / direction.x;
  const toY =
    direction.y === 0 ? Infinity : ((direction.y > 0 ? rect.y + rect.h : rect.y) - from.y) / direction.y;
  const distance = Math.min(toX, toY);
  const travel = (Number.isFinite(distance) ? Math.max(0, distance) : 0) + END_GAP;
  return { x: from.x + direction.x * travel, y: from.y + direction.y * travel };
}

function headPath(tip: Point, along: Point): string {
  const back = { x: tip.x - along.x * HEAD_LENGTH, y: tip.y - along.y * HEAD_LENGTH };
  const side = { x: (-along.y * HEAD_WIDTH) / 2, y: (along.x * HEAD_WIDTH) / 2 };
  return `M${num(tip.x)} ${num(tip.y)}L${num(back.x + side.x)} ${num(back.y + side.y)}L${num(back.x - side.x)} ${num(back.y - side.y)}Z`;
}

function add(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function boundsOf(points: readonly Point[], margin: number): Rect {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs) - margin;
  const y = Math.min(...ys) - margin;
  return { x, y, w: Math.max(...xs) + margin - x, h: Math.max(...ys) + margin - y };
}

/** A finite number with at most two decimals, as SVG text. */
export function num(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
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
