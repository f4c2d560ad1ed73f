import { describe, expect, it } from 'vitest';
import {
  agreementOfUnits,
  agreementOn,
  agreementReport,
  betweenTwo,
  groupByInterview,
  recommendationCode,
  type Agreement,
  type AgreementFigures,
  type RaterForm,
} from '#shared/domain/agreement.ts';
import { RECOMMENDATIONS, type Rating, type Recommendation } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { countPairs, weightedKappa } from '#shared/domain/weighted-kappa.ts';
import { V1, V2, ratingsOfRow } from './ratings-of.ts';

function form(
  interviewId: string,
  raterId: string,
  row: readonly (Rating | null)[],
  recommendation: Recommendation | null = null,
): RaterForm {
  return { interviewId, raterId, ratings: ratingsOfRow(row), recommendation };
}

/** Each pair an interview of its own. */
const alone = (pairs: readonly (readonly [number, number])[]) => pairs.map((pair) => [pair]);
const repeat = <Value>(value: Value, times: number): Value[] => Array.from({ length: times }, () => value);

function figuresOf(agreement: Agreement): AgreementFigures {
  if (agreement.figures === null) throw new Error('there are no figures');
  return agreement.figures;
}

describe('two raters of one interview (V1)', () => {
  const [interview] = groupByInterview([
    { interviewId: 'one', raterId: 'a', ratings: V1.a, recommendation: 'hire' },
    { interviewId: 'one', raterId: 'b', ratings: V1.b, recommendation: 'no_hire' },
  ]);
  const agreement = agreementOn(interview ? [interview] : [], DIMENSIONS);
  const figures = figuresOf(agreement);

  it('counts 3 of 7 exact and 7 of 7 within one, and shows no more than that', () => {
    expect(agreement).toMatchObject({ case: 'too_few', shows: 'counts' });
    expect(figures).toMatchObject({ units: 7, pairs: 7, interviews: 1, exactCount: 3, adjacentCount: 7 });
  });

  it('computes every figure exactly', () => {
    expect(figures.exact).toBe(3 / 7);
    expect(figures.adjacent).toBe(1);
    expect(figures.bias).toBe(2 / 7);
    expect(figures.meanAbsoluteDifference).toBe(4 / 7);
    expect(figures.kappa).toBe(1 / 3);
    expect(figures.alpha.ordinal).toBe(467 / 1260);
    expect(figures.alpha.interval).toBe(0.35);
  });

  it('leads with ordinal alpha, because one rater left a gap', () => {
    expect(figures.coefficient).toBe('ordinal_alpha');
  });
});

describe('twenty pooled pairs (V2)', () => {
  const agreement = agreementOfUnits(alone(V2));
  const figures = figuresOf(agreement);

  it('computes every figure exactly', () => {
    expect(agreement).toMatchObject({ case: 'varied', shows: 'all' });
    expect(figures).toMatchObject({ exactCount: 13, adjacentCount: 19, bias: 0, coefficient: 'kappa' });
    expect(figures.exact).toBe(13 / 20);
    expect(figures.adjacent).toBe(19 / 20);
    expect(figures.meanAbsoluteDifference).toBe(0.4);
    expect(figures.kappa).toBe(251 / 351);
    expect(figures.alpha).toEqual({ ordinal: 58063 / 77680, interval: 13 / 18, nominal: 298 / 571 });
  });

  it('draws the histogram with a in rows and b in columns', () => {
    expect(figures.histogram).toEqual({
      table: [
        [1, 2, 0, 0],
        [0, 4, 1, 0],
        [1, 1, 5, 1],
        [0, 0, 1, 3],
      ],
      a: [3, 5, 8, 4],
      b: [2, 7, 7, 4],
    });
  });

  it('puts an interval around each coefficient, the same every time', () => {
    expect(figures.kappaInterval).toEqual(figuresOf(agreementOfUnits(alone(V2))).kappaInterval);
    for (const [value, interval] of [
      [figures.kappa, figures.kappaInterval],
      [figures.alpha.ordinal, figures.alphaInterval],
    ] as const) {
      expect(interval?.low).toBeLessThan(value ?? 0);
      expect(interval?.high).toBeGreaterThan(value ?? 0);
    }
  });

  it('leaves intervals out where they are not wanted', () => {
    const plain = figuresOf(agreementOfUnits(alone(V2), { withIntervals: false }));
    expect(plain).toEqual({ ...figures, kappaInterval: null, alphaInterval: null });
  });
});

describe('labels are fixed (V3)', () => {
  const kappa = (pairs: readonly (readonly [number, number])[]) => weightedKappa(4, countPairs(4, pairs));

  it('keeps the distance of an unused middle value', () => {
    const pairs = [
      [1, 1],
      [2, 4],
      [4, 4],
      [4, 2],
      [2, 2],
      [1, 2],
    ] as const;
    expect(kappa(pairs)).toBe(8 / 17);
    expect(agreementOfUnits(alone(pairs)).figures?.kappa).toBe(8 / 17);
    const inferred = pairs.map(([a, b]) => [a === 4 ? 3 : a, b === 4 ? 3 : b] as const);
    expect(weightedKappa(3, countPairs(3, inferred))).toBe(4 / 7);
  });

  it('is 1 for the same and -1 for the reversed order', () => {
    expect(kappa([1, 2, 3, 4].map((label) => [label, label] as const))).toBe(1);
    expect(kappa([1, 2, 3, 4].map((label) => [label, 5 - label] as const))).toBe(-1);
  });

  it('refuses a value that is no label', () => {
    expect(() => agreementOfUnits(alone([[1, 5]]))).toThrow(RangeError);
    expect(() => agreementOfUnits(alone([[0, 1]]))).toThrow(RangeError);
    expect(() => agreementOfUnits(alone([[2.5, 2]]))).toThrow(RangeError);
    expect(agreementOfUnits(alone([[1, 5]]), { labels: 5 }).case).toBe('too_few');
  });
});

describe('every row of the table of cases', () => {
  it('has nothing to show without shared ratings', () => {
    const nothing = { case: 'no_shared_ratings', shows: 'nothing', figures: null };
    expect(agreementOfUnits([])).toEqual(nothing);
    expect(agreementOfUnits([[[3, null]], [[null, 2]], [[4]]])).toEqual(nothing);
    const report = agreementReport(groupByInterview([form('one', 'a', [3, 3]), form('two', 'b', [3, 3])]));
    expect(report.pooled).toEqual(nothing);
    expect(report.byDimension.framing).toEqual(nothing);
    expect(report.recommendation).toEqual(nothing);
  });

  it('shows counts alone below ten units and everything from ten on', () => {
    const nine = agreementOfUnits(alone(V2.slice(0, 9)));
    expect(nine).toMatchObject({ case: 'too_few', shows: 'counts', figures: { units: 9 } });
    expect(figuresOf(nine).kappa).not.toBeNull();
    expect(agreementOfUnits(alone(V2.slice(0, 10)))).toMatchObject({ case: 'varied', shows: 'all' });
  });

  it('counts units, not pairs: three raters of one interview are still too few', () => {
    const units = repeat([3, 2, 4], 8);
    expect(agreementOfUnits([units])).toMatchObject({ case: 'too_few', figures: { units: 8, pairs: 24 } });
  });

  it('has no coefficient when everybody gave one value', () => {
    const agreement = agreementOfUnits(alone(repeat([3, 3] as const, 12)));
    expect(agreement).toMatchObject({ case: 'no_variation', figures: { exact: 1, adjacent: 1 } });
    expect(agreement.figures).toMatchObject({
      kappa: null,
      alpha: { nominal: null, ordinal: null, interval: null },
      kappaInterval: null,
      alphaInterval: null,
    });
  });

  it('gives kappa 0 when one rater is constant, whatever the closeness', () => {
    const pairs = [...repeat([3, 3] as const, 11), [3, 4] as const];
    const agreement = agreementOfUnits(alone(pairs));
    expect(agreement).toMatchObject({ case: 'one_rater_constant', shows: 'all' });
    expect(agreement.figures).toMatchObject({ kappa: 0, adjacent: 1 });
    expect(agreementOfUnits(alone(pairs.map(([a, b]) => [b, a]))).case).toBe('one_rater_constant');
  });

  it('gives kappa 0 and a negative alpha when both are constant and differ', () => {
    const five = figuresOf(agreementOfUnits(alone(repeat([3, 2] as const, 5))));
    expect(five.kappa).toBe(0);
    expect(five.alpha).toEqual({ nominal: -0.8, ordinal: -0.8, interval: -0.8 });
    expect(agreementOfUnits(alone(repeat([3, 2] as const, 10)))).toMatchObject({
      case: 'both_constant',
      figures: { kappa: 0, exact: 0, adjacent: 1 },
    });
  });

  it('says that ratings are skewed when one label holds three quarters of them', () => {
    const paradox = agreementOfUnits(alone([...repeat([3, 3] as const, 18), [3, 2], [2, 3]]));
    expect(paradox).toMatchObject({ case: 'skewed', figures: { exact: 0.9 } });
    expect(figuresOf(paradox).kappa).toBeLessThan(0);
    const mixed = (threes: number) =>
      alone([
        ...repeat([3, 3] as const, threes),
        ...repeat([2, 2] as const, 2),
        ...repeat([1, 1] as const, 20 - 2 - threes),
      ]);
    // 30 of 40 ratings are exactly three quarters, 28 are not.
    expect(agreementOfUnits(mixed(15)).case).toBe('skewed');
    expect(agreementOfUnits(mixed(14)).case).toBe('varied');
  });
});

describe('intervals', () => {
  it('need ten units from five interviews', () => {
    const units = (count: number) => repeat(0, count).map((_, index) => [...(V2[index % 20] ?? [1, 1])]);
    const inInterviews = (interviews: number, each: number) =>
      repeat(0, interviews).map((_, index) => units(20).slice(index * each, (index + 1) * each));
    expect(agreementOfUnits(inInterviews(4, 5)).figures?.kappaInterval).toBeNull();
    expect(agreementOfUnits(inInterviews(5, 4)).figures?.kappaInterval).not.toBeNull();
  });

  it('widen when pairs of one interview hang together', () => {
    const units = [...V2].sort(([a], [b]) => a - b).map((pair) => [...pair]);
    const clustered = [0, 4, 8, 12, 16].map((from) => units.slice(from, from + 4));
    const width = (agreement: Agreement) => {
      const interval = agreement.figures?.kappaInterval;
      return interval ? interval.high - interval.low : Number.NaN;
    };
    const agreeing = clustered.map((group, index) =>
      group.map(([a = 1]) => (index === 0 ? [a, Math.min(4, a + 3)] : [a, a])),
    );
    expect(width(agreementOfUnits(agreeing))).toBeGreaterThan(
      width(agreementOfUnits(agreeing.flat().map((unit) => [unit]))),
    );
  });
});

describe('forms of interviews', () => {
  const forms = [
    form('one', 'lead', [3, 4], 'hire'),
    form('two', 'other', [1, 1], 'no_hire'),
    form('one', 'second', [2, 4], 'no_hire'),
    form('two', 'lead', [2, null], 'hire'),
    form('three', 'lead', [4, 4], 'strong_hire'),
  ];

  it('are paired inside one interview only, in the order given', () => {
    const report = agreementReport(groupByInterview(forms));
    expect(report.byDimension.framing.figures).toMatchObject({ pairs: 2, interviews: 2, bias: 0 });
    expect(report.byDimension.data.figures).toMatchObject({ pairs: 1, exactCount: 1 });
    expect(report.byDimension.modelling).toMatchObject({ case: 'no_shared_ratings' });
    expect(report.pooled.figures).toMatchObject({ units: 3, pairs: 3, interviews: 2 });
    expect(report.recommendation.figures).toMatchObject({ units: 2, pairs: 2, exactCount: 0, bias: 0 });
  });

  it('may be narrowed to two people, the first of whom is a', () => {
    const pair = betweenTwo(groupByInterview(forms), { a: 'lead', b: 'other' });
    expect(agreementOn(pair, ['framing']).figures).toMatchObject({ pairs: 1, bias: 1 });
    expect(betweenTwo(groupByInterview(forms), { a: 'lead', b: 'lead' })).toEqual([]);
  });

  it('come once from each rater', () => {
    expect(() => groupByInterview([form('one', 'a', [3]), form('one', 'a', [4])])).toThrow(RangeError);
  });

  it('cannot be made up from different interviews', () => {
    // @ts-expect-error A literal lacks the mark that only the grouping sets.
    const forged = () => agreementReport([{ interviewId: 'one', forms }]);
    expect(forged).toBeTypeOf('function');
  });

  it('give a dimension the same figures alone and in the report', () => {
    const many = groupByInterview(
      repeat(0, 12).flatMap((_, index) => [
        form(`i${index}`, 'a', [V2[index]?.[0] ?? 1, 2, null], 'hire'),
        form(`i${index}`, 'b', [V2[index]?.[1] ?? 1, index % 2 === 0 ? 2 : 3], 'hire'),
        ...(index % 3 === 0 ? [form(`i${index}`, 'c', [3])] : []),
      ]),
    );
    const report = agreementReport([...many, ...groupByInterview([form('alone', 'a', [4])])]);
    expect(report.byDimension.framing).toEqual(agreementOn(many, ['framing']));
    expect(report.byDimension.framing.figures?.kappaInterval).not.toBeNull();
    expect(report.pooled).toEqual(agreementOn(many, DIMENSIONS));
    expect(report.recommendation.case).toBe('no_variation');
  });

  it('codes recommendations from worst to best', () => {
    expect(RECOMMENDATIONS.map((each) => recommendationCode(each))).toEqual([1, 2, 3, 4]);
    expect(recommendationCode(null)).toBeNull();
  });
});
