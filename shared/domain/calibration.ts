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

/** The rule: shares and points are whole hundredths and compared as integers. */
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
  /** Nothing rated with today's rubric. */
  | { readonly status: 'not_started' }
  | {
      readonly status: 'not_ready';
      /** In the order of the rule. With fewer than 20 ratings that alone is named: other figures say little yet. */
      readonly missing: readonly CalibrationGap[];
      readonly figures: CalibrationFigures;
    }
  | { readonly status: 'ready'; readonly repeatAt: number; readonly figures: CalibrationFigures }
  /** Was ready, by `figures`, and has to show it again; `freshRatings` of the 20 needed are there already. */
  | {
      readonly status: 'repeat_due';
      readonly reason: 'time_passed' | 'rubric_changed';
      /** When it lapsed, epoch ms; null for a change of rubric. */
      readonly since: number | null;
      readonly freshRatings: number;
      readonly figures: CalibrationFigures;
    };

/**
 * Readiness by the rule. It is judged whenever a benchmark is locked, over the newest whole attempts of the 90 days up to
 * then until they hold at least 20 ratings; with fewer there is no new judgement and the last one stands. Ready holds for
 * 90 days. Attempts with another rubric never count.
 */
export function calibrationReadiness(input: {
  readonly attempts: readonly BenchmarkAttempt[];
  readonly rubricVersion: string;
  /** Epoch ms. */
  readonly now: number;
}): Readiness {
  const attempts = input.attempts
    .filter(({ ratings }) => ratings.length > 0)
    .toSorted((a, b) => b.lockedAt - a.lockedAt);
  const current = attempts.filter(({ rubricVersion }) => rubricVersion === input.rubricVersion);
  const last = lastJudgement(current);
  const today = judge(current, input.now);
  const freshRatings = today?.figures.ratings ?? 0;
  if (last !== null) {
    if (last.missing.length > 0) return { status: 'not_ready', missing: last.missing, figures: last.figures };
    const { figures } = last;
    const repeatAt = last.at + READINESS.repeatAfterDays * DAY_MS;
    if (input.now < repeatAt) return { status: 'ready', repeatAt, figures };
    return { status: 'repeat_due', reason: 'time_passed', since: repeatAt, freshRatings, figures };
  }
  const before = attempts.find(({ rubricVersion }) => rubricVersion !== input.rubricVersion);
  const earlier = lastJudgement(
    attempts.filter(({ rubricVersion }) => rubricVersion === before?.rubricVersion),
  );
  // A few ratings with the new rubric say nothing yet against a rater who was ready with the old one.
  if (earlier !== null && earlier.missing.length === 0) {
    const { figures } = earlier;
    return { status: 'repeat_due', reason: 'rubric_changed', since: null, freshRatings, figures };
  }
  const [newest] = current;
  const begun = today ?? (newest ? judge(current, newest.lockedAt) : null);
  return begun === null ? { status: 'not_started' } : { status: 'not_ready', ...begun };
}

interface Judgement {
  readonly missing: readonly CalibrationGap[];
  readonly figures: CalibrationFigures;
}

/** The newest judgement over enough ratings, with its time; attempts come newest first and share a rubric. */
function lastJudgement(attempts: readonly BenchmarkAttempt[]): (Judgement & { readonly at: number }) | null {
  for (const { lockedAt } of attempts) {
    const judged = judge(attempts, lockedAt);
    if (judged !== null && judged.figures.ratings >= READINESS.minRatings) return { ...judged, at: lockedAt };
  }
  return null;
}

function judge(attempts: readonly BenchmarkAttempt[], at: number): Judgement | null {
  const from = at - READINESS.repeatAfterDays * DAY_MS;
  const window = newestUntil(
    attempts.filter(({ lockedAt }) => lockedAt <= at && lockedAt > from),
    READINESS.minRatings,
  );
  const pairs = window.flatMap(({ ratings }) =>
    ratings.map(({ rating, reference }): [number, number] => [rating, reference]),
  );
  if (pairs.length === 0) return null;
  const table = countPairs(RATINGS.length, pairs);
  const sums = pairSums(RATINGS.length, table);
  const { observed, expected } = weightedDisagreement(RATINGS.length, table);
  const isRepeat = ({ benchmarkId, lockedAt }: BenchmarkAttempt): boolean =>
    attempts.some((other) => other.benchmarkId === benchmarkId && other.lockedAt < lockedAt);
  const figures: CalibrationFigures = {
    ratings: sums.pairs,
    attempts: window.length,
    exactCount: sums.exact,
    adjacentCount: sums.adjacent,
    exact: sums.exact / sums.pairs,
    adjacent: sums.adjacent / sums.pairs,
    bias: sums.difference / sums.pairs,
    kappa: expected === 0 ? null : (expected - observed) / expected,
    seenBefore: window.filter(isRepeat).reduce((sum, { ratings }) => sum + ratings.length, 0),
  };
  if (sums.pairs < READINESS.minRatings) {
    const gap: CalibrationGap = { code: 'ratings', have: sums.pairs, needed: READINESS.minRatings };
    return { missing: [gap], figures };
  }
  const missing: CalibrationGap[] = [];
  if (!isAtLeast(sums.exact, sums.pairs, READINESS.minExact)) {
    missing.push({ code: 'exact', have: figures.exact, needed: READINESS.minExact });
  }
  if (!isAtLeast(sums.adjacent, sums.pairs, READINESS.minAdjacent)) {
    missing.push({ code: 'adjacent', have: figures.adjacent, needed: READINESS.minAdjacent });
  }
  if (!isAtLeast(-Math.abs(sums.difference), sums.pairs, -READINESS.maxBias)) {
    missing.push({ code: 'bias', have: figures.bias, needed: READINESS.maxBias });
  }
  if (expected === 0 || !isAtLeast(expected - observed, expected, READINESS.minKappa)) {
    missing.push({ code: 'kappa', have: figures.kappa, needed: READINESS.minKappa });
  }
  return { missing, figures };
}

/** `numerator / denominator >= share` in integers; shares of the rule are whole hundredths. */
function isAtLeast(numerator: number, denominator: number, share: number): boolean {
  return 100 * numerator >= Math.round(100 * share) * denominator;
}

/** Whole attempts, newest first, until they hold so many ratings. */
function newestUntil(attempts: readonly BenchmarkAttempt[], ratings: number): BenchmarkAttempt[] {
  const window: BenchmarkAttempt[] = [];
  let held = 0;
  for (const attempt of attempts) {
    if (held >= ratings) break;
    window.push(attempt);
    held += attempt.ratings.length;
  }
  return window;
}
