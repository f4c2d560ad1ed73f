/**
 * The write-ahead log of all documents: updates of every document wait a few milliseconds and go out in one statement.
 * An update is handed on (relayed, acknowledged) only after its row is durable.
 *
 * - Order is kept: one commit at a time, first come first written.
 * - A failed write keeps its updates and is tried again; nothing is acknowledged meanwhile. A write that failed after
 *   the database had taken it leaves rows twice, which Yjs does not mind.
 * - Memory is bounded by those who submit: they watch `isCongested` and stop reading.
 */
import type { Logger } from '#server/platform/log.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { ServerLimits } from './document-limits.ts';

export interface LogEntry {
  readonly documentId: string;
  /** Participant. */
  readonly authorId: string;
  /** Null: nothing to write; the entry only keeps its place in the order. */
  readonly update: Uint8Array | null;
  /** Runs once the row is durable; null id for an entry without an update. */
  readonly onDurable: (rowId: bigint | null) => void;
}

export interface UpdateLogDeps {
  readonly database: PrismaClient;
  readonly log: Logger;
  readonly limits: ServerLimits;
  readonly onCommit: (commit: { rows: number; bytes: number; seconds: number }) => void;
  readonly onFailure: () => void;
  /** After `isCongested` has become false. */
  readonly onDrained: () => void;
}

export class UpdateLog {
  readonly #deps: UpdateLogDeps;
  readonly #pendingByDocument = new Map<string, number>();
  #queue: LogEntry[] = [];
  #queueBytes = 0;
  #inFlightBytes = 0;
  #lastBatch = 0;
  #isCommitting = false;
  #isScheduled = false;
  #wasCongested = false;
  #timer: NodeJS.Timeout | null = null;
  #wakeRetry: (() => void) | null = null;

  constructor(deps: UpdateLogDeps) {
    this.#deps = deps;
  }

  get isCongested(): boolean {
    return this.#queueBytes + this.#inFlightBytes > this.#deps.limits.pendingBytes;
  }

  hasPending(documentId: string): boolean {
    return this.#pendingByDocument.has(documentId);
  }

  submit(entry: LogEntry): void {
    this.#queue.push(entry);
    this.#queueBytes += entry.update?.length ?? 0;
    this.#pendingByDocument.set(entry.documentId, (this.#pendingByDocument.get(entry.documentId) ?? 0) + 1);
    if (this.isCongested) this.#wasCongested = true;
    this.#schedule();
  }

  /** Resolves when everything submitted so far is durable. */
  async flush(): Promise<void> {
    if (this.#queue.length === 0 && !this.#isCommitting) return;
    this.#wakeRetry?.();
    await new Promise<void>((resolve) => {
      this.submit({ documentId: '', authorId: '', update: null, onDurable: () => resolve() });
    });
  }

  #schedule(): void {
    if (this.#isCommitting) return;
    if (this.#queueBytes >= this.#deps.limits.commitBytes) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      this.#isScheduled = true;
      void this.#commit(); // never rejects
      return;
    }
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Alone in the room an update waits for nobody; with company the window makes one statement of many.
    if (this.#lastBatch <= 2) setImmediate(() => void this.#commit());
    else this.#timer = setTimeout(() => void this.#commit(), this.#deps.limits.commitWindowMs);
  }

  async #commit(): Promise<void> {
    if (this.#isCommitting || this.#queue.length === 0) return;
    this.#timer = null;
    this.#isCommitting = true;
    const batch = this.#queue;
    this.#queue = [];
    this.#inFlightBytes = this.#queueBytes;
    this.#queueBytes = 0;
    const startedAt = performance.now();
    const rowIds = await this.#insertUntilDone(batch);
    this.#deps.onCommit({
      rows: rowIds.length,
      bytes: this.#inFlightBytes,
      seconds: (performance.now() - startedAt) / 1000,
    });
    this.#inFlightBytes = 0;
    this.#lastBatch = batch.length;
    this.#isCommitting = false;
    this.#isScheduled = false;
    this.#deliver(batch, rowIds);
    if (this.#wasCongested && !this.isCongested) {
      this.#wasCongested = false;
      this.#deps.onDrained();
    }
    if (this.#queue.length > 0) this.#schedule();
  }

  #deliver(batch: readonly LogEntry[], rowIds: readonly bigint[]): void {
    let row = 0;
    for (const entry of batch) {
      const left = (this.#pendingByDocument.get(entry.documentId) ?? 1) - 1;
      if (left === 0) this.#pendingByDocument.delete(entry.documentId);
      else this.#pendingByDocument.set(entry.documentId, left);
      let rowId: bigint | null = null;
      if (entry.update !== null) {
        rowId = rowIds[row] ?? null;
        row += 1;
      }
      try {
        entry.onDurable(rowId);
      } catch (error) {
        // One listener must not keep the others from hearing that their update is durable.
        this.#deps.log.error(
          { err: error, documentId: entry.documentId },
          'document update could not be handed on',
        );
      }
    }
  }

  async #insertUntilDone(batch: readonly LogEntry[]): Promise<readonly bigint[]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#insert(batch);
      } catch (error) {
        this.#deps.onFailure();
        const delayMs = Math.min(
          this.#deps.limits.retryFirstMs * 2 ** attempt,
          this.#deps.limits.retryLastMs,
        );
        this.#deps.log.error(
          { err: error, rows: batch.length, attempt, delayMs },
          'document log write failed',
        );
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, delayMs);
          this.#wakeRetry = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        this.#wakeRetry = null;
      }
    }
  }

  async #insert(batch: readonly LogEntry[]): Promise<readonly bigint[]> {
    const documentIds: string[] = [];
    const authorIds: string[] = [];
    const updates: Uint8Array[] = [];
    for (const entry of batch) {
      if (entry.update === null) continue;
      documentIds.push(entry.documentId);
      authorIds.push(entry.authorId);
      updates.push(entry.update);
    }
    if (updates.length === 0) return [];
    // `at` is the database's clock, the same for every process: the search for lost rows relies on it.
    const rows = await this.#deps.database.$queryRaw<{ id: bigint }[]>`
      INSERT INTO document_update ("documentId", "authorId", "update", "at")
      SELECT d, a, u, now() AT TIME ZONE 'UTC'
      FROM unnest(${documentIds}::text[], ${authorIds}::text[], ${updates}::bytea[]) AS t(d, a, u)
      RETURNING "id"`;
    return rows.map((row) => row.id);
  }
}
