import { bootstrapIntervals, type Interval, type TablePart } from './bootstrap.ts';
import {
  ALPHA_METRICS,
  alphaFromCoincidences,
  coincidencesOf,
  pairableValues,
  scaleOf,
  unitCoincidences,
  type AlphaMetric,
  type RatedUnit,
} from './krippendorff.ts';
import { RATINGS, RECOMMENDATIONS, type Recommendation } from './rubric-config.ts';
import type { Ratings } from './rubric-score.ts';
import { byDimension } from './rubric-score.ts';
import { seededRandom } from './seeded-random.ts';
import { DIMENSIONS, type Dimension } from './vocabulary.ts';

/**
 * How far people who rated the same interview agree. Scores of different interviews cannot get in here: ratings enter
 * as forms that name their interview, and only forms of one interview are ever paired. Original ratings only; an agreed
 * rating is another record and never counts. Sources: Cohen 1968, doi.org/10.1037/h0026256 (weighted kappa); Fleiss &
 * Cohen 1973, doi.org/10.1177/001316447303300309 (quadratic weights behave like an intraclass correlation); for alpha
 * see `krippendorff.ts`.
 */

/** One submitted, counted rubric. Leave out drafts and the forms of shadows. */
export interface RaterForm {
  readonly interviewId: string;
  readonly raterId: string;
  readonly ratings: Ratings;
  readonly recommendation: Recommendation | null;
}

/** Only this module can make one, so that what is compared is known to come from one interview. */
const OF_ONE_INTERVIEW = Symbol('ratings of one interview');
export interface InterviewRatings {
  readonly [OF_ONE_INTERVIEW]: true;
  readonly interviewId: string;
  /** In the order given; each rater once. */
  readonly forms: readonly RaterForm[];
}

/**
 * Gathers forms by interview. The order inside an interview is kept and decides who is `a` and who is `b`: give the lead
 * first, and bias is "lead minus second rater". A second form of the same rater in one interview is an error of the
 * caller and throws a RangeError.
 */
export function groupByInterview(forms: readonly RaterForm[]): InterviewRatings[] {
  const groups = new Map<string, RaterForm[]>();
  for (const form of forms) {
    const group = groups.get(form.interviewId) ?? [];
    if (group.some(({ raterId }) => raterId === form.raterId)) {
      throw new RangeError('a rater has one form in an interview');
    }
    groups.set(form.interviewId, [...group, form]);
  }
  return [...groups].map(([interviewId, group]) => ({
    [OF_ONE_INTERVIEW]: true,
    interviewId,
    forms: group,
  }));
}

/** Of each interview only what these two people gave, the first as `a`; interviews without both are left out. */
export function betweenTwo(
  interviews: readonly InterviewRatings[],
  { a, b }: { readonly a: string; readonly b: string },
): InterviewRatings[] {
  return interviews.flatMap((interview) => {
    const first = interview.forms.find(({ raterId }) => raterId === a);
    const second = interview.forms.find(({ raterId }) => raterId === b);
    return first && second && first !== second ? [{ ...interview, forms: [first, second] }] : [];
  });
}

/** Units from which figures are shown; below it only counts are. One interview has at most eight. */
export const MIN_UNITS = 10;
/** Interviews from which an interval is given: with fewer, resampling repeats the same two or three people's days. */
export const MIN_INTERVIEWS_FOR_INTERVAL = 5;
/** A label that holds at least this share of all ratings makes kappa low beside high agreement (Feinstein & Cicchetti 1990). */
const SKEWED = { numerator: 3, denominator: 4 } as const;
/** Any fixed number would do; one that never changes gives everybody the same interval. */
const BOOTSTRAP_SEED = 20_261_130;

export interface Histogram {
  /** `table[i][j]`: pairs in which `a` gave label i + 1 and `b` gave label j + 1. */
  readonly table: readonly (readonly number[])[];
  /** How often each label was given by `a`, and by `b`, over the pairs. */
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface AgreementFigures {
  /** Things two or more people rated: interview and dimension, or interviews for the recommendation. Small-sample rules count these. */
  readonly units: number;
  /** Pairs of ratings; the same as `units` while there are two raters. */
  readonly pairs: number;
  readonly interviews: number;
  readonly exactCount: number;
  readonly adjacentCount: number;
  /** Shares of pairs, 0 to 1: the same label, and at most one apart. */
  readonly exact: number;
  readonly adjacent: number;
  /** Mean of a - b, -(k - 1) to k - 1. */
  readonly bias: number;
  /** Mean of |a - b|, 0 to k - 1. */
  readonly meanAbsoluteDifference: number;
  /** Quadratic weighted kappa, -1 to 1; null when everybody gave one value (0/0). */
  readonly kappa: number | null;
  /** At most 1; null when everybody gave one value (0/0). */
  readonly alpha: Readonly<Record<AlphaMetric, number | null>>;
  /** Which coefficient to lead with: ordinal alpha with three or more raters or gaps, kappa otherwise. */
  readonly coefficient: 'kappa' | 'ordinal_alpha';
  /** 95 % percentile intervals over interviews; null with too few interviews, units or defined draws. */
  readonly kappaInterval: Interval | null;
  readonly alphaInterval: Interval | null;
  readonly histogram: Histogram;
}

/**
 * What a set of ratings allows to be said. `shows` is what may reach a screen: with `counts` only "3 of 7 exact, 7 of 7
 * within one; too few to interpret", although all figures are computed.
 */
export type Agreement =
  | { readonly case: 'no_shared_ratings'; readonly shows: 'nothing'; readonly figures: null }
  | { readonly case: 'too_few'; readonly shows: 'counts'; readonly figures: AgreementFigures }
  /** Everybody gave one and the same label: kappa and alpha have no value. */
  | { readonly case: 'no_variation'; readonly shows: 'all'; readonly figures: AgreementFigures }
  /** Each side gave one label, and they differ: kappa 0, alpha below 0. */
  | { readonly case: 'both_constant'; readonly shows: 'all'; readonly figures: AgreementFigures }
  /** One side gave one label throughout: kappa is exactly 0 however close the ratings; say so and show adjacent. */
  | { readonly case: 'one_rater_constant'; readonly shows: 'all'; readonly figures: AgreementFigures }
  /** Most ratings are one label: kappa may be low beside high agreement. */
  | { readonly case: 'skewed'; readonly shows: 'all'; readonly figures: AgreementFigures }
  | { readonly case: 'varied'; readonly shows: 'all'; readonly figures: AgreementFigures };
export type AgreementCase = Agreement['case'];

export interface AgreementReport {
  readonly byDimension: Readonly<Record<Dimension, Agreement>>;
  /** Over all dimensions together; to be marked as pooled wherever it is shown. */
  readonly pooled: Agreement;
  /** The recommendation coded 1 (strong no hire) to 4 (strong hire). */
  readonly recommendation: Agreement;
}

/** Agreement by dimension, pooled over dimensions and on the recommendation. */
export function agreementReport(interviews: readonly InterviewRatings[]): AgreementReport {
  return {
    byDimension: byDimension((dimension) => agreementOn(interviews, [dimension])),
    pooled: agreementOn(interviews, DIMENSIONS),
    recommendation: agreementOfUnits(
      interviews.map(({ forms }) => [forms.map((form) => recommendationCode(form.recommendation))]),
    ),
  };
}

/** Agreement over the units of some dimensions; for the review of one interview give that one alone. */
export function agreementOn(
  interviews: readonly InterviewRatings[],
  dimensions: readonly Dimension[],
): Agreement {
  return agreementOfUnits(
    interviews.map(({ forms }) =>
      dimensions.map((dimension) => forms.map(({ ratings }) => ratings[dimension])),
    ),
  );
}

/** 1 to 4 from worst to best; null stays null. */
export function recommendationCode(recommendation: Recommendation | null): 1 | 2 | 3 | 4 | null {
  if (recommendation === null) return null;
  return RATINGS[RECOMMENDATIONS.indexOf(recommendation)] ?? null;
}

/**
 * Agreement of units grouped by interview: `groups[interview][unit][rater]`. The reports above build on it; use it
 * directly only for units that are not dimensions. Labels are 1 to `labels` whether they occur or not, because
 * inferring them would shrink distances; another value throws a RangeError.
 */
export function agreementOfUnits(
  groups: readonly (readonly RatedUnit[])[],
  { labels = 4 }: { readonly labels?: number } = {},
): Agreement {
  const shared = groups
    .map((units) => units.filter((unit) => pairableValues(unit).length > 0))
    .filter((units) => units.length > 0);
  const units = shared.flat();
  if (units.length === 0) return { case: 'no_shared_ratings', shows: 'nothing', figures: null };
  const pairs = units.flatMap(pairsOf);
  const table = countPairs(pairs, labels);
  const histogram = histogramOf(table, labels);
  const count = pairs.length;
  const sumOver = (of: (difference: number) => number): number =>
    pairs.reduce((sum, [a, b]) => sum + of(a - b), 0);
  const exactCount = sumOver((difference) => (difference === 0 ? 1 : 0));
  const adjacentCount = sumOver((difference) => (Math.abs(difference) <= 1 ? 1 : 0));
  const coincidences = coincidencesOf(units, labelsUpTo(labels));
  const hasInterval = units.length >= MIN_UNITS && shared.length >= MIN_INTERVIEWS_FOR_INTERVAL;
  const [kappaInterval = null, alphaInterval = null] = hasInterval ? intervalsOf(shared, labels) : [];
  const hasGaps = groups.flat().some((unit) => unit.length > 2 || unit.includes(null));
  const figures: AgreementFigures = {
    units: units.length,
    pairs: count,
    interviews: shared.length,
    exactCount,
    adjacentCount,
    exact: exactCount / count,
    adjacent: adjacentCount / count,
    bias: sumOver((difference) => difference) / count,
    meanAbsoluteDifference: sumOver(Math.abs) / count,
    kappa: kappaOfTable(table, labels),
    alpha: {
      nominal: alphaFromCoincidences(coincidences, ALPHA_METRICS[0]),
      ordinal: alphaFromCoincidences(coincidences, ALPHA_METRICS[1]),
      interval: alphaFromCoincidences(coincidences, ALPHA_METRICS[2]),
    },
    coefficient: hasGaps ? 'ordinal_alpha' : 'kappa',
    kappaInterval,
    alphaInterval,
    histogram,
  };
  return toCase(figures);
}

function toCase(figures: AgreementFigures): Agreement {
  if (figures.units < MIN_UNITS) return { case: 'too_few', shows: 'counts', figures };
  const { a, b } = figures.histogram;
  const isConstant = (counts: readonly number[]): boolean => counts.filter((count) => count > 0).length === 1;
  if (figures.kappa === null) return { case: 'no_variation', shows: 'all', figures };
  if (isConstant(a) && isConstant(b)) return { case: 'both_constant', shows: 'all', figures };
  if (isConstant(a) || isConstant(b)) return { case: 'one_rater_constant', shows: 'all', figures };
  const most = Math.max(...a.map((count, index) => count + (b[index] ?? 0)));
  const isSkewed = most * SKEWED.denominator >= 2 * figures.pairs * SKEWED.numerator;
  return { case: isSkewed ? 'skewed' : 'varied', shows: 'all', figures };
}

/** Every two ratings of a unit, the earlier rater as `a`. */
function pairsOf(unit: RatedUnit): [number, number][] {
  const values = pairableValues(unit);
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [number, number] => [a, b]));
}

function labelsUpTo(labels: number): number[] {
  return Array.from({ length: labels }, (_, index) => index + 1);
}

function cellOfPair([a, b]: readonly [number, number], labels: number): number {
  const isLabel = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= labels;
  if (!isLabel(a) || !isLabel(b)) throw new RangeError(`a rating lies outside 1 to ${labels}`);
  return (a - 1) * labels + b - 1;
}

/** Counts of pairs: cell `(a - 1) * labels + b - 1`. */
export function countPairs(pairs: readonly (readonly [number, number])[], labels: number): number[] {
  const table = Array.from({ length: labels ** 2 }, () => 0);
  for (const pair of pairs) {
    const cell = cellOfPair(pair, labels);
    table[cell] = (table[cell] ?? 0) + 1;
  }
  return table;
}

function histogramOf(table: ArrayLike<number>, labels: number): Histogram {
  const places = labelsUpTo(labels).map((label) => label - 1);
  const at = (i: number, j: number): number => table[i * labels + j] ?? 0;
  return {
    table: places.map((i) => places.map((j) => at(i, j))),
    a: places.map((i) => places.reduce((sum, j) => sum + at(i, j), 0)),
    b: places.map((j) => places.reduce((sum, i) => sum + at(i, j), 0)),
  };
}

/**
 * The two sums of quadratic weighted kappa as integers: `observed = N * sum(d2 * O)` and `expected = sum(d2 * row * col)`,
 * with d2 = (i - j)^2; the common factor `1 / (k - 1)^2` of the weights cancels. `kappa = (expected - observed) / expected`.
 */
export function weightedDisagreement(
  table: ArrayLike<number>,
  labels: number,
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
  const expected = total * squares - 2 * sumA * sumB;
  return { observed: total * met, expected };
}

/** Quadratic weighted kappa of a table of pairs with fixed labels 1..k; null when both sides gave one same label. */
export function kappaOfTable(table: ArrayLike<number>, labels: number): number | null {
  const { observed, expected } = weightedDisagreement(table, labels);
  return expected === 0 ? null : (expected - observed) / expected;
}

/** Intervals of kappa and of ordinal alpha over interviews. */
function intervalsOf(groups: readonly (readonly RatedUnit[])[], labels: number): (Interval | null)[] {
  const all = labelsUpTo(labels);
  const place = new Map(all.map((label, index) => [label, index]));
  const scale = scaleOf(groups.flat().map(pairableValues));
  const parts = groups.map((units): TablePart[] => {
    const pairs = units.flatMap(pairsOf).map((pair) => cellOfPair(pair, labels));
    const meetings = units.flatMap((unit) => unitCoincidences(pairableValues(unit), { place, scale }));
    return [
      { cells: pairs, weights: pairs.map(() => 1) },
      { cells: meetings.map(({ cell }) => cell), weights: meetings.map(({ weight }) => weight) },
    ];
  });
  return bootstrapIntervals({
    parts,
    sizes: [labels ** 2, labels ** 2],
    statistics: [
      { table: 0, of: (cells) => kappaOfTable(cells, labels) },
      { table: 1, of: (cells) => alphaFromCoincidences({ labels: all, cells, scale }, 'ordinal') },
    ],
    random: seededRandom(BOOTSTRAP_SEED),
  });
}
