import type { Rating } from './rubric-config.ts';
import { combineRaters, type DimensionMean, type Ratings } from './rubric-score.ts';
import { DIMENSIONS, type Dimension } from './vocabulary.ts';

/** A gap from which on a review meeting has to talk about a dimension. */
export const WIDE_GAP = 2;

export interface ComparedDimension {
  readonly dimension: Dimension;
  /** In the order of the raters; null is "not assessed". */
  readonly ratings: readonly (Rating | null)[];
  /** Highest minus lowest, 0 with fewer than two ratings. */
  readonly gap: number;
  readonly isWide: boolean;
  /** Of the originals; what was agreed on never enters it. */
  readonly mean: DimensionMean;
}

/** The dimensions for a review meeting: wide gaps first, the widest on top, otherwise in the order of the rubric. */
export function compareRaters(raters: readonly Ratings[]): ComparedDimension[] {
  const means = combineRaters(raters);
  return DIMENSIONS.map((dimension): ComparedDimension => {
    const ratings = raters.map((each) => each[dimension]);
    const given = ratings.filter((rating) => rating !== null);
    const gap = given.length < 2 ? 0 : Math.max(...given) - Math.min(...given);
    return { dimension, ratings, gap, isWide: gap >= WIDE_GAP, mean: means[dimension] };
  }).toSorted((a, b) => (a.isWide || b.isWide ? b.gap - a.gap : 0));
}
