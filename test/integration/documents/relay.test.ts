import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeFrame } from '#server/features/documents/frames.ts';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { type Peer, RawClient, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, person, startDocumentServer } from '#test/support/document-server.ts';

let documentId: string;
let round = 0;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let peers: Peer[] = [];

async function open(user: string, doc?: Y.Doc): Promise<Peer> {
  const peer = await openPeer({ url: server.url, documentId, user, ...(doc === undefined ? {} : { doc }) });
  peers.push(peer);
  return peer;
}

function updateSaying(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

async function countRows(): Promise<number> {
  return database.database.documentUpdate.count({ where: { documentId } });
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
  for (const peer of peers) peer.close();
  peers = [];
  await server.close();
});

describe('shared documents', () => {
  it('shows one person what another writes', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    ada.text.insert(0, 'feature store');
    await eventually('bob reads it', () => bob.text.toString() === 'feature store');
    bob.text.insert(7, ' and label');
    await eventually('ada reads it', () => ada.text.toString() === 'feature and label store');
  });

  it('[D10] has an update in the log, with its author, before anybody else sees it', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    const rowsWhenSeen = new Promise<{ authorId: string }[]>((resolve) => {
      bob.doc.once('update', () => {
        void database.database.documentUpdate.findMany({ where: { documentId } }).then(resolve);
      });
    });
    ada.text.insert(0, 'x');
    expect((await rowsWhenSeen).map((row) => row.authorId)).toEqual(['participant-ada']);
  });

  it('gives a late joiner everything', async () => {
    const ada = await open('ada');
    for (let i = 0; i < 50; i += 1) ada.text.insert(0, `${i} `);
    ada.text.delete(0, 20);
    const bob = await open('bob');
    await eventually('bob has it all', () => bob.text.toString() === ada.text.toString());
  });

  it('merges what was written offline', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    ada.text.insert(0, 'online ');
    await eventually('bob reads it', () => bob.text.length === 7);
    bob.provider.disconnect();
    bob.text.insert(7, 'offline');
    ada.text.insert(0, 'still ');
    bob.provider.connect();
    await eventually('both agree', () => ada.text.toString() === bob.text.toString());
    expect(ada.text.toString()).toBe('still online offline');
  });

  it('does not log deletes again when a client only reconnects', async () => {
    const ada = await open('ada');
    ada.text.insert(0, 'abcdef');
    ada.text.delete(1, 2);
    await eventually('both are logged', async () => (await countRows()) === 2);
    ada.provider.disconnect();
    ada.provider.connect();
    await eventually('ada is back', () => ada.provider.synced);
    const bob = await open('bob');
    ada.text.insert(0, 'z');
    await eventually('bob reads it', () => bob.text.toString() === 'zadef');
    expect(await countRows()).toBe(3);
  });

  it('[D8] acknowledges updates to clients that speak the subprotocol, and to no others', async () => {
    const query = 'user=ada';
    const speaking = await new RawClient({ url: server.url, documentId, query, withControl: true }).opened();
    const stock = await new RawClient({ url: server.url, documentId, query }).opened();
    speaking.send(encodeFrame.update(updateSaying('one')));
    speaking.send(encodeFrame.update(updateSaying('two')));
    stock.send(encodeFrame.update(updateSaying('three')));
    await eventually('two updates are acknowledged', () => speaking.heard(100, 0, 2).length === 1);
    await eventually('the third is relayed', () => speaking.heard(0, 2).length === 1);
    expect(speaking.heard(100, 1, 1)).toHaveLength(1);
    expect(stock.heard(100)).toHaveLength(0);
    speaking.close();
    stock.close();
  });

  it('[D7] shows a reader everything and closes one that writes', async () => {
    server.people.set('eve', person('eve', { role: 'observer', mode: 'read' }));
    const ada = await open('ada');
    const eve = await open('eve');
    ada.text.insert(0, 'visible');
    await eventually('eve reads it', () => eve.text.toString() === 'visible');
    eve.text.insert(0, 'in');
    await eventually('eve is closed', () => eve.closeCodes.includes(CLOSE_CODES.READ_ONLY.code));
    ada.text.insert(7, '!');
    await eventually('the log has it', async () => (await countRows()) === 2);
    expect(ada.text.toString()).toBe('visible!');
    expect(eve.provider.shouldConnect).toBe(false);
  });

  it('keeps documents apart', async () => {
    const ada = await open('ada');
    const other = await openPeer({ url: server.url, documentId: `interview-${round}.private`, user: 'bob' });
    peers.push(other);
    ada.text.insert(0, 'board');
    other.text.insert(0, 'notes');
    const late = await openPeer({ url: server.url, documentId: `interview-${round}.private`, user: 'cleo' });
    peers.push(late);
    await eventually('cleo reads the notes', () => late.text.toString() === 'notes');
    expect(ada.text.toString()).toBe('board');
  });

  it('survives a restart of the server, and clients come back by themselves', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    ada.text.insert(0, 'before ');
    await eventually('bob reads it', () => bob.text.length === 7);
    const { port } = server;
    await server.close();
    await eventually('ada is told', () => ada.closeCodes.includes(CLOSE_CODES.SERVER_RESTART.code));
    ada.text.insert(7, 'meanwhile ');
    server = await startDocumentServer({ database: database.database, port });
    await eventually('bob has what ada wrote meanwhile', () => bob.text.toString() === 'before meanwhile ');
  });

  it('seeds starter content and reads a document back without anybody connected', async () => {
    await server.module.seed({ documentId, authorId: 'participant-ada', update: updateSaying('starter') });
    const bob = await open('bob');
    await eventually('bob finds it', () => bob.text.toString() === 'starter');
    await server.module.seed({ documentId, authorId: 'participant-ada', update: updateSaying('more') });
    await eventually('bob gets more', () => bob.text.length === 11);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, await server.module.read(documentId));
    expect(copy.getText('text').toString()).toBe(bob.text.toString());
    expect(await server.module.read('interview-nobody.notes')).toEqual(new Uint8Array([0, 0]));
  });

  it('remembers which participant wrote under which client id', async () => {
    const ada = await open('ada');
    ada.text.insert(0, 'mine');
    await eventually('the author is stored', async () => {
      const row = await database.database.documentAuthor.findUnique({
        where: { documentId_clientId: { documentId, clientId: BigInt(ada.doc.clientID) } },
      });
      return row?.participantId === 'participant-ada';
    });
  });

  it('takes offline work of an hour in one message', async () => {
    const doc = new Y.Doc();
    const text = doc.getText('text');
    for (let i = 0; i < 20_000; i += 1) text.insert(text.length, i % 7 === 0 ? ' ' : 'w');
    const ada = await open('ada', doc);
    const bob = await open('bob');
    await eventually('bob has it', () => bob.text.length === 20_000);
    expect(ada.closeCodes).toEqual([]);
  });
});
