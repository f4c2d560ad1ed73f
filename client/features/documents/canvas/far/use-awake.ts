import { useEffect, useRef, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { focusedItemId } from '../focus-item.ts';

/** Elements the page draws beside those that are selected or held; null: all of them. */
export type Awake = ReadonlySet<string> | null;

export interface AwakeInput {
  readonly root: RefObject<HTMLElement | null>;
  /** What is at a place of the window; `last` is what was pointed at so far, which reaches a little further. */
  readonly itemAt: (
    at: { readonly clientX: number; readonly clientY: number },
    last: string | null,
  ) => string | null;
  /** Whether an arrow is being dragged out of a component. */
  readonly isConnecting: () => boolean;
  readonly onAwake: (awake: Awake) => void;
}

const NOBODY: Awake = new Set();
const WALKING_KEYS = new Set(['Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/**
 * From afar a board of hundreds of elements is a picture, and elements are drawn only where somebody is at one: what the
 * pointer is on and what has the keyboard; all of them once somebody walks by keys, until a pointer moves again. Fingers
 * point at nothing before they press, so where they are the way to point every element stays.
 */
export function useAwake(input: AwakeInput): void {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { root, onAwake } = input;
  useEffect(() => {
    const board = root.current;
    if (!board || !window.matchMedia('(hover: hover) and (pointer: fine)').matches) return undefined;
    let pointedAt: string | null = null;
    let isWalking = false;
    const tell = () => {
      const ids = [pointedAt, focusedItemId(board)].filter((id) => id !== null);
      onAwake(isWalking ? null : ids.length === 0 ? NOBODY : new Set(ids));
    };
    // At once, so that the press or the key that follows finds the element.
    const tellNow = () => flushSync(tell);
    const handlePointer = (event: PointerEvent) => {
      // A drag keeps what it began with, unless it draws an arrow, which looks for where to end.
      if (event.type === 'pointermove' && event.buttons !== 0 && !latest.current.isConnecting()) return;
      const next = latest.current.itemAt(event, pointedAt);
      if (next === pointedAt && !isWalking) return;
      pointedAt = next;
      isWalking = false;
      tellNow();
    };
    const handleLeave = () => {
      if (pointedAt === null) return;
      pointedAt = null;
      tell();
    };
    const handleKey = ({ key, target }: KeyboardEvent) => {
      if (isWalking || !WALKING_KEYS.has(key) || !(target instanceof Node && board.contains(target))) return;
      isWalking = true;
      tellNow();
    };
    const listening = new AbortController();
    const { signal } = listening;
    board.addEventListener('pointermove', handlePointer, { capture: true, signal });
    board.addEventListener('pointerdown', handlePointer, { capture: true, signal });
    board.addEventListener('pointerleave', handleLeave, { signal });
    // Before whoever looks for the element the key leads to.
    window.addEventListener('keydown', handleKey, { capture: true, signal });
    board.addEventListener('focusin', tell, { signal });
    board.addEventListener('focusout', tell, { signal });
    tell();
    return () => {
      listening.abort();
      onAwake(null);
    };
  }, [root, onAwake]);
}
