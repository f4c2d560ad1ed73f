import * as Y from 'yjs';
import {
  BOARD_COLOURS,
  BOARD_LIMITS,
  FLOWS,
  type BoardColour,
  type BoardEdge,
  type BoardModel,
  type BoardNode,
  type BoardQualifier,
  type BoardStroke,
  type Flow,
  type InkPoint,
} from '#shared/domain/board-model.ts';
import { isComponentKind } from '#shared/domain/ml-components.ts';
import { decodeInk, type PointSize } from './canvas-ink.ts';

/**
 * The shared canvas as a Yjs document, and how it is read.
 *
 * Root maps: `n` nodes, `e` edges, `i` ink, `m` facts about the board. Every item is a Y.Map that is created once and then
 * changed field by field, so that two people can change two things of one item.
 * Node: `k` kind, `p` [x, y] as one value, `s` [w, h] only when resized, `l` Y.Text, `c` colour, one key per qualifier.
 * Edge: `s`, `t` node ids, `l` Y.Text, `f` flow. Stroke: `k` kind unless it is the pen, `c` colour, `w` width, `n` 4 when
 * points carry pressure, `d` Y.Array of binary chunks that only grows; `canvas-ink.ts` says what is in them; `o` [dx, dy] as
 * one value, how far it was moved from where it was drawn.
 * Board: `v` version of this layout, `title`.
 *
 * Readers never throw and never return anything out of bounds: another client may have written whatever it liked.
 */

/** Version of the document layout, in `m.v`. */
export const CANVAS_VERSION = 1;

export const CANVAS_ROOTS = { nodes: 'n', edges: 'e', ink: 'i', meta: 'm' } as const;

/** Ids are 7 to 10 base-36 characters; anything else is not shown. */
const ID_PATTERN = /^[0-9a-z]{7,10}$/;
/** Qualifier keys share the node's map with one-letter fields, so they have at least two characters. */
const QUALIFIER_KEY_PATTERN = /^[a-z][a-z0-9_]{1,15}$/;
const COLOURS: ReadonlySet<unknown> = new Set(BOARD_COLOURS);
const FLOW_SET: ReadonlySet<unknown> = new Set(FLOWS);

export function nodesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(CANVAS_ROOTS.nodes);
}

export function edgesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(CANVAS_ROOTS.edges);
}

export function inkOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(CANVAS_ROOTS.ink);
}

export function metaOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(CANVAS_ROOTS.meta);
}

/** The whole board as plain values. Reads everything; for a live view keep a store that re-reads only what changed. */
export function readBoard(doc: Y.Doc): BoardModel {
  return composeBoard({
    title: readTitle(metaOf(doc)),
    nodes: readAll(nodesOf(doc), readNode),
    edges: readAll(edgesOf(doc), readEdge),
    strokes: readAll(inkOf(doc), readStroke),
  });
}

/** Items as read, before they are put in order and dangling edges are left out. */
export interface BoardParts {
  readonly title: string;
  readonly nodes: Iterable<BoardNode>;
  readonly edges: Iterable<BoardEdge>;
  readonly strokes: Iterable<BoardStroke>;
}

/**
 * Puts items in drawing order, cuts at the limits and leaves out edges that miss an end. Those edges stay in the document:
 * if the missing node comes back by an undo, they come back with it.
 */
export function composeBoard({ title, nodes, edges, strokes }: BoardParts): BoardModel {
  const orderedNodes = [...nodes].sort(byLayer).slice(0, BOARD_LIMITS.nodes);
  const ids = new Set(orderedNodes.map(({ id }) => id));
  const attached = [...edges].filter(({ source, target }) => ids.has(source) && ids.has(target));
  return {
    title,
    nodes: orderedNodes,
    edges: attached.sort(byId).slice(0, BOARD_LIMITS.edges),
    strokes: [...strokes].sort(byId).slice(0, BOARD_LIMITS.strokes),
  };
}

/** Reads every item of a root map that `read` accepts. */
export function readAll<Item>(
  root: Y.Map<unknown>,
  read: (id: string, value: unknown) => Item | null,
): Item[] {
  const items: Item[] = [];
  for (const [id, value] of root.entries()) {
    const item = read(id, value);
    if (item !== null) items.push(item);
  }
  return items;
}

/** Ids of the items that deep events of a root map concern. */
export function touchedIds(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const event of events) {
    const [id] = event.path;
    if (typeof id === 'string') ids.add(id);
    else if (event instanceof Y.YMapEvent)
      for (const key of event.keysChanged) if (typeof key === 'string') ids.add(key);
  }
  return ids;
}

/** One node, or null when it is no node at all: not a map, a bad id, no kind. A kind of a later version becomes a box. */
export function readNode(id: string, value: unknown): BoardNode | null {
  if (!isItem(id, value)) return null;
  const kind = value.get('k');
  if (typeof kind !== 'string') return null;
  const [x, y] = readPair(value.get('p')) ?? [0, 0];
  const size = readPair(value.get('s'));
  return {
    id,
    kind: isComponentKind(kind) ? kind : 'box',
    x: clampCoordinate(x),
    y: clampCoordinate(y),
    size: size ? { w: clampSize(size[0]), h: clampSize(size[1]) } : null,
    label: readText(value.get('l')).slice(0, BOARD_LIMITS.labelLength),
    colour: readColour(value.get('c')),
    qualifiers: readQualifiers(value),
  };
}

/** One edge, or null. Whether its ends exist is settled by `composeBoard`. */
export function readEdge(id: string, value: unknown): BoardEdge | null {
  if (!isItem(id, value)) return null;
  const source = value.get('s');
  const target = value.get('t');
  if (!isCanvasId(source) || !isCanvasId(target)) return null;
  return {
    id,
    source,
    target,
    label: readText(value.get('l')).slice(0, BOARD_LIMITS.edgeLabelLength),
    flow: readFlow(value.get('f')),
  };
}

/** One stroke of ink, or null when it has no point. */
export function readStroke(id: string, value: unknown): BoardStroke | null {
  const source = findInk(id, value);
  return source && toStroke(id, { source, points: decodeInk(source.chunks, source.pointSize) });
}

/** Where a stroke's points are, and how many numbers each has. */
export interface InkSource {
  readonly item: Y.Map<unknown>;
  readonly chunks: Y.Array<unknown>;
  readonly pointSize: PointSize;
}

/** Null when the item is no stroke. */
export function findInk(id: string, value: unknown): InkSource | null {
  if (!isItem(id, value)) return null;
  const chunks: unknown = value.get('d');
  return chunks instanceof Y.Array ? { item: value, chunks, pointSize: value.get('n') === 4 ? 4 : 3 } : null;
}

/** A stroke of the given points, moved to where it is now; null when there is none. */
export function toStroke(
  id: string,
  { source, points }: { readonly source: InkSource; readonly points: readonly InkPoint[] },
): BoardStroke | null {
  if (points.length === 0) return null;
  const { item } = source;
  const width = item.get('w');
  const { minStrokeWidth, maxStrokeWidth } = BOARD_LIMITS;
  return {
    id,
    kind: item.get('k') === 'highlighter' ? 'highlighter' : 'pen',
    colour: readColour(item.get('c')),
    width: isFiniteNumber(width) ? Math.max(minStrokeWidth, Math.min(maxStrokeWidth, width)) : 3,
    points: movePoints(points, readOffset(item)),
  };
}

/** How far a stroke was moved from where it was drawn: whole flow pixels. */
export function readOffset(stroke: Y.Map<unknown>): readonly [dx: number, dy: number] {
  const [dx, dy] = readPair(stroke.get('o')) ?? [0, 0];
  return [clampOffset(dx), clampOffset(dy)];
}

/** The board's title, empty when none was set. */
export function readTitle(meta: Y.Map<unknown>): string {
  const title = meta.get('title');
  return typeof title === 'string' ? title.slice(0, BOARD_LIMITS.titleLength) : '';
}

/** True for a well-formed item id. */
export function isCanvasId(value: unknown): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value);
}

/** True for a key that may hold a qualifier. */
export function isQualifierKey(key: string): boolean {
  return QUALIFIER_KEY_PATTERN.test(key);
}

/** A coordinate as it is stored: an integer within bounds. */
export function clampCoordinate(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.round(clamp(value, BOARD_LIMITS.coordinate)) + 0;
}

/** An offset as it is stored: an integer that may lead from one border of the board to the other. */
export function clampOffset(value: number): number {
  return Math.round(clamp(value, BOARD_LIMITS.coordinate * 2)) + 0;
}

/** A width or height as it is stored: an integer within bounds. */
export function clampSize(value: number): number {
  if (!Number.isFinite(value)) return BOARD_LIMITS.minSize;
  return Math.round(Math.max(BOARD_LIMITS.minSize, Math.min(BOARD_LIMITS.maxSize, value)));
}

function movePoints(
  points: readonly InkPoint[],
  [dx, dy]: readonly [dx: number, dy: number],
): readonly InkPoint[] {
  if (dx === 0 && dy === 0) return points;
  const { coordinate } = BOARD_LIMITS;
  return points.map((point) => ({
    ...point,
    x: clamp(point.x + dx, coordinate),
    y: clamp(point.y + dy, coordinate),
  }));
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function isItem(id: string, value: unknown): value is Y.Map<unknown> {
  return isCanvasId(id) && value instanceof Y.Map;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function readPair(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value)) return null;
  const [first, second]: unknown[] = value;
  return isFiniteNumber(first) && isFiniteNumber(second) ? [first, second] : null;
}

function readText(value: unknown): string {
  // Y.Text.toString leaves embeds and formatting out, so only characters arrive here.
  if (value instanceof Y.Text) return value.toString();
  return typeof value === 'string' ? value : '';
}

function readColour(value: unknown): BoardColour | null {
  // The set holds exactly the members of the type.
  return COLOURS.has(value) ? (value as BoardColour) : null;
}

function readFlow(value: unknown): Flow {
  // The set holds exactly the members of the type.
  return FLOW_SET.has(value) ? (value as Flow) : 'sync';
}

function readQualifiers(item: Y.Map<unknown>): readonly BoardQualifier[] {
  const qualifiers: BoardQualifier[] = [];
  for (const key of [...item.keys()].filter(isQualifierKey).sort()) {
    const value = item.get(key);
    if (typeof value !== 'string' || value.trim() === '') continue;
    qualifiers.push({ key, value: value.slice(0, BOARD_LIMITS.qualifierLength) });
    if (qualifiers.length >= BOARD_LIMITS.qualifiersPerNode) break;
  }
  return qualifiers;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function byLayer(a: BoardNode, b: BoardNode): number {
  return Number(b.kind.startsWith('lane')) - Number(a.kind.startsWith('lane')) || byId(a, b);
}
