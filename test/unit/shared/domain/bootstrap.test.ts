import { describe, expect, it } from 'vitest';
import { BOOTSTRAP, percentileInterval, resample } from '#shared/domain/bootstrap.ts';
import { seededRandom } from '#shared/domain/seeded-random.ts';

const repeat = <Value>(value: Value, times: number): Value[] => Array.from({ length: times }, () => value);

describe('percentile interval', () => {
  it('is the 50th and the 1,950th of 2,000 values, whatever their order', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => ((index * 777) % 2_000) + 1);
    expect(percentileInterval(values)).toEqual({ low: 50, high: 1_950 });
  });

  it('leaves draws without a value out, up to a tenth of them', () => {
    const values = (undefinedDraws: number) => [
      ...repeat(null, undefinedDraws),
      ...repeat(1, 2_000 - undefinedDraws),
    ];
    expect(percentileInterval(values(200))).toEqual({ low: 1, high: 1 });
    expect(percentileInterval(values(201))).toBeNull();
    expect(percentileInterval([])).toBeNull();
    expect(percentileInterval([null])).toBeNull();
  });
});

describe('resampling', () => {
  it('draws whole units with replacement, as many as there are', () => {
    const tables: number[][] = [];
    resample({
      // Unit 0 adds two to cell 0, unit 1 one to each of cells 1 and 2, unit 2 nothing.
      units: [[0, 0], [1, 2], []],
      cells: 3,
      random: seededRandom(1),
      visit: (table) => tables.push([...table]),
    });
    expect(tables).toHaveLength(BOOTSTRAP.draws);
    const seen = new Set(tables.map((table) => table.join(' ')));
    // Every way to draw three of three units, by how often the first two come.
    expect([...seen].sort()).toEqual([
      '0 0 0',
      '0 1 1',
      '0 2 2',
      '0 3 3',
      '2 0 0',
      '2 1 1',
      '2 2 2',
      '4 0 0',
      '4 1 1',
      '6 0 0',
    ]);
  });

  it('gives the mean its known spread', () => {
    // Half ones, half zeros, n = 100: the standard error of a share is .05, so 95 % lie within about .098.
    const shares: number[] = [];
    resample({
      units: [...repeat([0], 50), ...repeat([], 50)],
      cells: 1,
      random: seededRandom(2),
      visit: (table) => shares.push((table[0] ?? 0) / 100),
    });
    const interval = percentileInterval(shares);
    expect(Math.abs((interval?.low ?? 0) - 0.402)).toBeLessThan(0.015);
    expect(Math.abs((interval?.high ?? 0) - 0.598)).toBeLessThan(0.015);
  });
});
