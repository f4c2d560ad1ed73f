import {
  RUBRIC,
  type Confidence,
  type FeedbackQuestion,
  type LevelSignal,
  type NotAssessedReason,
  type Recommendation,
} from './rubric-config.ts';
import type { EvidenceSign } from './rubric-forms.ts';
import type { Dimension, Format, Framework, HintRung, HintUptake, Level } from './vocabulary.ts';

/** The words a result is told in, on the screen and in every file taken along. */

export const CONFIDENCE_NAMES: Readonly<Record<Confidence, string>> = {
  low: 'low',
  medium: 'medium',
  high: 'high',
};
export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };
export const FORMAT_NAMES: Readonly<Record<Format, string>> = { m45: '45 minutes', m60: '60 minutes' };
export const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  'seven-step': 'Seven steps',
  'four-phase': 'Four phases',
};
export const OUTCOME_NAMES: Readonly<Record<Recommendation, string>> = {
  strong_no_hire: 'Strong no hire',
  no_hire: 'No hire',
  hire: 'Hire',
  strong_hire: 'Strong hire',
};
export const SIGNAL_TEXTS: Readonly<Record<LevelSignal, (level: Level) => string>> = {
  below: (level) => `Below the ${level} level`,
  at: (level) => `At the ${level} level`,
  above: (level) => `Above the ${level} level`,
};
export const REASON_NAMES: Readonly<Record<NotAssessedReason, string>> = {
  no_time: 'no time',
  not_reached: 'not reached',
  not_probed: 'not asked about',
  technical: 'technical trouble',
};
export const RUNG_NAMES: Readonly<Record<HintRung, string>> = {
  nudge: 'Nudge',
  pointer: 'Pointer',
  reveal: 'Reveal',
};
export const UPTAKE_NAMES: Readonly<Record<HintUptake, string>> = {
  used: 'used',
  partly: 'partly used',
  ignored: 'ignored',
};

export const SIGN_NAMES: Readonly<Record<EvidenceSign, string>> = {
  plus: 'For',
  minus: 'Against',
  neutral: 'Neutral',
};

/** Phases as the rail names them. */
const PHASE_NAMES: Readonly<Record<string, string>> = {
  intro: 'Introduction',
  clarify: 'Clarify',
  frame: 'Frame',
  data: 'Data',
  model: 'Model',
  evaluate: 'Evaluate',
  serve: 'Serve',
  monitor: 'Monitor',
  requirements: 'Requirements',
  framing: 'Framing',
  architecture: 'Architecture',
  'deep-dive': 'Deep dive',
  wrap: 'Wrap-up',
};
export const phaseName = (id: string): string => PHASE_NAMES[id] ?? id;
export const dimensionLabel = (dimension: Dimension): string => RUBRIC.dimensions[dimension].label;
export const questionLabel = (question: FeedbackQuestion): string => RUBRIC.feedback[question].label;

/** What a reply or a flag is about. `noteMs` is the moment of the note it names; null where the reader has no such note. */
export function replyTargetLabel(
  target:
    | { readonly on: 'review' }
    | { readonly on: 'rating' | 'note'; readonly dimension: Dimension }
    | {
        readonly on: 'hint';
        readonly dimension: Dimension;
        readonly rung: HintRung;
        readonly offsetMs: number;
      },
  { noteMs, formatClock }: { noteMs: number | null; formatClock: (ms: number) => string },
): string {
  switch (target.on) {
    case 'review':
      return 'The review as a whole';
    case 'rating':
      return `Rating of ${dimensionLabel(target.dimension)}`;
    case 'note':
      return `Note${noteMs === null ? '' : ` at ${formatClock(noteMs)}`}, ${dimensionLabel(target.dimension)}`;
    case 'hint':
      return `${RUNG_NAMES[target.rung]} at ${formatClock(target.offsetMs)}, ${dimensionLabel(target.dimension)}`;
  }
}

export const REPLY_WITHDRAWN = 'Withdrawn by its author';

/**
 * A scenario's sentence without its `[src:id]` markers. They point into the guide's list of sources, which stays with
 * the interviewer; what a reader of the review may follow stands under reading.
 */
export function withoutSources(text: string): string {
  return text.replace(/\s*\[src:[^\]]*\]/g, '');
}
