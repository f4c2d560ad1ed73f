import { isLane, rectOf } from './board-card.ts';
import { unionOf } from './board-geometry.ts';
import {
  FLOWS,
  type BoardEdge,
  type BoardModel,
  type BoardNode,
  type BoardQualifier,
  type Flow,
  type Rect,
} from './board-model.ts';
import { BOARD_GRID } from './board-placement.ts';
import { kindForNodeType } from './ml-components.ts';

/**
 * A board as scenario files write it, turned into a board that can be drawn: reference architectures, exhibits, starter
 * boards and skeletons. Nodes are placed in columns along their arrows, each in its lane.
 */

/** The board of a scenario file. Structural, so that the scenario schema's own type fits. */
export interface ScenarioBoard {
  readonly nodes: readonly {
    readonly id: string;
    readonly type: string;
    readonly lane: 'offline' | 'online' | 'shared';
    readonly label: string;
    readonly qualifiers?: readonly BoardQualifier[] | undefined;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: 'data' | 'request' | 'model' | 'feedback' | 'control';
    readonly mode: 'sync' | 'async' | 'batch';
    readonly label?: string | undefined;
    /** Said outright where the source knows it; otherwise it follows from kind and mode. */
    readonly flow?: Flow | undefined;
  }[];
}

/**
 * The smallest lane, pixels: three components side by side and two rows of them, and both lanes are readable together
 * (at three quarters of their size) on the board of a 1440 px screen with both panels open.
 */
const LANE_MIN_WIDTH = 856;
const LANE_MIN_HEIGHT = 300;
const LANE_GAP = 40;

/** The two lanes every board starts with. Ids are fixed, so that two clients that seed at once make one pair. */
export const STARTER_LANES: readonly BoardNode[] = [
  starterLane('lane0off', 'lane_offline', 'Offline training', 0),
  starterLane('lane0onl', 'lane_online', 'Online serving', LANE_MIN_HEIGHT + LANE_GAP),
];

const COLUMN = 264;
const ROW = 112;
/** Between a tall component and the one below it. */
const ROW_GAP = 24;
const MAX_COLUMN = 6;
const LANE_PADDING = 40;
const LANE_TOP = 64;

/**
 * Lays `board` out and returns it as a model; the same input always gives the same model, ids included. `shared` nodes
 * stand in a band between the lanes; a board of nothing else gets no lanes.
 */
export function scenarioBoardToModel(board: ScenarioBoard, title = ''): BoardModel {
  const ids = new Map(board.nodes.map((node) => [node.id, stableId('n', node.id)]));
  const hasLanes = board.nodes.length === 0 || board.nodes.some((node) => node.lane !== 'shared');
  const columns = assignColumns(board, { hasLanes });
  const lastColumn = Math.max(0, ...columns.values());
  const width = Math.max(LANE_MIN_WIDTH, (lastColumn + 1) * COLUMN - (COLUMN - 184) + LANE_PADDING * 2);
  const nodes: BoardNode[] = [];
  let top = 0;
  for (const lane of ['offline', 'shared', 'online'] as const) {
    const isBand = lane === 'shared';
    const members = board.nodes
      .filter((node) => node.lane === lane)
      .flatMap((node) => {
        const id = ids.get(node.id);
        return id === undefined ? [] : [{ node: draftOf(node, id), column: columns.get(node.id) ?? 0 }];
      });
    if (isBand ? members.length === 0 : !hasLanes) continue;
    const { placed, bottom } = stack(members, { top: top + (isBand ? 0 : LANE_TOP) });
    nodes.push(...placed);
    const filled = bottom - top;
    const height = isBand ? filled : Math.max(LANE_MIN_HEIGHT, filled + LANE_PADDING + 16);
    const starter = isBand ? undefined : STARTER_LANES[lane === 'offline' ? 0 : 1];
    if (starter) nodes.push({ ...starter, y: top, size: { w: width, h: height } });
    top += height + LANE_GAP;
  }
  const edges = board.edges.flatMap((edge, index): BoardEdge[] => {
    const source = ids.get(edge.from);
    const target = ids.get(edge.to);
    if (source === undefined || target === undefined) return [];
    return [
      {
        id: stableId('e', `${index} ${edge.from} ${edge.to}`),
        source,
        target,
        label: edge.label ?? '',
        flow: edge.flow ?? flowOf(edge, board),
      },
    ];
  });
  nodes.sort((a, b) => Number(isLane(b)) - Number(isLane(a)) || (a.id < b.id ? -1 : 1));
  return { title, nodes, edges: edges.sort((a, b) => (a.id < b.id ? -1 : 1)), strokes: [] };
}

/** Only the two starter lanes. */
export const STARTER_MODEL: BoardModel = { title: '', nodes: STARTER_LANES, edges: [], strokes: [] };

/** The rectangle a model covers with nodes and ink, or null when it is empty. */
export function footprintOf(model: BoardModel): Rect | null {
  return unionOf([
    ...model.nodes.map(rectOf),
    ...model.strokes.flatMap(({ points }) => points.map(({ x, y }) => ({ x, y, w: 0, h: 0 }))),
  ]);
}

/**
 * Column = longest way from a source along the arrows that stay within the node's lane; arrows that close a cycle are
 * left out, feedback first. A shared node stands at the average column of its neighbours in the lanes.
 */
function assignColumns(
  board: ScenarioBoard,
  { hasLanes }: { readonly hasLanes: boolean },
): ReadonlyMap<string, number> {
  const lanes = new Map(board.nodes.map((node) => [node.id, node.lane]));
  const columns = new Map(board.nodes.map((node) => [node.id, 0]));
  const within = withoutCycles(
    board.nodes.map((node) => node.id),
    board.edges.filter(
      ({ from, to, kind }) =>
        kind !== 'feedback' &&
        from !== to &&
        lanes.get(from) === lanes.get(to) &&
        (!hasLanes || lanes.get(from) !== 'shared'),
    ),
  );
  // As many rounds as nodes settle every acyclic graph.
  for (let round = 0; round < board.nodes.length; round += 1) {
    let hasChanged = false;
    for (const { from, to } of within) {
      const next = Math.min((columns.get(from) ?? 0) + 1, MAX_COLUMN);
      if (next <= (columns.get(to) ?? 0)) continue;
      columns.set(to, next);
      hasChanged = true;
    }
    if (!hasChanged) break;
  }
  for (const { id, lane } of board.nodes) {
    if (lane !== 'shared' || !hasLanes) continue;
    const neighbours = board.edges
      .flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
      .filter((other) => lanes.get(other) !== 'shared')
      .map((other) => columns.get(other) ?? 0);
    const sum = neighbours.reduce((total, column) => total + column, 0);
    columns.set(id, neighbours.length === 0 ? 0 : Math.round(sum / neighbours.length));
  }
  return columns;
}

/** One below the other within each column, in file order. `bottom` is the lowest edge, or `top` where nothing stands. */
function stack(
  members: readonly { readonly node: BoardNode; readonly column: number }[],
  { top }: { readonly top: number },
): { readonly placed: readonly BoardNode[]; readonly bottom: number } {
  const next = new Map<number, number>();
  let bottom = top;
  const placed = members.map(({ node, column }) => {
    const y = next.get(column) ?? top;
    const { h } = rectOf(node);
    next.set(column, y + Math.max(ROW, toNextGridLine(h) + ROW_GAP));
    bottom = Math.max(bottom, y + h);
    return { ...node, x: LANE_PADDING + column * COLUMN, y };
  });
  return { placed, bottom };
}

/** The arrow that a scenario's edge is drawn as. */
export function flowOf(edge: ScenarioBoard['edges'][number], board: ScenarioBoard): Flow {
  if (edge.kind === 'feedback') return 'feedback';
  const ends = board.nodes.filter((node) => node.id === edge.from || node.id === edge.to);
  if (edge.mode === 'async' && ends.some((node) => node.type === 'stream')) return 'stream';
  return FLOWS.find((flow) => flow === edge.mode) ?? 'sync';
}

function draftOf({ type, label, qualifiers = [] }: ScenarioBoard['nodes'][number], id: string): BoardNode {
  return { id, kind: kindForNodeType(type), label, x: 0, y: 0, size: null, colour: null, qualifiers };
}

/** Up to the next line of the board's grid. */
function toNextGridLine(value: number): number {
  return Math.ceil(value / BOARD_GRID) * BOARD_GRID;
}

function starterLane(id: string, kind: 'lane_offline' | 'lane_online', label: string, y: number): BoardNode {
  return {
    id,
    kind,
    label,
    x: 0,
    y,
    size: { w: LANE_MIN_WIDTH, h: LANE_MIN_HEIGHT },
    colour: null,
    qualifiers: [],
  };
}

/** FNV-1a in base 36, nine characters with the prefix: the same name always becomes the same canvas id. */
function stableId(prefix: 'n' | 'e', name: string): string {
  let hash = 0x811c9dc5;
  let second = 0x01000193;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    hash = Math.imul(hash ^ code, 0x01000193) >>> 0;
    second = Math.imul(second + code, 0x85ebca6b) >>> 0;
  }
  const digits = ((hash % 36 ** 4) * 36 ** 4 + (second % 36 ** 4)).toString(36);
  return prefix + digits.padStart(8, '0').slice(-8);
}

/** The arrows without those that lead back to a node still being walked, in a walk that starts where files start. */
function withoutCycles<Edge extends { readonly from: string; readonly to: string }>(
  ids: readonly string[],
  edges: readonly Edge[],
): readonly Edge[] {
  const outgoing = new Map<string, Edge[]>();
  for (const edge of edges) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
  const walked = new Map<string, 'open' | 'done'>();
  const kept: Edge[] = [];
  const walk = (id: string): void => {
    walked.set(id, 'open');
    for (const edge of outgoing.get(id) ?? []) {
      if (walked.get(edge.to) === 'open') continue;
      kept.push(edge);
      if (!walked.has(edge.to)) walk(edge.to);
    }
    walked.set(id, 'done');
  };
  const hasIncoming = new Set(edges.map((edge) => edge.to));
  for (const id of [...ids.filter((one) => !hasIncoming.has(one)), ...ids]) if (!walked.has(id)) walk(id);
  return kept;
}
