import { useCallback, useMemo, useState } from 'react';
import { Position, type Edge, type EdgeChange, type Node, type NodeChange } from '@xyflow/react';
import type * as Y from 'yjs';
import { layoutCard } from '#shared/domain/board-card.ts';
import { edgeLabelOf } from '#shared/domain/board-edge-label.ts';
import { assignSlots, type EdgeSlot } from '#shared/domain/board-geometry.ts';
import type { BoardEdge, BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { sameList } from './board-store.ts';
import type { InkHandRef } from './ink/ink-hand.ts';
import type { DragWriter, Frame } from './selecting/drag-writer.ts';
import type { PeerMark, PeerMarks } from './presence-channel.ts';
import { STRINGS } from './strings.ts';
import { useNodeMoves } from './selecting/use-node-moves.ts';

export type BoardFlowNode = Node<
  {
    readonly node: BoardNode;
    readonly isEditing: boolean;
    readonly isConnectSource: boolean;
    readonly peer: PeerMark | null;
  },
  'board'
>;
export type BoardFlowEdge = Edge<
  { readonly edge: BoardEdge; readonly slot: EdgeSlot; readonly peer: PeerMark | null },
  'board'
>;

export interface FlowElementsInput {
  readonly doc: Y.Doc;
  readonly model: BoardModel;
  readonly marks: PeerMarks;
  readonly editingId: string | null;
  readonly connectSource: string | null;
  /** What is drawn beside what is selected, held or edited while the rest is one picture; null: everything. */
  readonly awake: ReadonlySet<string> | null;
  readonly dragWriter: DragWriter;
  readonly ink: InkHandRef;
}

/** What React Flow draws: the shared board plus what only this page knows, which is selection and unfinished drags. */
export function useFlowElements({
  doc,
  model,
  marks,
  editingId,
  connectSource,
  awake,
  dragWriter,
  ink,
}: FlowElementsInput) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback((ids: readonly string[]) => setSelected(new Set(ids)), []);
  const moves = useNodeMoves({ doc, model, dragWriter, ink, selected, select });
  const { frames, applyChanges } = moves;
  const [nodeCache] = useState(() => new NodeCache());
  const [edgeCache] = useState(() => new EdgeCache());

  const nodes = useMemo(
    () =>
      nodeCache.keep(
        model.nodes.map((node) => ({
          node,
          frame: frames.get(node.id),
          isSelected: selected.has(node.id),
          isEditing: node.id === editingId,
          isConnectSource: node.id === connectSource,
          isAsleep: awake !== null && !awake.has(node.id),
          peer: marks.get(node.id) ?? null,
        })),
      ),
    [nodeCache, model.nodes, frames, selected, editingId, connectSource, awake, marks],
  );

  const edges = useMemo(() => {
    const slots = assignSlots(model.edges);
    const names = new Map(model.nodes.map((node) => [node.id, nameOf(node)]));
    return edgeCache.keep(
      model.edges.map((edge) => {
        const slot = slots.get(edge.id) ?? { index: 0, count: 1 };
        const ariaLabel = STRINGS.edgeName(
          names.get(edge.source) ?? '',
          names.get(edge.target) ?? '',
          edgeLabelOf(edge)?.text ?? edge.flow,
        );
        return toFlowEdge(edge, {
          slot,
          ariaLabel,
          isSelected: selected.has(edge.id),
          peer: marks.get(edge.id) ?? null,
        });
      }),
    );
  }, [edgeCache, model.edges, model.nodes, selected, marks]);

  const drawnEdges = useMemo(() => {
    if (awake === null) return edges;
    const drawn = new Set(nodes.filter(({ hidden }) => !hidden).map(({ id }) => id));
    return edges.filter(
      ({ id, source, target, selected: isSelected, data }) =>
        isSelected || data?.peer || awake.has(id) || drawn.has(source) || drawn.has(target),
    );
  }, [nodes, edges, awake]);

  const handleNodesChange = useCallback(
    (changes: NodeChange<BoardFlowNode>[]) => {
      applyChanges(changes);
      setSelected((known) => applySelection(known, changes));
    },
    [applyChanges],
  );

  const handleEdgesChange = useCallback(
    (changes: EdgeChange<BoardFlowEdge>[]) => setSelected((known) => applySelection(known, changes)),
    [],
  );

  return {
    nodes,
    edges,
    drawnEdges,
    selected,
    select,
    moves,
    isDragging: frames.size > 0,
    handleNodesChange,
    handleEdgesChange,
  };
}

interface NodeView {
  readonly node: BoardNode;
  readonly frame: Frame | undefined;
  readonly isSelected: boolean;
  readonly isEditing: boolean;
  readonly isConnectSource: boolean;
  readonly isAsleep: boolean;
  readonly peer: PeerMark | null;
}

/** Of a node that is not drawn, so that an arrow to it can be. Where it is does not matter: arrows end at the border. */
const UNDRAWN: Partial<BoardFlowNode> = {
  hidden: true,
  handles: [{ type: 'source', position: Position.Top, x: 0, y: 0 }],
};

function toFlowNode(view: NodeView): BoardFlowNode {
  const { node, frame, isSelected, isEditing, isConnectSource, isAsleep, peer } = view;
  const shown = frame?.w === undefined || frame.h === undefined ? node : resized(node, frame.w, frame.h);
  const { w, h, form } = layoutCard(shown);
  const isLane = form === 'lane';
  return {
    id: node.id,
    type: 'board',
    position: { x: frame?.x ?? node.x, y: frame?.y ?? node.y },
    data: { node: shown, isEditing, isConnectSource, peer },
    width: w,
    height: h,
    // The size follows from the text, so it is known without asking the DOM; leaving it out would hide the node for a frame.
    measured: { width: w, height: h },
    selected: isSelected,
    // Said only where it is refused: a yes here would overrule the board, which people who look on may not change.
    ...(isEditing ? { draggable: false } : {}),
    ...(isLane ? { connectable: false } : {}),
    ...(isAsleep && !isSelected && !isEditing && !isConnectSource && !peer ? UNDRAWN : {}),
    zIndex: isLane ? -1 : 0,
    ariaLabel: `${nameOf(node)}, ${componentOf(node.kind).name}`,
    ...(isLane ? { dragHandle: '[data-lane-header]', style: { pointerEvents: 'none' } } : {}),
  };
}

const resizedCache = new WeakMap<BoardNode, BoardNode>();

/** The node at a size that is not written yet; the same object while the size stays, so that its layout is kept. */
function resized(node: BoardNode, w: number, h: number): BoardNode {
  const known = resizedCache.get(node);
  if (known?.size?.w === w && known.size.h === h) return known;
  const fresh = { ...node, size: { w, h } };
  resizedCache.set(node, fresh);
  return fresh;
}

interface EdgeView {
  readonly slot: EdgeSlot;
  readonly ariaLabel: string;
  readonly isSelected: boolean;
  readonly peer: PeerMark | null;
}

function toFlowEdge(edge: BoardEdge, { slot, ariaLabel, isSelected, peer }: EdgeView): BoardFlowEdge {
  const { id, source, target } = edge;
  return { id, source, target, type: 'board', data: { edge, slot, peer }, selected: isSelected, ariaLabel };
}

/**
 * Nodes as they were drawn before, object for object, where nothing about them changed; the list too. React Flow works
 * through every node and arrow for a list it has not seen.
 */
class NodeCache {
  #known: ReadonlyMap<string, { readonly view: NodeView; readonly drawn: BoardFlowNode }> = new Map();
  #list: BoardFlowNode[] = [];

  keep(views: readonly NodeView[]): BoardFlowNode[] {
    const fresh = views.map((view) => {
      const known = this.#known.get(view.node.id);
      return known && isSameView(known.view, view) ? known : { view, drawn: toFlowNode(view) };
    });
    this.#known = new Map(fresh.map((item) => [item.view.node.id, item]));
    this.#list = sameList(
      this.#list,
      fresh.map(({ drawn }) => drawn),
    );
    return this.#list;
  }
}

/** The same of arrows. */
class EdgeCache {
  #known: ReadonlyMap<string, BoardFlowEdge> = new Map();
  #list: BoardFlowEdge[] = [];

  keep(fresh: readonly BoardFlowEdge[]): BoardFlowEdge[] {
    const kept = fresh.map((item) => {
      const known = this.#known.get(item.id);
      return known && isSameEdge(known, item) ? known : item;
    });
    this.#known = new Map(kept.map((item) => [item.id, item]));
    this.#list = sameList(this.#list, kept);
    return this.#list;
  }
}

function isSameView(a: NodeView, b: NodeView): boolean {
  return (
    a.node === b.node &&
    isSameFrame(a.frame, b.frame) &&
    a.isSelected === b.isSelected &&
    a.isEditing === b.isEditing &&
    a.isConnectSource === b.isConnectSource &&
    a.isAsleep === b.isAsleep &&
    a.peer === b.peer
  );
}

function isSameFrame(a: Frame | undefined, b: Frame | undefined): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.w === b?.w && a?.h === b?.h);
}

function isSameEdge(a: BoardFlowEdge, b: BoardFlowEdge): boolean {
  return (
    a.data?.edge === b.data?.edge &&
    a.data?.slot.index === b.data?.slot.index &&
    a.data?.slot.count === b.data?.slot.count &&
    a.data?.peer === b.data?.peer &&
    a.selected === b.selected &&
    a.ariaLabel === b.ariaLabel
  );
}

function applySelection(
  known: ReadonlySet<string>,
  changes: readonly (NodeChange<BoardFlowNode> | EdgeChange<BoardFlowEdge>)[],
): ReadonlySet<string> {
  const next = new Set(known);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return next.size === known.size && [...next].every((id) => known.has(id)) ? known : next;
}
