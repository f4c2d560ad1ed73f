import { ERRORS, type ErrorCode } from '#shared/errors.ts';

/** `OFFLINE`: the call never reached the server. `TIMEOUT`: it may have, but no answer came. */
export type ApiErrorCode = ErrorCode | 'OFFLINE' | 'TIMEOUT';

/** A call that failed, over HTTP or a socket alike. Screens choose their words by `code`. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly details: Record<string, unknown>;
  /** The same call may succeed later. */
  readonly isRetryable: boolean;
  /** Finds the server's log line; shown small, for reporting. */
  readonly requestId: string | null;

  constructor(
    code: ApiErrorCode,
    options: {
      details?: Record<string, unknown>;
      isRetryable?: boolean;
      requestId?: string | null;
      cause?: unknown;
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.details = options.details ?? {};
    this.isRetryable =
      options.isRetryable ?? (code === 'OFFLINE' || code === 'TIMEOUT' ? true : ERRORS[code].isRetryable);
    this.requestId = options.requestId ?? null;
  }
}

/** Reads `error` of a REST body or an acknowledgement; anything else becomes `INTERNAL`. */
export function toApiError(wire: unknown): ApiError {
  if (typeof wire !== 'object' || wire === null || !('code' in wire) || !isErrorCode(wire.code)) {
    return new ApiError('INTERNAL', { cause: wire });
  }
  return new ApiError(wire.code, {
    ...('details' in wire && isRecord(wire.details) ? { details: wire.details } : {}),
    ...('isRetryable' in wire && typeof wire.isRetryable === 'boolean'
      ? { isRetryable: wire.isRetryable }
      : {}),
    requestId: 'requestId' in wire && typeof wire.requestId === 'string' ? wire.requestId : null,
  });
}

/** Whatever was thrown, as an `ApiError`: a fault of our own is `INTERNAL`. */
export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError('INTERNAL', { cause: thrown });
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
