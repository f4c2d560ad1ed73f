import type { Interview } from '#prisma/generated/client.ts';
import type { DocumentMode } from '#shared/contracts/documents.contract.ts';
import type { InterviewSetup, InterviewState } from '#shared/domain/interview-state.ts';
import type { DocumentKind, Role } from '#shared/domain/vocabulary.ts';
import { AppError } from '#shared/errors.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import { findInterview, type InterviewRecord } from './interview-record.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { documentMode, hasEnded, roleIn } from './interviews.policy.ts';

/** A caller's standing in one interview: what every feature that hangs on interviews decides on. */
export interface InterviewAccess {
  /** `role` is the role in this interview; after a swap the room's may be another. */
  readonly membership: Membership;
  readonly interview: Interview;
  readonly state: InterviewState;
  readonly setup: InterviewSetup;
}

/** What a person may do in a document, with what others see of them there. */
export interface DocumentStanding {
  readonly participantId: string;
  readonly displayName: string;
  readonly colour: number;
  readonly role: Role;
  readonly mode: DocumentMode;
}

/** `<interviewId>.<kind>`, the key of a document everywhere. */
export function documentId(interviewId: string, kind: DocumentKind): string {
  return `${interviewId}.${kind}`;
}

/** Template text is nobody's: replay and author lists pass over this id. */
export const TEMPLATE_AUTHOR_ID = 'template';

export interface InterviewAccessReader {
  /** @throws INTERVIEW_NOT_FOUND to strangers (an interview's existence is not told), PARTICIPANT_REMOVED */
  getAccess(input: {
    userId: string;
    interviewId: string;
  }): Promise<InterviewAccess & { record: InterviewRecord }>;
  /** Null refuses; asked by the documents engine for every connection and whenever access may have changed. */
  findDocumentAccess(input: {
    userId: string;
    interviewId: string;
    kind: DocumentKind;
  }): Promise<DocumentStanding | null>;
}

export function createInterviewAccess(
  deps: Pick<InterviewsDeps, 'database' | 'rooms' | 'documents' | 'templates'>,
): InterviewAccessReader {
  const { database, rooms, documents, templates } = deps;

  /** Second ratings are asked for when an interview is over, so before that there is nothing to look up. */
  async function isAssigned(
    { participantId }: Membership,
    { row, state }: InterviewRecord,
  ): Promise<boolean> {
    if (participantId === row.candidateId || participantId === row.leadId) return false;
    if (!hasEnded(state.status)) return false;
    const seats = await database.raterAssignment.findMany({
      where: { interviewId: row.id, participantId },
      select: { endedAt: true },
    });
    if (seats.some(({ endedAt }) => endedAt === null)) return true;
    if (seats.length === 0) return false;
    // A seat that was taken back after the rating came in: who has rated may read what they were part of.
    const submitted = await database.ratingForm.count({
      where: { interviewId: row.id, participantId, kind: 'rubric', submittedAt: { not: null } },
    });
    return submitted > 0;
  }

  /** Somebody who is in the room as a second rater alone sees the interviews they were asked to rate and no other. */
  async function mayEnter(member: Membership, record: InterviewRecord): Promise<boolean> {
    return member.role !== 'reviewer' || (await isAssigned(member, record));
  }

  async function inInterview(member: Membership, record: InterviewRecord): Promise<Membership> {
    const seat = { ...member, isAssigned: await isAssigned(member, record) };
    return { ...member, role: roleIn(seat, record.row, record.state.status) };
  }

  return {
    async getAccess({ userId, interviewId }) {
      const record = await findInterview(database, interviewId);
      if (!record) throw new AppError('INTERVIEW_NOT_FOUND');
      const member = await rooms
        .getMembership({ userId, roomId: record.row.roomId })
        .catch((error: unknown) => {
          const isStranger = error instanceof AppError && error.code === 'ROOM_NOT_FOUND';
          throw isStranger ? new AppError('INTERVIEW_NOT_FOUND', { cause: error }) : error;
        });
      if (!(await mayEnter(member, record))) throw new AppError('INTERVIEW_NOT_FOUND');
      return {
        membership: await inInterview(member, record),
        interview: record.row,
        state: record.state,
        setup: record.setup,
        record,
      };
    },

    async findDocumentAccess({ userId, interviewId, kind }) {
      const record = await findInterview(database, interviewId);
      const member = record && (await rooms.findMembership({ userId, roomId: record.row.roomId }));
      if (!record || !member) return null;
      if (!(await mayEnter(member, record))) return null;
      const { participantId, displayName, colour, role } = await inInterview(member, record);
      const mode = documentMode({ kind, role, status: record.state.status });
      if (!mode) return null;
      // The start fills the documents; this one is open before.
      const { status } = record.state;
      if (kind === 'private' && (status === 'preparing' || status === 'lobby')) {
        await documents.seed({
          documentId: documentId(interviewId, kind),
          authorId: TEMPLATE_AUTHOR_ID,
          update: templates.privateNotes(),
        });
      }
      return { participantId, displayName, colour, role, mode };
    },
  };
}
