import * as Y from 'yjs';
import { BOARD_LIMITS, type BoardColour, type Flow, type Point } from '#shared/domain/board-model.ts';
import { componentOf, type ComponentKind } from '#shared/domain/ml-components.ts';
import {
  CANVAS_VERSION,
  clampCoordinate,
  clampSize,
  edgesOf,
  inkOf,
  isCanvasId,
  isQualifierKey,
  metaOf,
  nodesOf,
} from './canvas.ts';
import { spliceText } from './canvas-text.ts';

/**
 * Everything that changes a board. Writers set single fields and never replace an item, because replacing it would erase
 * what somebody else is changing in it at that moment. Each call is one transaction whose origin is the gesture; a gesture
 * that takes several transactions, such as a drag, passes the same object each time, and undo treats it as one step.
 * Writers return quietly when the item has gone: a peer may delete it at any time.
 */

/** One act of one person, used as transaction origin. Identity is what counts: make one per act. */
export interface CanvasGesture {
  readonly type: 'canvas-gesture';
  /** What the person did, in words that fit after "Undo". */
  readonly label: string;
}

/** Starts a gesture. */
export function beginGesture(label: string): CanvasGesture {
  return { type: 'canvas-gesture', label };
}

/** True when a transaction came from one of this page's own gestures. */
export function isCanvasGesture(origin: unknown): origin is CanvasGesture {
  return (
    typeof origin === 'object' && origin !== null && 'type' in origin && origin.type === 'canvas-gesture'
  );
}

/** What every writer needs. */
export interface WriteContext {
  readonly doc: Y.Doc;
  readonly gesture: CanvasGesture;
  /** Source of randomness for ids, in [0, 1). */
  readonly random?: () => number;
}

/**
 * A new id: three characters from the client id, then five random ones. Two clients cannot meet unless their ids share
 * the slice and the dice agree; within one client, taken ids are skipped.
 */
export function createCanvasId({ doc, random = Math.random }: Pick<WriteContext, 'doc' | 'random'>): string {
  const slice = doc.clientID.toString(36).padStart(3, '0').slice(-3);
  for (;;) {
    const tail = Math.floor(random() * 36 ** 5)
      .toString(36)
      .padStart(5, '0');
    const id = slice + tail;
    if (!nodesOf(doc).has(id) && !edgesOf(doc).has(id) && !inkOf(doc).has(id)) return id;
  }
}

export interface NewNode {
  readonly kind: ComponentKind;
  readonly x: number;
  readonly y: number;
  /** Defaults to the kind's name; texts and notes start empty. */
  readonly label?: string;
  readonly size?: { readonly w: number; readonly h: number } | null;
  readonly colour?: BoardColour | null;
  readonly id?: string;
}

/** Adds a node and returns its id, or null when the board is full or the id is taken. */
export function createNode(context: WriteContext, node: NewNode): string | null {
  const { doc, gesture } = context;
  const id = node.id ?? createCanvasId(context);
  const nodes = nodesOf(doc);
  if (!isCanvasId(id) || nodes.has(id) || nodes.size >= BOARD_LIMITS.nodes) return null;
  doc.transact(() => {
    stampVersion(doc);
    const item = new Y.Map<unknown>();
    item.set('k', node.kind);
    item.set('p', [clampCoordinate(node.x), clampCoordinate(node.y)]);
    // The text is made with the node: two clients that each made it later would lose one of the two.
    item.set('l', new Y.Text((node.label ?? startingLabel(node.kind)).slice(0, BOARD_LIMITS.labelLength)));
    if (node.size) item.set('s', [clampSize(node.size.w), clampSize(node.size.h)]);
    if (node.colour) item.set('c', node.colour);
    nodes.set(id, item);
  }, gesture);
  return id;
}

/** Moves nodes to absolute places; all of them in one transaction. */
export function moveNodes({ doc, gesture }: WriteContext, places: ReadonlyMap<string, Point>): void {
  doc.transact(() => {
    for (const [id, { x, y }] of places)
      setPair(itemOf(nodesOf(doc), id), 'p', [clampCoordinate(x), clampCoordinate(y)]);
  }, gesture);
}

/** Sets place and size of one node, because a drag at its left or top border changes both. */
export function resizeNode(
  { doc, gesture }: WriteContext,
  change: {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  },
): void {
  doc.transact(() => {
    const item = itemOf(nodesOf(doc), change.id);
    setPair(item, 'p', [clampCoordinate(change.x), clampCoordinate(change.y)]);
    setPair(item, 's', [clampSize(change.w), clampSize(change.h)]);
  }, gesture);
}

/** Changes the label of a node or an edge by the smallest splice; `caret` tells which of two equal characters is new. */
export function setLabel(
  { doc, gesture }: WriteContext,
  change: {
    readonly of: 'node' | 'edge';
    readonly id: string;
    readonly label: string;
    readonly caret?: number;
  },
): void {
  const isNode = change.of === 'node';
  const item = itemOf(isNode ? nodesOf(doc) : edgesOf(doc), change.id);
  if (!item) return;
  const label = change.label.slice(0, isNode ? BOARD_LIMITS.labelLength : BOARD_LIMITS.edgeLabelLength);
  doc.transact(() => {
    const text = item.get('l');
    if (text instanceof Y.Text) spliceText(text, label, change.caret);
    else item.set('l', new Y.Text(label));
  }, gesture);
}

/** The text behind a label, for editors that follow it while it is open; null when the item or its text is missing. */
export function findLabel(
  doc: Y.Doc,
  { of, id }: { readonly of: 'node' | 'edge'; readonly id: string },
): Y.Text | null {
  const text = itemOf(of === 'node' ? nodesOf(doc) : edgesOf(doc), id)?.get('l');
  return text instanceof Y.Text ? text : null;
}

/** Sets or, with an empty value, clears a qualifier. Keys that no qualifier may have are ignored. */
export function setQualifier(
  { doc, gesture }: WriteContext,
  change: { readonly id: string; readonly key: string; readonly value: string },
): void {
  const item = itemOf(nodesOf(doc), change.id);
  if (!item || !isQualifierKey(change.key)) return;
  const value = change.value.trim().slice(0, BOARD_LIMITS.qualifierLength);
  doc.transact(() => setOrClear(item, change.key, value === '' ? null : value), gesture);
}

/** Sets or clears the colour of nodes. */
export function setColour(
  { doc, gesture }: WriteContext,
  change: { readonly ids: readonly string[]; readonly colour: BoardColour | null },
): void {
  doc.transact(() => {
    for (const id of change.ids) {
      const item = itemOf(nodesOf(doc), id);
      if (item) setOrClear(item, 'c', change.colour);
    }
  }, gesture);
}

export interface NewEdge {
  readonly source: string;
  readonly target: string;
  readonly flow?: Flow;
  readonly label?: string;
  readonly id?: string;
}

/**
 * Draws an arrow and returns its id. Both ends are looked up inside the transaction, because a connect gesture can end
 * after a peer deleted the node it began at; then, and when the board is full, nothing is written and null comes back.
 */
export function connect(context: WriteContext, edge: NewEdge): string | null {
  const { doc, gesture } = context;
  const id = edge.id ?? createCanvasId(context);
  let isWritten = false;
  doc.transact(() => {
    const edges = edgesOf(doc);
    if (!isCanvasId(id) || edges.has(id) || edges.size >= BOARD_LIMITS.edges) return;
    if (!isConnectable(doc, edge.source) || !isConnectable(doc, edge.target)) return;
    stampVersion(doc);
    const item = new Y.Map<unknown>();
    item.set('s', edge.source);
    item.set('t', edge.target);
    item.set('f', edge.flow ?? 'sync');
    item.set('l', new Y.Text((edge.label ?? '').slice(0, BOARD_LIMITS.edgeLabelLength)));
    edges.set(id, item);
    isWritten = true;
  }, gesture);
  return isWritten ? id : null;
}

/** Changes what an arrow stands for. */
export function setFlow(
  { doc, gesture }: WriteContext,
  change: { readonly id: string; readonly flow: Flow },
): void {
  const item = itemOf(edgesOf(doc), change.id);
  if (!item || item.get('f') === change.flow) return;
  doc.transact(() => item.set('f', change.flow), gesture);
}

/** Turns an arrow round. */
export function reverseEdge({ doc, gesture }: WriteContext, id: string): void {
  const item = itemOf(edgesOf(doc), id);
  if (!item) return;
  doc.transact(() => {
    const source = item.get('s');
    item.set('s', item.get('t'));
    item.set('t', source);
  }, gesture);
}

/** Deletes nodes, edges and strokes by id, with the edges that hang on the nodes, in one transaction. */
export function deleteItems({ doc, gesture }: WriteContext, ids: Iterable<string>): void {
  const doomed = new Set(ids);
  doc.transact(() => {
    const edges = edgesOf(doc);
    for (const [id, edge] of edges.entries()) {
      if (!(edge instanceof Y.Map)) continue;
      const ends = [edge.get('s'), edge.get('t')];
      if (doomed.has(id) || ends.some((end) => typeof end === 'string' && doomed.has(end))) edges.delete(id);
    }
    for (const root of [nodesOf(doc), inkOf(doc)]) {
      for (const id of doomed) if (root.has(id)) root.delete(id);
    }
  }, gesture);
}

/** Names the board. */
export function setTitle({ doc, gesture }: WriteContext, title: string): void {
  doc.transact(() => metaOf(doc).set('title', title.slice(0, BOARD_LIMITS.titleLength)), gesture);
}

function startingLabel(kind: ComponentKind): string {
  const { form, name } = componentOf(kind);
  return form === 'text' || form === 'sticky' ? '' : name;
}

/** Lanes are areas, not parts of the system: no arrow starts or ends at one. */
function isConnectable(doc: Y.Doc, id: string): boolean {
  const kind = itemOf(nodesOf(doc), id)?.get('k');
  return typeof kind === 'string' && !kind.startsWith('lane');
}

function itemOf(root: Y.Map<unknown>, id: string): Y.Map<unknown> | null {
  const item = root.get(id);
  return item instanceof Y.Map ? item : null;
}

/** Writes a pair only when it differs, so that a drag that stands still costs no history. */
export function setPair(
  item: Y.Map<unknown> | null,
  key: 'p' | 's' | 'o',
  value: readonly [number, number],
): void {
  if (!item) return;
  const known = item.get(key);
  if (Array.isArray(known) && known[0] === value[0] && known[1] === value[1]) return;
  item.set(key, [...value]);
}

function setOrClear(item: Y.Map<unknown>, key: string, value: string | null): void {
  if (value === null) {
    if (item.has(key)) item.delete(key);
  } else if (item.get(key) !== value) item.set(key, value);
}

/** Notes the version of the layout; called by every writer that creates something. */
export function stampVersion(doc: Y.Doc): void {
  if (!metaOf(doc).has('v')) metaOf(doc).set('v', CANVAS_VERSION);
}
