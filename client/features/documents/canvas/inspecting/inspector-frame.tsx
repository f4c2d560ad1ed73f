import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Panel, useStore } from '@xyflow/react';
import type { Rect } from '#shared/domain/board-model.ts';
import { focusItem } from '../focus-item.ts';
import styles from './inspector.module.css';

/** Below this board width a panel beside the item would cover the item; it docks at the bottom instead. */
const DOCK_BELOW_WIDTH = 600;
const GAP = 18;
const EDGE = 12;

export interface InspectorFrameProps {
  /** The node or arrow that gets the keyboard back; without one the board does. */
  readonly itemId: string | null;
  /** What the panel is about, in flow coordinates. */
  readonly anchor: Rect;
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * The panel of the selected item: under it, above it where there is no room below, and always wholly inside the board. On a
 * narrow board it docks at the bottom.
 */
export function InspectorFrame({ itemId, anchor, label, children }: InspectorFrameProps) {
  const isDocked = useStore((state) => state.width < DOCK_BELOW_WIDTH);
  const lastKey = useRef('');

  function giveBack(panel: Element) {
    // One turn later: the field that is left first writes what was typed into it.
    setTimeout(() => {
      const { activeElement, body } = document;
      if (activeElement !== body && !panel.contains(activeElement)) return;
      const drawing = panel.closest('.react-flow');
      if (itemId === null || !focusItem(drawing, itemId))
        drawing?.parentElement?.focus({ preventScroll: true });
    });
  }

  const content = (
    // The keys belong to the controls inside; the panel only hears when somebody leaves it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={`nokey nodrag nopan nowheel ${styles.panel ?? ''}`}
      aria-label={label}
      data-inspector
      onKeyDownCapture={(event) => {
        lastKey.current = event.key;
        const isField = event.target instanceof HTMLInputElement;
        if (event.key === 'Escape' && !isField) {
          event.stopPropagation();
          giveBack(event.currentTarget);
        }
      }}
      onBlur={(event) => {
        // A field that is done with Enter or Escape lets go of the keyboard.
        const isByKey = lastKey.current === 'Enter' || lastKey.current === 'Escape';
        if (event.relatedTarget === null && isByKey) giveBack(event.currentTarget);
        lastKey.current = '';
      }}
    >
      {children}
    </section>
  );
  if (!isDocked) return <Floating anchor={anchor}>{content}</Floating>;
  return (
    <Panel position="bottom-center" className={styles.docked}>
      {content}
    </Panel>
  );
}

function Floating({ anchor, children }: { anchor: Rect; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ w: 0, h: 0 });
  const [panX, panY, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ w: element.offsetWidth, h: element.offsetHeight }));
    observer.observe(element);
    setSize({ w: element.offsetWidth, h: element.offsetHeight });
    return () => observer.disconnect();
  }, []);

  const top = anchor.y * zoom + panY;
  const bottom = top + anchor.h * zoom;
  const centre = (anchor.x + anchor.w / 2) * zoom + panX;
  const hasRoomBelow = bottom + GAP + size.h + EDGE <= height;
  const hasRoomAbove = top - GAP - size.h - EDGE >= 0;
  const y = hasRoomBelow ? bottom + GAP : hasRoomAbove ? top - GAP - size.h : height - size.h - EDGE;
  const x = Math.max(EDGE, Math.min(centre - size.w / 2, width - size.w - EDGE));
  return (
    <div
      ref={panel}
      className={styles.floating}
      style={{ transform: `translate(${Math.round(x)}px, ${Math.round(Math.max(EDGE, y))}px)` }}
    >
      {children}
    </div>
  );
}
