import type { EvidenceNote as EvidenceRow, RatingForm as FormRow } from '#prisma/generated/client.ts';
import {
  EvidenceNoteSchema,
  FeedbackFormSchema,
  RubricFormSchema,
  SelfFormSchema,
  type EvidenceNote,
  type Form,
  type WireScore,
} from '#shared/contracts/rubric.contract.ts';
import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { canWaiveRubric, canWriteForm } from '#shared/domain/rubric-access.ts';
import { RUBRIC, findRubric, type RubricConfig } from '#shared/domain/rubric-config.ts';
import { EMPTY_FORMS, RubricContentSchema, ratingsOf, type FormKind } from '#shared/domain/rubric-forms.ts';
import { scoreOfRatings, type Score } from '#shared/domain/rubric-score.ts';
import { invariant } from '#shared/errors.ts';
import { toHelp, type CountedHint } from './hint-help.ts';
import type { Seat } from './interview-seat.ts';

/** The rubric a stored form names, or today's for a new one. A build never drops a version that forms may hold. */
export function rubricOf(row: Pick<FormRow, 'rubricVersion'> | null): RubricConfig {
  const config = row === null ? RUBRIC : findRubric(row.rubricVersion);
  invariant(config, `rubric version ${row?.rubricVersion ?? ''} is known`);
  return config;
}

export function toEvidenceNote(row: EvidenceRow): EvidenceNote {
  return EvidenceNoteSchema.parse({
    id: row.id,
    offsetMs: row.offsetMs,
    dimension: row.dimension,
    sign: row.sign,
    kind: row.kind,
    text: row.text,
    expectationId: row.expectationId,
    hintId: row.hintId,
    share: row.share,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** The score as it may be shown: without the exact fraction and without the band. */
export function toWireScore({ meanHundredths, coveragePercent, completeness }: Score): WireScore {
  return { meanHundredths, coveragePercent, completeness };
}

/** One's own form; `row` null while nothing has been saved. */
export function toForm(input: {
  kind: FormKind;
  seat: Seat;
  status: InterviewStatus;
  row: FormRow | null;
  hints: readonly CountedHint[];
}): Form {
  const { kind, seat, status, row, hints } = input;
  const config = rubricOf(row);
  const submittedAt = row?.submittedAt?.toISOString() ?? null;
  const isWaived = (row?.waivedAt ?? null) !== null;
  const fields = {
    interviewId: seat.interview.id,
    rubricVersion: config.version,
    level: seat.level,
    revision: row?.revision ?? 0,
    savedAt: row?.updatedAt.toISOString() ?? null,
    submittedAt,
    isOpen: submittedAt === null && !isWaived && canWriteForm({ kind, role: seat.role, status }),
  };
  switch (kind) {
    case 'self':
      return SelfFormSchema.parse({ kind, ...fields, content: row?.content ?? EMPTY_FORMS.self() });
    case 'interviewer-feedback':
      return FeedbackFormSchema.parse({ kind, ...fields, content: row?.content ?? EMPTY_FORMS[kind]() });
    case 'rubric': {
      const content = RubricContentSchema.parse(row?.content ?? EMPTY_FORMS.rubric());
      const score = scoreOfRatings(config, { level: seat.level, ratings: ratingsOf(content) });
      return RubricFormSchema.parse({
        kind,
        ...fields,
        content,
        // What became of a hint is the interviewer's judgement; a second rater makes their own.
        help: toHelp(config, {
          level: seat.level,
          hints: seat.role === 'reviewer' ? hints.map((hint) => ({ ...hint, uptake: null })) : hints,
        }),
        score: submittedAt === null ? null : toWireScore(score),
        isCounted: seat.role !== 'shadow',
        isSecond: seat.role === 'reviewer',
        isWaived,
        canWaive: submittedAt === null && !isWaived && canWaiveRubric({ ...seat, status }),
      });
    }
  }
}
