import type { Actor } from '#server/platform/operation.ts';
import type { LeadView, ScenarioStatistics } from '#shared/contracts/progress.contract.ts';
import { groupByInterview, type InterviewRatings } from '#shared/domain/agreement.ts';
import { anchorReadings } from '#shared/domain/anchor-readings.ts';
import { expectationsAt } from '#shared/domain/guide-items.ts';
import { itemStatistics } from '#shared/domain/item-statistics.ts';
import { raterSeverity } from '#shared/domain/rater-statistics.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS, type Level } from '#shared/domain/vocabulary.ts';
import { AppError } from '#shared/errors.ts';
import { AgreementReports } from './agreement-reports.ts';
import { InterviewItemsSchema, toScenarioRun } from './interview-items.ts';
import { habitsOf, toRaterForm } from './own-progress.service.ts';
import type { ProgressDeps } from './progress.deps.ts';
import {
  COUNTED_SEATS,
  listOwned,
  readOwnedRatings,
  readLed,
  readRatings,
  type OwnedInterview,
  type RatingRow,
} from './progress.queries.ts';
import { toRaterFigures, toSharedAgreement } from './progress.view.ts';
import { listSealed } from './sealed.ts';
import { listUnfinished } from './unfinished-forms.ts';

/** Runs of one case that its statistics are computed from: enough for any quartile, and a bound for the request. */
const RUNS = 500;

/** Anchors listed; a talk about more of them at once leads nowhere. */
const ANCHORS = 8;

/** What the owner of rooms may know about the rating in them. */
export function createLeadViewService(deps: ProgressDeps) {
  const { database, clock, scenarios } = deps;
  const reports = new AgreementReports();

  return {
    /**
     * Counted are opened interviews of the caller's rooms, without those they are the candidate of and those they still
     * rate blind: nothing said in one of them changes any number here.
     */
    async get(actor: Actor): Promise<LeadView> {
      const { userId } = actor;
      const scope = await readScope(userId);
      const { counted, rubrics } = scope;
      const compared = groupByInterview(leadFirst(rubrics.filter(isCounted)).map(toRaterForm));
      const { report, areIntervalsPending } = reports.get({ key: userId, interviews: compared });
      const unfinished = await listUnfinished(deps, {
        ownerId: userId,
        withoutLeadRubric: scope.withoutLeadRubric,
      });
      const rooms = await database.room.count({ where: { ownerId: userId } });
      return {
        rooms,
        interviews: counted.length,
        leftOut: scope.leftOut,
        unfinished: unfinished.listed,
        unfinishedCount: unfinished.count,
        agreement: {
          dimensions: DIMENSIONS.map((dimension) => ({
            dimension,
            agreement: toSharedAgreement(report.byDimension[dimension]),
          })),
          pooled: toSharedAgreement(report.pooled),
          recommendation: toSharedAgreement(report.recommendation),
          areIntervalsPending,
        },
        anchors: toAnchors(compared, rubrics),
        raters: await toRaters(compared, { rubrics, counted }),
        scenarios: await countScenarios(counted),
      };
    },

    /**
     * How the items of one case do in the caller's rooms. They are words of the guide, so the case counts as seen from
     * now on. @throws SCENARIO_NOT_FOUND when it was not run there, WRONG_PHASE while the caller is its candidate
     */
    async getScenario(actor: Actor, scenarioId: string): Promise<ScenarioStatistics> {
      const { userId } = actor;
      await refuseCandidate(userId, scenarioId);
      const rows = await database.interviewItems.findMany({
        where: { ownerId: userId, scenarioId },
        orderBy: { revealedAt: 'desc' },
        take: RUNS + 1,
      });
      const sealed = await listSealedAmong(
        userId,
        rows.map(({ interviewId }) => interviewId),
      );
      const open = rows.filter((row) => row.candidateUserId !== userId && !sealed.has(row.interviewId));
      const version = open[0]?.scenarioVersion;
      const scenario = version === undefined ? null : await scenarios.find({ id: scenarioId, version });
      if (version === undefined || scenario === null) throw new AppError('SCENARIO_NOT_FOUND');
      await markSeen(userId, scenarioId);
      // Items of other versions are other items, even under the same id.
      const runs = open
        .filter((row) => row.scenarioVersion === version)
        .slice(0, RUNS)
        // Written by nobody but the server, from LEVELS.
        .map((row) => toScenarioRun(row.level as Level, InterviewItemsSchema.parse(row.items)));
      const statistics = itemStatistics(scenario.interviewer, runs);
      const textOf = new Map(
        expectationsAt(scenario.interviewer, 'staff').map(({ item }) => [item.id, item.text]),
      );
      return {
        scenario: { id: scenarioId, title: scenario.meta.title },
        version,
        interviews: runs.length,
        isEnough: statistics.isEnough,
        isCapped: rows.length > RUNS,
        expectations: statistics.expectations.map((line) => ({
          id: line.expectationId,
          text: textOf.get(line.expectationId) ?? '',
          dimension: line.dimension,
          step: line.step,
          isCore: line.isCore,
          inPlay: line.inPlay,
          met: line.met,
          isNeverMet: line.isNeverMet,
        })),
        hints: statistics.hints.map((line) => ({
          id: line.hintId,
          text: textOf.get(line.expectationId) ?? '',
          step: line.step,
          inPlay: line.inPlay,
          given: line.given,
          nudges: line.byRung.nudge,
          pointers: line.byRung.pointer,
          reveals: line.byRung.reveal,
          isAlwaysUsed: line.isAlwaysUsed,
        })),
        phases: statistics.times.map((time) => ({
          phaseId: time.phaseId,
          planned: time.planned,
          reached: time.reached,
          overBudget: time.overBudget,
          budgetMs: Math.round(time.budgetMs),
          spentMs: time.spentMs && {
            lower: Math.round(time.spentMs.lower),
            median: Math.round(time.spentMs.median),
            upper: Math.round(time.spentMs.upper),
          },
        })),
      };
    },

    close: () => reports.close(),
  };

  /** The interviews and rubrics that may enter a number for this reader. */
  async function readScope(userId: string) {
    const [owned, all] = await Promise.all([listOwned(database, userId), readOwnedRatings(database, userId)]);
    const withLead = new Set(all.filter(({ seat }) => seat === 'lead').map(({ interviewId }) => interviewId));
    const sealed = await listSealed(deps, { userId, interviews: owned, ratings: all });
    const counted = owned.filter(
      ({ interviewId, candidateUserId }) => candidateUserId !== userId && !sealed.has(interviewId),
    );
    const countedIds = new Set(counted.map(({ interviewId }) => interviewId));
    const asCandidate = owned.filter(({ candidateUserId }) => candidateUserId === userId).length;
    return {
      counted,
      rubrics: all.filter(({ interviewId }) => countedIds.has(interviewId)),
      withoutLeadRubric: owned
        .filter(({ interviewId, leadId }) => leadId !== null && !withLead.has(interviewId))
        .map(({ interviewId }) => interviewId),
      leftOut: { asCandidate, sealed: owned.length - counted.length - asCandidate },
    };
  }

  /** The caller may be told of the guide only where they are nobody's candidate with it now. */
  async function refuseCandidate(userId: string, scenarioId: string): Promise<void> {
    const rows = await database.$queryRaw<{ id: string }[]>`
      SELECT i."id" FROM "participant" AS p JOIN "interview" AS i ON i."roomId" = p."roomId" AND i."candidateId" = p."id"
      WHERE p."userId" = ${userId} AND i."scenarioId" = ${scenarioId} AND i."status" IN ('running', 'rating')
      LIMIT 1`;
    if (rows.length > 0) throw new AppError('WRONG_PHASE');
  }

  async function listSealedAmong(userId: string, interviewIds: string[]): Promise<Set<string>> {
    const interviews = await readLed(database, interviewIds);
    const ratings = await readRatings(database, { interviewIds, kind: 'rubric' });
    return listSealed(deps, { userId, interviews, ratings });
  }

  async function markSeen(userId: string, scenarioId: string): Promise<void> {
    await database.seenScenario.createMany({
      data: { userId, scenarioId, seenAt: new Date(clock.now()) },
      skipDuplicates: true,
    });
  }

  async function toRaters(
    compared: readonly InterviewRatings[],
    { rubrics, counted }: { rubrics: readonly RatingRow[]; counted: readonly OwnedInterview[] },
  ): Promise<LeadView['raters']> {
    const comparedOf = new Map<string, InterviewRatings[]>();
    for (const interview of compared) {
      for (const { raterId } of interview.forms) {
        const group = comparedOf.get(raterId);
        if (group) group.push(interview);
        else comparedOf.set(raterId, [interview]);
      }
    }
    const rubricsOf = new Map<string, RatingRow[]>();
    for (const row of rubrics.filter(isCounted)) {
      const group = rubricsOf.get(row.userId);
      if (group) group.push(row);
      else rubricsOf.set(row.userId, [row]);
    }
    const revealedAt = new Map(
      counted.map((interview) => [interview.interviewId, interview.revealedAt.getTime()]),
    );
    const names = await database.user.findMany({
      where: { id: { in: [...rubricsOf.keys()] } },
      select: { id: true, name: true },
    });
    const now = clock.now();
    return names
      .map(({ id, name }) => ({
        userId: id,
        displayName: name,
        figures: toRaterFigures(
          raterSeverity(comparedOf.get(id) ?? [], id),
          habitsOf(rubricsOf.get(id) ?? [], revealedAt, now),
        ),
      }))
      .sort((a, b) => b.figures.rubrics - a.figures.rubrics || (a.displayName < b.displayName ? -1 : 1));
  }

  async function countScenarios(counted: readonly OwnedInterview[]): Promise<LeadView['scenarios']> {
    const runs = new Map<string, number>();
    for (const { scenarioId } of counted) {
      if (scenarioId !== null) runs.set(scenarioId, (runs.get(scenarioId) ?? 0) + 1);
    }
    const ofBank = new Map(scenarios.list().map(({ meta }) => [meta.id, meta.title]));
    const pins = await database.interviewSummary.findMany({
      where: { scenarioId: { in: [...runs.keys()].filter((id) => !ofBank.has(id)) } },
      distinct: ['scenarioId', 'scenarioVersion'],
      select: { scenarioId: true, scenarioVersion: true },
    });
    const others = await scenarios.listTitles(
      pins.flatMap(({ scenarioId: id, scenarioVersion: version }) =>
        id === null || version === null ? [] : [{ id, version }],
      ),
    );
    const titles = new Map([
      ...ofBank,
      ...[...others].map(([pin, title]) => [pin.slice(0, pin.lastIndexOf('@')), title] as const),
    ]);
    return [...runs]
      .map(([id, interviews]) => ({ id, title: titles.get(id) ?? id, interviews }))
      .sort((a, b) => b.interviews - a.interviews || (a.title < b.title ? -1 : 1));
  }
}

export type LeadViewService = ReturnType<typeof createLeadViewService>;

function isCounted({ seat }: RatingRow): boolean {
  return COUNTED_SEATS.includes(seat);
}

/** So that bias reads "lead minus second rater". */
function leadFirst(rubrics: readonly RatingRow[]): RatingRow[] {
  return [...rubrics.filter(({ seat }) => seat === 'lead'), ...rubrics.filter(({ seat }) => seat !== 'lead')];
}

function toAnchors(
  compared: readonly InterviewRatings[],
  rubrics: readonly RatingRow[],
): LeadView['anchors'] {
  const levels = new Map(rubrics.map(({ interviewId, level }) => [interviewId, level]));
  const wordsOf = (dimension: (typeof DIMENSIONS)[number], rung: number) =>
    RUBRIC.dimensions[dimension].ladder[rung - 1] ?? null;
  return anchorReadings(compared, {
    config: RUBRIC,
    levelOf: (interviewId) => levels.get(interviewId) ?? null,
  })
    .slice(0, ANCHORS)
    .map(({ dimension, rung, pairs, apart, otherRung }) => ({
      dimension,
      rung,
      anchor: wordsOf(dimension, rung) ?? '',
      pairs,
      apart,
      otherRung,
      otherAnchor: otherRung === null ? null : wordsOf(dimension, otherRung),
    }));
}
