/**
 * Two ratings of the same things side by side, and Cohen's kappa with quadratic weights. Sources: Cohen 1968,
 * doi.org/10.1037/h0026256; Fleiss & Cohen 1973, doi.org/10.1177/001316447303300309 (with these weights it behaves like
 * an intraclass correlation).
 */

/** Counts of pairs (a, b) with labels 1 to k, the label of `a` first: cell `(a - 1) * k + b - 1`. */
export type PairTable = ArrayLike<number>;

/** The cell of one pair. A value that is no label throws a RangeError: it must not shrink or stretch the scale. */
export function pairCell(labels: number, [a, b]: readonly [number, number]): number {
  if (!isLabel(labels, a) || !isLabel(labels, b)) {
    throw new RangeError(`a rating lies outside 1 to ${labels}`);
  }
  return (a - 1) * labels + b - 1;
}

function isLabel(labels: number, value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= labels;
}

/** Counts pairs. All `labels` have their place whether anybody used them or not. */
export function countPairs(labels: number, pairs: readonly (readonly [number, number])[]): number[] {
  const table = Array.from({ length: labels ** 2 }, () => 0);
  for (const pair of pairs) {
    const cell = pairCell(labels, pair);
    table[cell] = (table[cell] ?? 0) + 1;
  }
  return table;
}

/** Plain sums over a table of pairs; with `pairs` they give the shares and means. */
export interface PairSums {
  readonly pairs: number;
  /** Pairs with the same label, and at most one apart. */
  readonly exact: number;
  readonly adjacent: number;
  /** Sums of a - b, |a - b| and (a - b)^2. */
  readonly difference: number;
  readonly distance: number;
  readonly squared: number;
}

export function pairSums(labels: number, table: PairTable): PairSums {
  const sums = { pairs: 0, exact: 0, adjacent: 0, difference: 0, distance: 0, squared: 0 };
  for (let i = 0; i < labels; i += 1) {
    for (let j = 0; j < labels; j += 1) {
      const count = table[i * labels + j] ?? 0;
      const off = Math.abs(i - j);
      sums.pairs += count;
      if (off === 0) sums.exact += count;
      if (off <= 1) sums.adjacent += count;
      sums.difference += (i - j) * count;
      sums.distance += off * count;
      sums.squared += off * off * count;
    }
  }
  return sums;
}

/**
 * The two sums of the coefficient: `observed = N * sum(d2 * O)` and `expected = sum(d2 * row * col)` with d2 = (i - j)^2.
 * Both are integers; the factor `1 / (k - 1)^2` of the weights cancels. `kappa = (expected - observed) / expected`.
 */
export function weightedDisagreement(
  labels: number,
  table: PairTable,
): { readonly observed: number; readonly expected: number } {
  let total = 0;
  let met = 0;
  let squares = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < labels; i += 1) {
    for (let j = 0; j < labels; j += 1) {
      const count = table[i * labels + j] ?? 0;
      total += count;
      met += (i - j) ** 2 * count;
      squares += (i * i + j * j) * count;
      sumA += i * count;
      sumB += j * count;
    }
  }
  // Multiplied out, the double sum over row and column totals is a difference of two plain sums.
  return { observed: total * met, expected: total * squares - 2 * sumA * sumB };
}

/**
 * `kappa_w = 1 - sum(w * O) / sum(w * E)`, `w = (i - j)^2 / (k - 1)^2`, `E = row * col / N`; -1 to 1, 0 when one side is constant.
 * Null when both sides gave one same label, and for an empty table: 0/0. Numerator and denominator are exact integers up
 * to some ten million pairs, so the result is the double nearest to the true fraction.
 */
export function weightedKappa(labels: number, table: PairTable): number | null {
  const { observed, expected } = weightedDisagreement(labels, table);
  return expected === 0 ? null : (expected - observed) / expected;
}

export interface Histogram {
  /** `table[i][j]`: pairs in which `a` gave label i + 1 and `b` gave label j + 1. */
  readonly table: readonly (readonly number[])[];
  /** How often each label was given by `a`, and by `b`, over the pairs. */
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export function histogramOf(labels: number, table: PairTable): Histogram {
  const places = Array.from({ length: labels }, (_, place) => place);
  const at = (i: number, j: number): number => table[i * labels + j] ?? 0;
  return {
    table: places.map((i) => places.map((j) => at(i, j))),
    a: places.map((i) => places.reduce((sum, j) => sum + at(i, j), 0)),
    b: places.map((j) => places.reduce((sum, i) => sum + at(i, j), 0)),
  };
}
