import type { PrismaClient, RatingRecord as RecordRow } from '#prisma/generated/client.ts';
import { RatingRecordSchema, type RatingRecord } from '#shared/contracts/review.contract.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';

/** Agreed ratings and corrections of one interview, oldest first. */
export async function listRecords(database: PrismaClient, interviewId: string): Promise<RecordRow[]> {
  return database.ratingRecord.findMany({
    where: { interviewId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export function toRatingRecord(row: RecordRow, names: ReadonlyMap<string, string>): RatingRecord {
  const { id, kind, dimension, rating, reason, authorId, createdAt } = row;
  return RatingRecordSchema.parse({
    id,
    kind,
    dimension,
    rating,
    reason,
    authorId,
    authorName: names.get(authorId) ?? 'Interviewer',
    createdAt: createdAt.toISOString(),
  });
}

/** What was agreed last for each dimension; earlier agreements stay on record. */
export function newestAgreed(rows: readonly RecordRow[]): ReadonlyMap<Dimension, Rating> {
  const fields = RatingRecordSchema.pick({ dimension: true, rating: true });
  return new Map(
    rows
      .filter(({ kind }) => kind === 'agreed')
      .map(({ dimension, rating }) => {
        const agreed = fields.parse({ dimension, rating });
        return [agreed.dimension, agreed.rating] as const;
      }),
  );
}
