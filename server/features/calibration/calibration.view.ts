import type { CalibrationRating, CalibrationRun } from '#prisma/generated/client.ts';
import type {
  LockedRating,
  ReferenceInterview,
  ReferenceMoment,
  ReferenceRating,
  RunSummary,
  WireReadiness,
} from '#shared/contracts/calibration.contract.ts';
import { LockedRatingSchema, MomentIdSchema } from '#shared/contracts/calibration.contract.ts';
import type { CandidateScenario, RevealFace, Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { Readiness } from '#shared/domain/calibration.ts';
import { expectationsAt } from '#shared/domain/guide-items.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { byDimension, hintCeiling, hintUnitsOf } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, LEVELS, type Dimension } from '#shared/domain/vocabulary.ts';
import type { NotesBlock } from '#shared/documents/notes.ts';
import { invariant } from '#shared/errors.ts';
import { toBoardModel } from './reference-board.ts';
import { clockMs, type MomentFile, type NotesFile, type ReferenceFile } from './reference-file.ts';

export type RunRow = CalibrationRun & { readonly ratings: readonly CalibrationRating[] };

/** How a scenario's parts leave the server. */
export interface ScenarioViews {
  toCandidate(scenario: Scenario): CandidateScenario;
  /** @throws GUIDE_ITEM_NOT_FOUND */
  toRevealFace(scenario: Scenario, revealId: string): RevealFace;
}

/**
 * The interview without what its authors thought of it: nothing of `reference.ratings` is read here, so no slip in this
 * view can give a rating away.
 */
export function toReferenceInterview(
  { level, ends, board, notes, moments: written }: Omit<ReferenceFile, 'ratings'>,
  { scenario, views }: { scenario: Scenario; views: ScenarioViews },
): ReferenceInterview {
  const moments = written.map((moment) => toMoment(moment, { scenario, views }));
  return {
    scenario: views.toCandidate(scenario),
    durationMs: clockMs(ends),
    // Plain JSON: the wire types are the models without `readonly`, checked again by the strict schema.
    board: structuredClone(toBoardModel(board)) as ReferenceInterview['board'],
    notes: structuredClone(toNotesBlocks(notes)) as ReferenceInterview['notes'],
    moments,
    expectations: expectationsAt(scenario.interviewer, level).map(({ step, item }) => ({
      id: item.id,
      step,
      dimension: item.dim,
      text: item.text,
      isCore: item.core === true,
    })),
    help: byDimension((dimension) => {
      const hints = moments.flatMap((moment) =>
        moment.type === 'hint' && moment.dimension === dimension ? [moment] : [],
      );
      const units = hintUnitsOf(
        RUBRIC,
        hints.map(({ rung }) => rung),
      );
      return {
        units,
        ceiling: hintCeiling(RUBRIC, { level, units }),
        hints: hints.map(({ rung, uptake, offsetMs }) => ({ rung, uptake, offsetMs })),
      };
    }),
  };
}

/** @throws GUIDE_ITEM_NOT_FOUND, invariant: the file names an item its scenario does not have */
export function toMoment(
  moment: MomentFile,
  { scenario, views }: { scenario: Scenario; views: Pick<ScenarioViews, 'toRevealFace'> },
): ReferenceMoment {
  const at = { id: moment.id, offsetMs: clockMs(moment.at) };
  if ('phase' in moment) return { type: 'phase', ...at, phaseId: moment.phase };
  if ('candidate' in moment) return { type: 'said', ...at, by: 'candidate', text: moment.candidate };
  if ('interviewer' in moment) return { type: 'said', ...at, by: 'interviewer', text: moment.interviewer };
  if ('drew' in moment) return { type: 'drew', ...at, text: moment.drew };
  if ('reveal' in moment) {
    return { type: 'reveal', ...at, face: views.toRevealFace(scenario, moment.reveal).face };
  }
  if ('probe' in moment) {
    const probe = scenario.interviewer.steps
      .flatMap(({ probes }) => probes)
      .find(({ id }) => id === moment.probe);
    invariant(probe, `${scenario.meta.id} has no probe ${moment.probe}`);
    return { type: 'probe', ...at, text: probe.ask };
  }
  const ladder = scenario.interviewer.steps
    .flatMap(({ hints }) => hints)
    .find(({ id }) => id === moment.hint);
  invariant(ladder, `${scenario.meta.id} has no hint ${moment.hint}`);
  const helped = scenario.interviewer.steps
    .flatMap(({ expect }) => LEVELS.flatMap((level) => expect[level]))
    .find(({ id }) => id === ladder.expects);
  invariant(helped, `${moment.hint} helps with an expectation of the guide`);
  return {
    type: 'hint',
    ...at,
    rung: moment.rung,
    dimension: helped.dim,
    text: ladder[moment.rung],
    uptake: moment.uptake,
  };
}

const SECTION_NAMES = {
  clarify: 'Clarify',
  frame: 'Frame',
  data: 'Data',
  model: 'Model',
  evaluate: 'Evaluate',
  serve: 'Serve',
  monitor: 'Monitor',
} as const;

/** Notes as the notes model gives them. */
export function toNotesBlocks(notes: NotesFile): NotesBlock[] {
  const paragraph = (text: string): NotesBlock[] => [{ type: 'paragraph', spans: [{ text, marks: [] }] }];
  return notes.flatMap(({ section, lines }): NotesBlock[] => {
    const ticks = lines.filter((line) => /^\[[x ]\] /.test(line));
    const plain = lines.filter((line) => !ticks.includes(line));
    return [
      { type: 'heading', level: 2, spans: [{ text: SECTION_NAMES[section], marks: [] }] },
      ...(ticks.length === 0
        ? []
        : [
            {
              type: 'checklist' as const,
              items: ticks.map((line) => ({
                isChecked: line.startsWith('[x]'),
                blocks: paragraph(line.slice(4)),
              })),
            },
          ]),
      ...(plain.length === 0 ? [] : [{ type: 'bullets' as const, items: plain.map(paragraph) }]),
    ];
  });
}

/** What the authors said about one dimension; the caller has made sure that it is locked. */
export function toReferenceRating(reference: ReferenceFile, dimension: Dimension): ReferenceRating {
  const {
    rating,
    not_assessed: notAssessed = null,
    reason,
    moments,
    boundary,
  } = reference.ratings[dimension];
  return { rating, notAssessed, reason, moments: [...moments], boundary };
}

export function toLockedRating(row: CalibrationRating, reference: ReferenceFile): LockedRating {
  const { dimension, rating, notAssessed, moments, words, lockedAt } = row;
  const own = LockedRatingSchema.pick({ dimension: true, rating: true, notAssessed: true }).parse({
    dimension,
    rating,
    notAssessed,
  });
  return {
    ...own,
    moments: MomentIdSchema.array().parse(moments),
    words,
    lockedAt: lockedAt.toISOString(),
    reference: toReferenceRating(reference, own.dimension),
  };
}

export function toRunSummary(
  run: RunRow,
  { title, level }: { title: string; level: RunSummary['level'] },
): RunSummary {
  const distances = run.ratings.flatMap(({ rating, referenceRating }) =>
    rating === null || referenceRating === null ? [] : [Math.abs(rating - referenceRating)],
  );
  return {
    id: run.id,
    referenceId: run.referenceId,
    title,
    level,
    status: run.endedAt === null ? 'in_progress' : run.isGivenUp ? 'given_up' : 'done',
    rubricVersion: run.rubricVersion,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    lockedCount: run.ratings.length,
    compared: {
      ratings: distances.length,
      exactCount: distances.filter((distance) => distance === 0).length,
      adjacentCount: distances.filter((distance) => distance <= 1).length,
    },
  };
}

export function toWireReadiness(readiness: Readiness): WireReadiness {
  switch (readiness.status) {
    case 'not_started':
      return { status: 'not_started' };
    case 'not_ready':
      return {
        status: 'not_ready',
        missing: readiness.missing.map(({ code, have, needed }) => ({ code, have, needed })),
        figures: { ...readiness.figures },
      };
    case 'ready':
      return {
        status: 'ready',
        repeatAt: new Date(readiness.repeatAt).toISOString(),
        figures: { ...readiness.figures },
      };
    case 'repeat_due':
      return {
        status: 'repeat_due',
        reason: readiness.reason,
        since: readiness.since === null ? null : new Date(readiness.since).toISOString(),
        figures: { ...readiness.figures },
      };
  }
}

/** Rows in the order of the rubric. */
export function inRubricOrder<Row extends { dimension: string }>(rows: readonly Row[]): Row[] {
  return DIMENSIONS.flatMap((dimension) => rows.filter((row) => row.dimension === dimension));
}
