import { isLane, rectOf } from './board-card.ts';
import { centreOf, containsPoint } from './board-geometry.ts';
import { FLOW_NAMES, type BoardEdge, type BoardModel, type BoardNode, type Flow } from './board-model.ts';
import { componentOf } from './ml-components.ts';

/** The board as text, lane by lane: read by screen readers, edited on small screens and given to graders. */

/** An arrow as one of its two ends sees it. */
export interface OutlineConnection {
  readonly edgeId: string;
  readonly direction: 'in' | 'out';
  readonly otherId: string;
  readonly otherName: string;
  readonly flow: Flow;
  /** On one line; empty when the arrow has none. */
  readonly label: string;
}

export interface OutlineItem {
  readonly node: BoardNode;
  readonly name: string;
  /** The kind in words. */
  readonly kind: string;
  /** "Training window 30 days" and the like. */
  readonly qualifiers: readonly string[];
  /** What comes in, then what goes out, each in the order of the outline. */
  readonly connections: readonly OutlineConnection[];
  /** One line for a page: "ranker: in from features (stream), out to cache". */
  readonly text: string;
}

export interface OutlineSection {
  /** Null for what stands in no lane. */
  readonly laneId: string | null;
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

const OUTSIDE = 'Outside the lanes';

/** What a node is called: its label on one line, or its kind while it has none. */
export function nameOf(node: BoardNode): string {
  const label = toLine(node.label);
  return label === '' ? componentOf(node.kind).name : label;
}

/** The innermost lane that holds the node's centre, or null. Lanes are in no lane. */
export function laneOf(model: BoardModel, node: BoardNode): BoardNode | null {
  if (isLane(node)) return null;
  const centre = centreOf(rectOf(node));
  let found: BoardNode | null = null;
  let area = Infinity;
  for (const lane of model.nodes) {
    if (!isLane(lane)) continue;
    const rect = rectOf(lane);
    if (!containsPoint(rect, centre) || rect.w * rect.h >= area) continue;
    found = lane;
    area = rect.w * rect.h;
  }
  return found;
}

/**
 * Sections in the order of the lanes from top to bottom, what is in no lane last; empty lanes are listed. Within a section
 * nodes stand as they are read: row by row, each from left to right.
 */
export function outlineOf(model: BoardModel): readonly OutlineSection[] {
  const lanes = model.nodes.filter(isLane).sort(byPlace);
  const members = new Map<string | null, BoardNode[]>([
    ...lanes.map((lane): [string, BoardNode[]] => [lane.id, []]),
    [null, []],
  ]);
  const lanesOnly = { ...model, nodes: lanes };
  for (const node of model.nodes) {
    if (!isLane(node)) members.get(laneOf(lanesOnly, node)?.id ?? null)?.push(node);
  }
  for (const [laneId, nodes] of members) members.set(laneId, inRows(nodes));
  const toItem = itemMaker(model, [...members.values()].flat());
  const sections = lanes.map((lane) => ({
    laneId: lane.id,
    title: nameOf(lane),
    items: (members.get(lane.id) ?? []).map(toItem),
  }));
  const rest = (members.get(null) ?? []).map(toItem);
  return rest.length > 0 ? [...sections, { laneId: null, title: OUTSIDE, items: rest }] : sections;
}

/** The outline as plain lines, for export and for people who read rather than look. */
export function outlineText(model: BoardModel): string {
  return outlineOf(model)
    .map(({ title, items }) => [title, ...items.map((item) => `- ${item.text}`)].join('\n'))
    .join('\n\n');
}

/** The sentence a listener hears: "Ranker, in Online serving; in from Features, stream; out to Cache". */
export function spokenItem(
  { name, kind, qualifiers, connections }: OutlineItem,
  lane: string | null,
): string {
  const head = [name, ...(isSaidBy(name, kind) ? [] : [kind]), ...(lane === null ? [] : [`in ${lane}`])];
  const arrows = connections.map((connection) => {
    const way = connection.direction === 'in' ? 'in from' : 'out to';
    return `${way} ${[connection.otherName, ...wordsOf(connection)].join(', ')}`;
  });
  return [head.join(', '), ...qualifiers, ...arrows].join('; ');
}

/**
 * Where focus goes when an item vanishes from an ordered list: to the next one that is still there, else to the one before.
 * Null when none is left.
 */
export function neighbourInOrder(
  before: readonly string[],
  { gone, after }: { readonly gone: string; readonly after: ReadonlySet<string> },
): string | null {
  const at = before.indexOf(gone);
  if (at < 0) return null;
  const next = before.slice(at + 1).find((id) => after.has(id));
  return next ?? before.slice(0, at).findLast((id) => after.has(id)) ?? null;
}

/** Indexes the arrows once; asking every node for its own would cost nodes times arrows on each change of the board. */
function itemMaker(model: BoardModel, ordered: readonly BoardNode[]): (node: BoardNode) => OutlineItem {
  const names = new Map(ordered.map((node) => [node.id, nameOf(node)]));
  const rank = new Map(ordered.map((node, index) => [node.id, index]));
  const incoming = edgesBy(model.edges, 'target');
  const outgoing = edgesBy(model.edges, 'source');
  const toConnections = (edges: readonly BoardEdge[] | undefined, direction: 'in' | 'out') =>
    (edges ?? [])
      .map(({ id, source, target, flow, label }): OutlineConnection => {
        const otherId = direction === 'in' ? source : target;
        const otherName = names.get(otherId) ?? '?';
        return { edgeId: id, direction, otherId, otherName, flow, label: toLine(label) };
      })
      .sort((a, b) => (rank.get(a.otherId) ?? 0) - (rank.get(b.otherId) ?? 0));
  return (node) => {
    const definitions = componentOf(node.kind).qualifiers;
    const qualifiers = node.qualifiers.map(({ key, value }) => {
      const label = definitions.find((definition) => definition.key === key)?.label ?? key;
      return `${label} ${value}`;
    });
    const connections = [
      ...toConnections(incoming.get(node.id), 'in'),
      ...toConnections(outgoing.get(node.id), 'out'),
    ];
    const [name, kind] = [nameOf(node), componentOf(node.kind).name];
    return {
      node,
      name,
      kind,
      qualifiers,
      connections,
      text: toText({ name, kind, qualifiers, connections }),
    };
  };
}

function edgesBy(edges: readonly BoardEdge[], end: 'source' | 'target'): ReadonlyMap<string, BoardEdge[]> {
  const groups = new Map<string, BoardEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  return groups;
}

function toText({
  name,
  kind,
  qualifiers,
  connections,
}: Pick<OutlineItem, 'name' | 'kind' | 'qualifiers' | 'connections'>): string {
  const ends = (direction: 'in' | 'out') =>
    connections
      .filter((connection) => connection.direction === direction)
      .map((connection) => {
        const words = wordsOf(connection);
        return words.length > 0 ? `${connection.otherName} (${words.join(', ')})` : connection.otherName;
      })
      .join(' and ');
  const parts = [
    qualifiers.join(', '),
    ends('in') === '' ? '' : `in from ${ends('in')}`,
    ends('out') === '' ? '' : `out to ${ends('out')}`,
  ].filter((part) => part !== '');
  const head = isSaidBy(name, kind) ? name : `${name} (${kind})`;
  return parts.length > 0 ? `${head}: ${parts.join(', ')}` : head;
}

/** The plain synchronous call is what an arrow means when nothing is said. */
function wordsOf({ flow, label }: Pick<OutlineConnection, 'flow' | 'label'>): readonly string[] {
  return [...(flow === 'sync' ? [] : [FLOW_NAMES[flow]]), ...(label === '' ? [] : [label])];
}

/**
 * Nodes as they are read. Cards of one row differ by a few pixels in height, so a row is whatever begins above the middle
 * of the row's first card.
 */
function inRows(nodes: readonly BoardNode[]): BoardNode[] {
  const rows: { readonly until: number; readonly nodes: BoardNode[] }[] = [];
  for (const node of [...nodes].sort(byPlace)) {
    const row = rows.at(-1);
    if (row && node.y < row.until) row.nodes.push(node);
    else rows.push({ until: centreOf(rectOf(node)).y, nodes: [node] });
  }
  return rows.flatMap((row) => row.nodes.sort((a, b) => a.x - b.x || byPlace(a, b)));
}

function isSaidBy(name: string, kind: string): boolean {
  return name.toLowerCase() === kind.toLowerCase();
}

function toLine(label: string): string {
  return label.replaceAll(/\s+/g, ' ').trim();
}

function byPlace(a: BoardNode, b: BoardNode): number {
  return a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1);
}
