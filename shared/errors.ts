/**
 * Every error a caller can get, on HTTP and on sockets alike: code -> HTTP status and whether the same call may
 * succeed later. Clients switch on the code, never on a message.
 */
export const ERRORS = {
  BAD_REQUEST: { status: 400, isRetryable: false },
  VALIDATION_FAILED: { status: 400, isRetryable: false },
  UNAUTHENTICATED: { status: 401, isRetryable: false },
  FORBIDDEN: { status: 403, isRetryable: false },
  ORIGIN_REFUSED: { status: 403, isRetryable: false },
  NOT_FOUND: { status: 404, isRetryable: false },
  METHOD_NOT_ALLOWED: { status: 405, isRetryable: false },
  PAYLOAD_TOO_LARGE: { status: 413, isRetryable: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, isRetryable: false },
  RATE_LIMITED: { status: 429, isRetryable: true },
  INTERNAL: { status: 500, isRetryable: true },
  UNAVAILABLE: { status: 503, isRetryable: true },

  ACCOUNT_EXISTS: { status: 409, isRetryable: false },
  CREDENTIALS_REFUSED: { status: 401, isRetryable: false },

  ROOM_NOT_FOUND: { status: 404, isRetryable: false },
  ROOM_FULL: { status: 409, isRetryable: false },
  ROLE_TAKEN: { status: 409, isRetryable: false },
  PARTICIPANT_NOT_FOUND: { status: 404, isRetryable: false },
  PARTICIPANT_REMOVED: { status: 403, isRetryable: false },
  HOST_MUST_STAY: { status: 409, isRetryable: false },
  INVITE_NOT_FOUND: { status: 404, isRetryable: false },
  INVITE_EXPIRED: { status: 410, isRetryable: false },
  INVITE_USED: { status: 410, isRetryable: false },
  INVITE_REVOKED: { status: 410, isRetryable: false },
  TOO_MANY_INVITES: { status: 409, isRetryable: false },

  INTERVIEW_NOT_FOUND: { status: 404, isRetryable: false },
  INTERVIEW_NOT_READY: { status: 409, isRetryable: false },
  WRONG_PHASE: { status: 409, isRetryable: false },
  REVISION_CONFLICT: { status: 409, isRetryable: true },

  SCENARIO_NOT_FOUND: { status: 404, isRetryable: false },
  SCENARIO_SEEN: { status: 409, isRetryable: false },
  /** The caller is the candidate of an interview with this scenario that has not been opened for review. */
  GUIDE_LOCKED: { status: 409, isRetryable: false },
  SCENARIO_CONFLICT: { status: 409, isRetryable: false },
  SCENARIO_FAULTY: { status: 422, isRetryable: false },
  SCENARIO_VERSION_TAKEN: { status: 409, isRetryable: false },
  SCENARIO_IN_USE: { status: 409, isRetryable: false },
  TOO_MANY_SCENARIOS: { status: 409, isRetryable: false },
  GUIDE_ITEM_NOT_FOUND: { status: 404, isRetryable: false },
  HINT_OUT_OF_ORDER: { status: 409, isRetryable: false },
  /** The interview has as many events as one may have; ending it is still possible. */
  TIMELINE_FULL: { status: 409, isRetryable: false },

  FORM_CONFLICT: { status: 409, isRetryable: false },
  FORM_SUBMITTED: { status: 409, isRetryable: false },
  FORM_INCOMPLETE: { status: 422, isRetryable: false },
  EVIDENCE_NOT_FOUND: { status: 404, isRetryable: false },
  /** What others said stays sealed until the caller's own rubric is in. */
  REVIEW_SEALED: { status: 409, isRetryable: false },
  /** Not in the caller's own review, or not of this interview. */
  REPLY_TARGET_NOT_FOUND: { status: 404, isRetryable: false },
  REPLY_NOT_FOUND: { status: 404, isRetryable: false },
  REPLY_WITHDRAWN: { status: 409, isRetryable: false },
  /** Other words have arrived under this id. */
  REPLY_CONFLICT: { status: 409, isRetryable: false },
  TOO_MANY_REPLIES: { status: 409, isRetryable: false },
  ASSIGNMENT_NOT_FOUND: { status: 404, isRetryable: false },
  /** Somebody with another part in the interview cannot rate it from outside. */
  RATER_NOT_BLIND: { status: 409, isRetryable: false },
  TOO_MANY_RATERS: { status: 409, isRetryable: false },
  REVIEW_NOT_READY: { status: 409, isRetryable: true },

  SHARE_NOT_FOUND: { status: 404, isRetryable: false },
  TOO_MANY_SHARES: { status: 409, isRetryable: false },

  WEBHOOK_NOT_FOUND: { status: 404, isRetryable: false },
  /** `details.reason`: `scheme`, `credentials` or `address`. */
  WEBHOOK_URL_REFUSED: { status: 422, isRetryable: false },
  TOO_MANY_WEBHOOKS: { status: 409, isRetryable: false },
  CALIBRATION_REFERENCE_NOT_FOUND: { status: 404, isRetryable: false },
  CALIBRATION_RUN_NOT_FOUND: { status: 404, isRetryable: false },
  CALIBRATION_RUN_ENDED: { status: 409, isRetryable: false },
  /** The dimension was locked with another rating; locked ratings never change. */
  CALIBRATION_LOCKED: { status: 409, isRetryable: false },

  DOCUMENT_REFUSED: { status: 403, isRetryable: false },
} as const satisfies Record<string, { status: number; isRetryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** What a caller receives, in REST bodies (`{error}`) and in socket acknowledgements. */
export interface WireError {
  code: ErrorCode;
  /** For a developer's eyes; screens choose their own words by `code`. */
  message: string;
  /** Named values a screen may use, e.g. the fields that failed. */
  details?: Record<string, unknown>;
  /** Finds the log line of this call. */
  requestId?: string;
  isRetryable: boolean;
}

/** A refusal with a documented code; thrown by services, caught only at the HTTP and socket edges. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    options: { message?: string; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

/** Stops on a state the code holds to be impossible; `what` names the broken belief. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${what}`);
}

/** Ends a switch over a union: a new variant becomes a type error here. */
export function assertNever(value: never): never {
  throw new Error(`unknown variant: ${JSON.stringify(value)}`);
}
