/**
 * One person's end of one shared document: joins, writes through a Y.Doc, and knows when everything is durable. It speaks
 * y-websocket's messages and reads the server's acknowledgements; presence and reconnecting are left out, because the
 * server it talks to runs in the same process.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import {
  CONTROL_MESSAGE,
  DOCUMENTS_PATH,
  DOCUMENTS_SUBPROTOCOL,
  DOCUMENT_MESSAGE,
  SYNC_MESSAGE,
} from '#shared/contracts/documents.contract.ts';
import type { Clock } from '#server/platform/clock.ts';

const PATIENCE_MS = 10_000;

/** An update as it was sent, with the time the script's clock showed. */
export interface WrittenUpdate {
  readonly at: number;
  readonly update: Uint8Array;
}

export class DocumentWriter {
  readonly doc = new Y.Doc();
  readonly documentId: string;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #written: WrittenUpdate[] = [];
  readonly #waiting = new Set<() => void>();
  #isSynced = false;
  #sent = 0;
  #durable = 0;
  #failure: string | null = null;

  private constructor(input: { socket: WebSocket; documentId: string; clock: Clock }) {
    this.documentId = input.documentId;
    this.#socket = input.socket;
    this.#clock = input.clock;
    this.#socket.on('open', () => this.#send((encoder) => writeSyncStep1(encoder, this.doc)));
    this.#socket.on('message', (data: Buffer) => {
      this.#receive(data);
      this.#look();
    });
    this.#socket.on('error', (error) => this.#fail(error.message));
    this.#socket.on('close', (code, reason) => this.#fail(`closed with ${code} ${reason.toString()}`));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#written.push({ at: this.#clock.now(), update });
      this.#sent += 1;
      this.#send((encoder) => writeUpdate(encoder, update));
    });
  }

  /** Opens a document and resolves once its content is here. */
  static async open(input: {
    url: string;
    documentId: string;
    cookie: string;
    clock: Clock;
  }): Promise<DocumentWriter> {
    const address = `${input.url.replace(/^http/, 'ws')}${DOCUMENTS_PATH}${input.documentId}`;
    const socket = new WebSocket(address, DOCUMENTS_SUBPROTOCOL, {
      headers: { cookie: input.cookie, origin: input.url },
    });
    const writer = new DocumentWriter({ socket, documentId: input.documentId, clock: input.clock });
    await writer.#until('synchronises', () => writer.#isSynced);
    return writer;
  }

  get written(): readonly WrittenUpdate[] {
    return this.#written;
  }

  /** Waits until everything written is durable, then leaves. */
  async close(): Promise<void> {
    await this.#until('is saved', () => this.#durable >= this.#sent);
    this.#socket.removeAllListeners('close');
    const closed = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.close();
    await closed;
    this.doc.destroy();
  }

  #receive(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === DOCUMENT_MESSAGE.SYNC) {
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, DOCUMENT_MESSAGE.SYNC);
      const step = readSyncMessage(decoder, answer, this.doc, this);
      if (step === SYNC_MESSAGE.STEP_2) this.#isSynced = true;
      if (step !== messageYjsSyncStep1) return;
      this.#sent += 1;
      this.#socket.send(encoding.toUint8Array(answer));
    } else if (type === DOCUMENT_MESSAGE.CONTROL && decoding.readVarUint(decoder) === CONTROL_MESSAGE.ACK) {
      this.#durable = decoding.readVarUint(decoder);
    }
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, DOCUMENT_MESSAGE.SYNC);
    write(encoder);
    this.#socket.send(encoding.toUint8Array(encoder));
  }

  #fail(reason: string): void {
    this.#failure ??= reason;
    this.#look();
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }

  async #until(what: string, isSo: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const finish = (error: Error | null) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        if (error === null) resolve();
        else reject(error);
      };
      const look = () => {
        if (isSo()) finish(null);
        else if (this.#failure !== null) finish(new Error(`document ${this.documentId}: ${this.#failure}`));
      };
      const timer = setTimeout(
        () => finish(new Error(`document ${this.documentId} never ${what}`)),
        PATIENCE_MS,
      );
      this.#waiting.add(look);
      look();
    });
  }
}
