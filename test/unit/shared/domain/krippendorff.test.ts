import { describe, expect, it } from 'vitest';
import { agreementOfUnits } from '#shared/domain/agreement.ts';
import { coincidencesOf, krippendorffAlpha, type RatedUnit } from '#shared/domain/krippendorff.ts';

const V4: readonly RatedUnit[] = [
  [3, 3, 2],
  [2, null, 2],
  [4, 3, 4],
  [1, 2, null],
  [3, 3, 3],
  [2, 3, 2],
  [null, null, 4],
  [4, 4, 4],
];
const V5: readonly RatedUnit[] = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
];
/** Number of pairable values. */
const pairable = (units: readonly RatedUnit[]) => {
  const { cells, scale } = coincidencesOf(units);
  return Array.from(cells).reduce((sum, cell) => sum + cell, 0) / scale;
};

describe('three raters with gaps (V4)', () => {
  it('drops the unit with one rating and computes alpha exactly', () => {
    expect(pairable(V4)).toBe(19);
    expect(krippendorffAlpha(V4, 'ordinal')).toBe(4924 / 6517);
    expect(krippendorffAlpha(V4, 'interval')).toBe(17 / 23);
    expect(agreementOfUnits([V4]).figures?.alpha).toMatchObject({ ordinal: 4924 / 6517, interval: 17 / 23 });
  });
});

describe("Krippendorff's published example (V5)", () => {
  it('has 40 pairable values and the published coefficients', () => {
    expect(pairable(V5)).toBe(40);
    expect(krippendorffAlpha(V5, 'nominal')?.toFixed(6)).toBe('0.743421');
    expect(krippendorffAlpha(V5, 'ordinal')?.toFixed(6)).toBe('0.815388');
    expect(krippendorffAlpha(V5, 'interval')?.toFixed(6)).toBe('0.849107');
  });

  it('has the published coincidences', () => {
    const { labels, cells, scale } = coincidencesOf(V5);
    expect(labels).toEqual([1, 2, 3, 4, 5]);
    const rows = labels.map((_, c) =>
      labels.map((__, k) => Math.round((3 * (cells[c * 5 + k] ?? 0)) / scale) / 3),
    );
    expect(rows).toEqual([
      [7, 4 / 3, 1 / 3, 1 / 3, 0],
      [4 / 3, 10, 4 / 3, 1 / 3, 0],
      [1 / 3, 4 / 3, 8, 1 / 3, 0],
      [1 / 3, 1 / 3, 1 / 3, 4, 0],
      [0, 0, 0, 0, 3],
    ]);
  });

  it('is the same through agreement with five labels', () => {
    expect(agreementOfUnits([V5], { labels: 5 }).figures?.alpha).toEqual({
      nominal: krippendorffAlpha(V5, 'nominal'),
      ordinal: krippendorffAlpha(V5, 'ordinal'),
      interval: krippendorffAlpha(V5, 'interval'),
    });
  });
});

describe('labels', () => {
  it('may be any numbers: order counts for ordinal, distance for interval', () => {
    const stretched = V4.map((unit) =>
      unit.map((value) => (value === null ? null : value === 4 ? 100 : value - 7)),
    );
    expect(krippendorffAlpha(stretched, 'nominal')).toBe(krippendorffAlpha(V4, 'nominal'));
    expect(krippendorffAlpha(stretched, 'ordinal')).toBe(krippendorffAlpha(V4, 'ordinal'));
    expect(krippendorffAlpha(stretched, 'interval')).not.toBe(krippendorffAlpha(V4, 'interval'));
  });
});

describe('no value', () => {
  it('is given when nothing can be paired or nothing varies', () => {
    expect(krippendorffAlpha([], 'ordinal')).toBeNull();
    expect(krippendorffAlpha([[3, null], [2], []], 'ordinal')).toBeNull();
    expect(krippendorffAlpha([[3, 3], [3, 3, 3], [1]], 'nominal')).toBeNull();
  });
});
