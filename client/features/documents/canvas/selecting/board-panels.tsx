import { useState, type RefObject } from 'react';
import { assignSlots } from '#shared/domain/board-geometry.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { SnapGuide } from '#shared/domain/board-snap.ts';
import type { InkHandRef } from '../ink/ink-hand.ts';
import { EdgeInspector } from '../inspecting/edge-inspector.tsx';
import { Marquee } from './marquee.tsx';
import { NodeInspector } from '../inspecting/node-inspector.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SnapGuides } from './snap-guides.tsx';
import { useReadingOrder } from './use-reading-order.ts';
import type { MarqueeStart } from './use-selection-input.ts';

export interface BoardPanelsProps {
  readonly root: RefObject<HTMLElement | null>;
  readonly model: BoardModel;
  readonly ink: InkHandRef;
  readonly selectedIds: readonly string[];
  readonly select: (ids: readonly string[]) => void;
  readonly editingId: string | null;
  readonly marquee: MarqueeStart | null;
  readonly guides: readonly SnapGuide[];
  /** False while what is selected is dragged, written in, or only looked at. */
  readonly hasPanel: boolean;
  /** The outline has the details of components itself. */
  readonly isOutline: boolean;
}

/** What is drawn for what is selected, and for selecting and moving: the panel of one or of several, marquee and guides. */
export function BoardPanels(props: BoardPanelsProps) {
  const { root, model, ink, selectedIds, select, editingId, marquee, guides, hasPanel, isOutline } = props;
  useReadingOrder({ root, model });
  const [isInspectorOpen, setIsInspectorOpen] = useState(false);
  const ids = new Set(selectedIds);
  const nodes = model.nodes.filter(({ id }) => ids.has(id));
  const strokes = model.strokes.filter(({ id }) => ids.has(id));
  const [node] = selectedIds.length === 1 ? nodes : [];
  const edge = selectedIds.length === 1 ? model.edges.find(({ id }) => ids.has(id)) : undefined;
  return (
    <>
      <SnapGuides guides={guides} />
      {marquee ? <Marquee marquee={marquee} model={model} ink={ink} onSelect={select} /> : null}
      {hasPanel && !marquee && node && !isOutline ? (
        <NodeInspector
          node={node}
          isOpen={isInspectorOpen}
          onToggle={() => setIsInspectorOpen(!isInspectorOpen)}
        />
      ) : null}
      {hasPanel && !marquee && edge ? (
        <EdgeInspector
          edge={edge}
          isLabelEdited={editingId === edge.id}
          slot={assignSlots(model.edges).get(edge.id) ?? { index: 0, count: 1 }}
        />
      ) : null}
      {hasPanel && !marquee && (nodes.length > 1 || strokes.length > 0) ? (
        <SelectionBar model={model} nodes={nodes} strokes={strokes} selectedIds={selectedIds} />
      ) : null}
    </>
  );
}
