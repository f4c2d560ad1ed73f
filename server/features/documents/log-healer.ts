/**
 * Finds updates of open documents that other processes wrote and the bus did not bring: it may lose messages, the log
 * does not. Runs at an interval and whenever the bus comes back.
 */
import type { Logger } from '#server/platform/log.ts';
import type { DocumentHub } from './document-hub.ts';
import type { ServerLimits } from './document-limits.ts';
import type { DocumentStore } from './document-store.ts';
import type { OpenDocument } from './open-document.ts';

export class LogHealer {
  readonly #hub: DocumentHub;
  readonly #store: DocumentStore;
  readonly #log: Logger;
  readonly #onHealed: (rows: number) => void;
  readonly #timer: NodeJS.Timeout;
  /** No row at or below it can appear any more. */
  #settledId: bigint | null = null;
  #running: Promise<void> = Promise.resolve();
  #isWaiting = false;

  constructor(deps: {
    hub: DocumentHub;
    store: DocumentStore;
    log: Logger;
    limits: Pick<ServerLimits, 'healIntervalMs'>;
    onHealed: (rows: number) => void;
  }) {
    this.#hub = deps.hub;
    this.#store = deps.store;
    this.#log = deps.log;
    this.#onHealed = deps.onHealed;
    this.#timer = setInterval(() => this.start(), deps.limits.healIntervalMs);
    this.#timer.unref();
  }

  /** Looks now, or once more after the look that is under way. */
  start(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#running = this.#healAfter(this.#running);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #healAfter(previous: Promise<void>): Promise<void> {
    await previous;
    this.#isWaiting = false;
    try {
      await this.#heal();
    } catch (error) {
      this.#log.warn({ err: error }, 'document log could not be searched for missed updates');
    }
  }

  async #heal(): Promise<void> {
    // Taken before reading, so that nothing between the two is thought settled unread.
    const settledId = await this.#store.findSettledId(this.#settledId ?? 0n);
    const documents = new Map<string, OpenDocument>();
    for (const document of this.#hub.documents) if (document.isLoaded) documents.set(document.id, document);
    if (documents.size > 0) await this.#readMissed(documents, this.#settledId ?? settledId);
    this.#settledId = settledId;
    for (const document of documents.values()) {
      for (const id of document.seenRows) if (id <= settledId) document.seenRows.delete(id);
      this.#hub.expireRemoteAwareness(document);
    }
  }

  async #readMissed(documents: ReadonlyMap<string, OpenDocument>, afterId: bigint): Promise<void> {
    const rows = await this.#store.listIdsAfter({ documentIds: [...documents.keys()], afterId });
    const missed = rows.filter((row) => documents.get(row.documentId)?.seenRows.has(row.id) === false);
    if (missed.length === 0) return;
    let healed = 0;
    for (const row of await this.#store.readUpdates(missed.map((one) => one.id))) {
      const document = documents.get(row.documentId);
      // This process's own row may have been written but not handed on yet; then it comes by itself.
      if (document !== undefined && this.#hub.takeFromElsewhere(document, row)) healed += 1;
    }
    this.#onHealed(healed);
  }
}
