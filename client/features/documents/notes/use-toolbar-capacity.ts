import { type RefObject, useLayoutEffect, useState } from 'react';

/** Between buttons, as in notes-toolbar.module.css. */
const GAP_PX = 2;

/**
 * How many buttons fit into a bar beside the `reservedCount` that always stay. Buttons are all as wide as the first
 * one, which is larger on touch screens. Starts with all of them, before anything is measured.
 */
export function useToolbarCapacity(input: {
  bar: RefObject<HTMLElement | null>;
  reservedCount: number;
  itemCount: number;
}): number {
  const { bar, reservedCount, itemCount } = input;
  const [capacity, setCapacity] = useState(itemCount);

  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const measure = () => {
      const unit = (element.querySelector('button')?.offsetWidth ?? 28) + GAP_PX;
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + GAP_PX;
      const slots = Math.floor(room / unit);
      // Without a rest there is no menu, and its slot is free for one more.
      const fitsAll = slots >= reservedCount - 1 + itemCount;
      setCapacity(fitsAll ? itemCount : Math.max(0, slots - reservedCount));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [bar, reservedCount, itemCount]);

  return capacity;
}
