import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUBRIC, type Rating, RATINGS, RECOMMENDATIONS } from '#shared/domain/rubric-config.ts';
import {
  combineRaters,
  compareSelf,
  evidenceNeeded,
  formatHundredths,
  hintCeiling,
  hintUnitsOf,
  hundredths,
  isConsistent,
  scoreOf,
  scoreOfRatings,
  type Ratings,
} from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, HINT_RUNGS, LEVELS, type HintRung, type Level } from '#shared/domain/vocabulary.ts';

type Row = readonly (Rating | null)[];

function ratings(row: Row): Ratings {
  // Every row of this file has eight entries, one a dimension.
  return Object.fromEntries(DIMENSIONS.map((dimension, index) => [dimension, row[index] ?? null])) as Ratings;
}

const A = ratings([3, 3, 4, 3, 2, 3, null, 3]);
const B = ratings([3, 2, 3, 3, 2, 2, 2, 4]);
const score = (level: Level, of: Ratings) => scoreOfRatings(RUBRIC, { level, ratings: of });

describe('weighted mean (V1)', () => {
  it('scores rater A at senior as 275/90, complete, band hire', () => {
    expect(score('senior', A)).toEqual({
      exact: { numerator: 275, denominator: 90 },
      meanHundredths: 306,
      coveragePercent: 90,
      completeness: 'complete',
      band: 'hire',
    });
    expect(formatHundredths(306)).toBe('3.06');
  });

  it('scores rater B at senior as 2.65 with full coverage, band hire', () => {
    expect(score('senior', B)).toMatchObject({ meanHundredths: 265, coveragePercent: 100, band: 'hire' });
  });

  it('averages each dimension over the raters who rated it', () => {
    const means = combineRaters([A, B]);
    expect(DIMENSIONS.map((dimension) => means[dimension].sum / means[dimension].count)).toEqual([
      3, 2.5, 3.5, 3, 2, 2.5, 2, 3.5,
    ]);
    expect(scoreOf(RUBRIC, { level: 'senior', means })).toMatchObject({
      meanHundredths: 280,
      coveragePercent: 100,
    });
  });

  it('gives the same ratings their own mean at other levels', () => {
    expect(score('mid', A)).toMatchObject({
      exact: { numerator: 290, denominator: 95 },
      meanHundredths: 305,
    });
    expect(score('staff', A)).toMatchObject({
      exact: { numerator: 270, denominator: 90 },
      meanHundredths: 300,
    });
  });
});

describe('coverage', () => {
  it('is partial from 70 % and shows no mean below', () => {
    const partial = ratings([3, 3, 3, 3, 3, null, null, null]);
    expect(score('senior', partial)).toMatchObject({
      coveragePercent: 70,
      completeness: 'partial',
      meanHundredths: 300,
    });
    const little = ratings([3, 3, 3, 3, null, null, null, null]);
    expect(score('senior', little)).toMatchObject({
      coveragePercent: 60,
      completeness: 'too_little',
      meanHundredths: null,
      band: null,
    });
  });

  it('has no mean at all when nothing was assessed', () => {
    expect(score('mid', ratings([]))).toEqual({
      exact: null,
      meanHundredths: null,
      coveragePercent: 0,
      completeness: 'too_little',
      band: null,
    });
  });
});

describe('bands', () => {
  it('begin exactly on their floor', () => {
    const flat = (numerator: number, denominator: number) =>
      scoreOf(RUBRIC, {
        level: 'senior',
        means: Object.fromEntries(
          DIMENSIONS.map((dimension) => [dimension, { sum: numerator, count: denominator }]),
        ) as ReturnType<typeof combineRaters>,
      }).band;
    expect([
      flat(1, 1),
      flat(174, 100),
      flat(7, 4),
      flat(249, 100),
      flat(5, 2),
      flat(324, 100),
      flat(13, 4),
      flat(4, 1),
    ]).toEqual([
      'strong_no_hire',
      'strong_no_hire',
      'no_hire',
      'no_hire',
      'hire',
      'hire',
      'strong_hire',
      'strong_hire',
    ]);
  });

  it('are compared with the recommendation only when there is one', () => {
    expect(isConsistent({ recommendation: 'hire', band: 'hire' })).toBe(true);
    expect(isConsistent({ recommendation: 'strong_hire', band: 'hire' })).toBe(false);
    expect(isConsistent({ recommendation: 'no_hire', band: null })).toBe(true);
  });
});

describe('rounding', () => {
  it('is half up, in integers', () => {
    expect(hundredths({ numerator: 5, denominator: 1000 })).toBe(1);
    expect(hundredths({ numerator: 2675, denominator: 1000 })).toBe(268);
    expect(hundredths({ numerator: 4, denominator: 7 })).toBe(57);
  });

  it('reads with two decimals, minus sign included', () => {
    expect([formatHundredths(0), formatHundredths(57), formatHundredths(-7), formatHundredths(400)]).toEqual([
      '0.00',
      '0.57',
      '-0.07',
      '4.00',
    ]);
  });
});

describe('hint ceilings (V6)', () => {
  const ceiling = (level: Level, ...rungs: HintRung[]) =>
    hintCeiling(RUBRIC, { level, units: hintUnitsOf(RUBRIC, rungs) });

  it.each([
    ['mid', ['reveal'], 3],
    ['mid', ['nudge', 'reveal'], 2],
    ['senior', ['nudge'], 4],
    ['senior', ['nudge', 'pointer'], 3],
    ['senior', ['pointer', 'pointer'], 2],
    ['staff', ['nudge'], 3],
    ['staff', ['pointer', 'pointer'], 2],
  ] as const)('%s after %j is %i', (level, rungs, expected) => {
    expect(ceiling(level, ...rungs)).toBe(expected);
  });

  it('starts at 4 without help', () => {
    expect(LEVELS.map((level) => ceiling(level))).toEqual([4, 4, 4]);
  });
});

describe('self-assessment (V7)', () => {
  it('finds the mean gap, the blind spot and no hidden strength', () => {
    const self = ratings([4, 3, 4, 3, 3, 4, 2, 4]);
    const result = compareSelf({ self, means: combineRaters([A]) });
    expect(Object.values(result.gaps).filter((gap) => gap !== null)).toHaveLength(7);
    expect(result.meanGap).toBeCloseTo(4 / 7, 12);
    expect(result.blindSpots).toEqual(['evaluation']);
    expect(result.hiddenStrengths).toEqual([]);
    expect(result.gaps.operations).toBeNull();
  });

  it('has no gap where nothing was rated by both', () => {
    expect(compareSelf({ self: ratings([]), means: combineRaters([A]) })).toMatchObject({
      meanGap: null,
      blindSpots: [],
      hiddenStrengths: [],
    });
  });

  it('calls a low self-rating of a good part a hidden strength', () => {
    const self = ratings([2, null, null, null, null, null, null, null]);
    expect(compareSelf({ self, means: combineRaters([A]) }).hiddenStrengths).toEqual(['framing']);
  });
});

describe('evidence', () => {
  it('needs two notes for an extreme and one for the middle', () => {
    expect(RATINGS.map((rating) => evidenceNeeded(rating))).toEqual([2, 1, 1, 2]);
  });
});

describe('bounds', () => {
  const anyRatings = fc
    .array(fc.option(fc.constantFrom(...RATINGS), { nil: null }), { minLength: 8, maxLength: 8 })
    .map((row) => ratings(row));
  const anyLevel = fc.constantFrom(...LEVELS);
  const seed = 20_260_115;

  it('keeps every mean between the lowest and the highest rating, and shows it only from 70 % coverage', () => {
    fc.assert(
      fc.property(anyLevel, fc.array(anyRatings, { minLength: 1, maxLength: 5 }), (level, raters) => {
        const result = scoreOf(RUBRIC, { level, means: combineRaters(raters) });
        const given = raters.flatMap((rater) => DIMENSIONS.flatMap((dimension) => rater[dimension] ?? []));
        expect(result.exact === null).toBe(given.length === 0);
        expect(result.meanHundredths === null).toBe(result.coveragePercent < 70);
        expect(result.band === null).toBe(result.meanHundredths === null);
        if (result.exact === null) return;
        const { numerator, denominator } = result.exact;
        expect(Number.isSafeInteger(numerator)).toBe(true);
        expect(numerator).toBeGreaterThanOrEqual(Math.min(...given) * denominator);
        expect(numerator).toBeLessThanOrEqual(Math.max(...given) * denominator);
      }),
      { seed },
    );
  });

  it('never lowers a mean or its band when one rating rises', () => {
    fc.assert(
      fc.property(anyLevel, anyRatings, fc.constantFrom(...DIMENSIONS), (level, row, dimension) => {
        const rating = row[dimension];
        fc.pre(rating !== null && rating < 4);
        // The pre-condition leaves 1 to 3, so one more is a rating.
        const raised = { ...row, [dimension]: (rating + 1) as Rating };
        const [before, after] = [score(level, row), score(level, raised)];
        expect(after.meanHundredths ?? 0).toBeGreaterThanOrEqual(before.meanHundredths ?? 0);
        fc.pre(before.band !== null && after.band !== null);
        const place = (band: typeof after.band) => RECOMMENDATIONS.findIndex((known) => known === band);
        expect(place(after.band)).toBeGreaterThanOrEqual(place(before.band));
      }),
      { seed },
    );
  });

  it('never raises a ceiling with more help and never sinks below 2', () => {
    fc.assert(
      fc.property(anyLevel, fc.array(fc.constantFrom(...HINT_RUNGS), { maxLength: 12 }), (level, rungs) => {
        const ceilings = rungs.map((_, count) =>
          hintCeiling(RUBRIC, { level, units: hintUnitsOf(RUBRIC, rungs.slice(0, count + 1)) }),
        );
        expect(ceilings.every((ceiling) => ceiling >= 2 && ceiling <= 4)).toBe(true);
        expect(ceilings).toEqual([...ceilings].sort((a, b) => b - a));
      }),
      { seed },
    );
  });

  it('keeps gaps within three points', () => {
    fc.assert(
      fc.property(anyRatings, anyRatings, (self, rater) => {
        const { gaps, meanGap, blindSpots, hiddenStrengths } = compareSelf({
          self,
          means: combineRaters([rater]),
        });
        expect(Object.values(gaps).every((gap) => gap === null || Math.abs(gap) <= 3)).toBe(true);
        expect(Math.abs(meanGap ?? 0)).toBeLessThanOrEqual(3);
        expect(blindSpots.filter((dimension) => hiddenStrengths.includes(dimension))).toEqual([]);
      }),
      { seed },
    );
  });
});
