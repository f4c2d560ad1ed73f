import {
  RUBRIC,
  type FeedbackQuestion,
  type LevelSignal,
  type NotAssessedReason,
  type Recommendation,
} from '#shared/domain/rubric-config.ts';
import type { EvidenceSign } from '#shared/domain/rubric-forms.ts';
import type { Dimension, Format, Framework, HintRung, HintUptake, Level } from '#shared/domain/vocabulary.ts';

/** Words of the review. */

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

export const reviewStrings = {
  loading: 'Loading the review',
  failed: 'The review could not be loaded',
  failedAdvice: 'Check the connection, then try again.',
  onThisPage: 'On this page',
  notReady: 'The results are not open yet',
  notReadyText:
    'They open for everybody at once, when the rubric and both forms of the candidate are in, or when the time for them is over.',
  notFound: 'There is no such interview, or you were not part of it',

  unknownScenario: 'Interview',
  round: (ordinal: number) => `Round ${ordinal}`,
  candidate: 'Candidate',
  interviewer: 'Interviewer',
  duration: 'Length',

  result: 'Result',
  outcome: 'Mock outcome',
  mean: 'Weighted mean',
  outOf: 'of 4',
  coverage: (percent: number) => `${percent} % of the weight assessed`,
  partial: 'Partial: not everything was assessed',
  tooLittle: 'Too little was assessed to show a mean',
  raters: (count: number) => (count === 1 ? 'One rater' : `Mean of ${count} raters`),
  late: 'Handed in after the forms were opened',
  confidence: (word: string) => `Confidence ${word}`,
  reason: 'Reason',
  wentWell: 'Went well',
  changeNext: 'Change next time',
  insteadLabel: 'Instead:',
  noResult: 'No rubric was handed in',
  noResultCandidate: 'Your interviewer has not rated this interview. When they do, it appears here.',
  noResultGuide: 'Board, notes, times and debrief are below.',
  sealedTitle: 'Your rubric is still to come',

  scores: 'Ratings',
  chart: 'Chart',
  table: 'Table',
  chartView: 'How to show the ratings',
  rater: 'Rated',
  self: 'Own view',
  dimension: 'Dimension',
  rating: 'Rating',
  gap: 'Gap',
  weight: 'Weight',
  notAssessed: (reason: string) => `Not assessed: ${reason}`,
  notAssessedPlain: 'Not assessed',

  dimensions: 'What was seen',
  shown: 'Shown',
  nextRung: 'Next rung',
  topRung: 'Top of the ladder',
  noEvidence: 'No notes',
  interpretation: 'Interpretation:',
  kept: 'Kept from the candidate',
  ceilingReason: 'Above the hints because',
  blindSpot: 'Blind spot',
  hiddenStrength: 'Hidden strength',

  momentsTitle: 'Moment by moment',
  filterDimension: 'Show one dimension',
  filterSign: 'Show notes by sign',
  allDimensions: 'All dimensions',
  allSigns: 'All',
  momentCount: (count: number) => (count === 1 ? '1 moment' : `${count} moments`),
  noMoments: 'No such moment.',
  hintGiven: (rung: string) => `Hint: ${rung.toLowerCase()}`,
  card: (number: number) => `Card ${number}`,
  exhibit: 'Exhibit',
  paused: (clock: string) => `Paused for ${clock}`,
  toMoment: (clock: string) => `To the note at ${clock}`,

  selfTitle: 'Own view beside the rating',
  selfMissing: 'No self-assessment was handed in.',
  meanGap: (gap: string) => `On average ${gap} from the rating`,
  blindSpots: 'Rated yourself 3 or more where 2 or less was seen',
  blindSpotsOther: 'Rated themselves 3 or more where 2 or less was seen',
  hiddenStrengths: 'Rated yourself 2 or less where 3 or more was seen',
  hiddenStrengthsOther: 'Rated themselves 2 or less where 3 or more was seen',
  none: 'None',
  tenMoreMinutes: 'With ten more minutes',

  timeTitle: 'Time per phase',
  phase: 'Phase',
  planned: 'Planned',
  spent: 'Spent',
  over: (clock: string) => `${clock} over`,

  timeAndHints: 'Time and hints',
  hintsTitle: 'Hints',
  noHints: 'No hints were given.',
  revealsTitle: 'Facts handed over',
  noReveals: 'Nothing was handed over.',

  feedbackTitle: 'About the interviewing',
  cannotSay: 'Cannot say',
  keep: 'Keep',
  change: 'Change',

  boardTitle: 'Board at the end',
  talkTitle: 'Things to talk about',
  boardEmpty: 'The board stayed empty.',
  boardAlt: (count: number) => `The board at the end with ${count} ${count === 1 ? 'part' : 'parts'}`,
  boardFit: 'Fit',
  boardFull: 'Actual size',
  boardSize: 'Size of the board',
  notesTitle: 'Notes',

  debriefTitle: 'Debrief',
  takeaways: 'Take away',
  referenceTitle: 'One way to draw it',
  referenceAlt: 'Reference architecture of the case',
  worksheetTitle: 'The numbers',
  quantity: 'Quantity',
  expected: 'Expected',
  goodRange: 'Good range',
  why: 'Why',
  reading: 'Reading',

  materials: 'What to rate from',
  viewTimeline: 'Timeline',
  viewBoard: 'Board',
  viewNotes: 'Notes',
  viewCards: 'Cards',
  viewGuide: 'Guide',
  noteMoment: 'The next note is about',

  comparisonTitle: 'Raters side by side',
  onlyOneRater:
    'Only one rubric is in. A second rating by somebody who was not swayed makes the result firmer.',
  gapsFirst: 'Dimensions two or more apart come first. Talk about these; the mean stays as it is.',
  noGaps: 'No two raters are two or more apart.',
  average: 'Mean',
  apart: (points: number) => `${points} apart`,
  agreedAs: (rating: number) => `Agreed: ${rating}`,
  agreedNote: 'agreed',
  agree: 'Write down an agreed rating',
  correct: 'Correct my rating',
  agreedRating: 'Agreed rating',
  correctedRating: 'Corrected rating',
  recordReason: 'Why',
  recordReasonHint: 'Kept with your name. The ratings that were handed in stay as they are.',
  recordSave: 'Keep',
  recordFailed: 'It could not be kept',
  cancel: 'Cancel',
  recordOf: {
    agreed: (name: string, rating: number) => `${name} wrote down an agreed ${rating}`,
    correction: (name: string, rating: number) => `${name} corrects their rating to ${rating}`,
  },
  seats: { lead: 'Lead', interviewer: 'Co-interviewer', reviewer: 'Second rater' },
  rateLate: 'handed in late, still blind',
  recommendation: 'Recommendation',
  evidenceOf: (name: string) => `What ${name} noted`,

  whatEachSaw: 'What each of you saw',
  interviewingTitle: 'Your interviewing',
  interviewingLead:
    'What the record shows, to think about. None of it is a score, and a question left out may have been the right choice.',
  probesAsked: 'Questions of the guide asked',
  coreOpened: 'Core expectations with an opening',
  askedOf: (count: number, all: number) => `${count} of ${all}`,
  offPlan: 'Phases off the plan',
  phaseOutcomes: {
    not_reached: 'not reached',
    cut_short: 'cut to less than half',
    over: 'over its time',
  },
  spentOf: (spent: string, planned: string) => `${spent} of ${planned}`,
  neverOpened: (count: number) =>
    count === 1 ? '1 core expectation was never opened' : `${count} core expectations were never opened`,
  openReasons: { step_not_reached: 'step not reached', not_touched: 'no question or hint led there' },
  probesMissed: (count: number) =>
    count === 1
      ? '1 question was not asked in a step you reached'
      : `${count} questions were not asked in steps you reached`,

  agreementTitle: 'Agreement of the raters',
  agreementText: 'On the ratings as they were handed in, never on agreed or corrected ones.',
  agreementPairs: (pairs: number) => (pairs === 1 ? '1 pair of ratings' : `${pairs} pairs of ratings`),
  exactOf: (count: number, pairs: number) => `${count} of ${pairs} exact`,
  adjacentOf: (count: number, pairs: number) => `${count} of ${pairs} within one`,
  tooFew: 'Too few to interpret: one interview has at most eight shared ratings a pair.',
  noShared: 'No shared ratings.',
  histogram: 'How often each rating was given',
  recommendationSame: 'Same recommendation',
  recommendationDiffers: 'Different recommendations',

  sealedRaterText:
    'What the others rated and noted opens when your own rubric is in. You can still hand it in.',
  rateNow: 'Rate now',
  waive: 'Read without rating',
  waiveTitle: 'Read on without rating?',
  waiveText:
    'You give up rating this interview, for good. Your draft is kept for you alone and counts for nothing.',
  waiveConfirm: 'Give up rating',
  waiveFailed: 'That did not work. Nothing has changed.',

  nextRoom: 'Open the room',
  nextRoomText: 'Start the next round there, with roles as they are or swapped.',
  nextPrint: 'Print or save as PDF',
} as const;
