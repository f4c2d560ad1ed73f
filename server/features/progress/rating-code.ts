import { RATINGS, type Rating } from '#shared/domain/rubric-config.ts';
import { byDimension, type Ratings } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { invariant } from '#shared/errors.ts';

/** How ratings stand in a summary row: a character a dimension, so that thousands are read as one narrow column. */

export function toRatingCode(ratings: Ratings): string {
  return DIMENSIONS.map((dimension) => ratings[dimension] ?? '-').join('');
}

export function fromRatingCode(code: string): Ratings {
  const given = DIMENSIONS.map((_, index) => toRating(code.charAt(index)));
  let index = 0;
  return byDimension(() => given[index++] ?? null);
}

function toRating(character: string): Rating | null {
  if (character === '-') return null;
  const rating = RATINGS.find((known) => String(known) === character);
  invariant(rating !== undefined, 'a rating code holds ratings');
  return rating;
}
