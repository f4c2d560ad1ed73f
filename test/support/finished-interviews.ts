import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { toRatingCode } from '#server/features/progress/rating-code.ts';
import { SUMMARY_VERSION } from '#server/features/progress/summaries.ts';
import { expectationsAt, hintLadders } from '#shared/domain/guide-items.ts';
import { planPhases } from '#shared/domain/phase-plan.ts';
import { FEEDBACK_QUESTIONS, RATINGS, RECOMMENDATIONS, RUBRIC } from '#shared/domain/rubric-config.ts';
import type { FeedbackContent } from '#shared/domain/rubric-forms.ts';
import { byDimension, type Ratings } from '#shared/domain/rubric-score.ts';
import { seededRandom, type Random } from '#shared/domain/seeded-random.ts';
import { LEVELS } from '#shared/domain/vocabulary.ts';
import { loadShippedBank } from './bank.ts';

/** Rows of one INSERT: as many as fit under the number of parameters a statement may have. */
const BATCH = 500;
const DAY_MS = 86_400_000;
const EVENTS_EACH = 20;

export interface FinishedInterviews {
  readonly interviews: number;
  readonly seed: number;
  /** Owners of the rooms; rooms go round, so with one all are that person's. */
  readonly ownerIds: readonly string[];
  /** Everybody is the candidate of as many interviews. */
  readonly candidateIds: readonly string[];
  readonly raterIds: readonly string[];
}

/**
 * Fills a database with finished interviews in seconds: rooms, people, forms with text, events, and the derived rows as
 * the server would have written them. The same seed gives the same rows. Two interviews a room, three in five rated
 * twice. The caller has made the users that are not there yet with `makeUsers`.
 */
export async function seedFinishedInterviews(
  database: PrismaClient,
  options: FinishedInterviews,
): Promise<void> {
  const random = seededRandom(options.seed);
  const scenarios = (await loadShippedBank()).list();
  const startAt = Date.UTC(2025, 0, 6, 9);
  const rooms: Prisma.RoomCreateManyInput[] = [];
  const participants: Prisma.ParticipantCreateManyInput[] = [];
  const interviews: Prisma.InterviewCreateManyInput[] = [];
  const forms: Prisma.RatingFormCreateManyInput[] = [];
  const summaries: Prisma.InterviewSummaryCreateManyInput[] = [];
  const items: Prisma.InterviewItemsCreateManyInput[] = [];
  const ratings: Prisma.RatingSummaryCreateManyInput[] = [];

  const roomCount = Math.ceil(options.interviews / 2);
  for (let room = 0; room < roomCount; room += 1) {
    const roomId = `seed-room-${room}`;
    const ownerId = pick(options.ownerIds, room);
    const candidateUserId = pick(options.candidateIds, room);
    const leadUserId = pick(options.raterIds, room);
    const secondUserId = pick(options.raterIds, room + 1 + Math.floor(room / options.raterIds.length));
    const seats = [
      { role: 'observer', userId: ownerId },
      { role: 'candidate', userId: candidateUserId },
      { role: 'interviewer', userId: leadUserId },
      { role: 'interviewer', userId: secondUserId },
    ].filter(({ userId }, index, all) => all.findIndex((each) => each.userId === userId) === index);
    rooms.push({ id: roomId, name: `Room ${room}`, ownerId });
    participants.push(
      ...seats.map(({ role, userId }, index) => ({
        id: `${roomId}-p${index}`,
        roomId,
        userId,
        role,
        displayName: `Person ${userId.slice(-6)}`,
        colour: index + 1,
      })),
    );
    const placeOf = (userId: string) => `${roomId}-p${seats.findIndex((seat) => seat.userId === userId)}`;

    for (let ordinal = 1; ordinal <= 2 && interviews.length < options.interviews; ordinal += 1) {
      const index = interviews.length;
      const interviewId = `seed-interview-${index}`;
      const scenario = pick(scenarios, Math.floor(random() * scenarios.length));
      const level = pick(LEVELS, Math.floor(random() * LEVELS.length));
      const endedAt = new Date(startAt + Math.floor(index * (DAY_MS / 12)));
      const revealedAt = new Date(endedAt.getTime() + 3_600_000);
      const phases = planPhases({
        framework: 'seven-step',
        format: 'm45',
        steps: scenario.interviewer.steps,
        bookends: scenario.interviewer.bookends,
      }).map((phase) => ({
        ...phase,
        extendedMs: 0,
        spentMs: random() < 0.05 ? 0 : Math.round(phase.budgetMs * (0.5 + random())),
      }));
      const durationMs = phases.reduce((sum, { spentMs }) => sum + spentMs, 0);
      interviews.push({
        id: interviewId,
        roomId,
        ordinal,
        status: 'revealed',
        state: { status: 'revealed', durationMs, phases, revealedAt: revealedAt.getTime() },
        setup: {
          scenarioId: scenario.meta.id,
          level,
          format: 'm45',
          framework: 'seven-step',
          useStarterBoard: false,
        },
        scenarioId: scenario.meta.id,
        scenarioVersion: scenario.meta.version,
        candidateId: placeOf(candidateUserId),
        leadId: placeOf(leadUserId),
        createdAt: endedAt,
        startedAt: new Date(endedAt.getTime() - durationMs),
        endedAt,
        revealedAt,
      });
      const ability = 1.5 + random() * 2 + index / options.interviews / 2;
      const isRatedTwice = random() < 0.6 && secondUserId !== leadUserId;
      const second = { kind: 'rubric', userId: secondUserId, seat: 'interviewer' } as const;
      const written = [
        { kind: 'rubric', userId: leadUserId, seat: 'lead' } as const,
        ...(isRatedTwice ? [second] : []),
        { kind: 'self', userId: candidateUserId, seat: 'candidate' } as const,
        { kind: 'interviewer-feedback', userId: candidateUserId, seat: 'candidate' } as const,
      ];
      for (const { kind, userId, seat } of written) {
        const formId = `${interviewId}-${kind}-${seat}`;
        const given = drawRatings(random, ability);
        const recommendation = pick(RECOMMENDATIONS, Math.min(3, Math.max(0, Math.round(ability) - 1)));
        forms.push({
          id: formId,
          interviewId,
          participantId: placeOf(userId),
          kind,
          rubricVersion: RUBRIC.version,
          revision: 1,
          content: toContent(kind, given, recommendation),
          submittedAt: revealedAt,
        });
        if (kind === 'interviewer-feedback') continue;
        ratings.push({
          formId,
          interviewId,
          ownerId,
          participantId: placeOf(userId),
          userId,
          kind,
          seat,
          level,
          rubricVersion: RUBRIC.version,
          ratings: toRatingCode(given),
          recommendation: kind === 'rubric' ? RECOMMENDATIONS.indexOf(recommendation) + 1 : null,
          submittedAt: revealedAt,
        });
      }
      const nudges = Math.floor(random() * 4);
      summaries.push({
        interviewId,
        version: SUMMARY_VERSION,
        roomId,
        ownerId,
        candidateId: placeOf(candidateUserId),
        candidateUserId,
        leadId: placeOf(leadUserId),
        leadUserId,
        scenarioId: scenario.meta.id,
        scenarioVersion: scenario.meta.version,
        level,
        format: 'm45',
        framework: 'seven-step',
        endedAt,
        revealedAt,
        durationMs,
        nudges,
        pointers: 1,
        reveals: 0,
        hintsUsed: nudges,
        hintsPartly: 1,
        hintsIgnored: 0,
      });
      items.push({
        interviewId,
        ownerId,
        scenarioId: scenario.meta.id,
        scenarioVersion: scenario.meta.version,
        level,
        revealedAt,
        candidateUserId,
        items: {
          ticked: expectationsAt(scenario.interviewer, level)
            .filter(() => random() < 0.55)
            .map(({ item }) => item.id),
          redFlags: [],
          hints: hintLadders(scenario.interviewer)
            .slice(0, nudges)
            .map(({ item }) => ({ id: item.id, rung: 'nudge', uptake: 'used' })),
          phases,
        },
      });
    }
  }

  await inBatches(rooms, (data) => database.room.createMany({ data }));
  await inBatches(participants, (data) => database.participant.createMany({ data }));
  await inBatches(interviews, (data) => database.interview.createMany({ data }));
  await inBatches(forms, (data) => database.ratingForm.createMany({ data }));
  await inBatches(summaries, (data) => database.interviewSummary.createMany({ data }));
  await inBatches(items, (data) => database.interviewItems.createMany({ data }));
  await inBatches(ratings, (data) => database.ratingSummary.createMany({ data }));
  await database.$executeRaw`
    INSERT INTO "interview_event" ("id", "interviewId", "seq", "offsetMs", "at", "actorId", "type", "payload", "audience")
    SELECT i."id" || '-' || n, i."id", n, n * 60000, i."startedAt", i."leadId", 'expectation-ticked',
      '{"type":"expectation-ticked","expectationId":"cl.m1","isTicked":true}'::jsonb, 'guides'
    FROM "interview" AS i, generate_series(1, ${EVENTS_EACH}::int) AS n WHERE i."id" LIKE 'seed-%'`;
  // As a server does by itself some time after so many rows have come in.
  await database.$executeRaw`ANALYZE`;
}

/** Accounts with ids that tell what they are for. */
export async function makeUsers(database: PrismaClient, prefix: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `seed-${prefix}-${String(index).padStart(4, '0')}`);
  await inBatches(
    ids.map((id) => ({ id, name: id, email: `${id}@example.org` })),
    (data) => database.user.createMany({ data }),
  );
  return ids;
}

async function inBatches<Row>(rows: readonly Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) await write(rows.slice(from, from + BATCH));
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function drawRatings(random: Random, ability: number): Ratings {
  return byDimension(() => {
    if (random() < 0.06) return null;
    const drawn = Math.round(ability + (random() - 0.5) * 2.4);
    return RATINGS[Math.min(3, Math.max(0, drawn - 1))] ?? null;
  });
}

function toContent(
  kind: 'rubric' | 'self' | 'interviewer-feedback',
  given: Ratings,
  recommendation: (typeof RECOMMENDATIONS)[number],
): Prisma.InputJsonObject {
  const rows = byDimension((dimension) => ({
    rating: given[dimension],
    notAssessed: given[dimension] === null ? 'no_time' : null,
  }));
  switch (kind) {
    case 'self':
      return { dimensions: rows, tenMoreMinutes: 'Draw the feedback path and size the index. '.repeat(4) };
    case 'interviewer-feedback': {
      const answers = Object.fromEntries(
        FEEDBACK_QUESTIONS.map((question, index) => [
          question,
          { rating: RATINGS[(index + 2) % 4] ?? null, cannotSay: false },
        ]),
      ) as FeedbackContent['answers'];
      return { answers, keep: 'The calm pace', change: 'Say when time is short' };
    }
    case 'rubric':
      return {
        dimensions: byDimension((dimension) => ({ ...rows[dimension], ceilingReason: '' })),
        strengths: [{ text: 'Asked for the scale before drawing. '.repeat(3), offsetMs: 60_000 }],
        changes: [
          {
            text: 'No guardrail was named. '.repeat(3),
            nextStep: 'Write one beside each metric',
            offsetMs: 0,
          },
        ],
        recommendation,
        confidence: 'medium',
        levelSignal: 'at',
        reason: 'Led the design end to end, committed to choices and said what they cost. '.repeat(5),
        consistencyNote: '',
      };
  }
}
