/**
 * Carries updates and awareness between processes. The bus is only quick, the log is the truth: whatever the bus loses
 * is found in the log by `LogHealer`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ClusterBus } from '#server/platform/cluster-bus.ts';

export type ClusterMessage =
  | {
      readonly type: 'updates';
      readonly rows: readonly { readonly id: bigint; readonly update: Uint8Array }[];
    }
  | { readonly type: 'awareness'; readonly payload: Uint8Array }
  /** A process opened the document and does not know yet who is there. */
  | { readonly type: 'query-awareness' };

const TYPE = { UPDATES: 0, AWARENESS: 1, QUERY_AWARENESS: 2 } as const;
export class ClusterRelay {
  readonly #bus: ClusterBus;

  constructor(bus: ClusterBus) {
    this.#bus = bus;
  }

  get isDistributed(): boolean {
    return this.#bus.isDistributed;
  }

  publish(documentId: string, message: ClusterMessage): void {
    if (!this.#bus.isDistributed) return;
    const encoder = encoding.createEncoder();
    switch (message.type) {
      case 'updates':
        encoding.writeVarUint(encoder, TYPE.UPDATES);
        encoding.writeVarUint(encoder, message.rows.length);
        for (const row of message.rows) {
          encoding.writeBigUint64(encoder, row.id);
          encoding.writeVarUint8Array(encoder, row.update);
        }
        break;
      case 'awareness':
        encoding.writeVarUint(encoder, TYPE.AWARENESS);
        encoding.writeVarUint8Array(encoder, message.payload);
        break;
      case 'query-awareness':
        encoding.writeVarUint(encoder, TYPE.QUERY_AWARENESS);
        break;
    }
    this.#bus.publish(channelOf(documentId), encoding.toUint8Array(encoder));
  }

  /** Messages of other processes about one document. */
  subscribe(documentId: string, handler: (message: ClusterMessage) => void): () => void {
    if (!this.#bus.isDistributed) return () => undefined;
    return this.#bus.subscribe(channelOf(documentId), (bytes) => {
      const message = decode(bytes);
      if (message !== null) handler(message);
    });
  }
}

function decode(bytes: Uint8Array): ClusterMessage | null {
  const decoder = decoding.createDecoder(bytes);
  switch (decoding.readVarUint(decoder)) {
    case TYPE.UPDATES: {
      const count = decoding.readVarUint(decoder);
      const rows: { id: bigint; update: Uint8Array }[] = [];
      for (let i = 0; i < count; i += 1) {
        rows.push({ id: decoding.readBigUint64(decoder), update: decoding.readVarUint8Array(decoder) });
      }
      return { type: 'updates', rows };
    }
    case TYPE.AWARENESS:
      return { type: 'awareness', payload: decoding.readVarUint8Array(decoder) };
    case TYPE.QUERY_AWARENESS:
      return { type: 'query-awareness' };
    default:
      // A newer process during a rolling restart; its updates are found in the log.
      return null;
  }
}

function channelOf(documentId: string): string {
  return `document:${documentId}`;
}
