import type { Interview, Participant, Prisma, PrismaClient, RatingForm } from '#prisma/generated/client.ts';
import type { Logger } from '#server/platform/log.ts';
import {
  InterviewSetupSchema,
  InterviewStateSchema,
  type InterviewState,
} from '#shared/domain/interview-state.ts';
import { roleInInterview } from '#shared/domain/rubric-access.ts';
import { RECOMMENDATIONS } from '#shared/domain/rubric-config.ts';
import { FORM_SCHEMAS, ratingsOf } from '#shared/domain/rubric-forms.ts';
import { GuideActSchema, foldGuideActs, type GivenHint, type GuideEvent } from '#shared/domain/timeline.ts';
import type { HintRung, HintUptake, Level, Role } from '#shared/domain/vocabulary.ts';
import { toInterviewItems } from './interview-items.ts';
import { toRatingCode } from './rating-code.ts';

/**
 * The derived rows that statistics read instead of forms and events. They are written with what they derive from, in
 * one transaction, and only once the forms are open: nothing sealed is ever in these tables.
 */

/** Raised when the rows are to be computed by other rules; every server start brings older ones up to date. */
export const SUMMARY_VERSION = 1;

/** Interviews brought up to date by one transaction at the start. */
const REBUILD_BATCH = 50;

/** Seat of a rater in one interview: the lead, or the role of everybody else. */
export type RaterSeat = 'lead' | Role;

type RevealedState = Extract<InterviewState, { status: 'revealed' | 'closed' }>;
type Tx = Prisma.TransactionClient;

/**
 * Writes what is missing for an interview whose forms are open, and nothing for any other. Calling it again changes
 * nothing, so every road that opens or completes forms may call it.
 */
export async function recordSummary(tx: Tx, interviewId: string): Promise<void> {
  const interview = await tx.interview.findUnique({
    where: { id: interviewId },
    include: {
      room: { select: { ownerId: true } },
      summary: { select: { version: true } },
      forms: { where: { submittedAt: { not: null }, kind: { in: ['rubric', 'self'] } } },
    },
  });
  if (!interview) return;
  const state = InterviewStateSchema.parse(interview.state);
  if (state.status !== 'revealed' && state.status !== 'closed') return;
  if (interview.summary?.version !== SUMMARY_VERSION) {
    if (interview.summary) await forget(tx, interviewId);
    await writeInterview(tx, { interview, ownerId: interview.room.ownerId, state });
  }
  await writeRatings(tx, { interview, ownerId: interview.room.ownerId, forms: interview.forms });
}

/** After a guest has become an account: the rows follow the places in rooms, which have been moved. */
export async function moveSummaries(tx: Tx, input: { guestId: string; accountId: string }): Promise<void> {
  const { guestId, accountId } = input;
  // One statement a column, each by its index. A place the guest keeps in a shared room keeps its rows.
  await tx.$executeRaw`
    UPDATE "interview_items" AS i SET "candidateUserId" = p."userId"
    FROM "interview_summary" AS s JOIN "participant" AS p ON p."id" = s."candidateId"
    WHERE i."interviewId" = s."interviewId" AND s."candidateUserId" = ${guestId}`;
  await tx.$executeRaw`
    UPDATE "interview_summary" AS s SET "candidateUserId" = p."userId"
    FROM "participant" AS p WHERE p."id" = s."candidateId" AND s."candidateUserId" = ${guestId}`;
  await tx.$executeRaw`
    UPDATE "interview_summary" AS s SET "leadUserId" = p."userId"
    FROM "participant" AS p WHERE p."id" = s."leadId" AND s."leadUserId" = ${guestId}`;
  await tx.$executeRaw`
    UPDATE "rating_summary" AS r SET "userId" = p."userId"
    FROM "participant" AS p WHERE p."id" = r."participantId" AND r."userId" = ${guestId}`;
  const owned = { where: { ownerId: guestId }, data: { ownerId: accountId } };
  await tx.interviewSummary.updateMany(owned);
  await tx.interviewItems.updateMany(owned);
  await tx.ratingSummary.updateMany(owned);
}

/** Brings rows up to date that an older server wrote, or that somebody deleted; runs once, beside the server's work. */
export class SummaryRebuild {
  readonly #deps: { database: PrismaClient; log: Logger };
  readonly #running: Promise<void>;
  #isClosed = false;

  constructor(deps: { database: PrismaClient; log: Logger }) {
    this.#deps = deps;
    this.#running = this.#runQuietly();
  }

  /** Resolves when nothing is left to do. */
  async run(): Promise<number> {
    const { database } = this.#deps;
    let rebuilt = 0;
    let after = '';
    while (!this.#isClosed) {
      const due = await database.$queryRaw<{ id: string }[]>`
        SELECT i."id" FROM "interview" AS i
        LEFT JOIN "interview_summary" AS s ON s."interviewId" = i."id"
        WHERE i."id" > ${after} AND i."status" IN ('revealed', 'closed')
          AND (s."version" IS NULL OR s."version" <> ${SUMMARY_VERSION})
        ORDER BY i."id" LIMIT ${REBUILD_BATCH}`;
      for (const { id } of due) {
        if (this.#isClosed) return rebuilt;
        await this.#rebuild(id);
        rebuilt += 1;
        after = id;
      }
      if (due.length < REBUILD_BATCH) return rebuilt;
    }
    return rebuilt;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  /** One that cannot be read is logged and passed over: statistics without it beat a server without statistics. */
  async #rebuild(interviewId: string): Promise<void> {
    try {
      await this.#deps.database.$transaction((tx) => recordSummary(tx, interviewId));
    } catch (error) {
      this.#deps.log.error({ err: error, interviewId }, 'summary of an interview could not be computed');
    }
  }

  async #runQuietly(): Promise<void> {
    try {
      const interviews = await this.run();
      if (interviews > 0) this.#deps.log.info({ interviews }, 'summaries of interviews brought up to date');
    } catch (error) {
      if (!this.#isClosed) this.#deps.log.error({ err: error }, 'summaries could not be brought up to date');
    }
  }
}

async function forget(tx: Tx, interviewId: string): Promise<void> {
  const where = { interviewId };
  await tx.ratingSummary.deleteMany({ where });
  await tx.interviewItems.deleteMany({ where });
  await tx.interviewSummary.deleteMany({ where });
}

async function writeInterview(
  tx: Tx,
  input: { interview: Interview; ownerId: string; state: RevealedState },
): Promise<void> {
  const { interview, ownerId, state } = input;
  const setup = InterviewSetupSchema.parse(interview.setup);
  const userOf = await usersOf(tx, [interview.candidateId, interview.leadId]);
  const guide = foldGuideActs(await readGuideEvents(tx, interview.id));
  const items = toInterviewItems(guide, state.phases);
  const hints = guide.hints.filter(({ voidedReason }) => voidedReason === null);
  const common = {
    interviewId: interview.id,
    ownerId,
    candidateUserId: userOf(interview.candidateId),
    level: setup.level,
    revealedAt: new Date(state.revealedAt),
  };
  // The reveal and the rebuild of another process may meet here: the second one has nothing to add.
  await tx.interviewSummary.createMany({
    data: {
      ...common,
      version: SUMMARY_VERSION,
      roomId: interview.roomId,
      candidateId: interview.candidateId,
      leadId: interview.leadId,
      leadUserId: userOf(interview.leadId),
      scenarioId: interview.scenarioId,
      scenarioVersion: interview.scenarioVersion,
      format: setup.format,
      framework: setup.framework,
      endedAt: interview.endedAt ?? new Date(state.revealedAt),
      durationMs: state.durationMs,
      ...countHints(hints),
    },
    skipDuplicates: true,
  });
  if (interview.scenarioId === null || interview.scenarioVersion === null) return;
  await tx.interviewItems.createMany({
    data: {
      ...common,
      scenarioId: interview.scenarioId,
      scenarioVersion: interview.scenarioVersion,
      items,
    },
    skipDuplicates: true,
  });
}

async function writeRatings(
  tx: Tx,
  input: { interview: Interview; ownerId: string; forms: readonly RatingForm[] },
): Promise<void> {
  const { interview, ownerId, forms } = input;
  const { level } = InterviewSetupSchema.parse(interview.setup);
  const raters = await tx.participant.findMany({
    where: { id: { in: forms.map(({ participantId }) => participantId) } },
  });
  const raterOf = new Map(raters.map((rater) => [rater.id, rater]));
  const assigned = new Set(
    (
      await tx.raterAssignment.findMany({
        where: { interviewId: interview.id },
        select: { participantId: true },
      })
    ).map(({ participantId }) => participantId),
  );
  await tx.ratingSummary.createMany({
    data: forms.flatMap((form) => {
      const rater = raterOf.get(form.participantId);
      return rater
        ? toRatingRow({ interview, ownerId, level, form, rater, isAssigned: assigned.has(rater.id) })
        : [];
    }),
    skipDuplicates: true,
  });
}

function toRatingRow(input: {
  interview: Interview;
  ownerId: string;
  level: Level;
  form: RatingForm;
  rater: Participant;
  /** Asked for a second rating, whatever their role in the room. */
  isAssigned: boolean;
}): Prisma.RatingSummaryCreateManyInput[] {
  const { interview, ownerId, level, form, rater, isAssigned } = input;
  if (form.submittedAt === null) return [];
  const common = {
    formId: form.id,
    interviewId: interview.id,
    ownerId,
    participantId: rater.id,
    userId: rater.userId,
    kind: form.kind,
    seat: seatOf({ rater, interview, isAssigned }),
    level,
    rubricVersion: form.rubricVersion,
    submittedAt: form.submittedAt,
  };
  if (form.kind === 'self') {
    const content = FORM_SCHEMAS.self.parse(form.content);
    return [{ ...common, ratings: toRatingCode(ratingsOf(content)) }];
  }
  const content = FORM_SCHEMAS.rubric.parse(form.content);
  const recommendation =
    content.recommendation === null ? null : RECOMMENDATIONS.indexOf(content.recommendation) + 1;
  return [{ ...common, ratings: toRatingCode(ratingsOf(content)), recommendation }];
}

function seatOf({
  rater,
  interview,
  isAssigned,
}: {
  rater: Participant;
  interview: Interview;
  isAssigned: boolean;
}): RaterSeat {
  if (rater.id === interview.leadId) return 'lead';
  // Written by nobody but the server, from ROLES.
  const role = rater.role as Role;
  return roleInInterview({ participantId: rater.id, role, isAssigned }, interview);
}

async function usersOf(
  tx: Tx,
  participantIds: readonly (string | null)[],
): Promise<(participantId: string | null) => string | null> {
  const rows = await tx.participant.findMany({
    where: { id: { in: participantIds.filter((id) => id !== null) } },
    select: { id: true, userId: true },
  });
  return (participantId) => rows.find(({ id }) => id === participantId)?.userId ?? null;
}

async function readGuideEvents(tx: Tx, interviewId: string): Promise<GuideEvent[]> {
  const rows = await tx.interviewEvent.findMany({
    where: { interviewId, audience: 'guides' },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ id, offsetMs, at, actorId, payload }) => ({
    id,
    offsetMs,
    at: at.toISOString(),
    actorId,
    act: GuideActSchema.parse(payload),
  }));
}

function countHints(hints: readonly GivenHint[]) {
  const given = (rung: HintRung) => hints.filter((hint) => hint.rung === rung).length;
  const taken = (uptake: HintUptake) => hints.filter((hint) => hint.uptake === uptake).length;
  return {
    nudges: given('nudge'),
    pointers: given('pointer'),
    reveals: given('reveal'),
    hintsUsed: taken('used'),
    hintsPartly: taken('partly'),
    hintsIgnored: taken('ignored'),
  };
}
