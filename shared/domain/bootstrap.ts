import type { Random } from './seeded-random.ts';

/** Ends of a percentile interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What one resampled unit adds to a table of counts: cell indexes, and how much for each. */
export interface TablePart {
  readonly cells: readonly number[];
  readonly weights: readonly number[];
}

/** Draws of one bootstrap, and the share of its values between the two ends. */
export const BOOTSTRAP = { draws: 2_000, coverage: 0.95 } as const;

/** Resamples of which more than this share have no value make the interval say too little about the rest. */
const MOST_UNDEFINED = 0.1;

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, chapter 13) of statistics of count tables: whole units are drawn with
 * replacement, their parts added up, and the 50th and the 1,950th of 2,000 ordered values are the ends. One draw serves
 * every table, so that statistics of the same units are compared on the same resamples. An interval is null when a
 * statistic has no value in more than a tenth of the draws; the few without value are left out otherwise.
 *
 * `parts[unit][table]` is what a unit adds; `sizes[table]` is the number of cells; a statistic names its table.
 */
export function bootstrapIntervals(input: {
  readonly parts: readonly (readonly TablePart[])[];
  readonly sizes: readonly number[];
  readonly statistics: readonly { table: number; of: (cells: Float64Array) => number | null }[];
  readonly random: Random;
}): (Interval | null)[] {
  const { parts, statistics, random } = input;
  const tables = input.sizes.map((size) => new Float64Array(size));
  const values = statistics.map(() => [] as number[]);
  for (let draw = 0; draw < BOOTSTRAP.draws; draw += 1) {
    for (const table of tables) table.fill(0);
    for (let index = 0; index < parts.length; index += 1) {
      addParts(tables, parts[Math.floor(random() * parts.length)]);
    }
    statistics.forEach(({ table, of }, index) => {
      const cells = tables[table];
      const value = cells === undefined ? null : of(cells);
      if (value !== null) values[index]?.push(value);
    });
  }
  return values.map(percentileInterval);
}

function addParts(tables: readonly Float64Array[], parts: readonly TablePart[] | undefined): void {
  parts?.forEach(({ cells, weights }, index) => {
    const table = tables[index];
    if (table === undefined) return;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      table[cell] = (table[cell] ?? 0) + (weights[at] ?? 0);
    }
  });
}

function percentileInterval(values: readonly number[]): Interval | null {
  if (values.length < BOOTSTRAP.draws * (1 - MOST_UNDEFINED)) return null;
  const ordered = Float64Array.from(values).sort();
  const tail = (1 - BOOTSTRAP.coverage) / 2;
  // The p-th of n ordered values is at place ceil(p * n), counted from 1; the small step down is for binary fractions.
  const at = (share: number): number =>
    ordered[Math.max(0, Math.ceil(share * ordered.length - 1e-9) - 1)] ?? 0;
  return { low: at(tail), high: at(1 - tail) };
}
