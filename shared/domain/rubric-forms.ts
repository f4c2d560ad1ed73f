import { z } from 'zod';
import { LIMITS } from '#shared/limits.ts';
import { DIMENSIONS } from './vocabulary.ts';
import {
  CONFIDENCES,
  FEEDBACK_QUESTIONS,
  LEVEL_SIGNALS,
  NOT_ASSESSED_REASONS,
  RATINGS,
  RECOMMENDATIONS,
  type FeedbackQuestion,
} from './rubric-config.ts';
import { byDimension, type Ratings } from './rubric-score.ts';

/**
 * What the three forms of an interview hold: the rubric, the candidate's self-assessment and the candidate's answers
 * about the interviewing. A draft may lack anything; what a submission needs is in `rubric-completeness.ts`.
 */

export const FORM_KINDS = ['rubric', 'self', 'interviewer-feedback'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const EVIDENCE_SIGNS = ['plus', 'minus', 'neutral'] as const;
export type EvidenceSign = (typeof EVIDENCE_SIGNS)[number];

/** Interpretations are kept and shown, but only what was seen or said can carry a rating. */
export const EVIDENCE_KINDS = ['observation', 'quote', 'interpretation'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Bounds the forms state before the server has to refuse. */
export const FORM_LIMITS = {
  /** Characters a reason for a rating above the hint ceiling needs. */
  ceilingReasonMin: 20,
  /** Characters the reason of the recommendation needs. */
  reasonMin: 40,
  /** Characters the reason of an agreed rating or a correction needs. */
  recordReasonMin: 10,
  /** Strengths, and changes, a rubric may name; at least one of each. */
  remarks: 2,
} as const;

/** As in `blockOfText` of the contracts, which the domain may not import. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'no control characters');

const rating = z.literal(RATINGS).nullable();
const notAssessed = z.enum(NOT_ASSESSED_REASONS).nullable();
const moment = z.int().min(0).nullable();

/** A rating or a reason for none; both null while nothing is said. */
const isEither = (row: { rating: number | null; notAssessed: string | null }) =>
  row.rating === null || row.notAssessed === null;
const either = { error: 'a dimension is rated or not assessed, never both' };

export const RubricRowSchema = z
  .strictObject({
    rating,
    notAssessed,
    /** Why the rating is above the ceiling set by hints; empty where it is not. */
    ceilingReason: text(LIMITS.reason),
  })
  .refine(isEither, either);
export type RubricRow = z.infer<typeof RubricRowSchema>;

export const SelfRowSchema = z.strictObject({ rating, notAssessed }).refine(isEither, either);
export type SelfRow = z.infer<typeof SelfRowSchema>;

/** What went well; `offsetMs` is the moment on the interview clock it is tied to. */
export const StrengthSchema = z.strictObject({ text: text(LIMITS.reason), offsetMs: moment });
export type Strength = z.infer<typeof StrengthSchema>;

/** A behaviour to change and what to do next time, tied to a moment. */
export const ChangeSchema = z.strictObject({
  text: text(LIMITS.reason),
  nextStep: text(LIMITS.reason),
  offsetMs: moment,
});
export type Change = z.infer<typeof ChangeSchema>;

export const RubricContentSchema = z.strictObject({
  dimensions: z.record(z.enum(DIMENSIONS), RubricRowSchema),
  strengths: z.array(StrengthSchema).max(FORM_LIMITS.remarks),
  changes: z.array(ChangeSchema).max(FORM_LIMITS.remarks),
  recommendation: z.enum(RECOMMENDATIONS).nullable(),
  confidence: z.enum(CONFIDENCES).nullable(),
  levelSignal: z.enum(LEVEL_SIGNALS).nullable(),
  reason: text(LIMITS.longText),
  /** Asked for when ratings and recommendation point different ways; empty otherwise. */
  consistencyNote: text(LIMITS.reason),
});
export type RubricContent = z.infer<typeof RubricContentSchema>;

export const SelfContentSchema = z.strictObject({
  dimensions: z.record(z.enum(DIMENSIONS), SelfRowSchema),
  /** What the candidate would do with ten more minutes. */
  tenMoreMinutes: text(LIMITS.longText),
});
export type SelfContent = z.infer<typeof SelfContentSchema>;

export const FeedbackAnswerSchema = z
  .strictObject({ rating, cannotSay: z.boolean() })
  .refine((answer) => answer.rating === null || !answer.cannotSay, {
    error: 'a question is answered or passed over, never both',
  });
export type FeedbackAnswer = z.infer<typeof FeedbackAnswerSchema>;

export const FeedbackContentSchema = z.strictObject({
  answers: z.record(z.enum(FEEDBACK_QUESTIONS), FeedbackAnswerSchema),
  keep: text(LIMITS.reason),
  change: text(LIMITS.reason),
});
export type FeedbackContent = z.infer<typeof FeedbackContentSchema>;

/** Content by kind of form. */
export interface FormContents {
  readonly rubric: RubricContent;
  readonly self: SelfContent;
  readonly 'interviewer-feedback': FeedbackContent;
}

/** What each kind of form must hold to be stored. */
export const FORM_SCHEMAS = {
  rubric: RubricContentSchema,
  self: SelfContentSchema,
  'interviewer-feedback': FeedbackContentSchema,
} as const satisfies Record<FormKind, z.ZodType>;

/** A form nobody has touched yet. */
export const EMPTY_FORMS = {
  rubric: (): RubricContent => ({
    dimensions: byDimension(() => ({ rating: null, notAssessed: null, ceilingReason: '' })),
    strengths: [{ text: '', offsetMs: null }],
    changes: [{ text: '', nextStep: '', offsetMs: null }],
    recommendation: null,
    confidence: null,
    levelSignal: null,
    reason: '',
    consistencyNote: '',
  }),
  self: (): SelfContent => ({
    dimensions: byDimension(() => ({ rating: null, notAssessed: null })),
    tenMoreMinutes: '',
  }),
  'interviewer-feedback': (): FeedbackContent => ({
    answers: byQuestion(() => ({ rating: null, cannotSay: false })),
    keep: '',
    change: '',
  }),
} as const satisfies { [Kind in FormKind]: () => FormContents[Kind] };

/** The ratings of a rubric or a self-assessment alone. */
export function ratingsOf(
  content: Pick<RubricContent, 'dimensions'> | Pick<SelfContent, 'dimensions'>,
): Ratings {
  return byDimension((dimension) => content.dimensions[dimension].rating);
}

function byQuestion<Value>(valueOf: (question: FeedbackQuestion) => Value): Record<FeedbackQuestion, Value> {
  // Every question gets its entry just here, so the record is whole.
  return Object.fromEntries(FEEDBACK_QUESTIONS.map((question) => [question, valueOf(question)])) as Record<
    FeedbackQuestion,
    Value
  >;
}
