import type { EvidenceNote as EvidenceRow, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor } from '#server/platform/operation.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import type { EvidenceNote, putEvidence } from '#shared/contracts/rubric.contract.ts';
import { elapsedMs } from '#shared/domain/interview-machine.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { getSeat, lockState, type Seat } from './interview-seat.ts';
import type { InterviewSource } from './interview-source.ts';
import { canKeepEvidence, canWriteEvidence } from './rubric.policy.ts';
import { toEvidenceNote } from './rubric.view.ts';

/**
 * How far a note may lie ahead of the server's interview clock, in ms. A browser's estimate of that clock is off by at
 * most half a round trip; more than this is a wrong clock, and the note would point past the end.
 */
const CLOCK_TOLERANCE_MS = 5_000;

export interface EvidenceServiceDeps {
  readonly database: PrismaClient;
  readonly interviews: InterviewSource;
  readonly clock: Clock;
}

/** What one rater has seen: read and written by its author alone until the reveal. */
export function createEvidenceService({ database, interviews, clock }: EvidenceServiceDeps) {
  async function getRater(actor: Actor, interviewId: string): Promise<Seat> {
    const seat = await getSeat(interviews, actor, interviewId);
    if (!canKeepEvidence(seat)) throw new AppError('FORBIDDEN');
    return seat;
  }

  /** Runs `write` while nothing else can move the interview or the rubric the notes carry. */
  async function writing<Result>(
    seat: Seat,
    write: (tx: Prisma.TransactionClient, state: InterviewState) => Promise<Result>,
  ): Promise<Result> {
    const { interview, membership } = seat;
    return database.$transaction(async (tx) => {
      const state = await lockState(tx, interview.id);
      if (!canWriteEvidence({ ...seat, status: state.status })) throw new AppError('WRONG_PHASE');
      const submitted = await tx.ratingForm.count({
        where: {
          interviewId: interview.id,
          participantId: membership.participantId,
          kind: 'rubric',
          OR: [{ submittedAt: { not: null } }, { waivedAt: { not: null } }],
        },
      });
      if (submitted > 0) throw new AppError('FORM_SUBMITTED');
      return write(tx, state);
    });
  }

  return {
    /** The caller's own notes in time order. @throws FORBIDDEN */
    async list(actor: Actor, interviewId: string): Promise<EvidenceNote[]> {
      const seat = await getRater(actor, interviewId);
      const rows = await database.evidenceNote.findMany({
        where: { interviewId, authorId: seat.membership.participantId, deletedAt: null },
        orderBy: [{ offsetMs: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toEvidenceNote);
    },

    /**
     * Writes a note under the client's id, or writes it anew. A retry changes nothing.
     * @throws VALIDATION_FAILED when the note lies ahead of the interview clock or there are too many,
     * EVIDENCE_NOT_FOUND when it was deleted or is not the caller's, WRONG_PHASE, FORM_SUBMITTED, FORBIDDEN
     */
    async put(actor: Actor, input: InputOf<typeof putEvidence>): Promise<EvidenceNote> {
      const { interviewId, noteId, ...note } = input;
      const seat = await getRater(actor, interviewId);
      const row = await writing(seat, async (tx, state) => {
        const existing = await findOwn(tx, seat, noteId);
        if (existing?.deletedAt) throw new AppError('EVIDENCE_NOT_FOUND');
        const offsetMs =
          existing?.offsetMs === note.offsetMs ? note.offsetMs : checkOffset(note.offsetMs, state);
        if (existing) return tx.evidenceNote.update({ where: { id: noteId }, data: { ...note, offsetMs } });
        const authorId = seat.membership.participantId;
        const written = await tx.evidenceNote.count({ where: { interviewId, authorId } });
        if (written >= LIMITS.evidencePerAuthor) {
          throw new AppError('VALIDATION_FAILED', { details: { limit: LIMITS.evidencePerAuthor } });
        }
        return tx.evidenceNote.create({ data: { ...note, offsetMs, id: noteId, interviewId, authorId } });
      });
      return toEvidenceNote(row);
    },

    /** Takes a note out so that it can be put back. @throws EVIDENCE_NOT_FOUND, WRONG_PHASE, FORM_SUBMITTED, FORBIDDEN */
    async remove(actor: Actor, input: { interviewId: string; noteId: string }): Promise<void> {
      const seat = await getRater(actor, input.interviewId);
      await writing(seat, async (tx) => {
        const row = await findOwn(tx, seat, input.noteId);
        if (!row) throw new AppError('EVIDENCE_NOT_FOUND');
        if (row.deletedAt === null) {
          await tx.evidenceNote.update({ where: { id: row.id }, data: { deletedAt: new Date(clock.now()) } });
        }
      });
    },

    /** Puts a deleted note back. @throws EVIDENCE_NOT_FOUND, WRONG_PHASE, FORM_SUBMITTED, FORBIDDEN */
    async restore(actor: Actor, input: { interviewId: string; noteId: string }): Promise<EvidenceNote> {
      const seat = await getRater(actor, input.interviewId);
      const row = await writing(seat, async (tx) => {
        const existing = await findOwn(tx, seat, input.noteId);
        if (!existing) throw new AppError('EVIDENCE_NOT_FOUND');
        return tx.evidenceNote.update({ where: { id: existing.id }, data: { deletedAt: null } });
      });
      return toEvidenceNote(row);
    },
  };

  function checkOffset(offsetMs: number, state: InterviewState): number {
    const elapsed = elapsedMs(state, clock.now());
    if (offsetMs > elapsed + CLOCK_TOLERANCE_MS) {
      throw new AppError('VALIDATION_FAILED', {
        details: {
          faults: [{ path: 'offsetMs', message: 'is later than the interview clock' }],
          elapsedMs: elapsed,
        },
      });
    }
    return Math.min(offsetMs, elapsed);
  }
}

/** Somebody else's note is answered like none: an id must not tell that it exists. */
async function findOwn(
  tx: Prisma.TransactionClient,
  seat: Seat,
  noteId: string,
): Promise<EvidenceRow | null> {
  const row = await tx.evidenceNote.findUnique({ where: { id: noteId } });
  if (row === null) return null;
  const isOwn = row.interviewId === seat.interview.id && row.authorId === seat.membership.participantId;
  if (!isOwn) throw new AppError('EVIDENCE_NOT_FOUND');
  return row;
}

export type EvidenceService = ReturnType<typeof createEvidenceService>;
