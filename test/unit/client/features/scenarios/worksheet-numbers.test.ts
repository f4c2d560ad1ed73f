import { describe, expect, test } from 'vitest';
import { isGivenFact } from '#client/features/scenarios/cockpit-selectors.ts';
import {
  followThrough,
  formatQuantity,
  judgeEstimate,
  parseQuantity,
  spellFormula,
} from '#client/features/scenarios/worksheet-numbers.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';

const lines = GOOD_SCENARIO.interviewer.worksheet;
const line = (id: string) => {
  const found = lines.find((each) => each.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
};

describe('a number as people say it', () => {
  test.each([
    ['57870', 57_870],
    ['57,870', 57_870],
    ['57 870 rps', 57_870],
    ['58k', 58_000],
    ['28.9 M', 28_900_000],
    ['28,9 million', 28_900_000],
    ['4 billion', 4e9],
    ['2e9', 2e9],
    ['1.2 %', 0.012],
    ['~3000', 3_000],
    ['100 ms', 100],
    ['-5', -5],
    ['1,200,000', 1_200_000],
    ['0,012', 0.012],
  ])('%s', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  test.each(['', 'lots', '.', 'k', '1.2.3'])('%s is none', (text) => {
    expect(parseQuantity(text)).toBeNull();
  });

  test('what is shown is read back as nearly the same', () => {
    for (const value of [57_870, 28_935_000, 4e9, 0.19544, 100, 2_894, 1e12, 9_999]) {
      expect(Math.abs((parseQuantity(formatQuantity(value)) ?? 0) / value - 1)).toBeLessThan(0.005);
    }
  });
});

test('numbers are shown with three digits and a scale', () => {
  expect([57_870, 28_935_000, 2e9, 0.19544, 2_894, 15, 0].map(formatQuantity)).toEqual([
    '57.9 k',
    '28.9 M',
    '2 B',
    '0.195',
    '2,894',
    '15',
    '0',
  ]);
});

test('an estimate is in range up to both ends', () => {
  const range = line('rps_peak');
  expect(judgeEstimate(range, 40_000)).toBe('in-range');
  expect(judgeEstimate(range, 80_000)).toBe('in-range');
  expect(judgeEstimate(range, 39_999)).toBe('too-low');
  expect(judgeEstimate(range, 80_001)).toBe('too-high');
});

test('a stated fact is told from a number to estimate', () => {
  expect(isGivenFact(line('dau'))).toBe(true);
  expect(isGivenFact(line('lat_features'))).toBe(false);
  expect(isGivenFact(line('req_day'))).toBe(false);
});

test('a formula is spelt with the expected numbers', () => {
  expect(spellFormula(line('rps_peak').formula ?? '', lines)).toBe('2 B ÷ 86.4 k × 2.5');
  expect(spellFormula(line('rows_kept').formula ?? '', lines)).toBe('48 M + (4 B − 48 M) × 0.05');
});

describe('what follows from their own numbers', () => {
  test('nothing while nothing is entered', () => {
    expect(followThrough(lines, new Map())).toEqual(new Map());
  });

  test('an early slip is carried on to the lines that use it', () => {
    const follows = followThrough(lines, new Map([['req_day', 2e8]]));
    expect(follows.get('rps_peak')).toBeCloseTo(5_787, 0);
    expect(follows.get('imp_day')).toBe(4e8);
    expect(follows.has('req_day')).toBe(false);
    // A ratio of two lines that both shrank stays as it was.
    expect(follows.has('ctr_sampled')).toBe(false);
  });

  test('their number for a line does not answer for the line itself', () => {
    const follows = followThrough(lines, new Map([['rps_peak', 5_000]]));
    expect(follows.has('rps_peak')).toBe(false);
    expect(follows.get('scores_peak')).toBe(2_500_000);
  });
});
