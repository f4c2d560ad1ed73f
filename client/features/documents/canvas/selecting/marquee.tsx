import { useEffect, useRef, useState } from 'react';
import { useReactFlow, useStore } from '@xyflow/react';
import { rectBetween } from '#shared/domain/board-geometry.ts';
import { nodesTouching } from '#shared/domain/board-lanes.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { InkHandRef } from '../ink/ink-hand.ts';
import type { MarqueeStart } from './use-selection-input.ts';
import { BoardPortal } from '../board-portal.tsx';
import styles from './selecting.module.css';

export interface MarqueeProps {
  readonly marquee: MarqueeStart;
  readonly model: BoardModel;
  readonly ink: InkHandRef;
  readonly onSelect: (ids: readonly string[]) => void;
}

/** The rectangle drawn over the empty board. What it touches is shown as selected while it is drawn. */
export function Marquee({ marquee, model, ink, onSelect }: MarqueeProps) {
  const { screenToFlowPosition } = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  const [pointer, setPointer] = useState(marquee.at);
  const rect = rectBetween(marquee.start, screenToFlowPosition(pointer));

  useEffect(() => {
    const handleMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => setPointer({ x, y });
    window.addEventListener('pointermove', handleMove);
    return () => window.removeEventListener('pointermove', handleMove);
  }, []);

  const touched = [...nodesTouching(model, rect), ...(ink.current?.touching(rect) ?? [])];
  const ids = [...new Set([...marquee.base, ...touched])];
  const hits = ids.join(' ');
  const latest = useRef({ ids, onSelect });
  useEffect(() => {
    latest.current = { ids, onSelect };
  });
  useEffect(() => latest.current.onSelect(latest.current.ids), [hits]);

  return (
    <BoardPortal>
      <div
        className={styles.marquee}
        style={{
          transform: `translate(${rect.x}px, ${rect.y}px)`,
          width: rect.w,
          height: rect.h,
          borderWidth: 1 / zoom,
        }}
      />
    </BoardPortal>
  );
}
