import type { Interview, PrismaClient } from '#prisma/generated/client.ts';
import type { MissingForm } from '#shared/contracts/rubric.contract.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import { invariant } from '#shared/errors.ts';

/** A form the reveal waits for. */
export interface AssignedForm {
  readonly participantId: string;
  readonly kind: FormKind;
}

/**
 * The lead's rubric, both forms of the candidate and the rubrics of second raters who have taken their seat. Co-interviewers
 * and shadows may rate and are not waited for.
 */
export function assignedForms(
  { candidateId, leadId }: Pick<Interview, 'candidateId' | 'leadId'>,
  raterIds: readonly string[] = [],
): AssignedForm[] {
  return [
    ...(leadId === null ? [] : [{ participantId: leadId, kind: 'rubric' as const }]),
    ...raterIds.map((participantId) => ({ participantId, kind: 'rubric' as const })),
    ...(candidateId === null
      ? []
      : [
          { participantId: candidateId, kind: 'self' as const },
          { participantId: candidateId, kind: 'interviewer-feedback' as const },
        ]),
  ];
}

type Reader = Pick<PrismaClient, 'ratingForm' | 'participant' | 'raterAssignment'>;

/** Second raters of an interview: asked, come, still in the room, and not excused. */
export async function listRaterIds(
  database: Pick<PrismaClient, 'raterAssignment'>,
  interviewId: string,
): Promise<string[]> {
  const rows = await database.raterAssignment.findMany({
    where: { interviewId, endedAt: null, participant: { removedAt: null } },
    select: { participantId: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ participantId }) => participantId ?? []);
}

/** A form that is missing, before it is decided who may read whose name. */
export interface OwedForm extends AssignedForm {
  readonly displayName: string;
  readonly isSecondRater: boolean;
}

/** What one reader may know of a missing form: the candidate learns that a second rating is awaited, not from whom. */
export function toMissingForm(form: OwedForm, { isCandidate }: { isCandidate: boolean }): MissingForm {
  const { participantId, kind, displayName, isSecondRater } = form;
  const isHidden = isCandidate && isSecondRater;
  return {
    participantId: isHidden ? null : participantId,
    displayName: isHidden ? null : displayName,
    kind,
  };
}

/** Assigned forms that have not come in, with the names of those who owe them. */
export async function listMissingForms(
  database: Reader,
  interview: Pick<Interview, 'id' | 'candidateId' | 'leadId'>,
): Promise<OwedForm[]> {
  const raterIds = await listRaterIds(database, interview.id);
  const submitted = await database.ratingForm.findMany({
    where: { interviewId: interview.id, submittedAt: { not: null } },
    select: { participantId: true, kind: true },
  });
  const missing = assignedForms(interview, raterIds).filter(
    (form) =>
      !submitted.some(
        ({ participantId, kind }) => participantId === form.participantId && kind === form.kind,
      ),
  );
  if (missing.length === 0) return [];
  const people = await database.participant.findMany({
    where: { id: { in: missing.map(({ participantId }) => participantId) } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return missing.map((form) => {
    const displayName = nameOf.get(form.participantId);
    invariant(displayName !== undefined, 'an interview names participants of its room');
    return { ...form, displayName, isSecondRater: raterIds.includes(form.participantId) };
  });
}

/** See RubricModule. */
export async function areAllFormsIn(database: PrismaClient, interviewId: string): Promise<boolean> {
  const interview = await database.interview.findUnique({
    where: { id: interviewId },
    select: { id: true, status: true, candidateId: true, leadId: true },
  });
  if (interview?.status === 'closed') return true;
  if (interview?.status !== 'revealed') return false;
  const missing = await listMissingForms(database, interview);
  // After the reveal only the lead can still hand in.
  return missing.every(({ kind }) => kind !== 'rubric');
}

/** Forms a person still owes over all their interviews: assigned, open and not submitted. */
export async function listUnfinishedForms(
  database: PrismaClient,
  userId: string,
): Promise<{ interviewId: string; kind: FormKind }[]> {
  const participants = await database.participant.findMany({
    where: { userId, removedAt: null },
    select: { id: true },
  });
  const own = participants.map(({ id }) => id);
  if (own.length === 0) return [];
  const interviews = await database.interview.findMany({
    where: {
      OR: [
        { status: 'rating', candidateId: { in: own } },
        { status: { in: ['rating', 'revealed'] }, leadId: { in: own } },
      ],
    },
    select: {
      id: true,
      status: true,
      candidateId: true,
      leadId: true,
      forms: { where: { submittedAt: { not: null } }, select: { participantId: true, kind: true } },
    },
  });
  return interviews.flatMap((interview) =>
    assignedForms(interview)
      .filter(
        ({ participantId, kind }) =>
          own.includes(participantId) && (kind === 'rubric' || interview.status === 'rating'),
      )
      .filter(
        ({ participantId, kind }) =>
          !interview.forms.some((form) => form.participantId === participantId && form.kind === kind),
      )
      .map(({ kind }) => ({ interviewId: interview.id, kind })),
  );
}
