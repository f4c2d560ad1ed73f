import type { Actor } from '#server/platform/operation.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import type {
  LeadRater,
  LeadView,
  ScenarioStatistics,
  SharedAgreement,
  getLeadView,
} from '#shared/contracts/progress.contract.ts';
import {
  groupByInterview,
  type Agreement,
  type AgreementReport,
  type InterviewRatings,
} from '#shared/domain/agreement.ts';
import { expectationsAt } from '#shared/domain/guide-items.ts';
import { itemStatistics } from '#shared/domain/item-statistics.ts';
import { DIMENSIONS, type Level } from '#shared/domain/vocabulary.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { AgreementReports } from './agreement-reports.ts';
import { InterviewItemsSchema, toScenarioRun } from './interview-items.ts';
import { Kept } from './kept.ts';
import {
  countLead,
  countScenarios,
  isCounted,
  leadFirst,
  type LeadCounts,
  type Runs,
} from './lead-counts.ts';
import { isHeld, toNarrowAgreement, toNarrowing, type Narrowing } from './narrow-view.ts';
import { toRaterForm } from './own-progress.service.ts';
import type { ProgressDeps } from './progress.deps.ts';
import {
  digestOwned,
  readLed,
  readOwned,
  readRatings,
  roomNamesOf,
  type OwnedInterview,
  type OwnedRows,
  type RatingRow,
} from './progress.queries.ts';
import { toSharedAgreement } from './progress.view.ts';
import { listSealed } from './sealed.ts';
import { listUnfinished } from './unfinished-forms.ts';

/** Runs of one case that its statistics are computed from: enough for any quartile, and a bound for the request. */
const RUNS = 500;

/** Rows of owned rooms kept: about six owners of 5,000 interviews, or many smaller ones. */
const KEPT_ROWS = 100_000;
/** Owners whose counts are kept beside the agreement reports. */
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
     * kept, under a fingerprint that is made anew from the database for every answer. Narrowed to a room or a period it
     * says less, see `narrow-view.ts`. @throws ROOM_NOT_FOUND for a room of somebody else
     */
    async get(actor: Actor, input: InputOf<typeof getLeadView>): Promise<LeadView> {
      const { userId } = actor;
      const narrowing = toNarrowing(input, clock.now());
      if (narrowing?.roomId) await refuseOthersRoom(userId, narrowing.roomId);
      const scope = await readScope(userId);
      const counted = scope.counted.filter((interview) => isHeld(narrowing, interview));
      const whole = compare(scope, { key: userId, listCompared: scope.listCompared });
      const people = narrowing === null ? countPeople(userId, scope) : null;
      const [unfinished, rooms, roomChoices, raters, cases] = await Promise.all([
        listUnfinished(deps, {
          ownerId: userId,
          roomId: narrowing?.roomId ?? null,
          withoutLeadRubric: scope.withoutLeadRubric,
        }),
        database.room.count({ where: { ownerId: userId } }),
        listRoomChoices(scope.interviews, narrowing),
        people && nameRaters(people.raters),
        nameScenarios(countScenarios(counted)),
      ]);
      return {
        rooms,
        roomChoices,
        interviews: counted.length,
        leftOut: scope.countLeftOut(narrowing),
        unfinished: unfinished.listed,
        unfinishedCount: unfinished.count,
        agreement:
          narrowing === null
            ? toAgreement(whole, toSharedAgreement)
            : narrowAgreement({ scope, counted, whole, narrowing }),
        anchors: people && [...people.anchors],
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
    const listRubrics = once(() => {
      const countedIds = new Set(counted.map(({ interviewId }) => interviewId));
      return rubrics.filter(({ interviewId }) => countedIds.has(interviewId));
    });
    return {
      userId,
      /** Of all that decides which ratings count. */
      fingerprint: [rows.digest, ...[...sealed].sort()].join(' '),
      interviews,
      counted,
      listRubrics,
      /** Of those the interviews that two or more people rated. */
      listCompared: once(() =>
        groupByInterview(leadFirst(listRubrics().filter(isCounted)).map(toRaterForm)).filter(
          ({ forms }) => forms.length > 1,
        ),
      ),
      withoutLeadRubric: interviews
        .filter(({ interviewId, hasLead }) => hasLead && !withLead.has(interviewId))
        .map(({ interviewId }) => interviewId),
      countLeftOut(narrowing: Narrowing | null): LeadView['leftOut'] {
        const held = interviews.filter((interview) => isHeld(narrowing, interview));
        const asCandidate = held.filter(({ isCandidate }) => isCandidate).length;
        const heldAndCounted = counted.filter((interview) => isHeld(narrowing, interview)).length;
        return { asCandidate, sealed: held.length - heldAndCounted - asCandidate };
      },
    };
  }

  function compare(
    { fingerprint }: Scope,
    { key, listCompared }: { key: string; listCompared: () => readonly InterviewRatings[] },
  ): Compared {
    return reports.get({ key, fingerprint, listCompared });
  }

  /** Anchors and raters are told of everything together alone. */
  function countPeople(userId: string, scope: Scope): LeadCounts {
    const { fingerprint } = scope;
    const kept = counts.find(userId, fingerprint);
    if (kept) return kept;
    const made = countLead({
      compared: scope.listCompared(),
      rubrics: scope.listRubrics(),
      interviews: scope.counted,
    });
    counts.keep(userId, fingerprint, made);
    return made;
  }

  function narrowAgreement(input: {
    scope: Scope;
    counted: readonly OwnedInterview[];
    whole: Compared;
    narrowing: Narrowing;
  }): LeadView['agreement'] {
    const { scope, counted, whole, narrowing } = input;
    const part = compare(scope, {
      key: [scope.userId, narrowing.roomId ?? '-', narrowing.since ?? '-'].join(' '),
      listCompared: () => {
        const ids = new Set(counted.map(({ interviewId }) => interviewId));
        return scope.listCompared().filter(({ interviewId }) => ids.has(interviewId));
      },
    });
    return toAgreement(part, (agreement, pick) => toNarrowAgreement(agreement, pick(whole.report)));
  }

  async function refuseOthersRoom(userId: string, roomId: string): Promise<void> {
    const room = await database.room.findUnique({ where: { id: roomId }, select: { ownerId: true } });
    if (room?.ownerId !== userId) throw new AppError('ROOM_NOT_FOUND');
  }

  async function listRoomChoices(
    interviews: readonly OwnedInterview[],
    narrowing: Narrowing | null,
  ): Promise<LeadView['roomChoices']> {
    const latestFirst = new Set(interviews.map(({ roomId }) => roomId).reverse());
    const ids = new Set([...latestFirst].slice(0, LIMITS.listPage));
    if (narrowing?.roomId) ids.add(narrowing.roomId);
    const names = await roomNamesOf(database, [...ids]);
    return [...ids].flatMap((roomId) => {
      const name = names.get(roomId);
      return name === undefined ? [] : [{ roomId, name }];
    });
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

  async function nameRaters(raters: LeadCounts['raters']): Promise<LeadRater[]> {
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

  async function nameScenarios(runs: Runs): Promise<LeadView['scenarios']> {
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

interface Compared {
  readonly report: AgreementReport;
  readonly areIntervalsPending: boolean;
}

interface Scope {
  readonly userId: string;
  readonly fingerprint: string;
  readonly counted: readonly OwnedInterview[];
  readonly listRubrics: () => readonly RatingRow[];
  readonly listCompared: () => readonly InterviewRatings[];
}

/** `pick` finds the same comparison in another report. */
function toAgreement(
  { report, areIntervalsPending }: Compared,
  show: (agreement: Agreement, pick: (other: AgreementReport) => Agreement) => SharedAgreement,
): LeadView['agreement'] {
  return {
    dimensions: DIMENSIONS.map((dimension) => ({
      dimension,
      agreement: show(report.byDimension[dimension], (other) => other.byDimension[dimension]),
    })),
    pooled: show(report.pooled, (other) => other.pooled),
    recommendation: show(report.recommendation, (other) => other.recommendation),
    areIntervalsPending,
  };
}

/** Computes at the first call alone. */
function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | null = null;
  return () => (value ??= compute());
}
