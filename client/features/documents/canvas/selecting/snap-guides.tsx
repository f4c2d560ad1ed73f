import { useStore } from '@xyflow/react';
import type { SnapGuide } from '#shared/domain/board-snap.ts';
import { BoardPortal } from '../board-portal.tsx';
import styles from './selecting.module.css';

/** Half the length of the strokes at the ends of a gap, in pixels of the screen. */
const TICK_PX = 4;

/** What the dragged nodes line up with, while they do. */
export function SnapGuides({ guides }: { readonly guides: readonly SnapGuide[] }) {
  const zoom = useStore((state) => state.transform[2]);
  if (guides.length === 0) return null;
  return (
    <BoardPortal>
      <svg className={styles.guides} aria-hidden="true">
        {guides.map((guide) => (
          <path
            key={`${guide.kind} ${guide.x1} ${guide.y1} ${guide.x2} ${guide.y2}`}
            d={guide.kind === 'line' ? linePath(guide) : gapPath(guide, TICK_PX / zoom)}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </BoardPortal>
  );
}

function linePath({ x1, y1, x2, y2 }: SnapGuide): string {
  return `M${x1} ${y1}L${x2} ${y2}`;
}

function gapPath(guide: SnapGuide, tick: number): string {
  const { x1, y1, x2, y2 } = guide;
  const [across, along] = y1 === y2 ? [0, tick] : [tick, 0];
  const end = (x: number, y: number): string => `M${x - across} ${y - along}L${x + across} ${y + along}`;
  return linePath(guide) + end(x1, y1) + end(x2, y2);
}
