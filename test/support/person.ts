import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { z } from 'zod';
import type {
  Ack,
  BroadcastContract,
  OperationContract,
  OutputOf,
  PayloadOf,
  RequestOf,
} from '#shared/contracts/operation.ts';
import type { ErrorCode, WireError } from '#shared/errors.ts';

/** A refusal as a caller gets it. */
export class Refused extends Error {
  readonly status: number | null;
  readonly error: WireError;
  constructor(error: WireError, status: number | null) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
    this.status = status;
  }
}

/** One person with a cookie jar, over HTTP and, once `connect` was called, over a socket. */
export class Person {
  readonly #url: string;
  readonly #cookies: Map<string, string>;
  #socket: Socket | null = null;
  /** Everything that arrived on the socket, oldest first. */
  readonly received: { event: string; payload: unknown }[] = [];
  readonly #waiting = new Set<() => void>();

  /** `from`: the same person, as their browser knows them, at another address. */
  constructor(url: string, from?: Person) {
    this.#url = url;
    this.#cookies = new Map(from === undefined ? [] : from.#cookies);
  }

  get cookies(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie);
    if (!headers.has('origin') && init.method !== undefined && init.method !== 'GET')
      headers.set('origin', this.#url);
    const response = await fetch(`${this.#url}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line) || at === pair.length - 1) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Calls an operation over REST. @throws Refused */
  async call<C extends OperationContract>(contract: C, input: RequestOf<C>): Promise<OutputOf<C>> {
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
    const path = contract.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    const isRead = contract.method === 'GET' || contract.method === 'DELETE';
    const query = isRead
      ? new URLSearchParams(Object.entries(rest).map(([k, v]) => [k, String(v)])).toString()
      : '';
    const response = await this.fetch(query === '' ? path : `${path}?${query}`, {
      method: contract.method,
      ...(isRead ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(rest) }),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Refused((body as { error: WireError }).error, response.status);
    return contract.output.parse(body) as OutputOf<C>;
  }

  async connect(transport: 'websocket' | 'polling' = 'websocket'): Promise<void> {
    const socket = io(this.#url, {
      transports: [transport],
      upgrade: false,
      extraHeaders: { cookie: this.cookie, origin: this.#url },
      forceNew: true,
      reconnection: false,
    });
    this.#socket = socket;
    socket.onAny((event: string, payload: unknown) => {
      this.received.push({ event, payload });
      for (const wake of this.#waiting) wake();
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  }

  get isConnected(): boolean {
    return this.#socket?.connected ?? false;
  }

  /** Calls an operation over the socket. @throws Refused */
  async send<C extends OperationContract>(contract: C, input: RequestOf<C>): Promise<OutputOf<C>> {
    if (this.#socket === null) throw new Error('connect first');
    const ack = (await this.#socket.timeout(10_000).emitWithAck(contract.name, input)) as Ack<unknown>;
    if (!ack.ok) throw new Refused(ack.error, null);
    return contract.output.parse(ack.data) as OutputOf<C>;
  }

  /** Waits for a broadcast (also one that came before) that fits. */
  async waitFor<B extends BroadcastContract>(
    contract: B,
    fits: (payload: PayloadOf<B>) => boolean = () => true,
    timeoutMs = 5_000,
  ): Promise<PayloadOf<B>> {
    const find = () =>
      this.received
        .filter((message) => message.event === contract.event)
        .map((message) => contract.payload.parse(message.payload) as z.output<B['payload']>)
        .find((payload) => fits(payload as PayloadOf<B>));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(
          new Error(
            `no fitting ${contract.event} within ${timeoutMs} ms; got ${this.received.map((m) => m.event).join(', ')}`,
          ),
        );
      }, timeoutMs);
      const look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async waitForDisconnect(timeoutMs = 5_000): Promise<void> {
    const socket = this.#socket;
    if (socket === null || !socket.connected) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('still connected')), timeoutMs);
      socket.once('disconnect', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  close(): void {
    this.#socket?.disconnect();
    this.#socket = null;
  }
}

/** Awaits a refusal and returns it, so that a test can look at its code and status. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ code: ErrorCode; status: number | null; details: unknown }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refused)
      return { code: error.error.code, status: error.status, details: error.error.details };
    throw error;
  }
  throw new Error('expected a refusal, the call was answered');
}
