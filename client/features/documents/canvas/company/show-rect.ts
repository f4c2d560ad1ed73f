import { viewportFor } from '#shared/domain/board-follow.ts';
import type { Rect } from '#shared/domain/board-model.ts';
import type { useReactFlow, useStoreApi } from '@xyflow/react';

/** Views arrive 20 times a second; easing over two of them hides the steps. Milliseconds. */
const EASE_MS = 100;

interface Pane {
  readonly flow: Pick<ReturnType<typeof useReactFlow>, 'setViewport'>;
  readonly store: Pick<ReturnType<typeof useStoreApi>, 'getState'>;
}

/** How long a change of view takes; nothing for those who asked for less motion. Milliseconds. */
export function easeMs(wantedMs = EASE_MS): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : wantedMs;
}

/** Shows a part of the board whole. Null while the board has no size; else settles when it has come to rest there. */
export function showRect({ flow, store }: Pane, rect: Rect, durationMs = easeMs()): Promise<boolean> | null {
  const { width: w, height: h, minZoom, maxZoom } = store.getState();
  if (w === 0 || h === 0) return null;
  const viewport = viewportFor(rect, { w, h }, { min: minZoom, max: maxZoom });
  return flow.setViewport(viewport, { duration: durationMs, interpolate: 'linear' });
}
