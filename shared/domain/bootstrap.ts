import type { Random } from './seeded-random.ts';

/** Ends of a percentile interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Resamples of one bootstrap, and the share of their values that lies between the two ends. */
export const BOOTSTRAP = { draws: 2_000, coverage: 0.95 } as const;

/** With more resamples than this share without a value, an interval of the others would be too narrow. */
const MOST_UNDEFINED = 0.1;

/**
 * Draws whole units with replacement, as many as there are, and hands each draw's table of counts to `visit`; 2,000
 * times. `units[u]` names the cells to which unit u adds one each. The table is reused: copy what should stay.
 */
export function resample(input: ResampleInput): void {
  runToEnd(resampleSteps(input));
}

export interface ResampleInput {
  readonly units: readonly (readonly number[])[];
  readonly cells: number;
  readonly random: Random;
  readonly visit: (table: Float64Array) => void;
}

/** The same with a pause after every draw, for callers that must not hold up others. */
export function* resampleSteps(input: ResampleInput): Generator<void, void> {
  const { units, random, visit } = input;
  const count = units.length;
  // Flat arrays: a group with some thousands of interviews takes 10^8 additions.
  const cells = Int32Array.from(units.flat());
  const starts = new Int32Array(count + 1);
  units.forEach((unit, index) => {
    starts[index + 1] = (starts[index] ?? 0) + unit.length;
  });
  const table = new Float64Array(input.cells);
  for (let draw = 0; draw < BOOTSTRAP.draws; draw += 1) {
    table.fill(0);
    for (let index = 0; index < count; index += 1) {
      const unit = Math.floor(random() * count);
      const end = starts[unit + 1] ?? 0;
      for (let at = starts[unit] ?? 0; at < end; at += 1) {
        const cell = cells[at] ?? 0;
        table[cell] = (table[cell] ?? 0) + 1;
      }
    }
    visit(table);
    yield;
  }
}

/** Runs a computation with pauses without pausing. */
export function runToEnd<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Percentile interval (Efron & Tibshirani 1993, chapter 13): of 2,000 ordered values the 50th and the 1,950th. Draws in
 * which the statistic has no value are null and left out; null when that is more than a tenth of them.
 */
export function percentileInterval(values: readonly (number | null)[]): Interval | null {
  const ordered = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (ordered.length === 0 || ordered.length < values.length * (1 - MOST_UNDEFINED)) return null;
  const tail = (1 - BOOTSTRAP.coverage) / 2;
  // The p-th share of n ordered values ends at place ceil(p * n), counted from 1; the small step is for binary fractions.
  const at = (share: number): number =>
    ordered[Math.max(0, Math.ceil(share * ordered.length - 1e-9) - 1)] ?? 0;
  return { low: at(tail), high: at(1 - tail) };
}
