import { RATINGS, type Rating } from './rubric-config.ts';
import type { Dimension } from './vocabulary.ts';
import { countPairs, pairSums, weightedDisagreement } from './weighted-kappa.ts';

/**
 * Whether a rater is ready to rate: by comparison with the reference ratings of benchmark interviews. Not ready means
 * "rate as shadow"; peers may still practise.
 */

/** One benchmark a person has rated, in whole or in part. */
export interface BenchmarkAttempt {
  readonly benchmarkId: string;
  /** When the last dimension was locked, epoch ms. */
  readonly lockedAt: number;
  readonly rubricVersion: string;
  /** Locked dimensions that both the rater and the reference rated. */
  readonly ratings: readonly {
    readonly dimension: Dimension;
    readonly rating: Rating;
    readonly reference: Rating;
  }[];
}

/** The rule, shares and points; compared as integers of hundredths. */
export const READINESS = {
  minRatings: 20,
  minExact: 0.55,
  minAdjacent: 0.9,
  maxBias: 0.3,
  minKappa: 0.6,
  repeatAfterDays: 90,
} as const;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Figures of the ratings in the window; the rater is `a`, the reference `b`, so a positive bias is mild. */
export interface CalibrationFigures {
  readonly ratings: number;
  readonly attempts: number;
  readonly exactCount: number;
  readonly adjacentCount: number;
  readonly exact: number;
  readonly adjacent: number;
  readonly bias: number;
  /** Null when rater and reference are one same value throughout. */
  readonly kappa: number | null;
  /** Ratings in the window on a benchmark whose reference the rater had seen before: no blind ratings, to be said. */
  readonly seenBefore: number;
}

/** One condition that is not met. `have` is null where the figure has no value. */
export interface CalibrationGap {
  readonly code: 'ratings' | 'exact' | 'adjacent' | 'bias' | 'kappa';
  readonly have: number | null;
  readonly needed: number;
}

export type Readiness =
  | { readonly status: 'not_started' }
  | {
      readonly status: 'not_ready';
      readonly missing: readonly CalibrationGap[];
      readonly figures: CalibrationFigures;
    }
  | { readonly status: 'ready'; readonly repeatAt: number; readonly figures: CalibrationFigures }
  /** Was ready, and has to show it again. `figures` are those that made it so; `since` is when it lapsed, null for a change of rubric. */
  | {
      readonly status: 'repeat_due';
      readonly reason: 'time_passed' | 'rubric_changed';
      readonly since: number | null;
      readonly figures: CalibrationFigures;
    };

/**
 * Readiness over the newest attempts: whole attempts, newest first, until there are at least 20 ratings. Only attempts
 * with today's rubric count; 90 days after the newest of them it is time to repeat.
 */
export function calibrationReadiness(input: {
  readonly attempts: readonly BenchmarkAttempt[];
  readonly rubricVersion: string;
  /** Epoch ms. */
  readonly now: number;
}): Readiness {
  const attempts = input.attempts.filter(({ ratings }) => ratings.length > 0);
  const current = attempts.filter(({ rubricVersion }) => rubricVersion === input.rubricVersion);
  const earlier = attempts.filter(({ rubricVersion }) => rubricVersion !== input.rubricVersion);
  const judged = judge(current, attempts);
  const newest = Math.max(...current.map(({ lockedAt }) => lockedAt));
  const repeatAt = newest + READINESS.repeatAfterDays * DAY_MS;
  if (judged !== null && judged.missing.length === 0) {
    return input.now < repeatAt
      ? { status: 'ready', repeatAt, figures: judged.figures }
      : { status: 'repeat_due', reason: 'time_passed', since: repeatAt, figures: judged.figures };
  }
  // A few ratings on the new rubric do not yet say anything against a rater who was ready on the old one.
  const before =
    judged === null || judged.figures.ratings < READINESS.minRatings ? judge(earlier, attempts) : null;
  if (before !== null && before.missing.length === 0) {
    return { status: 'repeat_due', reason: 'rubric_changed', since: null, figures: before.figures };
  }
  if (judged !== null) return { status: 'not_ready', ...judged };
  const old = judge(earlier, attempts);
  if (old === null) return { status: 'not_started' };
  return { status: 'not_ready', missing: old.missing, figures: old.figures };
}

function judge(
  attempts: readonly BenchmarkAttempt[],
  all: readonly BenchmarkAttempt[],
): { missing: CalibrationGap[]; figures: CalibrationFigures } | null {
  const window = newestUntil(attempts, READINESS.minRatings);
  const ratings = window.flatMap((attempt) => attempt.ratings);
  if (ratings.length === 0) return null;
  const pairs = ratings.map(({ rating, reference }): [number, number] => [rating, reference]);
  const table = countPairs(RATINGS.length, pairs);
  const {
    pairs: count,
    exact: exactCount,
    adjacent: adjacentCount,
    difference,
  } = pairSums(RATINGS.length, table);
  const { observed, expected } = weightedDisagreement(RATINGS.length, table);
  const kappa = expected === 0 ? null : (expected - observed) / expected;
  const seenBefore = window
    .filter((attempt) =>
      all.some((other) => other.benchmarkId === attempt.benchmarkId && other.lockedAt < attempt.lockedAt),
    )
    .reduce((sum, attempt) => sum + attempt.ratings.length, 0);
  const figures: CalibrationFigures = {
    ratings: count,
    attempts: window.length,
    exactCount,
    adjacentCount,
    exact: exactCount / count,
    adjacent: adjacentCount / count,
    bias: difference / count,
    kappa,
    seenBefore,
  };
  const isAtLeast = (numerator: number, denominator: number, share: number): boolean =>
    100 * numerator >= Math.round(100 * share) * denominator;
  const missing: CalibrationGap[] = [];
  if (count < READINESS.minRatings) {
    missing.push({ code: 'ratings', have: count, needed: READINESS.minRatings });
  }
  if (!isAtLeast(exactCount, count, READINESS.minExact)) {
    missing.push({ code: 'exact', have: figures.exact, needed: READINESS.minExact });
  }
  if (!isAtLeast(adjacentCount, count, READINESS.minAdjacent)) {
    missing.push({ code: 'adjacent', have: figures.adjacent, needed: READINESS.minAdjacent });
  }
  if (!isAtLeast(-Math.abs(difference), count, -READINESS.maxBias)) {
    missing.push({ code: 'bias', have: figures.bias, needed: READINESS.maxBias });
  }
  if (expected === 0 || !isAtLeast(expected - observed, expected, READINESS.minKappa)) {
    missing.push({ code: 'kappa', have: kappa, needed: READINESS.minKappa });
  }
  return { missing, figures };
}

/** Whole attempts, newest first, until they hold so many ratings. */
function newestUntil(attempts: readonly BenchmarkAttempt[], ratings: number): BenchmarkAttempt[] {
  const window: BenchmarkAttempt[] = [];
  let held = 0;
  for (const attempt of attempts.toSorted((a, b) => b.lockedAt - a.lockedAt)) {
    if (held >= ratings) break;
    window.push(attempt);
    held += attempt.ratings.length;
  }
  return window;
}
