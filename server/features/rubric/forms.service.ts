import { isDeepStrictEqual } from 'node:util';
import { nanoid } from 'nanoid';
import type { Interview, Prisma, PrismaClient, RatingForm as FormRow } from '#prisma/generated/client.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import { broadcastTo, channels, type Actor, type Effect } from '#server/platform/operation.ts';
import { reviewChanged } from '#shared/contracts/review.contract.ts';
import { formProgressChanged, type Form, type FormProgress } from '#shared/contracts/rubric.contract.ts';
import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import {
  canReadForm,
  canSubmitForm,
  canWaiveRubric,
  canWriteForm,
  formsOf,
  isSealedFor,
} from '#shared/domain/rubric-access.ts';
import {
  missingInFeedback,
  missingInRubric,
  missingInSelf,
  type MissingField,
} from '#shared/domain/rubric-completeness.ts';
import { EMPTY_FORMS, FORM_SCHEMAS, type FormContents, type FormKind } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { AppError } from '#shared/errors.ts';
import { listMissingForms, toMissingForm } from './assigned-forms.ts';
import { listCountedHints, toHelp, type CountedHint } from './hint-help.ts';
import { getSeat, lockState, type Seat } from './interview-seat.ts';
import type { InterviewSource, ScenarioSource } from './interview-source.ts';
import { hasForm } from './rubric.policy.ts';
import { rubricOf, toEvidenceNote, toForm } from './rubric.view.ts';

export interface FormsServiceDeps {
  readonly database: PrismaClient;
  readonly interviews: InterviewSource;
  readonly scenarios: ScenarioSource;
  readonly clock: Clock;
  /** Called in the transaction of every submission that counts; practice rubrics of shadows do not. */
  readonly onSubmitted?: (
    tx: Prisma.TransactionClient,
    form: {
      roomId: string;
      interviewId: string;
      participantId: string;
      kind: FormKind;
      submittedAt: Date;
    },
  ) => Promise<void>;
  /** Runs in the transaction of a form handed in after the others were opened. */
  readonly onLateSubmission?: (tx: Prisma.TransactionClient, interviewId: string) => Promise<void>;
}

/** A person in an interview at one moment. */
export interface Standing {
  readonly interview: Pick<Interview, 'id'>;
  readonly membership: Pick<Membership, 'participantId' | 'role'>;
  readonly status: InterviewStatus;
}

/** What a write found: done, or the form as it stands instead. */
interface Written {
  readonly isConflict: boolean;
  readonly row: FormRow | null;
  readonly status: InterviewStatus;
  readonly effects?: readonly Effect[];
}

/**
 * The three sealed forms: a person reads and writes their own; whether others have begun is told to nobody, and whose
 * are missing only to those who have handed in everything of their own.
 */
export function createFormsService(deps: FormsServiceDeps) {
  const { database, interviews, clock } = deps;

  async function getOwner(actor: Actor, interviewId: string, kind: FormKind): Promise<Seat> {
    const seat = await getSeat(interviews, actor, interviewId);
    if (!hasForm({ role: seat.role, kind })) throw new AppError('FORBIDDEN');
    if (!canReadForm({ kind, role: seat.role, status: seat.state.status })) throw new AppError('WRONG_PHASE');
    return seat;
  }

  /** Only a rubric depends on hints. */
  async function hintsFor(kind: FormKind, seat: Seat): Promise<CountedHint[]> {
    return kind === 'rubric' ? listCountedHints(deps, seat.interview) : [];
  }

  async function refuseConflict(seat: Seat, kind: FormKind, written: Written): Promise<never> {
    const form = toForm({
      kind,
      seat,
      status: written.status,
      row: written.row,
      hints: await hintsFor(kind, seat),
    });
    throw new AppError('FORM_CONFLICT', { details: { form } });
  }

  async function readProgress(seat: Seat): Promise<FormProgress> {
    const { interview, membership } = seat;
    const rows = await database.ratingForm.findMany({
      where: {
        interviewId: interview.id,
        participantId: membership.participantId,
        submittedAt: { not: null },
      },
      select: { kind: true },
    });
    const own = formsOf(seat.role).map((kind) => ({
      kind,
      isSubmitted: rows.some((row) => row.kind === kind),
    }));
    const hasAllIn = own.length > 0 && own.every(({ isSubmitted }) => isSubmitted);
    return {
      interviewId: interview.id,
      own,
      missing: hasAllIn
        ? (await listMissingForms(database, interview)).map((form) =>
            toMissingForm(form, { isCandidate: seat.role === 'candidate' }),
          )
        : null,
    };
  }

  /** Tells those who have handed in everything what is still missing, and nobody else anything. */
  async function progressEffects(seat: Seat): Promise<Effect[]> {
    const { interview, membership } = seat;
    const owed = await listMissingForms(database, interview);
    const submitted = await database.ratingForm.findMany({
      where: { interviewId: interview.id, submittedAt: { not: null } },
      select: { participantId: true, kind: true },
    });
    const kindsOf = (participantId: string) =>
      submitted.filter((row) => row.participantId === participantId).map(({ kind }) => kind);
    const others = [...new Set(submitted.map(({ participantId }) => participantId))].filter(
      (participantId) => participantId !== membership.participantId,
    );
    return others.flatMap((participantId) => {
      const kinds: readonly FormKind[] =
        participantId === interview.candidateId ? formsOf('candidate') : ['rubric'];
      if (!kinds.every((kind) => kindsOf(participantId).includes(kind))) return [];
      return broadcastTo(channels.participant(participantId), formProgressChanged, {
        interviewId: interview.id,
        own: kinds.map((kind) => ({ kind, isSubmitted: true })),
        missing: owed.map((form) =>
          toMissingForm(form, { isCandidate: participantId === interview.candidateId }),
        ),
      });
    });
  }

  /**
   * Who may hear that one more rubric is in: the candidate, who reads the result, and those it is not sealed for. To all
   * others it would tell that somebody has rated.
   */
  async function newsEffects(
    tx: Pick<Prisma.TransactionClient, 'ratingForm'>,
    { id, candidateId }: Pick<Interview, 'id' | 'candidateId'>,
  ): Promise<Effect[]> {
    const open = await tx.ratingForm.findMany({
      where: {
        interviewId: id,
        kind: 'rubric',
        OR: [{ submittedAt: { not: null } }, { waivedAt: { not: null } }],
      },
      select: { participantId: true },
    });
    const readers = new Set([...open.map(({ participantId }) => participantId), candidateId]);
    return [...readers].flatMap((participantId) =>
      participantId === null
        ? []
        : [broadcastTo(channels.participant(participantId), reviewChanged, { interviewId: id })],
    );
  }

  /** Opens the forms when nothing is missing any more. */
  async function revealIfComplete(
    tx: Prisma.TransactionClient,
    interview: Pick<Interview, 'id' | 'candidateId' | 'leadId'>,
  ): Promise<readonly Effect[]> {
    if (interview.candidateId === null || interview.leadId === null) return [];
    const missing = await listMissingForms(tx, interview);
    if (missing.length > 0) return [];
    return interviews.revealForms({ interviewId: interview.id, reason: 'complete' }, tx);
  }

  /** What a submission sets off, in its transaction: no crash can leave complete forms sealed. */
  async function afterSubmission(
    tx: Prisma.TransactionClient,
    { interview }: Seat,
    status: InterviewStatus,
  ): Promise<readonly Effect[]> {
    if (status === 'rating') return revealIfComplete(tx, interview);
    await deps.onLateSubmission?.(tx, interview.id);
    return newsEffects(tx, interview);
  }

  return {
    /** One's own form, empty if nothing has been saved. @throws FORBIDDEN, WRONG_PHASE */
    async get(actor: Actor, input: { interviewId: string; kind: FormKind }): Promise<Form> {
      const seat = await getOwner(actor, input.interviewId, input.kind);
      const row = await database.ratingForm.findUnique({ where: keyOf(seat, input.kind) });
      const hints = await hintsFor(input.kind, seat);
      return toForm({ kind: input.kind, seat, status: seat.state.status, row, hints });
    },

    /**
     * Saves a whole draft made on `baseRevision`. Sending the same draft again after a lost answer changes nothing.
     * @throws FORM_CONFLICT with the newer form in `details.form`, FORM_SUBMITTED, WRONG_PHASE, FORBIDDEN
     */
    async save<Kind extends FormKind>(
      actor: Actor,
      input: { interviewId: string; kind: Kind; baseRevision: number; content: FormContents[Kind] },
    ): Promise<{ revision: number; savedAt: string }> {
      const { interviewId, kind, baseRevision } = input;
      // A form holds JSON values only; the type just lacks the index signature Prisma asks for.
      const content = input.content as unknown as Prisma.InputJsonObject;
      const seat = await getOwner(actor, interviewId, kind);
      const written = await database.$transaction(async (tx): Promise<Written> => {
        const { status } = await lockState(tx, interviewId);
        const row = await tx.ratingForm.findUnique({ where: keyOf(seat, kind) });
        if (row?.submittedAt) throw new AppError('FORM_SUBMITTED');
        if (row?.waivedAt || !canWriteForm({ ...seat, kind, status })) throw new AppError('WRONG_PHASE');
        if ((row?.revision ?? 0) !== baseRevision) {
          const isRetry = row?.revision === baseRevision + 1 && isDeepStrictEqual(row.content, content);
          return { isConflict: !isRetry, row, status };
        }
        const saved = row
          ? await tx.ratingForm.update({
              where: { id: row.id },
              data: { content, revision: row.revision + 1 },
            })
          : await tx.ratingForm.create({
              data: {
                id: nanoid(),
                interviewId,
                participantId: seat.membership.participantId,
                kind,
                rubricVersion: rubricOf(null).version,
                revision: 1,
                content,
              },
            });
        return { isConflict: false, row: saved, status };
      });
      if (written.isConflict || written.row === null) return refuseConflict(seat, kind, written);
      return { revision: written.row.revision, savedAt: written.row.updatedAt.toISOString() };
    },

    /**
     * Hands the saved draft in and locks it. When it was the last one the reveal waited for, the forms are opened.
     * @throws FORM_INCOMPLETE with `details.missing`, FORM_CONFLICT, WRONG_PHASE, FORBIDDEN
     */
    async submit(
      actor: Actor,
      input: { interviewId: string; kind: FormKind; baseRevision: number },
    ): Promise<{ form: Form; progress: FormProgress; effects: readonly Effect[] }> {
      const { interviewId, kind, baseRevision } = input;
      const seat = await getOwner(actor, interviewId, kind);
      const hints = await hintsFor(kind, seat);
      const written = await database.$transaction(async (tx): Promise<Written> => {
        const { status } = await lockState(tx, interviewId);
        const row = await tx.ratingForm.findUnique({ where: keyOf(seat, kind) });
        if (row?.revision !== baseRevision) return { isConflict: true, row, status };
        // A retry after a lost answer: the first one did everything.
        if (row.submittedAt) return { isConflict: false, row, status };
        if (row.waivedAt || !canSubmitForm({ ...seat, kind, status })) throw new AppError('WRONG_PHASE');
        const missing = await listMissingFields(tx, { seat, kind, row, hints });
        if (missing.length > 0) throw new AppError('FORM_INCOMPLETE', { details: { missing } });
        const submittedAt = new Date(clock.now());
        const saved = await tx.ratingForm.update({ where: { id: row.id }, data: { submittedAt } });
        if (seat.role !== 'shadow') {
          const { roomId } = seat.interview;
          const { participantId } = seat.membership;
          await deps.onSubmitted?.(tx, { roomId, interviewId, participantId, kind, submittedAt });
        }
        return { isConflict: false, row: saved, status, effects: await afterSubmission(tx, seat, status) };
      });
      if (written.isConflict) return refuseConflict(seat, kind, written);
      const told = written.effects && written.status === 'rating' ? await progressEffects(seat) : [];
      return {
        form: toForm({ kind, seat, status: written.status, row: written.row, hints }),
        progress: await readProgress(seat),
        effects: [...told, ...(written.effects ?? [])],
      };
    },

    /**
     * Gives up the right to rate, for good; a draft stays its owner's and counts for nothing. Twice changes nothing.
     * @throws FORBIDDEN for the lead, second raters and whoever has no rubric, FORM_SUBMITTED, WRONG_PHASE
     */
    async waive(actor: Actor, { interviewId }: { interviewId: string }): Promise<Form> {
      const seat = await getOwner(actor, interviewId, 'rubric');
      if (seat.isLead || seat.role === 'reviewer') throw new AppError('FORBIDDEN');
      const { row, status } = await database.$transaction(async (tx) => {
        const { status: now } = await lockState(tx, interviewId);
        const existing = await tx.ratingForm.findUnique({ where: keyOf(seat, 'rubric') });
        if (existing?.submittedAt) throw new AppError('FORM_SUBMITTED');
        if (existing?.waivedAt) return { row: existing, status: now };
        if (!canWaiveRubric({ ...seat, status: now })) throw new AppError('WRONG_PHASE');
        const waivedAt = new Date(clock.now());
        const waived = await tx.ratingForm.upsert({
          where: keyOf(seat, 'rubric'),
          create: {
            id: nanoid(),
            interviewId,
            participantId: seat.membership.participantId,
            kind: 'rubric',
            rubricVersion: rubricOf(null).version,
            content: EMPTY_FORMS.rubric(),
            waivedAt,
          },
          update: { waivedAt },
        });
        return { row: waived, status: now };
      });
      return toForm({ kind: 'rubric', seat, status, row, hints: await hintsFor('rubric', seat) });
    },

    revealIfComplete,
    newsEffects: (interview: Pick<Interview, 'id' | 'candidateId'>) => newsEffects(database, interview),

    /**
     * Whether a person may know who of the others has rated: raters by the seal, the candidate once everything of their
     * own is in, everybody else from the reveal on.
     */
    async maySeeOthers({ interview, membership, status }: Standing): Promise<boolean> {
      const { participantId, role } = membership;
      const rows = await database.ratingForm.findMany({
        where: { interviewId: interview.id, participantId },
      });
      const isIn = (kind: FormKind) => rows.some((row) => row.kind === kind && row.submittedAt !== null);
      if (formsOf(role).includes('rubric')) {
        const hasWaived = rows.some(({ waivedAt }) => waivedAt !== null);
        return !isSealedFor({ role, status, hasSubmitted: isIn('rubric'), hasWaived });
      }
      const isRevealed = status === 'revealed' || status === 'closed';
      return isRevealed || (role === 'candidate' && formsOf(role).every(isIn));
    },

    /** One's own forms and, once all of them are in, whose are missing. */
    async getProgress(actor: Actor, interviewId: string): Promise<FormProgress> {
      return readProgress(await getSeat(interviews, actor, interviewId));
    },
  };
}

export type FormsService = ReturnType<typeof createFormsService>;

function keyOf(seat: Seat, kind: FormKind) {
  const { interview, membership } = seat;
  return {
    interviewId_participantId_kind: {
      interviewId: interview.id,
      participantId: membership.participantId,
      kind,
    },
  };
}

async function listMissingFields(
  tx: Prisma.TransactionClient,
  { seat, kind, row, hints }: { seat: Seat; kind: FormKind; row: FormRow; hints: readonly CountedHint[] },
): Promise<MissingField[]> {
  switch (kind) {
    case 'self':
      return missingInSelf(FORM_SCHEMAS.self.parse(row.content));
    case 'interviewer-feedback':
      return missingInFeedback(FORM_SCHEMAS[kind].parse(row.content));
    case 'rubric': {
      const notes = await tx.evidenceNote.findMany({
        where: { interviewId: row.interviewId, authorId: row.participantId, deletedAt: null },
      });
      const config = rubricOf(row);
      const help = toHelp(config, { level: seat.level, hints });
      return missingInRubric(FORM_SCHEMAS.rubric.parse(row.content), {
        config,
        level: seat.level,
        evidence: notes.map(toEvidenceNote),
        ceilings: byDimension((dimension) => help[dimension].ceiling),
      });
    }
  }
}
