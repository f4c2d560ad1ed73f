/**
 * One person's WebSocket to one document: budget, back-pressure, what was received and what is durable. It knows
 * frames, not documents; what a frame means is decided by its `ConnectionEvents`.
 */
import type { WebSocket } from 'ws';
import { CLOSE_CODES, type CloseReason } from '#shared/close-codes.ts';
import type { AwarenessUser, DocumentMode } from '#shared/contracts/documents.contract.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { SERVER_LIMITS } from './document-limits.ts';
import { KEEP_ALIVE_FRAME, encodeFrame } from './frames.ts';
import { TokenBucket } from './token-bucket.ts';

/** What a person may do in a document, asked anew for every connection and whenever it may have changed. */
export interface DocumentAccess {
  readonly participantId: string;
  readonly displayName: string;
  /** 1..6 */
  readonly colour: number;
  readonly role: Role;
  readonly mode: DocumentMode;
}

export interface ConnectionEvents {
  onMessage(connection: Connection, bytes: Uint8Array): void;
  /** Once, as soon as nothing more may be done for this connection. */
  onClosed(connection: Connection, reason: CloseReason | 'gone'): void;
}

type PauseReason = 'rate' | 'pending' | 'congested' | 'access';

export class Connection {
  readonly userId: string;
  /** Understands CONTROL messages. */
  readonly hasControl: boolean;
  readonly #socket: WebSocket;
  readonly #events: ConnectionEvents;
  readonly #now: () => number;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #paused = new Set<PauseReason>();
  #access: DocumentAccess;
  #user: AwarenessUser;
  #held: Uint8Array[] = [];
  #rateTimer: NodeJS.Timeout | null = null;
  #isClosed = false;
  #isAlive = true;
  #askedAt: number;
  #sentAt: number;
  #pendingBytes = 0;
  #durable = 0;
  #acknowledged = 0;
  #accessChecks = 0;
  /** Until when updates of a connection that was just set to read only are dropped instead of punished. */
  #readOnlySince: number | null = null;

  constructor(input: {
    socket: WebSocket;
    userId: string;
    access: DocumentAccess;
    hasControl: boolean;
    now: () => number;
    events: ConnectionEvents;
  }) {
    const now = input.now();
    this.userId = input.userId;
    this.hasControl = input.hasControl;
    this.#socket = input.socket;
    this.#events = input.events;
    this.#now = input.now;
    this.#access = input.access;
    this.#user = toAwarenessUser(input.access);
    this.#frames = new TokenBucket({
      perSecond: SERVER_LIMITS.framesPerSecond,
      burst: SERVER_LIMITS.frameBurst,
      now,
    });
    this.#bytes = new TokenBucket({
      perSecond: SERVER_LIMITS.bytesPerSecond,
      burst: SERVER_LIMITS.byteBurst,
      now,
    });
    this.#askedAt = now;
    this.#sentAt = now;
    const socket = input.socket;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#end('gone'));
    // Broken framing or a message over `maxPayload`: ws answers with its own close code (1002, 1007, 1009).
    socket.on('error', () => this.#end('gone'));
  }

  get access(): DocumentAccess {
    return this.#access;
  }

  get user(): AwarenessUser {
    return this.#user;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isWriter(): boolean {
    return this.#access.mode === 'write';
  }

  /** An update of this connection now waits for the log. */
  addPending(bytes: number): void {
    this.#pendingBytes += bytes;
    if (this.#pendingBytes > SERVER_LIMITS.pendingBytesPerConnection) this.pause('pending');
  }

  /** One more message of this connection is durable, in the order they came. */
  addDurable(bytes: number): void {
    this.#pendingBytes -= bytes;
    this.#durable += 1;
    if (this.#pendingBytes <= SERVER_LIMITS.pendingBytesPerConnection / 2) this.resume('pending');
  }

  sendAck(): void {
    if (!this.hasControl || this.#acknowledged === this.#durable) return;
    this.#acknowledged = this.#durable;
    this.send(encodeFrame.ack(this.#durable));
  }

  /**
   * Holds back what the client sends until `endAccessCheck`. Returns a function that says whether this is still the
   * latest check: an older answer must not overwrite a newer one.
   */
  beginAccessCheck(): () => boolean {
    this.#accessChecks += 1;
    const check = this.#accessChecks;
    this.pause('access');
    return () => check === this.#accessChecks;
  }

  endAccessCheck(): void {
    this.resume('access');
  }

  setAccess(access: DocumentAccess): void {
    const wasWriter = this.isWriter;
    this.#access = access;
    this.#user = toAwarenessUser(access);
    if (wasWriter === this.isWriter) return;
    this.#readOnlySince = this.isWriter ? null : this.#now();
    this.sendAccess();
  }

  sendAccess(): void {
    if (this.hasControl) this.send(encodeFrame.access(this.#access.mode));
  }

  /** Counts a costly frame as more than one. */
  charge(frames: number): void {
    const debtMs = this.#frames.take(frames - 1, this.#now());
    if (debtMs > 0) this.#pauseFor(debtMs);
  }

  /** A reader's update: forgiven while it can have been on its way when the right to write ended. */
  isLateWriter(): boolean {
    return this.#readOnlySince !== null && this.#now() - this.#readOnlySince < 5_000;
  }

  send(frame: Uint8Array): void {
    if (this.#isClosed) return;
    if (this.#socket.bufferedAmount > SERVER_LIMITS.bufferedBytes) {
      this.close('RESYNC');
      return;
    }
    this.#sentAt = this.#now();
    this.#socket.send(frame, SEND_OPTIONS);
  }

  /** For what the next message replaces: left out when the reader is behind. */
  sendDroppable(frame: Uint8Array): void {
    if (this.#socket.bufferedAmount <= SERVER_LIMITS.bufferedAwarenessBytes) this.send(frame);
  }

  /** Asks for a sign of life when it is time to, and drops a connection that gave none since the last question. */
  heartbeat(now: number): void {
    if (now - this.#sentAt >= SERVER_LIMITS.keepAliveMs) this.send(KEEP_ALIVE_FRAME);
    if (now - this.#askedAt < SERVER_LIMITS.heartbeatMs) return;
    this.#askedAt = now;
    if (!this.#isAlive && this.#paused.size === 0) {
      this.#socket.terminate();
      this.#end('gone');
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
  }

  pause(reason: PauseReason): void {
    if (this.#isClosed) return;
    this.#paused.add(reason);
    this.#socket.pause();
  }

  resume(reason: PauseReason): void {
    if (!this.#paused.delete(reason) || this.#isClosed) return;
    if (reason === 'access') {
      const held = this.#held;
      this.#held = [];
      for (const bytes of held) this.#handOn(bytes);
    }
    if (this.#paused.size === 0) this.#socket.resume();
  }

  close(reason: CloseReason): void {
    if (this.#isClosed) return;
    this.#end(reason);
    // A paused socket would never read the peer's answer to the close frame.
    this.#socket.resume();
    closeSocket(this.#socket, reason);
  }

  #receive(data: unknown, isBinary: boolean): void {
    if (this.#isClosed) return;
    this.#isAlive = true;
    if (!isBinary || !(data instanceof Uint8Array)) {
      this.close('MALFORMED');
      return;
    }
    const now = this.#now();
    const debtMs = Math.max(this.#frames.take(1, now), this.#bytes.take(data.length, now));
    if (debtMs > 0) {
      if (debtMs > SERVER_LIMITS.closeAtDebtSeconds * 1000) {
        this.close('RATE_LIMITED');
        return;
      }
      this.#pauseFor(debtMs);
    }
    // While access is being asked again nothing may be written on the old answer.
    if (this.#paused.has('access')) this.#held.push(data);
    else this.#handOn(data);
  }

  #handOn(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#events.onMessage(this, bytes);
  }

  #pauseFor(ms: number): void {
    this.pause('rate');
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    this.#rateTimer = setTimeout(() => {
      this.#rateTimer = null;
      this.resume('rate');
    }, ms);
  }

  #end(reason: CloseReason | 'gone'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#held = [];
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    this.#events.onClosed(this, reason);
  }
}

/** Closes with a documented code; a peer that does not answer, or cannot because its queue is full, is cut off. */
export function closeSocket(socket: WebSocket, reason: CloseReason): void {
  socket.close(CLOSE_CODES[reason].code, reason);
  setTimeout(() => socket.terminate(), SERVER_LIMITS.closeTimeoutMs).unref();
}

const SEND_OPTIONS = { binary: true } as const;

function toAwarenessUser(access: DocumentAccess): AwarenessUser {
  return {
    participantId: access.participantId,
    name: access.displayName,
    colour: access.colour,
    role: access.role,
  };
}
