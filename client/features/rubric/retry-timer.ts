/** First wait and the longest one, in ms: soon enough after a blink, seldom enough for a server that is down. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export interface RetryTimer {
  /** Calls `run` after a wait that doubles each time, or at once when the browser says it is online again. */
  readonly wait: () => void;
  /** The call got through: the next wait is short again. */
  readonly reset: () => void;
  readonly close: () => void;
}

export function createRetryTimer(run: () => void): RetryTimer {
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const fire = () => {
    if (timer === null) return;
    stop();
    run();
  };
  globalThis.addEventListener?.('online', fire);
  return {
    wait() {
      stop();
      timer = setTimeout(fire, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    },
    reset() {
      stop();
      waitMs = FIRST_WAIT_MS;
    },
    close() {
      stop();
      globalThis.removeEventListener?.('online', fire);
    },
  };
}
