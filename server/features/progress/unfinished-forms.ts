import { Prisma } from '#prisma/generated/client.ts';
import type { UnfinishedInterview } from '#shared/contracts/progress.contract.ts';
import { formsOf, roleInInterview } from '#shared/domain/rubric-access.ts';
import { FORM_KINDS, type FormKind } from '#shared/domain/rubric-forms.ts';
import type { Level, Role } from '#shared/domain/vocabulary.ts';
import type { ProgressDeps } from './progress.deps.ts';
import { readScenarioNames } from './scenario-names.ts';

/** Interviews listed; what is above that number is said as a number. */
const LISTED = 50;

interface Open {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly status: string;
  readonly level: Level;
  readonly scenarioId: string | null;
  readonly scenarioVersion: string | null;
  readonly candidateId: string | null;
  readonly leadId: string | null;
  readonly deadlineAt: Date | null;
}

/**
 * Forms that are missing in the rooms one person owns, or in one of them. Whose are missing is told to nobody who still owes one in the
 * same interview: such an owner reads of their own forms alone.
 */
export async function listUnfinished(
  deps: Pick<ProgressDeps, 'database' | 'scenarios'>,
  input: { ownerId: string; roomId: string | null; withoutLeadRubric: readonly string[] },
): Promise<{ listed: UnfinishedInterview[]; count: number }> {
  const { database } = deps;
  const isOfRoom = input.roomId === null ? Prisma.sql`TRUE` : Prisma.sql`i."roomId" = ${input.roomId}`;
  const rating = await database.$queryRaw<Open[]>`
    SELECT ${COLUMNS} FROM "interview" AS i JOIN "room" AS r ON r."id" = i."roomId"
    WHERE i."status" = 'rating' AND r."ownerId" = ${input.ownerId} AND ${isOfRoom}
    ORDER BY i."ratingDeadline"`;
  const late =
    input.withoutLeadRubric.length === 0
      ? []
      : await database.$queryRaw<Open[]>`
          SELECT ${COLUMNS} FROM "interview" AS i JOIN "room" AS r ON r."id" = i."roomId"
          WHERE i."id" IN (${Prisma.join([...input.withoutLeadRubric])}) AND i."status" = 'revealed' AND ${isOfRoom}
          ORDER BY i."revealedAt"`;
  const open = [...rating, ...late];
  if (open.length === 0) return { listed: [], count: 0 };
  const nameOf = await readScenarioNames(deps.scenarios, open);

  const submitted = await database.ratingForm.findMany({
    where: { interviewId: { in: open.map(({ id }) => id) }, submittedAt: { not: null } },
    select: { interviewId: true, participantId: true, kind: true },
  });
  const own = await database.participant.findMany({
    where: { userId: input.ownerId, roomId: { in: open.map(({ roomId }) => roomId) } },
    select: { id: true, roomId: true, role: true },
  });
  const people = await database.participant.findMany({
    where: { id: { in: open.flatMap(({ candidateId, leadId }) => [candidateId, leadId].filter(isThere)) } },
    select: { id: true, displayName: true },
  });
  const isIn = (interviewId: string, form: AssignedForm) =>
    submitted.some(
      (row) =>
        row.interviewId === interviewId && row.participantId === form.participantId && row.kind === form.kind,
    );
  const unfinished = open.flatMap((interview): UnfinishedInterview[] => {
    const place = own.find(({ roomId }) => roomId === interview.roomId);
    const owed = place
      ? formsOf(roleOf(place, interview))
          .map((kind) => ({ participantId: place.id, kind }))
          .filter((form) => !isIn(interview.id, form))
      : [];
    // Once the forms are open there is nothing left that a late lead alone would not know.
    const seesOthers = owed.length === 0 || interview.status === 'revealed';
    const missing = assignedForms(interview)
      .filter((form) => !isIn(interview.id, form))
      .filter((form) => seesOthers || form.participantId === place?.id);
    if (missing.length === 0) return [];
    return [
      {
        interviewId: interview.id,
        roomId: interview.roomId,
        roomName: interview.roomName,
        scenario: nameOf(interview),
        level: interview.level,
        deadlineAt: interview.status === 'rating' ? (interview.deadlineAt?.toISOString() ?? null) : null,
        missing: missing.map(({ participantId, kind }) => ({
          displayName: people.find(({ id }) => id === participantId)?.displayName ?? '',
          kind,
        })),
      },
    ];
  });
  return { listed: unfinished.slice(0, LISTED), count: unfinished.length };
}

const COLUMNS = Prisma.sql`
  i."id", i."roomId", r."name" AS "roomName", i."status", i."setup"->>'level' AS "level", i."scenarioId",
  i."scenarioVersion", i."candidateId", i."leadId", i."ratingDeadline" AS "deadlineAt"`;

interface AssignedForm {
  readonly participantId: string;
  readonly kind: FormKind;
}

/** The lead's rubric and both forms of the candidate while they can still be handed in. */
function assignedForms({ candidateId, leadId, status }: Open): AssignedForm[] {
  const rubric = leadId === null ? [] : [{ participantId: leadId, kind: 'rubric' as const }];
  if (status !== 'rating' || candidateId === null) return rubric;
  return [
    ...rubric,
    ...FORM_KINDS.filter((kind) => formsOf('candidate').includes(kind)).map((kind) => ({
      participantId: candidateId,
      kind,
    })),
  ];
}

function roleOf(place: { id: string; role: string }, interview: Open): Role {
  // Written by nobody but the server, from ROLES.
  const role = place.role as Role;
  return roleInInterview({ participantId: place.id, role }, interview);
}

function isThere(id: string | null): id is string {
  return id !== null;
}
