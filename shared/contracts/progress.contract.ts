import { z } from 'zod';
import { PHASE_IDS } from '#shared/domain/interview-state.ts';
import { FEEDBACK_QUESTIONS, RECOMMENDATIONS } from '#shared/domain/rubric-config.ts';
import { FORM_KINDS } from '#shared/domain/rubric-forms.ts';
import { DIMENSIONS, FORMATS, LEVELS, ROLES, STEPS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { IdSchema, ScenarioItemIdSchema, TimeSchema, operation } from './operation.ts';
import { ScoreSchema } from './rubric.contract.ts';
import { DOMAINS, ScenarioMetaSchema } from './scenario-format.contract.ts';

// ---------------------------------------------------------------- entities

/** The two sides of the table. Everybody who rated stands on the interviewer's. */
export const HISTORY_SIDES = ['candidate', 'interviewer'] as const;
export type HistorySide = (typeof HISTORY_SIDES)[number];

/** A case by its name alone: nothing of the guide. Null where the build no longer holds it. */
export const ScenarioNameSchema = z.strictObject({ id: z.string(), title: z.string() });
export type ScenarioName = z.infer<typeof ScenarioNameSchema>;

/** The result of one interview in one line; `none` while the lead's rubric is missing, `sealed` while the caller's is. */
export const HistoryResultSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('sealed') }),
  z.strictObject({
    state: z.literal('rated'),
    score: ScoreSchema,
    recommendation: z.enum(RECOMMENDATIONS).nullable(),
  }),
]);

export const HistoryItemSchema = z.strictObject({
  interviewId: IdSchema,
  roomId: IdSchema,
  /** What the caller was in it: `lead` or a role. */
  seat: z.enum(['lead', ...ROLES]),
  scenario: ScenarioNameSchema.nullable(),
  level: z.enum(LEVELS),
  format: z.enum(FORMATS),
  endedAt: TimeSchema,
  revealedAt: TimeSchema,
  durationMs: z.int().min(0),
  /** The lead for a candidate, the candidate for everybody else. */
  partnerName: z.string().nullable(),
  result: HistoryResultSchema,
});
export type HistoryItem = z.infer<typeof HistoryItemSchema>;

/** Where a page of the history begins: after this interview. */
export const HistoryCursorSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[A-Za-z0-9_-]{8,64}$/);

/** Place on the level-free ladder, hundredths of a rung, 100 to 600. */
const RungSchema = z.int().min(100).max(600);

/** One interview in a trend: the mean of its raters, and how far they were apart. */
export const TrendPointSchema = z.strictObject({
  interviewId: IdSchema,
  at: TimeSchema,
  level: z.enum(LEVELS),
  rungHundredths: RungSchema,
  lowestHundredths: RungSchema,
  highestHundredths: RungSchema,
  raters: z.int().min(1),
});
export type TrendPoint = z.infer<typeof TrendPointSchema>;

/** What may be said of a series: nothing of up or down before there are enough interviews. */
export const TrendSchema = z.discriminatedUnion('case', [
  z.strictObject({ case: z.literal('none') }),
  z.strictObject({
    case: z.literal('too_few'),
    count: z.int().min(1),
    needed: z.int().min(1),
    meanHundredths: RungSchema,
  }),
  z.strictObject({
    case: z.literal('trend'),
    count: z.int().min(1),
    meanHundredths: RungSchema,
    /** Standard deviation, hundredths of a rung. */
    spreadHundredths: z.int().min(0),
    earlierHundredths: RungSchema,
    laterHundredths: RungSchema,
    changeHundredths: z.int(),
    /** The change is no larger than the spread: neither up nor down. */
    isWithinSpread: z.boolean(),
  }),
]);
export type Trend = z.infer<typeof TrendSchema>;

/** One dimension over time, oldest first. */
export const DimensionTrendSchema = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  points: z.array(TrendPointSchema),
  trend: TrendSchema,
});
export type DimensionTrend = z.infer<typeof DimensionTrendSchema>;

/** How far the own view was from what raters saw: above zero is rating oneself higher. */
export const SelfGapPointSchema = z.strictObject({
  interviewId: IdSchema,
  at: TimeSchema,
  scenario: ScenarioNameSchema.nullable(),
  gapHundredths: z.int(),
  /** Dimensions rated by both. */
  dimensions: z.int().min(1),
  blindSpots: z.array(z.enum(DIMENSIONS)),
  hiddenStrengths: z.array(z.enum(DIMENSIONS)),
});
export type SelfGapPoint = z.infer<typeof SelfGapPointSchema>;

export const PlanScenarioSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  domain: z.enum(DOMAINS),
  difficulty: ScenarioMetaSchema.shape.difficulty,
  isSeen: z.boolean(),
});
export type PlanScenario = z.infer<typeof PlanScenarioSchema>;

/** What to look at next and with which cases: a suggestion, never a verdict. */
export const PracticeFocusSchema = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  rungHundredths: RungSchema,
  count: z.int().min(1),
  /** The behaviour one rung up; null at the top of the ladder. */
  nextRung: z.string().nullable(),
  scenarios: z.array(PlanScenarioSchema),
});
export type PracticeFocus = z.infer<typeof PracticeFocusSchema>;

export const PracticePlanSchema = z.discriminatedUnion('case', [
  z.strictObject({ case: z.literal('too_few'), interviews: z.int().min(0), needed: z.int().min(1) }),
  z.strictObject({ case: z.literal('even'), rungHundredths: RungSchema }),
  z.strictObject({ case: z.literal('plan'), focus: z.array(PracticeFocusSchema).min(1) }),
]);
export type PracticePlan = z.infer<typeof PracticePlanSchema>;

export const CandidateProgressSchema = z.strictObject({
  /** Opened interviews, and for how many of them a rubric was handed in. */
  interviews: z.int().min(0),
  rated: z.int().min(0),
  /** There are older interviews that are not looked at. */
  isCapped: z.boolean(),
  dimensions: z.array(DimensionTrendSchema),
  /** Oldest first. */
  selfGaps: z.array(SelfGapPointSchema),
  /** The level the plan is for. */
  level: z.enum(LEVELS),
  plan: PracticePlanSchema,
});
export type CandidateProgress = z.infer<typeof CandidateProgressSchema>;

export const FeedbackAverageSchema = z.strictObject({
  question: z.enum(FEEDBACK_QUESTIONS),
  meanHundredths: z.int().nullable(),
  count: z.int().min(0),
});

/** How one person rates: for that person and the lead alone. Scores are never adjusted by it. */
export const RaterFiguresSchema = z.strictObject({
  rubrics: z.int().min(0),
  /** Ratings beside somebody else's of the same interview, and how many severity needs. */
  shared: z.int().min(0),
  needed: z.int().min(1),
  /** Mean of own minus others', hundredths; below zero is stricter than they. Null below `needed`. */
  severityHundredths: z.int().nullable(),
  severityByDimension: z.array(
    z.strictObject({
      dimension: z.enum(DIMENSIONS),
      shared: z.int().min(0),
      severityHundredths: z.int(),
    }),
  ),
  /** Rubrics with six or more ratings, and those of them with one and the same throughout. */
  haloEligible: z.int().min(0),
  haloFlat: z.int().min(0),
  meanCoveragePercent: z.int().min(0).max(100).nullable(),
  late: z.int().min(0),
});
export type RaterFigures = z.infer<typeof RaterFiguresSchema>;

export const InterviewerProgressSchema = z.strictObject({
  interviews: z.int().min(0),
  isCapped: z.boolean(),
  feedback: z.strictObject({
    /** Interviews whose candidate answered and that are not sealed for the caller. */
    sessions: z.int().min(0),
    needed: z.int().min(1),
    /** Null until there are enough sessions: one person's answers are not averages. */
    averages: z.array(FeedbackAverageSchema).nullable(),
  }),
  hints: z.strictObject({
    nudges: z.int().min(0),
    pointers: z.int().min(0),
    reveals: z.int().min(0),
    used: z.int().min(0),
    partly: z.int().min(0),
    ignored: z.int().min(0),
    /** Interviews without a single hint. */
    withoutHints: z.int().min(0),
  }),
  rater: RaterFiguresSchema,
});
export type InterviewerProgress = z.infer<typeof InterviewerProgressSchema>;

// ---------------------------------------------------------------- the lead's view

const IntervalSchema = z.strictObject({ low: z.number(), high: z.number() }).nullable();

/** Agreement as it may be shown: counts alone while there is too little to interpret. */
export const SharedAgreementSchema = z.strictObject({
  case: z.enum([
    'no_shared_ratings',
    'too_few',
    'no_variation',
    'both_constant',
    'one_rater_constant',
    'skewed',
    'varied',
  ]),
  units: z.int().min(0),
  pairs: z.int().min(0),
  interviews: z.int().min(0),
  exactCount: z.int().min(0),
  adjacentCount: z.int().min(0),
  /** Null while counts are all that is shown. */
  figures: z
    .strictObject({
      exact: z.number(),
      adjacent: z.number(),
      /** These two and the table are null in a narrower view. */
      bias: z.number().nullable(),
      meanAbsoluteDifference: z.number().nullable(),
      kappa: z.number().nullable(),
      ordinalAlpha: z.number().nullable(),
      coefficient: z.enum(['kappa', 'ordinal_alpha']),
      kappaInterval: IntervalSchema,
      alphaInterval: IntervalSchema,
      /** `table[i][j]`: pairs in which the first rater gave i + 1 and the second j + 1. */
      table: z.array(z.array(z.int().min(0))).nullable(),
    })
    .nullable(),
});
export type SharedAgreement = z.infer<typeof SharedAgreementSchema>;

/** A behaviour that raters of the same interviews place differently. */
export const AnchorReadingSchema = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  /** Place on the ladder, 1 to 6, and its words. */
  rung: z.int().min(1).max(6),
  anchor: z.string(),
  /** Pairs in which at least one of the two chose it, and those of them in which the other did not. */
  pairs: z.int().min(0),
  apart: z.int().min(0),
  /** What the other chose most often instead. */
  otherRung: z.int().min(1).max(6).nullable(),
  otherAnchor: z.string().nullable(),
});
export type AnchorReading = z.infer<typeof AnchorReadingSchema>;

export const LeadRaterSchema = z.strictObject({
  userId: IdSchema,
  displayName: z.string(),
  figures: RaterFiguresSchema,
});
export type LeadRater = z.infer<typeof LeadRaterSchema>;

export const UnfinishedInterviewSchema = z.strictObject({
  interviewId: IdSchema,
  roomId: IdSchema,
  roomName: z.string(),
  scenario: ScenarioNameSchema.nullable(),
  level: z.enum(LEVELS),
  /** When the forms open by themselves; null when they are open and a rubric is late. */
  deadlineAt: TimeSchema.nullable(),
  missing: z.array(z.strictObject({ displayName: z.string(), kind: z.enum(FORM_KINDS) })).min(1),
});
export type UnfinishedInterview = z.infer<typeof UnfinishedInterviewSchema>;

/** Days that the lead's view can be narrowed to, counted back from today by when the forms were opened. */
export const LEAD_PERIODS = ['30d', '90d'] as const;
export type LeadPeriod = (typeof LEAD_PERIODS)[number];

export const LeadViewSchema = z.strictObject({
  rooms: z.int().min(0),
  /** Rooms the view can be narrowed to: those with an opened interview, the latest first, and the one it is narrowed to. */
  roomChoices: z
    .array(z.strictObject({ roomId: IdSchema, name: z.string() }))
    // The chosen one may be older than those listed.
    .max(LIMITS.listPage + 1),
  /** Opened interviews that are counted. */
  interviews: z.int().min(0),
  /** Opened interviews left out: the caller is their candidate, or still owes a rubric and rates blind. */
  leftOut: z.strictObject({ asCandidate: z.int().min(0), sealed: z.int().min(0) }),
  unfinished: z.array(UnfinishedInterviewSchema),
  unfinishedCount: z.int().min(0),
  agreement: z.strictObject({
    dimensions: z.array(z.strictObject({ dimension: z.enum(DIMENSIONS), agreement: SharedAgreementSchema })),
    pooled: SharedAgreementSchema,
    recommendation: SharedAgreementSchema,
    /** Intervals are computed beside everything else and are there at the next look. */
    areIntervalsPending: z.boolean(),
  }),
  /** These two are null in a narrower view: see `server/features/progress/narrow-view.ts`. */
  anchors: z.array(AnchorReadingSchema).nullable(),
  raters: z.array(LeadRaterSchema).nullable(),
  scenarios: z.array(ScenarioNameSchema.extend({ interviews: z.int().min(1) })),
});
export type LeadView = z.infer<typeof LeadViewSchema>;

/** One expectation of the guide. */
export const ExpectationLineSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  dimension: z.enum(DIMENSIONS),
  step: z.enum(STEPS),
  isCore: z.boolean(),
  /** Interviews of its level or above that reached its step, and those that met it. */
  inPlay: z.int().min(0),
  met: z.int().min(0),
  isNeverMet: z.boolean(),
});
export type ExpectationLine = z.infer<typeof ExpectationLineSchema>;

export const HintLineSchema = z.strictObject({
  id: z.string(),
  /** The expectation it leads to, in words. */
  text: z.string(),
  step: z.enum(STEPS),
  inPlay: z.int().min(0),
  given: z.int().min(0),
  nudges: z.int().min(0),
  pointers: z.int().min(0),
  reveals: z.int().min(0),
  isAlwaysUsed: z.boolean(),
});
export type HintLine = z.infer<typeof HintLineSchema>;

export const PhaseLineSchema = z.strictObject({
  phaseId: z.enum(PHASE_IDS),
  planned: z.int().min(0),
  reached: z.int().min(0),
  overBudget: z.int().min(0),
  budgetMs: z.int().min(0),
  /** Quartiles; null with too few interviews. */
  spentMs: z
    .strictObject({ lower: z.int().min(0), median: z.int().min(0), upper: z.int().min(0) })
    .nullable(),
});
export type PhaseLine = z.infer<typeof PhaseLineSchema>;

/** How the items of one version of a case do. For guides: opening it marks the case as seen. */
export const ScenarioStatisticsSchema = z.strictObject({
  scenario: ScenarioNameSchema,
  version: z.string(),
  interviews: z.int().min(0),
  /** False while counts may be shown and conclusions not. */
  isEnough: z.boolean(),
  /** The newest ones only. */
  isCapped: z.boolean(),
  expectations: z.array(ExpectationLineSchema),
  hints: z.array(HintLineSchema),
  phases: z.array(PhaseLineSchema),
});
export type ScenarioStatistics = z.infer<typeof ScenarioStatisticsSchema>;

// ---------------------------------------------------------------- operations

export const listHistory = operation({
  name: 'progress:list-history',
  summary: "The caller's opened interviews on one side of the table, newest first, a page at a time.",
  method: 'GET',
  path: '/api/progress/history',
  access: 'user',
  allowed: 'anybody signed in, guests too; own interviews only',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ side: z.enum(HISTORY_SIDES), after: HistoryCursorSchema.optional() }),
  output: z.strictObject({
    items: z.array(HistoryItemSchema).max(LIMITS.listPage),
    /** Give it as `after` for the next page; null at the end. */
    next: HistoryCursorSchema.nullable(),
  }),
  errors: [],
});

export const getCandidateProgress = operation({
  name: 'progress:get-candidate',
  summary: 'Trends of the caller as a candidate, and a suggestion what to practise next.',
  method: 'GET',
  path: '/api/progress/candidate',
  access: 'user',
  allowed: 'anybody signed in, guests too; own interviews only',
  transports: ['http'],
  rateLimit: 'read',
  /** `level`: what the plan is for; without it the level of the newest interview. */
  input: z.strictObject({ level: z.enum(LEVELS).optional() }),
  output: CandidateProgressSchema,
  errors: [],
});

export const getInterviewerProgress = operation({
  name: 'progress:get-interviewer',
  summary: 'How the caller interviews: averages of what candidates said, hint habits, own severity.',
  method: 'GET',
  path: '/api/progress/interviewer',
  access: 'user',
  allowed: 'anybody signed in, guests too; own interviews only',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: InterviewerProgressSchema,
  errors: [],
});

export const getLeadView = operation({
  name: 'progress:get-lead-view',
  summary:
    'Unfinished forms and agreement over the rooms the caller owns. Narrowed to a room or a period it says less: no figures by rater, no behaviours, no sums that could be taken from one another.',
  method: 'GET',
  path: '/api/progress/lead',
  access: 'user',
  allowed:
    'anybody signed in; rooms they own only, without interviews they are the candidate of or rate blind',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ roomId: IdSchema.optional(), period: z.enum(LEAD_PERIODS).optional() }),
  output: LeadViewSchema,
  errors: ['ROOM_NOT_FOUND'],
});

export const getScenarioStatistics = operation({
  name: 'progress:get-scenario-statistics',
  summary: 'Item statistics of one case over the rooms the caller owns. Marks the case as seen by them.',
  method: 'GET',
  path: '/api/progress/lead/scenarios/:scenarioId',
  access: 'user',
  allowed: 'owners of rooms it was run in; not while they are the candidate of an interview with it',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ scenarioId: ScenarioItemIdSchema }),
  output: ScenarioStatisticsSchema,
  errors: ['SCENARIO_NOT_FOUND', 'WRONG_PHASE'],
});

export const PROGRESS_OPERATIONS = [
  listHistory,
  getCandidateProgress,
  getInterviewerProgress,
  getLeadView,
  getScenarioStatistics,
] as const;
