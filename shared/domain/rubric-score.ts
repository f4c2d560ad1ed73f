import { DIMENSIONS, type Dimension, type HintRung, type Level } from './vocabulary.ts';
import { RECOMMENDATIONS, type Rating, type Recommendation, type RubricConfig } from './rubric-config.ts';

/**
 * The arithmetic of the rubric. Everything is compared as integers; rounding is for display only, so that no score
 * changes its band because of a binary fraction.
 */

/** One person's ratings; null is "not assessed". */
export type Ratings = Readonly<Record<Dimension, Rating | null>>;

/** The mean of a dimension over raters as an exact fraction; `count` 0 means nobody rated it. */
export interface DimensionMean {
  readonly sum: number;
  readonly count: number;
}
export type DimensionMeans = Readonly<Record<Dimension, DimensionMean>>;

export interface Score {
  /** The exact weighted mean as a fraction; null when nothing was rated. */
  readonly exact: { readonly numerator: number; readonly denominator: number } | null;
  /** The mean to show, in hundredths, rounded half up; null when coverage is too low to show one. */
  readonly meanHundredths: number | null;
  /** Weight of the assessed dimensions, percent. */
  readonly coveragePercent: number;
  readonly completeness: 'complete' | 'partial' | 'too_little';
  /** Band of the mean, for the consistency check; null when no mean is shown. */
  readonly band: Recommendation | null;
}

/** Averages each dimension over the raters who rated it: by machine, because combining by talk showed no benefit. */
export function combineRaters(raters: readonly Ratings[]): DimensionMeans {
  const meanOf = (dimension: Dimension): DimensionMean => {
    const given = raters.flatMap((ratings) => ratings[dimension] ?? []);
    return { sum: given.reduce<number>((sum, rating) => sum + rating, 0), count: given.length };
  };
  return byDimension(meanOf);
}

/** The weighted mean over assessed dimensions with its coverage and band. */
export function scoreOf(config: RubricConfig, input: { level: Level; means: DimensionMeans }): Score {
  const weights = config.weights[input.level].byDimension;
  const assessed = DIMENSIONS.filter((dimension) => input.means[dimension].count > 0);
  const coveragePercent = assessed.reduce((sum, dimension) => sum + weights[dimension], 0);
  const scale = assessed.reduce(
    (lcm, dimension) => leastCommonMultiple(lcm, input.means[dimension].count),
    1,
  );
  const numerator = assessed.reduce((sum, dimension) => {
    const mean = input.means[dimension];
    return sum + weights[dimension] * mean.sum * (scale / mean.count);
  }, 0);
  const exact = coveragePercent === 0 ? null : { numerator, denominator: coveragePercent * scale };
  const completeness =
    coveragePercent >= config.coverage.complete
      ? 'complete'
      : coveragePercent >= config.coverage.partial
        ? 'partial'
        : 'too_little';
  const isShown = exact !== null && completeness !== 'too_little';
  return {
    exact,
    meanHundredths: isShown ? hundredths(exact) : null,
    coveragePercent,
    completeness,
    band: isShown ? bandOf(config, exact) : null,
  };
}

/** The score of one rater alone. */
export function scoreOfRatings(config: RubricConfig, input: { level: Level; ratings: Ratings }): Score {
  return scoreOf(config, { level: input.level, means: combineRaters([input.ratings]) });
}

/** A fraction in hundredths, rounded half up. */
export function hundredths({ numerator, denominator }: { numerator: number; denominator: number }): number {
  return Math.floor((200 * numerator + denominator) / (2 * denominator));
}

/** `306` -> `3.06`. */
export function formatHundredths(value: number): string {
  const sign = value < 0 ? '-' : '';
  const whole = Math.abs(value);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

function bandOf(config: RubricConfig, exact: { numerator: number; denominator: number }): Recommendation {
  const reached = RECOMMENDATIONS.filter(
    (band) => 4 * exact.numerator >= config.bandFloorQuarters[band] * exact.denominator,
  );
  return reached.at(-1) ?? 'strong_no_hire';
}

/** False when a recommendation lies in another band than the mean; true when there is no band to compare with. */
export function isConsistent(input: {
  recommendation: Recommendation;
  band: Recommendation | null;
}): boolean {
  return input.band === null || input.band === input.recommendation;
}

/** Units of help a dimension has received. The caller leaves voided hints out. */
export function hintUnitsOf(config: RubricConfig, rungs: readonly HintRung[]): number {
  return rungs.reduce((sum, rung) => sum + config.hintUnits[rung], 0);
}

/** The advisory ceiling after so much help: 4, 3 or 2, never lower. */
export function hintCeiling(config: RubricConfig, input: { level: Level; units: number }): 2 | 3 | 4 {
  const { four, three } = config.hintCeilings[input.level];
  if (input.units <= four) return 4;
  return input.units <= three ? 3 : 2;
}

/** Observations or quotes a rating must rest on: extremes need two, the middle one. */
export function evidenceNeeded(rating: Rating): 1 | 2 {
  return rating === 1 || rating === 4 ? 2 : 1;
}

export interface SelfComparison {
  /** `self - rater` per dimension rated by both; null elsewhere. */
  readonly gaps: Readonly<Record<Dimension, number | null>>;
  /** Over the dimensions rated by both; null when there are none. */
  readonly meanGap: number | null;
  /** Self 3 or more where raters saw 2 or less. */
  readonly blindSpots: readonly Dimension[];
  /** Self 2 or less where raters saw 3 or more. */
  readonly hiddenStrengths: readonly Dimension[];
}

/** Self-ratings beside what raters saw: for reflection, never for scoring. */
export function compareSelf(input: { self: Ratings; means: DimensionMeans }): SelfComparison {
  const pairs = DIMENSIONS.flatMap((dimension) => {
    const self = input.self[dimension];
    const { sum, count } = input.means[dimension];
    return self === null || count === 0 ? [] : [{ dimension, self, rater: sum / count }];
  });
  const gaps = new Map(pairs.map(({ dimension, self, rater }) => [dimension, self - rater]));
  const total = pairs.reduce((sum, { self, rater }) => sum + self - rater, 0);
  return {
    gaps: byDimension((dimension) => gaps.get(dimension) ?? null),
    meanGap: pairs.length === 0 ? null : total / pairs.length,
    blindSpots: pairs.filter(({ self, rater }) => self >= 3 && rater <= 2).map(({ dimension }) => dimension),
    hiddenStrengths: pairs
      .filter(({ self, rater }) => self <= 2 && rater >= 3)
      .map(({ dimension }) => dimension),
  };
}

/** A value for every dimension. */
export function byDimension<Value>(valueOf: (dimension: Dimension) => Value): Record<Dimension, Value> {
  // Every dimension gets its entry just here, so the record is whole.
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, valueOf(dimension)])) as Record<
    Dimension,
    Value
  >;
}

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
