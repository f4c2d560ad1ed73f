import { createElement, useEffect } from 'react';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import type { BoardPanelsProps } from './selecting/board-panels.tsx';

/** When nothing asks for them, they are fetched once the room has long been up, so that they are there should it go offline. */
const PRELOAD_AFTER_MS = 8000;

/** Whoever has just named the first component goes on drawing; its panel may come a moment later. */
const PANEL_AFTER_MS = 600;

/** The panels of the selection, which are fetched when something is selected. */
export function LaterPanels(props: BoardPanelsProps) {
  const { marquee, guides, hasPanel, selectedIds } = props;
  const isDragged = marquee !== null || guides.length > 0;
  const isWanted = isDragged || (hasPanel && selectedIds.length > 0);
  const panels = useLaterModule(() => import('./selecting/board-panels.tsx'), {
    isWanted,
    afterMs: PRELOAD_AFTER_MS,
    wantedAfterMs: isDragged ? 0 : PANEL_AFTER_MS,
  });
  useEffect(() => {
    // What a drag and the clipboard fetch when they need it is there from then on.
    const timer = setTimeout(() => {
      Promise.all([import('#shared/domain/board-snap.ts'), import('./selecting/board-clipboard.ts')]).catch(
        () => null,
      );
    }, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return panels ? createElement(panels.BoardPanels, props) : null;
}
