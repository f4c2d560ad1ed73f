import { useEffect, useState, type RefObject } from 'react';

/** Width in px from which the form shows anchors side by side; the same number stands in its container queries. */
const WIDE_PX = 760;

/** Whether an element has room for the wide form: the same form stands in a panel and on the whole screen. */
export function useIsWide(ref: RefObject<HTMLElement | null>): boolean {
  const [isWide, setIsWide] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setIsWide((entry?.contentRect.width ?? 0) >= WIDE_PX));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isWide;
}
