import { z } from 'zod';
import { PHASE_IDS } from '#shared/domain/interview-state.ts';
import { NOT_ASSESSED_REASONS, RATINGS } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS, HINT_RUNGS, HINT_UPTAKES, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { IdSchema, ScenarioItemIdSchema, TimeSchema, blockOfText, operation } from './operation.ts';
import { ReviewBoardSchema, ReviewNotesBlockSchema } from './review.contract.ts';
import { DimensionHelpSchema } from './rubric.contract.ts';
import { CandidateScenarioSchema, FaceSchema } from './scenario-format.contract.ts';

/**
 * Calibration: a person rates a scripted reference interview and sees, dimension by dimension, how its authors rated it.
 * What the authors said about a dimension is in no answer before that dimension is locked.
 */

// ---------------------------------------------------------------- entities

/** Moments of one reference interview: `m01`, `m02`, ... */
export const MomentIdSchema = z.string().regex(/^m\d{2,3}$/);

const momentFields = { id: MomentIdSchema, offsetMs: z.int().min(0) };

/** One thing that was said, done or shown, in the order of the clock. */
export const MomentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('phase'), ...momentFields, phaseId: z.enum(PHASE_IDS) }),
  z.strictObject({
    type: z.literal('said'),
    ...momentFields,
    by: z.enum(['candidate', 'interviewer']),
    text: z.string(),
  }),
  /** What the candidate drew or wrote, in words. */
  z.strictObject({ type: z.literal('drew'), ...momentFields, text: z.string() }),
  z.strictObject({ type: z.literal('reveal'), ...momentFields, face: FaceSchema }),
  z.strictObject({ type: z.literal('probe'), ...momentFields, text: z.string() }),
  z.strictObject({
    type: z.literal('hint'),
    ...momentFields,
    rung: z.enum(HINT_RUNGS),
    dimension: z.enum(DIMENSIONS),
    text: z.string(),
    uptake: z.enum(HINT_UPTAKES),
  }),
]);
export type ReferenceMoment = z.infer<typeof MomentSchema>;

/** What the guide expects at the level, those of lower levels included. */
export const CalibrationExpectationSchema = z.strictObject({
  id: z.string(),
  step: z.enum(STEPS),
  dimension: z.enum(DIMENSIONS),
  text: z.string(),
  isCore: z.boolean(),
});

/** The interview as a rater gets it: everything but what its authors thought of it. */
export const ReferenceInterviewSchema = z.strictObject({
  scenario: CandidateScenarioSchema,
  durationMs: z.int().min(0),
  board: ReviewBoardSchema,
  notes: z.array(ReviewNotesBlockSchema),
  moments: z.array(MomentSchema),
  expectations: z.array(CalibrationExpectationSchema),
  help: z.record(z.enum(DIMENSIONS), DimensionHelpSchema),
});
export type ReferenceInterview = z.infer<typeof ReferenceInterviewSchema>;

const rating = z.literal(RATINGS).nullable();
const notAssessed = z.enum(NOT_ASSESSED_REASONS).nullable();

/** What the authors of the reference said about one dimension. */
export const ReferenceRatingSchema = z.strictObject({
  rating,
  notAssessed,
  reason: z.string(),
  moments: z.array(MomentIdSchema),
  /** Why not one higher, or what would have been needed. */
  boundary: z.string(),
});
export type ReferenceRating = z.infer<typeof ReferenceRatingSchema>;

/** A locked dimension: the rater's own and, only now, the reference. */
export const LockedRatingSchema = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  rating,
  notAssessed,
  moments: z.array(MomentIdSchema),
  words: z.string(),
  lockedAt: TimeSchema,
  reference: ReferenceRatingSchema,
});
export type LockedRating = z.infer<typeof LockedRatingSchema>;

const share = z.number().min(0).max(1);
export const CalibrationFiguresSchema = z.strictObject({
  ratings: z.int().min(1),
  attempts: z.int().min(1),
  exactCount: z.int().min(0),
  adjacentCount: z.int().min(0),
  exact: share,
  adjacent: share,
  bias: z.number().min(-3).max(3),
  kappa: z.number().min(-1).max(1).nullable(),
  seenBefore: z.int().min(0),
});
export type WireCalibrationFigures = z.infer<typeof CalibrationFiguresSchema>;

const gap = z.strictObject({
  code: z.enum(['ratings', 'exact', 'adjacent', 'bias', 'kappa']),
  have: z.number().nullable(),
  needed: z.number(),
});

/** `Readiness` of the domain with times as text. */
export const ReadinessSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('not_started') }),
  z.strictObject({
    status: z.literal('not_ready'),
    missing: z.array(gap),
    figures: CalibrationFiguresSchema,
  }),
  z.strictObject({ status: z.literal('ready'), repeatAt: TimeSchema, figures: CalibrationFiguresSchema }),
  z.strictObject({
    status: z.literal('repeat_due'),
    reason: z.enum(['time_passed', 'rubric_changed']),
    since: TimeSchema.nullable(),
    figures: CalibrationFiguresSchema,
  }),
]);
export type WireReadiness = z.infer<typeof ReadinessSchema>;

/** A run, begun or over. Its figures are over what is locked in it. */
export const RunSummarySchema = z.strictObject({
  id: IdSchema,
  referenceId: ScenarioItemIdSchema,
  title: z.string(),
  level: z.enum(LEVELS),
  status: z.enum(['in_progress', 'done', 'given_up']),
  rubricVersion: z.string(),
  startedAt: TimeSchema,
  endedAt: TimeSchema.nullable(),
  lockedCount: z.int().min(0).max(DIMENSIONS.length),
  /** Dimensions that both sides rated, and how many of them agree. */
  compared: z.strictObject({
    ratings: z.int().min(0),
    exactCount: z.int().min(0),
    adjacentCount: z.int().min(0),
  }),
});
export type RunSummary = z.infer<typeof RunSummarySchema>;

export const ReferenceSummarySchema = z.strictObject({
  id: ScenarioItemIdSchema,
  title: z.string(),
  level: z.enum(LEVELS),
  durationMs: z.int().min(0),
  momentCount: z.int().min(0),
  state: z.enum(['not_begun', 'in_progress', 'done', 'due_again']),
  /** The run that is going on. */
  activeRunId: IdSchema.nullable(),
  /** The newest run that was finished. */
  lastDoneRunId: IdSchema.nullable(),
  /** The caller knows the scenario already, so opening it costs nothing. */
  isSeen: z.boolean(),
});
export type ReferenceSummary = z.infer<typeof ReferenceSummarySchema>;

export const CalibrationOverviewSchema = z.strictObject({
  references: z.array(ReferenceSummarySchema),
  readiness: ReadinessSchema,
  /** Newest first, those given up included. */
  runs: z.array(RunSummarySchema),
});
export type CalibrationOverview = z.infer<typeof CalibrationOverviewSchema>;

export const CalibrationRunSchema = z.strictObject({
  run: RunSummarySchema,
  interview: ReferenceInterviewSchema,
  /** In the order of the rubric. */
  locked: z.array(LockedRatingSchema),
  /** Over all runs of the caller, this one included. */
  readiness: ReadinessSchema,
});
export type CalibrationRun = z.infer<typeof CalibrationRunSchema>;

// ---------------------------------------------------------------- operations

const raters = 'everybody signed in, for their own runs';
const shared = { access: 'user', allowed: raters } as const;
const byRun = { runId: IdSchema };
const runErrors = ['CALIBRATION_RUN_NOT_FOUND', 'GUIDE_LOCKED'] as const;

export const getCalibration = operation({
  ...shared,
  name: 'calibration:get',
  summary: 'The reference interviews, how far the caller is with each, and whether they are ready to rate.',
  method: 'GET',
  path: '/api/calibration',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: CalibrationOverviewSchema,
  errors: [],
});

export const startCalibrationRun = operation({
  ...shared,
  name: 'calibration:start',
  summary:
    'Open a reference interview. The id is made by the client, so a retry changes nothing; while a run of the same reference is going on, that one is answered. Marks the scenario as seen. GUIDE_LOCKED to a candidate who is being interviewed with it.',
  method: 'PUT',
  path: '/api/calibration/runs/:runId',
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ ...byRun, referenceId: ScenarioItemIdSchema }),
  output: RunSummarySchema,
  errors: [...runErrors, 'CALIBRATION_REFERENCE_NOT_FOUND'],
});

export const getCalibrationRun = operation({
  ...shared,
  name: 'calibration:get-run',
  summary: 'One own run with its interview, and the reference of every dimension that is locked.',
  method: 'GET',
  path: '/api/calibration/runs/:runId',
  // The interview is larger than a socket message may be.
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject(byRun),
  output: CalibrationRunSchema,
  errors: [...runErrors, 'CALIBRATION_REFERENCE_NOT_FOUND'],
});

export const lockCalibrationRating = operation({
  ...shared,
  name: 'calibration:lock',
  summary:
    'Lock the rating of one dimension for good and get its reference. The same again changes nothing; anything else on a locked dimension is CALIBRATION_LOCKED, with what stands in `details`. FORM_INCOMPLETE lists in `details.missing` what the rating lacks.',
  method: 'PUT',
  path: '/api/calibration/runs/:runId/ratings/:dimension',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z
    .strictObject({
      ...byRun,
      dimension: z.enum(DIMENSIONS),
      rating,
      notAssessed,
      moments: z.array(MomentIdSchema).max(LIMITS.calibrationMoments),
      words: blockOfText(LIMITS.reason).trim(),
    })
    .refine((row) => (row.rating === null) !== (row.notAssessed === null), {
      error: 'a dimension is rated or not assessed, never both and never neither',
    }),
  output: z.strictObject({
    locked: LockedRatingSchema,
    run: RunSummarySchema,
    readiness: ReadinessSchema,
  }),
  errors: [...runErrors, 'CALIBRATION_LOCKED', 'CALIBRATION_RUN_ENDED', 'FORM_INCOMPLETE'],
});

export const giveUpCalibrationRun = operation({
  ...shared,
  name: 'calibration:give-up',
  summary:
    'End a run before all of it is locked; what is locked stays and counts. Twice changes nothing, and a finished run stays finished.',
  method: 'POST',
  path: '/api/calibration/runs/:runId/end',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byRun),
  output: RunSummarySchema,
  errors: ['CALIBRATION_RUN_NOT_FOUND'],
});

export const CALIBRATION_OPERATIONS = [
  getCalibration,
  startCalibrationRun,
  getCalibrationRun,
  lockCalibrationRating,
  giveUpCalibrationRun,
] as const;
