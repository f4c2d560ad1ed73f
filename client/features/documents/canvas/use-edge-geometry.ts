import { useMemo } from 'react';
import { useInternalNode } from '@xyflow/react';
import { edgeGeometry, type EdgeGeometry, type EdgeSlot } from '#shared/domain/board-geometry.ts';
import type { BoardEdge, Rect } from '#shared/domain/board-model.ts';

/** Where an arrow runs now, with its ends followed through unfinished drags; null while an end is missing. */
export function useEdgeGeometry(
  edge: Pick<BoardEdge, 'source' | 'target'>,
  slot: EdgeSlot,
): EdgeGeometry | null {
  const source = useNodeRect(edge.source);
  const target = useNodeRect(edge.target);
  const { index, count } = slot;
  return useMemo(() => {
    if (!source || !target) return null;
    const isSelfLoop = edge.source === edge.target;
    return edgeGeometry({
      source,
      target,
      slot: { index, count },
      isSelfLoop,
      isReversed: edge.source > edge.target,
    });
  }, [source, target, edge.source, edge.target, index, count]);
}

/** The rectangle a node has on this screen at this moment. */
export function useNodeRect(id: string): Rect | null {
  const node = useInternalNode(id);
  const x = node?.internals.positionAbsolute.x;
  const y = node?.internals.positionAbsolute.y;
  const w = node?.measured.width;
  const h = node?.measured.height;
  return useMemo(() => {
    if (x === undefined || y === undefined || w === undefined || h === undefined) return null;
    return { x, y, w, h };
  }, [x, y, w, h]);
}
