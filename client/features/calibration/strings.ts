import type { CalibrationGap } from '#shared/domain/calibration.ts';
import type { NotAssessedReason, Rating } from '#shared/domain/rubric-config.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import type { Dimension, HintRung, HintUptake, Level } from '#shared/domain/vocabulary.ts';

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };
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
export const RUNG_NAMES: Readonly<Record<HintRung, string>> = {
  nudge: 'nudge',
  pointer: 'pointer',
  reveal: 'answer given',
};
export const UPTAKE_NAMES: Readonly<Record<HintUptake, string>> = {
  used: 'used',
  partly: 'partly used',
  ignored: 'ignored',
};

export function dimensionLabel(dimension: Dimension): string {
  return RUBRIC.dimensions[dimension].label;
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;
const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;

/** What is missing, one sentence a condition. */
export function gapWords({
  code,
  have,
  needed,
}: Omit<CalibrationGap, 'needed'> & { needed: number }): string {
  switch (code) {
    case 'ratings':
      return `${have ?? 0} of at least ${needed} ratings`;
    case 'exact':
      return `The same rating in ${percent(have ?? 0)}, at least ${percent(needed)} needed`;
    case 'adjacent':
      return `Within one of the reference in ${percent(have ?? 0)}, at least ${percent(needed)} needed`;
    case 'bias':
      return `${(have ?? 0) > 0 ? 'Milder' : 'Stricter'} than the reference by ${Math.abs(have ?? 0).toFixed(2)} on average, at most ${needed.toFixed(2)} allowed`;
    case 'kappa':
      return have === null
        ? 'No weighted kappa: all ratings on both sides are one same value'
        : `Weighted kappa ${have.toFixed(2)}, at least ${needed.toFixed(2)} needed`;
  }
}

export const calibrationStrings = {
  title: 'Calibration',
  lead: 'Rate a reference interview one dimension at a time. When you lock a rating you see how it was rated by the authors of the interview, and why.',
  scripted: 'Scripted example',
  scriptedText:
    'These interviews were written for practice, and their ratings were set by the authors of this product. Nobody was recorded.',
  loading: 'Loading',
  failed: 'Calibration could not be loaded',
  needsLogin: 'Calibration is kept with you',
  needsLoginText: 'Start or join a room first, or sign in. Then your runs have somewhere to stay.',
  home: 'Go to the start page',

  references: 'Reference interviews',
  noReferences: 'No reference interviews are installed',
  level: (level: Level) => `${LEVEL_NAMES[level]} level`,
  length: (minutes: number, moments: number) => `${minutes} minutes, ${moments} moments`,
  state: {
    not_begun: 'Not begun',
    in_progress: 'In progress',
    done: 'Done',
    due_again: 'Due again',
  },
  begin: 'Begin',
  goOn: 'Go on',
  again: 'Start again',
  look: 'Look at it',
  openOf: (act: string, title: string) => `${act}: ${title}`,
  beginTitle: (title: string) => `Open “${title}”?`,
  beginText:
    'A reference interview shows the guide of its scenario. It is then marked as seen, and you are not offered it as a candidate any more.',
  beginSeen: 'You have seen this scenario already, so opening it changes nothing there.',
  againText:
    'This begins a new run with empty ratings. Your earlier runs stay in the list. Ratings of an interview whose reference you have seen are no blind ratings, and the result says so.',
  beginConfirm: 'Open and begin',
  againConfirm: 'Start again',

  readiness: 'Ready to rate?',
  status: {
    not_started: 'Nothing rated yet',
    not_ready: 'Not ready yet',
    ready: 'Ready to rate',
    repeat_due: 'Time to repeat',
  },
  notStartedText: 'Lock at least 20 ratings, which is all three interviews, to find out.',
  notReadyText: 'Rate as shadow until then; peers may still practise.',
  readyText: (date: string) => `Repeat by ${date}, or when the rubric changes.`,
  repeatText: {
    time_passed: (date: string) =>
      `90 days have passed since your last run (${date}). Rate one interview again.`,
    rubric_changed: () => 'The rubric has changed since you were found ready. Rate the interviews again.',
  },
  missing: 'What is missing',
  exact: 'Same rating',
  adjacent: 'Within one',
  bias: 'Bias',
  kappa: 'Weighted kappa',
  countOf: (count: number, of: number) => `${count} of ${of}`,
  percent,
  signed,
  biasWords: (bias: number) =>
    bias > 0
      ? 'milder than the reference'
      : bias < 0
        ? 'stricter than the reference'
        : 'neither milder nor stricter',
  none: 'none',
  needed: (words: string) => `needed: ${words}`,
  over: (ratings: number, runs: number) =>
    `Over your last ${ratings} ratings in ${runs} ${runs === 1 ? 'run' : 'runs'}, those given up included.`,
  tooFew: 'Fewer than 20 ratings: the figures move a lot with each one.',
  seenBefore: (count: number) =>
    `${count} of them on an interview whose reference you had seen before: not blind.`,

  history: 'Runs',
  noHistory: 'No runs yet. Your first one appears here when you begin.',
  runStatus: { in_progress: 'In progress', done: 'Done', given_up: 'Given up' },
  compared: (exact: number, adjacent: number, ratings: number) =>
    `${exact} of ${ratings} the same, ${adjacent} within one`,
  locked: (count: number) => `${count} of 8 locked`,

  back: 'All reference interviews',
  runFailed: 'This run could not be loaded',
  runGone: 'This run is not here',
  runGoneText: 'It may belong to another account.',
  inUse: 'You are being interviewed with this scenario',
  inUseText: 'Its guide stays closed for you until the ratings of that interview are opened.',
  giveUp: 'Give up this run',
  giveUpTitle: 'Give up this run?',
  giveUpText:
    'What you locked stays and counts. What you have not locked is not rated, and its reference stays closed.',
  giveUpConfirm: 'Give up',
  ended: { done: 'This run is finished', given_up: 'This run was given up' },

  parts: 'Parts of the interview',
  interview: 'Interview',
  timeline: 'Timeline',
  board: 'Board',
  notes: 'Notes',
  guide: 'Guide',
  rating: 'Rating',
  screens: 'What is shown',
  boardAlt: (nodes: number) => `The candidate’s board at the end, ${nodes} components`,
  guideText: (level: string) =>
    `What the guide expects at this level, ${level}. Core expectations are marked; they are a help to listen, not a checklist to sum up.`,
  ownDimension: 'Counts for the dimension at hand',
  core: 'core',
  candidate: 'Candidate',
  interviewer: 'Interviewer',
  onBoard: 'On the board',
  card: 'Card handed over',
  asked: 'Asked from the guide',
  hint: (rung: string, uptake: string) => `Hint, ${rung}: ${uptake}`,
  pick: 'Use as evidence',
  picked: 'Evidence',
  pickOf: (clock: string) => `Use ${clock} as evidence`,
  unpickOf: (clock: string) => `Take ${clock} out of the evidence`,
  inReference: 'in the reference',
  picking: (label: string, count: number) =>
    `Evidence for ${label.toLowerCase()}: ${count === 0 ? 'none picked yet' : `${count} picked`}`,

  dimensions: 'Dimensions',
  dimensionState: (label: string, state: string) => `${label}, ${state}`,
  open: 'open',
  lockedState: 'locked',
  scaleOf: (label: string) => `Rating of ${label}`,
  evidence: 'Evidence',
  evidenceEmpty: 'Pick moments in the timeline that this rating rests on: one for 2 or 3, two for 1 or 4.',
  evidenceEnough: (have: number, needed: number) => `${have} of ${needed} needed`,
  words: 'In your words',
  wordsHint: 'Why this rating. Kept with it.',
  ceiling: (units: number, ceiling: number) =>
    `${units} units of help in this dimension: hints suggest at most ${ceiling}. Going above needs 20 characters in your words.`,
  helpLine: (clock: string, rung: string, uptake: string) => `${clock} ${rung}, ${uptake}`,
  lock: (value: string) => `Lock ${value}`,
  lockNothing: 'Choose a rating first',
  lockText: 'A locked rating stays as it is. The reference opens beside it.',
  lockMissing: 'Not yet',
  missingEvidence: (needed: number) =>
    `This rating rests on ${needed === 1 ? 'one moment' : 'two moments'}. Pick ${needed === 1 ? 'it' : 'them'} in the timeline.`,
  missingWords: 'Say in 20 characters or more why it is above what the hints allow.',
  lockFailed: 'The rating was not locked',
  conflict: 'This dimension was locked in another tab',
  conflictText: (value: string) => `It stands as ${value}. What you had chosen here was not used.`,

  yours: 'You',
  reference: 'Reference',
  same: 'The same rating',
  apart: (distance: number) =>
    `${Math.abs(distance)} ${distance > 0 ? 'higher' : 'lower'} than the reference`,
  notCompared: 'Not counted: one side did not assess it',
  anchor: 'Anchor',
  why: 'Why',
  boundary: 'The line',
  restsOn: 'Rests on',
  goTo: (clock: string) => `Show ${clock} in the timeline`,
  next: (label: string) => `Next: ${label}`,
  toResult: 'See the result',
  result: 'Result of this run',
  resultDimension: 'Dimension',
  resultApart: 'Difference',
  resultSame: 'same',
  resultDistance: (distance: number) => `${Math.abs(distance)} ${distance > 0 ? 'higher' : 'lower'}`,
  notAssessed: (reason: string) => `Not assessed: ${reason.toLowerCase()}`,

  actRate: (rating: number) => `Rate ${rating}`,
  actSkip: 'Not assessed',
  actLock: 'Lock the rating',
} as const;
