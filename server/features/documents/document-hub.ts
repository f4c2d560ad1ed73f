/**
 * All documents open in this process: loads them once for everybody who joins, answers and relays frames, unloads them
 * when nobody is left. Every update goes through the log before anyone else sees it.
 */
import type { Clock } from '#server/platform/clock.ts';
import type { Logger } from '#server/platform/log.ts';
import { DOCUMENT_LIMITS, type DocumentName, toDocumentId } from '#shared/contracts/documents.contract.ts';
import type { CloseReason } from '#shared/close-codes.ts';
import { AuthorRecorder } from './author-recorder.ts';
import type { ClusterMessage, ClusterRelay } from './cluster-relay.ts';
import type { Connection, ConnectionEvents, DocumentAccess } from './connection.ts';
import type { ServerLimits } from './document-limits.ts';
import type { DocumentStore } from './document-store.ts';
import type { DocumentsDeps } from './documents.deps.ts';
import type { DocumentsMetrics } from './documents.metrics.ts';
import { type Frame, decodeFrame, encodeFrame } from './frames.ts';
import { OpenDocument } from './open-document.ts';
import { type UpdateOutline, checkUpdate, isStateVector } from './update-check.ts';
import { UpdateLog } from './update-log.ts';

/** Answering step 1 costs a look at the whole document; it is charged like this many frames. */
const STEP_1_FRAMES = 24;

interface EarlyUpdate {
  readonly frame: Extract<Frame, { type: 'update' }>;
  readonly bytes: Uint8Array;
}

export interface DocumentHubDeps {
  readonly store: DocumentStore;
  readonly relay: ClusterRelay;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: DocumentsMetrics;
  readonly limits: ServerLimits;
  readonly database: DocumentsDeps['database'];
}

export class DocumentHub implements ConnectionEvents {
  readonly #deps: DocumentHubDeps;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #documentOf = new Map<Connection, OpenDocument>();
  readonly #log: UpdateLog;
  readonly #authors: AuthorRecorder;
  readonly #congested = new Set<Connection>();
  readonly #toAcknowledge = new Set<Connection>();
  /** Updates that came before the answer to our step 1 and build on it; no entry once it has come. */
  readonly #early = new Map<Connection, { readonly updates: EarlyUpdate[]; bytes: number }>();
  /** Durable rows of this tick, to be published to other processes in one message a document. */
  readonly #outbox = new Map<string, { id: bigint; update: Uint8Array }[]>();
  readonly #heartbeat: NodeJS.Timeout;
  #ackTimer: NodeJS.Timeout | null = null;
  #snapshots: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(deps: DocumentHubDeps) {
    this.#deps = deps;
    const { metrics } = deps;
    this.#authors = new AuthorRecorder({ store: deps.store, log: deps.log });
    this.#log = new UpdateLog({
      limits: deps.limits,
      database: deps.database,
      log: deps.log,
      onCommit: (commit) => {
        metrics.updates.inc(commit.rows);
        metrics.updateBytes.inc(commit.bytes);
        metrics.commitSeconds.observe(commit.seconds);
      },
      onFailure: () => metrics.commitFailures.inc(),
      onDrained: () => {
        for (const connection of this.#congested) connection.resume('congested');
        this.#congested.clear();
      },
    });
    this.#heartbeat = setInterval(() => {
      const now = deps.clock.now();
      for (const connection of this.#documentOf.keys()) connection.heartbeat(now);
    }, 1_000);
    this.#heartbeat.unref();
  }

  get documents(): Iterable<OpenDocument> {
    return this.#documents.values();
  }

  get connections(): Iterable<Connection> {
    return this.#documentOf.keys();
  }

  findDocumentOf(connection: Connection): OpenDocument | null {
    return this.#documentOf.get(connection) ?? null;
  }

  // ------------------------------------------------------------------ life of a document

  /** The loaded document, held until `release`; joiners share one load. */
  async hold(name: DocumentName): Promise<OpenDocument> {
    const id = toDocumentId(name);
    let document = this.#documents.get(id);
    if (document === undefined) {
      document = new OpenDocument(name);
      this.#documents.set(id, document);
      this.#deps.metrics.openDocuments.set(this.#documents.size);
      document.loading = this.#load(document);
    }
    document.holders += 1;
    if (document.unloadTimer !== null) clearTimeout(document.unloadTimer);
    document.unloadTimer = null;
    try {
      await document.loading;
    } catch (error) {
      document.holders -= 1;
      this.#forget(document);
      throw error;
    }
    return document;
  }

  release(document: OpenDocument): void {
    document.holders -= 1;
    this.#unloadLater(document);
  }

  /** Begins to serve a connection of a held document. */
  join(connection: Connection, document: OpenDocument): void {
    document.connections.add(connection);
    this.#documentOf.set(connection, document);
    this.#deps.metrics.connections.inc({ kind: document.name.kind });
    connection.sendAccess();
    const present = document.awareness.list();
    if (present !== null) connection.send(encodeFrame.awareness(present));
    // Asks for what the client wrote while it was away. A reader is not asked: it may not answer.
    if (connection.isWriter) this.#askForState(connection, document);
  }

  #askForState(connection: Connection, document: OpenDocument): void {
    if (document.guard !== null && !this.#early.has(connection))
      this.#early.set(connection, { updates: [], bytes: 0 });
    connection.send(encodeFrame.step1(document.state.stateVector()));
  }

  async #load(document: OpenDocument): Promise<void> {
    // Listen before reading: an update is then either in what is read or heard, or both.
    document.unsubscribe = this.#deps.relay.subscribe(document.id, (message) =>
      this.#hear(document, message),
    );
    const loaded = await this.#deps.store.load(document.id);
    document.state.load([
      ...(loaded.snapshot === null ? [] : [loaded.snapshot]),
      ...loaded.tail.map((row) => row.update),
    ]);
    document.learn(document.state.merged());
    document.rowsSinceSnapshot += loaded.tail.length;
    for (const [clientId, participantId] of loaded.authors) document.authors.set(clientId, participantId);
    document.isLoaded = true;
    if (this.#deps.relay.isDistributed) {
      for (const row of loaded.tail) document.seenRows.add(row.id);
      this.#deps.relay.publish(document.id, { type: 'query-awareness' });
    }
  }

  #unloadLater(document: OpenDocument): void {
    if (!document.isIdle || document.unloadTimer !== null || this.#isClosing) return;
    document.unloadTimer = setTimeout(() => {
      document.unloadTimer = null;
      void this.#unload(document); // never rejects
    }, this.#deps.limits.unloadAfterMs);
    document.unloadTimer.unref();
  }

  async #unload(document: OpenDocument): Promise<void> {
    const mayGo = () => document.isIdle && !this.#log.hasPending(document.id);
    if (mayGo() && document.rowsSinceSnapshot >= this.#deps.limits.snapshotAtUnloadRows)
      await this.#snapshot(document);
    if (!mayGo()) return this.#unloadLater(document);
    this.#forget(document);
  }

  #forget(document: OpenDocument): void {
    if (this.#documents.get(document.id) !== document) return;
    this.#documents.delete(document.id);
    this.#deps.metrics.openDocuments.set(this.#documents.size);
    document.unsubscribe();
  }

  /** One snapshot at a time in the whole process: they are never urgent. */
  async #snapshot(document: OpenDocument): Promise<void> {
    if (document.isSnapshotting) return;
    document.isSnapshotting = true;
    this.#snapshots = this.#snapshotAfter(this.#snapshots, document);
    await this.#snapshots;
  }

  async #snapshotAfter(previous: Promise<void>, document: OpenDocument): Promise<void> {
    await previous;
    const rows = document.rowsSinceSnapshot;
    try {
      await this.#deps.store.writeSnapshot(document.id);
    } catch (error) {
      this.#deps.log.warn({ err: error, documentId: document.id }, 'document snapshot failed');
    }
    // Counted down even after a failure: the next attempt comes with the next rows, not at once.
    document.rowsSinceSnapshot -= rows;
    document.isSnapshotting = false;
  }

  // ------------------------------------------------------------------ frames

  onMessage(connection: Connection, bytes: Uint8Array): void {
    const document = this.#documentOf.get(connection);
    if (document === undefined) return;
    const frame = decodeFrame(bytes);
    if (frame === null) {
      connection.close('MALFORMED');
      return;
    }
    switch (frame.type) {
      case 'update':
        this.#receiveUpdate({ connection, document, frame, bytes });
        return;
      case 'awareness':
        this.#receiveAwareness(connection, document, frame.payload);
        return;
      case 'step-1':
        if (!isStateVector(frame.stateVector)) connection.close('MALFORMED');
        else {
          connection.charge(STEP_1_FRAMES);
          connection.send(encodeFrame.step2(document.state.diff(frame.stateVector)));
        }
        return;
      case 'query-awareness': {
        const present = document.awareness.list();
        if (present !== null) connection.send(encodeFrame.awareness(present));
        return;
      }
    }
  }

  onClosed(connection: Connection, reason: CloseReason | 'gone'): void {
    this.#deps.metrics.closes.inc({ reason });
    this.#congested.delete(connection);
    this.#toAcknowledge.delete(connection);
    this.#early.delete(connection);
    const document = this.#documentOf.get(connection);
    if (document === undefined) return;
    this.#documentOf.delete(connection);
    document.connections.delete(connection);
    this.#deps.metrics.connections.dec({ kind: document.name.kind });
    this.#tellAwareness(document, document.awareness.leave(connection), null);
    this.#unloadLater(document);
  }

  #receiveUpdate(input: EarlyUpdate & { connection: Connection; document: OpenDocument }): void {
    const { connection, document, frame } = input;
    const { update } = frame;
    const outline: UpdateOutline | null = document.guard === null ? null : { structs: [], deletes: [] };
    const checked = checkUpdate(update, outline);
    if (checked === null) {
      connection.close('MALFORMED');
      return;
    }
    const isEmpty = checked.structs === 0 && checked.deletes === 0;
    if (!connection.isWriter) {
      if (!isEmpty && !connection.isLateWriter()) connection.close('READ_ONLY');
      return;
    }
    // What only deletes makes room: without it nobody could ever write in a full document again.
    if (checked.structs > 0 && isFull(document, update.length)) {
      connection.close('DOCUMENT_FULL');
      return;
    }
    if (document.guard !== null && outline !== null) {
      const verdict = document.guard.admit(outline);
      if (verdict === 'early') {
        this.#keepEarly(connection, { frame, bytes: input.bytes });
        return;
      }
      if (verdict !== 'taken') {
        connection.close(verdict);
        return;
      }
    }
    const changesNothing =
      isEmpty || (frame.isStep2 && checked.structs === 0 && document.state.hasDeletesOf(update));
    this.#nameAuthors(document, checked.clientIds, connection.access.participantId);
    connection.addPending(update.length);
    this.#log.submit({
      documentId: document.id,
      authorId: connection.access.participantId,
      update: changesNothing ? null : update,
      onDurable: (rowId) => {
        if (!changesNothing) {
          const relayed = frame.isStep2 ? encodeFrame.update(update) : input.bytes;
          this.#take({ document, rowId, update, relayed, author: connection });
        }
        connection.addDurable(update.length);
        this.#acknowledgeSoon(connection);
      },
    });
    if (this.#log.isCongested) {
      this.#congested.add(connection);
      connection.pause('congested');
    }
    if (frame.isStep2) this.#takeEarly(connection, document);
  }

  /**
   * A page that was offline may go on writing before it has answered our step 1; what it writes then waits for the answer.
   * Without one under way it lost touch with us and synchronises again.
   */
  #keepEarly(connection: Connection, update: EarlyUpdate): void {
    const kept = update.frame.isStep2 ? undefined : this.#early.get(connection);
    if (kept === undefined || kept.bytes + update.bytes.length > DOCUMENT_LIMITS.messageBytes) {
      connection.close('RESYNC');
      return;
    }
    kept.updates.push(update);
    kept.bytes += update.bytes.length;
  }

  #takeEarly(connection: Connection, document: OpenDocument): void {
    const kept = this.#early.get(connection);
    this.#early.delete(connection);
    for (const { frame, bytes } of kept?.updates ?? []) {
      if (connection.isClosed) return;
      this.#receiveUpdate({ connection, document, frame, bytes });
    }
  }

  /** A durable update enters the document and reaches everybody else. */
  #take(input: {
    document: OpenDocument;
    rowId: bigint | null;
    update: Uint8Array;
    relayed: Uint8Array;
    author: Connection | null;
  }): void {
    const { document, rowId, update } = input;
    // Found in the log by the healer before this process heard that its own commit was done.
    if (rowId !== null && document.seenRows.has(rowId)) return;
    document.state.append(update);
    document.relay(input.relayed, input.author);
    document.rowsSinceSnapshot += 1;
    if (document.rowsSinceSnapshot >= this.#deps.limits.snapshotAfterRows && !this.#isClosing) {
      void this.#snapshot(document); // never rejects
    }
    if (rowId !== null && this.#deps.relay.isDistributed) {
      document.seenRows.add(rowId);
      this.#publishSoon(document.id, { id: rowId, update });
    }
  }

  #receiveAwareness(connection: Connection, document: OpenDocument, payload: Uint8Array): void {
    const result =
      payload.length > DOCUMENT_LIMITS.awarenessBytes * 4
        ? 'malformed'
        : document.awareness.accept({ owner: connection, payload, now: this.#deps.clock.now() });
    if (result === 'malformed') {
      connection.close('MALFORMED');
      return;
    }
    this.#authors.add(document.id, result.introduced, connection.access.participantId);
    this.#tellAwareness(document, result.payload, connection);
  }

  #tellAwareness(document: OpenDocument, payload: Uint8Array | null, except: Connection | null): void {
    if (payload === null) return;
    document.relayDroppable(encodeFrame.awareness(payload), except);
    this.#deps.relay.publish(document.id, { type: 'awareness', payload });
  }

  /** A person's name, colour, role or right may have changed. */
  changeAccess(connection: Connection, access: DocumentAccess): void {
    const document = this.#documentOf.get(connection);
    if (document === undefined) return;
    const wasWriter = connection.isWriter;
    connection.setAccess(access);
    this.#tellAwareness(document, document.awareness.rewrite(connection), null);
    // What the person wrote while only reading was allowed is asked for now.
    if (!wasWriter && connection.isWriter) this.#askForState(connection, document);
  }

  #nameAuthors(document: OpenDocument, clientIds: readonly number[], participantId: string): void {
    for (const clientId of clientIds) {
      if (document.authors.has(clientId)) continue;
      document.authors.set(clientId, participantId);
      this.#authors.add(document.id, [clientId], participantId);
    }
  }

  #acknowledgeSoon(connection: Connection): void {
    if (connection.isClosed || !connection.hasControl) return;
    this.#toAcknowledge.add(connection);
    this.#ackTimer ??= setTimeout(() => this.#acknowledge(), this.#deps.limits.ackIntervalMs);
  }

  #acknowledge(): void {
    if (this.#ackTimer !== null) clearTimeout(this.#ackTimer);
    this.#ackTimer = null;
    for (const connection of this.#toAcknowledge) connection.sendAck();
    this.#toAcknowledge.clear();
  }

  // ------------------------------------------------------------------ the server's own writing and reading

  /** Writes an update in somebody's name; durable and relayed when it resolves. */
  async write(input: { documentId: string; authorId: string; update: Uint8Array }): Promise<void> {
    const { documentId, authorId, update } = input;
    await new Promise<void>((resolve) => {
      this.#log.submit({
        documentId,
        authorId,
        update,
        onDurable: (rowId) => {
          const document = this.#documents.get(documentId);
          if (document !== undefined) {
            document.learn(update);
            this.#take({ document, rowId, update, relayed: encodeFrame.update(update), author: null });
          } else if (rowId !== null && this.#deps.relay.isDistributed) {
            this.#publishSoon(documentId, { id: rowId, update });
          }
          resolve();
        },
      });
    });
  }

  /** Everything acknowledged so far is in the database. */
  async flush(): Promise<void> {
    await this.#log.flush();
  }

  // ------------------------------------------------------------------ other processes

  #publishSoon(documentId: string, row: { id: bigint; update: Uint8Array }): void {
    if (this.#outbox.size === 0) queueMicrotask(() => this.#publish());
    const rows = this.#outbox.get(documentId);
    if (rows === undefined) this.#outbox.set(documentId, [row]);
    else rows.push(row);
  }

  #publish(): void {
    for (const [documentId, rows] of this.#outbox)
      this.#deps.relay.publish(documentId, { type: 'updates', rows });
    this.#outbox.clear();
  }

  #hear(document: OpenDocument, message: ClusterMessage): void {
    switch (message.type) {
      case 'updates':
        for (const row of message.rows) this.takeFromElsewhere(document, row);
        return;
      case 'awareness':
        document.awareness.acceptRemote({ payload: message.payload, now: this.#deps.clock.now() });
        document.relayDroppable(encodeFrame.awareness(message.payload), null);
        return;
      case 'query-awareness': {
        const present = document.awareness.list('local');
        if (present !== null) this.#deps.relay.publish(document.id, { type: 'awareness', payload: present });
        return;
      }
    }
  }

  /** A row another process wrote, heard on the bus or found in the log. Returns false when it was known. */
  takeFromElsewhere(document: OpenDocument, row: { id: bigint; update: Uint8Array }): boolean {
    if (document.seenRows.has(row.id)) return false;
    document.seenRows.add(row.id);
    document.state.append(row.update);
    document.learn(row.update);
    document.rowsSinceSnapshot += 1;
    document.relay(encodeFrame.update(row.update), null);
    return true;
  }

  /** Removes people of processes that went away without a word. */
  expireRemoteAwareness(document: OpenDocument): void {
    const gone = document.awareness.expireRemote(this.#deps.clock.now());
    if (gone !== null) document.relayDroppable(encodeFrame.awareness(gone), null);
  }

  // ------------------------------------------------------------------ the end

  /** Stops reading, makes everything received durable and acknowledged, then closes every socket. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#heartbeat);
    for (const connection of this.#documentOf.keys()) connection.pause('access');
    const timeout = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), this.#deps.limits.flushTimeoutMs).unref();
    });
    if ((await Promise.race([this.#log.flush(), timeout])) === 'late') {
      this.#deps.log.error(
        'document log could not be flushed in time; clients keep what was not acknowledged',
      );
    }
    this.#acknowledge();
    for (const connection of this.#documentOf.keys()) connection.close('SERVER_RESTART');
    await this.#authors.close();
    await this.#snapshots;
    for (const document of this.#documents.values()) {
      if (document.unloadTimer !== null) clearTimeout(document.unloadTimer);
      document.unsubscribe();
    }
    this.#documents.clear();
  }
}

/** Bytes since the last merge count in full, so the document is merged before the limit is believed. */
function isFull(document: OpenDocument, moreBytes: number): boolean {
  if (document.state.bytes + moreBytes <= DOCUMENT_LIMITS.documentBytes) return false;
  document.state.merged();
  return document.state.bytes + moreBytes > DOCUMENT_LIMITS.documentBytes;
}
