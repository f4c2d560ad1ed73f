import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor } from '#server/platform/operation.ts';
import type {
  CalibrationOverview,
  CalibrationRun,
  LockedRating,
  ReferenceSummary,
  RunSummary,
  WireReadiness,
  lockCalibrationRating,
} from '#shared/contracts/calibration.contract.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { READINESS, calibrationReadiness, type BenchmarkAttempt } from '#shared/domain/calibration.ts';
import { LockedRatingSchema } from '#shared/contracts/calibration.contract.ts';
import { RATINGS, RUBRIC } from '#shared/domain/rubric-config.ts';
import type { MissingField } from '#shared/domain/rubric-completeness.ts';
import { FORM_LIMITS } from '#shared/domain/rubric-forms.ts';
import { evidenceNeeded } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, LEVELS } from '#shared/domain/vocabulary.ts';
import { AppError, invariant } from '#shared/errors.ts';
import {
  inRubricOrder,
  toLockedRating,
  toReferenceInterview,
  toRunSummary,
  toWireReadiness,
  type RunRow,
  type ScenarioViews,
} from './calibration.view.ts';
import { clockMs, type ReferenceFile } from './reference-file.ts';
import type { ReferenceLibrary } from './reference-library.ts';

export interface CalibrationDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly library: ReferenceLibrary;
  readonly scenarios: ScenarioViews & {
    /** @throws SCENARIO_NOT_FOUND */
    get(id: string, version: string): Scenario;
  };
  /** Whoever opens a reference interview has read its scenario's guide. */
  readonly seen: {
    /** Marks the scenario for the reader. @throws GUIDE_LOCKED for the candidate who is being asked it */
    openGuide(input: { userId: string; scenarioId: string }): Promise<void>;
    listSeen(userId: string): Promise<ReadonlySet<string>>;
  };
}

type LockInput = InputOf<typeof lockCalibrationRating>;

const REPEAT_MS = READINESS.repeatAfterDays * 24 * 60 * 60 * 1_000;
const withRatings = { ratings: true } as const;

/**
 * A person's runs through the reference interviews. What the authors said about a dimension is read in one place only, for
 * rows that are locked; everything else here never touches it.
 */
export function createCalibrationService(deps: CalibrationDeps) {
  const { database, clock, library, scenarios, seen } = deps;

  function scenarioOf(reference: ReferenceFile): Scenario {
    return scenarios.get(reference.scenario.id, reference.scenario.version);
  }

  function summaryOf(run: RunRow): RunSummary {
    const reference = findReference(run);
    const level = LEVELS.find((each) => each === run.level);
    invariant(level, 'a run has one of the levels');
    const title = reference === null ? run.referenceId : scenarioOf(reference).meta.title;
    return toRunSummary(run, { title, level });
  }

  /** Null when the build no longer holds the edition the run was begun with. */
  function findReference({ referenceId, referenceVersion }: RunRow): ReferenceFile | null {
    try {
      return library.get(referenceId, referenceVersion);
    } catch (error) {
      if (error instanceof AppError && error.code === 'CALIBRATION_REFERENCE_NOT_FOUND') return null;
      throw error;
    }
  }

  async function listRuns(userId: string): Promise<RunRow[]> {
    return database.calibrationRun.findMany({
      where: { userId },
      include: withRatings,
      orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    });
  }

  /** @throws CALIBRATION_RUN_NOT_FOUND, also for the runs of others */
  async function getRun(userId: string, runId: string): Promise<RunRow> {
    const run = await database.calibrationRun.findUnique({ where: { id: runId }, include: withRatings });
    if (!run || run.userId !== userId) throw new AppError('CALIBRATION_RUN_NOT_FOUND');
    return run;
  }

  function readinessOf(runs: readonly RunRow[]): WireReadiness {
    return toWireReadiness(
      calibrationReadiness({
        attempts: runs.flatMap(toAttempt),
        rubricVersion: RUBRIC.version,
        now: clock.now(),
      }),
    );
  }

  async function answerTo(run: RunRow): Promise<{ run: RunSummary; readiness: WireReadiness }> {
    return { run: summaryOf(run), readiness: readinessOf(await listRuns(run.userId)) };
  }

  return {
    /** Everything of the list page. Nothing in it tells how an interview was rated by its authors. */
    async getOverview(actor: Actor): Promise<CalibrationOverview> {
      const runs = await listRuns(actor.userId);
      const known = await seen.listSeen(actor.userId);
      const references = library.list().map((reference): ReferenceSummary => {
        const own = runs.filter(({ referenceId }) => referenceId === reference.id);
        const active = own.find(({ endedAt }) => endedAt === null);
        const done = own.find(({ endedAt, isGivenUp }) => endedAt !== null && !isGivenUp);
        const isDue =
          done !== undefined &&
          done.endedAt !== null &&
          (done.rubricVersion !== RUBRIC.version || done.endedAt.getTime() + REPEAT_MS <= clock.now());
        return {
          id: reference.id,
          title: scenarioOf(reference).meta.title,
          level: reference.level,
          durationMs: clockMs(reference.ends),
          momentCount: reference.moments.length,
          state: active ? 'in_progress' : !done ? 'not_begun' : isDue ? 'due_again' : 'done',
          activeRunId: active?.id ?? null,
          lastDoneRunId: done?.id ?? null,
          isSeen: known.has(reference.scenario.id),
        };
      });
      return { references, readiness: readinessOf(runs), runs: runs.map(summaryOf) };
    },

    /**
     * Begins a run and marks the scenario as seen. The run that is going on is answered when there is one, whatever id was
     * asked for: two tabs that begin at once work on the same run.
     * @throws CALIBRATION_REFERENCE_NOT_FOUND, GUIDE_LOCKED, CALIBRATION_RUN_NOT_FOUND (the id is taken)
     */
    async start(
      actor: Actor,
      { runId, referenceId }: { runId: string; referenceId: string },
    ): Promise<RunSummary> {
      const known = await database.calibrationRun.findUnique({ where: { id: runId }, include: withRatings });
      if (known) {
        if (known.userId !== actor.userId || known.referenceId !== referenceId)
          throw new AppError('CALIBRATION_RUN_NOT_FOUND');
        return summaryOf(known);
      }
      const reference = library.get(referenceId);
      // Before the run: a guide that was opened and not marked would be worse than a mark too many.
      await seen.openGuide({ userId: actor.userId, scenarioId: reference.scenario.id });
      const activeKey = `${actor.userId}:${referenceId}`;
      await database.calibrationRun.createMany({
        data: [
          {
            id: runId,
            userId: actor.userId,
            referenceId,
            referenceVersion: reference.version,
            level: reference.level,
            rubricVersion: RUBRIC.version,
            activeKey,
            startedAt: new Date(clock.now()),
          },
        ],
        // Of two at once one is made; both are answered with it.
        skipDuplicates: true,
      });
      const run = await database.calibrationRun.findUnique({ where: { activeKey }, include: withRatings });
      if (!run) throw new AppError('CALIBRATION_RUN_NOT_FOUND');
      return summaryOf(run);
    },

    /** @throws CALIBRATION_RUN_NOT_FOUND, GUIDE_LOCKED, CALIBRATION_REFERENCE_NOT_FOUND */
    async getRun(actor: Actor, runId: string): Promise<CalibrationRun> {
      const run = await getRun(actor.userId, runId);
      const reference = library.get(run.referenceId, run.referenceVersion);
      await seen.openGuide({ userId: actor.userId, scenarioId: reference.scenario.id });
      const { ratings: _sealed, ...open } = reference;
      return {
        ...(await answerTo(run)),
        interview: toReferenceInterview(open, { scenario: scenarioOf(reference), views: scenarios }),
        locked: inRubricOrder(run.ratings).map((row) => toLockedRating(row, reference)),
      };
    },

    /**
     * Locks one dimension for good and opens its reference. The eighth ends the run.
     * @throws CALIBRATION_LOCKED when it stands with another rating, CALIBRATION_RUN_ENDED, FORM_INCOMPLETE,
     * VALIDATION_FAILED for a moment the interview does not have
     */
    async lock(
      actor: Actor,
      input: LockInput,
    ): Promise<{ locked: LockedRating; run: RunSummary; readiness: WireReadiness }> {
      const run = await getRun(actor.userId, input.runId);
      const reference = library.get(run.referenceId, run.referenceVersion);
      await seen.openGuide({ userId: actor.userId, scenarioId: reference.scenario.id });
      const standing = run.ratings.find(({ dimension }) => dimension === input.dimension);
      if (!standing) {
        refuseIncomplete(input, { reference, scenario: scenarioOf(reference), views: scenarios });
        await write(input, reference);
      }
      const after = await getRun(actor.userId, input.runId);
      const row = after.ratings.find(({ dimension }) => dimension === input.dimension);
      if (!row) throw new AppError('CALIBRATION_RUN_ENDED');
      const locked = toLockedRating(row, reference);
      if (!isSame(locked, input)) {
        throw new AppError('CALIBRATION_LOCKED', {
          details: { rating: locked.rating, notAssessed: locked.notAssessed, lockedAt: locked.lockedAt },
        });
      }
      return { locked, ...(await answerTo(after)) };
    },

    /** Ends a run early. @throws CALIBRATION_RUN_NOT_FOUND */
    async giveUp(actor: Actor, runId: string): Promise<RunSummary> {
      await getRun(actor.userId, runId);
      await database.calibrationRun.updateMany({
        where: { id: runId, endedAt: null },
        data: { activeKey: null, endedAt: new Date(clock.now()), isGivenUp: true },
      });
      return summaryOf(await getRun(actor.userId, runId));
    },
  };

  /** Writes the row unless there is one by now; does nothing to a run that has ended. */
  async function write(input: LockInput, reference: ReferenceFile): Promise<void> {
    const { runId, dimension, rating, notAssessed, moments, words } = input;
    await database.$transaction(async (tx) => {
      const lockedAt = new Date(clock.now());
      // Holds the run's row, so that of two last dimensions one is the last.
      const open = await tx.calibrationRun.updateMany({
        where: { id: runId, endedAt: null },
        data: { revision: { increment: 1 } },
      });
      if (open.count === 0) return;
      await tx.calibrationRating.createMany({
        data: [
          {
            runId,
            dimension,
            rating,
            notAssessed,
            moments,
            words,
            referenceRating: reference.ratings[dimension].rating,
            lockedAt,
          } satisfies Prisma.CalibrationRatingCreateManyInput,
        ],
        skipDuplicates: true,
      });
      const count = await tx.calibrationRating.count({ where: { runId } });
      if (count < DIMENSIONS.length) return;
      await tx.calibrationRun.update({
        where: { id: runId },
        data: { activeKey: null, endedAt: lockedAt },
      });
    });
  }
}

export type CalibrationService = ReturnType<typeof createCalibrationService>;

/** What a rating rests on is asked for as in the real form: moments, and a reason for going above what the hints allow. */
function refuseIncomplete(
  input: LockInput,
  context: { reference: ReferenceFile; scenario: Scenario; views: ScenarioViews },
): void {
  const { ratings: _sealed, ...open } = context.reference;
  const known = new Set(open.moments.map(({ id }) => id));
  const unknown = input.moments.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new AppError('VALIDATION_FAILED', { details: { moments: unknown } });
  if (input.rating === null) return;
  const missing: MissingField[] = [];
  const needed = evidenceNeeded(input.rating);
  const have = new Set(input.moments).size;
  if (have < needed) missing.push({ path: `${input.dimension}.moments`, code: 'evidence', needed, have });
  const { ceiling } = toReferenceInterview(open, context).help[input.dimension];
  if (input.rating > ceiling && input.words.length < FORM_LIMITS.ceilingReasonMin) {
    missing.push({
      path: `${input.dimension}.words`,
      code: 'ceiling_reason',
      needed: FORM_LIMITS.ceilingReasonMin,
      have: input.words.length,
    });
  }
  if (missing.length > 0) throw new AppError('FORM_INCOMPLETE', { details: { missing } });
}

function isSame(locked: LockedRating, input: LockInput): boolean {
  return (
    locked.rating === input.rating &&
    locked.notAssessed === input.notAssessed &&
    locked.words === input.words &&
    locked.moments.join() === input.moments.join()
  );
}

/** A run with something locked in it, given up or not: whoever gives up a run that goes badly keeps what was locked. */
function toAttempt(run: RunRow): BenchmarkAttempt[] {
  if (run.ratings.length === 0) return [];
  const ratingOf = (value: number | null) => RATINGS.find((rating) => rating === value) ?? null;
  return [
    {
      benchmarkId: run.referenceId,
      lockedAt: Math.max(...run.ratings.map(({ lockedAt }) => lockedAt.getTime())),
      rubricVersion: run.rubricVersion,
      ratings: run.ratings.flatMap((row) => {
        const dimension = LockedRatingSchema.shape.dimension.parse(row.dimension);
        const rating = ratingOf(row.rating);
        const reference = ratingOf(row.referenceRating);
        return rating === null || reference === null ? [] : [{ dimension, rating, reference }];
      }),
    },
  ];
}
