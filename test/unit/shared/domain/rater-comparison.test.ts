import { describe, expect, it } from 'vitest';
import { compareRaters } from '#shared/domain/rater-comparison.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import { byDimension, type Ratings } from '#shared/domain/rubric-score.ts';

const ratings = (changes: Partial<Record<keyof Ratings, Rating | null>>): Ratings => ({
  ...byDimension((): Rating | null => 3),
  ...changes,
});

describe('comparing raters', () => {
  it('puts gaps of two or more first, the widest on top, and leaves the rest in the order of the rubric', () => {
    const compared = compareRaters([
      ratings({ data: 4, serving: 4, communication: 2 }),
      ratings({ data: 2, serving: 1, communication: 3 }),
    ]);
    expect(compared.map(({ dimension, gap }) => [dimension, gap])).toEqual([
      ['serving', 3],
      ['data', 2],
      ['framing', 0],
      ['modelling', 0],
      ['architecture', 0],
      ['evaluation', 0],
      ['operations', 0],
      ['communication', 1],
    ]);
    expect(compared.filter(({ isWide }) => isWide)).toHaveLength(2);
  });

  it('averages over those who rated and sees no gap where one did not', () => {
    const [framing] = compareRaters([ratings({ framing: null }), ratings({ framing: 1 })]);
    expect(framing).toMatchObject({ dimension: 'framing', gap: 0, mean: { sum: 1, count: 1 } });
  });
});
