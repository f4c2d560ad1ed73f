import { rectOf } from './board-card.ts';
import { FLOWS, type BoardEdge, type BoardModel, type BoardNode, type Flow } from './board-model.ts';
import { componentOf, kindForNodeType, type ComponentKind } from './ml-components.ts';

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
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: 'data' | 'request' | 'model' | 'feedback' | 'control';
    readonly mode: 'sync' | 'async' | 'batch';
    readonly label?: string | undefined;
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
const MAX_COLUMN = 6;
const LANE_PADDING = 40;
const LANE_TOP = 64;

/**
 * Lays `board` out and returns it as a model; the same input always gives the same model, ids included. `shared` nodes
 * stand in a band between the lanes.
 */
export function scenarioBoardToModel(board: ScenarioBoard, title = ''): BoardModel {
  const ids = new Map(board.nodes.map((node) => [node.id, stableId('n', node.id)]));
  const columns = assignColumns(board);
  const bands = (['offline', 'shared', 'online'] as const).map((lane) => {
    const members = board.nodes.filter((node) => node.lane === lane);
    return { lane, rows: stack(members, columns) };
  });
  const lastColumn = Math.max(0, ...columns.values());
  const width = Math.max(LANE_MIN_WIDTH, (lastColumn + 1) * COLUMN - (COLUMN - 184) + LANE_PADDING * 2);
  const nodes: BoardNode[] = [];
  let top = 0;
  for (const { lane, rows } of bands) {
    const tallest = Math.max(0, ...[...rows.values()].map((place) => place.row + 1));
    if (lane === 'shared' && tallest === 0) continue;
    const inset = lane === 'shared' ? 0 : LANE_TOP;
    const height =
      lane === 'shared'
        ? tallest * ROW - (ROW - 64)
        : Math.max(LANE_MIN_HEIGHT, LANE_TOP + tallest * ROW + LANE_PADDING - 32);
    for (const node of board.nodes.filter((candidate) => candidate.lane === lane)) {
      const place = rows.get(node.id) ?? { column: 0, row: 0 };
      const id = ids.get(node.id);
      if (id === undefined) continue;
      const kind = kindForNodeType(node.type);
      nodes.push(
        toNode({
          id,
          kind,
          label: node.label,
          x: LANE_PADDING + place.column * COLUMN,
          y: top + inset + place.row * ROW,
        }),
      );
    }
    if (lane !== 'shared') {
      const lane0 = STARTER_LANES[lane === 'offline' ? 0 : 1];
      if (lane0) nodes.push({ ...lane0, y: top, size: { w: width, h: height } });
    }
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
        flow: flowOf(edge, board),
      },
    ];
  });
  nodes.sort((a, b) => Number(isLane(b)) - Number(isLane(a)) || (a.id < b.id ? -1 : 1));
  return { title, nodes, edges: edges.sort((a, b) => (a.id < b.id ? -1 : 1)), strokes: [] };
}

/** Only the two starter lanes. */
export const STARTER_MODEL: BoardModel = { title: '', nodes: STARTER_LANES, edges: [], strokes: [] };

/** The rectangle a model covers, or null when it is empty. */
export function footprintOf(
  model: BoardModel,
): { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | null {
  const rects = model.nodes.map(rectOf);
  if (rects.length === 0) return null;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.w));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.h));
  return { x, y, w: right - x, h: bottom - y };
}

/**
 * Column = longest way from a source along the arrows that stay within the node's lane; arrows that close a cycle are
 * left out, feedback first. A shared node stands at the average column of its neighbours in the lanes.
 */
function assignColumns(board: ScenarioBoard): ReadonlyMap<string, number> {
  const lanes = new Map(board.nodes.map((node) => [node.id, node.lane]));
  const columns = new Map(board.nodes.map((node) => [node.id, 0]));
  const within = withoutCycles(
    board.nodes.map((node) => node.id),
    board.edges.filter(
      ({ from, to, kind }) =>
        kind !== 'feedback' &&
        from !== to &&
        lanes.get(from) === lanes.get(to) &&
        lanes.get(from) !== 'shared',
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
    if (lane !== 'shared') continue;
    const neighbours = board.edges
      .flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
      .filter((other) => lanes.get(other) !== 'shared')
      .map((other) => columns.get(other) ?? 0);
    const sum = neighbours.reduce((total, column) => total + column, 0);
    columns.set(id, neighbours.length === 0 ? 0 : Math.round(sum / neighbours.length));
  }
  return columns;
}

/** Rows within each column of one lane, in file order. */
function stack(
  members: ScenarioBoard['nodes'],
  columns: ReadonlyMap<string, number>,
): ReadonlyMap<string, { readonly column: number; readonly row: number }> {
  const filled = new Map<number, number>();
  const places = new Map<string, { column: number; row: number }>();
  for (const { id } of members) {
    const column = columns.get(id) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    places.set(id, { column, row });
  }
  return places;
}

function flowOf(edge: ScenarioBoard['edges'][number], board: ScenarioBoard): Flow {
  if (edge.kind === 'feedback') return 'feedback';
  const ends = board.nodes.filter((node) => node.id === edge.from || node.id === edge.to);
  if (edge.mode === 'async' && ends.some((node) => node.type === 'stream')) return 'stream';
  return FLOWS.find((flow) => flow === edge.mode) ?? 'sync';
}

function toNode(node: { id: string; kind: ComponentKind; label: string; x: number; y: number }): BoardNode {
  return { ...node, size: null, colour: null, qualifiers: [] };
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

function isLane(node: BoardNode): boolean {
  return componentOf(node.kind).form === 'lane';
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
