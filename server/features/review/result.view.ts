import type {
  CandidateResult,
  GuideResult,
  RaterView,
  SelfReview,
} from '#shared/contracts/review.contract.ts';
import type { Submissions } from '#server/features/rubric/rubric.module.ts';
import { anchorOf, nextRung, type Rating, type RubricConfig } from '#shared/domain/rubric-config.ts';
import { ratingsOf } from '#shared/domain/rubric-forms.ts';
import {
  byDimension,
  combineRaters,
  compareSelf,
  hundredths,
  scoreOf,
  scoreOfRatings,
  type DimensionMeans,
} from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Dimension, type Level } from '#shared/domain/vocabulary.ts';
import { invariant } from '#shared/errors.ts';

type Rubric = Submissions['rubrics'][number];

export interface ResultContext {
  readonly level: Level;
  readonly revealedAt: Date;
  /** The newest agreed rating of each dimension. */
  readonly agreed: ReadonlyMap<Dimension, Rating>;
}

export interface CountedRubrics {
  readonly lead: Rubric;
  /** The lead's first, then those of other interviewers and second raters, never a shadow's. */
  readonly all: readonly Rubric[];
  readonly means: DimensionMeans;
}

/** The rubrics that make the result; null while the lead's is not in. */
export function countRubrics(
  rubrics: readonly Rubric[],
  input: { leadId: string | null; raterIds: ReadonlySet<string> },
): CountedRubrics | null {
  const lead = rubrics.find(({ participantId }) => participantId === input.leadId);
  if (!lead) return null;
  const others = rubrics.filter(
    (rubric) =>
      rubric !== lead &&
      // Ratings by another version's ladder do not average.
      input.raterIds.has(rubric.participantId) &&
      rubric.config.version === lead.config.version,
  );
  const all = [lead, ...others];
  return { lead, all, means: combineRaters(all.map(({ content }) => ratingsOf(content))) };
}

/** What the candidate reads: behaviours and moments, none of the rater's own deliberations. */
export function toCandidateResult(
  counted: CountedRubrics,
  { level, revealedAt, agreed }: ResultContext,
): CandidateResult {
  const { lead, all, means } = counted;
  const { config, content, submittedAt } = lead;
  // A submission is complete, so these three are set.
  invariant(content.recommendation && content.levelSignal, 'a submitted rubric has a recommendation');
  const score = scoreOf(config, { level, means });
  return {
    rubricVersion: config.version,
    score: {
      meanHundredths: score.meanHundredths,
      coveragePercent: score.coveragePercent,
      completeness: score.completeness,
    },
    raterCount: all.length,
    recommendation: content.recommendation,
    levelSignal: content.levelSignal,
    dimensions: toDimensions({ config, counted, level, agreed }),
    strengths: content.strengths.filter(({ text }) => text.trim() !== ''),
    changes: content.changes.filter(({ text }) => text.trim() !== ''),
    submittedAt: submittedAt.toISOString(),
    isLate: submittedAt.getTime() > revealedAt.getTime(),
  };
}

/** The same with the lead's reasons, for guide roles. */
export function toGuideResult(counted: CountedRubrics, context: ResultContext): GuideResult {
  const { content } = counted.lead;
  invariant(content.confidence, 'a submitted rubric has a confidence');
  return {
    ...toCandidateResult(counted, context),
    confidence: content.confidence,
    reason: content.reason,
    consistencyNote: content.consistencyNote,
    ceilingReasons: DIMENSIONS.flatMap((dimension) => {
      const reason = content.dimensions[dimension].ceilingReason.trim();
      return reason === '' ? [] : [{ dimension, reason }];
    }),
  };
}

/** One rubric as the other raters may read it. */
export function toRaterView(
  rubric: Rubric,
  context: ResultContext & { displayName: string; seat: RaterView['seat'] },
): RaterView {
  const { config, content, submittedAt, participantId } = rubric;
  const { recommendation, confidence, levelSignal, reason } = content;
  invariant(recommendation && confidence && levelSignal, 'a submitted rubric has a recommendation');
  const ratings = ratingsOf(content);
  const score = scoreOfRatings(config, { level: context.level, ratings });
  return {
    participantId,
    displayName: context.displayName,
    seat: context.seat,
    ratings: { ...ratings },
    notAssessed: byDimension((dimension) => content.dimensions[dimension].notAssessed),
    ceilingReasons: byDimension((dimension) => content.dimensions[dimension].ceilingReason),
    recommendation,
    confidence,
    levelSignal,
    reason,
    score: {
      meanHundredths: score.meanHundredths,
      coveragePercent: score.coveragePercent,
      completeness: score.completeness,
    },
    submittedAt: submittedAt.toISOString(),
    isLate: submittedAt.getTime() > context.revealedAt.getTime(),
  };
}

/** The candidate's own ratings beside what raters saw. */
export function toSelfReview(self: Submissions['selfs'][number], counted: CountedRubrics | null): SelfReview {
  const ratings = ratingsOf(self.content);
  const comparison = counted && compareSelf({ self: ratings, means: counted.means });
  return {
    ratings,
    comparison: comparison && {
      gapHundredths: byDimension((dimension) => toHundredths(comparison.gaps[dimension])),
      meanGapHundredths: toHundredths(comparison.meanGap),
      blindSpots: [...comparison.blindSpots],
      hiddenStrengths: [...comparison.hiddenStrengths],
    },
    tenMoreMinutes: self.content.tenMoreMinutes,
  };
}

function toDimensions(input: {
  config: RubricConfig;
  counted: CountedRubrics;
  level: Level;
  agreed: ReadonlyMap<Dimension, Rating>;
}): CandidateResult['dimensions'] {
  const { config, counted, level, agreed } = input;
  return DIMENSIONS.map((dimension) => {
    const { sum, count } = counted.means[dimension];
    const rating = count === 0 ? null : sum / count;
    return {
      dimension,
      weightPercent: config.weights[level].byDimension[dimension],
      ratingHundredths: count === 0 ? null : hundredths({ numerator: sum, denominator: count }),
      notAssessed: rating === null ? counted.lead.content.dimensions[dimension].notAssessed : null,
      anchor: rating === null ? null : anchorOf(config, { dimension, level, rating }),
      nextRung: rating === null ? null : nextRung(config, { dimension, level, rating }),
      agreed: agreed.get(dimension) ?? null,
    };
  });
}

function toHundredths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100);
}
