import type { Interview, Prisma } from '#prisma/generated/client.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Actor } from '#server/platform/operation.ts';
import {
  InterviewSetupSchema,
  InterviewStateSchema,
  type InterviewState,
} from '#shared/domain/interview-state.ts';
import type { Level, Role } from '#shared/domain/vocabulary.ts';
import { AppError } from '#shared/errors.ts';
import type { InterviewSource } from './interview-source.ts';

/** A caller in one interview, with their role in it: after a swap the room's may be another. */
export interface Seat {
  readonly interview: Interview;
  readonly membership: Membership;
  readonly state: InterviewState;
  readonly role: Role;
  readonly isLead: boolean;
  readonly level: Level;
}

/** Seats the caller. @throws INTERVIEW_NOT_FOUND, PARTICIPANT_REMOVED */
export async function getSeat(interviews: InterviewSource, actor: Actor, interviewId: string): Promise<Seat> {
  const access = await interviews.getInterviewAccess({ userId: actor.userId, interviewId });
  const { interview, membership, state } = access;
  return {
    interview,
    membership,
    state,
    role: membership.role,
    isLead: membership.participantId === interview.leadId && membership.role === 'interviewer',
    level: InterviewSetupSchema.parse(interview.setup).level,
  };
}

/**
 * Locks the interview for the rest of the transaction and reads its state anew: forms are written one after another,
 * and none can slip in behind a reveal that happened since the caller was seated.
 */
export async function lockState(tx: Prisma.TransactionClient, interviewId: string): Promise<InterviewState> {
  const rows = await tx.$queryRaw<{ state: unknown }[]>`
    SELECT "state" FROM "interview" WHERE "id" = ${interviewId} FOR UPDATE`;
  const row = rows[0];
  if (!row) throw new AppError('INTERVIEW_NOT_FOUND');
  return InterviewStateSchema.parse(row.state);
}
