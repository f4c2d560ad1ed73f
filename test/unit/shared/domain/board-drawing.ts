import type { BoardEdge, BoardModel, BoardNode, Flow } from '#shared/domain/board-model.ts';
import type { ComponentKind } from '#shared/domain/ml-components.ts';

/** Boards for tests, written as short as they are read. */

interface DrawnNode {
  readonly kind: ComponentKind;
  readonly label?: string;
  /** Which lane it stands in; `none` is below both. */
  readonly in?: 'offline' | 'online' | 'none';
}

/** `a -> b` with the flow `sync` and no label, unless said otherwise: `a -> b : batch : daily`. */
export function drawBoard(
  nodes: Readonly<Record<string, DrawnNode>>,
  edges: readonly string[] = [],
): BoardModel {
  const drawn = Object.entries(nodes).map(([id, { kind, label = '', in: lane }], index) =>
    node({
      id,
      kind,
      label,
      x: 20 + index * 200,
      y: { offline: 60, online: 460, none: 900 }[lane ?? homeOf(kind)],
    }),
  );
  return { title: '', nodes: [...LANES, ...drawn], edges: edges.map(toEdge), strokes: [] };
}

function node(place: { id: string; kind: ComponentKind; label: string; x: number; y: number }): BoardNode {
  return { ...place, size: null, colour: null, qualifiers: [] };
}

const OFFLINE_KINDS = /log|label|batch|offline|dataset|trainer|tuner|embedding|drift|trigger|warehouse/;

function homeOf(kind: ComponentKind): 'offline' | 'online' {
  return OFFLINE_KINDS.test(kind) ? 'offline' : 'online';
}

/** Wide enough for every node of a test. */
export const LANES: readonly BoardNode[] = [
  { ...node({ id: 'laneoff', kind: 'lane_offline', label: '', x: 0, y: 0 }), size: { w: 6000, h: 380 } },
  { ...node({ id: 'laneon', kind: 'lane_online', label: '', x: 0, y: 400 }), size: { w: 6000, h: 380 } },
];

function toEdge(text: string): BoardEdge {
  const [ends = '', flow = 'sync', label = ''] = text.split(' : ');
  const [source = '', target = ''] = ends.split(' -> ');
  // Tests write flows by hand.
  return { id: `${source}-${target}-${flow}`, source, target, label, flow: flow as Flow };
}
