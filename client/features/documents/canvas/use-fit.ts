import { useEffect, useRef } from 'react';
import { useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { firstFitOptionsFor } from './view-controls.tsx';

/**
 * Shows the whole board when the first content arrives, which may be long after the first paint, and again when the
 * board gets another size, until somebody has chosen a view of their own.
 */
export function useFit(hasContent: boolean): void {
  const { fitView, getViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const fitted = useRef<Viewport | null>(null);
  useEffect(() => {
    if (!hasContent || width === 0) return undefined;
    const last = fitted.current;
    const now = getViewport();
    if (last && (last.x !== now.x || last.y !== now.y || last.zoom !== now.zoom)) return undefined;
    const frame = requestAnimationFrame(() => {
      void fitView(firstFitOptionsFor(width)).then(() => {
        fitted.current = getViewport();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [hasContent, width, fitView, getViewport]);
}
