/**
 * Counts the changes made here that the server has not yet said are durable, over reconnects and reloads.
 *
 * The server acknowledges messages ([D8]); this maps them to changes: after the first synchronisation of a connection a
 * message covers everything made so far, before it an update covers nothing yet, because older changes may still wait
 * for the answer to the server's step 1.
 */
export class PendingChanges {
  #made = 0;
  #saved = 0;
  /** Per message sent on this connection: the number of changes that are durable once it is. */
  #covered: number[] = [];
  #acknowledged = 0;
  #hasSentState = false;

  get count(): number {
    return this.#made - this.#saved;
  }

  /** Changes of an earlier page that were kept in the browser. */
  restore(count: number): void {
    this.#made += count;
  }

  changeMade(): void {
    this.#made += 1;
  }

  /** A new connection: the server counts from zero again. */
  connectionOpened(): void {
    this.#covered = [];
    this.#acknowledged = 0;
    this.#hasSentState = false;
  }

  messageSent(kind: 'step-2' | 'update'): void {
    if (kind === 'step-2') this.#hasSentState = true;
    this.#covered.push(this.#hasSentState ? this.#made : this.#saved);
  }

  /** `total` messages of this connection are durable. */
  acknowledged(total: number): void {
    const last = this.#covered[total - this.#acknowledged - 1];
    if (last === undefined) return;
    this.#covered.splice(0, total - this.#acknowledged);
    this.#acknowledged = total;
    this.#saved = Math.max(this.#saved, last);
  }
}
