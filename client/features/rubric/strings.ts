import type {
  Confidence,
  LevelSignal,
  NotAssessedReason,
  Rating,
  Recommendation,
} from '#shared/domain/rubric-config.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import type { MissingField } from '#shared/domain/rubric-completeness.ts';
import type { EvidenceKind, EvidenceSign, FormKind } from '#shared/domain/rubric-forms.ts';
import {
  DIMENSIONS,
  type Dimension,
  type HintRung,
  type HintUptake,
  type Level,
} from '#shared/domain/vocabulary.ts';

/** Words of rating, for whoever fills in a form. */

export const RATING_NAMES: Readonly<Record<Rating, string>> = {
  1: 'Well below',
  2: 'Close',
  3: 'Meets the bar',
  4: 'Above',
};
export const REASON_NAMES: Readonly<Record<NotAssessedReason, string>> = {
  no_time: 'No time',
  not_reached: 'Not reached',
  not_probed: 'Not asked about',
  technical: 'Technical trouble',
};
export const RECOMMENDATION_NAMES: Readonly<Record<Recommendation, string>> = {
  strong_no_hire: 'Strong no hire',
  no_hire: 'No hire',
  hire: 'Hire',
  strong_hire: 'Strong hire',
};
export const CONFIDENCE_NAMES: Readonly<Record<Confidence, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
};
export const SIGNAL_NAMES: Readonly<Record<LevelSignal, string>> = {
  below: 'Below',
  at: 'At level',
  above: 'Above',
};
export const SIGN_NAMES: Readonly<Record<EvidenceSign, string>> = {
  plus: 'For',
  minus: 'Against',
  neutral: 'Neutral',
};
export const KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  observation: 'Seen',
  quote: 'Quote',
  interpretation: 'My reading',
};
export const RUNG_NAMES: Readonly<Record<HintRung, string>> = {
  nudge: 'nudge',
  pointer: 'pointer',
  reveal: 'reveal',
};
export const UPTAKE_NAMES: Readonly<Record<HintUptake, string>> = {
  used: 'used',
  partly: 'partly used',
  ignored: 'ignored',
};
export const LEVEL_WORDS: Readonly<Record<Level, string>> = { mid: 'mid', senior: 'senior', staff: 'staff' };

/** Short names where a column or a chip has no room for the whole label. */
export const SHORT_DIMENSION_NAMES: Readonly<Record<Dimension, string>> = {
  framing: 'Framing',
  data: 'Data',
  modelling: 'Modelling',
  architecture: 'Architecture',
  evaluation: 'Evaluation',
  serving: 'Serving',
  operations: 'Operations',
  communication: 'Communication',
};

export const dimensionLabel = (dimension: Dimension): string => RUBRIC.dimensions[dimension].label;

const FORM_NAMES: Readonly<Record<FormKind, string>> = {
  rubric: 'the rubric',
  self: 'the self-assessment',
  'interviewer-feedback': 'the answers about the interviewing',
};

export const rubricStrings = {
  retry: 'Try again',
  undo: 'Undo',
  loading: 'Loading the form',
  loadFailed: 'The form could not be loaded',
  loadFailedAdvice: 'Check the connection, then try again.',

  save: {
    saved: 'Saved',
    saving: 'Saving',
    waiting: 'Offline, kept on this device',
    failed: 'Not saved',
    locked: 'Handed in',
    untouched: 'Saved as you go',
  },
  conflictTitle: 'This form was changed on another device',
  conflictText: 'Choose which version to go on with. The other one is dropped.',
  keepMine: 'Keep this one',
  takeTheirs: 'Take the other',

  rubricTitle: 'Rate the interview',
  rubricLead: (level: Level) =>
    `Score what was said or drawn against the ${LEVEL_WORDS[level]} bar, at the highest rung mostly shown. Ratings stay sealed until everybody is done.`,
  secondLead: (level: Level) =>
    `Score what was said or drawn against the ${LEVEL_WORDS[level]} bar, at the highest rung mostly shown. Nobody sees your rating before theirs is in, and you see none before yours is.`,
  practiceLead: 'You rate for practice. Your rubric is yours alone and never counted.',
  ratedOf: (count: number) => `${count} of ${DIMENSIONS.length} rated`,
  scaleLabel: (label: string) => `Rating for ${label}`,
  notAssessed: 'Not assessed',
  notAssessedWhy: 'Why not?',
  notAssessedHint: 'Asked and unable is a 1, not this.',
  notesNeeded: (have: number, needed: number) =>
    have >= needed ? `${have} ${have === 1 ? 'note' : 'notes'}` : `${have} of ${needed} notes`,
  noNotes: 'No notes for this yet',
  addNote: 'Add a note',
  counterEvidence: 'Before you settle on an end of the scale: is there anything that points the other way?',
  ceilingReached: (ceiling: number) => `Help given suggests ${ceiling} at most. Say why it is higher.`,
  ceilingField: 'Why higher than the hints suggest',
  charactersLeft: (needed: number) => `${needed} more ${needed === 1 ? 'character' : 'characters'}`,
  hintsGiven: 'Hints',

  remarksTitle: 'What to tell the candidate',
  remarksLead: 'Tie each to a moment. Write about what was done, not about the person.',
  strength: 'Went well',
  change: 'Change next time',
  changeBehaviour: 'What happened',
  nextStep: 'What to do instead',
  moment: 'Moment',
  momentPlaceholder: 'Choose a note',
  addSecond: 'Add another',
  removeRemark: 'Remove',

  outcomeTitle: 'Overall, last',
  recommendation: 'Mock outcome',
  confidence: 'How sure are you?',
  levelSignal: (level: Level) => `Against the ${LEVEL_WORDS[level]} level`,
  reason: 'Reason',
  reasonHint: 'What decided it, in a few sentences.',
  inconsistent: 'Ratings and recommendation point different ways',
  inconsistentField: 'Say in a sentence why',

  sameRatings: 'All ratings are the same. Is that what you saw?',
  quickRatings: 'All ratings were given within a minute. Look once more at the notes of each row.',

  submit: 'Hand in and lock',
  submitHint: 'You cannot change it afterwards.',
  missingTitle: (count: number) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
  submitFailed: 'It could not be handed in',
  submitFailedText: 'Your draft is kept. Try again.',
  submittedTitle: 'Handed in and locked',
  submittedMean: 'Weighted mean',
  coverage: (percent: number) => `${percent} % of the weight assessed`,
  tooLittle: 'Too little was assessed to show a mean.',
  partial: 'Partial: some dimensions were not assessed.',
  waitingFor: (name: string, kind: FormKind) => `Waiting for ${name}: ${FORM_NAMES[kind]}`,
  secondRater: 'a second rater',
  allIn: 'Everything is in. The results open now.',
  waitingUnknown: 'Hand in all your forms to see who is still writing.',
  closedForm: 'This form was not handed in and can no longer be changed.',

  selfTitle: 'Your own view',
  selfLead: (level: Level) =>
    `Rate what you did against the ${LEVEL_WORDS[level]} bar, before you see what others say. It never touches your score.`,
  tenMoreMinutes: 'What would you do with ten more minutes?',
  feedbackTitle: 'About the interviewing',
  feedbackLead:
    'Your interviewer reads this together with you when the results open. It never touches your score.',
  cannotSay: 'Cannot say',
  keep: 'What to keep',
  changeAbout: 'What to change',

  evidenceTitle: 'Evidence',
  evidenceEmpty: 'Nothing noted yet',
  evidenceEmptyText:
    'Press n to note what you see, stamped with the interview clock. Ratings rest on these notes.',
  evidenceFailed: 'Your notes could not be loaded',
  captureTitle: 'Note',
  capturePlaceholder: 'What was said or drawn',
  captureHint: 'Start with + − or = for the sign. Enter saves.',
  captureSave: 'Save',
  close: 'Close',
  noted: 'Noted',
  deleted: 'Note deleted',
  edit: 'Edit',
  remove: 'Delete',
  dimension: 'Dimension',
  kind: 'Kind',
  sign: 'Sign',
  text: 'Note',
  share: 'The candidate may read it',
  notShared: 'Kept from the candidate',
  done: 'Done',
  waiting: 'Waiting for the connection',
  refused: 'Not saved',
  noteAct: 'Note what you see',
  actGroup: 'Rating',
} as const;

/** What is missing, in words, with the name of the place it is missing from. */
export function missingText(field: MissingField): string {
  const [root = '', key = '', part = ''] = field.path.split('.');
  switch (root) {
    case 'dimensions': {
      const label = DIMENSIONS.find((dimension) => dimension === key);
      const name = label ? dimensionLabel(label) : key;
      if (part === 'evidence')
        return `${name}: ${(field.needed ?? 1) - (field.have ?? 0)} more seen or quoted`;
      if (part === 'ceilingReason') return `${name}: why above the hints`;
      return `${name}: a rating, or why not`;
    }
    case 'strengths':
      return part === 'offsetMs' ? 'Went well: the moment' : 'One thing that went well';
    case 'changes':
      if (part === 'offsetMs') return 'Change: the moment';
      return part === 'nextStep' ? 'Change: what to do instead' : 'One thing to change';
    case 'answers':
      return `${FEEDBACK_LABELS.get(key) ?? key}: an answer, or cannot say`;
    case 'recommendation':
      return 'Mock outcome';
    case 'confidence':
      return 'How sure you are';
    case 'levelSignal':
      return 'Against the level';
    case 'reason':
      return `Reason: ${(field.needed ?? 0) - (field.have ?? 0)} more characters`;
    case 'consistencyNote':
      return 'Why ratings and recommendation differ';
    case 'tenMoreMinutes':
      return 'Ten more minutes';
    default:
      return field.path;
  }
}

const FEEDBACK_LABELS = new Map<string, string>(
  Object.entries(RUBRIC.feedback).map(([question, { label }]) => [question, label]),
);
