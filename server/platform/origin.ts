import type { IncomingMessage } from 'node:http';

/** What decides where a request says it comes from and where it was sent. */
export interface OriginPolicy {
  readonly publicUrl: string | null;
  /** Hops of trusted proxies; above 0, `X-Forwarded-Host` names the host people asked for. */
  readonly trustProxy: number;
}

/**
 * True when the request may act with the login cookie: its `Origin` is the server's own. Programs that are not
 * browsers send no `Origin` and no cookies by themselves, so a missing one is let through; browsers always send it
 * with WebSockets and with writes (Fetch standard, "append a request Origin header").
 */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, policy: OriginPolicy): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  if (!URL.canParse(origin)) return false;
  if (policy.publicUrl !== null && origin === new URL(policy.publicUrl).origin) return true;
  return new URL(origin).host === requestHost(request, policy);
}

/** Host and port people asked for. */
export function requestHost(
  request: Pick<IncomingMessage, 'headers'>,
  policy: OriginPolicy,
): string | undefined {
  const forwarded = policy.trustProxy > 0 ? request.headers['x-forwarded-host'] : undefined;
  const first = Array.isArray(forwarded) ? forwarded[0] : forwarded;
  return first?.split(',')[0]?.trim() ?? request.headers.host;
}
