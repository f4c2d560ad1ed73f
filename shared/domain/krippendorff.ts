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

/** Pairs counted once each, of all units that `raters` people rated; see `PairTable` for the cells. */
export interface PairsOfSize {
  readonly raters: number;
  readonly pairs: ArrayLike<number>;
}

/** Coincidences of units: labels are those that occur, in ascending order. */
export function coincidencesOf(units: readonly RatedUnit[]): Coincidences {
  const pairable = units.map(pairableValues).filter(({ length }) => length > 0);
  const labels = [...new Set(pairable.flat())].sort((a, b) => a - b);
  const place = new Map(labels.map((label, index) => [label, index]));
  const tables = new Map<number, number[]>();
  for (const values of pairable) {
    const pairs = tables.get(values.length) ?? labels.flatMap(() => labels.map(() => 0));
    tables.set(values.length, pairs);
    for (const [first, second] of pairsOf(values)) {
      // Both are among the labels: these were gathered from the same values.
      const cell = (place.get(first) ?? 0) * labels.length + (place.get(second) ?? 0);
      pairs[cell] = (pairs[cell] ?? 0) + 1;
    }
  }
  return coincidencesOfPairs(
    labels,
    [...tables].map(([raters, pairs]) => ({ raters, pairs })),
  );
}

/** Coincidences from tables of pairs, one table for each number of raters in a unit. */
export function coincidencesOfPairs(labels: readonly number[], tables: readonly PairsOfSize[]): Coincidences {
  const size = labels.length;
  const scale = tables.reduce((common, { raters }) => leastCommonMultiple(common, raters - 1), 1);
  const cells = new Float64Array(size ** 2);
  for (const { raters, pairs } of tables) {
    const weight = scale / (raters - 1);
    for (let c = 0; c < size; c += 1) {
      for (let k = 0; k < size; k += 1) {
        // A pair was counted in one order; it is a coincidence in both.
        const both = (pairs[c * size + k] ?? 0) + (pairs[k * size + c] ?? 0);
        cells[c * size + k] = (cells[c * size + k] ?? 0) + both * weight;
      }
    }
  }
  return { labels, cells, scale };
}

/** Every two ratings of a unit once, the earlier first. */
export function pairsOf(values: readonly number[]): [number, number][] {
  return values.flatMap((a, index) => values.slice(index + 1).map((b): [number, number] => [a, b]));
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
  const counts = new Float64Array(size);
  let total = 0;
  for (let c = 0; c < size; c += 1) {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += cells[c * size + k] ?? 0;
    counts[c] = sum / scale;
    total += sum / scale;
  }
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
  counts: ArrayLike<number>;
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
