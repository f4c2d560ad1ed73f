import { nanoid } from 'nanoid';
import type { IncomingHttpHeaders } from 'node:http';
import type { WireError } from '#shared/errors.ts';
import { AppError, ERRORS } from '#shared/errors.ts';
import type { Logger } from './log.ts';
import type { Actor, Effect, FileReply, OperationHandler } from './operation.ts';
import type { RateLimits } from './rate-limit.ts';

/** One arriving call, from either transport. */
export interface IncomingCall {
  readonly operation: OperationHandler;
  readonly rawInput: unknown;
  readonly actor: Actor | null;
  /** Address of the caller, for rate limits without a login. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
  readonly socketId: string | null;
}

export type Outcome =
  | {
      readonly ok: true;
      readonly data: unknown;
      readonly file: FileReply | null;
      readonly effects: readonly Effect[];
      readonly cookies: readonly string[];
    }
  | { readonly ok: false; readonly error: WireError };

/**
 * The road every operation takes, over HTTP and over sockets: rate limit, login, strict parse, handler, strict parse
 * of the answer (a field nobody picked on purpose cannot leave), one log line. Never throws.
 */
export function createDispatcher(deps: {
  rateLimits: RateLimits;
  log: Logger;
  onHandled?: (name: string, code: string, ms: number) => void;
}) {
  return async function dispatch(call: IncomingCall): Promise<Outcome> {
    const { contract, run } = call.operation;
    const requestId = nanoid(12);
    const log = deps.log.child({ requestId, operation: contract.name });
    const startedAt = performance.now();
    const finish = (code: string, level: 'debug' | 'info' | 'error', cause?: unknown) => {
      const durationMs = Math.round(performance.now() - startedAt);
      deps.onHandled?.(contract.name, code, durationMs);
      log[level]({
        code,
        durationMs,
        userId: call.actor?.userId,
        ...(cause === undefined ? {} : { err: cause }),
      });
    };
    try {
      await deps.rateLimits.consume(contract.rateLimit, call.actor?.userId ?? `address:${call.address}`);
      if (contract.access === 'user' && call.actor === null) throw new AppError('UNAUTHENTICATED');
      const parsed = contract.input.safeParse(call.rawInput);
      if (!parsed.success) {
        const faults = parsed.error.issues
          .slice(0, 20)
          .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
        throw new AppError('VALIDATION_FAILED', { details: { faults } });
      }
      const reply = await run({
        actor: call.actor,
        input: parsed.data,
        headers: call.headers,
        socketId: call.socketId,
        log,
      });
      const data = contract.output.parse(reply.data);
      finish('OK', 'debug');
      return {
        ok: true,
        data,
        file: reply.file ?? null,
        effects: reply.effects ?? [],
        cookies: reply.cookies ?? [],
      };
    } catch (error) {
      const refusal = error instanceof AppError ? error : new AppError('INTERNAL', { cause: error });
      finish(
        refusal.code,
        refusal.code === 'INTERNAL' ? 'error' : 'info',
        refusal.code === 'INTERNAL' ? error : undefined,
      );
      return { ok: false, error: toWireError(refusal, requestId) };
    }
  };
}

export type Dispatch = ReturnType<typeof createDispatcher>;

/** What the caller sees of a refusal; causes and stacks stay in the log. */
export function toWireError(error: AppError, requestId?: string): WireError {
  return {
    code: error.code,
    message: error.code === 'INTERNAL' ? 'Something went wrong on the server.' : error.message,
    isRetryable: ERRORS[error.code].isRetryable,
    ...(error.details === undefined ? {} : { details: error.details }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
