/**
 * A shared document in the browser: the Y.Doc, who is present, its connection and whether one's work is safe. Speaks
 * y-websocket with our subprotocol on top (`shared/PROTOCOL.md`, Documents); what is in the document is known elsewhere.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { env } from '#client/platform/env.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';
import { type CloseReason, findCloseReason, isFinalClose } from '#shared/close-codes.ts';
import {
  CONTROL_MESSAGE,
  DOCUMENTS_PATH,
  DOCUMENTS_SUBPROTOCOL,
  DOCUMENT_MESSAGE,
  type DocumentMode,
  SYNC_MESSAGE,
  toDocumentId,
} from '#shared/contracts/documents.contract.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { LocalCopy } from './local-copy.ts';
import { PendingChanges } from './pending-changes.ts';

export interface DocumentSyncState {
  /**
   * `connecting`: nothing known yet; `offline`: changes are kept here and sent later; `refused`: no right to the document
   * (the copy here is removed); `error`: the server ended the connection for good, see `reason`.
   */
  readonly status: 'connecting' | 'saved' | 'saving' | 'offline' | 'refused' | 'error';
  /** Changes made here that the server has not confirmed as durable. */
  readonly pendingChanges: number;
  /** What the server allows; null until it has said so. */
  readonly mode: DocumentMode | null;
  /** Why the server ended the connection or takes no changes; null while all is well or may become so. */
  readonly reason: CloseReason | null;
}

export interface OpenDocumentOptions {
  readonly interviewId: string;
  readonly kind: DocumentKind;
  readonly participantId: string;
  /** `ws://host` or `wss://host`; the page's own server unless given. */
  readonly baseUrl?: string;
  /** Further query parameters, such as `ticket`. */
  readonly params?: Readonly<Record<string, string>>;
  /** The browser's own unless given. */
  readonly webSocket?: typeof WebSocket;
}

/** Reconnects begin at 200 ms and double up to this: a restarted server is found within two seconds. */
const MAX_BACKOFF_MS = 1_500;
/** Pointer positions are sent at most this often; 30 a second look as smooth as 60. */
const AWARENESS_INTERVAL_MS = 33;

export class DocumentConnection implements ReadableStore<DocumentSyncState> {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #provider: WebsocketProvider;
  readonly #local: LocalCopy;
  readonly #watch: ConnectionWatch;
  readonly #pending = new PendingChanges();
  readonly #state = createStore<DocumentSyncState>({
    status: 'connecting',
    pendingChanges: 0,
    mode: null,
    reason: null,
  });
  #wasOnline = false;
  #hasFailed = false;
  #final: CloseReason | null = null;
  #mode: DocumentMode | null = null;
  #awarenessTimer: ReturnType<typeof setTimeout> | null = null;
  #awarenessSentAt = 0;
  #isClosed = false;
  /** Resolves once the document is there: from the server, or from the copy in the browser. */
  readonly whenLoaded: Promise<void>;

  constructor(options: OpenDocumentOptions) {
    this.id = toDocumentId(options);
    this.kind = options.kind;
    this.#local = new LocalCopy({ name: `dryrun:${this.id}:${options.participantId}`, doc: this.doc });
    this.doc.on('update', this.#handleUpdate);
    const server = options.baseUrl ?? env.origin.replace(/^http/, 'ws');
    this.#provider = new WebsocketProvider(`${server}${DOCUMENTS_PATH}`, this.id, this.doc, {
      connect: false,
      awareness: this.awareness,
      disableBc: true,
      maxBackoffTime: MAX_BACKOFF_MS,
      params: { ...options.params },
      protocols: [DOCUMENTS_SUBPROTOCOL],
      shouldReconnect: (event) => !isFinalClose(event.code),
      WebSocketPolyfill: observeSent(options.webSocket ?? WebSocket, (kind) =>
        this.#pending.messageSent(kind),
      ),
    });
    this.#listen();
    this.#watch = new ConnectionWatch({
      isWaiting: () => this.#isWaiting(),
      heardAt: () => this.#provider.wsLastMessageReceived,
      renew: () => this.#renew(),
    });
    this.whenLoaded = this.#start();
  }

  readonly getSnapshot = (): DocumentSyncState => this.#state.getSnapshot();
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  /** After `error` or `refused` (signed in again, let in again): tries once more. */
  reconnect(): void {
    if (this.#isClosed) return;
    this.#final = null;
    this.#provider.connect();
    this.#refresh();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#watch.close();
    if (this.#awarenessTimer !== null) clearTimeout(this.#awarenessTimer);
    this.awareness.setLocalState(null);
    this.#sendAwareness();
    this.#provider.destroy();
    this.#local.close();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** First what is kept here, then the server: otherwise everything kept would be sent as if it were new. */
  async #start(): Promise<void> {
    const kept = await this.#local.open();
    if (this.#isClosed) return;
    this.#pending.restore(kept);
    this.#provider.connect();
    this.#refresh();
    if (this.doc.store.clients.size > 0) return;
    await new Promise<void>((resolve) => {
      this.#provider.on('sync', (isSynced) => {
        if (isSynced) resolve();
      });
    });
  }

  #listen(): void {
    const provider = this.#provider;
    provider.messageHandlers[DOCUMENT_MESSAGE.CONTROL] = (_encoder, decoder) => this.#readControl(decoder);
    // y-websocket sends on what it receives from others, which the server would only drop.
    // oxlint-disable-next-line no-underscore-dangle -- there is no option for it
    this.awareness.off('update', provider._awarenessUpdateHandler);
    this.awareness.on('update', (_changes: unknown, origin: unknown) => {
      if (origin === 'local') this.#sendAwarenessSoon();
    });
    provider.on('status', ({ status }) => {
      if (status === 'connected') {
        this.#pending.connectionOpened();
        // Others saw this client leave at its last clock and would ignore it at the same one.
        this.awareness.setLocalState(this.awareness.getLocalState());
      }
      this.#refresh();
    });
    provider.on('sync', (isSynced) => {
      if (isSynced) this.#wasOnline = true;
      this.#refresh();
    });
    provider.on('connection-close', () => {
      this.#hasFailed = true;
      this.#refresh();
    });
    provider.on('closed', ({ code }) => {
      // 44xx is ours in every version; an unknown one is treated as a broken protocol.
      this.#final = findCloseReason(code) ?? 'MALFORMED';
      // What was refused is in the copy too: kept, it would be sent and refused again after every reload.
      if (this.#final === 'ACCESS_REFUSED' || this.#final === 'CONTENT_REFUSED') void this.#local.clear();
      this.#refresh();
    });
  }

  readonly #handleUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider || this.#local.isOrigin(origin)) return;
    this.#pending.changeMade();
    this.#refresh();
  };

  #readControl(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder);
    const value = decoding.readVarUint(decoder);
    if (type === CONTROL_MESSAGE.ACK) this.#pending.acknowledged(value);
    else if (type === CONTROL_MESSAGE.ACCESS) this.#mode = value === 1 ? 'write' : 'read';
    this.#refresh();
  }

  #sendAwarenessSoon(): void {
    if (this.#awarenessTimer !== null || this.#isClosed) return;
    const waitMs = Math.max(0, this.#awarenessSentAt + AWARENESS_INTERVAL_MS - performance.now());
    this.#awarenessTimer = setTimeout(() => {
      this.#awarenessTimer = null;
      this.#sendAwareness();
    }, waitMs);
  }

  #sendAwareness(): void {
    const { ws, wsconnected } = this.#provider;
    if (!wsconnected || ws === null || ws.readyState !== ws.OPEN) return;
    this.#awarenessSentAt = performance.now();
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, DOCUMENT_MESSAGE.AWARENESS);
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]));
    ws.send(encoding.toUint8Array(encoder));
  }

  /** The server owes an answer. Changes it does not take from a reader are not waited for. */
  #isWaiting(): boolean {
    const { ws, wsconnected, synced } = this.#provider;
    if (ws === null) return false;
    return !wsconnected || !synced || (this.#pending.count > 0 && this.#mode !== 'read');
  }

  /** Another connection in place of one that may be dead; not before the first, and not after a final end. */
  #renew(): void {
    if (this.#isClosed || !this.#provider.shouldConnect) return;
    this.#provider.disconnect();
    this.#provider.connect();
  }

  #refresh(): void {
    const pendingChanges = this.#pending.count;
    this.#local.keepPending(pendingChanges);
    // The right to write ended while changes were on their way: they will not be saved on this connection.
    const isStuck = this.#mode === 'read' && pendingChanges > 0;
    const reason = this.#final ?? (isStuck ? 'READ_ONLY' : null);
    const next: DocumentSyncState = {
      status: this.#status(reason, pendingChanges),
      pendingChanges,
      mode: this.#mode,
      reason,
    };
    const now = this.#state.getSnapshot();
    const isSame =
      next.status === now.status &&
      next.pendingChanges === now.pendingChanges &&
      next.mode === now.mode &&
      next.reason === now.reason;
    if (!isSame) this.#state.set(next);
  }

  #status(reason: CloseReason | null, pendingChanges: number): DocumentSyncState['status'] {
    if (reason === 'ACCESS_REFUSED') return 'refused';
    if (reason !== null) return 'error';
    if (this.#provider.wsconnected && this.#provider.synced) return pendingChanges > 0 ? 'saving' : 'saved';
    return this.#wasOnline || this.#hasFailed ? 'offline' : 'connecting';
  }
}

/** Opens one document of an interview. The caller closes it. */
export function openDocument(options: OpenDocumentOptions): DocumentConnection {
  return new DocumentConnection(options);
}

/** A WebSocket that tells of every update it sends: acknowledgements count messages, and only the socket sees them all. */
function observeSent(Base: typeof WebSocket, onSent: (kind: 'step-2' | 'update') => void): typeof WebSocket {
  return class extends Base {
    override send(message: string | Blob | BufferSource): void {
      if (message instanceof Uint8Array && message[0] === DOCUMENT_MESSAGE.SYNC) {
        if (message[1] === SYNC_MESSAGE.STEP_2) onSent('step-2');
        else if (message[1] === SYNC_MESSAGE.UPDATE) onSent('update');
      }
      super.send(message);
    }
  };
}
