import type { IfUnasked, RevealPolicy } from '#shared/contracts/scenario-format.contract.ts';
import type { Dimension, HintRung, HintUptake, Level, Step } from '#shared/domain/vocabulary.ts';
import type { Section } from './guide-index.ts';
import type { WorksheetVerdict } from './worksheet-numbers.ts';

/** Words only interviewers and trainees load. */

export const STEP_NAMES: Readonly<Record<Step, string>> = {
  clarify: 'Clarify',
  frame: 'Frame',
  data: 'Data',
  model: 'Model',
  evaluate: 'Evaluate',
  serve: 'Serve',
  monitor: 'Monitor',
};

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };

export const SECTION_NAMES: Readonly<Record<Section, string>> = {
  reveals: 'Cards',
  'trade-offs': 'Trade-offs',
  worksheet: 'Worksheet',
  curveballs: 'Curveballs',
  'deep-dives': 'Deep dives',
  architecture: 'Reference',
  measures: 'Measures',
  brief: 'Brief',
};

export const RUNG_NAMES: Readonly<Record<HintRung, string>> = {
  nudge: 'Nudge',
  pointer: 'Pointer',
  reveal: 'Reveal',
};
export const UPTAKE_NAMES: Readonly<Record<HintUptake, string>> = {
  used: 'Used',
  partly: 'Partly',
  ignored: 'Ignored',
};

export const DIMENSION_NAMES: Readonly<Record<Dimension, string>> = {
  framing: 'framing',
  data: 'data',
  modelling: 'modelling',
  architecture: 'architecture',
  evaluation: 'evaluation',
  serving: 'serving',
  operations: 'operations',
  communication: 'communication',
};

export const POLICY_WORDS: Readonly<Record<Exclude<RevealPolicy, 'offer_by'>, string>> = {
  only_if_asked: 'Only if asked.',
  volunteer: 'Offer it without being asked.',
};

export const IF_UNASKED_WORDS: Readonly<Record<IfUnasked, string>> = {
  let_assume: 'If nobody asks: let them assume.',
  nudge: 'If nobody asks: nudge towards it.',
  give: 'If nobody asks: give it.',
};

export const VERDICT_NAMES: Readonly<Record<WorksheetVerdict, string>> = {
  'in-range': 'In range',
  'too-low': 'Too low',
  'too-high': 'Too high',
};

interface Covered {
  readonly done: number;
  readonly total: number;
}

export const cockpitStrings = {
  panel: 'Interviewer guide',
  loading: 'Loading the guide',
  failedTitle: 'The guide could not be loaded',
  forbiddenTitle: 'The guide is for interviewers',
  forbiddenText: 'Your role in this round does not include it.',
  noScenarioTitle: 'Choose a scenario first',
  noScenarioText:
    'Its guide opens here: what to listen for, what to ask, hints, and the cards you hand over.',
  noScenarioShadow: 'The interviewer is choosing. The guide of the scenario opens here.',
  openTitle: 'Read the guide before you start',
  openText: 'Goals, expectations, probes, hints and every card, in the order of the interview.',
  openSeen: 'Opening it marks this scenario as seen by you: you will not get it as a candidate later.',
  open: 'Open the guide',
  readingNote: 'To read now. Marking starts with the clock.',
  readOnlyNote: 'You see what the interviewer marks.',
  endedNote: 'Ticks, flags and hint outcomes can still be put right.',
  closedNote: 'The record is closed.',

  view: 'Part of the guide',
  stepsView: 'Steps',
  interviewView: 'Interview',
  boardView: 'Board',
  boardCount: (count: number) => (count === 1 ? '1 thing to ask' : `${count} things to ask`),
  boardFailed: 'The questions about the board could not be loaded',
  find: 'Find',
  findLabel: 'Find in the guide',
  findAct: 'Find in the interviewer guide',
  clearFind: 'Clear the search',
  found: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
  nothingFound: 'Nothing in the guide has these words.',
  goThere: 'Go to it',

  steps: 'Steps of the interview',
  stepNow: 'now',
  coreCovered: (done: number, total: number) => `${done} of ${total} core covered`,
  backToNow: (name: string) => `Now: ${name}`,
  planned: (time: string) => `${time} planned`,
  over: 'over',
  left: 'left',
  coreShort: 'core',
  coverage: (core: Covered, all: Covered) =>
    `${core.done} of ${core.total} core covered, ${all.done} of ${all.total} in all`,
  divesChosen: (count: number, of: number) =>
    count === 0 ? `Choose ${of} deep dives` : `Deep dives: ${count} of ${of} chosen`,

  askNext: 'Ask next',
  keysGroup: 'Guide',
  heard: 'Heard it',
  askedAt: (clock: string) => `Asked ${clock}`,
  undo: 'Undo',
  askAct: 'Mark the proposed question as asked',
  heardAct: 'Tick what the proposed question is about',
  anotherAct: 'Another question',
  hintsAct: 'Hints for the proposed question',
  listAct: 'Go to the list of the guide',
  remindersAct: 'Open the reminders',
  curveballsAct: 'Play a curveball',
  showPart: (name: string) => `Guide: ${name}`,
  helpAlong: (rung: string) => `If they are stuck, give the ${rung.toLowerCase()}.`,
  coreOpen: 'Core, still open',
  coreTried: 'Core, asked and still open',
  leftIn: (step: string) => `Core, left open in ${step}`,
  nextIn: (step: string) => `Next, in ${step}`,
  nothingYetOn: (dimension: string) => `Nothing yet on ${dimension}`,
  goesDeeper: (level: string) => `Goes deeper, ${level.toLowerCase()}`,
  stillOpen: 'Still open',
  nothingToAsk: 'Nothing is open here that a question is left for. Move on when you are ready.',
  enough: 'Enough to move on',
  jump: 'Parts of this step',
  expect: 'Listen for',
  probes: 'Ask',
  cards: 'Cards',
  redFlags: 'Flags',
  expectHeading: 'Listen for',
  probesHeading: 'Ask',
  cardsHeading: 'Hand over',
  redFlagsHeading: 'Red flags',
  core: 'Core',
  beyond: 'Beyond this level',
  noneHere: 'None in this step.',

  openHints: 'Hints',
  hintsFor: (text: string) => `Hints for: ${text}`,
  hintsGiven: (count: number) => (count === 1 ? '1 hint given' : `${count} hints given`),
  give: 'Give',
  giveRung: (rung: string) => `Give the ${rung.toLowerCase()}`,
  givenAt: (clock: string) => `Given ${clock}`,
  after: (rung: string) => `Opens after the ${rung.toLowerCase()}`,
  uptake: 'What came of it',
  void: 'Void',
  voidTitle: 'Void this hint',
  voidText: 'It stays on the record with the reason and no longer counts.',
  voidReason: 'Reason',
  voidReasons: ['Given by mistake', 'They had it already'],
  voidConfirm: 'Void the hint',
  voided: (rung: string, clock: string, reason: string) => `${rung} ${clock}, void: ${reason}`,
  countsFor: (dimension: string) => `Counts for ${dimension}`,
  readAloud: 'Read it out as written, after a minute or so of being stuck.',

  asked: 'Asked',
  listenFor: 'Listen for',

  show: 'Show',
  showToCandidate: 'Show to the candidate',
  shownAt: (clock: string) => `Shown ${clock}`,
  countsAsAsking: 'Counts as asking',
  volunteer: 'Offer it',
  offerBy: (minute: number) => `By ${minute}:00`,
  offerByLong: (minute: number) => `Offer it by minute ${minute} if nobody has asked.`,
  details: 'Details',
  exhibit: 'Exhibit',

  serious: 'Serious',
  caution: 'Caution',

  notSaved: 'Not saved.',
  tryAgain: 'Try again',

  sections: 'Parts of the guide',
  mustMention: 'A justified choice mentions',
  choice: 'What they chose',
  undecided: 'Open',
  justified: 'Justified by these points',
  worksheetText:
    'Enter what the candidate says. A result within the range is right; the reasoning counts more.',
  theirNumber: (label: string) => `Their number for: ${label}`,
  theirPlaceholder: 'e.g. 58k',
  notANumber: 'Write a number, e.g. 58k',
  rangeOf: (low: string, high: string, unit: string) => `${low} to ${high} ${unit}`,
  given: (value: string) => `Given: ${value}`,
  follows: (value: string) => `Their own numbers give ${value}.`,
  play: 'Play it',
  playedAt: (clock: string) => `Played ${clock}`,
  afterStep: (step: string) => `After ${step}`,
  atMinute: (minute: number) => `At ${minute}:00`,
  due: 'Due',
  chosen: 'Chosen',
  diveAsk: 'Ask',
  diveStrong: 'Strong answers',
  architectureAlt: (title: string) => `Reference architecture for ${title}`,
  architectureText: 'One good design, not the only one. It opens to the candidate afterwards.',
  lanes: { offline: 'Offline', shared: 'Shared', online: 'Online' },
  fromLevel: (level: string) => `from ${level}`,
  offlineMetrics: 'Offline metrics',
  onlineMetrics: 'Online metrics',
  guardrails: 'Guardrails',
  target: 'Target',
  trap: 'Trap',
  privacy: 'Privacy',
  personalData: 'Personal data',
  rules: 'Rules',
  fairness: 'Fairness',
  monitoring: 'Monitoring',
  drift: 'Drift',
  skew: 'Skew',
  loops: 'Feedback loops',
  alerts: 'Alerts',
  primer: 'What you need to know',
  prompt: 'The prompt',
  opening: 'Opening words',
  closing: 'Closing words',
  openingHint: 'Read this out, then let the clock move on.',
  closingHint: 'Read this out with a few minutes left.',
  coreLeft: 'Core points without a tick',
  coreLeftNone: 'Every core point up to this level has its tick.',
  sources: 'Sources',
  checked: (date: string) => `checked ${date}`,

  dueBar: 'Reminders',
  nothingDue: 'Nothing due',
  nothingDueLong: 'Cards to offer and curveballs show up here when their time has come.',
  dueCount: (count: number) => `${count} due`,
  offerNow: 'Offer now',
  playNow: 'Curveball',
  openDue: 'Open the reminders',
} as const;
