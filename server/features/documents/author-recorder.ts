/**
 * Remembers which participant wrote under which Yjs client id, so that replay can attribute. Written a little later in
 * one statement: every row of the log names its author too, so a crash in between loses nothing that cannot be derived.
 */
import type { Logger } from '#server/platform/log.ts';
import type { DocumentStore } from './document-store.ts';

const DELAY_MS = 250;

interface Author {
  readonly documentId: string;
  readonly clientId: number;
  readonly participantId: string;
}

export class AuthorRecorder {
  readonly #store: DocumentStore;
  readonly #log: Logger;
  #waiting: Author[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: { store: DocumentStore; log: Logger }) {
    this.#store = deps.store;
    this.#log = deps.log;
  }

  add(documentId: string, clientIds: readonly number[], participantId: string): void {
    if (clientIds.length === 0) return;
    for (const clientId of clientIds) this.#waiting.push({ documentId, clientId, participantId });
    this.#timer ??= setTimeout(() => this.#write(), DELAY_MS);
  }

  async close(): Promise<void> {
    this.#write();
    await this.#writing;
  }

  #write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length === 0) return;
    this.#writing = this.#writeAfter(this.#writing, rows);
  }

  async #writeAfter(previous: Promise<void>, rows: readonly Author[]): Promise<void> {
    await previous;
    try {
      await this.#store.recordAuthors(rows);
    } catch (error) {
      this.#log.warn({ err: error, rows: rows.length }, 'document authors could not be written');
    }
  }
}
