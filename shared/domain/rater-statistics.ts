import type { InterviewRatings } from './agreement.ts';
import { addFractions, fraction, toNumber } from './fraction.ts';
import { FEEDBACK_QUESTIONS, type FeedbackQuestion, type RubricConfig } from './rubric-config.ts';
import type { FeedbackContent } from './rubric-forms.ts';
import { byDimension, hundredths, type Ratings } from './rubric-score.ts';
import { DIMENSIONS, type Dimension, type Level } from './vocabulary.ts';

/**
 * How one person rates, for that person and the lead of the group alone, and what candidates said about the
 * interviewing. Scores are never adjusted by any of it.
 */

/** Shared ratings from which severity is shown. */
export const MIN_SHARED_RATINGS = 20;
/** Ratings one form needs before "all the same" means anything. */
export const HALO_MIN_RATINGS = 6;
/** Interviews from which averages about an interviewer are shown. */
export const MIN_FEEDBACK_INTERVIEWS = 5;

export type Severity =
  | { readonly case: 'too_few'; readonly shared: number; readonly needed: number }
  /** Mean of own rating minus the mean of the co-raters, -3 to 3; below 0 is stricter than they. */
  | {
      readonly case: 'shown';
      readonly shared: number;
      readonly mean: number;
      readonly byDimension: readonly {
        readonly dimension: Dimension;
        readonly shared: number;
        readonly mean: number;
      }[];
    };

/**
 * Severity of one rater: over every dimension of an interview that this person and at least one other rated, the mean
 * of (own - mean of the others). By dimension only where that alone reaches the minimum.
 */
export function raterSeverity(interviews: readonly InterviewRatings[], raterId: string): Severity {
  const sums = byDimension(() => new DifferenceSum());
  const total = new DifferenceSum();
  for (const { forms } of interviews) {
    const own = forms.find((form) => form.raterId === raterId);
    if (!own) continue;
    for (const dimension of DIMENSIONS) {
      const rating = own.ratings[dimension];
      if (rating === null) continue;
      let others = 0;
      let sum = 0;
      for (let index = 0; index < forms.length; index += 1) {
        const form = forms[index];
        const other = form === own ? null : (form?.ratings[dimension] ?? null);
        if (other === null) continue;
        others += 1;
        sum += other;
      }
      if (others === 0) continue;
      sums[dimension].add(rating * others - sum, others);
      total.add(rating * others - sum, others);
    }
  }
  if (total.count < MIN_SHARED_RATINGS) {
    return { case: 'too_few', shared: total.count, needed: MIN_SHARED_RATINGS };
  }
  return {
    case: 'shown',
    shared: total.count,
    mean: total.mean(),
    byDimension: DIMENSIONS.flatMap((dimension) => {
      const own = sums[dimension];
      if (own.count < MIN_SHARED_RATINGS) return [];
      return [{ dimension, shared: own.count, mean: own.mean() }];
    }),
  };
}

/** An exact sum of fractions, kept by denominator: a group's figures add up some ten thousand of them. */
class DifferenceSum {
  /** At the place of their denominator, which is the number of other raters of one interview. */
  readonly #numerators: number[] = [];
  count = 0;

  add(numerator: number, denominator: number): void {
    this.#numerators[denominator] = (this.#numerators[denominator] ?? 0) + numerator;
    this.count += 1;
  }

  mean(): number {
    // Places nobody added to are holes, which `reduce` passes over.
    const sum = this.#numerators.reduce(
      (all, numerator, denominator) => addFractions(all, fraction(numerator, denominator)),
      fraction(0),
    );
    return toNumber(fraction(sum.numerator, sum.denominator * this.count));
  }
}

/** One rubric of the person, handed in or not. Times are epoch ms. */
export interface OwnForm {
  readonly interviewId: string;
  readonly level: Level;
  readonly config: RubricConfig;
  /** Null while nothing was handed in. */
  readonly submittedAt: number | null;
  /** Null where nobody set a date. */
  readonly dueAt: number | null;
  readonly ratings: Ratings;
}

export interface RatingHabits {
  readonly submitted: number;
  /** Submitted forms with six or more ratings, and those of them in which all ratings are the same. */
  readonly halo: { readonly eligible: number; readonly flat: number; readonly share: number | null };
  /** Mean weight of assessed dimensions over submitted forms, percent; null without any. */
  readonly meanCoveragePercent: number | null;
  /** Of the forms with a date: handed in after it, and not handed in although it has passed. */
  readonly due: number;
  readonly late: number;
  readonly overdue: number;
}

/** Halo, coverage and punctuality over the forms a person was asked for. */
export function ratingHabits(forms: readonly OwnForm[], now: number): RatingHabits {
  const submitted = forms.filter(({ submittedAt }) => submittedAt !== null);
  let eligible = 0;
  let flat = 0;
  for (const { ratings } of submitted) {
    const { count, isFlat } = spreadOf(ratings);
    if (count < HALO_MIN_RATINGS) continue;
    eligible += 1;
    if (isFlat) flat += 1;
  }
  const coverage = submitted.reduce((sum, form) => sum + coveragePercentOf(form), 0);
  const due = forms.filter(({ dueAt }) => dueAt !== null && dueAt <= now);
  return {
    submitted: submitted.length,
    halo: { eligible, flat, share: eligible === 0 ? null : flat / eligible },
    meanCoveragePercent: submitted.length === 0 ? null : coverage / submitted.length,
    due: due.length,
    late: due.filter(({ submittedAt, dueAt }) => submittedAt !== null && submittedAt > (dueAt ?? 0)).length,
    overdue: due.filter(({ submittedAt }) => submittedAt === null).length,
  };
}

/** How many ratings there are, and whether all of them are the same. */
function spreadOf(ratings: Ratings): { count: number; isFlat: boolean } {
  let count = 0;
  let isFlat = true;
  let first: number | null = null;
  for (const dimension of DIMENSIONS) {
    const rating = ratings[dimension];
    if (rating === null) continue;
    count += 1;
    first ??= rating;
    if (rating !== first) isFlat = false;
  }
  return { count, isFlat };
}

/** As `scoreOf` counts it. */
function coveragePercentOf({ config, level, ratings }: OwnForm): number {
  const weights = config.weights[level].byDimension;
  return DIMENSIONS.reduce(
    (sum, dimension) => sum + (ratings[dimension] === null ? 0 : weights[dimension]),
    0,
  );
}

export type FeedbackAverages =
  | { readonly case: 'too_few'; readonly interviews: number; readonly needed: number }
  | {
      readonly case: 'shown';
      readonly interviews: number;
      /** `meanHundredths` is null where fewer than five candidates answered: an average of one is that one person. */
      readonly byQuestion: Readonly<
        Record<FeedbackQuestion, { readonly answers: number; readonly meanHundredths: number | null }>
      >;
    };

/** What candidates said about one interviewer. Give released forms only, one for each interview. */
export function feedbackAverages(forms: readonly Pick<FeedbackContent, 'answers'>[]): FeedbackAverages {
  const interviews = forms.length;
  if (interviews < MIN_FEEDBACK_INTERVIEWS) {
    return { case: 'too_few', interviews, needed: MIN_FEEDBACK_INTERVIEWS };
  }
  const average = (question: FeedbackQuestion) => {
    const given = forms.flatMap(({ answers }) => answers[question].rating ?? []);
    const numerator = given.reduce<number>((sum, rating) => sum + rating, 0);
    const isShown = given.length >= MIN_FEEDBACK_INTERVIEWS;
    return {
      answers: given.length,
      meanHundredths: isShown ? hundredths({ numerator, denominator: given.length }) : null,
    };
  };
  return {
    case: 'shown',
    interviews,
    // Every question gets its entry just here, so the record is whole.
    byQuestion: Object.fromEntries(
      FEEDBACK_QUESTIONS.map((question) => [question, average(question)]),
    ) as Record<FeedbackQuestion, ReturnType<typeof average>>,
  };
}
