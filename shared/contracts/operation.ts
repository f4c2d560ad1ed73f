import { z } from 'zod';
import type { ErrorCode, WireError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';

/** How often one caller may use an operation; the budgets stand in `server/platform/rate-limit.ts`. */
export type RateLimitClass = 'read' | 'write' | 'autosave' | 'check' | 'sensitive' | 'file';

/**
 * One thing a caller can ask for, written once: it is served as a REST endpoint and, where `socket` says so, as a
 * Socket.IO command with an acknowledgement. Path parameters, query and body are merged into one input, so both
 * transports carry the same object.
 */
export interface OperationContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `feature:verb`; also the Socket.IO event. */
  readonly name: `${string}:${string}`;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express style, `/api/rooms/:roomId`; every parameter is a field of the input. */
  readonly path: `/api/${string}`;
  /** `public`: no login needed (a guest login may be the result); `user`: a login session is needed. */
  readonly access: 'public' | 'user';
  /** Who of the signed-in may call it, in words, for the API document; the policy enforces it. */
  readonly allowed: string;
  /** `http` alone for what sets or needs cookies; `socket` alone for what acts on the connection itself. */
  readonly transports: readonly ('http' | 'socket')[];
  readonly rateLimit: RateLimitClass;
  /** Largest HTTP body in bytes where `LIMITS.bodyBytes` is too small; such an operation is not served over sockets. */
  readonly bodyBytes?: number;
  readonly input: I;
  readonly output: O;
  /** Media types of the file it answers with instead of `output`; HTTP only. */
  readonly files?: readonly string[];
  /** Codes beyond those every operation can answer with (VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ...). */
  readonly errors: readonly ErrorCode[];
}

/** Declares an operation and keeps its literal and schema types. */
export function operation<const C extends OperationContract>(contract: C): C {
  return contract;
}

export type InputOf<C extends OperationContract> = z.output<C['input']>;
/** What a client sends: defaults may be left out. */
export type RequestOf<C extends OperationContract> = z.input<C['input']>;
export type OutputOf<C extends OperationContract> = z.output<C['output']>;

/** A socket acknowledgement; REST answers `data` as the body and `{error}` with the code's status. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** Server -> client message; `payload` documents and checks what may go out. */
export interface BroadcastContract<P extends z.ZodType = z.ZodType> {
  /** `feature:past-tense`. */
  readonly event: `${string}:${string}`;
  readonly summary: string;
  readonly payload: P;
}

/** Declares a broadcast and keeps its payload type. */
export function broadcast<P extends z.ZodType>(contract: BroadcastContract<P>) {
  return contract;
}

export type PayloadOf<B extends BroadcastContract> = z.output<B['payload']>;

/** Ids of rows: made by the server (nanoid) or, for things a client creates, by the client (UUID). */
export const IdSchema = z
  .string()
  .min(LIMITS.id.min)
  .max(LIMITS.id.max)
  .regex(/^[A-Za-z0-9_-]+$/);

/** ISO 8601 in UTC. */
export const TimeSchema = z.iso.datetime();

/** Ids inside a scenario file (`scenario-format.md`, rule 1). */
export const ScenarioItemIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,48}$/);

/** Text a person typed into one line: trimmed, no control characters. */
export function lineOfText(bounds: { min: number; max: number }) {
  return z
    .string()
    .trim()
    .min(bounds.min)
    .max(bounds.max)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');
}

/** Text a person typed into a box; line breaks and tabs allowed. */
export function blockOfText(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'no control characters');
}
