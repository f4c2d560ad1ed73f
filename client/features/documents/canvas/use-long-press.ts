import { useEffect, useRef, type RefObject } from 'react';

/** As long as phones take for their own long press. */
const LONG_PRESS_MS = 500;
/** A finger that rests is never quite still; further than this it pans. Pixels. */
const SLACK = 10;

/** A finger held on the empty board: what a double-click is to the mouse. */
export function useLongPress({
  root,
  isOn,
  onLongPress,
}: {
  readonly root: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onLongPress: (at: { readonly clientX: number; readonly clientY: number }) => void;
}): void {
  const act = useRef(onLongPress);
  useEffect(() => {
    act.current = onLongPress;
  });
  useEffect(() => {
    const element = root.current;
    if (!element || !isOn) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start = { clientX: 0, clientY: 0 };
    let hasActed = false;
    const stop = () => clearTimeout(timer);
    const handleDown = (event: PointerEvent) => {
      stop();
      hasActed = false;
      const isOnPane = event.target instanceof Element && event.target.matches('.react-flow__pane');
      // A second finger begins a pinch.
      if (event.pointerType !== 'touch' || !event.isPrimary || !isOnPane) return;
      start = { clientX: event.clientX, clientY: event.clientY };
      timer = setTimeout(() => {
        hasActed = true;
        act.current(start);
      }, LONG_PRESS_MS);
    };
    /** The click that browsers make of a lifted finger would take the keyboard from what has just opened. */
    const handleLift = (event: TouchEvent) => {
      if (hasActed && event.cancelable) event.preventDefault();
    };
    const handleMove = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLACK) stop();
    };
    const ends = ['pointerup', 'pointercancel'] as const;
    // While capturing: React Flow keeps some of these to itself.
    element.addEventListener('pointerdown', handleDown, true);
    element.addEventListener('pointermove', handleMove, true);
    for (const end of ends) element.addEventListener(end, stop, true);
    element.addEventListener('touchend', handleLift, { capture: true, passive: false });
    return () => {
      stop();
      element.removeEventListener('pointerdown', handleDown, true);
      element.removeEventListener('pointermove', handleMove, true);
      for (const end of ends) element.removeEventListener(end, stop, true);
      element.removeEventListener('touchend', handleLift, true);
    };
  }, [root, isOn]);
}
