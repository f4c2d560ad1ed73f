import { useEffect, useState, type RefObject } from 'react';

/** Below this board width the outline stands in front of the drawing; beside it neither could be read. Pixels. */
const NARROW = 700;
const PHONE = '(width <= 720px)';

/** Whether the board, tools and outline included, is too narrow for two things side by side. */
export function useIsNarrow(root: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setIsNarrow] = useState(() => window.matchMedia(PHONE).matches);
  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      // A board out of sight has no width, which says nothing about the screen.
      if (entry && entry.contentRect.width > 0) setIsNarrow(entry.contentRect.width < NARROW);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return isNarrow;
}
