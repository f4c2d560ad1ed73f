/**
 * Who may connect to which document. The handshake is completed only after everything is settled, so that a client whose
 * socket opens has been admitted; a refusal completes it too and closes at once with a documented code, because browsers
 * hide the HTTP status of a refused upgrade from scripts. No document byte is sent before.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '#server/platform/log.ts';
import { refuseUpgrade } from '#server/platform/upgrade-router.ts';
import type { CloseReason } from '#shared/close-codes.ts';
import {
  DOCUMENTS_PATH,
  DOCUMENTS_SUBPROTOCOL,
  DOCUMENT_LIMITS,
  type DocumentName,
  parseDocumentName,
} from '#shared/contracts/documents.contract.ts';
import { Connection, type DocumentAccess, closeSocket } from './connection.ts';
import type { DocumentHub } from './document-hub.ts';
import { SERVER_LIMITS } from './document-limits.ts';
import type { DocumentTickets } from './document-tickets.ts';
import type { DocumentsDeps } from './documents.deps.ts';
import type { OpenDocument } from './open-document.ts';

/** A handshake under way; `accessChanged` makes it ask again. */
interface Admission {
  readonly name: DocumentName;
  userId: string | null;
  accessChanged: boolean;
}

type Verdict =
  | {
      readonly type: 'admitted';
      readonly userId: string;
      readonly access: DocumentAccess;
      readonly document: OpenDocument;
    }
  | { readonly type: 'refused'; readonly reason: CloseReason };

export interface DocumentAdmissionDeps extends Pick<DocumentsDeps, 'identify' | 'findAccess' | 'clock'> {
  readonly hub: DocumentHub;
  readonly tickets: DocumentTickets;
  readonly log: Logger;
  readonly onRefused: (reason: CloseReason) => void;
}

export class DocumentAdmission {
  readonly #deps: DocumentAdmissionDeps;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: DOCUMENT_LIMITS.messageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(DOCUMENTS_SUBPROTOCOL) ? DOCUMENTS_SUBPROTOCOL : false),
  });
  readonly #pending = new Set<Admission>();
  #isClosing = false;

  constructor(deps: DocumentAdmissionDeps) {
    this.#deps = deps;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'http://host');
    const name = url.pathname.startsWith(DOCUMENTS_PATH)
      ? parseDocumentName(url.pathname.slice(DOCUMENTS_PATH.length))
      : null;
    if (name === null) return refuseUpgrade(socket, 404);
    if (this.#isClosing || this.#pending.size >= SERVER_LIMITS.pendingAdmissions)
      return refuseUpgrade(socket, 503);
    const ticket = url.searchParams.get('ticket');
    void this.#admit({ request, socket, head, name, ticket }); // never rejects
  }

  /** Access may have changed: handshakes under way must not end on the old answer. */
  refreshAccess(input: { interviewId: string; userId?: string | undefined }): void {
    for (const admission of this.#pending) {
      const isMeant =
        input.userId === undefined || admission.userId === null || admission.userId === input.userId;
      if (admission.name.interviewId === input.interviewId && isMeant) admission.accessChanged = true;
    }
  }

  stopAccepting(): void {
    this.#isClosing = true;
  }

  /** Ends whatever socket has not answered its close frame in time. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const open = [...this.#server.clients].filter((socket) => socket.readyState !== socket.CLOSED);
    await Promise.all(open.map(closed));
    this.#server.close();
  }

  async #admit(input: {
    request: IncomingMessage;
    socket: Duplex;
    head: Buffer;
    name: DocumentName;
    ticket: string | null;
  }): Promise<void> {
    const admission: Admission = { name: input.name, userId: null, accessChanged: false };
    this.#pending.add(admission);
    const timer = setTimeout(() => input.socket.destroy(), SERVER_LIMITS.admissionTimeoutMs);
    let verdict: Verdict;
    try {
      verdict = await this.#judge(input, admission);
    } catch (error) {
      this.#deps.log.error(
        { err: error, interviewId: input.name.interviewId },
        'document connection not admitted',
      );
      verdict = { type: 'refused', reason: 'UNAVAILABLE' };
    }
    clearTimeout(timer);
    this.#pending.delete(admission);
    try {
      this.#answer(input, verdict);
    } finally {
      if (verdict.type === 'admitted') this.#deps.hub.release(verdict.document);
    }
  }

  async #judge(
    input: { request: IncomingMessage; name: DocumentName; ticket: string | null },
    admission: Admission,
  ): Promise<Verdict> {
    const userId = await this.#identify(input);
    if (userId === null) return { type: 'refused', reason: 'SIGN_IN_REQUIRED' };
    admission.userId = userId;
    let document: OpenDocument | null = null;
    try {
      for (;;) {
        admission.accessChanged = false;
        const access = await this.#deps.findAccess({ userId, ...input.name });
        if (access === null) return { type: 'refused', reason: 'ACCESS_REFUSED' };
        document ??= await this.#deps.hub.hold(input.name);
        // Asked to look again while waiting: the answer in hand may be older than a removal.
        if (admission.accessChanged) continue;
        if (isCrowded(document, userId)) return { type: 'refused', reason: 'TOO_MANY_CONNECTIONS' };
        const verdict: Verdict = { type: 'admitted', userId, access, document };
        document = null;
        return verdict;
      }
    } finally {
      if (document !== null) this.#deps.hub.release(document);
    }
  }

  async #identify(input: {
    request: IncomingMessage;
    name: DocumentName;
    ticket: string | null;
  }): Promise<string | null> {
    if (input.ticket !== null) return this.#deps.tickets.redeem(input.ticket, input.name);
    return (await this.#deps.identify(input.request))?.userId ?? null;
  }

  #answer(input: { request: IncomingMessage; socket: Duplex; head: Buffer }, verdict: Verdict): void {
    if (this.#isClosing) return refuseUpgrade(input.socket, 503);
    if (input.socket.destroyed) return;
    this.#server.handleUpgrade(input.request, input.socket, input.head, (socket) => {
      if (verdict.type === 'refused') {
        this.#deps.onRefused(verdict.reason);
        socket.on('error', () => socket.terminate());
        closeSocket(socket, verdict.reason);
        return;
      }
      const connection = new Connection({
        socket,
        userId: verdict.userId,
        access: verdict.access,
        hasControl: socket.protocol === DOCUMENTS_SUBPROTOCOL,
        now: () => this.#deps.clock.now(),
        events: this.#deps.hub,
      });
      this.#deps.hub.join(connection, verdict.document);
    });
  }
}

function isCrowded(document: OpenDocument, userId: string): boolean {
  if (document.connections.size >= DOCUMENT_LIMITS.connectionsPerDocument) return true;
  let own = 0;
  for (const connection of document.connections) if (connection.userId === userId) own += 1;
  return own >= DOCUMENT_LIMITS.connectionsPerPerson;
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), SERVER_LIMITS.closeTimeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
