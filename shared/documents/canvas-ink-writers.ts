import * as Y from 'yjs';
import {
  BOARD_LIMITS,
  type BoardColour,
  type BoardStroke,
  type InkPoint,
  type Point,
  type StrokeKind,
} from '#shared/domain/board-model.ts';
import { clampOffset, findInk, inkOf, readOffset, type InkSource } from './canvas.ts';
import { encodeInkChunk, InkDecoder, toInkPoint } from './canvas-ink.ts';
import { createCanvasId, setPair, stampVersion, type WriteContext } from './canvas-writers.ts';

/**
 * What changes ink. A stroke is created with its first points, grows by chunks and is never rewritten or compacted
 * afterwards: that would leave tombstones in the history of every stroke. Moving one sets a pair of numbers beside them.
 */

/** What a stroke is drawn with, settled when it begins. */
export interface InkStyle {
  readonly kind: StrokeKind;
  readonly colour: BoardColour | null;
  /** Flow pixels. */
  readonly width: number;
}

/** A stroke that is being drawn. */
export interface OpenStroke {
  readonly id: string;
  readonly style: InkStyle;
  readonly pointCount: number;
  /** The next chunk continues from here. */
  readonly last: InkPoint;
  /** Milliseconds from the moment the pen was set down to the first point of this stroke. */
  readonly startMs: number;
}

/**
 * Creates a stroke of `points`, of which there must be one, and at most as many as a stroke may have. Pressure is kept when
 * the first point has it. Null when the board holds as many strokes as it may.
 */
export function startStroke(
  context: WriteContext,
  style: InkStyle,
  points: readonly InkPoint[],
): OpenStroke | null {
  const { doc, gesture } = context;
  const root = inkOf(doc);
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || root.size >= BOARD_LIMITS.strokes || points.length > BOARD_LIMITS.pointsPerStroke)
    return null;
  const id = createCanvasId(context);
  doc.transact(() => {
    stampVersion(doc);
    const item = new Y.Map<unknown>();
    if (style.kind !== 'pen') item.set('k', style.kind);
    if (style.colour) item.set('c', style.colour);
    item.set('w', style.width);
    if (first.pressure !== undefined) item.set('n', 4);
    item.set('d', Y.Array.from([encodeInkChunk(points)]));
    root.set(id, item);
  }, gesture);
  return { id, style, pointCount: points.length, last, startMs: 0 };
}

/**
 * Adds the points drawn since, their time counted from the moment the pen was set down. When the stroke is as long as it
 * may be, the rest goes into a new one that begins where this one ends; what comes back is the stroke to go on with. Null
 * when a peer deleted it, and then nothing is written.
 */
export function growStroke(
  context: WriteContext,
  stroke: OpenStroke,
  drawn: readonly InkPoint[],
): OpenStroke | null {
  const item = inkOf(context.doc).get(stroke.id);
  const chunks: unknown = item instanceof Y.Map ? item.get('d') : null;
  if (!(chunks instanceof Y.Array)) return null;
  const points = drawn.map((point) => ({ ...point, atMs: point.atMs - stroke.startMs }));
  const fitting = points.slice(0, BOARD_LIMITS.pointsPerStroke - stroke.pointCount);
  const rest = points.slice(fitting.length);
  const last = fitting.at(-1) ?? stroke.last;
  if (fitting.length > 0)
    context.doc.transact(() => chunks.push([encodeInkChunk(fitting, stroke.last)]), context.gesture);
  if (rest.length === 0) return { ...stroke, pointCount: stroke.pointCount + fitting.length, last };
  // Time begins anew with the new stroke, the place does not: the two lines meet.
  const continued = [last, ...rest].map((point) => ({ ...point, atMs: point.atMs - last.atMs }));
  const next = startStroke(context, stroke.style, continued);
  return next && { ...next, startMs: stroke.startMs + last.atMs };
}

/** Writes a finished stroke, as it comes from a file or another board. Returns its id, or null when the board is full. */
export function addStroke(context: WriteContext, stroke: Omit<BoardStroke, 'id'>): string | null {
  const points = stroke.points.slice(0, BOARD_LIMITS.pointsPerStroke).map(toInkPoint);
  return startStroke(context, stroke, points)?.id ?? null;
}

/** Points written in one transaction: about 100 kB, far below what one message may carry. */
const POINTS_PER_TRANSACTION = 20_000;

/**
 * Writes finished strokes, moved by `dx`, `dy`; many of them take several transactions of the one gesture. Returns the new
 * ids by those of the originals, without what the board had no room for.
 */
export function addStrokes(
  context: WriteContext,
  strokes: readonly BoardStroke[],
  { dx, dy }: { readonly dx: number; readonly dy: number },
): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (let at = 0; at < strokes.length;) {
    context.doc.transact(() => {
      for (let points = 0; at < strokes.length && points < POINTS_PER_TRANSACTION; at += 1) {
        const stroke = strokes[at];
        if (!stroke) continue;
        points += stroke.points.length;
        const id = addStroke(context, {
          ...stroke,
          points: stroke.points.map((point) => ({ ...point, x: point.x + dx, y: point.y + dy })),
        });
        if (id !== null) written.set(stroke.id, id);
      }
    }, context.gesture);
  }
  return written;
}

/**
 * Moves strokes, by whole pixels, so that each begins at its place; all of them in one transaction. A stroke that a peer
 * erased stays erased.
 */
export function moveStrokes({ doc, gesture }: WriteContext, places: ReadonlyMap<string, Point>): void {
  const { coordinate } = BOARD_LIMITS;
  const offset = (to: number, from: number): number =>
    clampOffset(Math.max(-coordinate, Math.min(coordinate, to)) - from);
  doc.transact(() => {
    for (const [id, place] of places) {
      const source = findInk(id, inkOf(doc).get(id));
      const start = source && findStart(source);
      if (!start) continue;
      const [dx, dy] = [offset(place.x, start.x), offset(place.y, start.y)];
      const [knownX, knownY] = readOffset(source.item);
      if (dx !== knownX || dy !== knownY) setPair(source.item, 'o', [dx, dy]);
    }
  }, gesture);
}

/** Where a stroke began when it was drawn. */
function findStart({ chunks, pointSize }: InkSource): InkPoint | undefined {
  const decoder = new InkDecoder(pointSize);
  for (const chunk of chunks) {
    decoder.add(chunk);
    const [first] = decoder.points;
    if (first) return first;
  }
  return undefined;
}
