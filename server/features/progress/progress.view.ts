import type {
  HistoryItem,
  RaterFigures,
  SharedAgreement,
  Trend,
  TrendPoint,
} from '#shared/contracts/progress.contract.ts';
import type { Agreement } from '#shared/domain/agreement.ts';
import type { LadderPoint, LadderTrend } from '#shared/domain/progress.ts';
import { MIN_SHARED_RATINGS, type RatingHabits, type Severity } from '#shared/domain/rater-statistics.ts';
import { RECOMMENDATIONS } from '#shared/domain/rubric-config.ts';
import { combineRaters, scoreOf } from '#shared/domain/rubric-score.ts';
import { COUNTED_SEATS, type RatingRow } from './progress.queries.ts';

/** The result of one interview from the rubrics that count: the lead's, and those of co-interviewers beside it. */
export function toHistoryResult(rubrics: readonly RatingRow[]): HistoryItem['result'] {
  const counted = countedFor(rubrics);
  const [lead] = counted;
  if (!lead) return { state: 'none' };
  const score = scoreOf(lead.config, {
    level: lead.level,
    means: combineRaters(counted.map(({ ratings }) => ratings)),
  });
  return {
    state: 'rated',
    score: {
      meanHundredths: score.meanHundredths,
      coveragePercent: score.coveragePercent,
      completeness: score.completeness,
    },
    recommendation: lead.recommendation === null ? null : (RECOMMENDATIONS[lead.recommendation - 1] ?? null),
  };
}

/** The lead's rubric first, then those of co-interviewers by the same version; none while the lead's is missing. */
export function countedFor(rubrics: readonly RatingRow[]): RatingRow[] {
  const lead = rubrics.find(({ seat }) => seat === 'lead');
  if (!lead) return [];
  return [
    lead,
    ...rubrics.filter(
      (row) => row !== lead && COUNTED_SEATS.includes(row.seat) && row.config.version === lead.config.version,
    ),
  ];
}

export function toTrendPoint(point: LadderPoint): TrendPoint {
  return {
    interviewId: point.interviewId,
    at: new Date(point.endedAt).toISOString(),
    level: point.level,
    rungHundredths: toHundredths(point.rung),
    lowestHundredths: toHundredths(point.lowest),
    highestHundredths: toHundredths(point.highest),
    raters: point.raters,
  };
}

export function toTrend(trend: LadderTrend): Trend {
  switch (trend.case) {
    case 'none':
      return { case: 'none' };
    case 'too_few':
      return {
        case: 'too_few',
        count: trend.count,
        needed: trend.needed,
        meanHundredths: toHundredths(trend.mean),
      };
    case 'trend':
      return {
        case: 'trend',
        count: trend.count,
        meanHundredths: toHundredths(trend.mean),
        spreadHundredths: toHundredths(trend.spread),
        earlierHundredths: toHundredths(trend.earlier),
        laterHundredths: toHundredths(trend.later),
        changeHundredths: toHundredths(trend.change),
        isWithinSpread: trend.isWithinSpread,
      };
  }
}

export function toRaterFigures(severity: Severity, habits: RatingHabits): RaterFigures {
  const isShown = severity.case === 'shown';
  return {
    rubrics: habits.submitted,
    shared: severity.shared,
    needed: MIN_SHARED_RATINGS,
    severityHundredths: isShown ? toHundredths(severity.mean) : null,
    severityByDimension: isShown
      ? severity.byDimension.map(({ dimension, shared, mean }) => ({
          dimension,
          shared,
          severityHundredths: toHundredths(mean),
        }))
      : [],
    haloEligible: habits.halo.eligible,
    haloFlat: habits.halo.flat,
    meanCoveragePercent: habits.meanCoveragePercent === null ? null : Math.round(habits.meanCoveragePercent),
    late: habits.late,
  };
}

/** Only what `shows` allows to leave the server. */
export function toSharedAgreement(agreement: Agreement): SharedAgreement {
  const { figures } = agreement;
  if (figures === null) {
    return {
      case: agreement.case,
      units: 0,
      pairs: 0,
      interviews: 0,
      exactCount: 0,
      adjacentCount: 0,
      figures: null,
    };
  }
  const { units, pairs, interviews, exactCount, adjacentCount } = figures;
  return {
    case: agreement.case,
    units,
    pairs,
    interviews,
    exactCount,
    adjacentCount,
    figures:
      agreement.shows === 'all'
        ? {
            exact: figures.exact,
            adjacent: figures.adjacent,
            bias: figures.bias,
            meanAbsoluteDifference: figures.meanAbsoluteDifference,
            kappa: figures.kappa,
            ordinalAlpha: figures.alpha.ordinal,
            coefficient: figures.coefficient,
            kappaInterval: figures.kappaInterval,
            alphaInterval: figures.alphaInterval,
            table: figures.histogram.table.map((row) => [...row]),
          }
        : null,
  };
}

/** Rounded half away from zero, so that a gap and its opposite look the same; never a negative zero. */
export function toHundredths(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) * 100) + 0;
}
