import { useStore, type ConnectionLineComponentProps } from '@xyflow/react';
import { lineToPoint } from '#shared/domain/board-geometry.ts';
import type { Point, Rect } from '#shared/domain/board-model.ts';
import { useNodeRect } from './use-edge-geometry.ts';
import type { BoardFlowNode } from './use-flow-elements.ts';
import { BoardPortal } from './board-portal.tsx';
import styles from './connection-line.module.css';

/** The arrow under the pointer while it is dragged from a handle. */
export function ConnectionLine({ fromNode, toX, toY }: ConnectionLineComponentProps<BoardFlowNode>) {
  const { x, y } = fromNode.internals.positionAbsolute;
  return (
    <Line
      from={{ x, y, w: fromNode.measured.width ?? 0, h: fromNode.measured.height ?? 0 }}
      to={{ x: toX, y: toY }}
    />
  );
}

/** The arrow that follows the pointer in connect mode, after the source was picked. */
export function ConnectPreview({
  source,
  pointer,
}: {
  readonly source: string;
  readonly pointer: Point | null;
}) {
  const rect = useNodeRect(source);
  const zoom = useStore((state) => state.transform[2]);
  if (!rect || !pointer || zoom === 0) return null;
  return (
    <BoardPortal>
      <svg className={styles.overlay} aria-hidden="true">
        <Line from={rect} to={pointer} />
      </svg>
    </BoardPortal>
  );
}

function Line({ from, to }: { from: Rect; to: Point }) {
  const { path, head } = lineToPoint(from, to);
  return (
    <g className={styles.preview}>
      <path d={path} className={styles.line} />
      <path d={head} className={styles.head} />
    </g>
  );
}
