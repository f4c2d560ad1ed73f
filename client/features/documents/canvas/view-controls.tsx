import { memo, useState } from 'react';
import { MiniMap, useReactFlow, useStore } from '@xyflow/react';
import { Download, ListTree, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { componentOf } from '#shared/domain/ml-components.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { motionMs } from '#client/ui/motion.ts';
import { STRINGS } from './strings.ts';
import type { BoardFlowNode } from './use-flow-elements.ts';
import styles from './view-controls.module.css';

/** Below this letters are under 4 px, and a board of hundreds of things is in sight: it is painted as one picture. */
export const PICTURE_ZOOM = 0.25;
const ZOOM_MS = 120;
const FIT_MS = 150;
/** Below this board width the map would cover what it shows. */
const MAP_MIN_WIDTH = 720;
/** Below this board width the tools lie along the top. */
const ACROSS_MAX_WIDTH = 560;
/** Free of the tools, at the left or along the top, and of the view controls at the bottom right. */
const FIT_PADDING = { top: '28px', left: '68px', right: '16px', bottom: '72px' } as const;
const NARROW_FIT_PADDING = { top: '68px', left: '12px', right: '12px', bottom: '72px' } as const;

export function isNarrowBoard(width: number): boolean {
  return width > 0 && width < ACROSS_MAX_WIDTH;
}

export function fitOptionsFor(width: number) {
  return {
    padding: isNarrowBoard(width) ? NARROW_FIT_PADDING : FIT_PADDING,
    maxZoom: 1,
    duration: motionMs(FIT_MS),
    // From afar most of the board is a picture.
    includeHiddenNodes: true,
  } as const;
}

/** On a narrow board showing everything at once would show nothing that can be read. */
export function firstFitOptionsFor(width: number) {
  return { ...fitOptionsFor(width), minZoom: 0.4, duration: 0 } as const;
}

/** Zoom, fit and the map, at the bottom right. */
export const ViewControls = memo(function ViewControls({
  isOutline,
  onOutline,
  onExport,
}: {
  readonly isOutline: boolean;
  readonly onOutline: () => void;
  readonly onExport: () => void;
}) {
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const width = useStore((state) => state.width);
  const isWide = width >= MAP_MIN_WIDTH;
  const [isMapWanted, setIsMapWanted] = useState(true);
  // From so far the board is its own map, and drawing every component twice would be most of a frame.
  const isFarOut = useStore((state) => state.transform[2] < PICTURE_ZOOM);
  const isMapShown = isWide && isMapWanted && !isFarOut;
  return (
    <div className={styles.corner}>
      {isMapShown ? (
        <MiniMap<BoardFlowNode>
          className={styles.map}
          ariaLabel={STRINGS.view.map}
          pannable
          zoomable
          nodeClassName={mapClassOf}
          nodeBorderRadius={8}
        />
      ) : null}
      <div className={styles.bar} role="group" aria-label={STRINGS.view.controls}>
        <IconButton
          size="sm"
          label={STRINGS.view.zoomOut}
          icon={<Minus />}
          shortcut="-"
          onClick={() => void flow.zoomOut({ duration: motionMs(ZOOM_MS) })}
        />
        <button
          type="button"
          className={styles.percent}
          aria-label={STRINGS.view.resetZoom(percent)}
          onClick={() => void flow.zoomTo(1, { duration: motionMs(ZOOM_MS) })}
        >
          {percent} %
        </button>
        <IconButton
          size="sm"
          label={STRINGS.view.zoomIn}
          icon={<Plus />}
          shortcut="+"
          onClick={() => void flow.zoomIn({ duration: motionMs(ZOOM_MS) })}
        />
        <IconButton
          size="sm"
          label={STRINGS.view.fit}
          icon={<Maximize />}
          shortcut="Shift+1"
          onClick={() => void flow.fitView(fitOptionsFor(width))}
        />
        <IconButton
          size="sm"
          label={isOutline ? STRINGS.outline.hide : STRINGS.outline.show}
          icon={<ListTree />}
          isPressed={isOutline}
          onClick={onOutline}
        />
        <IconButton size="sm" label={STRINGS.exchange.export} icon={<Download />} onClick={onExport} />
        {isWide ? (
          <IconButton
            size="sm"
            label={isMapWanted ? STRINGS.view.hideMap : STRINGS.view.showMap}
            icon={<MapIcon />}
            isPressed={isMapWanted}
            onClick={() => setIsMapWanted(!isMapWanted)}
          />
        ) : null}
      </div>
    </div>
  );
});

/** The same function each time, or the map would draw every node of the board anew. */
function mapClassOf({ data }: BoardFlowNode): string {
  return (componentOf(data.node.kind).form === 'lane' ? styles.mapLane : styles.mapNode) ?? '';
}
