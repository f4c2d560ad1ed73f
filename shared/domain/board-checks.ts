import { wordsFor, type CheckCode } from './board-check-words.ts';
import {
  boardGraph,
  neighboursOf,
  reachableFrom,
  type BoardComponent,
  type BoardGraph,
  type Neighbours,
} from './board-graph.ts';
import type { BoardEdge, BoardModel, Rect } from './board-model.ts';
import { componentOf, type ComponentKind } from './ml-components.ts';

/**
 * What the graph of a board gives to talk about. A finding is a prompt for the interviewer and never a score: it says what
 * is seen and what one could ask, and a good answer may well leave the board as it is.
 */

/** What sort of thing is seen, without any weight: something not drawn, something joined oddly, something left open. */
export type FindingKind = 'missing' | 'wiring' | 'unclear';

export interface BoardFinding {
  readonly code: CheckCode;
  readonly kind: FindingKind;
  /** Nodes and edges concerned, in reading order; empty for what is not on the board. */
  readonly ids: readonly string[];
  readonly seen: string;
  readonly ask: string;
}

export interface BoardCheck {
  /** Too little is drawn to say anything: everything would count as missing. */
  readonly isTooEarly: boolean;
  readonly componentCount: number;
  /** The most useful first; at most one of each code. */
  readonly findings: readonly BoardFinding[];
}

/** Below this many components a board has only begun. */
export const MIN_COMPONENTS = 4;
/** Up to this many unlabelled arrows are nothing to mention. */
const MAX_UNLABELLED = 8;
/** Lanes count as overlapping from this share of the smaller one on; touching borders are a matter of drawing. */
const OVERLAP_SHARE = 0.1;

/** What works on features of items or users; a language model may do without. */
const FEATURE_READERS: readonly ComponentKind[] = [
  'light_ranker',
  'ranker',
  'reranker',
  'model_server',
  'batch_scorer',
];
const FEATURE_STORES: readonly ComponentKind[] = ['offline_feature_store', 'online_feature_store'];
const WATCHERS: readonly ComponentKind[] = ['monitor', 'drift_detector'];
const LABEL_SOURCES: readonly ComponentKind[] = [
  'label_joiner',
  'human_labelling',
  'label_store',
  'feedback_loop',
  'human_review',
];
const LOGS: readonly ComponentKind[] = ['event_log', 'stream', 'warehouse'];
const LEARNERS: readonly ComponentKind[] = ['trainer', 'dataset_builder', 'tuner'];
const RANKERS: readonly ComponentKind[] = [
  'light_ranker',
  'ranker',
  'reranker',
  'model_server',
  'llm_server',
];
/** Readers often draw the arrow towards these although the content comes back along it. */
const PULLED_FROM: readonly ComponentKind[] = ['model_registry', 'object_store', 'vector_index', 'cache'];

/** Everything there is to ask about a board. Pure, the same for every order and naming of items, and never throws. */
export function checkBoard(model: BoardModel): BoardCheck {
  const graph = boardGraph(model);
  const componentCount = graph.components.length;
  if (componentCount < MIN_COMPONENTS) return { isTooEarly: true, componentCount, findings: [] };
  const findings = RULES.flatMap(([code, kind, find]): BoardFinding[] => {
    const seen = find(graph);
    if (!seen) return [];
    const words = wordsFor(code);
    return [{ code, kind, ids: seen.ids, seen: words.seen(seen.names), ask: words.ask }];
  });
  return { isTooEarly: false, componentCount, findings };
}

/** What a rule found: ids to show and names to say; null for nothing. */
type Seen = { readonly ids: readonly string[]; readonly names: readonly string[] } | null;
type Rule = readonly [code: CheckCode, kind: FindingKind, find: (graph: BoardGraph) => Seen];

/** In the order of use: what a running system would trip over, then what is not drawn, then what is only left open. */
const RULES: readonly Rule[] = [
  ['sync-online-offline', 'wiring', (graph) => sync(graph, { from: 'online', to: 'offline' })],
  ['feedback-missing', 'missing', findNoFeedback],
  ['deploy-missing', 'missing', findNoDeployment],
  [
    'monitoring-missing',
    'missing',
    (graph) => unless(has(graph, WATCHERS) || !graph.components.some(({ kind }) => isServing(kind))),
  ],
  [
    'label-source-missing',
    'missing',
    (graph) => unless(!has(graph, LEARNERS) || has(graph, LABEL_SOURCES) || readsLogs(graph)),
  ],
  ['features-missing', 'missing', findNoFeatures],
  ['features-unread', 'wiring', findUnreadFeatures],
  ['lane-mismatch', 'wiring', findLaneMismatch],
  ['sync-cycle', 'wiring', findSyncCycle],
  [
    'isolated',
    'wiring',
    (graph) => ofComponents(graph.components.filter(({ node }) => !graph.attached.has(node.id))),
  ],
  ['lanes-overlap', 'unclear', findOverlap],
  ['lanes-missing', 'unclear', (graph) => unless(graph.lanes.length > 0)],
  ['outside-lanes', 'unclear', findOutsideLanes],
  ['label-step-missing', 'unclear', (graph) => unless(has(graph, LABEL_SOURCES) || !readsLogs(graph))],
  [
    'ranking-missing',
    'unclear',
    (graph) => (has(graph, RANKERS) ? null : ofComponents(withKinds(graph, ['retriever']))),
  ],
  ['retrieval-missing', 'unclear', findNoRetrieval],
  ['sync-offline-online', 'unclear', (graph) => sync(graph, { from: 'offline', to: 'online' })],
  [
    'feature-path-unlabelled',
    'unclear',
    (graph) =>
      ofEdges(
        graph,
        graph.edges.filter((edge) => isUnlabelled(edge) && touches(graph, edge, FEATURE_STORES)),
      ),
  ],
  ['edges-unlabelled', 'unclear', findUnlabelled],
];

// ---------------------------------------------------------------- rules

function sync(graph: BoardGraph, sides: { from: 'online' | 'offline'; to: 'online' | 'offline' }): Seen {
  const sideOf = (id: string) => graph.byId.get(id)?.side;
  return ofEdges(
    graph,
    graph.edges.filter(
      ({ flow, source, target }) =>
        flow === 'sync' && sideOf(source) === sides.from && sideOf(target) === sides.to,
    ),
  );
}

/** Outcomes come back when something that serves, or whoever is served, leads to labels or training. */
function findNoFeedback(graph: BoardGraph): Seen {
  const starts = graph.components.filter(
    ({ kind }) => isServing(kind) || kind === 'client' || WATCHERS.includes(kind),
  );
  const learners = withKinds(graph, [...LEARNERS, ...LABEL_SOURCES, 'retrain_trigger']);
  if (!has(graph, LEARNERS) || !graph.components.some(({ kind }) => isServing(kind))) return null;
  const reached = reachableFrom(idsOf(starts), neighboursOf(graph.edges));
  return unless(learners.some(({ node }) => reached.has(node.id)));
}

function findNoDeployment(graph: BoardGraph): Seen {
  const trainers = withKinds(graph, ['trainer']);
  const runners = graph.components.filter(({ kind }) => isServing(kind));
  if (trainers.length === 0 || runners.length === 0) return null;
  const reached = reachableFrom(idsOf(trainers), withPulls(graph));
  if (runners.some(({ node }) => reached.has(node.id))) return null;
  return { ids: idsOf(trainers), names: [] };
}

function findNoFeatures(graph: BoardGraph): Seen {
  if (graph.components.some(({ kind }) => componentOf(kind).group === 'features')) return null;
  return ofComponents(withKinds(graph, FEATURE_READERS));
}

function findUnreadFeatures(graph: BoardGraph): Seen {
  const isFeature = (id: string) => groupOf(graph, id) === 'features';
  const features = graph.components.filter(({ node }) => isFeature(node.id));
  if (features.length === 0 || !has(graph, FEATURE_READERS)) return null;
  const isJoined = graph.edges.some(
    ({ source, target }) =>
      (isFeature(source) && groupOf(graph, target) === 'serving') ||
      (isFeature(target) && groupOf(graph, source) === 'serving'),
  );
  return isJoined ? null : { ids: idsOf(features), names: [] };
}

/** Only what clearly belongs to one side: training and what answers requests. */
function findLaneMismatch(graph: BoardGraph): Seen {
  return ofComponents(
    graph.components.filter(({ kind, lane, side }) => {
      const { group, lane: home } = componentOf(kind);
      const isPlaced = lane !== null && side !== null && home !== 'shared';
      return isPlaced && (group === 'serving' || group === 'training') && home !== side;
    }),
  );
}

/** Calls that come back to where they started. A client that is answered closes no circle. */
function findSyncCycle(graph: BoardGraph): Seen {
  const calls = graph.edges
    .filter(({ flow }) => flow === 'sync')
    .filter((edge) => !touches(graph, edge, ['client']));
  const next = neighboursOf(calls);
  return ofComponents(graph.components.filter(({ node }) => reachableFrom([node.id], next).has(node.id)));
}

function findOverlap(graph: BoardGraph): Seen {
  const offline = graph.lanes.filter(({ side }) => side === 'offline');
  const online = graph.lanes.filter(({ side }) => side === 'online');
  const both = offline.flatMap((a) =>
    online.filter((b) => overlap(a.rect, b.rect) >= OVERLAP_SHARE).map((b) => [a, b]),
  );
  const nodes = [...new Set(both.flat().map(({ node }) => node))];
  return nodes.length === 0
    ? null
    : {
        ids: nodes.map(({ id }) => id),
        names: nodes.map(({ label, kind }) => label.trim() || componentOf(kind).name),
      };
}

/** What stands between the lanes by nature (a registry, monitoring, the client) is no finding. */
function findOutsideLanes(graph: BoardGraph): Seen {
  if (graph.lanes.length === 0) return null;
  return ofComponents(
    graph.components.filter(({ lane, kind }) => {
      const { group, lane: home } = componentOf(kind);
      return (
        lane === null && kind !== 'client' && group !== 'operations' && (home !== 'shared' || kind === 'box')
      );
    }),
  );
}

function findNoRetrieval(graph: BoardGraph): Seen {
  return has(graph, ['retriever', 'vector_index'])
    ? null
    : ofComponents(withKinds(graph, ['light_ranker', 'ranker', 'reranker']));
}

function findUnlabelled(graph: BoardGraph): Seen {
  const edges = graph.edges.filter((edge) => isUnlabelled(edge) && !touches(graph, edge, FEATURE_STORES));
  return edges.length > MAX_UNLABELLED ? ofEdges(graph, edges) : null;
}

/** Training draws on logs: a path leads from one to it. */
function readsLogs(graph: BoardGraph): boolean {
  const reached = reachableFrom(idsOf(withKinds(graph, LOGS)), neighboursOf(graph.edges));
  return withKinds(graph, LEARNERS).some(({ node }) => reached.has(node.id));
}

// ---------------------------------------------------------------- reading the graph

function withKinds(graph: BoardGraph, kinds: readonly ComponentKind[]): readonly BoardComponent[] {
  return graph.components.filter(({ kind }) => kinds.includes(kind));
}

function has(graph: BoardGraph, kinds: readonly ComponentKind[]): boolean {
  return graph.components.some(({ kind }) => kinds.includes(kind));
}

function isServing(kind: ComponentKind): boolean {
  return componentOf(kind).group === 'serving';
}

function groupOf({ byId }: BoardGraph, id: string): string | null {
  const component = byId.get(id);
  return component ? componentOf(component.kind).group : null;
}

function touches(
  { byId }: BoardGraph,
  { source, target }: BoardEdge,
  kinds: readonly ComponentKind[],
): boolean {
  return [source, target].some((id) => {
    const component = byId.get(id);
    return component !== undefined && kinds.includes(component.kind);
  });
}

/** The arrows, and those towards a store also the other way round. */
function withPulls(graph: BoardGraph): Neighbours {
  const pulled = graph.edges.filter(({ target }) => {
    const component = graph.byId.get(target);
    return component !== undefined && PULLED_FROM.includes(component.kind);
  });
  return neighboursOf([
    ...graph.edges,
    ...pulled.map(({ source, target }) => ({ source: target, target: source })),
  ]);
}

function isUnlabelled({ label }: BoardEdge): boolean {
  return label.trim() === '';
}

/** Shared area over the smaller area, 0 to 1. */
function overlap(a: Rect, b: Rect): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w <= 0 || h <= 0 ? 0 : (w * h) / Math.min(a.w * a.h, b.w * b.h);
}

function idsOf(components: readonly BoardComponent[]): readonly string[] {
  return components.map(({ node }) => node.id);
}

function ofComponents(components: readonly BoardComponent[]): Seen {
  return components.length === 0
    ? null
    : { ids: idsOf(components), names: components.map(({ name }) => name) };
}

function ofEdges({ byId }: BoardGraph, edges: readonly BoardEdge[]): Seen {
  if (edges.length === 0) return null;
  const nameOf = (id: string) => byId.get(id)?.name ?? '';
  return {
    ids: edges.map(({ id }) => id),
    names: edges.map(({ source, target }) => `${nameOf(source)} → ${nameOf(target)}`),
  };
}

/** Something that is not on the board has no ids and no names. */
function unless(isThere: boolean): Seen {
  return isThere ? null : { ids: [], names: [] };
}
