import { leastCommonMultiple } from './fraction.ts';

/**
 * Krippendorff's alpha for any number of raters, with gaps. Sources: Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability"; Hayes & Krippendorff 2007, doi.org/10.1080/19312450709336664.
 */

/** How far two labels are apart: not at all the same, apart by how many ratings lie between, or by their difference. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval';
export const ALPHA_METRICS = ['nominal', 'ordinal', 'interval'] as const satisfies readonly AlphaMetric[];

/** What the raters said about one thing; null is a gap. */
export type RatedUnit = readonly (number | null)[];

/**
 * How often labels met in one unit: `cells[c * labels.length + k] = scale * o_ck`, with
 * `o_ck = sum over units of (ordered pairs c-k in u) / (m_u - 1)`. `scale` is the least common multiple of all `m_u - 1`,
 * so every cell is an integer.
 */
export interface Coincidences {
  /** Ascending. */
  readonly labels: readonly number[];
  readonly cells: ArrayLike<number>;
  readonly scale: number;
}

/** The values of a unit that can be paired: all that are there when there are two or more, otherwise none. */
export function pairableValues(unit: RatedUnit): readonly number[] {
  const values = unit.filter((value) => value !== null);
  return values.length < 2 ? [] : values;
}

/** Counts coincidences. `labels` may name labels nobody used; without it they are those that occur. */
export function coincidencesOf(units: readonly RatedUnit[], labels?: readonly number[]): Coincidences {
  const pairable = units.map(pairableValues).filter((values) => values.length > 0);
  const sorted = [...new Set(labels ?? pairable.flat())].sort((a, b) => a - b);
  const place = new Map(sorted.map((label, index) => [label, index]));
  const scale = scaleOf(pairable);
  const cells = Array.from({ length: sorted.length ** 2 }, () => 0);
  for (const values of pairable) {
    for (const { cell, weight } of unitCoincidences(values, { place, scale })) {
      cells[cell] = (cells[cell] ?? 0) + weight;
    }
  }
  return { labels: sorted, cells, scale };
}

/** Least common multiple of `m_u - 1` over units of pairable values. */
export function scaleOf(pairable: readonly (readonly number[])[]): number {
  return pairable.reduce(
    (scale, { length }) => (length < 2 ? scale : leastCommonMultiple(scale, length - 1)),
    1,
  );
}

/** What one unit adds to the scaled coincidences, cell by cell. */
export function unitCoincidences(
  values: readonly number[],
  { place, scale }: { place: ReadonlyMap<number, number>; scale: number },
): { readonly cell: number; readonly weight: number }[] {
  if (values.length < 2) return [];
  const weight = scale / (values.length - 1);
  return values.flatMap((first, i) =>
    values.flatMap((second, j) => (i === j ? [] : { cell: cellOf(place, first, second), weight })),
  );
}

function cellOf(place: ReadonlyMap<number, number>, first: number, second: number): number {
  const row = place.get(first);
  const column = place.get(second);
  if (row === undefined || column === undefined) {
    throw new RangeError(`${row === undefined ? first : second} is not one of the labels`);
  }
  return row * place.size + column;
}

/**
 * `alpha = 1 - (n - 1) * sum_ck(o_ck d2_ck) / sum_ck(n_c n_k d2_ck)` with `n_c = sum_k o_ck` and `n = sum_c n_c`; at most 1,
 * below 0 when raters disagree more than chance would. d2 is `[c != k]` (nominal),
 * `(sum_{g=c..k} n_g - (n_c + n_k) / 2)^2` (ordinal) or `(c - k)^2` (interval). Null when nothing is pairable and when every
 * pairable value is the same: 0/0. Numerator and denominator are integers for integer labels, so the result is the
 * double nearest to the true fraction as long as both stay below 2^53 (some thousands of ratings), and within a few
 * units of the last digit beyond.
 */
export function alphaFromCoincidences(
  { labels, cells, scale }: Coincidences,
  metric: AlphaMetric,
): number | null {
  const size = labels.length;
  const counts = labels.map((_, c) => {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += cells[c * size + k] ?? 0;
    return sum / scale;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < size; c += 1) {
    for (let k = c + 1; k < size; k += 1) {
      const distance = squaredDistance({ labels, counts, metric, c, k });
      // Both halves of the symmetric table are alike, so one is enough.
      observed += (cells[c * size + k] ?? 0) * distance;
      expected += (counts[c] ?? 0) * (counts[k] ?? 0) * distance;
    }
  }
  if (expected === 0) return null;
  return (expected * scale - (total - 1) * observed) / (expected * scale);
}

/** d2 for `c < k`; four times d2 for the ordinal metric, so that halves become integers (the factor cancels). */
function squaredDistance(input: {
  labels: readonly number[];
  counts: readonly number[];
  metric: AlphaMetric;
  c: number;
  k: number;
}): number {
  const { labels, counts, metric, c, k } = input;
  switch (metric) {
    case 'nominal':
      return 1;
    case 'ordinal': {
      let doubled = -((counts[c] ?? 0) + (counts[k] ?? 0));
      for (let g = c; g <= k; g += 1) doubled += 2 * (counts[g] ?? 0);
      return doubled ** 2;
    }
    case 'interval':
      return ((labels[c] ?? 0) - (labels[k] ?? 0)) ** 2;
  }
}

/** Alpha of units; see `alphaFromCoincidences` for formula, range and null. Units with fewer than two ratings are dropped. */
export function krippendorffAlpha(units: readonly RatedUnit[], metric: AlphaMetric): number | null {
  return alphaFromCoincidences(coincidencesOf(units), metric);
}
