import type { Actor } from '#server/platform/operation.ts';
import type {
  CandidateProgress,
  InterviewerProgress,
  PracticePlan,
} from '#shared/contracts/progress.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { groupByInterview, type RaterForm } from '#shared/domain/agreement.ts';
import { countExpectations } from '#shared/domain/guide-items.ts';
import {
  ladderProgress,
  practicePlan,
  selfGapOverTime,
  type PastInterview,
  type PracticeScenario,
} from '#shared/domain/progress.ts';
import {
  MIN_FEEDBACK_INTERVIEWS,
  feedbackAverages,
  ratingHabits,
  raterSeverity,
} from '#shared/domain/rater-statistics.ts';
import { FEEDBACK_QUESTIONS, RECOMMENDATIONS, RUBRIC } from '#shared/domain/rubric-config.ts';
import { FORM_SCHEMAS } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Level } from '#shared/domain/vocabulary.ts';
import type { ProgressDeps } from './progress.deps.ts';
import {
  COUNTED_SEATS,
  listAsCandidate,
  listAsLead,
  readLed,
  readOwnRubrics,
  readRatings,
  type HistoryRow,
  type RatingRow,
} from './progress.queries.ts';
import { countedFor, toHundredths, toRaterFigures, toTrend, toTrendPoint } from './progress.view.ts';
import { readScenarioNames } from './scenario-names.ts';
import { listSealed } from './sealed.ts';

/**
 * Interviews a trend looks back on. Three a week for a year: older ones say little about today, and no request may grow
 * with a person's years.
 */
const LOOKS_BACK = 150;
/** Rubrics of one person that severity and habits are computed from. */
const OWN_RUBRICS = 400;

/** What one person's own interviews say, on both sides of the table. */
export function createOwnProgressService(deps: ProgressDeps) {
  const { database, clock, scenarios } = deps;

  return {
    /** Trends on the level-free ladder, the gap to the own view, and what to practise next. No total, no verdict. */
    async getCandidate(actor: Actor, input: { level?: Level | undefined }): Promise<CandidateProgress> {
      const { userId } = actor;
      const rows = await listAsCandidate(database, { userId, after: null, take: LOOKS_BACK + 1 });
      const looked = rows.slice(0, LOOKS_BACK);
      const interviewIds = looked.map(({ interviewId }) => interviewId);
      const rubrics = byInterview(await readRatings(database, { interviewIds, kind: 'rubric' }));
      const selfs = byInterview(await readRatings(database, { interviewIds, kind: 'self' }));
      const history = looked.flatMap((row) => toPast(row, rubrics, selfs) ?? []);
      const trends = ladderProgress(history);
      const nameOf = await readScenarioNames(scenarios, looked);
      const rowOf = new Map(looked.map((row) => [row.interviewId, row]));
      const level = input.level ?? looked[0]?.level ?? 'mid';
      return {
        interviews: looked.length,
        rated: history.length,
        isCapped: rows.length > looked.length,
        dimensions: DIMENSIONS.map((dimension) => ({
          dimension,
          points: trends[dimension].points.map(toTrendPoint),
          trend: toTrend(trends[dimension].trend),
        })),
        selfGaps: selfGapOverTime(history).map((point) => {
          const row = rowOf.get(point.interviewId);
          return {
            interviewId: point.interviewId,
            at: new Date(point.endedAt).toISOString(),
            scenario: row ? nameOf(row) : null,
            gapHundredths: toHundredths(point.meanGap),
            dimensions: point.dimensions,
            blindSpots: [...point.blindSpots],
            hiddenStrengths: [...point.hiddenStrengths],
          };
        }),
        level,
        plan: await suggest({ userId, history, level }),
      };
    },

    /** What candidates said once five have, hint habits, and how the own ratings lie beside those of others. */
    async getInterviewer(actor: Actor): Promise<InterviewerProgress> {
      const { userId } = actor;
      const rows = await listAsLead(database, { userId, after: null, take: LOOKS_BACK + 1 });
      const looked = rows.slice(0, LOOKS_BACK);
      const interviewIds = looked.map(({ interviewId }) => interviewId);
      const rubrics = await readRatings(database, { interviewIds, kind: 'rubric' });
      const sealed = await listSealed(deps, {
        userId,
        interviews: looked.map(({ interviewId }) => ({ interviewId, leadUserId: userId })),
        ratings: rubrics,
      });
      return {
        interviews: looked.length,
        isCapped: rows.length > looked.length,
        feedback: await readFeedback(looked.filter(({ interviewId }) => !sealed.has(interviewId))),
        hints: countHints(looked),
        rater: await readRaterFigures(userId),
      };
    },
  };

  async function suggest(input: {
    userId: string;
    history: readonly PastInterview[];
    level: Level;
  }): Promise<PracticePlan> {
    const { userId, history, level } = input;
    const seen = await database.seenScenario.findMany({ where: { userId }, select: { scenarioId: true } });
    const seenIds = new Set(seen.map(({ scenarioId }) => scenarioId));
    const offered = scenarios.list();
    const plan = practicePlan({
      history,
      level,
      scenarios: offered.map((scenario) => toPracticeScenario(scenario, level, seenIds)),
    });
    switch (plan.case) {
      case 'too_few':
        return plan;
      case 'even':
        return { case: 'even', rungHundredths: toHundredths(plan.rung) };
      case 'plan':
        return {
          case: 'plan',
          focus: plan.focus.map(({ dimension, rung, count, scenarios: suggested }) => ({
            dimension,
            rungHundredths: toHundredths(rung),
            count,
            nextRung: RUBRIC.dimensions[dimension].ladder[Math.floor(rung)] ?? null,
            scenarios: suggested.flatMap(({ scenarioId, isSeen }) => {
              const meta = offered.find((scenario) => scenario.meta.id === scenarioId)?.meta;
              // Named one by one: nothing else of a case may reach a candidate.
              return meta
                ? [
                    {
                      id: meta.id,
                      title: meta.title,
                      domain: meta.domain,
                      difficulty: meta.difficulty,
                      isSeen,
                    },
                  ]
                : [];
            }),
          })),
        };
    }
  }

  async function readFeedback(led: readonly HistoryRow[]): Promise<InterviewerProgress['feedback']> {
    const forms = await database.ratingForm.findMany({
      where: {
        interviewId: { in: led.map(({ interviewId }) => interviewId) },
        kind: 'interviewer-feedback',
        submittedAt: { not: null },
      },
      select: { interviewId: true, participantId: true, content: true },
    });
    const candidates = new Map(led.map(({ interviewId, candidateId }) => [interviewId, candidateId]));
    const averages = feedbackAverages(
      forms
        .filter(({ interviewId, participantId }) => candidates.get(interviewId) === participantId)
        .map(({ content }) => FORM_SCHEMAS['interviewer-feedback'].parse(content)),
    );
    return {
      sessions: averages.interviews,
      needed: MIN_FEEDBACK_INTERVIEWS,
      averages:
        averages.case === 'too_few'
          ? null
          : FEEDBACK_QUESTIONS.map((question) => ({
              question,
              meanHundredths: averages.byQuestion[question].meanHundredths,
              count: averages.byQuestion[question].answers,
            })),
    };
  }

  /** Private to the rater and to the leads of the rooms they rated in. */
  async function readRaterFigures(userId: string): Promise<InterviewerProgress['rater']> {
    const own = await readOwnRubrics(database, { userId, take: OWN_RUBRICS });
    const interviewIds = own.map(({ interviewId }) => interviewId);
    const all = (await readRatings(database, { interviewIds, kind: 'rubric' })).filter(({ seat }) =>
      COUNTED_SEATS.includes(seat),
    );
    const severity = raterSeverity(groupByInterview(all.map(toRaterForm)), userId);
    const led = await readLed(database, interviewIds);
    const revealedAt = new Map(led.map((one) => [one.interviewId, one.revealedAt.getTime()]));
    return toRaterFigures(severity, habitsOf(own, revealedAt, clock.now()));
  }
}

export type OwnProgressService = ReturnType<typeof createOwnProgressService>;

function countHints(rows: readonly HistoryRow[]): InterviewerProgress['hints'] {
  const sum = (
    key: 'nudges' | 'pointers' | 'reveals' | 'hintsUsed' | 'hintsPartly' | 'hintsIgnored',
  ): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    nudges: sum('nudges'),
    pointers: sum('pointers'),
    reveals: sum('reveals'),
    used: sum('hintsUsed'),
    partly: sum('hintsPartly'),
    ignored: sum('hintsIgnored'),
    withoutHints: rows.filter((row) => row.nudges + row.pointers + row.reveals === 0).length,
  };
}

/** A submitted rubric as agreement and severity take it. A person has one form in an interview, whatever their seats. */
export function toRaterForm(row: RatingRow): RaterForm {
  return {
    interviewId: row.interviewId,
    raterId: row.userId,
    ratings: row.ratings,
    recommendation: row.recommendation === null ? null : (RECOMMENDATIONS[row.recommendation - 1] ?? null),
  };
}

/** A rubric is due when the forms open; only the lead's can come later. */
export function habitsOf(
  rubrics: readonly RatingRow[],
  revealedAt: ReadonlyMap<string, number>,
  now: number,
) {
  return ratingHabits(
    rubrics.map((row) => ({
      interviewId: row.interviewId,
      level: row.level,
      config: row.config,
      submittedAt: row.submittedAt.getTime(),
      dueAt: revealedAt.get(row.interviewId) ?? null,
      ratings: row.ratings,
    })),
    now,
  );
}

export function byInterview(rows: readonly RatingRow[]): ReadonlyMap<string, RatingRow[]> {
  const groups = new Map<string, RatingRow[]>();
  for (const row of rows) {
    const group = groups.get(row.interviewId);
    if (group) group.push(row);
    else groups.set(row.interviewId, [row]);
  }
  return groups;
}

function toPast(
  row: HistoryRow,
  rubrics: ReadonlyMap<string, RatingRow[]>,
  selfs: ReadonlyMap<string, RatingRow[]>,
): PastInterview | null {
  const counted = countedFor(rubrics.get(row.interviewId) ?? []);
  const [lead] = counted;
  if (!lead) return null;
  const self = selfs.get(row.interviewId)?.find(({ seat }) => seat === 'candidate');
  return {
    interviewId: row.interviewId,
    endedAt: row.endedAt.getTime(),
    scenarioId: row.scenarioId ?? '',
    level: row.level,
    config: lead.config,
    raters: counted.map(({ ratings }) => ratings),
    self: self?.ratings ?? null,
  };
}

function toPracticeScenario(
  { meta, interviewer }: Scenario,
  level: Level,
  seenIds: ReadonlySet<string>,
): PracticeScenario {
  const counts = countExpectations(interviewer, level);
  return {
    scenarioId: meta.id,
    levels: meta.levels,
    expectations: byDimension((dimension) => counts.get(dimension) ?? 0),
    isSeen: seenIds.has(meta.id),
  };
}
