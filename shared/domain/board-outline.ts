import { rectOf } from './board-card.ts';
import { centreOf, containsPoint } from './board-geometry.ts';
import { FLOW_NAMES, type BoardEdge, type BoardModel, type BoardNode } from './board-model.ts';
import { componentOf } from './ml-components.ts';

/** The board as text, lane by lane: read by screen readers, shown on small screens and given to graders. */

export interface OutlineItem {
  readonly nodeId: string;
  readonly name: string;
  readonly kind: string;
  /** "Training window 30 days" and the like. */
  readonly qualifiers: readonly string[];
  /** One sentence: "ranker: in from features (stream), out to cache". */
  readonly text: string;
}

export interface OutlineSection {
  /** Null for what stands in no lane. */
  readonly laneId: string | null;
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

/** What a node is called: its label on one line, or its kind while it has none. */
export function nameOf(node: BoardNode): string {
  const label = node.label.replaceAll(/\s+/g, ' ').trim();
  return label === '' ? componentOf(node.kind).name : label;
}

/** The innermost lane that holds the node's centre, or null. Lanes are in no lane. */
export function laneOf(model: BoardModel, node: BoardNode): BoardNode | null {
  if (componentOf(node.kind).form === 'lane') return null;
  const centre = centreOf(rectOf(node));
  let found: BoardNode | null = null;
  let area = Infinity;
  for (const lane of model.nodes) {
    if (componentOf(lane.kind).form !== 'lane') continue;
    const rect = rectOf(lane);
    if (!containsPoint(rect, centre) || rect.w * rect.h >= area) continue;
    found = lane;
    area = rect.w * rect.h;
  }
  return found;
}

/** Sections in the order of the lanes from top to bottom, nodes in reading order, what is in no lane last; empty lanes are listed. */
export function outlineOf(model: BoardModel): readonly OutlineSection[] {
  const names = new Map(model.nodes.map((node) => [node.id, nameOf(node)]));
  const lanes = model.nodes.filter((node) => componentOf(node.kind).form === 'lane').sort(byPlace);
  const members = new Map<string | null, BoardNode[]>([
    ...lanes.map((lane): [string, BoardNode[]] => [lane.id, []]),
    [null, []],
  ]);
  for (const node of model.nodes) {
    if (componentOf(node.kind).form !== 'lane') members.get(laneOf(model, node)?.id ?? null)?.push(node);
  }
  const toSection = (laneId: string | null, title: string): OutlineSection => ({
    laneId,
    title,
    items: (members.get(laneId) ?? []).sort(byPlace).map((node) => toItem(node, model.edges, names)),
  });
  const sections = lanes.map((lane) => toSection(lane.id, nameOf(lane)));
  const rest = toSection(null, 'Outside the lanes');
  return rest.items.length > 0 ? [...sections, rest] : sections;
}

/** The outline as plain lines, for export and for people who read rather than look. */
export function outlineText(model: BoardModel): string {
  return outlineOf(model)
    .map(({ title, items }) => [title, ...items.map((item) => `- ${item.text}`)].join('\n'))
    .join('\n\n');
}

function toItem(
  node: BoardNode,
  edges: readonly BoardEdge[],
  names: ReadonlyMap<string, string>,
): OutlineItem {
  const incoming = edges
    .filter((edge) => edge.target === node.id)
    .map((edge) => endText(names.get(edge.source), edge));
  const outgoing = edges
    .filter((edge) => edge.source === node.id)
    .map((edge) => endText(names.get(edge.target), edge));
  const definitions = componentOf(node.kind).qualifiers;
  const qualifiers = node.qualifiers.map(({ key, value }) => {
    const label = definitions.find((definition) => definition.key === key)?.label ?? key;
    return `${label} ${value}`;
  });
  const parts = [
    ...(qualifiers.length > 0 ? [qualifiers.join(', ')] : []),
    ...(incoming.length > 0 ? [`in from ${incoming.join(' and ')}`] : []),
    ...(outgoing.length > 0 ? [`out to ${outgoing.join(' and ')}`] : []),
  ];
  const name = nameOf(node);
  const kind = componentOf(node.kind).name;
  const head = name.toLowerCase() === kind.toLowerCase() ? name : `${name} (${kind})`;
  return {
    nodeId: node.id,
    name,
    kind,
    qualifiers,
    text: parts.length > 0 ? `${head}: ${parts.join(', ')}` : head,
  };
}

function endText(name: string | undefined, edge: BoardEdge): string {
  const words = [
    ...(edge.flow === 'sync' ? [] : [FLOW_NAMES[edge.flow]]),
    ...(edge.label === '' ? [] : [edge.label]),
  ];
  return words.length > 0 ? `${name ?? '?'} (${words.join(', ')})` : (name ?? '?');
}

function byPlace(a: BoardNode, b: BoardNode): number {
  return a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1);
}
