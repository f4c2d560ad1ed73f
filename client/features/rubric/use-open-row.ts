import { useEffect, useState, type RefObject } from 'react';
import { LEAD_TO_EVENT, placeOf } from './lead-to.ts';

/** One row of a form open at a time, in a panel; the list of what is missing opens the row it leads to. */
export function useOpenRow<Row extends string>(
  ref: RefObject<HTMLElement | null>,
  rows: readonly Row[],
): { open: Row | null; toggle: (row: Row) => void } {
  const [open, setOpen] = useState<Row | null>(rows[0] ?? null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const handleLead = (event: Event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
      const path: string = event.detail;
      const row = rows.find((each) => placeOf(path) === `rate-${each}`);
      if (row) setOpen(row);
    };
    element.addEventListener(LEAD_TO_EVENT, handleLead);
    return () => element.removeEventListener(LEAD_TO_EVENT, handleLead);
  }, [ref, rows]);
  return { open, toggle: (row) => setOpen((current) => (current === row ? null : row)) };
}
