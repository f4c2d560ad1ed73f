import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterBus } from '#server/platform/cluster-bus.ts';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { type Peer, RawClient, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, startDocumentServer } from '#test/support/document-server.ts';

/** Two ends of one bus that a test can cut; what is sent meanwhile is lost, as with Redis. */
class TestBus {
  isCut = false;
  readonly #ends: {
    handlers: Map<string, Set<(message: Uint8Array) => void>>;
    reconnected: Set<() => void>;
  }[] = [];

  end(): ClusterBus {
    const end = {
      handlers: new Map<string, Set<(message: Uint8Array) => void>>(),
      reconnected: new Set<() => void>(),
    };
    this.#ends.push(end);
    return {
      isDistributed: true,
      publish: (channel, message) => {
        if (this.isCut) return;
        for (const other of this.#ends) {
          if (other === end) continue;
          setImmediate(() => {
            for (const handler of other.handlers.get(channel) ?? []) handler(message);
          });
        }
      },
      subscribe: (channel, handler) => {
        const handlers = end.handlers.get(channel) ?? new Set();
        end.handlers.set(channel, handlers);
        handlers.add(handler);
        return () => handlers.delete(handler);
      },
      onReconnect: (handler) => {
        end.reconnected.add(handler);
        return () => end.reconnected.delete(handler);
      },
      close: () => Promise.resolve(),
    };
  }

  mend(): void {
    this.isCut = false;
    for (const end of this.#ends) for (const handler of end.reconnected) handler();
  }
}

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let bus: TestBus;
let east: DocumentServer;
let west: DocumentServer;
let documentId: string;
let round = 0;
let closing: { close(): void }[] = [];

async function open(server: DocumentServer, user: string): Promise<Peer> {
  const peer = await openPeer({ url: server.url, documentId, user });
  closing.push(peer);
  peer.awareness.setLocalState({});
  return peer;
}

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  round += 1;
  documentId = `interview-${round}.notes`;
  bus = new TestBus();
  // Only what a test triggers heals: the interval is out of the way.
  const limits = { healIntervalMs: 1_000_000, settleSeconds: 30 };
  east = await startDocumentServer({ database: database.database, bus: bus.end(), limits });
  west = await startDocumentServer({ database: database.database, bus: bus.end(), limits });
});

afterEach(async () => {
  for (const one of closing) one.close();
  closing = [];
  await Promise.all([east.close(), west.close()]);
});

describe('documents over several processes', () => {
  it('shows in one process what is written in another, both ways', async () => {
    const ada = await open(east, 'ada');
    const bob = await open(west, 'bob');
    ada.text.insert(0, 'east ');
    await eventually('bob reads it', () => bob.text.toString() === 'east ');
    bob.text.insert(5, 'west');
    await eventually('ada reads it', () => ada.text.toString() === 'east west');
    expect(await database.database.documentUpdate.count({ where: { documentId } })).toBe(2);
  });

  it('shows people of the other process, also to those who come later, and removes them', async () => {
    const ada = await open(east, 'ada');
    const bob = await open(west, 'bob');
    await eventually('bob sees ada', () => bob.awareness.getStates().has(ada.doc.clientID));
    await eventually('ada sees bob', () => ada.awareness.getStates().has(bob.doc.clientID));
    const adaId = ada.doc.clientID;
    ada.close();
    await eventually('bob is alone', () => !bob.awareness.getStates().has(adaId));
  });

  it("does not let anybody speak for the other process's people", async () => {
    const ada = await open(east, 'ada');
    const bob = await open(west, 'bob');
    await eventually('bob sees ada', () => bob.awareness.getStates().has(ada.doc.clientID));
    bob.awareness.meta.set(ada.doc.clientID, { clock: 500, lastUpdated: 0 });
    bob.awareness.states.set(ada.doc.clientID, { stolen: true });
    bob.awareness.emit('update', [{ added: [], updated: [ada.doc.clientID], removed: [] }, 'local']);
    bob.awareness.setLocalState({ mark: 1 });
    const cleo = await open(west, 'cleo');
    await eventually('cleo sees bob', () => cleo.awareness.getStates().get(bob.doc.clientID)?.['mark'] === 1);
    expect(cleo.awareness.getStates().get(ada.doc.clientID)).not.toHaveProperty('stolen');
  });

  it('[D15] heals what the bus lost from the log when the bus is back', async () => {
    const ada = await open(east, 'ada');
    const bob = await open(west, 'bob');
    ada.text.insert(0, 'a');
    await eventually('bob reads it', () => bob.text.toString() === 'a');
    bus.isCut = true;
    ada.text.insert(1, 'b');
    bob.text.insert(0, '0');
    await eventually(
      'both are logged',
      async () => (await database.database.documentUpdate.count({ where: { documentId } })) === 3,
    );
    expect([ada.text.toString(), bob.text.toString()]).toEqual(['ab', '0a']);
    bus.mend();
    await eventually('both agree', () => ada.text.toString() === '0ab' && bob.text.toString() === '0ab');
    const healed = await west.registry.getSingleMetric('dryrun_document_updates_healed_total')?.get();
    expect(healed?.values[0]?.value).toBe(1);
  });

  it('gives a joiner of one process what another wrote a moment ago, without the bus', async () => {
    bus.isCut = true;
    const ada = await open(east, 'ada');
    ada.text.insert(0, 'from the log');
    await eventually(
      'it is logged',
      async () => (await database.database.documentUpdate.count({ where: { documentId } })) === 1,
    );
    const bob = await open(west, 'bob');
    await eventually('bob reads it', () => bob.text.toString() === 'from the log');
  });

  it('closes a removed person in every process', async () => {
    const bob = new RawClient({ url: west.url, documentId, query: 'user=bob' });
    closing.push(bob);
    await bob.opened();
    west.people.delete('bob');
    east.module.refreshAccess({ interviewId: `interview-${round}`, userId: 'bob' });
    expect(await bob.closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
  });

  it('takes a ticket issued by another process, once', async () => {
    const { ticket } = east.module.issueTicket({
      userId: 'ada',
      interviewId: `interview-${round}`,
      kind: 'notes',
    });
    const other = await open(west, 'bob');
    const first = new RawClient({ url: west.url, documentId, query: `ticket=${ticket}` });
    closing.push(first);
    await first.opened();
    await eventually('both processes know it is used', () => other.provider.synced);
    const second = new RawClient({ url: east.url, documentId, query: `ticket=${ticket}` });
    closing.push(second);
    expect(await second.closed()).toBe(CLOSE_CODES.SIGN_IN_REQUIRED.code);
  });
});
