import { z } from 'zod';
import { ApiError } from '#client/platform/api-error.ts';

/**
 * The login of this browser, over better-auth's own endpoints. Plain requests instead of its client library, which
 * would weigh more than the room's top bar.
 */

const LoginSchema = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isAnonymous: z.boolean().nullish(),
  }),
});

export interface Login {
  readonly userId: string;
  readonly name: string;
  /** Null for guests: their address is a made-up one. */
  readonly email: string | null;
  readonly isGuest: boolean;
}

/** Null when this browser is neither a guest nor signed in. */
export async function getLogin(): Promise<Login | null> {
  const parsed = LoginSchema.nullable().safeParse(await request('GET', 'get-session'));
  if (!parsed.success) throw new ApiError('INTERNAL', { cause: parsed.error });
  if (!parsed.data) return null;
  const { id, name, email, isAnonymous } = parsed.data.user;
  const isGuest = isAnonymous === true;
  return { userId: id, name, email: isGuest ? null : email, isGuest };
}

/** Makes an account; a guest's rooms and forms move over to it. */
export function signUp(input: { name: string; email: string; password: string }) {
  return request('POST', 'sign-up/email', input);
}

/** A guest: an identity of this browser without a name or an address. */
export function startGuest() {
  return request('POST', 'sign-in/anonymous', {});
}

export function signIn(input: { email: string; password: string }) {
  return request('POST', 'sign-in/email', input);
}

export function signOut() {
  return request('POST', 'sign-out', {});
}

/** Ends every login of this account, this one too. */
export async function signOutEverywhere() {
  await request('POST', 'revoke-sessions', {});
  await request('POST', 'sign-out', {});
}

export function renameLogin(name: string) {
  return request('POST', 'update-user', { name });
}

async function request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, {
      method,
      credentials: 'same-origin',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new ApiError('OFFLINE', { cause });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw toAccountError(response.status, answer);
}

function toAccountError(status: number, answer: unknown): ApiError {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  if (code.startsWith('USER_ALREADY_EXISTS')) return new ApiError('ACCOUNT_EXISTS');
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return new ApiError('CREDENTIALS_REFUSED');
  if (status === 429) return new ApiError('RATE_LIMITED');
  if (status === 401) return new ApiError('UNAUTHENTICATED');
  if (status >= 500) return new ApiError('UNAVAILABLE');
  return new ApiError('VALIDATION_FAILED', { details: { code } });
}
