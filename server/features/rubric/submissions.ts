import type { PrismaClient } from '#prisma/generated/client.ts';
import type { EvidenceNote } from '#shared/contracts/rubric.contract.ts';
import type { RubricConfig } from '#shared/domain/rubric-config.ts';
import {
  FORM_SCHEMAS,
  type FeedbackContent,
  type RubricContent,
  type SelfContent,
} from '#shared/domain/rubric-forms.ts';
import { rubricOf, toEvidenceNote } from './rubric.view.ts';

interface Submission<Content> {
  readonly participantId: string;
  readonly content: Content;
  readonly config: RubricConfig;
  readonly submittedAt: Date;
}

/** What was handed in for one interview, shadows' practice rubrics included, and every note that is not deleted. */
export interface Submissions {
  readonly rubrics: readonly Submission<RubricContent>[];
  readonly selfs: readonly Submission<SelfContent>[];
  /** Second raters, those whose seat was taken back included: what they handed in counts. */
  readonly raterIds: readonly string[];
  /** Who gave up the right to rate. */
  readonly waiverIds: readonly string[];
  readonly feedbacks: readonly Submission<FeedbackContent>[];
  readonly evidence: readonly (EvidenceNote & { readonly authorId: string })[];
}

/** Reads all submissions; drafts never leave their author. */
export async function readSubmissions(database: PrismaClient, interviewId: string): Promise<Submissions> {
  const rows = await database.ratingForm.findMany({
    where: { interviewId, OR: [{ submittedAt: { not: null } }, { waivedAt: { not: null } }] },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  });
  const notes = await database.evidenceNote.findMany({
    where: { interviewId, deletedAt: null },
    orderBy: [{ offsetMs: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  const seats = await database.raterAssignment.findMany({
    where: { interviewId, participantId: { not: null } },
    select: { participantId: true },
  });
  const collect = <Content>(kind: keyof typeof FORM_SCHEMAS, parse: (content: unknown) => Content) =>
    rows.flatMap((row): Submission<Content>[] =>
      row.kind === kind && row.submittedAt
        ? [
            {
              participantId: row.participantId,
              content: parse(row.content),
              config: rubricOf(row),
              submittedAt: row.submittedAt,
            },
          ]
        : [],
    );
  return {
    rubrics: collect('rubric', (content) => FORM_SCHEMAS.rubric.parse(content)),
    raterIds: [...new Set(seats.flatMap(({ participantId }) => participantId ?? []))],
    waiverIds: rows.filter(({ waivedAt }) => waivedAt !== null).map(({ participantId }) => participantId),
    selfs: collect('self', (content) => FORM_SCHEMAS.self.parse(content)),
    feedbacks: collect('interviewer-feedback', (content) =>
      FORM_SCHEMAS['interviewer-feedback'].parse(content),
    ),
    evidence: notes.map((row) => ({ ...toEvidenceNote(row), authorId: row.authorId })),
  };
}
