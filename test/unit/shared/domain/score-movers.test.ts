import { expect, it } from 'vitest';
import { scoreMovers, type RatedDimension } from '#shared/domain/score-movers.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { scoreOfRatings } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';

/** V1 of the design: rater A at senior, mean 3.06 over 90 % of the weight. */
const RATINGS = [3, 3, 4, 3, 2, 3, null, 3] as const;
const WEIGHTS = RUBRIC.weights.senior.byDimension;
const rated: RatedDimension[] = DIMENSIONS.map((dimension, index) => {
  const rating = RATINGS[index] ?? null;
  return {
    dimension,
    weightPercent: WEIGHTS[dimension],
    ratingHundredths: rating === null ? null : rating * 100,
    nextRung: rating === null ? null : `above ${dimension}`,
  };
});

it('names the heaviest first, the lower rating among equals, and the mean that the score rule gives', () => {
  const movers = scoreMovers(rated);
  expect(movers.map(({ dimension, toRating }) => [dimension, toRating])).toEqual([
    ['framing', 4],
    ['data', 4],
    ['architecture', 4],
  ]);
  const ratings = Object.fromEntries(DIMENSIONS.map((dimension, index) => [dimension, RATINGS[index]]));
  const better = { ...ratings, framing: 4 } as Parameters<typeof scoreOfRatings>[1]['ratings'];
  expect(movers[0]?.meanHundredths).toBe(
    scoreOfRatings(RUBRIC, { level: 'senior', ratings: better }).meanHundredths,
  );
  const light = rated.filter(({ weightPercent }) => weightPercent === 10);
  expect(scoreMovers(light)[0]?.dimension).toBe('evaluation');
});

it('goes from a mean of two raters to the next whole rung, and never above the top', () => {
  const [first] = rated;
  if (!first) throw new Error('no dimension');
  const of = (changes: Partial<RatedDimension>) => scoreMovers([{ ...first, ...changes }]);
  expect(of({ ratingHundredths: 250 })).toMatchObject([{ toRating: 3, meanHundredths: 300 }]);
  expect(of({ ratingHundredths: 400 })).toEqual([]);
  expect(of({ ratingHundredths: null })).toEqual([]);
  expect(of({ nextRung: null })).toEqual([]);
  expect(scoreMovers([])).toEqual([]);
});
