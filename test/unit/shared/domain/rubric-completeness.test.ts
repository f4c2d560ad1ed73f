import { describe, expect, it } from 'vitest';
import { RUBRIC, type Rating } from '#shared/domain/rubric-config.ts';
import {
  missingInFeedback,
  missingInRubric,
  missingInSelf,
  type RubricContext,
} from '#shared/domain/rubric-completeness.ts';
import { EMPTY_FORMS, RubricContentSchema, type RubricContent } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';

const row = (rating: Rating | null) => ({ rating, notAssessed: null, ceilingReason: '' });

function finished(changes: Partial<RubricContent> = {}): RubricContent {
  return {
    dimensions: byDimension(() => row(3)),
    strengths: [{ text: 'Asked for scale before drawing anything', offsetMs: 90_000 }],
    changes: [
      {
        text: 'No guardrail was named',
        nextStep: 'Write one guardrail beside each metric',
        offsetMs: 900_000,
      },
    ],
    recommendation: 'hire',
    confidence: 'medium',
    levelSignal: 'at',
    reason: 'Led the design end to end and committed to choices with reasons.',
    consistencyNote: '',
    ...changes,
  };
}

function context(changes: Partial<RubricContext> = {}): RubricContext {
  return {
    config: RUBRIC,
    level: 'senior',
    evidence: DIMENSIONS.map((dimension) => ({ dimension, kind: 'observation' as const })),
    ceilings: byDimension(() => 4),
    ...changes,
  };
}

const withRow = (dimension: Dimension, value: RubricContent['dimensions'][Dimension]) =>
  finished({ dimensions: { ...finished().dimensions, [dimension]: value } });

describe('a rubric ready to submit', () => {
  it('lacks nothing', () => {
    expect(missingInRubric(finished(), context())).toEqual([]);
  });

  it('lacks everything at first, in the order of the form', () => {
    const paths = missingInRubric(EMPTY_FORMS.rubric(), context({ evidence: [] })).map(({ path }) => path);
    expect(paths).toEqual([
      ...DIMENSIONS.map((dimension) => `dimensions.${dimension}.rating`),
      'strengths.0.text',
      'changes.0.text',
      'changes.0.nextStep',
      'recommendation',
      'confidence',
      'levelSignal',
      'reason',
    ]);
  });

  it('takes a reason in place of a rating, and then asks for no evidence', () => {
    const content = withRow('data', { rating: null, notAssessed: 'no_time', ceilingReason: '' });
    const evidence = context().evidence.filter(({ dimension }) => dimension !== 'data');
    expect(missingInRubric(content, context({ evidence }))).toEqual([]);
  });

  it('asks for two observations or quotes under a 4 and does not count interpretations', () => {
    const evidence = [...context().evidence, { dimension: 'data' as const, kind: 'interpretation' as const }];
    expect(missingInRubric(withRow('data', row(4)), context({ evidence }))).toEqual([
      { path: 'dimensions.data.evidence', code: 'evidence', needed: 2, have: 1 },
    ]);
    const enough = [...evidence, { dimension: 'data' as const, kind: 'quote' as const }];
    expect(missingInRubric(withRow('data', row(4)), context({ evidence: enough }))).toEqual([]);
  });

  it('asks for 20 characters when a rating is above the hint ceiling', () => {
    const ceilings = { ...byDimension(() => 4 as const), data: 2 as const };
    const short = withRow('data', { ...row(3), ceilingReason: 'found it alone   ' });
    expect(missingInRubric(short, context({ ceilings }))).toEqual([
      { path: 'dimensions.data.ceilingReason', code: 'ceiling_reason', needed: 20, have: 14 },
    ]);
    const long = withRow('data', { ...row(3), ceilingReason: 'Found it alone right after the nudge' });
    expect(missingInRubric(long, context({ ceilings }))).toEqual([]);
    expect(missingInRubric(withRow('data', row(2)), context({ ceilings }))).toEqual([]);
  });

  it('asks for 40 characters of reason, blanks at the ends not counted', () => {
    const [missing] = missingInRubric(finished({ reason: `  ${'a'.repeat(39)}   ` }), context());
    expect(missing).toEqual({ path: 'reason', code: 'too_short', needed: 40, have: 39 });
  });

  it('asks for a sentence when ratings and recommendation point different ways', () => {
    const content = finished({ recommendation: 'strong_no_hire' });
    expect(missingInRubric(content, context())).toEqual([{ path: 'consistencyNote', code: 'inconsistent' }]);
    expect(missingInRubric({ ...content, consistencyNote: 'The leakage would sink it.' }, context())).toEqual(
      [],
    );
  });

  it('asks no sentence when coverage is too low for a mean', () => {
    const content = finished({
      dimensions: byDimension((dimension) =>
        dimension === 'framing' ? row(3) : { rating: null, notAssessed: 'technical', ceilingReason: '' },
      ),
      recommendation: 'strong_no_hire',
    });
    expect(missingInRubric(content, context())).toEqual([]);
  });

  it('asks for a next step and a moment with every change, and a moment with every strength', () => {
    const content = finished({
      strengths: [{ text: 'Clear diagram', offsetMs: null }],
      changes: [{ text: 'Skipped the numbers', nextStep: ' ', offsetMs: null }],
    });
    expect(missingInRubric(content, context()).map(({ path }) => path)).toEqual([
      'strengths.0.offsetMs',
      'changes.0.nextStep',
      'changes.0.offsetMs',
    ]);
  });
});

describe('rubric rows', () => {
  it('refuses a dimension that is rated and not assessed at once', () => {
    const content = withRow('data', { rating: 3, notAssessed: 'no_time', ceilingReason: '' });
    expect(RubricContentSchema.safeParse(content).success).toBe(false);
  });

  it('refuses a rating outside 1 to 4, unknown dimensions and missing ones', () => {
    const refuse = (dimensions: unknown) =>
      expect(RubricContentSchema.safeParse({ ...finished(), dimensions }).success).toBe(false);
    refuse({ ...finished().dimensions, data: { ...row(3), rating: 5 } });
    refuse({ ...finished().dimensions, style: row(3) });
    const { data: _left, ...rest } = finished().dimensions;
    refuse(rest);
  });
});

describe("the candidate's forms", () => {
  it('need every dimension and the ten more minutes', () => {
    const empty = EMPTY_FORMS.self();
    expect(missingInSelf(empty)).toHaveLength(9);
    const dimensions = byDimension(() => ({ rating: 3 as const, notAssessed: null }));
    expect(missingInSelf({ dimensions, tenMoreMinutes: 'Draw the feedback path.' })).toEqual([]);
  });

  it('need every question answered or passed over, and no text', () => {
    const empty = EMPTY_FORMS['interviewer-feedback']();
    expect(missingInFeedback(empty).map(({ path }) => path)).toContain('answers.hints');
    const answers = { ...empty.answers };
    for (const question of Object.keys(answers))
      Object.assign(answers, { [question]: { rating: null, cannotSay: true } });
    expect(missingInFeedback({ ...empty, answers })).toEqual([]);
  });
});
