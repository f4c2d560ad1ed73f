import type { QueueItem } from '#shared/contracts/raters.contract.ts';
import { InterviewSetupSchema } from '#shared/domain/interview-state.ts';
import { LIMITS } from '#shared/limits.ts';
import type { RatersDeps } from './raters.deps.ts';

/** What a person was asked to rate: what is still open first, the most urgent on top, then what is done, newest first. */
export async function readQueue(
  { database, listScenarioTitles }: Pick<RatersDeps, 'database' | 'listScenarioTitles'>,
  userId: string,
): Promise<QueueItem[]> {
  const rows = await database.raterAssignment.findMany({
    where: { endedAt: null, participant: { userId, removedAt: null } },
    include: {
      participant: { select: { id: true } },
      interview: {
        include: {
          room: { select: { name: true } },
          forms: {
            where: { kind: 'rubric', participant: { userId } },
            select: { participantId: true, submittedAt: true },
          },
        },
      },
    },
    orderBy: { dueAt: 'desc' },
    take: LIMITS.listPage,
  });
  const askers = await database.participant.findMany({
    where: { id: { in: rows.map(({ assignedById }) => assignedById) } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(askers.map(({ id, displayName }) => [id, displayName]));
  const titles = await listScenarioTitles(
    rows.flatMap(({ interview: { scenarioId: id, scenarioVersion: version } }) =>
      id === null || version === null ? [] : [{ id, version }],
    ),
  );
  const items = rows.map(({ id, dueAt, assignedById, interview, participant }): QueueItem => {
    const form = interview.forms.find(({ participantId }) => participantId === participant?.id);
    const { scenarioId, scenarioVersion } = interview;
    return {
      id,
      interviewId: interview.id,
      roomName: interview.room.name,
      askedBy: nameOf.get(assignedById) ?? interview.room.name,
      scenarioTitle: titles.get(`${scenarioId}@${scenarioVersion}`) ?? null,
      level: InterviewSetupSchema.parse(interview.setup).level,
      endedAt: interview.endedAt?.toISOString() ?? null,
      dueAt: dueAt.toISOString(),
      status: form === undefined ? 'open' : form.submittedAt === null ? 'started' : 'submitted',
      isRevealed: interview.status === 'revealed' || interview.status === 'closed',
    };
  });
  const isDone = ({ status }: QueueItem) => status === 'submitted';
  return [
    ...items.filter((item) => !isDone(item)).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
    ...items.filter(isDone),
  ];
}
