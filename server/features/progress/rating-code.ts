import { RATINGS, type Rating } from '#shared/domain/rubric-config.ts';
import type { Ratings } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { invariant } from '#shared/errors.ts';

const DASH = '-'.charCodeAt(0);

/** How ratings stand in a summary row: a character a dimension, so that thousands are read as one narrow column. */

export function toRatingCode(ratings: Ratings): string {
  return DIMENSIONS.map((dimension) => ratings[dimension] ?? '-').join('');
}

export function fromRatingCode(code: string): Ratings {
  // Written out: a lead's view reads ten thousand of these, and building records from lists takes most of its time.
  return {
    framing: toRating(code, 0),
    data: toRating(code, 1),
    modelling: toRating(code, 2),
    architecture: toRating(code, 3),
    evaluation: toRating(code, 4),
    serving: toRating(code, 5),
    operations: toRating(code, 6),
    communication: toRating(code, 7),
  };
}

const FIRST_DIGIT = '1'.charCodeAt(0);

function toRating(code: string, place: number): Rating | null {
  const character = code.charCodeAt(place);
  if (character === DASH) return null;
  const rating = RATINGS[character - FIRST_DIGIT];
  invariant(rating !== undefined, 'a rating code holds ratings');
  return rating;
}
