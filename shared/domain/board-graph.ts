import { rectOf } from './board-card.ts';
import type { BoardEdge, BoardModel, BoardNode, Rect } from './board-model.ts';
import { laneOf, nameOf } from './board-outline.ts';
import { recogniseKind, type BoardSide } from './board-recognition.ts';
import { stemsOf } from './board-stems.ts';
import { componentOf, type ComponentKind } from './ml-components.ts';

/**
 * A board as a graph of system components, which is what checks and comparisons reason about. Texts, stickies, actors and
 * lanes are no components; actors still count as somebody at the other end of an arrow.
 */

export interface BoardComponent {
  readonly node: BoardNode;
  /** What it counts as: its kind, or for a plain box what its words name. */
  readonly kind: ComponentKind;
  /** On one line. */
  readonly name: string;
  /** The lane it is drawn in, or null. */
  readonly lane: BoardNode | null;
  /** The side of that lane, else the side such a component belongs to; null for what belongs to neither or both. */
  readonly side: BoardSide;
}

export interface BoardGraph {
  /** In reading order: top to bottom, then left to right. */
  readonly components: readonly BoardComponent[];
  readonly byId: ReadonlyMap<string, BoardComponent>;
  /** Arrows between two different components, in reading order of their ends. */
  readonly edges: readonly BoardEdge[];
  /** Ids of components with an arrow to or from another component or an actor. */
  readonly attached: ReadonlySet<string>;
  readonly lanes: readonly BoardLane[];
}

export interface BoardLane {
  readonly node: BoardNode;
  readonly rect: Rect;
  readonly side: BoardSide;
}

const OFFLINE_WORDS = stemsOf('offline training batch');
const ONLINE_WORDS = stemsOf('online serving request realtime live');

/**
 * Reads a board as a graph. The result depends neither on the order of nodes and edges nor on their ids, except where two
 * nodes of one kind and name lie exactly on each other.
 */
export function boardGraph(model: BoardModel): BoardGraph {
  const ordered = [...model.nodes].sort(byPlace);
  const laneNodes = ordered.filter((node) => componentOf(node.kind).form === 'lane');
  const lanesOnly: BoardModel = { ...model, nodes: laneNodes };
  const components = ordered.filter(isComponent).map((node) => {
    const lane = laneOf(lanesOnly, node);
    const drawnSide = lane ? sideOfLane(lane) : null;
    const kind = recogniseKind(node, drawnSide);
    return { node, kind, name: nameOf(node), lane, side: sideOf({ kind, lane, drawnSide }) };
  });
  const byId = new Map(components.map((component) => [component.node.id, component]));
  const actorIds = new Set(model.nodes.filter(({ kind }) => kind === 'actor').map(({ id }) => id));
  const attached = new Set<string>();
  for (const { source, target } of model.edges) {
    if (source === target) continue;
    if (byId.has(source) && (byId.has(target) || actorIds.has(target))) attached.add(source);
    if (byId.has(target) && (byId.has(source) || actorIds.has(source))) attached.add(target);
  }
  const rank = new Map(components.map(({ node }, index) => [node.id, index]));
  const rankOf = (id: string) => rank.get(id) ?? 0;
  const edges = model.edges
    .filter(({ source, target }) => source !== target && byId.has(source) && byId.has(target))
    .sort((a, b) => rankOf(a.source) - rankOf(b.source) || rankOf(a.target) - rankOf(b.target));
  const lanes = laneNodes.map((node) => ({ node, rect: rectOf(node), side: sideOfLane(node) }));
  return { components, byId, edges, attached, lanes };
}

/** A card or a box: something the system is made of. */
export function isComponent(node: BoardNode): boolean {
  const { form } = componentOf(node.kind);
  return (form === 'card' || form === 'box') && node.kind !== 'actor';
}

/** Which side a lane stands for, by its kind or, for a plain one, by its words; null for any other lane. */
export function sideOfLane(lane: BoardNode): BoardSide {
  if (lane.kind === 'lane_offline') return 'offline';
  if (lane.kind === 'lane_online') return 'online';
  if (lane.kind !== 'lane') return null;
  const stems = [...stemsOf(lane.label)];
  if (stems.some((stem) => OFFLINE_WORDS.has(stem))) return 'offline';
  return stems.some((stem) => ONLINE_WORDS.has(stem)) ? 'online' : null;
}

/** Everything that can be reached from `start` along the arrows, the start not included unless an arrow leads back to it. */
export function reachableFrom(start: Iterable<string>, next: Neighbours): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const to of next.get(id) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/** Where arrows lead, by the id they start at. */
export type Neighbours = ReadonlyMap<string, readonly string[]>;

export function neighboursOf(edges: readonly Pick<BoardEdge, 'source' | 'target'>[]): Neighbours {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const known = next.get(source);
    if (known) known.push(target);
    else next.set(source, [target]);
  }
  return next;
}

function sideOf(place: { kind: ComponentKind; lane: BoardNode | null; drawnSide: BoardSide }): BoardSide {
  const home = componentOf(place.kind).lane;
  // A registry or a stream serves both sides wherever it stands; a plain box has only its place.
  if (home === 'shared') return place.kind === 'box' ? place.drawnSide : null;
  return place.lane ? place.drawnSide : home;
}

/** Top to bottom, left to right; what stands in one place is told apart by kind and words, never by id. */
function byPlace(a: BoardNode, b: BoardNode): number {
  return a.y - b.y || a.x - b.x || compare(a.kind, b.kind) || compare(a.label, b.label);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
