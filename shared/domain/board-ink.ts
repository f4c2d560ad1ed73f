import { getStroke } from 'perfect-freehand';
import { num } from './board-geometry.ts';
import type { BoardStroke, InkPoint, Point, Rect } from './board-model.ts';
import { BOARD_THEMES, type BoardThemeName, type Tint } from './board-theme.ts';

/**
 * How ink looks and where it is: the filled outline of a stroke, its extent, and whether an eraser meets it. A pen line is
 * thinner where the pen moved fast or pressed lightly; a highlighter keeps its width, as felt does.
 */

/** Lets every word below a highlighter be read: 4.5:1 in both themes for the text of components. */
export const HIGHLIGHTER_OPACITY = 0.32;

/** Which part of a colour's tint felt has: it shines paler on paper than on a dark board. */
const HIGHLIGHTER_TONES = { light: 'border', dark: 'ink' } as const satisfies Record<
  BoardThemeName,
  keyof Tint
>;

/** Part of a pen's width that pressure decides. */
const PEN_THINNING = 0.55;
const SMOOTHING = 0.5;
/** How far the line lags behind a trembling hand, 0 to 1. */
const STREAMLINE = 0.35;

export type InkLine = Pick<BoardStroke, 'kind' | 'width' | 'points'>;

/** SVG path data of the outline, to be filled; empty for a stroke without points. */
export function strokePath({ kind, width, points }: InkLine): string {
  return outlinePath(
    getStroke(points.map(toInput), {
      size: width,
      thinning: kind === 'pen' ? PEN_THINNING : 0,
      smoothing: SMOOTHING,
      streamline: STREAMLINE,
      simulatePressure: points[0]?.pressure === undefined,
      last: true,
    }),
  );
}

/** Path data of a closed outline whose corners are rounded. */
export function outlinePath(outline: readonly (readonly [number, number])[]): string {
  const [first, second, ...rest] = outline;
  if (!first || !second) return '';
  const [x, y] = middleOf(first, second);
  let path = `M${num(x)} ${num(y)}`;
  let last = second;
  for (const next of [...rest, first]) {
    const [toX, toY] = middleOf(last, next);
    path += `Q${num(last[0])} ${num(last[1])} ${num(toX)} ${num(toY)}`;
    last = next;
  }
  return `${path}Z`;
}

/** What a stroke covers at most, its width included; null without points. */
export function strokeBounds({ width, points }: InkLine): Rect | null {
  const [first] = points;
  if (!first) return null;
  let [left, top, right, bottom] = [first.x, first.y, first.x, first.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const reach = width / 2;
  return { x: left - reach, y: top - reach, w: right - left + width, h: bottom - top + width };
}

/** A straight piece of an eraser's way; both ends are the same when it only touches. */
export interface EraserMove {
  readonly from: Point;
  readonly to: Point;
  /** Flow pixels around the way that also count. */
  readonly reach: number;
}

/** True when the eraser comes upon the stroke. `bounds` are the stroke's, kept by the caller. */
export function isStrokeMet(stroke: InkLine, bounds: Rect, { from, to, reach }: EraserMove): boolean {
  const isNear =
    Math.min(from.x, to.x) - reach <= bounds.x + bounds.w &&
    Math.max(from.x, to.x) + reach >= bounds.x &&
    Math.min(from.y, to.y) - reach <= bounds.y + bounds.h &&
    Math.max(from.y, to.y) + reach >= bounds.y;
  if (!isNear) return false;
  const distance = reach + stroke.width / 2;
  let [before] = stroke.points;
  for (const point of stroke.points) {
    if (before && segmentDistance([before, point], [from, to]) <= distance) return true;
    before = point;
  }
  return false;
}

/** What a stroke is filled with; without a colour, as text is. */
export function strokeFill(
  { kind, colour }: Pick<BoardStroke, 'kind' | 'colour'>,
  themeName: BoardThemeName,
): string {
  const { colours, text } = BOARD_THEMES[themeName];
  if (!colour) return text;
  return colours[colour][kind === 'pen' ? 'ink' : HIGHLIGHTER_TONES[themeName]];
}

/** Ink lies above everything else, highlighters below pens. */
export function inDrawingOrder<Stroke extends Pick<BoardStroke, 'kind'>>(
  strokes: readonly Stroke[],
): readonly Stroke[] {
  return [
    ...strokes.filter(({ kind }) => kind === 'highlighter'),
    ...strokes.filter(({ kind }) => kind === 'pen'),
  ];
}

type Segment = readonly [Point, Point];

/** The shortest distance between two segments, either of which may be a point. */
export function segmentDistance(first: Segment, second: Segment): number {
  if (doCross(first, second)) return 0;
  return Math.min(
    pointDistance(first[0], second),
    pointDistance(first[1], second),
    pointDistance(second[0], first),
    pointDistance(second[1], first),
  );
}

function pointDistance(point: Point, [start, end]: Segment): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / square;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - start.x - part * dx, point.y - start.y - part * dy);
}

function doCross([a, b]: Segment, [c, d]: Segment): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Positive when `to` lies to one side of the way from `a` to `b`, negative on the other. */
function turn(a: Point, b: Point, to: Point): number {
  return (b.x - a.x) * (to.y - a.y) - (b.y - a.y) * (to.x - a.x);
}

function toInput({ x, y, pressure = 0.5 }: InkPoint): { x: number; y: number; pressure: number } {
  return { x, y, pressure };
}

function middleOf(a: readonly [number, number], b: readonly [number, number]): readonly [number, number] {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
