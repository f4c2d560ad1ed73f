import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOfUnits, type AgreementFigures } from '#shared/domain/agreement.ts';
import { krippendorffAlpha, pairableValues, pairsOf, type RatedUnit } from '#shared/domain/krippendorff.ts';
import { countPairs, weightedKappa } from '#shared/domain/weighted-kappa.ts';

/** Fixed, and printed by fast-check with the failing path: a failure can be run again as it was. */
const RUN = { seed: 20_261_130, numRuns: 1_000 } as const;
/** Each of these runs draws 2,000 resamples. */
const SLOW_RUN = { seed: 20_261_130, numRuns: 25 } as const;
const METRICS = ['nominal', 'ordinal', 'interval'] as const;

const label = fc.integer({ min: 1, max: 4 });
const pair = fc.tuple(label, label);
const pairs = fc.array(pair, { minLength: 1, maxLength: 40 });
const unit: fc.Arbitrary<RatedUnit> = fc.array(fc.option(label, { nil: null, freq: 4 }), { maxLength: 5 });
const units = fc.array(unit, { maxLength: 30 });
/** A unit that can be paired stands first, so that there is always something to look at. */
const ratedUnits = fc.tuple(pair, units).map(([first, rest]): RatedUnit[] => [first, ...rest]);

const kappaOf = (values: readonly (readonly [number, number])[]) => weightedKappa(4, countPairs(4, values));
function figures(groups: readonly (readonly RatedUnit[])[], withIntervals = false): AgreementFigures {
  const agreement = agreementOfUnits(groups, { withIntervals });
  if (agreement.figures === null) throw new Error('there are no figures');
  return agreement.figures;
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
/** Equal but for the last digits; null is equal to null alone. */
function expectClose(a: number | null, b: number | null): void {
  const isClose = a === null || b === null ? a === b : Math.abs(a - b) < 1e-9;
  expect(isClose, `${a} beside ${b}`).toBe(true);
}

/** Alpha straight from its definition, without tables: mean distance within units over mean distance of all values. */
function alphaByDefinition(all: readonly RatedUnit[], metric: (typeof METRICS)[number]): number | null {
  const rated = all.map(pairableValues).filter(({ length }) => length > 0);
  const values = rated.flat();
  const count = (value: number) => values.filter((other) => other === value).length;
  const distance = (a: number, b: number): number => {
    if (metric === 'nominal') return a === b ? 0 : 1;
    if (metric === 'interval') return (a - b) ** 2;
    const between = values.filter((value) => value >= Math.min(a, b) && value <= Math.max(a, b)).length;
    return a === b ? 0 : (between - (count(a) + count(b)) / 2) ** 2;
  };
  const sumOfPairs = (some: readonly number[]) =>
    pairsOf(some).reduce((sum, [a, b]) => sum + distance(a, b), 0);
  const n = values.length;
  const expected = sumOfPairs(values) / (n * (n - 1));
  if (n === 0 || expected === 0) return null;
  const observed = rated.reduce((sum, some) => sum + sumOfPairs(some) / (some.length - 1), 0) / n;
  return 1 - observed / expected;
}

describe('weighted kappa', () => {
  it('agrees with the form over means and variances', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const a = values.map(([first]) => first);
        const b = values.map(([, second]) => second);
        const squared = mean(values.map(([first, second]) => (first - second) ** 2));
        const spread = variance(a) + variance(b) + (mean(a) - mean(b)) ** 2;
        const isConstant = new Set([...a, ...b]).size === 1;
        expectClose(kappaOf(values), isConstant ? null : 1 - squared / spread);
      }),
      RUN,
    );
  });

  it('agrees with Cohen: weights over (k - 1)^2, expected counts from row and column totals', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        let met = 0;
        let chance = 0;
        for (let i = 1; i <= 4; i += 1) {
          for (let j = 1; j <= 4; j += 1) {
            const weight = (i - j) ** 2 / 9;
            met += weight * values.filter(([a, b]) => a === i && b === j).length;
            const row = values.filter(([a]) => a === i).length;
            const column = values.filter(([, b]) => b === j).length;
            chance += (weight * row * column) / values.length;
          }
        }
        expectClose(kappaOf(values), chance === 0 ? null : 1 - met / chance);
      }),
      RUN,
    );
  });

  it('lies between -1 and 1, is symmetric in the raters and 1 only without any difference', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const kappa = kappaOf(values);
        expect(kappaOf(values.map(([a, b]) => [b, a]))).toBe(kappa);
        expect(kappaOf(values.map(([a, b]) => [5 - a, 5 - b]))).toBe(kappa);
        if (kappa === null) return;
        expect(kappa).toBeGreaterThanOrEqual(-1);
        expect(kappa).toBeLessThanOrEqual(1);
        expect(kappa === 1).toBe(values.every(([a, b]) => a === b));
      }),
      RUN,
    );
  });

  it('does not change with more labels that nobody used', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 5, max: 9 }), (values, labels) => {
        expect(weightedKappa(labels, countPairs(labels, values))).toBe(kappaOf(values));
      }),
      RUN,
    );
  });

  it('is exactly 0 when one side never changes', () => {
    fc.assert(
      fc.property(label, fc.array(label, { minLength: 1, maxLength: 30 }), (constant, others) => {
        const kappa = kappaOf(others.map((other) => [constant, other]));
        expect(kappa).toBe(others.every((other) => other === constant) ? null : 0);
      }),
      RUN,
    );
  });
});

describe("Krippendorff's alpha", () => {
  it('agrees with its definition for any number of raters and any gaps', () => {
    fc.assert(
      fc.property(ratedUnits, fc.constantFrom(...METRICS), (all, metric) => {
        expectClose(krippendorffAlpha(all, metric), alphaByDefinition(all, metric));
        expectClose(figures([all]).alpha[metric], alphaByDefinition(all, metric));
      }),
      RUN,
    );
  });

  it('is, with the interval metric, one minus variance within units over variance of all values', () => {
    fc.assert(
      fc.property(ratedUnits, (all) => {
        const rated = all.map(pairableValues).filter(({ length }) => length > 0);
        const values = rated.flat();
        const n = values.length;
        // Twice the sample variance is the mean squared difference over all pairs.
        const within =
          rated.reduce((sum, some) => sum + (some.length ** 2 / (some.length - 1)) * variance(some), 0) / n;
        const total = (n / (n - 1)) * variance(values);
        expectClose(krippendorffAlpha(all, 'interval'), new Set(values).size < 2 ? null : 1 - within / total);
      }),
      RUN,
    );
  });

  it('depends neither on the order of units nor on that of raters', () => {
    const shuffled = ratedUnits.chain((all) =>
      fc
        .tuple(
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.tuple(...all.map((each) => fc.shuffledSubarray([...each], { minLength: each.length }))),
        )
        .map(([byUnits, byRaters]) => ({ all, byUnits, byRaters })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...METRICS), ({ all, byUnits, byRaters }, metric) => {
        const alpha = krippendorffAlpha(all, metric);
        expect(krippendorffAlpha(byUnits, metric)).toBe(alpha);
        expect(krippendorffAlpha(byRaters, metric)).toBe(alpha);
      }),
      RUN,
    );
  });

  it('is at most 1, and 1 only where every unit agrees', () => {
    fc.assert(
      fc.property(ratedUnits, fc.constantFrom(...METRICS), (all, metric) => {
        const alpha = krippendorffAlpha(all, metric);
        if (alpha === null) return;
        expect(alpha).toBeLessThanOrEqual(1);
        expect(alpha === 1).toBe(all.map(pairableValues).every((values) => new Set(values).size < 2));
      }),
      RUN,
    );
  });

  it('comes near kappa for two raters with equal totals: alpha = 1 - (1 - kappa)(n - 1) / n', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const both = values.flatMap(([a, b]): [number, number][] => [
          [a, b],
          [b, a],
        ]);
        const kappa = kappaOf(both);
        const n = 2 * both.length;
        expectClose(
          krippendorffAlpha(both, 'interval'),
          kappa === null ? null : 1 - ((1 - kappa) * (n - 1)) / n,
        );
      }),
      RUN,
    );
  });
});

describe('agreement', () => {
  it('is not touched by units nobody or only one person rated', () => {
    const empty = fc.constantFrom<RatedUnit>([], [null], [null, null, null], [3], [null, 2]);
    fc.assert(
      fc.property(ratedUnits, empty, fc.nat(), (all, nothing, at) => {
        const more = all.toSpliced(at % (all.length + 1), 0, nothing);
        for (const metric of METRICS) {
          expect(krippendorffAlpha(more, metric)).toBe(krippendorffAlpha(all, metric));
        }
        const { coefficient: _, ...before } = figures([all]);
        expect(figures([more, [nothing]])).toMatchObject(before);
      }),
      RUN,
    );
  });

  it('only turns bias and histogram round when the raters change sides', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const one = figures([values]);
        const other = figures([values.map(([a, b]) => [b, a])]);
        expect(other.bias + one.bias).toBe(0);
        expect(other.histogram).toMatchObject({ a: one.histogram.b, b: one.histogram.a });
        const { bias: _bias, histogram: _histogram, ...rest } = one;
        expect(other).toMatchObject(rest);
      }),
      RUN,
    );
  });

  it('stays within its bounds, and exact is never above adjacent', () => {
    fc.assert(
      fc.property(ratedUnits, (all) => {
        const { exact, adjacent, bias, meanAbsoluteDifference, pairs: count, histogram } = figures([all]);
        expect(exact).toBeGreaterThanOrEqual(0);
        expect(adjacent).toBeGreaterThanOrEqual(exact);
        expect(adjacent).toBeLessThanOrEqual(1);
        expect(Math.abs(bias)).toBeLessThanOrEqual(meanAbsoluteDifference);
        expect(meanAbsoluteDifference).toBeLessThanOrEqual(3);
        for (const counts of [histogram.a, histogram.b, histogram.table.flat()]) {
          expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
        }
      }),
      RUN,
    );
  });

  it('does not ask in which interview a unit was, nor in which order they came', () => {
    fc.assert(
      fc.property(ratedUnits, (all) => {
        const { interviews: _, ...together } = figures([all]);
        expect(figures(all.toReversed().map((each) => [each]))).toMatchObject(together);
      }),
      RUN,
    );
  });

  it('gives only what the number of units allows', () => {
    fc.assert(
      fc.property(units, (all) => {
        const agreement = agreementOfUnits([all], { withIntervals: false });
        const count = all.filter((each) => pairableValues(each).length > 0).length;
        expect(agreement.shows).toBe(count === 0 ? 'nothing' : count < 10 ? 'counts' : 'all');
        expect(agreement.figures === null).toBe(count === 0);
      }),
      RUN,
    );
  });
});

describe('bootstrap intervals', () => {
  const groups = fc.array(fc.array(pair, { minLength: 1, maxLength: 4 }), { minLength: 12, maxLength: 30 });

  it('are the same each time, ordered and within the bounds of the coefficient', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const first = figures(all, true);
        expect(figures(all, true)).toEqual(first);
        if (first.kappaInterval === null || first.alphaInterval === null) return;
        expect(first.kappaInterval.low).toBeLessThanOrEqual(first.kappaInterval.high);
        expect(first.kappaInterval.low).toBeGreaterThanOrEqual(-1);
        expect(first.kappaInterval.high).toBeLessThanOrEqual(1);
        expect(first.alphaInterval.high).toBeLessThanOrEqual(1);
      }),
      SLOW_RUN,
    );
  });

  it('hold the coefficient where every interview has its mirror image', () => {
    // Each interview once as it is, once with sides changed, twice over: nothing pulls the resamples to one side.
    fc.assert(
      fc.property(groups, (all) => {
        const mirrored = all.flatMap((each) => [each, each.map(([a, b]): [number, number] => [b, a])]);
        const { kappa, kappaInterval } = figures([...mirrored, ...mirrored], true);
        fc.pre(kappa !== null && kappaInterval !== null);
        expect(kappaInterval.low).toBeLessThanOrEqual(kappa);
        expect(kappaInterval.high).toBeGreaterThanOrEqual(kappa);
      }),
      SLOW_RUN,
    );
  });

  it('shrink to the point when all interviews are alike', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 4 }), (one) => {
        const { kappa, kappaInterval, alphaInterval } = figures(
          Array.from({ length: 12 }, () => one),
          true,
        );
        expect(kappaInterval).toEqual(kappa === null ? null : { low: kappa, high: kappa });
        expect(alphaInterval === null).toBe(kappa === null);
      }),
      SLOW_RUN,
    );
  });
});
