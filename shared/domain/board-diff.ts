import {
  boardGraph,
  neighboursOf,
  type BoardComponent,
  type BoardGraph,
  type Neighbours,
} from './board-graph.ts';
import type { BoardModel, Flow } from './board-model.ts';
import { likenessOf, stemsOf } from './board-stems.ts';
import { flowOf, type ScenarioBoard } from './board-scenario.ts';
import { kindForNodeType, type ComponentKind } from './ml-components.ts';

/**
 * A board beside a scenario's reference architecture. The reference is one good design and not the only one: "missing" and
 * "not in the reference" say how two drawings differ, never which is better.
 */

/** What the scenario accepts in place of a part of the reference: kinds by the id of the reference node. */
export type Alternatives = ReadonlyMap<string, readonly ComponentKind[]>;

export interface ReferencePart {
  /** Id in the reference. */
  readonly id: string;
  readonly kind: ComponentKind;
  readonly label: string;
}

/** How a part was found: by its kind, by the words on a box, or as another kind the scenario accepts. */
export type FoundBy = 'kind' | 'label' | 'alternative';

export interface PresentPart {
  readonly part: ReferencePart;
  readonly foundBy: FoundBy;
  /** The board's node, what it counts as, and what it is called there. */
  readonly nodeId: string;
  readonly nodeKind: ComponentKind;
  readonly name: string;
}

export interface ExtraPart {
  readonly nodeId: string;
  readonly kind: ComponentKind;
  readonly name: string;
}

/**
 * A reference arrow on the board: drawn, drawn the other way round, present by way of other parts, or not there although
 * both ends are. `end-missing` is settled by the list of missing parts.
 */
export type PathState = 'direct' | 'reversed' | 'through' | 'missing' | 'end-missing';

export interface ReferencePath {
  readonly from: ReferencePart;
  readonly to: ReferencePart;
  readonly label: string;
  readonly state: PathState;
  /** Board nodes from end to end; empty when there is no path. */
  readonly nodeIds: readonly string[];
  /** What lies between the ends of a path that is there by way of others. */
  readonly through: readonly string[];
  /** Set when the arrow is drawn with another flow. */
  readonly flow: { readonly reference: Flow; readonly board: Flow } | null;
}

export interface BoardDiff {
  readonly present: readonly PresentPart[];
  readonly missing: readonly ReferencePart[];
  /** On the board and not in the reference. */
  readonly extra: readonly ExtraPart[];
  /** In the order of the reference. */
  readonly paths: readonly ReferencePath[];
}

/** From here on the words of a box are taken for those of a reference part. */
const MIN_LIKENESS = 0.5;
const NO_STEMS: ReadonlySet<string> = new Set();
/** Arrows a path may take; a longer way round says nothing about the one meant. */
const MAX_HOPS = 3;

/** What a reference accepts instead of each of its parts, as the scenario lists it. */
export function alternativesOf(reference: {
  readonly nodes: readonly { readonly id: string; readonly alternatives?: readonly string[] | undefined }[];
}): Alternatives {
  return new Map(
    reference.nodes.flatMap(({ id, alternatives }) =>
      alternatives ? [[id, alternatives.map(kindForNodeType)] as const] : [],
    ),
  );
}

/** Compares a board with a reference. Pure; never throws. */
export function diffWithReference(
  model: BoardModel,
  reference: ScenarioBoard,
  alternatives: Alternatives = new Map(),
): BoardDiff {
  const graph = boardGraph(model);
  const parts = reference.nodes.map(({ id, type, label }) => ({ id, kind: kindForNodeType(type), label }));
  const found = matchParts({ graph, parts, alternatives });
  const used = new Set([...found.values()].map(({ component }) => component));
  return {
    present: parts.flatMap((part): PresentPart[] => {
      const match = found.get(part.id);
      if (!match) return [];
      const { node, kind, name } = match.component;
      return [{ part, foundBy: match.foundBy, nodeId: node.id, nodeKind: kind, name }];
    }),
    missing: parts.filter(({ id }) => !found.has(id)),
    extra: graph.components
      .filter((component) => !used.has(component))
      .map(({ node, kind, name }) => ({ nodeId: node.id, kind, name })),
    paths: comparePaths({ graph, reference, parts, found }),
  };
}

interface Match {
  readonly component: BoardComponent;
  readonly foundBy: FoundBy;
}
type Matches = ReadonlyMap<string, Match>;

interface MatchInput {
  readonly graph: BoardGraph;
  readonly parts: readonly ReferencePart[];
  readonly alternatives: Alternatives;
}

/**
 * By kind first, where likeness of words decides among several; then boxes by their words; then alternatives. A component
 * stands for one part, except that an accepted alternative may be one that already stands for another: one ranker in place
 * of two is still that alternative.
 */
function matchParts({ graph, parts, alternatives }: MatchInput): Matches {
  const found = new Map<string, Match>();
  const free = new Set(graph.components);
  const stems = new Map<ReferencePart | BoardComponent, ReadonlySet<string>>([
    ...parts.map((part) => [part, stemsOf(part.label)] as const),
    ...graph.components.map((component) => [component, stemsOf(component.name)] as const),
  ]);
  const likeness = (part: ReferencePart, component: BoardComponent): number =>
    likenessOf(stems.get(part) ?? NO_STEMS, stems.get(component) ?? NO_STEMS);
  const pair = (
    foundBy: FoundBy,
    fits: (part: ReferencePart, component: BoardComponent) => boolean,
  ): void => {
    const pairs = parts
      .filter(({ id }) => !found.has(id))
      .flatMap((part) =>
        [...free]
          .filter((component) => fits(part, component))
          .map((component) => ({ part, component, rank: likeness(part, component) })),
      )
      // Stable: equals keep the reference's order, then the board's reading order.
      .sort((a, b) => b.rank - a.rank);
    for (const { part, component } of pairs) {
      if (found.has(part.id) || !free.has(component)) continue;
      found.set(part.id, { component, foundBy: foundBy === 'kind' && isRead(component) ? 'label' : foundBy });
      free.delete(component);
    }
  };
  pair('kind', (part, { kind }) => part.kind === kind);
  pair(
    'label',
    (part, component) => component.node.kind === 'box' && likeness(part, component) >= MIN_LIKENESS,
  );
  const accepts = ({ id }: ReferencePart, { kind }: BoardComponent) =>
    alternatives.get(id)?.includes(kind) ?? false;
  pair('alternative', accepts);
  for (const part of parts) {
    if (found.has(part.id)) continue;
    const shared = graph.components.find((component) => accepts(part, component));
    if (shared) found.set(part.id, { component: shared, foundBy: 'alternative' });
  }
  return found;
}

/** A box whose kind was read from its words. */
function isRead({ node, kind }: BoardComponent): boolean {
  return node.kind !== kind;
}

interface PathInput {
  readonly graph: BoardGraph;
  readonly reference: ScenarioBoard;
  readonly parts: readonly ReferencePart[];
  readonly found: Matches;
}

function comparePaths({ graph, reference, parts, found }: PathInput): readonly ReferencePath[] {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const next = neighboursOf(graph.edges);
  return reference.edges.flatMap((edge): ReferencePath[] => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from || !to || from === to) return [];
    const path = { from, to, label: edge.label ?? '', nodeIds: [], through: [], flow: null };
    const source = found.get(from.id)?.component.node.id;
    const target = found.get(to.id)?.component.node.id;
    if (source === undefined || target === undefined) return [{ ...path, state: 'end-missing' }];
    // One component in place of both ends carries the arrow within itself.
    if (source === target) return [{ ...path, state: 'direct', nodeIds: [source] }];
    const flows = flowsBetween(graph, source, target);
    if (flows.length > 0) {
      const flow = differingFlow(flowOf(edge, reference), flows);
      return [{ ...path, state: 'direct', nodeIds: [source, target], flow }];
    }
    const way = shortestWay({ source, target, next });
    if (way) {
      const through = way.slice(1, -1).map((id) => graph.byId.get(id)?.name ?? '');
      return [{ ...path, state: 'through', nodeIds: way, through }];
    }
    // A read is drawn by some as the call and by others as the data that comes back.
    const isReversed = flowsBetween(graph, target, source).length > 0;
    return [
      isReversed ? { ...path, state: 'reversed', nodeIds: [source, target] } : { ...path, state: 'missing' },
    ];
  });
}

function flowsBetween({ edges }: BoardGraph, source: string, target: string): readonly Flow[] {
  return edges.filter((edge) => edge.source === source && edge.target === target).map(({ flow }) => flow);
}

/** Null when one of the arrows has the flow of the reference. A stream is one way of being asynchronous. */
function differingFlow(reference: Flow, flows: readonly Flow[]): ReferencePath['flow'] {
  const plain = (flow: Flow): Flow => (flow === 'stream' ? 'async' : flow);
  const [board] = flows;
  if (board === undefined || flows.some((flow) => plain(flow) === plain(reference))) return null;
  return { reference, board };
}

/** Ids from `source` to `target` along the arrows, ends included; null when it takes more than `MAX_HOPS`. */
function shortestWay({
  source,
  target,
  next,
}: {
  source: string;
  target: string;
  next: Neighbours;
}): readonly string[] | null {
  let ways: readonly (readonly string[])[] = [[source]];
  const seen = new Set([source]);
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const id of next.get(way.at(-1) ?? '') ?? []) {
        if (id === target) return [...way, id];
        if (seen.has(id)) continue;
        seen.add(id);
        longer.push([...way, id]);
      }
    }
    ways = longer;
  }
  return null;
}
