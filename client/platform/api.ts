import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';
import { ApiError, toApiError } from './api-error.ts';

export { ApiError } from './api-error.ts';

/** Longer than any answer should take; then the screen says so and offers to try again. */
const TIMEOUT_MS = 15_000;

/**
 * The REST call a contract describes. Fields named in the path fill it; the rest is the query of GET and DELETE, the
 * JSON body otherwise. The answer is parsed with the contract's schema.
 * @throws ApiError
 */
export async function callApi<C extends OperationContract>(
  contract: C,
  input: RequestOf<C>,
  options: { signal?: AbortSignal } = {},
): Promise<OutputOf<C>> {
  const { url, body } = toRequest(contract, input);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await send(url, {
    method: contract.method,
    credentials: 'same-origin',
    headers:
      body === null
        ? { accept: 'application/json' }
        : { accept: 'application/json', 'content-type': 'application/json' },
    ...(body === null ? {} : { body }),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw toApiError(
      typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null,
    );
  }
  return parseOutput(contract, answer);
}

/** Making one may take its turn behind others, and a phone may take a while to fetch it. */
const FILE_TIMEOUT_MS = 60_000;

/**
 * The file an operation answers with, under the name the server gives it.
 * @throws ApiError
 */
export async function downloadApi<C extends OperationContract>(
  contract: C,
  input: RequestOf<C>,
): Promise<{ name: string; blob: Blob }> {
  const { url } = toRequest(contract, input);
  const response = await send(url, {
    method: contract.method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
  });
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    throw toApiError(
      typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null,
    );
  }
  const name = toFileName(response.headers.get('content-disposition') ?? '');
  try {
    return { name, blob: await response.blob() };
  } catch (cause) {
    // It broke off on the way.
    throw new ApiError('OFFLINE', { cause });
  }
}

/** RFC 6266: the name in UTF-8 where it has to be, else the plain one. Exported for its tests. */
export function toFileName(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'dryrun';
}

/** An answer that breaks its contract is a fault, not something to draw. */
export function parseOutput<C extends OperationContract>(contract: C, answer: unknown): OutputOf<C> {
  const parsed = contract.output.safeParse(answer);
  if (!parsed.success)
    throw new ApiError('INTERNAL', { cause: parsed.error, details: { operation: contract.name } });
  // `contract.output` is the schema of C, so what it parsed is OutputOf<C>.
  return parsed.data as OutputOf<C>;
}

/** Exported for its tests. */
export function toRequest(contract: OperationContract, input: unknown): { url: string; body: string | null } {
  const rest = new Map(Object.entries(input ?? {}).filter(([, value]) => value !== undefined));
  const path = contract.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (contract.method === 'GET' || contract.method === 'DELETE') {
    const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)]));
    return { url: query.size > 0 ? `${path}?${query}` : path, body: null };
  }
  return { url: path, body: JSON.stringify(Object.fromEntries(rest)) };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'TimeoutError')
      throw new ApiError('TIMEOUT', { cause });
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('OFFLINE', { cause });
  }
}
