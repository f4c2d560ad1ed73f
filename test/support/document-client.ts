import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { DOCUMENTS_SUBPROTOCOL } from '#shared/contracts/documents.contract.ts';

/** Waits until `check` holds, and says what was awaited when it never does. */
export async function eventually(
  what: string,
  check: () => boolean | Promise<boolean>,
  timeoutMs = 8_000,
): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > giveUpAt) throw new Error(`did not happen in ${timeoutMs} ms: ${what}`);
    await delay(5);
  }
}

/** A stock y-websocket client in Node. */
export interface Peer {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly provider: WebsocketProvider;
  readonly closeCodes: number[];
  /** The text both documents of the tests write in. */
  readonly text: Y.Text;
  close(): void;
}

/** Opens a document with y-websocket as it ships, and waits until it is synchronised unless told otherwise. */
export async function openPeer(input: {
  url: string;
  documentId: string;
  user: string;
  /** Further query parameters, such as `ticket`. */
  params?: Readonly<Record<string, string>>;
  doc?: Y.Doc;
  awaitSync?: boolean;
}): Promise<Peer> {
  const doc = input.doc ?? new Y.Doc();
  const awareness = new Awareness(doc);
  const closeCodes: number[] = [];
  const provider = new WebsocketProvider(input.url, input.documentId, doc, {
    awareness,
    disableBc: true,
    maxBackoffTime: 300,
    params: { user: input.user, ...input.params },
    // The interface of browsers, which `ws` offers as well.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  provider.on('connection-close', (event) => {
    if (event !== null) closeCodes.push(event.code);
  });
  const peer: Peer = {
    doc,
    awareness,
    provider,
    closeCodes,
    text: doc.getText('text'),
    close() {
      provider.destroy();
      awareness.destroy();
      doc.destroy();
    },
  };
  if (input.awaitSync !== false) await eventually(`${input.user} synchronises`, () => provider.synced);
  return peer;
}

/** A bare socket that sends what it is told and keeps what it hears. */
export class RawClient {
  readonly received: Uint8Array[] = [];
  readonly socket: WebSocket;
  closeCode: number | null = null;

  constructor(input: { url: string; documentId: string; query: string; withControl?: boolean }) {
    const address = `${input.url}/${input.documentId}?${input.query}`;
    this.socket =
      input.withControl === true ? new WebSocket(address, DOCUMENTS_SUBPROTOCOL) : new WebSocket(address);
    this.socket.on('message', (data: Buffer) => this.received.push(data));
    this.socket.on('close', (code) => {
      this.closeCode = code;
    });
    this.socket.on('error', () => {
      // A refused handshake; `closeCode` becomes 1006.
    });
  }

  async opened(): Promise<this> {
    await eventually('the socket opens', () => this.socket.readyState === WebSocket.OPEN);
    return this;
  }

  async closed(): Promise<number> {
    await eventually('the socket closes', () => this.closeCode !== null);
    return this.closeCode ?? 0;
  }

  send(bytes: readonly number[] | Uint8Array): void {
    this.socket.send(Buffer.from(bytes));
  }

  /** Messages that begin with these bytes. */
  heard(...prefix: readonly number[]): Uint8Array[] {
    return this.received.filter((message) => prefix.every((byte, i) => message[i] === byte));
  }

  close(): void {
    this.socket.terminate();
  }
}
