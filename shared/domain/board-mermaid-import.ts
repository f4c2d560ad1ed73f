import { MERMAID_KIND_CLASS, MERMAID_LANE_IDS, MERMAID_SEPARATOR } from './board-mermaid.ts';
import { BOARD_LIMITS, FLOWS, type BoardModel, type BoardQualifier, type Flow } from './board-model.ts';
import { recogniseKind, type BoardSide } from './board-recognition.ts';
import { scenarioBoardToModel, type ScenarioBoard } from './board-scenario.ts';
import {
  readFlowchart,
  type Flowchart,
  type FlowchartEdge,
  type FlowchartNode,
  type FlowchartSubgraph,
} from './mermaid-flowchart.ts';
import { decodeMermaidLabel } from './mermaid-label.ts';
import { componentOf, isComponentKind, type ComponentKind } from './ml-components.ts';
import { toPrintable } from './printable-text.ts';

/**
 * A pasted Mermaid flowchart as a board: subgraphs that say offline or online become the lanes, components get their kind
 * from their words, arrows their flow, and everything is laid out like a scenario's board. What `boardToMermaid` wrote
 * comes back as it was but for places, sizes, colours and ink.
 */

export type MermaidImport =
  | { readonly isOk: true; readonly model: BoardModel; readonly warnings: readonly string[] }
  | { readonly isOk: false; readonly reason: string };

/** Reads `text`; what could not be read is told line by line. Never throws. */
export function readMermaidBoard(text: string): MermaidImport {
  const reading = readFlowchart(text);
  if (!reading.isOk) return reading;
  const { flowchart } = reading;
  const warnings = [...flowchart.warnings];
  const board = toScenarioBoard(flowchart, warnings);
  if (board.nodes.length === 0)
    return {
      isOk: false,
      reason: [`No component was found in the text.`, ...warnings].slice(0, 2).join(' '),
    };
  const title = toPrintable(flowchart.title).replaceAll(/\s+/g, ' ').trim();
  return { isOk: true, model: scenarioBoardToModel(board, cut(title, BOARD_LIMITS.titleLength)), warnings };
}

type Lane = ScenarioBoard['nodes'][number]['lane'];

interface Draft {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly label: string;
  readonly qualifiers: readonly BoardQualifier[];
  readonly side: BoardSide;
}

function toScenarioBoard(flowchart: Flowchart, warnings: string[]): ScenarioBoard {
  const sides = flowchart.subgraphs.map((_, at) => sideOf(flowchart.subgraphs, at));
  for (const [at, { title, id }] of flowchart.subgraphs.entries()) {
    if (sides[at] === null && !isOwnLaneId(id))
      warnings.push(`“${shorten(title)}” is no lane; what is in it was placed by what it is.`);
  }
  const subgraphIds = new Set(flowchart.subgraphs.map(({ id }) => id));
  const drafts: Draft[] = [];
  for (const node of flowchart.nodes) {
    // An arrow may name a subgraph, which makes no component of it.
    if (node.label === null && subgraphIds.has(node.id)) continue;
    drafts.push(toDraft(node, node.subgraph === null ? null : (sides[node.subgraph] ?? null)));
  }
  const cutCount = drafts.filter(({ label }) => label.length > BOARD_LIMITS.labelLength).length;
  if (cutCount > 0)
    warnings.push(
      `${cutCount === 1 ? 'One label is' : `${cutCount} labels are`} cut at ${BOARD_LIMITS.labelLength} characters.`,
    );
  const known = new Set(drafts.map(({ id }) => id));
  const attached = flowchart.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const dropped = flowchart.edges.length - attached.length;
  if (dropped > 0)
    warnings.push(`${dropped === 1 ? 'One arrow' : `${dropped} arrows`} to or from a subgraph left out.`);
  const edges = attached.map(toEdge);
  const lanes = assignLanes(drafts, edges);
  return {
    nodes: drafts.map(({ id, kind, label, qualifiers }) => ({
      id,
      type: kind,
      lane: lanes.get(id) ?? 'shared',
      label: cut(label, BOARD_LIMITS.labelLength),
      qualifiers,
    })),
    edges,
  };
}

const OFFLINE =
  /\b(?:offline|training|train|batch|data|pipelines?|etl|backfill|features? engineering|experiment\w*)\b/i;
const ONLINE =
  /\b(?:online|serving|serve|inference|requests?|real[- ]?time|live|api|runtime|prediction|production)\b/i;

/** The lane a subgraph stands for, its own or that of the nearest one around it that is a lane. */
function sideOf(subgraphs: readonly FlowchartSubgraph[], at: number): BoardSide {
  let index: number | null = at;
  while (index !== null) {
    const subgraph: FlowchartSubgraph | undefined = subgraphs[index];
    if (!subgraph) return null;
    const words = `${decodeMermaidLabel(subgraph.title)} ${subgraph.id.replaceAll(/[_\d-]+/g, ' ')}`;
    // The lane's own word counts before any word that goes with it: "online training data" is online.
    if (/\bonline\b/i.test(words) && !/\boffline\b/i.test(words)) return 'online';
    if (/\boffline\b/i.test(words)) return 'offline';
    if (ONLINE.test(words)) return 'online';
    if (OFFLINE.test(words)) return 'offline';
    index = subgraph.parent;
  }
  return null;
}

function isOwnLaneId(id: string): boolean {
  return [...Object.values(MERMAID_LANE_IDS), 'lane'].some((name) => new RegExp(`^${name}\\d+$`).test(id));
}

const DETAIL = new RegExp(`<br\\s*/?>${MERMAID_SEPARATOR} `);
const KIND_LINE = new RegExp(`^[^<]* ${MERMAID_SEPARATOR}<br\\s*/?>`);

function toDraft(node: FlowchartNode, side: BoardSide): Draft {
  const ownKind = node.classes
    .filter((name) => name.startsWith(MERMAID_KIND_CLASS))
    .map((name) => name.slice(MERMAID_KIND_CLASS.length))
    .find((name): name is ComponentKind => isComponentKind(name) && componentOf(name).form !== 'lane');
  // The separator is ours only on components that carry our class; elsewhere it is just a dot.
  const [words = '', ...details] =
    ownKind === undefined ? [node.label ?? node.id] : (node.label ?? node.id).split(DETAIL);
  const label = decodeMermaidLabel(ownKind === undefined ? words : words.replace(KIND_LINE, ''));
  const kind = ownKind ?? guessKind({ label, shape: node.shape }, side);
  return { id: node.id, kind, label, qualifiers: readDetails(details, kind), side };
}

/** By its words; by its shape where they say nothing. */
function guessKind(
  { label, shape }: { readonly label: string; readonly shape: FlowchartNode['shape'] },
  side: BoardSide,
): ComponentKind {
  const kind = recogniseKind({ kind: 'box', label }, side);
  if (kind !== 'box') return kind;
  if (shape === 'cylinder') return side === 'offline' ? 'warehouse' : 'operational_db';
  return shape === 'flag' ? 'sticky' : 'box';
}

/** "p99 50 ms" as the detail of that name; what names no detail of the kind goes by its first word. */
function readDetails(details: readonly string[], kind: ComponentKind): readonly BoardQualifier[] {
  const definitions = componentOf(kind).qualifiers;
  const found = new Map<string, string>();
  for (const detail of details.slice(0, BOARD_LIMITS.qualifiersPerNode)) {
    const words = decodeMermaidLabel(detail);
    const definition = definitions.find(({ label }) => words.startsWith(`${label} `));
    const [name = ''] = words.split(' ', 1);
    const key = definition?.key ?? name;
    const value = words.slice((definition?.label ?? name).length + 1).trim();
    if (value !== '' && /^[a-z][a-z0-9_]{1,15}$/.test(key))
      found.set(key, cut(value, BOARD_LIMITS.qualifierLength));
  }
  return [...found].map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

const FLOW_WORDS = new RegExp(`^(${FLOWS.join('|')})(?: ${MERMAID_SEPARATOR} ([^]*))?$`, 'i');

function toEdge({ from, to, line, label: raw }: FlowchartEdge): ScenarioBoard['edges'][number] {
  const said = FLOW_WORDS.exec(raw);
  const saidFlow = FLOWS.find((flow) => flow === said?.[1]?.toLowerCase());
  const words = decodeMermaidLabel(saidFlow === undefined ? raw : (said?.[2] ?? ''));
  const label = cut(words.replaceAll(/\s+/g, ' '), BOARD_LIMITS.edgeLabelLength);
  const flow = saidFlow ?? flowOfLine(line, label);
  return {
    from,
    to,
    kind: flow === 'feedback' ? 'feedback' : 'data',
    mode: flow === 'sync' || flow === 'batch' ? flow : 'async',
    label,
    flow,
  };
}

function flowOfLine(line: FlowchartEdge['line'], label: string): Flow {
  if (line === 'solid') return 'sync';
  if (line === 'thick') return 'stream';
  return FLOWS.find((flow) => new RegExp(`\\b${flow}\\b`, 'i').test(label)) ?? 'async';
}

/**
 * Lane of each component: what its subgraph says, else where its kind belongs, else its neighbours'. A diagram that says
 * little about machine learning keeps to itself, without lanes.
 */
function assignLanes(
  drafts: readonly Draft[],
  edges: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, Lane> {
  const parts = drafts.filter(({ kind }) => componentOf(kind).form !== 'sticky');
  const recognised = parts.filter(({ kind }) => componentOf(kind).form === 'card').length;
  const hasSides = drafts.some(({ side }) => side !== null);
  if (!hasSides && recognised * 2 < parts.length) return new Map();
  const lanes = new Map<string, Lane>();
  for (const { id, kind, side } of drafts) {
    const { form, lane } = componentOf(kind);
    if (side !== null) lanes.set(id, side);
    else if (form === 'card') lanes.set(id, lane);
  }
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  // Outwards from what has a lane; everything is visited once.
  const queue = [...lanes].filter(([, lane]) => lane !== 'shared').map(([id]) => id);
  for (const id of queue) {
    const lane = lanes.get(id);
    for (const other of neighbours.get(id) ?? []) {
      if (lane === undefined || lanes.has(other)) continue;
      lanes.set(other, lane);
      queue.push(other);
    }
  }
  return lanes;
}

/** At most `length` code units, never half a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

function shorten(title: string): string {
  const words = decodeMermaidLabel(title).replaceAll(/\s+/g, ' ');
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}
