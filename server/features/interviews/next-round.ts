import { nanoid } from 'nanoid';
import type { Prisma } from '#prisma/generated/client.ts';
import type * as contract from '#shared/contracts/interviews.contract.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import { initialInterview, initialSetup } from '#shared/domain/interview-machine.ts';
import { InterviewSetupSchema, type InterviewSetup } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { AppError } from '#shared/errors.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Actor, Reply } from '#server/platform/operation.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { canLead } from './interviews.policy.ts';

type NextRoundInput = InputOf<typeof contract.startNextRound>;

export type StartNextRound = (
  actor: Actor,
  input: NextRoundInput,
) => Promise<Reply<OutputOf<typeof contract.startNextRound>>>;

/**
 * The next interview in the same room, in preparation, once the last one is revealed. Level, format and framework are
 * taken over; the scenario is chosen anew.
 * @throws ROOM_NOT_FOUND, FORBIDDEN, WRONG_PHASE, INTERVIEW_NOT_READY when there is nobody to swap with
 */
export function createNextRound(deps: Pick<InterviewsDeps, 'database' | 'rooms'>): StartNextRound {
  const { database, rooms } = deps;

  return async (actor, { roomId, swapRoles }) => {
    const membership = await rooms.getMembership({ userId: actor.userId, roomId });
    if (!canLead(membership.role)) throw new AppError('FORBIDDEN');
    const members = await rooms.listMembers(roomId);
    const interviewId = nanoid();
    const effects = await database
      .$transaction(async (tx) => {
        const last = await tx.interview.findFirst({ where: { roomId }, orderBy: { ordinal: 'desc' } });
        if (last && last.status !== 'revealed' && last.status !== 'closed') throw new AppError('WRONG_PHASE');
        const state = initialInterview();
        await tx.interview.create({
          data: {
            id: interviewId,
            roomId,
            ordinal: (last?.ordinal ?? 0) + 1,
            status: state.status,
            state,
            setup: nextSetup(last?.setup),
          },
        });
        if (!swapRoles) return rooms.touch(tx, roomId);
        return rooms.reassignRoles(tx, {
          roomId,
          roles: swapped({ members, leadId: last?.leadId ?? null, membership }),
        });
      })
      .catch((error: unknown) => {
        // Two interviewers asked at once: the other one's round is there, and it is being prepared.
        if (isUniqueViolation(error)) throw new AppError('WRONG_PHASE', { cause: error });
        throw error;
      });
    return { data: { interviewId }, effects };
  };
}

function nextSetup(last: Prisma.JsonValue | undefined): InterviewSetup {
  if (last === undefined) return initialSetup();
  return { ...InterviewSetupSchema.parse(last), scenarioId: null, useStarterBoard: false };
}

/** The candidate changes places with the last lead, or with the caller if the lead does not interview any more. */
function swapped(input: {
  members: readonly Membership[];
  leadId: string | null;
  membership: Membership;
}): { participantId: string; role: Role }[] {
  const { members, leadId, membership } = input;
  const candidate = members.find(({ role }) => role === 'candidate');
  if (!candidate) throw new AppError('INTERVIEW_NOT_READY', { details: { missing: 'candidate' } });
  const lead =
    members.find(({ participantId, role }) => participantId === leadId && canLead(role)) ?? membership;
  return [
    { participantId: candidate.participantId, role: 'interviewer' },
    { participantId: lead.participantId, role: 'candidate' },
  ];
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
}
