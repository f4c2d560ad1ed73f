import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A handler that keeps its identity and does what it was last given. React Flow hands its handlers on to every node and
 * arrow; a new one with each render would draw all of them anew, sixty times a second during a drag.
 */
export function useStable<Args extends readonly unknown[], Result>(
  act: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
