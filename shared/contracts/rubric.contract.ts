import { z } from 'zod';
import {
  EVIDENCE_KINDS,
  EVIDENCE_SIGNS,
  FORM_KINDS,
  FeedbackContentSchema,
  RubricContentSchema,
  SelfContentSchema,
} from '#shared/domain/rubric-forms.ts';
import { DIMENSIONS, HINT_RUNGS, HINT_UPTAKES, LEVELS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import {
  IdSchema,
  ScenarioItemIdSchema,
  TimeSchema,
  blockOfText,
  broadcast,
  operation,
} from './operation.ts';

// ---------------------------------------------------------------- entities

const evidenceFields = {
  /** Interview clock in ms, pauses excluded; never later than the clock is now. */
  offsetMs: z.int().min(0),
  dimension: z.enum(DIMENSIONS),
  sign: z.enum(EVIDENCE_SIGNS),
  kind: z.enum(EVIDENCE_KINDS),
  text: blockOfText(LIMITS.evidenceText).trim().min(1),
  /** Guide items it was seen at. */
  expectationId: ScenarioItemIdSchema.nullable(),
  hintId: ScenarioItemIdSchema.nullable(),
  /** The candidate may read it in the review. */
  share: z.boolean(),
};

export const EvidenceNoteSchema = z.strictObject({
  id: IdSchema,
  ...evidenceFields,
  createdAt: TimeSchema,
  updatedAt: TimeSchema,
});
export type EvidenceNote = z.infer<typeof EvidenceNoteSchema>;

const formFields = {
  interviewId: IdSchema,
  rubricVersion: z.string(),
  level: z.enum(LEVELS),
  /** 0 while nothing has been saved; a save names the revision it was made on. */
  revision: z.int().min(0),
  savedAt: TimeSchema.nullable(),
  /** Set once, then the form is locked. */
  submittedAt: TimeSchema.nullable(),
  /** It may be written now; submitting waits for the end of the interview. */
  isOpen: z.boolean(),
};

/** Help given so far in one dimension, and the rating it allows without a reason. Voided hints are left out. */
export const DimensionHelpSchema = z.strictObject({
  units: z.int().min(0),
  ceiling: z.literal([2, 3, 4]),
  hints: z.array(
    z.strictObject({
      rung: z.enum(HINT_RUNGS),
      uptake: z.enum(HINT_UPTAKES).nullable(),
      offsetMs: z.int().min(0),
    }),
  ),
});
export type DimensionHelp = z.infer<typeof DimensionHelpSchema>;

/** The weighted mean as it may be shown. Hundredths, so that 306 reads 3.06 everywhere. */
export const ScoreSchema = z.strictObject({
  meanHundredths: z.int().nullable(),
  coveragePercent: z.int().min(0).max(100),
  completeness: z.enum(['complete', 'partial', 'too_little']),
});
export type WireScore = z.infer<typeof ScoreSchema>;

export const RubricFormSchema = z.strictObject({
  kind: z.literal('rubric'),
  ...formFields,
  content: RubricContentSchema,
  help: z.record(z.enum(DIMENSIONS), DimensionHelpSchema),
  /** Null until this form is submitted: the mean stays hidden while ratings can still be fitted to it. */
  score: ScoreSchema.nullable(),
  /** False for a shadow: a rubric for practice. */
  isCounted: z.boolean(),
  /** A second rating: done alone, without what anybody else noted. */
  isSecond: z.boolean(),
  /** Its owner gave up the right to rate. */
  isWaived: z.boolean(),
  /** The owner may give it up. */
  canWaive: z.boolean(),
});
export type RubricForm = z.infer<typeof RubricFormSchema>;

export const SelfFormSchema = z.strictObject({
  kind: z.literal('self'),
  ...formFields,
  content: SelfContentSchema,
});
export type SelfForm = z.infer<typeof SelfFormSchema>;

export const FeedbackFormSchema = z.strictObject({
  kind: z.literal('interviewer-feedback'),
  ...formFields,
  content: FeedbackContentSchema,
});
export type FeedbackForm = z.infer<typeof FeedbackFormSchema>;

export const FormSchema = z.discriminatedUnion('kind', [
  RubricFormSchema,
  SelfFormSchema,
  FeedbackFormSchema,
]);
export type Form = z.infer<typeof FormSchema>;

/** One assigned form that has not come in. Without id and name where the reader is not told who the second rater is. */
export const MissingFormSchema = z.strictObject({
  participantId: IdSchema.nullable(),
  displayName: z.string().nullable(),
  kind: z.enum(FORM_KINDS),
});
export type MissingForm = z.infer<typeof MissingFormSchema>;

/** `missing` is null until the caller has submitted everything of their own. */
export const FormProgressSchema = z.strictObject({
  interviewId: IdSchema,
  own: z.array(z.strictObject({ kind: z.enum(FORM_KINDS), isSubmitted: z.boolean() })),
  missing: z.array(MissingFormSchema).nullable(),
});
export type FormProgress = z.infer<typeof FormProgressSchema>;

/** `details.missing` of FORM_INCOMPLETE. */
export const MissingFieldSchema = z.strictObject({
  path: z.string(),
  code: z.enum(['rating', 'evidence', 'ceiling_reason', 'required', 'too_short', 'inconsistent', 'moment']),
  needed: z.int().exactOptional(),
  have: z.int().exactOptional(),
});

// ---------------------------------------------------------------- evidence

const byInterview = { interviewId: IdSchema };
const byNote = { ...byInterview, noteId: IdSchema };
const raters = 'interviewers, shadows and second raters, for their own notes';
const noteErrors = [
  'INTERVIEW_NOT_FOUND',
  'FORBIDDEN',
  'WRONG_PHASE',
  'EVIDENCE_NOT_FOUND',
  'FORM_SUBMITTED',
] as const;

export const listEvidence = operation({
  name: 'rubric:list-evidence',
  summary: "The caller's own evidence notes in time order.",
  method: 'GET',
  path: '/api/interviews/:interviewId/evidence',
  access: 'user',
  allowed: raters,
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({ notes: z.array(EvidenceNoteSchema) }),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN'],
});

export const putEvidence = operation({
  name: 'rubric:put-evidence',
  summary:
    'Write an evidence note, or write it anew. The id is made by the client, so a retry changes nothing.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/evidence/:noteId',
  access: 'user',
  allowed: raters,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    ...byNote,
    ...evidenceFields,
    expectationId: evidenceFields.expectationId.default(null),
    hintId: evidenceFields.hintId.default(null),
    share: evidenceFields.share.default(true),
  }),
  output: EvidenceNoteSchema,
  errors: [...noteErrors, 'VALIDATION_FAILED'],
});

export const deleteEvidence = operation({
  name: 'rubric:delete-evidence',
  summary: 'Take a note out; it can be put back. Deleting twice changes nothing.',
  method: 'DELETE',
  path: '/api/interviews/:interviewId/evidence/:noteId',
  access: 'user',
  allowed: raters,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byNote),
  output: z.strictObject({ noteId: IdSchema }),
  errors: noteErrors,
});

export const restoreEvidence = operation({
  name: 'rubric:restore-evidence',
  summary: 'Put a deleted note back.',
  method: 'POST',
  path: '/api/interviews/:interviewId/evidence/:noteId/restore',
  access: 'user',
  allowed: raters,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byNote),
  output: EvidenceNoteSchema,
  errors: noteErrors,
});

// ---------------------------------------------------------------- forms

/** Read, save and submit: the same three for each kind of form. */
function formOperations<C extends z.ZodType, F extends z.ZodType>(input: {
  verb: string;
  path: `/${string}`;
  allowed: string;
  content: C;
  form: F;
}) {
  const path = `/api/interviews/:interviewId${input.path}` as const;
  const shared = { access: 'user', allowed: input.allowed, transports: ['http', 'socket'] } as const;
  const errors = ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'WRONG_PHASE'] as const;
  return {
    get: operation({
      ...shared,
      name: `rubric:get-${input.verb}`,
      summary: `The caller's own ${input.verb} form, empty if nothing has been saved.`,
      method: 'GET',
      path,
      rateLimit: 'read',
      input: z.strictObject(byInterview),
      output: input.form,
      errors,
    }),
    save: operation({
      ...shared,
      name: `rubric:save-${input.verb}`,
      summary:
        'Save the whole draft. FORM_CONFLICT, with the newer form in `details.form`, when it was changed elsewhere.',
      method: 'PUT',
      path,
      rateLimit: 'autosave',
      input: z.strictObject({ ...byInterview, baseRevision: z.int().min(0), content: input.content }),
      output: z.strictObject({ revision: z.int().min(1), savedAt: TimeSchema }),
      errors: [...errors, 'FORM_CONFLICT', 'FORM_SUBMITTED'],
    }),
    submit: operation({
      ...shared,
      name: `rubric:submit-${input.verb}`,
      summary:
        'Hand the saved draft in and lock it. FORM_INCOMPLETE lists in `details.missing` what is not there, by field path. Submitting twice changes nothing.',
      method: 'POST',
      path: `${path}/submission`,
      rateLimit: 'write',
      input: z.strictObject({ ...byInterview, baseRevision: z.int().min(1) }),
      output: z.strictObject({ form: input.form, progress: FormProgressSchema }),
      errors: [...errors, 'FORM_CONFLICT', 'FORM_INCOMPLETE'],
    }),
  };
}

export const RUBRIC_FORM = formOperations({
  verb: 'rubric',
  path: '/rubric',
  allowed: 'interviewers, shadows and second raters',
  content: RubricContentSchema,
  form: RubricFormSchema,
});

export const waiveRubric = operation({
  name: 'rubric:waive-rubric',
  summary: 'Give up the right to rate, for good: what others said is open to the caller from the reveal on.',
  method: 'POST',
  path: '/api/interviews/:interviewId/rubric/waiver',
  access: 'user',
  allowed: 'co-interviewers and shadows who have not handed in',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: RubricFormSchema,
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'WRONG_PHASE', 'FORM_SUBMITTED'],
});

export const SELF_FORM = formOperations({
  verb: 'self',
  path: '/self-assessment',
  allowed: 'the candidate',
  content: SelfContentSchema,
  form: SelfFormSchema,
});

export const FEEDBACK_FORM = formOperations({
  verb: 'feedback',
  path: '/interviewer-feedback',
  allowed: 'the candidate',
  content: FeedbackContentSchema,
  form: FeedbackFormSchema,
});

export const getFormProgress = operation({
  name: 'rubric:get-progress',
  summary: "The caller's own forms and, once all of them are in, whose are still missing.",
  method: 'GET',
  path: '/api/interviews/:interviewId/form-progress',
  access: 'user',
  allowed: 'participants of the room',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: FormProgressSchema,
  errors: ['INTERVIEW_NOT_FOUND'],
});

export const RUBRIC_OPERATIONS = [
  listEvidence,
  putEvidence,
  deleteEvidence,
  restoreEvidence,
  RUBRIC_FORM.get,
  RUBRIC_FORM.save,
  RUBRIC_FORM.submit,
  waiveRubric,
  SELF_FORM.get,
  SELF_FORM.save,
  SELF_FORM.submit,
  FEEDBACK_FORM.get,
  FEEDBACK_FORM.save,
  FEEDBACK_FORM.submit,
  getFormProgress,
] as const;

// ---------------------------------------------------------------- broadcasts

export const formProgressChanged = broadcast({
  event: 'rubric:progress-changed',
  summary: 'To one person who has submitted everything of their own: whose forms are still missing.',
  payload: FormProgressSchema,
});
