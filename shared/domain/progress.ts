import {
  compareFractions,
  fraction,
  meanFraction,
  subtractFractions,
  toNumber,
  type Fraction,
} from './fraction.ts';
import type { RubricConfig } from './rubric-config.ts';
import { byDimension, combineRaters, compareSelf, type Ratings } from './rubric-score.ts';
import { DIMENSIONS, type Dimension, type Level } from './vocabulary.ts';

/**
 * A candidate's own way through several interviews. Everything is by dimension and on the ladder of six behaviours,
 * where target levels can be mixed; there is no total over dimensions and no verdict.
 */

/** One finished, revealed interview of the person. */
export interface PastInterview {
  readonly interviewId: string;
  /** Epoch ms. */
  readonly endedAt: number;
  readonly scenarioId: string;
  readonly level: Level;
  readonly config: RubricConfig;
  /** Counted rubrics only; at least one. */
  readonly raters: readonly Ratings[];
  /** Null when no self-assessment was handed in. */
  readonly self: Ratings | null;
}

/** One interview's place on the ladder, 1 to 6. With several raters their mean, and how far they were apart. */
export interface LadderPoint {
  readonly interviewId: string;
  readonly endedAt: number;
  readonly level: Level;
  readonly rung: number;
  readonly lowest: number;
  readonly highest: number;
  readonly raters: number;
}

/** Interviews a dimension must have been rated in before earlier and later ones are compared: two on each side. */
export const MIN_POINTS_FOR_TREND = 4;

export type LadderTrend =
  | { readonly case: 'none' }
  | { readonly case: 'too_few'; readonly count: number; readonly needed: number; readonly mean: number }
  | {
      readonly case: 'trend';
      readonly count: number;
      readonly mean: number;
      /** Standard deviation of the points (population), rungs. */
      readonly spread: number;
      /** Mean rung of the first and of the last half; the middle one of an odd number is in neither. */
      readonly earlier: number;
      readonly later: number;
      /** `later - earlier`. */
      readonly change: number;
      /** The change is no larger than the spread: say "within the usual ups and downs", not up or down. */
      readonly isWithinSpread: boolean;
    };

export interface DimensionProgress {
  /** Oldest first. */
  readonly points: readonly LadderPoint[];
  readonly trend: LadderTrend;
}

export interface SelfGapPoint {
  readonly interviewId: string;
  readonly endedAt: number;
  /** Mean of self minus raters, -3 to 3; above 0 the person rated themselves higher. */
  readonly meanGap: number;
  readonly dimensions: number;
  readonly blindSpots: readonly Dimension[];
  readonly hiddenStrengths: readonly Dimension[];
}

/** Points and trend of every dimension on the level-free ladder. */
export function ladderProgress(history: readonly PastInterview[]): Record<Dimension, DimensionProgress> {
  const ordered = oldestFirst(history);
  return byDimension((dimension) => {
    const rated = ordered.flatMap((interview) => rungOf(interview, dimension) ?? []);
    return { points: rated.map(({ point }) => point), trend: trendOf(rated.map(({ exact }) => exact)) };
  });
}

/** Self-ratings beside what raters saw, oldest first; interviews without a dimension rated by both are left out. */
export function selfGapOverTime(history: readonly PastInterview[]): SelfGapPoint[] {
  return oldestFirst(history).flatMap(({ interviewId, endedAt, raters, self }) => {
    if (self === null) return [];
    const { gaps, meanGap, blindSpots, hiddenStrengths } = compareSelf({
      self,
      means: combineRaters(raters),
    });
    if (meanGap === null) return [];
    const dimensions = DIMENSIONS.filter((dimension) => gaps[dimension] !== null).length;
    return [{ interviewId, endedAt, meanGap, dimensions, blindSpots, hiddenStrengths }];
  });
}

function oldestFirst(history: readonly PastInterview[]): PastInterview[] {
  return history.toSorted((a, b) => a.endedAt - b.endedAt || (a.interviewId < b.interviewId ? -1 : 1));
}

function rungOf(
  { interviewId, endedAt, level, config, raters }: PastInterview,
  dimension: Dimension,
): { point: LadderPoint; exact: Fraction } | null {
  const rungs = raters.flatMap((ratings) => {
    const rating = ratings[dimension];
    return rating === null ? [] : [rating + config.offsets[level]];
  });
  const exact = meanFraction(rungs.map((rung) => fraction(rung)));
  if (exact === null) return null;
  return {
    exact,
    point: {
      interviewId,
      endedAt,
      level,
      rung: toNumber(exact),
      lowest: Math.min(...rungs),
      highest: Math.max(...rungs),
      raters: rungs.length,
    },
  };
}

function trendOf(rungs: readonly Fraction[]): LadderTrend {
  const count = rungs.length;
  const mean = meanFraction(rungs);
  if (mean === null) return { case: 'none' };
  if (count < MIN_POINTS_FOR_TREND) {
    return { case: 'too_few', count, needed: MIN_POINTS_FOR_TREND, mean: toNumber(mean) };
  }
  const half = Math.floor(count / 2);
  const earlier = meanFraction(rungs.slice(0, half)) ?? mean;
  const later = meanFraction(rungs.slice(-half)) ?? mean;
  const change = subtractFractions(later, earlier);
  const variance =
    rungs.map((rung) => subtractFractions(rung, mean)).reduce((sum, off) => sum + toNumber(off) ** 2, 0) /
    count;
  const spread = Math.sqrt(variance);
  return {
    case: 'trend',
    count,
    mean: toNumber(mean),
    spread,
    earlier: toNumber(earlier),
    later: toNumber(later),
    change: toNumber(change),
    isWithinSpread: Math.abs(toNumber(change)) <= spread,
  };
}

// ---------------------------------------------------------------- practice plan

/** A scenario as the server knows it. `expectations` are counted from the guide: keep them on the server. */
export interface PracticeScenario {
  readonly scenarioId: string;
  readonly levels: readonly Level[];
  /** Expectations by dimension at the level the plan is for, those of lower levels included. */
  readonly expectations: Readonly<Record<Dimension, number>>;
  /** The person has had it as a candidate, or has read its guide or debrief. */
  readonly isSeen: boolean;
}

/** Interviews that decide what is weakest: old ones say little about today. */
export const RECENT_INTERVIEWS = 5;
/** Interviews a dimension must have been rated in among them. */
export const MIN_RATED_FOR_PLAN = 2;
const MOST_FOCUS = 2;
const MOST_SCENARIOS = 3;

export interface PracticeFocus {
  readonly dimension: Dimension;
  /** Mean rung over the recent interviews it was rated in. */
  readonly rung: number;
  readonly count: number;
  /** Best first. Ids only: how many expectations a scenario has in a dimension belongs to its guide. */
  readonly scenarios: readonly { readonly scenarioId: string; readonly isSeen: boolean }[];
}

export type PracticePlan =
  | { readonly case: 'too_few'; readonly interviews: number; readonly needed: number }
  /** Every dimension stands on the same rung: nothing is weakest. */
  | { readonly case: 'even'; readonly rung: number }
  | { readonly case: 'plan'; readonly focus: readonly PracticeFocus[] };

/**
 * Suggests what to practise: the one or two lowest dimensions on the ladder over the last five interviews, and for each
 * the scenarios that exercise it most, unseen ones first. A suggestion to choose from, never a judgement.
 */
export function practicePlan(input: {
  readonly history: readonly PastInterview[];
  readonly scenarios: readonly PracticeScenario[];
  /** The level the person prepares for. */
  readonly level: Level;
}): PracticePlan {
  const recent = oldestFirst(input.history).slice(-RECENT_INTERVIEWS);
  const standing = DIMENSIONS.flatMap((dimension) => {
    const rungs = recent.flatMap((interview) => rungOf(interview, dimension)?.exact ?? []);
    const mean = meanFraction(rungs);
    return mean === null || rungs.length < MIN_RATED_FOR_PLAN
      ? []
      : [{ dimension, mean, count: rungs.length }];
  }).sort((a, b) => compareFractions(a.mean, b.mean) || b.count - a.count);
  const [lowest] = standing;
  const highest = standing.at(-1);
  if (!lowest || !highest) {
    return { case: 'too_few', interviews: recent.length, needed: MIN_RATED_FOR_PLAN };
  }
  if (standing.length > 1 && compareFractions(lowest.mean, highest.mean) === 0) {
    return { case: 'even', rung: toNumber(lowest.mean) };
  }
  // What stands highest is not what to practise, unless it is all there is.
  const focus = standing
    .filter(({ mean }) => compareFractions(mean, highest.mean) < 0 || standing.length === 1)
    .slice(0, MOST_FOCUS);
  return {
    case: 'plan',
    focus: focus.map(({ dimension, mean, count }) => ({
      dimension,
      rung: toNumber(mean),
      count,
      scenarios: scenariosFor({ ...input, dimension }),
    })),
  };
}

function scenariosFor(input: {
  readonly scenarios: readonly PracticeScenario[];
  readonly level: Level;
  readonly dimension: Dimension;
}): PracticeFocus['scenarios'] {
  const { dimension, level } = input;
  const shareOf = ({ expectations }: PracticeScenario): Fraction => {
    const all = DIMENSIONS.reduce((sum, each) => sum + expectations[each], 0);
    return fraction(expectations[dimension], Math.max(1, all));
  };
  return input.scenarios
    .filter(({ levels, expectations }) => levels.includes(level) && expectations[dimension] > 0)
    .toSorted(
      (a, b) =>
        Number(a.isSeen) - Number(b.isSeen) ||
        b.expectations[dimension] - a.expectations[dimension] ||
        compareFractions(shareOf(b), shareOf(a)) ||
        (a.scenarioId < b.scenarioId ? -1 : 1),
    )
    .slice(0, MOST_SCENARIOS)
    .map(({ scenarioId, isSeen }) => ({ scenarioId, isSeen }));
}
