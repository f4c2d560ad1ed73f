/**
 * Notices connections that are dead without having been closed. A network that goes away leaves a WebSocket open and
 * silent: the browser buffers what is sent, and a page would say "Saving" for as long as nobody asks.
 */

/** An answer takes milliseconds; a server that reads a client more slowly on purpose still answers within this. */
const SILENCE_MS = 10_000;
/** Doubled up to this while it does not help: a large document on a slow line arrives whole or not at all. */
const MAX_SILENCE_MS = 60_000;
const CHECK_INTERVAL_MS = 1_000;

export interface ConnectionWatchDeps {
  /** Whether the server owes an answer: to the opening, to the synchronisation or to changes that were sent. */
  readonly isWaiting: () => boolean;
  /** When the server was last heard, ms since 1970. */
  readonly heardAt: () => number;
  /** Gives the connection up and opens another at once. */
  readonly renew: () => void;
}

export class ConnectionWatch {
  readonly #deps: ConnectionWatchDeps;
  readonly #timer: ReturnType<typeof setInterval>;
  #waitingSince: number | null = null;
  #silenceMs = SILENCE_MS;

  constructor(deps: ConnectionWatchDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#check(), CHECK_INTERVAL_MS);
    if (typeof window === 'undefined') return;
    // `offline` is believed only as far as trying again: a server on this very machine is reached without a network.
    window.addEventListener('offline', this.#handleNetworkChange);
    window.addEventListener('online', this.#handleNetworkChange);
  }

  close(): void {
    clearInterval(this.#timer);
    if (typeof window === 'undefined') return;
    window.removeEventListener('offline', this.#handleNetworkChange);
    window.removeEventListener('online', this.#handleNetworkChange);
  }

  /** Either way the address may be another one now, and what was open leads nowhere. */
  readonly #handleNetworkChange = (): void => {
    this.#rest();
    this.#deps.renew();
  };

  #check(): void {
    if (!this.#deps.isWaiting()) {
      this.#rest();
      return;
    }
    const now = Date.now();
    this.#waitingSince ??= now;
    if (now - Math.max(this.#waitingSince, this.#deps.heardAt()) < this.#silenceMs) return;
    this.#waitingSince = null;
    this.#silenceMs = Math.min(this.#silenceMs * 2, MAX_SILENCE_MS);
    this.#deps.renew();
  }

  #rest(): void {
    this.#waitingSince = null;
    this.#silenceMs = SILENCE_MS;
  }
}
