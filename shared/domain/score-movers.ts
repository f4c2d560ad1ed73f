import { hundredths } from './rubric-score.ts';
import type { Dimension } from './vocabulary.ts';

export interface RatedDimension {
  readonly dimension: Dimension;
  readonly weightPercent: number;
  /** Null when not assessed. */
  readonly ratingHundredths: number | null;
  readonly nextRung: string | null;
}

export interface ScoreMover {
  readonly dimension: Dimension;
  /** The behaviour one rung up. */
  readonly nextRung: string;
  readonly toRating: number;
  /** The weighted mean with that rating and everything else as it was. */
  readonly meanHundredths: number;
}

const FULL_MARKS = 400;

/**
 * Where one rung more would have moved the weighted mean furthest, the furthest first; of equal moves the lower rating
 * first, because there is more to show for it. At most three: more is no plan for one practice.
 */
export function scoreMovers(rated: readonly RatedDimension[]): readonly ScoreMover[] {
  const assessed = rated.flatMap(({ ratingHundredths, ...rest }) =>
    ratingHundredths === null ? [] : [{ ...rest, rating: ratingHundredths }],
  );
  const coverage = assessed.reduce((sum, { weightPercent }) => sum + weightPercent, 0);
  const sum = assessed.reduce((all, { weightPercent, rating }) => all + weightPercent * rating, 0);
  return assessed
    .flatMap(({ dimension, weightPercent, rating, nextRung }) => {
      if (nextRung === null || rating >= FULL_MARKS) return [];
      const to = (Math.floor(rating / 100) + 1) * 100;
      return [{ dimension, nextRung, rating, to, gain: weightPercent * (to - rating) }];
    })
    .toSorted((a, b) => b.gain - a.gain || a.rating - b.rating)
    .slice(0, 3)
    .map(({ dimension, nextRung, to, gain }) => ({
      dimension,
      nextRung,
      toRating: to / 100,
      meanHundredths: hundredths({ numerator: sum + gain, denominator: coverage * 100 }),
    }));
}
