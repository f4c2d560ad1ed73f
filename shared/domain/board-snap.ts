import type { Rect } from './board-model.ts';

/**
 * Snapping of what is dragged to what stands still: edges to edges, middles to middles, and equal gaps in a row or column.
 * The lines are sorted once per drag, so that a move costs a binary search and one look at the neighbours.
 */

/** A thin line to draw: along a common edge or middle, or across one of several equal gaps. */
export interface SnapGuide {
  readonly kind: 'line' | 'gap';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Snapped {
  /** What to add to the rectangle's corner; it then lies on whole pixels. */
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly SnapGuide[];
}

/** Finds where a rectangle goes: to a guide within `tolerance`, else to the grid; both in flow pixels. */
export type Snapper = (rect: Rect, options: { readonly tolerance: number; readonly grid: number }) => Snapped;

/** An axis and the one across it. */
const AXES = {
  x: { start: 'x', length: 'w', crossStart: 'y', crossLength: 'h' },
  y: { start: 'y', length: 'h', crossStart: 'x', crossLength: 'w' },
} as const;
type Axis = (typeof AXES)[keyof typeof AXES];

/** A coordinate that something stands at, and the extent of that thing across. */
interface Line {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

interface Lines {
  readonly axis: Axis;
  readonly edges: readonly Line[];
  readonly middles: readonly Line[];
  /** By their start along the axis. */
  readonly rects: readonly Rect[];
}

/** Prepares snapping to `others`, which stand still for the whole drag. */
export function createSnapper(others: readonly Rect[]): Snapper {
  const x = linesOf(others, AXES.x);
  const y = linesOf(others, AXES.y);
  return (rect, options) => {
    const pullX = findSnap(x, rect, options.tolerance);
    const pullY = findSnap(y, rect, options.tolerance);
    const dx = pullX?.delta ?? toGrid(rect.x, options.grid) - rect.x;
    const dy = pullY?.delta ?? toGrid(rect.y, options.grid) - rect.y;
    const placed = { ...rect, x: rect.x + dx, y: rect.y + dy };
    return { dx, dy, guides: [...guidesOf(x, placed, pullX), ...guidesOf(y, placed, pullY)] };
  };
}

interface Pull {
  readonly delta: number;
  /** The equal gaps this comes from, by the rectangles beside them; empty for a common edge or middle. */
  readonly gaps: readonly Gap[];
}

/** The room between two neighbours; null stands for what is dragged. */
type Gap = readonly [before: Rect | null, after: Rect | null];

function linesOf(rects: readonly Rect[], axis: Axis): Lines {
  const edges: Line[] = [];
  const middles: Line[] = [];
  for (const rect of rects) {
    const start = rect[axis.start];
    const low = rect[axis.crossStart];
    const high = low + rect[axis.crossLength];
    edges.push({ at: start, low, high }, { at: start + rect[axis.length], low, high });
    middles.push({ at: start + rect[axis.length] / 2, low, high });
  }
  const byPlace = (a: Line, b: Line): number => a.at - b.at;
  return {
    axis,
    edges: edges.sort(byPlace),
    middles: middles.sort(byPlace),
    rects: [...rects].sort((a, b) => a[axis.start] - b[axis.start]),
  };
}

function findSnap(lines: Lines, rect: Rect, tolerance: number): Pull | null {
  const start = rect[lines.axis.start];
  const length = rect[lines.axis.length];
  const wanted: Pull[] = [
    ...[start, start + length].map((at) => ({ delta: nearest(lines.edges, at) - at, gaps: [] })),
    { delta: nearest(lines.middles, start + length / 2) - start - length / 2, gaps: [] },
    ...gapPulls(lines, rect),
  ];
  let best: Pull | null = null;
  for (const { delta, gaps } of wanted) {
    // Places are whole pixels, so a middle between two of them goes to the next.
    const whole = Math.round(start + delta) - start;
    if (Math.abs(delta) > tolerance || Math.abs(whole) > tolerance) continue;
    if (best === null || Math.abs(whole) < Math.abs(best.delta)) best = { delta: whole, gaps };
  }
  return best;
}

/** The place of the line nearest to `at`; infinity when there is none. */
function nearest(lines: readonly Line[], at: number): number {
  const after = lowerBound(lines, at);
  const right = lines[after]?.at ?? Infinity;
  const left = lines[after - 1]?.at ?? -Infinity;
  return right - at < at - left ? right : left;
}

function toGrid(value: number, grid: number): number {
  return Math.round(value / grid) * grid;
}

function lowerBound(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places that make the gap to a neighbour equal to the gap on its other side, or both own gaps equal. */
function gapPulls({ axis, rects }: Lines, rect: Rect): readonly Pull[] {
  const start = rect[axis.start];
  const length = rect[axis.length];
  const row = rects.filter((other) => overlapsAcross(axis, other, rect));
  const { before, after } = neighboursOf(axis, row, start + length / 2);
  const pulls: Pull[] = [];
  if (before && after) {
    const room = after[axis.start] - endOf(axis, before);
    if (room >= length)
      pulls.push({
        delta: endOf(axis, before) + (room - length) / 2 - start,
        gaps: [
          [before, null],
          [null, after],
        ],
      });
  }
  if (before) {
    const further = neighboursOf(axis, row, before[axis.start]).before;
    const gap = further ? before[axis.start] - endOf(axis, further) : 0;
    if (further && gap > 0)
      pulls.push({
        delta: endOf(axis, before) + gap - start,
        gaps: [
          [further, before],
          [before, null],
        ],
      });
  }
  if (after) {
    const further = neighboursOf(axis, row, endOf(axis, after)).after;
    const gap = further ? further[axis.start] - endOf(axis, after) : 0;
    if (further && gap > 0)
      pulls.push({
        delta: after[axis.start] - gap - length - start,
        gaps: [
          [null, after],
          [after, further],
        ],
      });
  }
  return pulls;
}

/** The rectangles that end nearest before and begin nearest after a place. */
function neighboursOf(
  axis: Axis,
  row: readonly Rect[],
  at: number,
): { readonly before: Rect | null; readonly after: Rect | null } {
  let before: Rect | null = null;
  let after: Rect | null = null;
  for (const rect of row) {
    if (endOf(axis, rect) <= at && (!before || endOf(axis, rect) > endOf(axis, before))) before = rect;
    if (rect[axis.start] >= at && (!after || rect[axis.start] < after[axis.start])) after = rect;
  }
  return { before, after };
}

function overlapsAcross(axis: Axis, a: Rect, b: Rect): boolean {
  const { crossStart, crossLength } = axis;
  return a[crossStart] < b[crossStart] + b[crossLength] && b[crossStart] < a[crossStart] + a[crossLength];
}

function endOf(axis: Axis, rect: Rect): number {
  return rect[axis.start] + rect[axis.length];
}

function guidesOf(lines: Lines, placed: Rect, pull: Pull | null): readonly SnapGuide[] {
  if (!pull) return [];
  const { axis } = lines;
  if (pull.gaps.length > 0)
    return pull.gaps.map(([before, after]) => gapGuide(axis, before ?? placed, after ?? placed));
  const start = placed[axis.start];
  const length = placed[axis.length];
  const low = placed[axis.crossStart];
  const high = low + placed[axis.crossLength];
  return [
    ...[start, start + length].map((at) => lineGuide(axis, matching(lines.edges, at), { at, low, high })),
    lineGuide(axis, matching(lines.middles, start + length / 2), { at: start + length / 2, low, high }),
  ].filter((guide) => guide !== null);
}

/** The lines at `at`, give or take the half pixel that whole places cost. */
function matching(lines: readonly Line[], at: number): readonly Line[] {
  const found: Line[] = [];
  for (let index = lowerBound(lines, at - 0.5); index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.at > at + 0.5) break;
    found.push(line);
  }
  return found;
}

function lineGuide(axis: Axis, found: readonly Line[], own: Line): SnapGuide | null {
  const [first] = found;
  if (!first) return null;
  let { low, high } = own;
  for (const line of found) {
    low = Math.min(low, line.low);
    high = Math.max(high, line.high);
  }
  return axis.start === 'x'
    ? { kind: 'line', x1: first.at, x2: first.at, y1: low, y2: high }
    : { kind: 'line', y1: first.at, y2: first.at, x1: low, x2: high };
}

function gapGuide(axis: Axis, before: Rect, after: Rect): SnapGuide {
  const low = Math.max(before[axis.crossStart], after[axis.crossStart]);
  const high = Math.min(
    before[axis.crossStart] + before[axis.crossLength],
    after[axis.crossStart] + after[axis.crossLength],
  );
  const across = (low + high) / 2;
  const from = endOf(axis, before);
  const to = after[axis.start];
  return axis.start === 'x'
    ? { kind: 'gap', x1: from, x2: to, y1: across, y2: across }
    : { kind: 'gap', y1: from, y2: to, x1: across, x2: across };
}
