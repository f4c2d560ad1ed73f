import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { z } from 'zod';
import {
  DOCUMENTS_PATH,
  DOCUMENTS_SUBPROTOCOL,
  DOCUMENT_MESSAGE,
  type DocumentName,
  toDocumentId,
} from '#shared/contracts/documents.contract.ts';
import type { Ack, OperationContract } from '#shared/contracts/operation.ts';
import type { Received } from './browser.ts';
import { eventually } from './document-client.ts';
import { Person, Refused } from './person.ts';

/** Packets of Engine.IO 4 and Socket.IO 5, in front of what they carry. An acknowledgement is `43<id>[...]`. */
const PACKET = { OPEN: '0', PING: '2', PONG: '3', CONNECT: '40', EVENT: '42' } as const;

/** What a path or a command names, such as `interviewId`. */
export type PathParameters = Readonly<Record<string, string>>;

export interface LiveCommand {
  readonly operation: OperationContract;
  readonly input: Readonly<Record<string, unknown>>;
}

const OpenApiSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/**
 * One person whose every byte is kept as it came: answers over HTTP with their headers, frames of the socket, frames of
 * documents. Sockets are opened without the client libraries, which would throw away what they do not know.
 */
export class Eavesdropper extends Person {
  readonly #url: string;
  readonly bytes: Received[] = [];
  readonly #sockets: WebSocket[] = [];
  #live: WebSocket | null = null;
  #lastAck = 0;
  readonly #asked = new Map<
    number,
    { readonly resolve: (ack: Ack<unknown>) => void; readonly reject: (error: Error) => void }
  >();

  constructor(url: string) {
    super(url);
    this.#url = url;
  }

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    const body = Buffer.from(await response.clone().arrayBuffer());
    this.#keep('http', path, Buffer.from(JSON.stringify([...response.headers])));
    this.#keep('http', path, body);
    return response;
  }

  /** Whether a text has come on one way, as it stands in JSON. */
  hasHeard(from: Received['from'], text: string): boolean {
    return this.bytes.some((item) => item.from === from && item.bytes.includes(text));
  }

  /** Opens the live connection. */
  async openLive(): Promise<void> {
    const socket = this.#open(`${this.#url}/socket.io/?EIO=4&transport=websocket`, 'socket');
    this.#live = socket;
    let isConnected = false;
    socket.on('message', (data: Buffer) => {
      const packet = data.toString('utf8');
      if (packet.startsWith(PACKET.OPEN)) socket.send(PACKET.CONNECT);
      if (packet === PACKET.PING) socket.send(PACKET.PONG);
      // Only at the beginning: the id of a session may hold the same digits.
      if (packet.startsWith(PACKET.CONNECT)) isConnected = true;
      const [, id, answer] = /^43(\d+)(\[.*\])$/s.exec(packet) ?? [];
      if (id === undefined || answer === undefined) return;
      // What a command is answered with is one acknowledgement.
      const [ack] = JSON.parse(answer) as [Ack<unknown>];
      this.#asked.get(Number(id))?.resolve(ack);
      this.#asked.delete(Number(id));
    });
    socket.on('close', () => {
      for (const [id, { reject }] of this.#asked) reject(new Error(`closed before acknowledgement ${id}`));
    });
    await eventually('the live connection opens', () => isConnected);
  }

  /** Sends commands over the live connection, all at once, and waits for every acknowledgement, whatever it says. */
  async ask(commands: readonly LiveCommand[]): Promise<readonly Ack<unknown>[]> {
    return Promise.all(
      commands.map(
        ({ operation, input }) =>
          new Promise<Ack<unknown>>((resolve, reject) => {
            const id = this.#lastAck;
            this.#lastAck += 1;
            this.#asked.set(id, { resolve, reject });
            this.#live?.send(`${PACKET.EVENT}${id}${JSON.stringify([operation.name, input])}`);
          }),
      ),
    );
  }

  /** The same, for commands that must be carried out. @throws Refused */
  async command(commands: readonly LiveCommand[]): Promise<void> {
    for (const ack of await this.ask(commands)) if (!ack.ok) throw new Refused(ack.error, null);
  }

  /** Opens a document, or is refused; resolves with the first frame or the closing. */
  async openDocument(document: DocumentName): Promise<void> {
    const address = `${this.#url}${DOCUMENTS_PATH}${toDocumentId(document)}`;
    const socket = this.#open(address, 'document', DOCUMENTS_SUBPROTOCOL);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, DOCUMENT_MESSAGE.SYNC);
    writeSyncStep1(encoder, new Y.Doc());
    socket.on('open', () => socket.send(encoding.toUint8Array(encoder)));
    await eventually('the document answers', () => {
      const isHere = this.bytes.some(({ url, bytes }) => url === address && isSync(bytes));
      return isHere || socket.readyState === WebSocket.CLOSED;
    });
  }

  /** Reads addresses over HTTP, allowed or not. `{name}` in a path is filled from the parameters. */
  async readAll(paths: readonly string[], parameters: PathParameters): Promise<void> {
    for (const path of paths) {
      await this.fetch(
        path.replaceAll(/\{(\w+)\}/g, (_, key: string) => parameters[key] ?? 'not-known-here'),
      );
    }
  }

  override close(): void {
    super.close();
    for (const socket of this.#sockets) socket.terminate();
  }

  #open(address: string, from: Received['from'], protocol: string[] | string = []): WebSocket {
    const socket = new WebSocket(address.replace(/^http/, 'ws'), protocol, {
      headers: { cookie: this.cookie, origin: this.#url },
    });
    this.#sockets.push(socket);
    socket.on('message', (data: Buffer) => this.#keep(from, address, data));
    // A refused handshake: the state of the socket tells.
    socket.on('error', () => undefined);
    return socket;
  }

  #keep(from: Received['from'], url: string, bytes: Buffer): void {
    this.bytes.push({ from, url, bytes });
  }
}

/** Every address the server answers a GET for, as it says itself: an operation that is added is read as well. */
export async function listReadablePaths(person: Person): Promise<readonly string[]> {
  const response = await person.fetch('/api/openapi.json');
  const { paths } = OpenApiSchema.parse(await response.json());
  return Object.entries(paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
}

function isSync(bytes: Buffer): boolean {
  return decoding.readVarUint(decoding.createDecoder(new Uint8Array(bytes))) === DOCUMENT_MESSAGE.SYNC;
}
