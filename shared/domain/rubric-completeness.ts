import { DIMENSIONS, type Dimension, type Level } from './vocabulary.ts';
import { FEEDBACK_QUESTIONS, type RubricConfig } from './rubric-config.ts';
import {
  FORM_LIMITS,
  ratingsOf,
  type EvidenceKind,
  type FeedbackContent,
  type RubricContent,
  type SelfContent,
} from './rubric-forms.ts';
import { evidenceNeeded, isConsistent, scoreOfRatings } from './rubric-score.ts';

/**
 * What a submission still lacks, named by the path of the field. The form runs it to lead the way, the server to refuse
 * with FORM_INCOMPLETE; both give the same list in the order of the form.
 */
export interface MissingField {
  /** Such as `dimensions.data.rating`, `dimensions.data.evidence`, `changes.0.nextStep` or `reason`. */
  readonly path: string;
  readonly code:
    /** Neither rated nor marked as not assessed. */
    | 'rating'
    /** Fewer observations or quotes than the rating rests on. */
    | 'evidence'
    /** Rated above the hint ceiling without a long enough reason. */
    | 'ceiling_reason'
    | 'required'
    | 'too_short'
    /** Ratings and recommendation point different ways and no sentence says why. */
    | 'inconsistent'
    /** A strength or a change that is tied to no moment. */
    | 'moment';
  /** Characters or notes needed, and there now; only where the code counts something. */
  readonly needed?: number;
  readonly have?: number;
}

export interface RubricContext {
  readonly config: RubricConfig;
  readonly level: Level;
  /** The rater's own notes that are not deleted. */
  readonly evidence: readonly { readonly dimension: Dimension; readonly kind: EvidenceKind }[];
  /** Highest rating the help given allows without a reason. */
  readonly ceilings: Readonly<Record<Dimension, 2 | 3 | 4>>;
}

/** Notes that can carry a rating of `dimension`. */
export function supportingEvidence<Note extends { dimension: Dimension; kind: EvidenceKind }>(
  evidence: readonly Note[],
  dimension: Dimension,
): Note[] {
  return evidence.filter((note) => note.dimension === dimension && note.kind !== 'interpretation');
}

/** Lists what a rubric lacks before it may be submitted. */
export function missingInRubric(content: RubricContent, context: RubricContext): MissingField[] {
  return [
    ...DIMENSIONS.flatMap((dimension) => missingInRow({ content, context, dimension })),
    ...missingRemarks(content, { hasEvidence: context.evidence.length > 0 }),
    ...missingChoice(content, 'recommendation'),
    ...missingChoice(content, 'confidence'),
    ...missingChoice(content, 'levelSignal'),
    ...missingLength({ path: 'reason', value: content.reason, needed: FORM_LIMITS.reasonMin }),
    ...missingSentence(content, context),
  ];
}

/** Lists what a self-assessment lacks. */
export function missingInSelf(content: SelfContent): MissingField[] {
  const rows = DIMENSIONS.filter((dimension) => isOpen(content.dimensions[dimension]));
  return [
    ...rows.map((dimension) => ({ path: `dimensions.${dimension}.rating`, code: 'rating' as const })),
    ...missingText('tenMoreMinutes', content.tenMoreMinutes),
  ];
}

/** Lists what the answers about the interviewing lack; the two texts may stay empty. */
export function missingInFeedback(content: FeedbackContent): MissingField[] {
  return FEEDBACK_QUESTIONS.filter((question) => {
    const { rating, cannotSay } = content.answers[question];
    return rating === null && !cannotSay;
  }).map((question) => ({ path: `answers.${question}`, code: 'rating' }));
}

/** Whether the form has to ask why ratings and recommendation point different ways. */
export function pointsDifferentWays(
  content: RubricContent,
  { config, level }: Pick<RubricContext, 'config' | 'level'>,
): boolean {
  if (content.recommendation === null) return false;
  const { band } = scoreOfRatings(config, { level, ratings: ratingsOf(content) });
  return !isConsistent({ recommendation: content.recommendation, band });
}

function missingInRow(input: {
  content: RubricContent;
  context: RubricContext;
  dimension: Dimension;
}): MissingField[] {
  const { content, context, dimension } = input;
  const row = content.dimensions[dimension];
  const path = `dimensions.${dimension}`;
  if (isOpen(row)) return [{ path: `${path}.rating`, code: 'rating' }];
  if (row.rating === null) return [];
  const missing: MissingField[] = [];
  const needed = evidenceNeeded(row.rating);
  const have = supportingEvidence(context.evidence, dimension).length;
  if (have < needed) missing.push({ path: `${path}.evidence`, code: 'evidence', needed, have });
  const written = lengthOf(row.ceilingReason);
  if (row.rating > context.ceilings[dimension] && written < FORM_LIMITS.ceilingReasonMin) {
    missing.push({
      path: `${path}.ceilingReason`,
      code: 'ceiling_reason',
      needed: FORM_LIMITS.ceilingReasonMin,
      have: written,
    });
  }
  return missing;
}

function missingRemarks(content: RubricContent, { hasEvidence }: { hasEvidence: boolean }): MissingField[] {
  const strengths = content.strengths.filter((strength) => lengthOf(strength.text) > 0);
  const changes = content.changes.filter((change) => lengthOf(change.text) + lengthOf(change.nextStep) > 0);
  return [
    ...(strengths.length === 0 ? missingText('strengths.0.text', '') : []),
    ...content.strengths.flatMap((strength, index) =>
      strengths.includes(strength) ? missingMoment(`strengths.${index}`, strength, hasEvidence) : [],
    ),
    ...(changes.length === 0
      ? [...missingText('changes.0.text', ''), ...missingText('changes.0.nextStep', '')]
      : []),
    ...content.changes.flatMap((change, index) =>
      changes.includes(change)
        ? [
            ...missingText(`changes.${index}.text`, change.text),
            ...missingText(`changes.${index}.nextStep`, change.nextStep),
            ...missingMoment(`changes.${index}`, change, hasEvidence),
          ]
        : [],
    ),
  ];
}

/** Without any note there is no moment to tie to: everything was left unassessed. */
function missingMoment(
  path: string,
  remark: { offsetMs: number | null },
  hasEvidence: boolean,
): MissingField[] {
  return hasEvidence && remark.offsetMs === null ? [{ path: `${path}.offsetMs`, code: 'moment' }] : [];
}

function missingSentence(content: RubricContent, context: RubricContext): MissingField[] {
  if (!pointsDifferentWays(content, context) || lengthOf(content.consistencyNote) > 0) return [];
  return [{ path: 'consistencyNote', code: 'inconsistent' }];
}

function missingChoice(
  content: RubricContent,
  field: 'recommendation' | 'confidence' | 'levelSignal',
): MissingField[] {
  return content[field] === null ? [{ path: field, code: 'required' }] : [];
}

function missingText(path: string, value: string): MissingField[] {
  return lengthOf(value) === 0 ? [{ path, code: 'required' }] : [];
}

function missingLength({
  path,
  value,
  needed,
}: {
  path: string;
  value: string;
  needed: number;
}): MissingField[] {
  const have = lengthOf(value);
  return have < needed ? [{ path, code: 'too_short', needed, have }] : [];
}

function lengthOf(value: string): number {
  return value.trim().length;
}

function isOpen(row: { rating: number | null; notAssessed: string | null }): boolean {
  return row.rating === null && row.notAssessed === null;
}
