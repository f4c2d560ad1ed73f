import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError } from './api-error.ts';
import { toErrorWords, type ErrorWords } from './error-words.ts';

/** An act that failed, for whoever shows messages on this page. */
export interface CommandFailure extends ErrorWords {
  /** Set where doing the same again may help. */
  readonly retry: (() => void) | null;
}

const listeners = new Set<(failure: CommandFailure) => void>();

/** @returns a function that ends it */
export function onCommandFailure(listener: (failure: CommandFailure) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * One act of a person. A second press while it runs does nothing, unless it may overlap; a failure comes back as a message with words and,
 * where it may help, *Try again*.
 */
export function useCommand<A extends readonly unknown[]>(
  run: (...args: A) => Promise<unknown>,
  /** For choices that replace one another: a second one goes out while the first is under way. */
  { mayOverlap = false }: { mayOverlap?: boolean } = {},
) {
  const [isPending, setIsPending] = useState(false);
  const latest = useRef(run);
  const runningCount = useRef(0);
  const again = useRef<((...args: A) => Promise<boolean>) | null>(null);
  useEffect(() => {
    latest.current = run;
  });

  const start = useCallback(
    async (...args: A): Promise<boolean> => {
      if (runningCount.current > 0 && !mayOverlap) return false;
      runningCount.current += 1;
      setIsPending(true);
      try {
        await latest.current(...args);
        return true;
      } catch (thrown) {
        const retry = asApiError(thrown).isRetryable ? () => void again.current?.(...args) : null;
        for (const listener of listeners) listener({ ...toErrorWords(thrown), retry });
        return false;
      } finally {
        runningCount.current -= 1;
        setIsPending(runningCount.current > 0);
      }
    },
    [mayOverlap],
  );
  useEffect(() => {
    again.current = start;
  }, [start]);
  return { start, isPending };
}
