import type { Actor } from '#server/platform/operation.ts';
import type { LeadView, RaterFigures, ScenarioStatistics } from '#shared/contracts/progress.contract.ts';
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
import { Kept } from './kept.ts';
import { habitsOf, toRaterForm } from './own-progress.service.ts';
import type { ProgressDeps } from './progress.deps.ts';
import {
  COUNTED_SEATS,
  digestOwned,
  readLed,
  readOwned,
  readRatings,
  type OwnedInterview,
  type OwnedRows,
  type RatingRow,
} from './progress.queries.ts';
import { toRaterFigures, toSharedAgreement } from './progress.view.ts';
import { listSealed } from './sealed.ts';
import { listUnfinished } from './unfinished-forms.ts';

/** Runs of one case that its statistics are computed from: enough for any quartile, and a bound for the request. */
const RUNS = 500;

/** Anchors listed; a talk about more of them at once leads nowhere. */
const ANCHORS = 8;

/** Rows of owned rooms kept: about six owners of 5,000 interviews, or many smaller ones. */
const KEPT_ROWS = 100_000;
/** Counts kept beside the agreement reports: an owner's, and those of the narrower views they look at. */
const KEPT_COUNTS = 100;

/** What the owner of rooms may know about the rating in them. */
export function createLeadViewService(deps: ProgressDeps) {
  const { database, clock, scenarios } = deps;
  const reports = new AgreementReports();
  const rowsOf = new Kept<OwnedRows>({
    most: KEPT_ROWS,
    weigh: ({ interviews, rubrics }) => interviews.length + rubrics.length,
  });
  const counts = new Kept<LeadCounts>({ most: KEPT_COUNTS, weigh: () => 1 });

  return {
    /**
     * Counted are opened interviews of the caller's rooms, without those they are the candidate of and those they still
     * rate blind: nothing said in one of them changes any number here. What follows from the counted ratings alone is
     * kept, under a fingerprint that is made anew from the database for every answer.
     */
    async get(actor: Actor): Promise<LeadView> {
      const { userId } = actor;
      const scope = await readScope(userId);
      const { fingerprint } = scope;
      const listCompared = once(() =>
        groupByInterview(leadFirst(scope.listRubrics().filter(isCounted)).map(toRaterForm)).filter(
          ({ forms }) => forms.length > 1,
        ),
      );
      let counted = counts.find(userId, fingerprint);
      if (counted === null) {
        counted = countLead({
          compared: listCompared(),
          rubrics: scope.listRubrics(),
          interviews: scope.counted,
        });
        counts.keep(userId, fingerprint, counted);
      }
      const { report, areIntervalsPending } = reports.get({ key: userId, fingerprint, listCompared });
      const [unfinished, rooms, raters, cases] = await Promise.all([
        listUnfinished(deps, { ownerId: userId, withoutLeadRubric: scope.withoutLeadRubric }),
        database.room.count({ where: { ownerId: userId } }),
        nameRaters(counted.raters),
        nameScenarios(counted.scenarios),
      ]);
      return {
        rooms,
        interviews: scope.counted.length,
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
        anchors: [...counted.anchors],
        raters,
        scenarios: cases,
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
    // What is sealed is read after the rows: an interview opened in between is not among them.
    const rows = await readRows(userId);
    const { interviews, rubrics } = rows;
    const led = interviews.filter(({ isLead }) => isLead);
    const sealed = await listSealed(deps, {
      userId,
      interviews: led.map(({ interviewId }) => ({ interviewId, leadUserId: userId })),
      ratings: rubrics,
    });
    const withLead = new Set(
      rubrics.filter(({ seat }) => seat === 'lead').map(({ interviewId }) => interviewId),
    );
    const counted = interviews.filter(
      ({ interviewId, isCandidate }) => !isCandidate && !sealed.has(interviewId),
    );
    const asCandidate = interviews.filter(({ isCandidate }) => isCandidate).length;
    return {
      /** Of all that decides which ratings count. */
      fingerprint: [rows.digest, ...[...sealed].sort()].join(' '),
      counted,
      listRubrics: once(() => {
        const countedIds = new Set(counted.map(({ interviewId }) => interviewId));
        return rubrics.filter(({ interviewId }) => countedIds.has(interviewId));
      }),
      withoutLeadRubric: interviews
        .filter(({ interviewId, hasLead }) => hasLead && !withLead.has(interviewId))
        .map(({ interviewId }) => interviewId),
      leftOut: { asCandidate, sealed: interviews.length - counted.length - asCandidate },
    };
  }

  async function readRows(ownerId: string): Promise<OwnedRows> {
    const kept = rowsOf.has(ownerId) ? rowsOf.find(ownerId, await digestOwned(database, ownerId)) : null;
    if (kept) return kept;
    const rows = await readOwned(database, ownerId);
    rowsOf.keep(ownerId, rows.digest, rows);
    return rows;
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

  async function nameRaters(raters: LeadCounts['raters']): Promise<LeadView['raters']> {
    const names = await database.user.findMany({
      where: { id: { in: [...raters.keys()] } },
      select: { id: true, name: true },
    });
    return names
      .flatMap(({ id, name }) => {
        const figures = raters.get(id);
        return figures ? [{ userId: id, displayName: name, figures }] : [];
      })
      .sort((a, b) => b.figures.rubrics - a.figures.rubrics || (a.displayName < b.displayName ? -1 : 1));
  }

  async function nameScenarios(runs: LeadCounts['scenarios']): Promise<LeadView['scenarios']> {
    const titles = new Map(scenarios.list().map(({ meta }) => [meta.id, meta.title]));
    const others = await scenarios.listTitles(
      [...runs].flatMap(([id, { versions }]) =>
        titles.has(id) ? [] : [...versions].map((version) => ({ id, version })),
      ),
    );
    for (const [pin, title] of others) titles.set(pin.slice(0, pin.lastIndexOf('@')), title);
    return [...runs]
      .map(([id, { interviews }]) => ({ id, title: titles.get(id) ?? id, interviews }))
      .sort((a, b) => b.interviews - a.interviews || (a.title < b.title ? -1 : 1));
  }
}

export type LeadViewService = ReturnType<typeof createLeadViewService>;

/** What follows from the counted ratings alone, beside agreement. */
interface LeadCounts {
  readonly anchors: LeadView['anchors'];
  readonly raters: ReadonlyMap<string, RaterFigures>;
  readonly scenarios: ReadonlyMap<
    string,
    { readonly interviews: number; readonly versions: ReadonlySet<string> }
  >;
}

function countLead(input: {
  readonly compared: readonly InterviewRatings[];
  readonly rubrics: readonly RatingRow[];
  readonly interviews: readonly OwnedInterview[];
}): LeadCounts {
  return {
    anchors: toAnchors(input.compared, input.rubrics),
    raters: countRaters(input),
    scenarios: countScenarios(input.interviews),
  };
}

function countRaters(input: {
  readonly compared: readonly InterviewRatings[];
  readonly rubrics: readonly RatingRow[];
  readonly interviews: readonly OwnedInterview[];
}): LeadCounts['raters'] {
  const comparedOf = new Map<string, InterviewRatings[]>();
  for (const interview of input.compared) {
    for (const { raterId } of interview.forms) {
      const group = comparedOf.get(raterId);
      if (group) group.push(interview);
      else comparedOf.set(raterId, [interview]);
    }
  }
  const rubricsOf = new Map<string, RatingRow[]>();
  for (const row of input.rubrics.filter(isCounted)) {
    const group = rubricsOf.get(row.userId);
    if (group) group.push(row);
    else rubricsOf.set(row.userId, [row]);
  }
  const revealedAt = new Map(
    input.interviews.map((interview) => [interview.interviewId, interview.revealedAt]),
  );
  return new Map(
    [...rubricsOf].map(([id, own]) => [
      id,
      toRaterFigures(
        raterSeverity(comparedOf.get(id) ?? [], id),
        // Counted interviews are open, so that every rubric of theirs was due whatever the time is now.
        habitsOf(own, revealedAt, Infinity),
      ),
    ]),
  );
}

function countScenarios(interviews: readonly OwnedInterview[]): LeadCounts['scenarios'] {
  const runs = new Map<string, { interviews: number; versions: Set<string> }>();
  for (const { scenarioId, scenarioVersion } of interviews) {
    if (scenarioId === null) continue;
    const run = runs.get(scenarioId) ?? { interviews: 0, versions: new Set<string>() };
    runs.set(scenarioId, run);
    run.interviews += 1;
    if (scenarioVersion !== null) run.versions.add(scenarioVersion);
  }
  return runs;
}

/** Computes at the first call alone. */
function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | null = null;
  return () => (value ??= compute());
}

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
