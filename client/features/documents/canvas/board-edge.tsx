import { memo } from 'react';
import type { EdgeProps } from '@xyflow/react';
import { EDGE_LABEL, edgeLabelOf, edgeLabelRect } from '#shared/domain/board-edge-label.ts';
import type { EdgeSlot } from '#shared/domain/board-geometry.ts';
import type { BoardEdge } from '#shared/domain/board-model.ts';
import { FLOW_DASHES } from '#shared/domain/board-theme.ts';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { classNames } from '#client/ui/class-names.ts';
import { useEdgeGeometry } from './use-edge-geometry.ts';
import type { BoardFlowEdge } from './use-flow-elements.ts';
import styles from './board-edge.module.css';

/** An arrow. React Flow's own handle positions are not used: ends are clipped from the centre line to the two nodes. */
export const BoardEdgeView = memo(function BoardEdgeView({ data, selected }: EdgeProps<BoardFlowEdge>) {
  if (!data) return null;
  return <Arrow edge={data.edge} slot={data.slot} peer={data.peer} isSelected={selected === true} />;
});

function Arrow({
  edge,
  slot,
  peer,
  isSelected,
}: {
  edge: BoardEdge;
  slot: EdgeSlot;
  peer: CanvasUser | null;
  isSelected: boolean;
}) {
  const geometry = useEdgeGeometry(edge, slot);
  if (!geometry) return null;
  const label = edgeLabelOf(edge);
  const place = label ? edgeLabelRect(label, geometry) : null;
  const dash = FLOW_DASHES[edge.flow];
  return (
    <g
      className={classNames(styles.edge, isSelected && styles.selected, peer && styles.heldByPeer)}
      style={peer ? { '--peer': `var(--participant-${peer.colour})` } : undefined}
    >
      <path className={styles.hitArea} d={geometry.path} />
      <path className={styles.halo} d={geometry.path} />
      <path className={styles.line} d={geometry.path} strokeDasharray={dash === '' ? undefined : dash} />
      <path className={styles.head} d={geometry.head} />
      {label && place ? (
        <>
          <rect
            className={styles.labelBack}
            x={place.x}
            y={place.y}
            width={place.w}
            height={place.h}
            rx={6}
          />
          <text
            className={styles.labelText}
            x={place.x + place.w / 2}
            y={place.y + place.h / 2 + EDGE_LABEL.font * 0.35}
            textAnchor="middle"
          >
            {label.text}
          </text>
        </>
      ) : null}
    </g>
  );
}
