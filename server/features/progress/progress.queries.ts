import { Prisma, type PrismaClient } from '#prisma/generated/client.ts';
import { findRubric, type RubricConfig } from '#shared/domain/rubric-config.ts';
import type { Ratings } from '#shared/domain/rubric-score.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { invariant } from '#shared/errors.ts';
import { fromRatingCode } from './rating-code.ts';
import type { RaterSeat } from './summaries.ts';

/**
 * The reads of this feature. Each begins at an index of a summary table with the caller's own id, so that nobody's
 * request reads what belongs to others; `test/integration/progress/plans.test.ts` explains every one of them.
 *
 * What belongs to a page of rows is fetched row by row: `OFFSET 0` and scalar subqueries keep the planner from reading a
 * whole table once instead, which looks cheap while tables are small and grows with everybody's interviews.
 */

/** One line of the history before its ratings are read. */
export interface HistoryRow {
  readonly interviewId: string;
  readonly roomId: string;
  readonly seat: RaterSeat;
  readonly candidateId: string | null;
  readonly leadId: string | null;
  readonly scenarioId: string | null;
  readonly scenarioVersion: string | null;
  // Written by nobody but the server, from the closed lists of the vocabulary.
  readonly level: Level;
  readonly format: 'm45' | 'm60';
  readonly endedAt: Date;
  readonly revealedAt: Date;
  readonly durationMs: number;
  readonly nudges: number;
  readonly pointers: number;
  readonly reveals: number;
  readonly hintsUsed: number;
  readonly hintsPartly: number;
  readonly hintsIgnored: number;
}

/** Ratings of one submitted form of an opened interview. */
export interface RatingRow {
  readonly interviewId: string;
  readonly userId: string;
  readonly seat: RaterSeat;
  readonly level: Level;
  readonly config: RubricConfig;
  readonly ratings: Ratings;
  /** 1 to 4; null for a self-assessment. */
  readonly recommendation: number | null;
  readonly submittedAt: Date;
}

export interface Position {
  readonly revealedAt: Date;
  readonly interviewId: string;
}

/** Seats whose rubrics count, in the result and in statistics: a trainee rates for practice only. */
export const COUNTED_SEATS: readonly RaterSeat[] = ['lead', 'interviewer', 'reviewer'];

const HISTORY_COLUMNS = Prisma.sql`
  s."interviewId", s."roomId", s."candidateId", s."leadId", s."scenarioId", s."scenarioVersion",
  s."level", s."format", s."endedAt", s."revealedAt", s."durationMs",
  s."nudges", s."pointers", s."reveals", s."hintsUsed", s."hintsPartly", s."hintsIgnored"`;

/** Somebody removed from a room is nobody there any more. */
const isStillThere = (participantId: Prisma.Sql) =>
  Prisma.sql`(SELECT p."removedAt" IS NULL FROM "participant" AS p WHERE p."id" = ${participantId})`;

/** Ids as one parameter, in rows. They hold no spaces. */
const idsOf = (ids: readonly string[]) =>
  Prisma.sql`unnest(string_to_array(${ids.join(' ')}, ' ')) AS w("id")`;

/** Own interviews as a candidate, newest first; rooms the person was removed from are closed to them. */
export function listAsCandidate(
  database: PrismaClient,
  input: { userId: string; after: Position | null; take: number },
): Promise<HistoryRow[]> {
  return database.$queryRaw<HistoryRow[]>`
    SELECT ${HISTORY_COLUMNS}, 'candidate' AS "seat"
    FROM "interview_summary" AS s
    WHERE s."candidateUserId" = ${input.userId} AND ${isAfter(input.after)}
      AND ${isStillThere(Prisma.sql`s."candidateId"`)}
    ORDER BY s."revealedAt" DESC, s."interviewId" DESC
    LIMIT ${input.take}`;
}

/** Interviews the person led or rated, newest first. */
export async function listAsInterviewer(
  database: PrismaClient,
  input: { userId: string; after: Position | null; take: number },
): Promise<HistoryRow[]> {
  const led = await listAsLead(database, input);
  const rated = await database.$queryRaw<HistoryRow[]>`
    SELECT ${HISTORY_COLUMNS}, r."seat"
    FROM "rating_summary" AS r
    CROSS JOIN LATERAL (
      SELECT * FROM "interview_summary" AS one WHERE one."interviewId" = r."interviewId" OFFSET 0
    ) AS s
    WHERE r."userId" = ${input.userId} AND r."kind" = 'rubric' AND r."seat" <> 'lead' AND ${isAfter(input.after)}
      AND ${isStillThere(Prisma.sql`r."participantId"`)}
    ORDER BY s."revealedAt" DESC, s."interviewId" DESC
    LIMIT ${input.take}`;
  return [...led, ...rated].sort(newestFirst).slice(0, input.take);
}

/** Interviews the person led, newest first. */
export function listAsLead(
  database: PrismaClient,
  input: { userId: string; after: Position | null; take: number },
): Promise<HistoryRow[]> {
  return database.$queryRaw<HistoryRow[]>`
    SELECT ${HISTORY_COLUMNS}, 'lead' AS "seat"
    FROM "interview_summary" AS s
    WHERE s."leadUserId" = ${input.userId} AND ${isAfter(input.after)} AND ${isStillThere(Prisma.sql`s."leadId"`)}
    ORDER BY s."revealedAt" DESC, s."interviewId" DESC
    LIMIT ${input.take}`;
}

/** Submitted ratings of a page or a history of interviews. */
export async function readRatings(
  database: PrismaClient,
  input: { interviewIds: readonly string[]; kind: 'rubric' | 'self' },
): Promise<RatingRow[]> {
  if (input.interviewIds.length === 0) return [];
  const rows = await database.$queryRaw<StoredRating[]>`
    SELECT r."interviewId", r."userId", r."seat", r."level", r."rubricVersion", r."ratings", r."recommendation",
      r."submittedAt"
    FROM ${idsOf(input.interviewIds)}
    CROSS JOIN LATERAL (
      SELECT * FROM "rating_summary" AS one WHERE one."interviewId" = w."id" OFFSET 0
    ) AS r
    WHERE r."kind" = ${input.kind}
    ORDER BY r."submittedAt", r."formId"`;
  return rows.map(toRatingRow);
}

/** Interviews and rubrics of the rooms one person owns, both oldest first, as they were at one moment. */
export interface OwnedRows {
  /** The same as long as nothing that was read here was added, removed or changed. */
  readonly digest: string;
  readonly interviews: readonly OwnedInterview[];
  readonly rubrics: readonly RatingRow[];
}

/** Interviews of the rooms one person owns, as the lead's view counts them. */
export interface OwnedInterview {
  readonly interviewId: string;
  readonly roomId: string;
  /** The owner was its candidate, or led it. */
  readonly isCandidate: boolean;
  readonly isLead: boolean;
  readonly hasLead: boolean;
  readonly scenarioId: string | null;
  readonly scenarioVersion: string | null;
  /** Epoch ms. */
  readonly revealedAt: number;
}

/**
 * A line a row, with all that is read of it and nothing else, in as many words as stand below: ids, seats, versions and
 * codes hold no spaces.
 */
const INTERVIEW_WORDS = 6;
const RUBRIC_WORDS = 8;
const ownedInterviews = (ownerId: string) => Prisma.sql`
  SELECT concat_ws(' ', s."interviewId", s."roomId",
    concat((s."candidateUserId" IS NOT DISTINCT FROM ${ownerId})::int,
      (s."leadUserId" IS NOT DISTINCT FROM ${ownerId})::int, (s."leadId" IS NOT NULL)::int),
    coalesce(s."scenarioId", '-'), coalesce(s."scenarioVersion", '-'),
    (date_part('epoch', s."revealedAt") * 1000)::bigint) AS "line"
  FROM "interview_summary" AS s WHERE s."ownerId" = ${ownerId} OFFSET 0`;
const ownedRubrics = (ownerId: string) => Prisma.sql`
  SELECT concat_ws(' ', s."interviewId", s."userId", s."seat", s."level", s."rubricVersion", s."ratings",
    coalesce(s."recommendation", 0), (date_part('epoch', s."submittedAt") * 1000)::bigint) AS "line"
  FROM "rating_summary" AS s WHERE s."ownerId" = ${ownerId} AND s."kind" = 'rubric' OFFSET 0`;
/** A sum of hashes of lines, so that the order in which they are read does not matter. */
const DIGEST = Prisma.sql`concat_ws(' ', count(*), sum(hashtextextended("line", 0)))`;

/** What tells rows that are kept from those the database holds now, without handing them over. */
export async function digestOwned(database: PrismaClient, ownerId: string): Promise<string> {
  const rows = await database.$queryRaw<{ interviews: string; rubrics: string }[]>`
    SELECT (SELECT ${DIGEST} FROM (${ownedInterviews(ownerId)}) AS i) AS "interviews",
      (SELECT ${DIGEST} FROM (${ownedRubrics(ownerId)}) AS r) AS "rubrics"`;
  return toDigest(rows[0]);
}

/**
 * In one cell a table, cut up by a single split: with ten thousand rows the driver's objects, or a split a line, would
 * take longer than everything else.
 */
export async function readOwned(database: PrismaClient, ownerId: string): Promise<OwnedRows> {
  const [row] = await database.$queryRaw<
    { interviews: string; rubrics: string; interviewLines: string | null; rubricLines: string | null }[]
  >`
    SELECT i."digest" AS "interviews", i."lines" AS "interviewLines", r."digest" AS "rubrics", r."lines" AS "rubricLines"
    FROM (
      SELECT ${DIGEST} AS "digest", string_agg("line", ' ') AS "lines" FROM (${ownedInterviews(ownerId)}) AS one
    ) AS i, (
      SELECT ${DIGEST} AS "digest", string_agg("line", ' ') AS "lines" FROM (${ownedRubrics(ownerId)}) AS one
    ) AS r`;
  const interviews = rowsOf(row?.interviewLines, { words: INTERVIEW_WORDS, toRow: toOwnedInterview });
  const rubrics = rowsOf(row?.rubricLines, { words: RUBRIC_WORDS, toRow: toOwnedRubric });
  return {
    digest: toDigest(row),
    interviews: interviews.sort((a, b) => a.revealedAt - b.revealedAt),
    rubrics: rubrics.sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime()),
  };
}

function toDigest(row: { interviews: string; rubrics: string } | undefined): string {
  return row ? `${row.interviews} ${row.rubrics}` : '';
}

function rowsOf<Row>(
  lines: string | null | undefined,
  { words, toRow }: { words: number; toRow: (all: readonly string[], at: number) => Row },
): Row[] {
  if (!lines) return [];
  const all = lines.split(' ');
  const rows: Row[] = [];
  for (let at = 0; at < all.length; at += words) rows.push(toRow(all, at));
  return rows;
}

function toOwnedInterview(all: readonly string[], at: number): OwnedInterview {
  const flags = all[at + 2] ?? '';
  return {
    interviewId: all[at] ?? '',
    roomId: all[at + 1] ?? '',
    isCandidate: flags[0] === '1',
    isLead: flags[1] === '1',
    hasLead: flags[2] === '1',
    scenarioId: orNull(all[at + 3]),
    scenarioVersion: orNull(all[at + 4]),
    revealedAt: Number(all[at + 5]),
  };
}

function toOwnedRubric(all: readonly string[], at: number): RatingRow {
  return {
    interviewId: all[at] ?? '',
    userId: all[at + 1] ?? '',
    // Written by nobody but the server, from closed lists; `SELECT` above names them in this order.
    seat: all[at + 2] as RaterSeat,
    level: all[at + 3] as Level,
    config: configOf(all[at + 4] ?? ''),
    ratings: fromRatingCode(all[at + 5] ?? ''),
    recommendation: Number(all[at + 6]) || null,
    submittedAt: new Date(Number(all[at + 7])),
  };
}

function orNull(text = '-'): string | null {
  return text === '-' ? null : text;
}

/** Rubrics the person handed in, newest first, without those for practice. */
export async function readOwnRubrics(
  database: PrismaClient,
  input: { userId: string; take: number },
): Promise<RatingRow[]> {
  const rows = await database.$queryRaw<StoredRating[]>`
    SELECT "interviewId", "userId", "seat", "level", "rubricVersion", "ratings", "recommendation", "submittedAt"
    FROM "rating_summary"
    WHERE "userId" = ${input.userId} AND "kind" = 'rubric' AND "seat" IN (${Prisma.join([...COUNTED_SEATS])})
    ORDER BY "submittedAt" DESC
    LIMIT ${input.take}`;
  return rows.map(toRatingRow);
}

/** Names in their rooms of people by their places. */
export async function namesOf(
  database: PrismaClient,
  participantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (participantIds.length === 0) return new Map();
  const rows = await database.$queryRaw<{ id: string; displayName: string | null }[]>`
    SELECT w."id", (SELECT p."displayName" FROM "participant" AS p WHERE p."id" = w."id") AS "displayName"
    FROM ${idsOf([...new Set(participantIds)])}`;
  return new Map(rows.map(({ id, displayName }) => [id, displayName ?? '']));
}

/** Names of rooms by their ids; rooms that are gone are left out. */
export async function roomNamesOf(
  database: PrismaClient,
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (roomIds.length === 0) return new Map();
  const rows = await database.$queryRaw<{ id: string; name: string | null }[]>`
    SELECT w."id", (SELECT r."name" FROM "room" AS r WHERE r."id" = w."id") AS "name" FROM ${idsOf(roomIds)}`;
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Who led interviews, and when their forms were opened. */
export async function readLed(
  database: PrismaClient,
  interviewIds: readonly string[],
): Promise<{ interviewId: string; leadUserId: string | null; revealedAt: Date }[]> {
  if (interviewIds.length === 0) return [];
  return database.$queryRaw`
    SELECT s."interviewId", s."leadUserId", s."revealedAt"
    FROM ${idsOf(interviewIds)}
    CROSS JOIN LATERAL (
      SELECT * FROM "interview_summary" AS one WHERE one."interviewId" = w."id" OFFSET 0
    ) AS s`;
}

/** Interviews for which the person has begun a rubric, has not handed it in and may still do so. */
export async function listOpenRubrics(database: PrismaClient, userId: string): Promise<string[]> {
  const rows = await database.$queryRaw<{ interviewId: string }[]>`
    SELECT f."interviewId"
    FROM "rating_form" AS f
    JOIN "participant" AS p ON p."id" = f."participantId"
    WHERE f."submittedAt" IS NULL AND f."waivedAt" IS NULL AND f."kind" = 'rubric' AND p."userId" = ${userId}`;
  return rows.map(({ interviewId }) => interviewId);
}

/** Of these interviews, those that are open and not closed: a missing rubric can still be handed in. */
export async function keepUnclosed(
  database: PrismaClient,
  interviewIds: readonly string[],
): Promise<Set<string>> {
  if (interviewIds.length === 0) return new Set();
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT w."id" FROM ${idsOf(interviewIds)}
    WHERE (SELECT i."status" FROM "interview" AS i WHERE i."id" = w."id") = 'revealed'`;
  return new Set(rows.map(({ id }) => id));
}

interface StoredRating {
  readonly interviewId: string;
  readonly userId: string;
  readonly seat: RaterSeat;
  readonly level: Level;
  readonly rubricVersion: string;
  readonly ratings: string;
  readonly recommendation: number | null;
  readonly submittedAt: Date;
}

function toRatingRow({ rubricVersion, ratings, ...row }: StoredRating): RatingRow {
  return { ...row, config: configOf(rubricVersion), ratings: fromRatingCode(ratings) };
}

function configOf(rubricVersion: string): RubricConfig {
  const config = findRubric(rubricVersion);
  invariant(config, `rubric version ${rubricVersion} is known`);
  return config;
}

function isAfter(position: Position | null): Prisma.Sql {
  return position === null
    ? Prisma.sql`TRUE`
    : Prisma.sql`(s."revealedAt", s."interviewId") < (${position.revealedAt}, ${position.interviewId})`;
}

function newestFirst(a: Position, b: Position): number {
  return b.revealedAt.getTime() - a.revealedAt.getTime() || (a.interviewId < b.interviewId ? 1 : -1);
}
