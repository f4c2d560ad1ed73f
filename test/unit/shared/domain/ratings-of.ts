import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import { byDimension, type Ratings } from '#shared/domain/rubric-score.ts';

/** Ratings from a row in the order of the dimensions; what is not there is not assessed. */
export function ratingsOfRow(row: readonly (Rating | null)[]): Ratings {
  return byDimension((dimension) => row[DIMENSIONS.indexOf(dimension)] ?? null);
}

/** The two raters of V1 in `rubric-design.md`, section 6. */
export const V1 = {
  a: ratingsOfRow([3, 3, 4, 3, 2, 3, null, 3]),
  b: ratingsOfRow([3, 2, 3, 3, 2, 2, 2, 4]),
} as const;

/** The pooled pairs of V2. */
export const V2: readonly (readonly [Rating, Rating])[] = [
  [1, 1],
  [2, 2],
  [2, 3],
  [3, 3],
  [3, 2],
  [3, 3],
  [4, 4],
  [2, 2],
  [3, 4],
  [4, 4],
  [1, 2],
  [2, 2],
  [3, 3],
  [3, 1],
  [4, 3],
  [2, 2],
  [3, 3],
  [1, 2],
  [4, 4],
  [3, 3],
];
