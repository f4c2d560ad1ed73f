import { percentileInterval, resampleSteps, runToEnd, type Interval } from './bootstrap.ts';
import {
  alphaFromCoincidences,
  coincidencesOfPairs,
  type AlphaMetric,
  type PairsOfSize,
  type RatedUnit,
} from './krippendorff.ts';
import { RATINGS, RECOMMENDATIONS, type Recommendation } from './rubric-config.ts';
import { byDimension, type Ratings } from './rubric-score.ts';
import { seededRandom } from './seeded-random.ts';
import { DIMENSIONS, type Dimension } from './vocabulary.ts';
import {
  histogramOf,
  pairCell,
  pairSums,
  weightedKappa,
  type Histogram,
  type PairTable,
} from './weighted-kappa.ts';

/**
 * How far people who rated the same interview agree. Scores of different interviews cannot get in here: ratings enter
 * as forms that name their interview, and only forms of one interview are ever paired. Original ratings only; an agreed
 * rating is another record and never counts. Formulas and sources are in `weighted-kappa.ts`, `krippendorff.ts` and
 * `bootstrap.ts`.
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
    const group = groups.get(form.interviewId);
    if (group === undefined) {
      groups.set(form.interviewId, [form]);
      continue;
    }
    for (const { raterId } of group) {
      if (raterId === form.raterId) throw new RangeError('a rater has one form in an interview');
    }
    group.push(form);
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

/**
 * Agreement by dimension, pooled over dimensions and on the recommendation. Intervals cost 2,000 resamples of all
 * interviews (about a tenth of a second for a hundred, more than half a second for five thousand): ask for none where a
 * page has to answer at once.
 */
export function agreementReport(
  interviews: readonly InterviewRatings[],
  options: AgreementOptions = {},
): AgreementReport {
  return runToEnd(agreementReportSteps(interviews, options));
}

/** The same in small steps: with intervals for thousands of interviews, others on the same thread would wait long. */
export function* agreementReportSteps(
  interviews: readonly InterviewRatings[],
  options: AgreementOptions = {},
): Generator<void, AgreementReport> {
  const compared = shared(interviews);
  const units = new Units({ interviews: compared.length, scopes: DIMENSIONS.length + 1 });
  for (const [interview, { forms }] of compared.entries()) {
    for (const [scope, dimension] of DIMENSIONS.entries()) {
      for (const { ratings } of forms) units.rate(ratings[dimension]);
      units.end({ interview, scope });
    }
    for (const { recommendation } of forms) units.rate(recommendationCode(recommendation));
    units.end({ interview, scope: DIMENSIONS.length });
  }
  const places = DIMENSIONS.map((_, index) => index);
  const views = [...places.map((index) => [index]), places, [DIMENSIONS.length]];
  const results = yield* agreementOfViews({ units, views, labels: RATINGS.length, ...options });
  const at = (index: number): Agreement => results[index] ?? NOTHING_SHARED;
  return {
    byDimension: byDimension((dimension) => at(DIMENSIONS.indexOf(dimension))),
    pooled: at(DIMENSIONS.length),
    recommendation: at(DIMENSIONS.length + 1),
  };
}

export interface AgreementOptions {
  /** Compute bootstrap intervals; on unless switched off. */
  readonly withIntervals?: boolean;
}

/**
 * Agreement over some dimensions together. For the review of one interview give that one alone; for the same interviews
 * the figures and intervals are those of the report.
 */
export function agreementOn(
  interviews: readonly InterviewRatings[],
  dimensions: readonly Dimension[],
  options: AgreementOptions = {},
): Agreement {
  return agreementOfUnits(
    shared(interviews).map(({ forms }) =>
      dimensions.map((dimension) => forms.map(({ ratings }) => ratings[dimension])),
    ),
    options,
  );
}

/** 1 to 4 from worst to best; null stays null. */
export function recommendationCode(recommendation: Recommendation | null): 1 | 2 | 3 | 4 | null {
  if (recommendation === null) return null;
  return RATINGS[RECOMMENDATIONS.indexOf(recommendation)] ?? null;
}

/** Interviews with one form take no part, and must not thin out the draws of the bootstrap either. */
function shared(interviews: readonly InterviewRatings[]): InterviewRatings[] {
  return interviews.filter(({ forms }) => forms.length > 1);
}

/**
 * Agreement of units grouped by interview: `groups[interview][unit][rater]`. The reports above build on it; use it
 * directly only for units that are not dimensions. Labels are 1 to `labels` whether they occur or not, because
 * inferring them would shrink distances; another value throws a RangeError.
 */
export function agreementOfUnits(
  groups: readonly (readonly RatedUnit[])[],
  { labels = RATINGS.length, ...options }: AgreementOptions & { readonly labels?: number } = {},
): Agreement {
  const units = new Units({ interviews: groups.length, scopes: 1 });
  for (const [interview, rated] of groups.entries()) {
    for (const ratings of rated) {
      for (const rating of ratings) units.rate(rating);
      units.end({ interview, scope: 0 });
    }
  }
  const [agreement = NOTHING_SHARED] = runToEnd(
    agreementOfViews({ units, views: [[0]], labels, ...options }),
  );
  return agreement;
}

const NOTHING_SHARED: Agreement = { case: 'no_shared_ratings', shows: 'nothing', figures: null };

interface SizedTable extends PairsOfSize {
  readonly pairs: Float64Array;
}

/** Where the pair tables of a scope stand in one long row of counts: a table for each number of raters. */
interface Layout {
  readonly labels: number;
  /** Numbers of raters that units have, over all scopes. */
  readonly sizes: readonly number[];
}

/**
 * What was rated, each unit in one scope and of one interview, with what every rater gave. In flat lists: a group's first
 * look counts tens of thousands of ratings, and lists of lists leave much to collect.
 */
class Units {
  readonly interviews: number;
  readonly scopes: number;
  /** Of each unit. */
  readonly interviewOf: number[] = [];
  readonly scopeOf: number[] = [];
  /** Ratings of all units one after another, and where those of each begin and end. */
  readonly ratings: (number | null)[] = [];
  readonly ends: number[] = [];

  constructor({ interviews, scopes }: { readonly interviews: number; readonly scopes: number }) {
    this.interviews = interviews;
    this.scopes = scopes;
  }

  /** What the next rater of the unit gave; null is a gap. */
  rate(rating: number | null): void {
    this.ratings.push(rating);
  }

  /** All its raters have been named. */
  end({ interview, scope }: { readonly interview: number; readonly scope: number }): void {
    this.interviewOf.push(interview);
    this.scopeOf.push(scope);
    this.ends.push(this.ratings.length);
  }
}

/** Agreement of several views at once, each the sum of some scopes, because they share the draws of the bootstrap. */
function* agreementOfViews(input: {
  readonly units: Units;
  readonly views: readonly (readonly number[])[];
  readonly labels: number;
  readonly withIntervals?: boolean;
}): Generator<void, Agreement[]> {
  const { units, views, labels, withIntervals = true } = input;
  const tally = tallyOf(units, labels);
  const { layout, table } = tally;
  const perScope = layout.sizes.length * labels ** 2;
  const ofView = (counts: Float64Array, view: readonly number[]): SizedTable[] =>
    tablesOf(sumOf(view.map((index) => counts.subarray(index * perScope, (index + 1) * perScope))), layout);

  const plain = views.map((view) => figuresOf(view, { tally, tables: ofView(table, view) }));
  const allLabels = labelsUpTo(labels);
  const drawn = views.flatMap((view, index) => {
    const figures = plain[index] ?? null;
    const isOpen = withIntervals && figures !== null && hasInterval(figures);
    return isOpen ? [{ index, view, kappas: [] as (number | null)[], alphas: [] as (number | null)[] }] : [];
  });
  if (drawn.length > 0) {
    yield* resampleSteps({
      units: cellsOf(units, layout),
      cells: table.length,
      random: seededRandom(BOOTSTRAP_SEED),
      visit: (counts) => {
        for (const { view, kappas, alphas } of drawn) {
          const tables = ofView(counts, view);
          kappas.push(weightedKappa(labels, allPairs(tables)));
          alphas.push(alphaFromCoincidences(coincidencesOfPairs(allLabels, tables), 'ordinal'));
        }
      },
    });
  }
  return plain.map((figures, index) => {
    if (figures === null) return NOTHING_SHARED;
    const draws = drawn.find((each) => each.index === index);
    return toCase({
      ...figures,
      kappaInterval: percentileInterval(draws?.kappas ?? []),
      alphaInterval: percentileInterval(draws?.alphas ?? []),
    });
  });
}

/** Tables added up cell by cell; one alone is handed on as it is. */
function sumOf(tables: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = tables;
  if (others.length === 0) return first;
  const sum = first.slice();
  for (const table of others) {
    for (let cell = 0; cell < sum.length; cell += 1) sum[cell] = (sum[cell] ?? 0) + (table[cell] ?? 0);
  }
  return sum;
}

/** What one pass over all ratings leaves; everything after it works on counts. */
interface Tally {
  readonly layout: Layout;
  readonly table: Float64Array;
  /** Of each scope its units with two or more ratings, and whether one has a gap or more than two raters. */
  readonly units: readonly number[];
  readonly hasGaps: readonly boolean[];
  /** Of each interview the scopes in which it has a pair, a bit each. */
  readonly paired: Int32Array;
}

function tallyOf(units: Units, labels: number): Tally {
  const layout = layoutOf(units, labels);
  const table = new Float64Array(units.scopes * layout.sizes.length * labels ** 2);
  const counts = Array.from({ length: units.scopes }, () => 0);
  const hasGaps = Array.from({ length: units.scopes }, () => false);
  const paired = new Int32Array(units.interviews);
  for (let unit = 0; unit < units.ends.length; unit += 1) {
    const scope = units.scopeOf[unit] ?? 0;
    const interview = units.interviewOf[unit] ?? 0;
    const size = countRatings(units, unit);
    const raters = (units.ends[unit] ?? 0) - startOf(units, unit);
    if (raters > 2 || size < raters) hasGaps[scope] = true;
    if (size < 2) continue;
    counts[scope] = (counts[scope] ?? 0) + 1;
    paired[interview] = (paired[interview] ?? 0) | (1 << scope);
  }
  eachPair(units, layout, (cell) => {
    table[cell] = (table[cell] ?? 0) + 1;
  });
  return { layout, table, units: counts, hasGaps, paired };
}

/** Of each interview the cells to which its pairs add one each, over all scopes. */
function cellsOf(units: Units, layout: Layout): number[][] {
  const cells = Array.from({ length: units.interviews }, (): number[] => []);
  eachPair(units, layout, (cell, interview) => cells[interview]?.push(cell));
  return cells;
}

/** Every two ratings of each unit once, the earlier rater first, by the cell they count in. */
function eachPair(
  units: Units,
  { labels, sizes }: Layout,
  visit: (cell: number, interview: number) => void,
): void {
  const { ratings, ends } = units;
  const perScope = sizes.length * labels ** 2;
  for (let unit = 0; unit < ends.length; unit += 1) {
    const size = countRatings(units, unit);
    if (size < 2) continue;
    const offset = (units.scopeOf[unit] ?? 0) * perScope + sizes.indexOf(size) * labels ** 2;
    const interview = units.interviewOf[unit] ?? 0;
    const end = ends[unit] ?? 0;
    for (let first = startOf(units, unit); first < end; first += 1) {
      const a = ratings[first] ?? null;
      if (a === null) continue;
      for (let second = first + 1; second < end; second += 1) {
        const b = ratings[second] ?? null;
        if (b !== null) visit(offset + pairCell(labels, [a, b]), interview);
      }
    }
  }
}

/** A table for each number of raters that units with a pair have, ascending. */
function layoutOf(units: Units, labels: number): Layout {
  const sizes = new Set<number>();
  for (let unit = 0; unit < units.ends.length; unit += 1) sizes.add(countRatings(units, unit));
  return { labels, sizes: [...sizes].filter((size) => size > 1).sort((a, b) => a - b) };
}

function countRatings(units: Units, unit: number): number {
  const end = units.ends[unit] ?? 0;
  let count = 0;
  for (let at = startOf(units, unit); at < end; at += 1) if (units.ratings[at] !== null) count += 1;
  return count;
}

function startOf({ ends }: Units, unit: number): number {
  return unit === 0 ? 0 : (ends[unit - 1] ?? 0);
}

function tablesOf(counts: Float64Array, { labels, sizes }: Layout): SizedTable[] {
  return sizes.map((raters, index) => ({
    raters,
    pairs: counts.subarray(index * labels ** 2, (index + 1) * labels ** 2),
  }));
}

/** Pairs of all units in one table. */
function allPairs(tables: readonly SizedTable[]): PairTable {
  return sumOf(tables.map(({ pairs }) => pairs));
}

function labelsUpTo(labels: number): number[] {
  return Array.from({ length: labels }, (_, index) => index + 1);
}

type PlainFigures = Omit<AgreementFigures, 'kappaInterval' | 'alphaInterval'>;

function figuresOf(
  view: readonly number[],
  { tally, tables }: { readonly tally: Tally; readonly tables: readonly SizedTable[] },
): PlainFigures | null {
  const { labels } = tally.layout;
  const units = view.reduce((sum, index) => sum + (tally.units[index] ?? 0), 0);
  if (units === 0) return null;
  const bits = view.reduce((all, index) => all | (1 << index), 0);
  const table = allPairs(tables);
  const sums = pairSums(labels, table);
  const coincidences = coincidencesOfPairs(labelsUpTo(labels), tables);
  return {
    units,
    pairs: sums.pairs,
    interviews: tally.paired.reduce((count, paired) => count + ((paired & bits) === 0 ? 0 : 1), 0),
    exactCount: sums.exact,
    adjacentCount: sums.adjacent,
    exact: sums.exact / sums.pairs,
    adjacent: sums.adjacent / sums.pairs,
    bias: sums.difference / sums.pairs,
    meanAbsoluteDifference: sums.distance / sums.pairs,
    kappa: weightedKappa(labels, table),
    alpha: {
      nominal: alphaFromCoincidences(coincidences, 'nominal'),
      ordinal: alphaFromCoincidences(coincidences, 'ordinal'),
      interval: alphaFromCoincidences(coincidences, 'interval'),
    },
    coefficient: view.some((index) => tally.hasGaps[index]) ? 'ordinal_alpha' : 'kappa',
    histogram: histogramOf(labels, table),
  };
}

function hasInterval({ units, interviews }: PlainFigures): boolean {
  return units >= MIN_UNITS && interviews >= MIN_INTERVIEWS_FOR_INTERVAL;
}

function toCase(figures: AgreementFigures): Agreement {
  if (figures.units < MIN_UNITS) return { case: 'too_few', shows: 'counts', figures };
  if (figures.kappa === null) return { case: 'no_variation', shows: 'all', figures };
  const { a, b } = figures.histogram;
  const isConstant = (counts: readonly number[]): boolean => counts.filter((count) => count > 0).length === 1;
  if (isConstant(a) && isConstant(b)) return { case: 'both_constant', shows: 'all', figures };
  if (isConstant(a) || isConstant(b)) return { case: 'one_rater_constant', shows: 'all', figures };
  const most = Math.max(...a.map((count, index) => count + (b[index] ?? 0)));
  const isSkewed = most * SKEWED.denominator >= 2 * figures.pairs * SKEWED.numerator;
  return { case: isSkewed ? 'skewed' : 'varied', shows: 'all', figures };
}
