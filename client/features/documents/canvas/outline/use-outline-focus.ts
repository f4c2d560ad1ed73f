import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import { neighbourInOrder } from '#shared/domain/board-outline.ts';

interface Place {
  readonly rowId: string;
  /** The control within the row; null is the row itself. */
  readonly field: string | null;
}

/**
 * Keeps the keyboard where it was while rows come, go and move to another lane. Rows carry `data-row`, their controls
 * `data-field`; one row at a time is a Tab stop. A focused row that vanishes hands focus to its neighbour.
 */
export function useOutlineFocus(root: RefObject<HTMLElement | null>, order: readonly string[]) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const focused = useRef<Place | null>(null);
  const wanted = useRef<Place | null>(null);
  const known = useRef(order);

  // After every render, because any of them may have taken away what had focus.
  useLayoutEffect(() => {
    const before = known.current;
    known.current = order;
    if (wanted.current && focusPlace(root.current, wanted.current)) {
      wanted.current = null;
      return;
    }
    const place = focused.current;
    if (!place || document.activeElement !== document.body) return;
    if (focusPlace(root.current, place)) return;
    const rowId = neighbourInOrder(before, { gone: place.rowId, after: new Set(order) }) ?? order[0];
    const isFocused = rowId !== undefined && focusPlace(root.current, { rowId, field: null });
    if (!isFocused) root.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  });

  const focusRow = useCallback(
    (rowId: string, field?: string) => {
      const place = { rowId, field: field ?? null };
      wanted.current = focusPlace(root.current, place) ? null : place;
    },
    [root],
  );

  function handleFocus(event: FocusEvent<HTMLElement>) {
    wanted.current = null;
    const rowId = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (rowId === undefined) {
      focused.current = null;
      return;
    }
    focused.current = { rowId, field: event.target.dataset['field'] ?? null };
    if (order.includes(rowId)) setActiveId(rowId);
  }

  /** Not called for what React itself takes out of the page, which is the case the place is remembered for. */
  function handleBlur(event: FocusEvent<HTMLElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) focused.current = null;
  }

  return {
    tabStop: activeId !== null && order.includes(activeId) ? activeId : (order[0] ?? null),
    focusRow,
    handleFocus,
    handleBlur,
  };
}

function focusPlace(root: HTMLElement | null, { rowId, field }: Place): boolean {
  const row = root?.querySelector(`[data-row="${CSS.escape(rowId)}"]`);
  if (!row) return false;
  const control =
    (field === null ? null : row.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)) ??
    row.querySelector<HTMLElement>('[data-field="opener"], [data-field="name"]');
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
  return control !== null;
}
