import { describe, expect, it } from 'vitest';
import {
  RUBRIC,
  anchorOf,
  anchorsFor,
  findRubric,
  ladderRung,
  nextRung,
} from '#shared/domain/rubric-config.ts';
import { DIMENSIONS, LEVELS } from '#shared/domain/vocabulary.ts';

describe('rubric config', () => {
  it.each(LEVELS)('gives the weights of %s a sum of 100', (level) => {
    const weights = Object.values(RUBRIC.weights[level].byDimension);
    expect(weights).toHaveLength(8);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  it('tells every rung of every ladder apart', () => {
    const rungs = DIMENSIONS.flatMap((dimension) => RUBRIC.dimensions[dimension].ladder);
    expect(new Set(rungs).size).toBe(48);
  });

  it('shows A1-A4 to mid, A2-A5 to senior and A3-A6 to staff', () => {
    const { ladder } = RUBRIC.dimensions.data;
    expect(anchorsFor(RUBRIC, { dimension: 'data', level: 'mid' })).toEqual(ladder.slice(0, 4));
    expect(anchorsFor(RUBRIC, { dimension: 'data', level: 'senior' })).toEqual(ladder.slice(1, 5));
    expect(anchorsFor(RUBRIC, { dimension: 'data', level: 'staff' })).toEqual(ladder.slice(2, 6));
  });

  it('keeps one behaviour at one place across levels: senior 3 = mid 4 = staff 2', () => {
    const places = [
      ladderRung(RUBRIC, { level: 'senior', rating: 3 }),
      ladderRung(RUBRIC, { level: 'mid', rating: 4 }),
      ladderRung(RUBRIC, { level: 'staff', rating: 2 }),
    ];
    expect(places).toEqual([4, 4, 4]);
  });

  it('names the behaviour of a rating and the one above it', () => {
    const { ladder } = RUBRIC.dimensions.serving;
    expect(anchorOf(RUBRIC, { dimension: 'serving', level: 'senior', rating: 3 })).toBe(ladder[3]);
    expect(nextRung(RUBRIC, { dimension: 'serving', level: 'senior', rating: 3 })).toBe(ladder[4]);
    expect(nextRung(RUBRIC, { dimension: 'serving', level: 'staff', rating: 4 })).toBeNull();
  });

  it('counts a mean of raters as the rating it has reached', () => {
    const { ladder } = RUBRIC.dimensions.serving;
    expect(anchorOf(RUBRIC, { dimension: 'serving', level: 'mid', rating: 2.5 })).toBe(ladder[1]);
    expect(nextRung(RUBRIC, { dimension: 'serving', level: 'mid', rating: 2.5 })).toBe(ladder[2]);
  });

  it('finds a known version and no other', () => {
    expect(findRubric(RUBRIC.version)).toBe(RUBRIC);
    expect(findRubric('0.0.0')).toBeNull();
  });
});
