import type { Dimension, HintRung, Level } from './vocabulary.ts';

/**
 * The rubric in one place: behaviours, weights, hint ceilings, bands and the questions about the interviewing. Every
 * form stores the version it was filled in with. Published numbers exist for structured rating as such, not for weights,
 * hint penalties or bands in this kind of interview: those are choices, and each stands here with its reason.
 */

/** A rating on the scale of one target level: 3 meets the bar, 4 is above it, 2 close, 1 well below. */
export const RATINGS = [1, 2, 3, 4] as const;
export type Rating = (typeof RATINGS)[number];

/** Why a dimension has no rating. Asked and unable is a 1, never one of these. */
export const NOT_ASSESSED_REASONS = ['no_time', 'not_reached', 'not_probed', 'technical'] as const;
export type NotAssessedReason = (typeof NOT_ASSESSED_REASONS)[number];

/** From worst to best; also the four bands of the mean. */
export const RECOMMENDATIONS = ['strong_no_hire', 'no_hire', 'hire', 'strong_hire'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Where the performance stood against the target level. */
export const LEVEL_SIGNALS = ['below', 'at', 'above'] as const;
export type LevelSignal = (typeof LEVEL_SIGNALS)[number];

/** What a candidate says about the interviewing; it never touches the candidate's scores. */
export const FEEDBACK_QUESTIONS = [
  'setup',
  'room',
  'questions',
  'hints',
  'respect',
  'time',
  'feedback',
] as const;
export type FeedbackQuestion = (typeof FEEDBACK_QUESTIONS)[number];

/** Six behaviours from weakest to strongest. */
export type Ladder = readonly [string, string, string, string, string, string];
/** What 1, 2, 3 and 4 mean. */
export type Anchors = readonly [string, string, string, string];

export interface RubricConfig {
  readonly version: string;
  readonly dimensions: Readonly<Record<Dimension, { readonly label: string; readonly ladder: Ladder }>>;
  /** `rung on the ladder = rating + offset`, so one behaviour keeps its place whatever the target level. */
  readonly offsets: Readonly<Record<Level, 0 | 1 | 2>>;
  /** Percent; each level's row sums to 100. */
  readonly weights: Readonly<
    Record<Level, { readonly reason: string; readonly byDimension: Readonly<Record<Dimension, number>> }>
  >;
  /** Units of help a hint stands for, summed per dimension. */
  readonly hintUnits: Readonly<Record<HintRung, number>>;
  /** Most units with which 4, and with which 3, is still within the advisory ceiling; above that the ceiling is 2. */
  readonly hintCeilings: Readonly<Record<Level, { readonly four: number; readonly three: number }>>;
  /** Coverage in percent from which a mean is complete, and from which it is shown at all. */
  readonly coverage: { readonly complete: number; readonly partial: number };
  /** Lowest mean of each band in quarters of a point, because all bounds are whole quarters and compare as integers. */
  readonly bandFloorQuarters: Readonly<Record<Recommendation, number>>;
  readonly feedback: Readonly<
    Record<FeedbackQuestion, { readonly label: string; readonly anchors: Anchors }>
  >;
}

const VERSION_1: RubricConfig = {
  version: '1.0.0',
  dimensions: {
    framing: {
      label: 'Problem framing',
      ladder: [
        'Starts designing with no goal, or answers a different problem',
        'Asks a few questions but does not use the answers; goal and ML target stay blurred',
        'Gets goal, users, scale and latency; states input, output and a sensible ML task',
        'Ties a business goal to a precise target, names what is out of scope and checks that ML is needed',
        'Unprompted, compares two framings and shows how each changes labels, metric and product risk',
        'Challenges the goal itself, finds the harm or incentive it creates and negotiates a better one',
      ],
    },
    data: {
      label: 'Data and features',
      ladder: [
        'Assumes clean labels exist; features unavailable at serving time',
        'Lists sources and features with no labelling plan; misses leakage when asked',
        'Plausible label from logs, key features by entity, basic handling of imbalance and missing values',
        'Quantifies volume, handles label delay and bias, splits by time, says batch or stream per feature',
        'Designs the label and sampling for the deployment bias (position, exposure, selective labels) and its correction',
        'Plans the data asset over time: exploration traffic, ownership, deletion, cost per label, reuse by other teams',
      ],
    },
    modelling: {
      label: 'Modelling',
      ladder: [
        'Names a model with no reason, or one that cannot solve the task',
        'One model described from memory; loss or negatives wrong or absent until told',
        'Baseline then a fitting model, correct loss, training steps and overfitting control',
        'Justifies each step up by measured gain against cost; two-stage or multi-task where the problem needs it',
        'Explains failure modes of the choice (calibration, popularity bias, negatives, forgetting) and how to detect each',
        'Sets a modelling strategy: what to unify, what to buy, where returns end, with a test that would change the plan',
      ],
    },
    architecture: {
      label: 'Offline and online architecture',
      ladder: [
        'Boxes without data flow; training and serving mixed',
        'Main boxes present but storage, registry or online path missing',
        'Separate offline training and online serving lanes with feature, model and log flow between them',
        'Clear contracts: shared feature definitions, registry with rollback, index build, freshness per path',
        'Designs for failure: fallbacks, version skew between towers or features, backfill, point-in-time joins',
        'Shapes a platform or migration path; shows which parts change hands, cost and order of delivery',
      ],
    },
    evaluation: {
      label: 'Evaluation',
      ladder: [
        'Accuracy only, or no plan',
        'Lists metrics without saying why; offline and online confused',
        'Right offline metric and split; names an online metric and an A/B test',
        'Slices, calibration, guardrails, size and length of test, and what offline cannot show',
        'Handles interference, novelty, delayed outcomes, offline–online mismatch; sets launch and stop rules',
        'Redesigns the measurement system: long-term holdouts, proxy validation, decision rights when metrics conflict',
      ],
    },
    serving: {
      label: 'Serving, scale and cost',
      ladder: [
        'No numbers; design cannot meet the stated load',
        'Numbers asked for but wrong by more than ten times, or not used',
        'Computes request rate, storage and a latency budget close to the sheet; picks batch or online fitting them',
        'Uses the numbers to choose: stage sizes, caching, index type, quantisation, autoscaling, fallback',
        'Unprompted cost per request and tail-latency reasoning; degrades gracefully with stated quality loss',
        'Optimises the whole fleet or vendor mix; shows the break-even at which the design should change',
      ],
    },
    operations: {
      label: 'Monitoring, privacy and iteration',
      ladder: [
        'Nothing after launch',
        '“Monitor and retrain” with no signals',
        'Watches data, predictions and system health; retraining trigger; names a privacy duty',
        'Separates drift, skew and outage with thresholds and owners; canary and rollback; deletion reaches training data',
        'Anticipates feedback loops, abuse and fairness by slice, with tests before and after launch',
        'Runs it as a programme: incident learning, audit, risk tiers, staged autonomy, cross-team policy',
      ],
    },
    communication: {
      label: 'Trade-offs and communication',
      ladder: [
        'Cannot be followed, or ignores the interviewer',
        'Follows prompts; choices unexplained or all options “depend”',
        'Clear structure and diagram, gives a reason for main choices, answers questions directly',
        'Leads the time, states assumptions, compares options on cost and benefit, then commits',
        'Updates on new facts, admits limits, sums up risk in words the business would use',
        'Aligns conflicting interests, makes irreversible choices visible, leaves others able to decide',
      ],
    },
  },
  offsets: { mid: 0, senior: 1, staff: 2 },
  weights: {
    mid: {
      reason: 'Core ML craft; operations may be prompted',
      byDimension: {
        framing: 15,
        data: 15,
        modelling: 20,
        architecture: 10,
        evaluation: 15,
        serving: 10,
        operations: 5,
        communication: 10,
      },
    },
    senior: {
      reason: 'End-to-end ownership, near equal',
      byDimension: {
        framing: 15,
        data: 15,
        modelling: 15,
        architecture: 15,
        evaluation: 10,
        serving: 10,
        operations: 10,
        communication: 10,
      },
    },
    staff: {
      reason: 'Judgement, influence and system shape',
      byDimension: {
        framing: 15,
        data: 10,
        modelling: 10,
        architecture: 15,
        evaluation: 10,
        serving: 10,
        operations: 10,
        communication: 20,
      },
    },
  },
  // Doubling: a reveal gives the answer away, so it counts as much as four turns of attention.
  hintUnits: { nudge: 1, pointer: 2, reveal: 4 },
  // The higher the level, the less help the bar allows. Never below 2: help alone does not prove inability.
  hintCeilings: {
    mid: { four: 1, three: 4 },
    senior: { four: 1, three: 3 },
    staff: { four: 0, three: 2 },
  },
  // Below 70 % of the weight a mean would mostly describe what was not seen.
  coverage: { complete: 90, partial: 70 },
  // [1, 1.75), [1.75, 2.5), [2.5, 3.25), [3.25, 4]: four equal widths over the scale, for a consistency check only.
  bandFloorQuarters: { strong_no_hire: 4, no_hire: 7, hire: 10, strong_hire: 13 },
  feedback: {
    setup: {
      label: 'Set-up and clarity',
      anchors: [
        'I did not know what was asked or how the hour would run',
        'The task became clear only after I asked several times',
        'Task, format and time were clear from the start',
        'Clear from the start, and what I had understood was checked with me',
      ],
    },
    room: {
      label: 'Room to think',
      anchors: [
        'I was interrupted or steered most of the time',
        'Pauses were filled before I could finish a thought',
        'I had quiet time and could finish my sentences',
        'Thinking time was offered where it mattered, without my asking',
      ],
    },
    questions: {
      label: 'Questions that drew out my best',
      anchors: [
        'Questions were trivia or had nothing to do with my design',
        'Some questions fitted; many could not be answered from what I knew',
        'Questions followed my design and let me show what I know',
        'Questions made me see further than I would have alone',
      ],
    },
    hints: {
      label: 'Hint timing',
      anchors: [
        'Left stuck for long, or given the answer at once',
        'Hints came clearly too early or too late',
        'Hints came when I was stuck and let me go on by myself',
        'Each hint was the smallest one that got me moving',
      ],
    },
    respect: {
      label: 'Respect and neutrality',
      anchors: [
        'Dismissive or personal remarks',
        'Impatient, or showing at times what I was expected to say',
        'Polite, attentive and even throughout',
        'Put me at ease and stayed neutral when I disagreed',
      ],
    },
    time: {
      label: 'Time-keeping',
      anchors: [
        'Large parts were never reached',
        'We rushed at the end because early parts ran over',
        'Every part got about the time it was meant to have',
        'Time was managed openly and shifted to where it helped most',
      ],
    },
    feedback: {
      label: 'Usefulness of feedback',
      anchors: [
        'None, or only a verdict',
        'General remarks I cannot act on',
        'Named moments and something to do differently',
        'Named moments, why they mattered and a next step I can practise',
      ],
    },
  },
};

/** Every version a stored form may name, oldest first; the last is used for new forms. */
const VERSIONS: readonly RubricConfig[] = [VERSION_1];

/** The rubric new forms are filled in with. */
export const RUBRIC: RubricConfig = VERSION_1;

/** The rubric a stored form was filled in with; null when this build does not know the version. */
export function findRubric(version: string): RubricConfig | null {
  return VERSIONS.find((config) => config.version === version) ?? null;
}

/** The four behaviours a rater of `level` sees, for ratings 1 to 4. */
export function anchorsFor(config: RubricConfig, at: { dimension: Dimension; level: Level }): Anchors {
  const { ladder } = config.dimensions[at.dimension];
  const offset = config.offsets[at.level];
  // offset <= 2 and the ladder has six rungs, so offset + 3 <= 5 is always there.
  return ladder.slice(offset, offset + 4) as unknown as Anchors;
}

/** Place 1 to 6 on the ladder, the same for one behaviour at every level. Takes means of raters too. */
export function ladderRung(config: RubricConfig, at: { rating: number; level: Level }): number {
  return at.rating + config.offsets[at.level];
}

/** The behaviour one rung above a rating; null at the top of the ladder. A mean counts as the rating it has reached. */
export function nextRung(
  config: RubricConfig,
  at: { dimension: Dimension; level: Level; rating: number },
): string | null {
  // Rungs count from 1, the array from 0: the rung's own number is the index of the one above.
  return config.dimensions[at.dimension].ladder[Math.floor(ladderRung(config, at))] ?? null;
}

/** The behaviour a rating stands for. A mean counts as the rating it has reached. */
export function anchorOf(
  config: RubricConfig,
  at: { dimension: Dimension; level: Level; rating: number },
): string | null {
  return config.dimensions[at.dimension].ladder[Math.floor(ladderRung(config, at)) - 1] ?? null;
}
