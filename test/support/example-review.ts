import {
  ReviewSchema,
  type CandidateReview,
  type GuideReview,
  type Review,
} from '#shared/contracts/review.contract.ts';
import { FEEDBACK_QUESTIONS } from '#shared/domain/rubric-config.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';

/** A finished interview as its candidate reads it; a test changes what it is about. */
export function candidateReview(changes: Partial<CandidateReview> = {}): CandidateReview {
  const review = ReviewSchema.parse({
    view: 'candidate',
    ...COMMON,
    result: RESULT,
    evidence: EVIDENCE,
    hints: [{ rung: 'nudge', dimension: 'evaluation', offsetMs: 1_201_000 }],
    self: SELF,
    feedback: FEEDBACK,
    replies: [],
    ...changes,
  } satisfies CandidateReview);
  if (review.view !== 'candidate') throw new Error(`view ${review.view}`);
  return review;
}

/** The same as its interviewer reads it. */
export function guideReview(changes: Partial<GuideReview> = {}): GuideReview {
  const review = ReviewSchema.parse({
    view: 'guide',
    ...COMMON,
    isSealed: false,
    canWaive: false,
    canRecord: true,
    canAsk: true,
    selfId: 'participant-2',
    raters: [],
    records: [],
    replies: [],
    interviewing: null,
    result: {
      ...RESULT,
      confidence: 'medium',
      reason: 'REASON-OF-THE-RATER Sound from goal to serving, with gaps in evaluation.',
      consistencyNote: '',
      ceilingReasons: [{ dimension: 'evaluation', reason: 'Went far beyond the hint.' }],
    },
    evidence: [
      ...EVIDENCE.map((note) => ({
        ...note,
        authorId: 'participant-2',
        share: true,
        expectationId: null,
        hintId: null,
      })),
      {
        id: 'note-kept',
        offsetMs: 900_000,
        dimension: 'serving',
        sign: 'minus',
        kind: 'interpretation',
        text: 'NOTE-KEPT Guessed the latency.',
        authorName: 'Maya Lindqvist',
        authorId: 'participant-2',
        share: false,
        expectationId: null,
        hintId: null,
      },
    ],
    hints: [
      { rung: 'nudge', dimension: 'evaluation', offsetMs: 1_201_000, hintId: 'ev.h1', uptake: 'partly' },
    ],
    self: SELF,
    feedback: FEEDBACK,
    ...changes,
  } satisfies GuideReview);
  if (review.view !== 'guide') throw new Error(`view ${review.view}`);
  return review;
}

const RESULT: NonNullable<CandidateReview['result']> = {
  rubricVersion: '1.0.0',
  score: { meanHundredths: 306, coveragePercent: 90, completeness: 'complete' },
  raterCount: 1,
  recommendation: 'hire',
  levelSignal: 'at',
  dimensions: DIMENSIONS.map((dimension, index) => ({
    dimension,
    weightPercent: index < 4 ? 15 : 10,
    ratingHundredths: dimension === 'operations' ? null : 300,
    notAssessed: dimension === 'operations' ? 'no_time' : null,
    anchor:
      dimension === 'operations'
        ? null
        : 'Ties a business goal to a precise target, names what is out of scope and checks that ML is needed',
    nextRung:
      dimension === 'operations'
        ? null
        : 'Unprompted, compares two framings and shows how each changes labels, metric and product risk',
    agreed: null,
  })),
  strengths: [{ text: 'Led the time and said so.', offsetMs: 61_000 }],
  changes: [
    {
      text: 'Metrics came without a reason.',
      nextStep: 'Say for each metric which decision it serves.',
      offsetMs: 1_260_000,
    },
  ],
  submittedAt: '2026-01-15T11:00:00.000Z',
  isLate: false,
};

const EVIDENCE: CandidateReview['evidence'] = [
  {
    id: 'note-one',
    offsetMs: 61_000,
    dimension: 'framing',
    sign: 'plus',
    kind: 'observation',
    text: 'Asked for the goal before drawing anything.',
    authorName: 'Maya Lindqvist',
  },
  {
    id: 'note-two',
    offsetMs: 1_260_000,
    dimension: 'evaluation',
    sign: 'minus',
    kind: 'quote',
    text: 'Accuracy should be fine here.',
    authorName: 'Maya Lindqvist',
  },
];

const SELF: CandidateReview['self'] = {
  ratings: byDimension((dimension) => (dimension === 'evaluation' ? 4 : 3)),
  comparison: {
    gapHundredths: byDimension((dimension) =>
      dimension === 'operations' ? null : dimension === 'evaluation' ? 100 : 0,
    ),
    meanGapHundredths: 14,
    blindSpots: ['evaluation'],
    hiddenStrengths: [],
  },
  tenMoreMinutes: 'Draw the fallback path and size the cache.',
};

const FEEDBACK: CandidateReview['feedback'] = {
  // Every question is named just here, so the record is whole.
  answers: Object.fromEntries(
    FEEDBACK_QUESTIONS.map((question) => [question, { rating: 3, cannotSay: false }]),
  ) as NonNullable<CandidateReview['feedback']>['answers'],
  keep: 'The quiet time after the prompt.',
  change: '',
};

const COMMON = {
  interviewId: 'interview-1',
  roomId: 'room-one',
  roomName: 'Ads, Thursday',
  ordinal: 1,
  setup: { level: 'senior', format: 'm45', framework: 'seven-step' },
  scenario: {
    id: 'ad-click-prediction',
    version: '1.0.0',
    title: 'Predict clicks on feed ads',
    domain: 'ads',
    difficulty: 3,
    prompt: 'Design the system that predicts whether a person will click an ad in their feed.',
    context: ['A social app with ads between posts.'],
    deliverables: ['A diagram and your reasons.'],
  },
  people: [
    { participantId: 'participant-1', displayName: 'Zo\u00EB Garc\u00EDa', role: 'candidate', isLead: false },
    { participantId: 'participant-2', displayName: 'Maya Lindqvist', role: 'interviewer', isLead: true },
  ],
  startedAt: '2026-01-15T10:00:00.000Z',
  endedAt: '2026-01-15T10:46:00.000Z',
  revealedAt: '2026-01-15T11:05:00.000Z',
  durationMs: 2_700_000,
  isClosed: false,
  phases: [
    { id: 'intro', steps: [], budgetMs: 120_000, extendedMs: 0, spentMs: 118_000 },
    { id: 'clarify', steps: ['clarify'], budgetMs: 300_000, extendedMs: 60_000, spentMs: 431_000 },
    { id: 'data', steps: ['data'], budgetMs: 420_000, extendedMs: 0, spentMs: 400_000 },
  ],
  phaseEntries: [{ phaseId: 'intro', offsetMs: 0 }],
  pauses: [{ offsetMs: 500_000, pausedMs: 65_000 }],
  reveals: [],
  board: {
    title: 'Feed ads',
    nodes: [
      {
        id: 'l1',
        kind: 'lane_online',
        x: -40,
        y: -80,
        size: { w: 820, h: 260 },
        label: 'Online',
        colour: null,
        qualifiers: [],
      },
      {
        id: 'n1',
        kind: 'gateway',
        x: 0,
        y: 0,
        size: null,
        label: 'Ad request',
        colour: null,
        qualifiers: [],
      },
      {
        id: 'n2',
        kind: 'ranker',
        x: 300,
        y: 0,
        size: null,
        label: 'Ranker',
        colour: 'blue',
        qualifiers: [{ key: 'model', value: 'GBDT' }],
      },
      { id: 'n3', kind: 'cache', x: 560, y: 30, size: null, label: 'Cache', colour: null, qualifiers: [] },
    ],
    edges: [
      { id: 'e1', source: 'n1', target: 'n2', label: '800 candidates', flow: 'sync' },
      { id: 'e2', source: 'n2', target: 'n3', label: '', flow: 'feedback' },
    ],
    strokes: [
      {
        id: 's1',
        kind: 'highlighter',
        colour: 'amber',
        width: 16,
        points: [
          { x: 300, y: 130, atMs: 0 },
          { x: 400, y: 140, atMs: 40 },
          { x: 500, y: 128, atMs: 80 },
        ],
      },
    ],
  },
  notes: [
    { type: 'heading', level: 1, spans: [{ text: 'Clarify', marks: [] }] },
    {
      type: 'checklist',
      items: [
        {
          isChecked: true,
          blocks: [{ type: 'paragraph', spans: [{ text: 'Optimise for long clicks', marks: ['bold'] }] }],
        },
      ],
    },
    { type: 'code', text: 'p(click) = sigmoid(w.x)' },
  ],
  debrief: {
    id: 'ad-click-prediction',
    version: '1.0.0',
    summary: 'Calibration matters because bids multiply the prediction. [src:a1]',
    takeaways: ['Split by time.', 'Join clicks within a window.'],
    reading: [
      { title: 'Ad click prediction', publisher: 'KDD', year: 2013, url: 'https://example.org/paper' },
    ],
  },
} satisfies Omit<Extract<Review, { view: 'observer' }>, 'view'>;
