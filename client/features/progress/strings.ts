import type { HistoryItem, SharedAgreement, Trend } from '#shared/contracts/progress.contract.ts';
import { RUBRIC, type FeedbackQuestion, type Recommendation } from '#shared/domain/rubric-config.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import type { Dimension, Level } from '#shared/domain/vocabulary.ts';

/** Words of progress and of the lead's view. */

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };
export const OUTCOME_NAMES: Readonly<Record<Recommendation, string>> = {
  strong_no_hire: 'Strong no hire',
  no_hire: 'No hire',
  hire: 'Hire',
  strong_hire: 'Strong hire',
};
export const SEAT_NAMES: Readonly<Record<HistoryItem['seat'], string>> = {
  lead: 'Interviewer',
  candidate: 'Candidate',
  interviewer: 'Co-interviewer',
  shadow: 'Trainee',
  reviewer: 'Reviewer',
  observer: 'Observer',
};
export const FORM_NAMES: Readonly<Record<FormKind, string>> = {
  rubric: 'rubric',
  self: 'self-assessment',
  'interviewer-feedback': 'form about the interviewing',
};
export const CASE_NOTES: Readonly<Record<SharedAgreement['case'], string>> = {
  no_shared_ratings: 'No shared ratings',
  too_few: 'Too few to interpret',
  no_variation: 'No variation: everybody gave one value',
  both_constant: 'Each side gave one value throughout',
  one_rater_constant: 'One side gave one value throughout, so kappa is 0 however close the ratings are',
  skewed: 'Most ratings are one value, so kappa can be low beside high agreement',
  varied: '',
};

export function dimensionLabel(dimension: Dimension): string {
  return RUBRIC.dimensions[dimension].label;
}

export function questionLabel(question: FeedbackQuestion): string {
  return RUBRIC.feedback[question].label;
}

/** `+0.50`, `-0.25`, `0.00`. */
export function signed(hundredths: number): string {
  return hundredths > 0 ? `+${formatHundredths(hundredths)}` : formatHundredths(hundredths);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function trendText(trend: Trend): string {
  switch (trend.case) {
    case 'none':
      return 'Not rated yet';
    case 'too_few':
      return `Mean rung ${formatHundredths(trend.meanHundredths)} over ${trend.count} of ${trend.needed} interviews a trend needs`;
    case 'trend': {
      const base = `Mean rung ${formatHundredths(trend.meanHundredths)}, spread ${formatHundredths(trend.spreadHundredths)}, ${trend.count} interviews`;
      return trend.isWithinSpread
        ? `${base}. Within the usual ups and downs`
        : `${base}. ${signed(trend.changeHundredths)} from the earlier half to the later one`;
    }
  }
}

export const progressStrings = {
  title: 'Progress',
  leadTitle: 'Rating in your rooms',
  leadLink: 'Rating in your rooms',
  backToProgress: 'Your own progress',
  intro: 'What your finished interviews say, by dimension. There is no total and no verdict.',
  sides: 'Side of the table',
  asCandidate: 'As candidate',
  asInterviewer: 'As interviewer',
  loading: 'Loading your progress',
  failed: 'Your progress could not be loaded',
  noCandidateTitle: 'No finished interview as a candidate yet',
  noCandidateText:
    'After an interview both of you fill in a form. When they are in, the ratings open, and what they say over time stands here. Start a room as the candidate and send the link to somebody.',
  noInterviewerTitle: 'No finished interview as an interviewer yet',
  noInterviewerText:
    'Lead an interview and hand in the rubric: your hint habits and, from five interviews on, what candidates say stand here.',
  startRoom: 'Start a room',
  capped: (count: number) => `The newest ${count} interviews are looked at.`,

  plan: 'What to practise next',
  planLevel: 'Preparing for',
  planTooFew: (needed: number) =>
    `A suggestion needs a dimension rated in ${needed} of your last five interviews.`,
  planEven: 'All dimensions stand on the same rung: practise whichever you like.',
  planStanding: (rung: number, count: number) =>
    `Rung ${formatHundredths(rung)} of 6 over your last ${count === 1 ? 'interview' : `${count} interviews`}`,
  planNext: 'The next rung',
  planCases: 'Cases that exercise it',
  planNoCases: 'No case at this level exercises it.',
  seen: 'Seen',
  difficulty: (value: number) => `Difficulty ${value} of 5`,

  trends: 'Each dimension over time',
  trendsText:
    'Rungs 1 to 6 of the ladder of behaviours. The same behaviour keeps its rung whatever the level of the interview.',
  chartView: 'View',
  chart: 'Chart',
  table: 'Table',
  trendText,
  rung: 'Rung',
  mean: 'Mean',
  spread: 'Spread',
  count: 'Interviews',
  change: 'Earlier to later',
  latest: 'Latest',
  dimension: 'Dimension',

  gaps: 'Your own view beside what raters saw',
  gapsText: 'Above zero you rated yourself higher than the raters did.',
  gapsEmpty: 'Hand in the self-assessment after an interview, and the gap stands here.',
  gap: 'Gap',
  when: 'When',
  case: 'Case',
  blindSpots: 'Blind spots',
  hiddenStrengths: 'Hidden strengths',
  none: 'none',

  history: 'History',
  historyFailed: 'The history could not be loaded',
  more: 'Show older interviews',
  noCase: 'A case of an older version',
  withPartner: (name: string) => `with ${name}`,
  minutes: (ms: number) => `${Math.max(1, Math.round(ms / 60_000))} min`,
  noRubric: 'No rubric yet',
  sealed: 'Hand in your rubric to see it',
  partial: 'partial',
  noMean: 'Too little rated for a mean',

  feedback: 'What candidates say',
  feedbackTooFew: (sessions: number, needed: number) =>
    `Averages show from ${needed} interviews on, so that no single answer can be told. There ${sessions === 1 ? 'is' : 'are'} ${sessions} so far.`,
  feedbackText: (sessions: number) =>
    `Means of ${sessions} interviews, 1 to 4. A question fewer than five answered has none.`,
  question: 'Question',
  answers: 'Answers',
  hints: 'Hint habits',
  hintsText: (interviews: number, without: number) =>
    `Over ${interviews} ${interviews === 1 ? 'interview' : 'interviews'}, ${without} of them without a hint.`,
  nudges: 'Nudges',
  pointers: 'Pointers',
  reveals: 'Reveals',
  used: 'Used',
  partly: 'Partly used',
  ignored: 'Ignored',
  perInterview: (sum: number, interviews: number) =>
    `${(interviews === 0 ? 0 : sum / interviews).toFixed(1)} an interview`,
  rater: 'Your ratings beside those of others',
  raterPrivate: 'Seen by you and the owners of the rooms you rated in. Scores are never adjusted by it.',
  severityTooFew: (shared: number, needed: number) =>
    `Shown from ${needed} ratings on that somebody else gave too; there are ${shared}.`,
  severity: 'Severity',
  severityText: (value: number) =>
    value < 0 ? 'Stricter than the others' : value > 0 ? 'Milder than the others' : 'Like the others',
  halo: 'One rating throughout',
  haloText: (flat: number, eligible: number) => `${flat} of ${eligible} rubrics with six or more ratings`,
  coverage: 'Weight rated',
  late: 'Late rubrics',

  leadIntro:
    'Opened interviews of the rooms you own. Left out are those you were the candidate of and those you still have to rate.',
  leadEmptyTitle: 'No opened interview in your rooms yet',
  leadEmptyText:
    'When interviews in rooms you own have been rated, this page shows missing forms, how far raters agree and which parts of a case do not work.',
  leadCount: (interviews: number, rooms: number) =>
    `${interviews} opened ${interviews === 1 ? 'interview' : 'interviews'} in ${rooms} ${rooms === 1 ? 'room' : 'rooms'}`,
  filterRoom: 'Room',
  filterPeriod: 'Opened in',
  allRooms: 'All rooms',
  allTime: 'All time',
  lastDays: (days: number) => `Last ${days} days`,
  narrowCount: (interviews: number) =>
    `${interviews} opened ${interviews === 1 ? 'interview' : 'interviews'} in this part`,
  showEverything: 'Show all rooms and all time',
  narrowEmpty: 'No opened interview in this part.',
  narrowLeavesOut:
    'Figures of single raters, bias and behaviours are given over all rooms and all time alone: by taking parts from the whole, one rating could be told from the rest.',
  leftOut: (asCandidate: number, sealed: number) =>
    [
      asCandidate > 0 ? `${asCandidate} left out because you were the candidate` : '',
      sealed > 0 ? `${sealed} left out until you have handed in your own rubric` : '',
    ]
      .filter(Boolean)
      .join(', '),
  unfinished: 'Unfinished forms',
  unfinishedNone: 'Every form is in.',
  unfinishedMore: (count: number) => `And ${count} more.`,
  opensAt: 'Opens',
  openAlready: 'Open, the rubric is late',
  agreement: 'Agreement by dimension',
  agreementText:
    'Ratings of the same interviews only, as they were first given. Bias is the lead minus the second rater.',
  agreementNarrow:
    'Ratings of the same interviews only, as they were first given. Coefficients show where ten ratings lie inside this part and ten outside it.',
  agreementNone:
    'Nothing to compare yet: two people have to rate the same interview. Invite a co-interviewer or ask for a second rating.',
  intervalsPending: 'Intervals are being computed',
  pooled: 'All dimensions, pooled',
  recommendation: 'Recommendation',
  exact: 'Exact',
  adjacent: 'Within one',
  bias: 'Bias',
  kappa: 'Kappa',
  alpha: 'Alpha',
  interval: '95 % interval',
  pairs: 'Pairs',
  ofPairs: (count: number, pairs: number) => `${count} of ${pairs}`,
  anchors: 'Behaviours read differently',
  anchorsText:
    'Chosen by one of two raters while the other chose another one, in at least half of ten or more pairs. Worth a talk about the words.',
  anchorsNone: 'No behaviour stands out.',
  anchorApart: (apart: number, pairs: number) => `apart in ${apart} of ${pairs} pairs`,
  anchorOther: 'Most often instead',
  raters: 'Raters',
  ratersText: 'Between you and each rater. Severity shows from 20 shared ratings on.',
  ratersNone: 'Nobody has handed in a rubric yet.',
  name: 'Name',
  rubrics: 'Rubrics',
  shared: 'Shared ratings',
  tooFew: 'too few',
  scenarios: 'Cases',
  scenariosText: 'How the items of a case do. Opening one shows its guide and marks the case as seen by you.',
  scenariosNarrow:
    'How often each case was run in this part. Opening one shows how its items do over all rooms and all time, and marks the case as seen by you.',
  openCase: 'Open',
  closeCase: 'Close',
  caseFailed: 'The statistics of this case could not be loaded',
  caseBusy:
    'You are the candidate of an interview with this case. Its guide opens for you when that is over.',
  caseCount: (interviews: number, version: string) =>
    `${interviews} ${interviews === 1 ? 'interview' : 'interviews'} with version ${version}`,
  caseFew: 'Counts only: conclusions need ten interviews.',
  expectations: 'Expectations, least met first',
  neverMet: 'Met by nobody',
  alwaysUsed: 'Always used',
  met: 'Met',
  given: 'Given',
  hintLadders: 'Hints, most given first',
  phases: 'Time for each step',
  planned: 'Planned',
  median: 'Median',
  middleHalf: 'Middle half',
  over: 'Over budget',
  retry: 'Try again',
} as const;
