/** Reads of the log, snapshots and authors: everything about documents in the database but the hot write. */
import * as Y from 'yjs';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { ServerLimits } from './document-limits.ts';
import { mergeDocument } from './document-state.ts';

export interface LoggedUpdate {
  readonly id: bigint;
  readonly update: Uint8Array;
}

export interface LoadedDocument {
  /** Yjs V1. */
  readonly snapshot: Uint8Array | null;
  readonly tail: readonly LoggedUpdate[];
  /** Yjs client id -> participant. */
  readonly authors: ReadonlyMap<number, string>;
}

export class DocumentStore {
  readonly #database: PrismaClient;
  readonly #limits: Pick<ServerLimits, 'settleSeconds'>;

  constructor(database: PrismaClient, limits: Pick<ServerLimits, 'settleSeconds'>) {
    this.#database = database;
    this.#limits = limits;
  }

  async load(documentId: string): Promise<LoadedDocument> {
    // The snapshot first: if a newer one replaces it meanwhile, the tail read after it is merely longer than needed.
    const snapshot = await this.#findSnapshot(documentId);
    const [tail, authors] = await Promise.all([
      this.listUpdates(documentId, snapshot?.lastUpdateId ?? 0n),
      this.#database.documentAuthor.findMany({ where: { documentId } }),
    ]);
    return {
      snapshot: snapshot?.state ?? null,
      tail,
      authors: new Map(authors.map((author) => [Number(author.clientId), author.participantId])),
    };
  }

  /** The merged document as one Yjs V1 update, straight from the database. */
  async readState(documentId: string): Promise<Uint8Array> {
    const { snapshot, tail } = await this.load(documentId);
    return mergeDocument([...(snapshot === null ? [] : [snapshot]), ...tail.map((row) => row.update)]);
  }

  async listUpdates(documentId: string, afterId: bigint): Promise<LoggedUpdate[]> {
    // As base64 text: the embedded database's driver turns bytea into bytes one parseInt at a time.
    const rows = await this.#database.$queryRaw<{ id: bigint; update: string }[]>`
      SELECT "id", encode("update", 'base64') AS "update" FROM document_update
      WHERE "documentId" = ${documentId} AND "id" > ${afterId} ORDER BY "id"`;
    return rows.map((row) => ({ id: row.id, update: Buffer.from(row.update, 'base64') }));
  }

  /** Ids only: the caller asks for the bytes of those it has not seen. */
  async listIdsAfter(input: {
    documentIds: readonly string[];
    afterId: bigint;
  }): Promise<{ id: bigint; documentId: string }[]> {
    return this.#database.$queryRaw`
      SELECT "id", "documentId" FROM document_update
      WHERE "documentId" = ANY(${[...input.documentIds]}::text[]) AND "id" > ${input.afterId} ORDER BY "id"`;
  }

  async readUpdates(ids: readonly bigint[]): Promise<(LoggedUpdate & { documentId: string })[]> {
    const rows = await this.#database.$queryRaw<{ id: bigint; documentId: string; update: string }[]>`
      SELECT "id", "documentId", encode("update", 'base64') AS "update" FROM document_update
      WHERE "id" = ANY(${[...ids]}::bigint[]) ORDER BY "id"`;
    return rows.map((row) => ({ ...row, update: Buffer.from(row.update, 'base64') }));
  }

  /** The highest id below which no row can still appear: ids are given before commits, so a young id may be overtaken. */
  async findSettledId(afterId: bigint): Promise<bigint> {
    const rows = await this.#database.$queryRaw<{ id: bigint | null }[]>`
      SELECT max("id") AS "id" FROM document_update
      WHERE "id" > ${afterId}
        AND "at" < (now() AT TIME ZONE 'UTC') - make_interval(secs => ${this.#limits.settleSeconds}::int)`;
    return rows[0]?.id ?? afterId;
  }

  async countSinceSnapshot(documentId: string): Promise<number> {
    const snapshot = await this.#database.documentSnapshot.findUnique({
      where: { documentId },
      select: { lastUpdateId: true },
    });
    return this.#database.documentUpdate.count({
      where: { documentId, id: { gt: snapshot?.lastUpdateId ?? 0n } },
    });
  }

  /**
   * Folds the log into a new snapshot. It may hold more than `lastUpdateId` says, never less: rows that could still be
   * overtaken are read again at the next load.
   */
  async writeSnapshot(documentId: string): Promise<void> {
    const before = await this.#findSnapshot(documentId);
    const afterId = before?.lastUpdateId ?? 0n;
    const settledId = await this.findSettledId(afterId);
    const tail = await this.listUpdates(documentId, afterId);
    const lastUpdateId = tail.findLast((row) => row.id <= settledId)?.id;
    if (lastUpdateId === undefined) return;
    const merged = mergeDocument([
      ...(before === null ? [] : [before.state]),
      ...tail.map((row) => row.update),
    ]);
    const state = Buffer.from(Y.convertUpdateFormatV1ToV2(merged)).toString('base64');
    await this.#database.$executeRaw`
      INSERT INTO document_snapshot ("documentId", "lastUpdateId", "state", "updatedAt")
      VALUES (${documentId}, ${lastUpdateId}, decode(${state}, 'base64'), now() AT TIME ZONE 'UTC')
      ON CONFLICT ("documentId") DO UPDATE
        SET "lastUpdateId" = EXCLUDED."lastUpdateId", "state" = EXCLUDED."state", "updatedAt" = EXCLUDED."updatedAt"
        WHERE document_snapshot."lastUpdateId" < EXCLUDED."lastUpdateId"`;
  }

  async recordAuthors(
    rows: readonly { documentId: string; clientId: number; participantId: string }[],
  ): Promise<void> {
    await this.#database.documentAuthor.createMany({
      data: rows.map((row) => ({ ...row, clientId: BigInt(row.clientId) })),
      skipDuplicates: true,
    });
  }

  async #findSnapshot(documentId: string): Promise<{ state: Uint8Array; lastUpdateId: bigint } | null> {
    const rows = await this.#database.$queryRaw<{ lastUpdateId: bigint; state: string }[]>`
      SELECT "lastUpdateId", encode("state", 'base64') AS "state" FROM document_snapshot
      WHERE "documentId" = ${documentId}`;
    const row = rows[0];
    if (row === undefined) return null;
    return {
      state: Y.convertUpdateFormatV2ToV1(Buffer.from(row.state, 'base64')),
      lastUpdateId: row.lastUpdateId,
    };
  }
}
