import { createElement, memo, useSyncExternalStore } from 'react';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import { isInkTool } from './board-context.ts';
import type { InkLayerProps } from './ink/ink-layer.tsx';

/** When nothing asks for ink, it is fetched once the room has long been up, so that the first line need not wait. */
const PRELOAD_AFTER_MS = 6000;

/** The layer that draws ink and the laser, once it is fetched and while there is something to draw. */
export const LaterInk = memo(function LaterInk(props: InkLayerProps) {
  const { tool, strokes, presence } = props;
  const isLaserOn = useSyncExternalStore(presence.subscribe, () =>
    presence.getPeers().some((peer) => peer.tool === 'laser'),
  );
  const isWanted = strokes.length > 0 || isInkTool(tool) || isLaserOn;
  const layer = useLaterModule(() => import('./ink/ink-layer.tsx'), { isWanted, afterMs: PRELOAD_AFTER_MS });
  return isWanted && layer ? createElement(layer.InkLayer, props) : null;
});
