import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeAwareness, encodeAwareness } from '#server/features/documents/awareness-room.ts';
import { encodeFrame } from '#server/features/documents/frames.ts';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { type Peer, RawClient, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, person, startDocumentServer } from '#test/support/document-server.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let documentId: string;
let round = 0;
let closing: { close(): void }[] = [];

async function open(user: string): Promise<Peer> {
  const peer = await openPeer({ url: server.url, documentId, user });
  closing.push(peer);
  // y-protocols ignores a state at clock 0, which is a client's first.
  peer.awareness.setLocalState({});
  return peer;
}

async function raw(user: string): Promise<RawClient> {
  const client = await new RawClient({ url: server.url, documentId, query: `user=${user}` }).opened();
  closing.push(client);
  return client;
}

function awareness(...entries: Parameters<typeof encodeAwareness>[0]) {
  return encodeFrame.awareness(encodeAwareness(entries));
}

function nameSeenBy(peer: Peer, clientId: number): unknown {
  const user: unknown = peer.awareness.getStates().get(clientId)?.['user'];
  return typeof user === 'object' && user !== null && 'name' in user ? user.name : undefined;
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
  server = await startDocumentServer({ database: database.database });
});

afterEach(async () => {
  for (const one of closing) one.close();
  closing = [];
  await server.close();
});

describe('awareness', () => {
  it('reaches the others, and late joiners, and is not stored', async () => {
    const ada = await open('ada');
    ada.awareness.setLocalStateField('pointer', { x: 1, y: 2 });
    const bob = await open('bob');
    await eventually('bob sees the pointer', () => {
      const pointer: unknown = bob.awareness.getStates().get(ada.doc.clientID)?.['pointer'];
      return JSON.stringify(pointer) === '{"x":1,"y":2}';
    });
    expect(await database.database.documentUpdate.count({ where: { documentId } })).toBe(0);
  });

  it('[D13] carries the name, colour and role of the server, whatever the client says', async () => {
    server.people.set('eve', person('eve', { displayName: 'Eve', role: 'candidate', colour: 4 }));
    const bob = await open('bob');
    const eve = await open('eve');
    eve.awareness.setLocalStateField('user', { name: 'The interviewer', role: 'interviewer', colour: 1 });
    await eventually('bob sees eve', () => bob.awareness.getStates().has(eve.doc.clientID));
    eve.awareness.setLocalStateField('mark', 1);
    await eventually(
      'bob sees the mark',
      () => bob.awareness.getStates().get(eve.doc.clientID)?.['mark'] === 1,
    );
    expect(bob.awareness.getStates().get(eve.doc.clientID)?.['user']).toEqual({
      participantId: 'participant-eve',
      name: 'Eve',
      colour: 4,
      role: 'candidate',
    });
  });

  it("[D12] refuses to speak for somebody else's client, present or gone", async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    await eventually('bob sees ada', () => nameSeenBy(bob, ada.doc.clientID) === 'Ada');
    const cleo = await raw('cleo');
    cleo.send(awareness({ clientId: 77, clock: 1, state: {} }));
    cleo.send(awareness({ clientId: ada.doc.clientID, clock: 900, state: { pointer: 'stolen' } }));
    cleo.send(awareness({ clientId: ada.doc.clientID, clock: 901, state: null }));
    cleo.send(awareness({ clientId: 77, clock: 2, state: { mark: 1 } }));
    await eventually('cleo was heard', () => bob.awareness.getStates().get(77)?.['mark'] === 1);
    expect(bob.awareness.getStates().get(ada.doc.clientID)).not.toHaveProperty('pointer');
    expect(nameSeenBy(bob, ada.doc.clientID)).toBe('Ada');

    const adaId = ada.doc.clientID;
    ada.provider.disconnect();
    await eventually('ada is gone', () => !bob.awareness.getStates().has(adaId));
    cleo.send(awareness({ clientId: adaId, clock: 950, state: {} }));
    cleo.send(awareness({ clientId: 77, clock: 3, state: { mark: 2 } }));
    await eventually('cleo was heard again', () => bob.awareness.getStates().get(77)?.['mark'] === 2);
    expect(bob.awareness.getStates().has(adaId)).toBe(false);
    expect(cleo.closeCode).toBeNull();
  });

  it('lets a person take over from their own dead socket', async () => {
    const bob = await open('bob');
    const before = await raw('ada');
    before.send(awareness({ clientId: 55, clock: 1, state: { tab: 1 } }));
    await eventually('bob sees it', () => bob.awareness.getStates().get(55)?.['tab'] === 1);
    before.socket.pause();
    const after = await raw('ada');
    after.send(awareness({ clientId: 55, clock: 2, state: { tab: 2 } }));
    await eventually('bob sees the new one', () => bob.awareness.getStates().get(55)?.['tab'] === 2);
    before.close();
    after.send(awareness({ clientId: 55, clock: 3, state: { tab: 3 } }));
    await eventually('still there', () => bob.awareness.getStates().get(55)?.['tab'] === 3);
  });

  it('removes people for everybody when their connection ends', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    const cleo = await raw('cleo');
    cleo.send(awareness({ clientId: 91, clock: 1, state: {} }, { clientId: 92, clock: 1, state: {} }));
    const sees = (peer: Peer) => peer.awareness.getStates().has(91) && peer.awareness.getStates().has(92);
    await eventually('both see cleo', () => sees(ada) && sees(bob));
    cleo.close();
    await eventually(
      'nobody sees cleo',
      () =>
        ![ada, bob].some((peer) => peer.awareness.getStates().has(91) || peer.awareness.getStates().has(92)),
    );
  });

  it('shows a changed name at once', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    await eventually('bob sees ada', () => nameSeenBy(bob, ada.doc.clientID) === 'Ada');
    server.people.set('ada', person('ada', { displayName: 'Ada L.' }));
    server.module.refreshAccess({ interviewId: `interview-${round}` });
    await eventually('bob sees the new name', () => nameSeenBy(bob, ada.doc.clientID) === 'Ada L.');
  });

  it('closes what is not awareness', async () => {
    const bob = await open('bob');
    for (const frame of [
      encodeFrame.awareness(new Uint8Array([1, 2])),
      encodeFrame.awareness(new Uint8Array([1, 5, 1, 2, 0x7b, 0x7b])),
      encodeFrame.awareness(
        encodeAwareness([{ clientId: 5, clock: 1, state: { text: 'x'.repeat(50_000) } }]),
      ),
    ]) {
      const cleo = await raw('cleo');
      cleo.send(frame);
      expect(await cleo.closed()).toBe(CLOSE_CODES.MALFORMED.code);
    }
    expect([...bob.awareness.getStates().keys()]).toEqual([bob.doc.clientID]);
  });

  it('answers a query with everybody present', async () => {
    const ada = await open('ada');
    const bob = await raw('bob');
    bob.send([3]);
    await eventually('bob is answered', () =>
      bob
        .heard(1)
        .some((frame) =>
          decodeAwareness(frame.subarray(2))?.some((entry) => entry.clientId === ada.doc.clientID),
        ),
    );
  });
});
