import type { Interview } from '#prisma/generated/client.ts';
import type { Actor, Reply } from '#server/platform/operation.ts';
import type {
  FeedbackReview,
  GuideReview,
  InterviewingReport,
  ObserverReview,
  RaterView,
  RatingMaterials,
  RatingRecord,
  Review,
  recordRating,
} from '#shared/contracts/review.contract.ts';
import type { InputOf } from '#shared/contracts/operation.ts';
import { RevealFaceSchema } from '#shared/contracts/scenario-format.contract.ts';
import { InterviewSetupSchema, type InterviewState } from '#shared/domain/interview-state.ts';
import { canWaiveRubric, formsOf, isSealedFor } from '#shared/domain/rubric-access.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Level, Role } from '#shared/domain/vocabulary.ts';
import { AppError, assertNever } from '#shared/errors.ts';
import type { Submissions } from '#server/features/rubric/rubric.module.ts';
import { toInterviewingReport } from './interviewing.view.ts';
import { listReplies, toReplies } from './replies.ts';
import { listRecords, newestAgreed, toRatingRecord } from './rating-records.ts';
import { countRubrics, toCandidateResult, toGuideResult, toRaterView, toSelfReview } from './result.view.ts';
import type { ReviewDeps } from './review.deps.ts';
import { areNotesFinal, audienceOf, canReadFeedback, canRecord, isRevealed } from './review.policy.ts';

type RevealedState = Extract<InterviewState, { status: 'revealed' | 'closed' }>;
type EndedState = Extract<InterviewState, { status: 'rating' | 'revealed' | 'closed' }>;
type Person = ObserverReview['people'][number];

/** The result of an interview, built for its reader by picking fields into the strict view of their role. */
export function createReviewService(deps: ReviewDeps) {
  return {
    /** @throws REVIEW_NOT_READY until the forms are opened, INTERVIEW_NOT_FOUND */
    async get(actor: Pick<Actor, 'userId'>, interviewId: string): Promise<Review> {
      const access = await deps.interviews.getInterviewAccess({ userId: actor.userId, interviewId });
      const { interview, state, membership } = access;
      if (state.status !== 'revealed' && state.status !== 'closed') throw new AppError('REVIEW_NOT_READY');
      const audience = audienceOf(membership.role);
      const people = await listPeople(deps, interview);
      const common = {
        ...(await readCommon(deps, { interview, state })),
        people,
        revealedAt: new Date(state.revealedAt).toISOString(),
        isClosed: state.status === 'closed',
        debrief: (await findScenario(deps, interview))?.debrief ?? null,
      };
      // Observers get nothing of the forms, so nothing of them is read.
      if (audience === 'observer') return { view: 'observer', ...common };

      const submissions = await deps.rubric.readSubmissions(interview.id);
      const hints = await deps.rubric.listHints(interview);
      const reader = { participantId: membership.participantId, role: membership.role };
      const seen = pickForms({ submissions, interview, state, people, reader });
      const records = await listRecords(deps.database, interview.id);
      const replies = await listReplies(deps.database, interview.id);
      const context = {
        level: common.setup.level,
        revealedAt: new Date(state.revealedAt),
        agreed: newestAgreed(records),
      };
      const nameOf = new Map(people.map((person) => [person.participantId, person.displayName]));
      switch (audience) {
        case 'candidate': {
          // Interviewers were in the room; who rated from outside is not named to the candidate.
          const nameForCandidate = (participantId: string) =>
            submissions.raterIds.includes(participantId)
              ? 'Second rater'
              : (nameOf.get(participantId) ?? 'Interviewer');
          return {
            view: 'candidate',
            ...common,
            result: seen.counted && toCandidateResult(seen.counted, context),
            evidence: seen.sharedNotes.map(({ id, offsetMs, dimension, sign, kind, text, authorId }) => ({
              id,
              offsetMs,
              dimension,
              sign,
              kind,
              text,
              authorName: nameForCandidate(authorId),
            })),
            hints: hints.map(({ rung, dimension, offsetMs }) => ({ rung, dimension, offsetMs })),
            self: seen.self && toSelfReview(seen.self, seen.counted),
            feedback: seen.feedback,
            replies: toReplies(replies, {
              selfId: membership.participantId,
              nameOf: nameForCandidate,
              records,
            }),
          };
        }
        case 'guide': {
          const { isSealed } = seen;
          const names = await namesOf(
            deps,
            [
              ...seen.guideNotes.map(({ authorId }) => authorId),
              ...records.map(({ authorId }) => authorId),
              ...replies.map(({ authorId }) => authorId),
              ...submissions.rubrics.map(({ participantId }) => participantId),
            ],
            nameOf,
          );
          return {
            view: 'guide',
            ...common,
            isSealed,
            canWaive:
              isSealed &&
              canWaiveRubric({
                role: membership.role,
                isLead: membership.participantId === interview.leadId,
                status: state.status,
              }),
            canRecord: canRecord(seen.standing),
            canAsk: membership.role === 'interviewer' || membership.isHost,
            selfId: membership.participantId,
            raters: isSealed
              ? null
              : (seen.counted?.all ?? seen.uncounted).map((rubric) =>
                  toRaterView(rubric, {
                    ...context,
                    displayName: names.get(rubric.participantId) ?? 'Interviewer',
                    seat: seatOf(rubric.participantId, { interview, submissions }),
                  }),
                ),
            records: isSealed ? null : records.map((record) => toRatingRecord(record, names)),
            replies: isSealed
              ? null
              : toReplies(replies, {
                  selfId: membership.participantId,
                  nameOf: (participantId) => names.get(participantId) ?? 'Interviewer',
                  records,
                }),
            result: isSealed || !seen.counted ? null : toGuideResult(seen.counted, context),
            evidence: seen.guideNotes.map((note) => toGuideNote(note, names)),
            hints: hints.map(({ rung, dimension, offsetMs, hintId, uptake }) => ({
              rung,
              dimension,
              offsetMs,
              hintId,
              // What became of a hint is the interviewer's judgement, which a second rater makes alone.
              uptake: isSealed && membership.role === 'reviewer' ? null : uptake,
            })),
            self: isSealed || !seen.self ? null : toSelfReview(seen.self, seen.counted),
            interviewing:
              isSealed || membership.role !== 'interviewer'
                ? null
                : await readInterviewing(deps, { interview, state, level: common.setup.level }),
            feedback: isSealed || !canReadFeedback(membership.role) ? null : seen.feedback,
          };
        }
        default:
          return assertNever(audience);
      }
    },

    /** What a rater works from when the interview is over. @throws FORBIDDEN, REVIEW_NOT_READY, INTERVIEW_NOT_FOUND */
    async getMaterials(actor: Actor, interviewId: string): Promise<RatingMaterials> {
      const access = await deps.interviews.getInterviewAccess({ userId: actor.userId, interviewId });
      const { interview, state, membership } = access;
      if (!formsOf(membership.role).includes('rubric')) throw new AppError('FORBIDDEN');
      if (!isEnded(state)) throw new AppError('REVIEW_NOT_READY');
      const seat = await deps.database.raterAssignment.findFirst({
        where: { interviewId, participantId: membership.participantId, endedAt: null },
        orderBy: { createdAt: 'desc' },
      });
      const hints = await deps.rubric.listHints(interview);
      return {
        ...(await readCommon(deps, { interview, state })),
        hints: hints.map(({ rung, dimension, offsetMs }) => ({ rung, dimension, offsetMs })),
        dueAt: seat?.dueAt.toISOString() ?? null,
      };
    },

    /**
     * Writes an agreed rating or a correction beside the forms, which stay as they are. A retry changes nothing.
     * @throws REVIEW_NOT_READY, REVIEW_SEALED until the own rubric is in, FORBIDDEN, VALIDATION_FAILED
     */
    async record(actor: Actor, input: InputOf<typeof recordRating>): Promise<Reply<RatingRecord>> {
      const { interviewId, recordId: id, ...fields } = input;
      const access = await deps.interviews.getInterviewAccess({ userId: actor.userId, interviewId });
      const { interview, state, membership } = access;
      const { participantId: authorId, displayName, role } = membership;
      if (!formsOf(role).includes('rubric')) throw new AppError('FORBIDDEN');
      if (!isRevealed(state.status)) throw new AppError('REVIEW_NOT_READY');
      const { rubrics } = await deps.rubric.readSubmissions(interviewId);
      const own = rubrics.find(({ participantId }) => participantId === authorId);
      if (!own) throw new AppError('REVIEW_SEALED');
      if (!canRecord({ role, hasSubmitted: true })) throw new AppError('FORBIDDEN');
      const existing = await deps.database.ratingRecord.findUnique({ where: { id } });
      if (existing && (existing.interviewId !== interviewId || existing.authorId !== authorId)) {
        throw new AppError('FORBIDDEN');
      }
      const written = await deps.database.ratingRecord.count({ where: { interviewId, authorId } });
      if (!existing && written >= LIMITS.recordsPerAuthor) {
        throw new AppError('VALIDATION_FAILED', { details: { limit: LIMITS.recordsPerAuthor } });
      }
      const row =
        existing ??
        (await deps.database.ratingRecord.create({
          data: { id, interviewId, authorId, ...fields, createdAt: new Date(deps.clock.now()) },
        }));
      return {
        data: toRatingRecord(row, new Map([[authorId, displayName]])),
        effects: existing ? [] : await deps.rubric.newsEffects(interview),
      };
    },
  };
}

export type ReviewService = ReturnType<typeof createReviewService>;

/** What of the forms and notes one reader may see. */
function pickForms(input: {
  submissions: Submissions;
  interview: Interview;
  state: RevealedState;
  people: readonly Person[];
  reader: { participantId: string; role: Role };
}) {
  const { submissions, interview, state, people, reader } = input;
  const seconds = new Set(submissions.raterIds);
  const raters = new Map<string, Role>([
    ...people
      .filter(({ role }) => role === 'interviewer')
      .map(({ participantId }) => [participantId, 'interviewer'] as const),
    ...submissions.raterIds.map((participantId) => [participantId, 'reviewer'] as const),
  ]);
  const counted = countRubrics(submissions.rubrics, {
    leadId: interview.leadId,
    raterIds: new Set(raters.keys()),
  });
  const standingOf = (participantId: string, role: Role) => ({
    role,
    hasSubmitted: submissions.rubrics.some((rubric) => rubric.participantId === participantId),
    hasWaived: submissions.waiverIds.includes(participantId),
    status: state.status,
  });
  const standing = standingOf(reader.participantId, reader.role);
  const isSealed = isSealedFor(standing);
  const isFinalNote = ({ authorId }: { authorId: string }) => {
    const role = raters.get(authorId);
    // Of a second rating that never came in nothing is ever shown.
    if (seconds.has(authorId) && !standingOf(authorId, 'reviewer').hasSubmitted) return false;
    return role !== undefined && areNotesFinal(standingOf(authorId, role));
  };
  const feedback = submissions.feedbacks.find(({ participantId }) => participantId === interview.candidateId);
  return {
    counted,
    /** Without the lead's rubric there is no result, but what others rated can be compared. */
    uncounted: submissions.rubrics.filter(({ participantId }) => raters.has(participantId)),
    standing,
    isSealed,
    self: submissions.selfs.find(({ participantId }) => participantId === interview.candidateId) ?? null,
    feedback: feedback ? toFeedback(feedback.content) : null,
    sharedNotes: submissions.evidence.filter((note) => note.share && isFinalNote(note)),
    guideNotes: submissions.evidence.filter(
      (note) => note.authorId === reader.participantId || (!isSealed && isFinalNote(note)),
    ),
  };
}

function toFeedback({ answers, keep, change }: Submissions['feedbacks'][number]['content']): FeedbackReview {
  return { answers, keep, change };
}

function toGuideNote(
  note: Submissions['evidence'][number],
  names: ReadonlyMap<string, string>,
): GuideReview['evidence'][number] {
  const { id, offsetMs, dimension, sign, kind, text, authorId, share, expectationId, hintId } = note;
  const authorName = names.get(authorId) ?? 'Interviewer';
  return { id, offsetMs, dimension, sign, kind, text, authorId, authorName, share, expectationId, hintId };
}

/** A shadow's own notes name a person who is not listed among the interviewers. */
async function namesOf(
  deps: ReviewDeps,
  ids: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  if (unknown.length === 0) return known;
  const rows = await deps.database.participant.findMany({
    where: { id: { in: unknown } },
    select: { id: true, displayName: true },
  });
  return new Map([...known, ...rows.map(({ id, displayName }) => [id, displayName] as const)]);
}

/** Candidate first, then the lead, then other interviewers; the two seats even if their person has left the room. */
async function listPeople({ database, rooms }: ReviewDeps, interview: Interview): Promise<Person[]> {
  const { candidateId, leadId, roomId } = interview;
  const seats = await database.participant.findMany({
    where: { id: { in: [candidateId, leadId].filter((id) => id !== null) } },
    select: { id: true, displayName: true },
  });
  const seat = (id: string | null, role: Person['role']): Person[] =>
    seats
      .filter((row) => row.id === id)
      .map((row) => ({
        participantId: row.id,
        displayName: row.displayName,
        role,
        isLead: role === 'interviewer',
      }));
  // Somebody who rates from outside may interview in a later round; they were no interviewer of this one.
  const seconds = await database.raterAssignment.findMany({
    where: { interviewId: interview.id, participantId: { not: null } },
    select: { participantId: true },
  });
  const placed = new Set([candidateId, leadId, ...seconds.map(({ participantId }) => participantId)]);
  const others = (await rooms.listMembers(roomId)).filter(
    ({ participantId, role }) => role === 'interviewer' && !placed.has(participantId),
  );
  return [
    ...seat(candidateId, 'candidate'),
    ...seat(leadId, 'interviewer'),
    ...others.map(({ participantId, displayName }) => ({
      participantId,
      displayName,
      role: 'interviewer' as const,
      isLead: false,
    })),
  ];
}

async function readCommon(
  deps: ReviewDeps,
  { interview, state }: { interview: Interview; state: EndedState },
): Promise<Omit<RatingMaterials, 'hints' | 'dueAt'>> {
  const { level, format, framework } = InterviewSetupSchema.parse(interview.setup);
  const room = await deps.database.room.findUniqueOrThrow({
    where: { id: interview.roomId },
    select: { name: true },
  });
  // Guides' acts are not for every reader of a review, so they go before anything is picked.
  const publicEvents = (await deps.interviews.readTimeline(interview.id)).flatMap(({ audience, event }) =>
    audience === 'everyone' ? [event] : [],
  );
  return {
    interviewId: interview.id,
    roomId: interview.roomId,
    roomName: room.name,
    ordinal: interview.ordinal,
    setup: { level, format, framework },
    scenario: (await findScenario(deps, interview))?.candidate ?? null,
    startedAt: interview.startedAt?.toISOString() ?? null,
    endedAt: interview.endedAt?.toISOString() ?? null,
    durationMs: state.durationMs,
    phases: state.phases,
    phaseEntries: publicEvents.flatMap(({ act, offsetMs }) =>
      act.type === 'interview-started' || act.type === 'phase-entered'
        ? [{ phaseId: act.phaseId, offsetMs }]
        : [],
    ),
    pauses: publicEvents.flatMap(({ act, offsetMs }) =>
      act.type === 'resumed' ? [{ offsetMs, pausedMs: act.pausedMs }] : [],
    ),
    reveals: publicEvents.flatMap(({ act, offsetMs }) =>
      act.type === 'reveal-shown'
        ? [{ revealId: act.revealId, offsetMs, face: RevealFaceSchema.shape.face.parse(act.face) }]
        : [],
    ),
    // Plain JSON from here on: the wire types are the models without `readonly`, checked again by the strict schema.
    board: structuredClone(await deps.readBoard(interview.id)) as ObserverReview['board'],
    notes: structuredClone(await deps.readNotes(interview.id)) as ObserverReview['notes'],
  };
}

async function readInterviewing(
  deps: ReviewDeps,
  { interview, state, level }: { interview: Interview; state: EndedState; level: Level },
): Promise<InterviewingReport | null> {
  const guide = (await findScenario(deps, interview))?.guide;
  if (!guide) return null;
  const timeline = await deps.interviews.readTimeline(interview.id);
  const events = timeline.flatMap((entry) => (entry.audience === 'guides' ? [entry.event] : []));
  return toInterviewingReport({ guide, level, phases: state.phases, events });
}

async function findScenario(
  { findScenario: find }: Pick<ReviewDeps, 'findScenario'>,
  { scenarioId: id, scenarioVersion: version }: Interview,
) {
  return id === null || version === null ? null : find({ id, version });
}

function isEnded(state: InterviewState): state is EndedState {
  return state.status === 'rating' || state.status === 'revealed' || state.status === 'closed';
}

function seatOf(
  participantId: string,
  { interview, submissions }: { interview: Interview; submissions: Submissions },
): RaterView['seat'] {
  if (participantId === interview.leadId) return 'lead';
  return submissions.raterIds.includes(participantId) ? 'reviewer' : 'interviewer';
}
