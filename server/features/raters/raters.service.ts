import type { Interview, Prisma, RaterAssignment } from '#prisma/generated/client.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import type { AssignedRater, Contact, QueueItem, assignRater } from '#shared/contracts/raters.contract.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Actor, Effect, Reply } from '#server/platform/operation.ts';
import { listKnownPeople } from './contacts.ts';
import type { RatersDeps } from './raters.deps.ts';
import { canAsk, canAskAt, canBeAsked } from './raters.policy.ts';
import { readQueue } from './rating-queue.ts';

const HOUR_MS = 3_600_000;

interface Asker {
  readonly membership: Membership;
  readonly interview: Interview;
  readonly state: InterviewState;
}

/** Asking for second ratings, and the queue of those who were asked. */
export function createRatersService(deps: RatersDeps) {
  const { database, clock, interviews, rooms, rubric } = deps;

  /** @throws INTERVIEW_NOT_FOUND, PARTICIPANT_REMOVED, FORBIDDEN */
  async function getAsker(actor: Actor, interviewId: string): Promise<Asker> {
    const access = await interviews.getInterviewAccess({ userId: actor.userId, interviewId });
    if (!canAsk(access.membership)) throw new AppError('FORBIDDEN');
    return access;
  }

  /** Runs `write` while nothing else can move the interview or its forms. */
  async function holding<Result>(
    interviewId: string,
    write: (tx: Prisma.TransactionClient, interview: Interview) => Promise<Result>,
  ): Promise<Result> {
    return database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT "id" FROM "interview" WHERE "id" = ${interviewId} FOR UPDATE`;
      return write(tx, await tx.interview.findUniqueOrThrow({ where: { id: interviewId } }));
    });
  }

  async function toRaters(asker: Asker, rows: readonly RaterAssignment[]): Promise<AssignedRater[]> {
    const { interview, membership, state } = asker;
    const ids = rows.flatMap(({ participantId }) => participantId ?? []);
    const people = await database.participant.findMany({
      where: { id: { in: ids } },
      select: { id: true, displayName: true },
    });
    const isOpen = await rubric.maySeeOthers({ interview, membership, status: state.status });
    const submitted = isOpen
      ? await database.ratingForm.findMany({
          where: {
            interviewId: interview.id,
            participantId: { in: ids },
            kind: 'rubric',
            submittedAt: { not: null },
          },
          select: { participantId: true },
        })
      : null;
    const nameOf = new Map(people.map((person) => [person.id, person.displayName]));
    const isNamed = (row: RaterAssignment) =>
      membership.role !== 'candidate' || row.assignedById === membership.participantId;
    return rows.map((row) => ({
      id: row.id,
      displayName: isNamed(row) ? (nameOf.get(row.participantId ?? '') ?? null) : null,
      isTaken: row.participantId !== null,
      dueAt: row.dueAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      isSubmitted: submitted && submitted.some((form) => form.participantId === row.participantId),
    }));
  }

  function checkDue(dueAt: string): Date {
    const due = new Date(dueAt);
    const hours = (due.getTime() - clock.now()) / HOUR_MS;
    if (hours <= 0 || hours > LIMITS.ratingDueHours.max + 1) {
      throw new AppError('VALIDATION_FAILED', {
        details: { faults: [{ path: 'dueAt', message: 'is in the past or too far away' }] },
      });
    }
    return due;
  }

  /** Seats a known person. @throws PARTICIPANT_NOT_FOUND, RATER_NOT_BLIND */
  async function seatContact(
    tx: Prisma.TransactionClient,
    input: { actor: Actor; interview: Interview; contactId: string },
  ): Promise<{ participantId: string; userId: string }> {
    const { actor, interview, contactId } = input;
    const known = await listKnownPeople(tx, { userId: actor.userId, interview });
    const contact = known.find(({ id }) => id === contactId);
    if (!contact) throw new AppError('PARTICIPANT_NOT_FOUND');
    const seat = await rooms.enterAsReviewer(tx, {
      roomId: interview.roomId,
      userId: contact.userId,
      displayName: contact.displayName,
    });
    if (!canBeAsked(seat, interview)) throw new AppError('RATER_NOT_BLIND');
    return { participantId: seat.participantId, userId: contact.userId };
  }

  return {
    /** What was asked for; whether it came in is told to those alone who may know. @throws FORBIDDEN */
    async list(actor: Actor, interviewId: string): Promise<AssignedRater[]> {
      const asker = await getAsker(actor, interviewId);
      const rows = await database.raterAssignment.findMany({
        where: { interviewId, endedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return toRaters(asker, rows);
    },

    /** @throws FORBIDDEN */
    async listContacts(actor: Actor, interviewId: string): Promise<Contact[]> {
      const { interview } = await getAsker(actor, interviewId);
      const known = await listKnownPeople(database, { userId: actor.userId, interview });
      return known.map(({ userId: _account, ...contact }) => contact);
    },

    /**
     * Asks for a second rating. A retry changes nothing; for a link that nobody has followed it makes a new one, because
     * the first was shown in an answer that may be lost.
     * @throws WRONG_PHASE before the end, PARTICIPANT_NOT_FOUND, RATER_NOT_BLIND, TOO_MANY_RATERS, VALIDATION_FAILED
     */
    async assign(
      actor: Actor,
      input: InputOf<typeof assignRater>,
      headers: { host?: string | undefined },
    ): Promise<Reply<{ rater: AssignedRater; url: string | null }>> {
      const { interviewId, assignmentId, contactId } = input;
      const asker = await getAsker(actor, interviewId);
      if (!canAskAt(asker.state.status)) throw new AppError('WRONG_PHASE');
      const dueAt = checkDue(input.dueAt);
      const { row, path, userId } = await holding(interviewId, async (tx, interview) => {
        const existing = await tx.raterAssignment.findUnique({ where: { id: assignmentId } });
        if (existing && (existing.interviewId !== interviewId || existing.endedAt !== null)) {
          throw new AppError('FORBIDDEN');
        }
        const isLinkLost = existing !== null && existing.inviteId !== null && existing.participantId === null;
        if (existing && !isLinkLost) return { row: existing, path: null, userId: null };
        if (!existing) {
          const asked = await tx.raterAssignment.count({ where: { interviewId, endedAt: null } });
          if (asked >= LIMITS.ratersPerInterview) throw new AppError('TOO_MANY_RATERS');
        }
        if (contactId !== null) {
          const seat = await seatContact(tx, { actor, interview, contactId });
          const created = await tx.raterAssignment.create({
            data: {
              id: assignmentId,
              interviewId,
              participantId: seat.participantId,
              assignedById: asker.membership.participantId,
              dueAt,
              createdAt: new Date(clock.now()),
            },
          });
          return { row: created, path: null, userId: seat.userId };
        }
        if (existing?.inviteId) await revoke(tx, existing.inviteId);
        const link = await rooms.createReviewerLink(tx, {
          roomId: interview.roomId,
          interviewId,
          createdById: actor.userId,
          expiresAt: dueAt,
        });
        const saved = existing
          ? await tx.raterAssignment.update({
              where: { id: existing.id },
              data: { inviteId: link.inviteId, dueAt },
            })
          : await tx.raterAssignment.create({
              data: {
                id: assignmentId,
                interviewId,
                inviteId: link.inviteId,
                assignedById: asker.membership.participantId,
                dueAt,
                createdAt: new Date(clock.now()),
              },
            });
        return { row: saved, path: link.path, userId: null };
      });
      const [rater] = await toRaters(asker, [row]);
      if (rater === undefined) throw new AppError('ASSIGNMENT_NOT_FOUND');
      return {
        data: { rater, url: path === null ? null : `${deps.publicUrl(headers)}${path}` },
        effects: userId === null ? [] : [accessChanged({ interviewId, userId })],
      };
    },

    /** Takes a request back; the link stops working. @throws ASSIGNMENT_NOT_FOUND, FORM_SUBMITTED, FORBIDDEN */
    async withdraw(
      actor: Actor,
      { interviewId, assignmentId }: { interviewId: string; assignmentId: string },
    ): Promise<Reply<{ assignmentId: string }>> {
      const asker = await getAsker(actor, interviewId);
      const maySee = await rubric.maySeeOthers({ ...asker, status: asker.state.status });
      const effects = await holding(interviewId, async (tx, interview) => {
        const row = await tx.raterAssignment.findUnique({ where: { id: assignmentId } });
        if (row === null || row.interviewId !== interviewId) throw new AppError('ASSIGNMENT_NOT_FOUND');
        if (row.endedAt !== null) return [];
        // For whoever may not know, the seat of one who has rated ends like any other; the rating stays and counts.
        if (maySee && (await hasSubmitted(tx, row))) throw new AppError('FORM_SUBMITTED');
        return endAssignment(tx, { row, interview });
      });
      return { data: { assignmentId }, effects };
    },

    /** The caller's own queue. */
    listQueue: (actor: Actor): Promise<QueueItem[]> => readQueue(deps, actor.userId),

    /** Turns a request down. @throws FORBIDDEN for anybody who is no second rater, FORM_SUBMITTED */
    async decline(
      actor: Actor,
      { interviewId }: { interviewId: string },
    ): Promise<Reply<{ interviewId: string }>> {
      const { membership } = await interviews.getInterviewAccess({ userId: actor.userId, interviewId });
      if (membership.role !== 'reviewer') throw new AppError('FORBIDDEN');
      const effects = await holding(interviewId, async (tx, interview) => {
        const row = await tx.raterAssignment.findFirst({
          where: { interviewId, participantId: membership.participantId, endedAt: null },
        });
        if (row === null) return [];
        if (await hasSubmitted(tx, row)) throw new AppError('FORM_SUBMITTED');
        return endAssignment(tx, { row, interview });
      });
      return { data: { interviewId }, effects };
    },

    /** The seat of a link, taken inside the transaction that uses it up. @throws INVITE_REVOKED, RATER_NOT_BLIND */
    async take(
      tx: Prisma.TransactionClient,
      { inviteId, participantId }: { inviteId: string; participantId: string },
    ): Promise<void> {
      const row = await tx.raterAssignment.findUnique({
        where: { inviteId },
        include: { interview: { select: { candidateId: true, leadId: true } } },
      });
      if (row === null || row.endedAt !== null) throw new AppError('INVITE_REVOKED');
      const { candidateId, leadId } = row.interview;
      if (participantId === candidateId || participantId === leadId) throw new AppError('RATER_NOT_BLIND');
      const other = await tx.raterAssignment.findFirst({
        where: { interviewId: row.interviewId, participantId, endedAt: null },
      });
      if (other === null) {
        await tx.raterAssignment.update({ where: { id: row.id }, data: { participantId } });
      } else {
        // Asked twice: one seat is enough.
        await tx.raterAssignment.update({ where: { id: row.id }, data: { endedAt: new Date(clock.now()) } });
      }
    },

    /** Whether the seat of this link is the person's already. */
    /** See RatersModule. */
    async listBlind(userId: string): Promise<readonly string[]> {
      const rows = await database.raterAssignment.findMany({
        where: {
          endedAt: null,
          participant: { userId, removedAt: null },
          interview: {
            forms: { none: { kind: 'rubric', submittedAt: { not: null }, participant: { userId } } },
          },
        },
        select: { interviewId: true },
      });
      return rows.map(({ interviewId }) => interviewId);
    },

    async isRater({ inviteId, userId }: { inviteId: string; userId: string }): Promise<boolean> {
      const row = await database.raterAssignment.findUnique({
        where: { inviteId },
        include: { participant: { select: { userId: true, removedAt: true } } },
      });
      return row?.participant?.userId === userId && row.participant.removedAt === null;
    },
  };

  async function revoke(tx: Prisma.TransactionClient, inviteId: string): Promise<void> {
    await tx.invite.update({ where: { id: inviteId }, data: { revokedAt: new Date(clock.now()) } });
  }

  async function hasSubmitted(tx: Prisma.TransactionClient, row: RaterAssignment): Promise<boolean> {
    if (row.participantId === null) return false;
    const submitted = await tx.ratingForm.count({
      where: {
        interviewId: row.interviewId,
        participantId: row.participantId,
        kind: 'rubric',
        submittedAt: { not: null },
      },
    });
    return submitted > 0;
  }

  /** Ends a seat, and opens the forms when it was the last one the reveal waited for. */
  async function endAssignment(
    tx: Prisma.TransactionClient,
    { row, interview }: { row: RaterAssignment; interview: Interview },
  ): Promise<readonly Effect[]> {
    await tx.raterAssignment.update({ where: { id: row.id }, data: { endedAt: new Date(clock.now()) } });
    if (row.inviteId !== null && row.participantId === null) await revoke(tx, row.inviteId);
    const opened = interview.status === 'rating' ? await rubric.revealIfComplete(tx, interview) : [];
    if (row.participantId === null) return opened;
    const person = await tx.participant.findUnique({
      where: { id: row.participantId },
      select: { userId: true },
    });
    return person === null
      ? opened
      : [...opened, accessChanged({ interviewId: interview.id, userId: person.userId })];
  }

  function accessChanged(input: { interviewId: string; userId: string }): Effect {
    return { type: 'run', run: () => deps.refreshAccess(input) };
  }
}

export type RatersService = ReturnType<typeof createRatersService>;
