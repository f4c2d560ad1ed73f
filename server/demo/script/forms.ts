import type { NotAssessedReason, Rating } from '#shared/domain/rubric-config.ts';
import type { FeedbackContent, RubricContent, SelfContent } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { toOffsetMs } from './moment.ts';

type Verdict = Rating | NotAssessedReason;

const RATED: Readonly<Record<Dimension, Verdict>> = {
  framing: 3,
  data: 4,
  modelling: 3,
  architecture: 3,
  evaluation: 2,
  serving: 3,
  operations: 'no_time',
  communication: 2,
};

/** Evaluation is a blind spot, serving a hidden strength. */
const SELF_RATED: Readonly<Record<Dimension, Verdict>> = {
  framing: 3,
  data: 4,
  modelling: 3,
  architecture: 4,
  evaluation: 3,
  serving: 2,
  operations: 'no_time',
  communication: 2,
};

function toRow(verdict: Verdict): { rating: Rating | null; notAssessed: NotAssessedReason | null } {
  return typeof verdict === 'string'
    ? { rating: null, notAssessed: verdict }
    : { rating: verdict, notAssessed: null };
}

export const RUBRIC_FORM_CONTENT: RubricContent = {
  dimensions: byDimension((dimension) => ({ ...toRow(RATED[dimension]), ceilingReason: '' })),
  strengths: [
    {
      text: 'You read the log row before trusting it. Finding that the nightly counters contain the click, and asking for served values instead, is what keeps a model honest in production.',
      offsetMs: toOffsetMs('15:00'),
    },
    {
      text: 'Your numbers decided things: 29 million scores a second led to two passes, and the same arithmetic gave you the dial for the holiday.',
      offsetMs: toOffsetMs('39:50'),
    },
  ],
  changes: [
    {
      text: 'The launch rule rested on AUC, although you had shown in framing that the level of the score is what the auction uses. Two hints were needed to come back to it.',
      nextStep:
        'When you name a metric, say aloud how the output is used next, and write one check of the level, total and by slice, beside every measure of order.',
      offsetMs: toOffsetMs('31:30'),
    },
    {
      text: 'Data took almost three minutes more than planned, and monitoring fell away because of it.',
      nextStep:
        'Write the minute at which each step ends into your notes at the start, and offer to move on when you reach it.',
      offsetMs: toOffsetMs('22:15'),
    },
  ],
  recommendation: 'hire',
  confidence: 'medium',
  levelSignal: 'at',
  reason:
    'Works at senior level from question to serving: precise target, data handled with unusual care, a design that follows from numbers. Evaluation needed help and stopped short of a launch rule, and operations could not be seen. A second round should begin with monitoring.',
  consistencyNote: '',
};

export const SELF_FORM_CONTENT: SelfContent = {
  dimensions: byDimension((dimension) => toRow(SELF_RATED[dimension])),
  tenMoreMinutes:
    'Monitoring, which I only drew as a box: predicted over observed clicks by slice on views older than an hour, with one alert and what happens when it fires. Then the open line from the start: people who refuse personalised ads need a model without their history and a correction of their own. I would also check my serving numbers again; several of them were quick guesses.',
};

export const FEEDBACK_FORM_CONTENT: FeedbackContent = {
  answers: {
    setup: { rating: 4, cannotSay: false },
    room: { rating: 4, cannotSay: false },
    questions: { rating: 4, cannotSay: false },
    hints: { rating: 3, cannotSay: false },
    respect: { rating: 4, cannotSay: false },
    time: { rating: 2, cannotSay: false },
    // Filled in before any feedback was given.
    feedback: { rating: null, cannotSay: true },
  },
  keep: 'The quiet minute before modelling. I came back with a plan instead of talking my way into one.',
  change:
    'A word when data was over time. I would rather have been cut off there than lose monitoring at the end.',
};
