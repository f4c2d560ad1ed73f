import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Redis } from 'ioredis';
import type { RateLimitClass } from '#shared/contracts/operation.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Calls one person (or, without a login, one address) may make. Chosen so that an hour of hard work stays far below:
 * a busy interviewer makes some 10 acts a minute, autosave one write a second.
 */
const BUDGETS: Record<RateLimitClass, { points: number; durationSeconds: number }> = {
  read: { points: 240, durationSeconds: 60 },
  write: { points: 180, durationSeconds: 60 },
  autosave: { points: 300, durationSeconds: 60 },
  /** Reading a scenario's text takes about 100 ms of a worker thread; an editor asks when the author pauses. */
  check: { points: 60, durationSeconds: 60 },
  sensitive: { points: 40, durationSeconds: 60 },
  // A file is seconds of computing; nobody reads twenty of them a minute.
  file: { points: 20, durationSeconds: 60 },
};

export interface RateLimits {
  /** @throws RATE_LIMITED with `details.retryAfterMs` */
  consume(limitClass: RateLimitClass, key: string): Promise<void>;
}

/** Counts in memory, or in Redis when several processes share the load. `factor` widens every budget (tests). */
export function createRateLimits(options: { redis: Redis | null; factor?: number }): RateLimits {
  const limiters = new Map<RateLimitClass, RateLimiterAbstract>();
  for (const [limitClass, budget] of Object.entries(BUDGETS)) {
    const settings = {
      keyPrefix: `rate:${limitClass}`,
      points: budget.points * (options.factor ?? 1),
      duration: budget.durationSeconds,
    };
    const memory = new RateLimiterMemory(settings);
    // The keys of BUDGETS are exactly the rate-limit classes.
    limiters.set(
      limitClass as RateLimitClass,
      options.redis === null
        ? memory
        : // Without Redis the interview goes on, counted per process; nobody waits for its return.
          new RateLimiterRedis({
            ...settings,
            storeClient: options.redis,
            insuranceLimiter: memory,
            rejectIfRedisNotReady: true,
          }),
    );
  }
  return {
    async consume(limitClass, key) {
      try {
        await limiters.get(limitClass)?.consume(key);
      } catch (rejection) {
        if (rejection instanceof Error) throw rejection;
        const retryAfterMs =
          typeof rejection === 'object' && rejection !== null && 'msBeforeNext' in rejection
            ? rejection.msBeforeNext
            : 1_000;
        throw new AppError('RATE_LIMITED', { details: { retryAfterMs } });
      }
    },
  };
}
