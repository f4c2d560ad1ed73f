import { z } from 'zod';
import { BOARD_COLOURS, FLOWS, STROKE_KINDS } from '#shared/domain/board-model.ts';
import { PHASE_IDS, PhaseProgressSchema } from '#shared/domain/interview-state.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import {
  CONFIDENCES,
  FEEDBACK_QUESTIONS,
  LEVEL_SIGNALS,
  NOT_ASSESSED_REASONS,
  RATINGS,
  RECOMMENDATIONS,
} from '#shared/domain/rubric-config.ts';
import {
  ChangeSchema,
  EVIDENCE_KINDS,
  EVIDENCE_SIGNS,
  FORM_LIMITS,
  FeedbackAnswerSchema,
  StrengthSchema,
} from '#shared/domain/rubric-forms.ts';
import { LIMITS } from '#shared/limits.ts';
import { DIMENSIONS, HINT_RUNGS, HINT_UPTAKES, STEPS } from '#shared/domain/vocabulary.ts';
import type { NotesMark } from '#shared/documents/notes.ts';
import { PublicSetupSchema } from './interviews.contract.ts';
import { IdSchema, TimeSchema, blockOfText, broadcast, operation } from './operation.ts';
import { ScoreSchema } from './rubric.contract.ts';
import { CandidateScenarioSchema, DebriefSchema, FaceSchema } from './scenario-format.contract.ts';

// ---------------------------------------------------------------- the final documents

/** The board as it was at the end: `BoardModel` of the domain, for `boardToSvg`. */
export const ReviewBoardSchema = z.strictObject({
  title: z.string(),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(COMPONENT_KINDS),
      x: z.number(),
      y: z.number(),
      size: z.strictObject({ w: z.number(), h: z.number() }).nullable(),
      label: z.string(),
      colour: z.enum(BOARD_COLOURS).nullable(),
      qualifiers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    }),
  ),
  edges: z.array(
    z.strictObject({
      id: z.string(),
      source: z.string(),
      target: z.string(),
      label: z.string(),
      flow: z.enum(FLOWS),
    }),
  ),
  strokes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(STROKE_KINDS),
      colour: z.enum(BOARD_COLOURS).nullable(),
      width: z.number(),
      points: z.array(
        z.strictObject({
          x: z.number(),
          y: z.number(),
          atMs: z.number(),
          pressure: z.number().optional(),
        }),
      ),
    }),
  ),
});

// Written out, because the notes model itself would bring Yjs to every reader of this contract.
const NOTES_MARKS = ['bold', 'italic', 'strike', 'code'] as const satisfies readonly NotesMark[];

const NotesSpanSchema = z.strictObject({
  text: z.string(),
  marks: z.array(z.enum(NOTES_MARKS)),
  href: z.string().exactOptional(),
});

/** The written notes as `notesToBlocks` gives them. */
export const ReviewNotesBlockSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('heading'),
    level: z.literal([1, 2, 3]),
    spans: z.array(NotesSpanSchema),
  }),
  z.strictObject({ type: z.literal('paragraph'), spans: z.array(NotesSpanSchema) }),
  z.strictObject({
    type: z.literal('bullets'),
    get items() {
      return z.array(z.array(ReviewNotesBlockSchema));
    },
  }),
  z.strictObject({
    type: z.literal('numbers'),
    start: z.int(),
    get items() {
      return z.array(z.array(ReviewNotesBlockSchema));
    },
  }),
  z.strictObject({
    type: z.literal('checklist'),
    get items() {
      return z.array(z.strictObject({ isChecked: z.boolean(), blocks: z.array(ReviewNotesBlockSchema) }));
    },
  }),
  z.strictObject({
    type: z.literal('quote'),
    get blocks() {
      return z.array(ReviewNotesBlockSchema);
    },
  }),
  z.strictObject({ type: z.literal('code'), text: z.string() }),
  z.strictObject({
    type: z.literal('table'),
    get rows() {
      return z.array(
        z.array(z.strictObject({ isHeader: z.boolean(), blocks: z.array(ReviewNotesBlockSchema) })),
      );
    },
  }),
  z.strictObject({ type: z.literal('rule') }),
  z.strictObject({ type: z.literal('cut') }),
]);

// ---------------------------------------------------------------- entities

export const ReviewPersonSchema = z.strictObject({
  participantId: IdSchema,
  displayName: z.string(),
  role: z.enum(['candidate', 'interviewer']),
  isLead: z.boolean(),
});

/** What was shown to everybody during the interview. */
export const ShownRevealSchema = z.strictObject({
  revealId: z.string(),
  offsetMs: z.int(),
  face: FaceSchema,
});

/** A phase as it was entered; one that was gone back to stands again. `offsetMs` is the interview clock. */
export const PhaseEntrySchema = z.strictObject({ phaseId: z.enum(PHASE_IDS), offsetMs: z.int().min(0) });
export type PhaseEntry = z.infer<typeof PhaseEntrySchema>;

/** Quiet time. The interview clock stood at `offsetMs` for all of `pausedMs`. */
export const PauseSchema = z.strictObject({ offsetMs: z.int().min(0), pausedMs: z.int().min(0) });
export type Pause = z.infer<typeof PauseSchema>;

/** One dimension as the candidate may read it. */
export const DimensionResultSchema = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  weightPercent: z.int(),
  /** Hundredths, averaged over counted raters; null when not assessed. */
  ratingHundredths: z.int().nullable(),
  notAssessed: z.enum(NOT_ASSESSED_REASONS).nullable(),
  /** The behaviour the rating stands for, and the one above it; null at the top of the ladder. */
  anchor: z.string().nullable(),
  nextRung: z.string().nullable(),
  /** What a review meeting agreed on last, beside the mean and never in its place. */
  agreed: z.literal(RATINGS).nullable(),
});
export type DimensionResult = z.infer<typeof DimensionResultSchema>;

/** A rater as the others see them once their own rubric is in. */
export const RaterViewSchema = z.strictObject({
  participantId: IdSchema,
  displayName: z.string(),
  seat: z.enum(['lead', 'interviewer', 'reviewer']),
  ratings: z.record(z.enum(DIMENSIONS), z.literal(RATINGS).nullable()),
  notAssessed: z.record(z.enum(DIMENSIONS), z.enum(NOT_ASSESSED_REASONS).nullable()),
  ceilingReasons: z.record(z.enum(DIMENSIONS), z.string()),
  recommendation: z.enum(RECOMMENDATIONS),
  confidence: z.enum(CONFIDENCES),
  levelSignal: z.enum(LEVEL_SIGNALS),
  reason: z.string(),
  score: ScoreSchema,
  submittedAt: TimeSchema,
  /** Handed in after the forms were opened; still without having read the others. */
  isLate: z.boolean(),
});
export type RaterView = z.infer<typeof RaterViewSchema>;

/** `agreed`: what a review meeting settled on. `correction`: a rater's word on a rating of their own. */
export const RECORD_KINDS = ['agreed', 'correction'] as const;

/** Written beside the forms, which never change; nothing is computed from it. */
export const RatingRecordSchema = z.strictObject({
  id: IdSchema,
  kind: z.enum(RECORD_KINDS),
  dimension: z.enum(DIMENSIONS),
  rating: z.literal(RATINGS),
  reason: z.string(),
  authorId: IdSchema,
  authorName: z.string(),
  createdAt: TimeSchema,
});
export type RatingRecord = z.infer<typeof RatingRecordSchema>;

/** `reply`: the candidate's own words. `flag`: something the candidate holds to be wrong as a fact. */
export const REPLY_KINDS = ['reply', 'flag'] as const;
export const FLAG_VERDICTS = ['corrected', 'stands'] as const;

/** What a reply or a flag concerns: always something its author was shown. A hint has no id that a candidate may know. */
export const ReplyTargetSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('review') }),
  z.strictObject({ on: z.literal('rating'), dimension: z.enum(DIMENSIONS) }),
  z.strictObject({ on: z.literal('note'), noteId: IdSchema, dimension: z.enum(DIMENSIONS) }),
  z.strictObject({
    on: z.literal('hint'),
    dimension: z.enum(DIMENSIONS),
    rung: z.enum(HINT_RUNGS),
    offsetMs: z.int().min(0),
  }),
]);
export type ReplyTarget = z.infer<typeof ReplyTargetSchema>;

const wordFields = {
  id: IdSchema,
  /** Empty once withdrawn: the words are gone, that there were some is not. */
  text: z.string(),
  authorName: z.string(),
  isOwn: z.boolean(),
  createdAt: TimeSchema,
  withdrawnAt: TimeSchema.nullable(),
};

/** What a rater says to a flag. Forms and notes stay as they are; this and the record it names are the correction. */
export const FlagAnswerSchema = z.strictObject({
  ...wordFields,
  verdict: z.enum(FLAG_VERDICTS),
  /** The correction or agreed rating that came of it. */
  record: z
    .strictObject({
      kind: z.enum(RECORD_KINDS),
      dimension: z.enum(DIMENSIONS),
      rating: z.literal(RATINGS),
    })
    .nullable(),
});
export type FlagAnswer = z.infer<typeof FlagAnswerSchema>;

/** Never edited: its author can withdraw it and write another. */
export const ReviewReplySchema = z.strictObject({
  ...wordFields,
  kind: z.enum(REPLY_KINDS),
  target: ReplyTargetSchema,
  /** To a flag, oldest first. */
  answers: z.array(FlagAnswerSchema),
});
export type ReviewReply = z.infer<typeof ReviewReplySchema>;

const resultFields = {
  rubricVersion: z.string(),
  score: ScoreSchema,
  raterCount: z.int().min(1),
  /** The lead's own, shown as the mock outcome. */
  recommendation: z.enum(RECOMMENDATIONS),
  levelSignal: z.enum(LEVEL_SIGNALS),
  dimensions: z.array(DimensionResultSchema),
  strengths: z.array(StrengthSchema),
  changes: z.array(ChangeSchema),
  submittedAt: TimeSchema,
  /** Handed in after the forms were opened, so not rated blind. */
  isLate: z.boolean(),
};

export const CandidateResultSchema = z.strictObject(resultFields);
export type CandidateResult = z.infer<typeof CandidateResultSchema>;

export const GuideResultSchema = z.strictObject({
  ...resultFields,
  confidence: z.enum(CONFIDENCES),
  reason: z.string(),
  consistencyNote: z.string(),
  /** Reasons given for rating above the hint ceiling. */
  ceilingReasons: z.array(z.strictObject({ dimension: z.enum(DIMENSIONS), reason: z.string() })),
});
export type GuideResult = z.infer<typeof GuideResultSchema>;

const evidenceFields = {
  id: IdSchema,
  offsetMs: z.int(),
  dimension: z.enum(DIMENSIONS),
  sign: z.enum(EVIDENCE_SIGNS),
  kind: z.enum(EVIDENCE_KINDS),
  text: z.string(),
  authorName: z.string(),
};

/** For the candidate: notes marked to be shared, without links into the guide. */
export const SharedEvidenceSchema = z.strictObject(evidenceFields);
export type SharedEvidence = z.infer<typeof SharedEvidenceSchema>;

export const GuideEvidenceSchema = z.strictObject({
  ...evidenceFields,
  authorId: IdSchema,
  share: z.boolean(),
  expectationId: z.string().nullable(),
  hintId: z.string().nullable(),
});

const hintFields = { rung: z.enum(HINT_RUNGS), dimension: z.enum(DIMENSIONS), offsetMs: z.int() };
/** For the candidate: how much help, where and when; never the texts. */
export const HintSummarySchema = z.strictObject(hintFields);
export type HintSummary = z.infer<typeof HintSummarySchema>;
export const GuideHintSchema = z.strictObject({
  ...hintFields,
  hintId: z.string(),
  uptake: z.enum(HINT_UPTAKES).nullable(),
});

/** The candidate's view of themselves beside the rating; gaps in hundredths, null where one side did not rate. */
export const SelfReviewSchema = z.strictObject({
  ratings: z.record(z.enum(DIMENSIONS), z.literal(RATINGS).nullable()),
  /** Null while there is no rubric to compare with. */
  comparison: z
    .strictObject({
      gapHundredths: z.record(z.enum(DIMENSIONS), z.int().nullable()),
      meanGapHundredths: z.int().nullable(),
      blindSpots: z.array(z.enum(DIMENSIONS)),
      hiddenStrengths: z.array(z.enum(DIMENSIONS)),
    })
    .nullable(),
  tenMoreMinutes: z.string(),
});
export type SelfReview = z.infer<typeof SelfReviewSchema>;

/** What the candidate said about the interviewing. */
export const FeedbackReviewSchema = z.strictObject({
  answers: z.record(z.enum(FEEDBACK_QUESTIONS), FeedbackAnswerSchema),
  keep: z.string(),
  change: z.string(),
});
export type FeedbackReview = z.infer<typeof FeedbackReviewSchema>;

/** The record of the interviewing, for those who interviewed: things to think about, never a score. */
export const InterviewingReportSchema = z.strictObject({
  /** Without voided ones. */
  hintCounts: z.record(z.enum(HINT_RUNGS), z.int()),
  /** Phases that did not go by the plan. */
  phases: z.array(
    z.strictObject({
      phaseId: z.enum(PHASE_IDS),
      plannedMs: z.int(),
      spentMs: z.int(),
      outcome: z.enum(['not_reached', 'cut_short', 'over']),
    }),
  ),
  probesAsked: z.int(),
  probesMissed: z.array(z.strictObject({ ask: z.string(), step: z.enum(STEPS) })),
  coreExpectations: z.int(),
  /** Core expectations the candidate had no opening for. */
  neverOpened: z.array(
    z.strictObject({
      text: z.string(),
      step: z.enum(STEPS),
      reason: z.enum(['step_not_reached', 'not_touched']),
    }),
  ),
});
export type InterviewingReport = z.infer<typeof InterviewingReportSchema>;

const common = {
  interviewId: IdSchema,
  roomId: IdSchema,
  roomName: z.string(),
  ordinal: z.int(),
  setup: PublicSetupSchema,
  /** Null when the build no longer holds the version the interview was run with. */
  scenario: CandidateScenarioSchema.nullable(),
  people: z.array(ReviewPersonSchema),
  startedAt: TimeSchema.nullable(),
  endedAt: TimeSchema.nullable(),
  revealedAt: TimeSchema,
  durationMs: z.int().min(0),
  isClosed: z.boolean(),
  phases: z.array(PhaseProgressSchema),
  /** Both in the order they happened. */
  phaseEntries: z.array(PhaseEntrySchema),
  pauses: z.array(PauseSchema),
  reveals: z.array(ShownRevealSchema),
  board: ReviewBoardSchema,
  notes: z.array(ReviewNotesBlockSchema),
  debrief: DebriefSchema.nullable(),
};

/** What everybody in the room sees of an ended interview. */
export const ObserverReviewSchema = z.strictObject({ view: z.literal('observer'), ...common });
export type ObserverReview = z.infer<typeof ObserverReviewSchema>;

export const CandidateReviewSchema = z.strictObject({
  view: z.literal('candidate'),
  ...common,
  /** Null when the interviewer has not handed in a rubric. */
  result: CandidateResultSchema.nullable(),
  evidence: z.array(SharedEvidenceSchema),
  hints: z.array(HintSummarySchema),
  self: SelfReviewSchema.nullable(),
  feedback: FeedbackReviewSchema.nullable(),
  /** The candidate's own, oldest first. */
  replies: z.array(ReviewReplySchema),
});
export type CandidateReview = z.infer<typeof CandidateReviewSchema>;

export const GuideReviewSchema = z.strictObject({
  view: z.literal('guide'),
  ...common,
  /** The caller's own rubric can still be written: everything others said stays sealed until it is in. */
  isSealed: z.boolean(),
  /** The caller may give up the right to rate and read on. */
  canWaive: z.boolean(),
  /** The caller has a counted rubric in: may write down agreed ratings and corrections. */
  canRecord: z.boolean(),
  /** May ask for second ratings. */
  canAsk: z.boolean(),
  selfId: IdSchema,
  /** Counted rubrics, the lead's first; null while sealed. */
  raters: z.array(RaterViewSchema).nullable(),
  /** Oldest first; null while sealed. */
  records: z.array(RatingRecordSchema).nullable(),
  /** The candidate's, oldest first; null while sealed. */
  replies: z.array(ReviewReplySchema).nullable(),
  result: GuideResultSchema.nullable(),
  evidence: z.array(GuideEvidenceSchema),
  hints: z.array(GuideHintSchema),
  self: SelfReviewSchema.nullable(),
  /** For interviewers alone; null while sealed, and when the scenario's version is gone. */
  interviewing: InterviewingReportSchema.nullable(),
  /** Null for shadows and second raters: it was said to the interviewers. */
  feedback: FeedbackReviewSchema.nullable(),
});
export type GuideReview = z.infer<typeof GuideReviewSchema>;

export const ReviewSchema = z.discriminatedUnion('view', [
  ObserverReviewSchema,
  CandidateReviewSchema,
  GuideReviewSchema,
]);
export type Review = z.infer<typeof ReviewSchema>;

/** What a second rater works from: the interview as everybody saw it, with the help that was given, and no judgement. */
export const RatingMaterialsSchema = z.strictObject({
  ...omitted(common, ['revealedAt', 'isClosed', 'debrief', 'people']),
  hints: z.array(HintSummarySchema),
  dueAt: TimeSchema.nullable(),
});
export type RatingMaterials = z.infer<typeof RatingMaterialsSchema>;

function omitted<Fields extends object, Key extends keyof Fields>(
  fields: Fields,
  keys: readonly Key[],
): Omit<Fields, Key> {
  const left = Object.entries(fields).filter(([name]) => !keys.some((key) => key === name));
  // Exactly the named fields are gone.
  return Object.fromEntries(left) as Omit<Fields, Key>;
}

// ---------------------------------------------------------------- operations

export const getReview = operation({
  name: 'review:get',
  summary:
    'The result of an interview as the caller may see it. REVIEW_NOT_READY until the forms are opened.',
  method: 'GET',
  path: '/api/interviews/:interviewId/review',
  access: 'user',
  allowed: 'participants of the room; observers receive nothing of scores or evidence',
  // Ink makes a board larger than a socket message may be.
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ interviewId: IdSchema }),
  output: ReviewSchema,
  errors: ['INTERVIEW_NOT_FOUND', 'REVIEW_NOT_READY'],
});

export const getMaterials = operation({
  name: 'review:get-materials',
  summary:
    'What a rating is made from afterwards: board, notes, timeline, cards and hints of an interview that is over.',
  method: 'GET',
  path: '/api/interviews/:interviewId/rating-materials',
  access: 'user',
  allowed: 'raters of the interview: interviewers, shadows, second raters',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ interviewId: IdSchema }),
  output: RatingMaterialsSchema,
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'REVIEW_NOT_READY'],
});

export const recordRating = operation({
  name: 'review:record-rating',
  summary:
    'Write down an agreed rating of a review meeting, or correct an own one. Forms stay as they were handed in. The id is made by the client, so a retry changes nothing.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/rating-records/:recordId',
  access: 'user',
  allowed: 'raters whose counted rubric is in, once the forms are opened',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    interviewId: IdSchema,
    recordId: IdSchema,
    kind: z.enum(RECORD_KINDS),
    dimension: z.enum(DIMENSIONS),
    rating: z.literal(RATINGS),
    reason: blockOfText(LIMITS.reason).trim().min(FORM_LIMITS.recordReasonMin),
  }),
  output: RatingRecordSchema,
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'REVIEW_NOT_READY', 'REVIEW_SEALED', 'VALIDATION_FAILED'],
});

const replyErrors = ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'REVIEW_NOT_READY'] as const;

export const replyToReview = operation({
  name: 'review:reply',
  summary:
    'Write a reply to the review or to one rating, or flag a rating, note or hint as wrong. The id is made by the client, so a retry changes nothing; other words under the same id are a REPLY_CONFLICT.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/replies/:replyId',
  access: 'user',
  allowed: 'the candidate of the interview, about what the own review shows',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z
    .strictObject({
      interviewId: IdSchema,
      replyId: IdSchema,
      kind: z.enum(REPLY_KINDS),
      target: ReplyTargetSchema,
      text: blockOfText(LIMITS.replyText).trim().min(1),
    })
    .refine(({ kind, target }) => kind === 'flag' || target.on === 'review' || target.on === 'rating', {
      path: ['target'],
      error: 'a reply is to the review or to a rating',
    })
    .refine(({ kind, target }) => kind === 'reply' || target.on !== 'review', {
      path: ['target'],
      error: 'a flag names what is wrong',
    }),
  output: ReviewReplySchema,
  errors: [
    ...replyErrors,
    'REPLY_TARGET_NOT_FOUND',
    'REPLY_CONFLICT',
    'TOO_MANY_REPLIES',
    'VALIDATION_FAILED',
  ],
});

export const answerFlag = operation({
  name: 'review:answer-flag',
  summary:
    'Say what came of a flag: corrected, for a rating by a correction or an agreed rating that is on record, or that it stands and why. The candidate reads it.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/replies/:replyId/answers/:answerId',
  access: 'user',
  allowed: 'raters whose counted rubric is in',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    interviewId: IdSchema,
    replyId: IdSchema,
    answerId: IdSchema,
    verdict: z.enum(FLAG_VERDICTS),
    text: blockOfText(LIMITS.replyText).trim().min(FORM_LIMITS.recordReasonMin),
    /** An own correction or an agreed rating. Needed where a rating was flagged and is corrected. */
    recordId: IdSchema.nullable(),
  }),
  output: FlagAnswerSchema,
  errors: [
    ...replyErrors,
    'REVIEW_SEALED',
    'REPLY_NOT_FOUND',
    'REPLY_WITHDRAWN',
    'REPLY_CONFLICT',
    'TOO_MANY_REPLIES',
    'VALIDATION_FAILED',
  ],
});

export const withdrawReply = operation({
  name: 'review:withdraw-reply',
  summary:
    'Take back an own reply, flag or answer. Its words are deleted; that it was there and when stays. Twice changes nothing.',
  method: 'DELETE',
  path: '/api/interviews/:interviewId/replies/:replyId',
  access: 'user',
  allowed: 'its author',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ interviewId: IdSchema, replyId: IdSchema }),
  output: z.strictObject({ withdrawnAt: TimeSchema }),
  errors: [...replyErrors, 'REPLY_NOT_FOUND'],
});

export const REVIEW_OPERATIONS = [
  getReview,
  getMaterials,
  recordRating,
  replyToReview,
  answerFlag,
  withdrawReply,
] as const;

// ---------------------------------------------------------------- broadcasts

export const reviewChanged = broadcast({
  event: 'review:changed',
  summary: 'To one person who may know of it: the review is worth reading again.',
  payload: z.strictObject({ interviewId: IdSchema }),
});
