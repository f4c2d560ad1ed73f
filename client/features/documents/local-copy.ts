/**
 * The document's copy in the browser (IndexedDB): what was written offline survives a reload. One copy per document and
 * participant, so that nobody finds another person's work on a shared computer under their own name.
 */
import { IndexeddbPersistence, clearDocument } from 'y-indexeddb';
import type * as Y from 'yjs';

const PENDING_KEY = 'pendingChanges';
/** Opening the page must not wait for a browser that is slow to read its disk. */
const LOAD_TIMEOUT_MS = 1_500;
const SAVE_DELAY_MS = 200;

let isAvailable: Promise<boolean> | null = null;

/** Private windows of some browsers have the interface but refuse to open a database. */
function probe(): Promise<boolean> {
  isAvailable ??= new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve(false);
      return;
    }
    try {
      const request = indexedDB.open('dryrun-probe');
      request.addEventListener('success', () => {
        request.result.close();
        resolve(true);
      });
      request.addEventListener('error', (event) => {
        event.preventDefault();
        resolve(false);
      });
    } catch {
      // Storage is blocked altogether: the document then lives in memory only.
      resolve(false);
    }
  });
  return isAvailable;
}

export class LocalCopy {
  readonly #name: string;
  readonly #doc: Y.Doc;
  #persistence: IndexeddbPersistence | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pending = 0;
  /** What the browser's disk has of it; null while that is not known. */
  #stored: number | null = null;
  #isClosed = false;

  constructor(input: { name: string; doc: Y.Doc }) {
    this.#name = input.name;
    this.#doc = input.doc;
  }

  /** Whether a change to the document came out of this copy. */
  isOrigin(origin: unknown): boolean {
    return this.#persistence !== null && origin === this.#persistence;
  }

  /** Loads what is kept; resolves with the changes that were not saved yet, after at most a moment. */
  async open(): Promise<number> {
    if (!(await probe()) || this.#isClosed) return 0;
    const persistence = new IndexeddbPersistence(this.#name, this.#doc);
    this.#persistence = persistence;
    const loaded = persistence.whenSynced.then(() => persistence.get(PENDING_KEY));
    const late = new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), LOAD_TIMEOUT_MS);
    });
    const pending: unknown = await Promise.race([loaded, late]);
    if (pending !== null) this.#stored = typeof pending === 'number' && pending > 0 ? pending : 0;
    return this.#stored ?? 0;
  }

  /**
   * Remembers how many changes are not saved; zero at once, others collected. Online a change is saved before it would be
   * remembered: twenty times a second in a drag, and the disk is not asked for any of them.
   */
  keepPending(count: number): void {
    if (this.#persistence === null || this.#isClosed || count === this.#pending) return;
    this.#pending = count;
    if (count === 0) this.#savePending();
    else this.#timer ??= setTimeout(() => this.#savePending(), SAVE_DELAY_MS);
  }

  close(): void {
    if (this.#isClosed) return;
    if (this.#timer !== null) this.#savePending();
    this.#isClosed = true;
    void this.#persistence?.destroy();
  }

  /** Removes the copy from the browser. */
  async clear(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#persistence?.destroy();
    if (await probe()) await clearDocument(this.#name);
  }

  #savePending(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pending === this.#stored) return;
    this.#stored = this.#pending;
    void this.#persistence?.set(PENDING_KEY, this.#pending);
  }
}
