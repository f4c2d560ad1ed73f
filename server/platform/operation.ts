import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { BroadcastContract, OperationContract } from '#shared/contracts/operation.ts';

/** Who calls: settled before any handler, from the login cookie, never from the payload. */
export interface Actor {
  readonly userId: string;
  readonly loginSessionId: string;
  readonly name: string;
  readonly isGuest: boolean;
}

/**
 * What has to happen after the reply, in this order, once everything is committed and acknowledged. Handlers
 * return effects; the platform carries them out, so no feature ever holds a socket.
 */
export type Effect =
  | {
      readonly type: 'broadcast';
      readonly channel: string;
      readonly event: string;
      readonly payload: unknown;
    }
  /** Newest-wins and lost when a client is slow: presence. */
  | { readonly type: 'volatile'; readonly channel: string; readonly event: string; readonly payload: unknown }
  /** Subscribes the calling socket; without one (REST) nothing happens. */
  | { readonly type: 'subscribe'; readonly channels: readonly string[] }
  /** Takes every socket of a user, in every process, out of channels. */
  | { readonly type: 'unsubscribe-user'; readonly userId: string; readonly channels: readonly string[] }
  /** Effects that have to be read from the database after the commit. */
  | { readonly type: 'later'; readonly make: () => Promise<readonly Effect[]> }
  /** Anything else that must wait for the commit, e.g. document access to ask again. */
  | { readonly type: 'run'; readonly run: () => void | Promise<void> };

/** A file as an answer, sent whole or not at all: one that broke off would look like one that is there. */
export interface FileReply {
  /** Offered to the browser; any characters. */
  readonly name: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
}

export interface Reply<T> {
  readonly data: T;
  /** Sent instead of `data` by operations whose contract names `files`. */
  readonly file?: FileReply;
  readonly effects?: readonly Effect[];
  /** `set-cookie` values; HTTP only. */
  readonly cookies?: readonly string[];
}

export interface Call<I, A> {
  readonly actor: A;
  readonly input: I;
  /** Headers of the HTTP request or of the socket's handshake. */
  readonly headers: IncomingHttpHeaders;
  /** The calling socket, for presence; null on HTTP. */
  readonly socketId: string | null;
  readonly log: Logger;
}

/** An operation bound to its handler, as the platform serves it. */
export interface OperationHandler {
  readonly contract: OperationContract;
  readonly run: (call: Call<unknown, Actor | null>) => Promise<Reply<unknown>>;
}

type ActorOf<C extends OperationContract> = C['access'] extends 'user' ? Actor : Actor | null;

/** Binds a contract to a typed handler. The platform has parsed the input and settled the actor before it runs. */
export function handle<C extends OperationContract>(
  contract: C,
  run: (call: Call<z.output<C['input']>, ActorOf<C>>) => Promise<Reply<z.input<C['output']>>>,
): OperationHandler {
  // The platform parses with this very contract and refuses a missing actor unless `access` is public, so the
  // widened call is the narrow one.
  return { contract, run: run as unknown as OperationHandler['run'] };
}

/** A typed broadcast effect. */
export function broadcastTo<B extends BroadcastContract>(
  channel: string,
  contract: B,
  payload: z.input<B['payload']>,
): Effect {
  // Strict on the way out too: a field nobody declared cannot leave.
  return { type: 'broadcast', channel, event: contract.event, payload: contract.payload.parse(payload) };
}

/** What every feature gives to `app.ts`. */
export interface FeatureModule {
  readonly operations: readonly OperationHandler[];
  close?(): Promise<void>;
}

/** Socket.IO rooms. Candidates are never in `guides`; there is no "send to all and let the client filter". */
export const channels = {
  room: (roomId: string) => `room:${roomId}`,
  guides: (roomId: string) => `room:${roomId}:guides`,
  participant: (participantId: string) => `participant:${participantId}`,
  user: (userId: string) => `user:${userId}`,
} as const;
