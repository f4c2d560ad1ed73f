import type { PrismaClient } from '#prisma/generated/client.ts';
import type { WrittenUpdate } from './document-writer.ts';

/**
 * Gives the logged updates of a played interview the times the script's clock showed. Everything else of the demo goes
 * through the public API; the document log alone is stamped by the database's own clock, so a board that was drawn over
 * forty-five minutes would stand in it as drawn within seconds, after the interview. Rows are found by their bytes: an
 * update is logged as it was sent. The templates written by the server take the time of the start.
 */
export async function backdateDocuments(
  database: PrismaClient,
  played: { startedAt: number; written: ReadonlyMap<string, readonly WrittenUpdate[]> },
): Promise<void> {
  for (const [documentId, updates] of played.written) {
    const bytes = updates.map(({ update }) => Buffer.from(update).toString('hex'));
    const times = updates.map(({ at }) => at);
    await database.$transaction([
      database.documentUpdate.updateMany({
        where: { documentId },
        data: { at: new Date(played.startedAt) },
      }),
      database.$executeRaw`
        UPDATE document_update AS logged
        SET "at" = to_timestamp(written.ms / 1000.0) AT TIME ZONE 'UTC'
        FROM unnest(${bytes}::text[], ${times}::float8[]) AS written(bytes, ms)
        WHERE logged."documentId" = ${documentId} AND encode(logged."update", 'hex') = written.bytes`,
    ]);
  }
}
