import { useEffect, useRef, type RefObject } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { outlineOf } from '#shared/domain/board-outline.ts';
import { focusItem } from '../focus-item.ts';

/** Of React Flow: everything between its nodes' own element and this one is nodes. */
const NODES = '.react-flow__nodes';
const AFTER_NODES = '.react-flow__viewport-portal';

/**
 * Tab goes through the components as the outline reads them: lane by lane, row by row. In the page they stand in the order
 * of their ids, which nobody sees, and moving them there with every drag would cost more than finding the next one when
 * Tab is pressed.
 */
export function useReadingOrder({
  root,
  model,
}: {
  readonly root: RefObject<HTMLElement | null>;
  readonly model: BoardModel;
}): void {
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  });
  useEffect(() => {
    const board = root.current;
    if (!board) return undefined;
    /** The way Tab goes while the browser moves the keyboard, null at all other times. */
    let way: 1 | -1 | null = null;

    function order(): readonly string[] {
      return outlineOf(latest.current).flatMap(({ laneId, items }) => [
        ...(laneId === null ? [] : [laneId]),
        ...items.map(({ node }) => node.id),
      ]);
    }

    function handleKeyDown(event: KeyboardEvent) {
      way = null;
      if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
      way = event.shiftKey ? -1 : 1;
      setTimeout(() => {
        way = null;
      });
      const { target } = event;
      if (!(target instanceof HTMLElement) || !target.matches('.react-flow__node')) return;
      const ids = order();
      const at = ids.indexOf(target.dataset['id'] ?? '');
      const next = at < 0 ? undefined : ids[at + way];
      if (next !== undefined && focusItem(board, next)) event.preventDefault();
      // The browser goes on from the border of all of them.
      else stepOnto(board?.querySelector(way < 0 ? NODES : AFTER_NODES));
    }

    /** The first component the browser comes to is not the first to be read. */
    function handleFocus({ target, relatedTarget }: FocusEvent) {
      if (way === null || !(target instanceof HTMLElement) || !target.matches('.react-flow__node')) return;
      if (relatedTarget instanceof Element && relatedTarget.closest(NODES)) return;
      const first = order().at(way > 0 ? 0 : -1);
      if (first !== undefined && first !== target.dataset['id']) focusItem(board, first);
    }

    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('keydown', handleKeyDown, { capture: true, signal });
    board.addEventListener('focusin', handleFocus, { capture: true, signal });
    return () => listening.abort();
  }, [root]);
}

/** Gives the keyboard to an element that is no stop of Tab, for as long as it takes to leave it. */
function stepOnto(element: HTMLElement | null | undefined): void {
  if (!element) return;
  element.tabIndex = -1;
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  element.focus({ preventScroll: true });
}
