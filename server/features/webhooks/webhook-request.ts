import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryError } from '#shared/contracts/webhooks.contract.ts';
import { pinAddress, urlFault, type Resolve } from './webhook-address.ts';

/** Longer than a receiver should take to say "got it"; the whole of look-up, connection and answer. */
const TIMEOUT_MS = 10_000;
/** The answer's body says nothing to us; a little is read so that an ordinary receiver is not cut off. */
const MAX_RESPONSE_BYTES = 16 * 1024;

export type Outcome =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly error: DeliveryError };

export interface RequestDeps {
  readonly allowsPrivate: boolean;
  readonly resolve: Resolve;
  readonly timeoutMs?: number;
}

/** One POST to a checked address. Redirects are not followed: they could lead where the check would not. Never throws. */
export async function postWebhook(
  deps: RequestDeps,
  input: { url: string; headers: Readonly<Record<string, string>>; body: string },
): Promise<Outcome> {
  const { allowsPrivate, resolve, timeoutMs = TIMEOUT_MS } = deps;
  if (urlFault(input.url, { allowsPrivate }) !== null) return fail('blocked_address');
  const url = new URL(input.url);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const pinned = await orAbort(pinAddress(url, { resolve, allowsPrivate }), signal);
    if (pinned === null) return fail('blocked_address');
    const lookup: LookupFunction = (_host, options, done) => {
      if (options.all) done(null, [{ address: pinned.address, family: pinned.family }]);
      else done(null, pinned.address, pinned.family);
    };
    const status = await send({ url, lookup, signal, headers: input.headers, body: input.body });
    return status >= 200 && status < 300 ? { ok: true, status } : { ok: false, status, error: 'status' };
  } catch (error) {
    return fail(signal.aborted ? 'timeout' : toCode(error));
  }
}

function send(input: {
  url: URL;
  lookup: LookupFunction;
  signal: AbortSignal;
  headers: Readonly<Record<string, string>>;
  body: string;
}): Promise<number> {
  const { url, lookup, signal, headers, body } = input;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      lookup,
      signal,
      // A connection of its own: a kept one could belong to a name that was checked at another time.
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const status = response.statusCode ?? 0;
      let bytes = 0;
      const end = () => {
        response.destroy();
        resolve(status);
      };
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_RESPONSE_BYTES) end();
      });
      response.on('end', end);
      response.on('error', reject);
    });
    call.end(body);
  });
}

function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
    promise.then(resolve, reject);
  });
}

function fail(error: DeliveryError): Outcome {
  return { ok: false, status: null, error };
}

function toCode(error: unknown): DeliveryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : '';
  if (syscall === 'getaddrinfo') return 'dns';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|TLS|SSL/.test(code)) return 'certificate';
  return 'connection';
}
