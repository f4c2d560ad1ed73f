import type { Interview } from '#prisma/generated/client.ts';
import type { Actor } from '#server/platform/operation.ts';
import type {
  FeedbackReview,
  GuideReview,
  ObserverReview,
  Review,
} from '#shared/contracts/review.contract.ts';
import { RevealFaceSchema } from '#shared/contracts/scenario-format.contract.ts';
import { InterviewSetupSchema, type InterviewState } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { AppError, assertNever } from '#shared/errors.ts';
import type { Submissions } from '#server/features/rubric/rubric.module.ts';
import { countRubrics, toCandidateResult, toGuideResult, toSelfReview } from './result.view.ts';
import type { ReviewDeps } from './review.deps.ts';
import { areNotesFinal, audienceOf, canReadFeedback, isSealedFor } from './review.policy.ts';

type RevealedState = Extract<InterviewState, { status: 'revealed' | 'closed' }>;
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
      const common = await readCommon(deps, { interview, state, people });
      // Observers get nothing of the forms, so nothing of them is read.
      if (audience === 'observer') return { view: 'observer', ...common };

      const submissions = await deps.rubric.readSubmissions(interview.id);
      const hints = await deps.rubric.listHints(interview);
      const reader = { participantId: membership.participantId, role: membership.role };
      const seen = pickForms({ submissions, interview, state, people, reader });
      const context = { level: common.setup.level, revealedAt: new Date(state.revealedAt) };
      const nameOf = new Map(people.map((person) => [person.participantId, person.displayName]));
      switch (audience) {
        case 'candidate':
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
              authorName: nameOf.get(authorId) ?? 'Interviewer',
            })),
            hints: hints.map(({ rung, dimension, offsetMs }) => ({ rung, dimension, offsetMs })),
            self: seen.self && toSelfReview(seen.self, seen.counted),
            feedback: seen.feedback,
          };
        case 'guide': {
          const names = await namesOf(deps, seen.guideNotes, nameOf);
          return {
            view: 'guide',
            ...common,
            isSealed: seen.isSealed,
            result: seen.isSealed || !seen.counted ? null : toGuideResult(seen.counted, context),
            evidence: seen.guideNotes.map((note) => toGuideNote(note, names)),
            hints: hints.map(({ rung, dimension, offsetMs, hintId, uptake }) => ({
              rung,
              dimension,
              offsetMs,
              hintId,
              uptake,
            })),
            self: seen.isSealed || !seen.self ? null : toSelfReview(seen.self, seen.counted),
            feedback: seen.isSealed || !canReadFeedback(membership.role) ? null : seen.feedback,
          };
        }
        default:
          return assertNever(audience);
      }
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
  const interviewers = new Set(
    people.filter(({ role }) => role === 'interviewer').map(({ participantId }) => participantId),
  );
  const counted = countRubrics(submissions.rubrics, {
    leadId: interview.leadId,
    interviewerIds: interviewers,
  });
  const standing = (participantId: string) => ({
    isLead: participantId === interview.leadId,
    hasSubmitted: submissions.rubrics.some((rubric) => rubric.participantId === participantId),
    status: state.status,
  });
  const isSealed = reader.role === 'interviewer' && isSealedFor(standing(reader.participantId));
  const isFinalNote = ({ authorId }: { authorId: string }) =>
    interviewers.has(authorId) && areNotesFinal(standing(authorId));
  const feedback = submissions.feedbacks.find(({ participantId }) => participantId === interview.candidateId);
  return {
    counted,
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
  return { id, offsetMs, dimension, sign, kind, text, authorName, share, expectationId, hintId };
}

/** A shadow's own notes name a person who is not listed among the interviewers. */
async function namesOf(
  deps: ReviewDeps,
  notes: Submissions['evidence'],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const unknown = [...new Set(notes.map(({ authorId }) => authorId))].filter((id) => !known.has(id));
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
  const others = (await rooms.listMembers(roomId)).filter(
    ({ participantId, role }) =>
      role === 'interviewer' && participantId !== candidateId && participantId !== leadId,
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
  { interview, state, people }: { interview: Interview; state: RevealedState; people: Person[] },
): Promise<Omit<ObserverReview, 'view'>> {
  const { level, format, framework } = InterviewSetupSchema.parse(interview.setup);
  const { scenarioId: id, scenarioVersion: version } = interview;
  const room = await deps.database.room.findUniqueOrThrow({
    where: { id: interview.roomId },
    select: { name: true },
  });
  const scenario = id === null || version === null ? null : await deps.findScenario({ id, version });
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
    scenario: scenario?.candidate ?? null,
    people,
    startedAt: interview.startedAt?.toISOString() ?? null,
    endedAt: interview.endedAt?.toISOString() ?? null,
    revealedAt: new Date(state.revealedAt).toISOString(),
    durationMs: state.durationMs,
    isClosed: state.status === 'closed',
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
    debrief: scenario?.debrief ?? null,
  };
}
