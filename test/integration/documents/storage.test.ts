import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openTestDatabase } from '#test/support/database.ts';
import { type Peer, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, startDocumentServer } from '#test/support/document-server.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let documentId: string;
let round = 0;
let peers: Peer[] = [];

const limits = { unloadAfterMs: 30, snapshotAtUnloadRows: 1, snapshotAfterRows: 20, settleSeconds: 0 };

async function open(user: string): Promise<Peer> {
  const peer = await openPeer({ url: server.url, documentId, user });
  peers.push(peer);
  return peer;
}

async function openDocuments(): Promise<number | undefined> {
  return (await server.registry.getSingleMetric('dryrun_documents_open')?.get())?.values[0]?.value;
}

const countRows = () => database.database.documentUpdate.count({ where: { documentId } });
const findSnapshot = () => database.database.documentSnapshot.findUnique({ where: { documentId } });

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  round += 1;
  documentId = `interview-${round}.notes`;
  server = await startDocumentServer({ database: database.database, limits });
});

afterEach(async () => {
  for (const peer of peers) peer.close();
  peers = [];
  await server.close();
});

describe('storage of documents', () => {
  it('unloads a document nobody has open, leaves a snapshot and the whole log, and loads it again', async () => {
    const ada = await open('ada');
    ada.text.insert(0, 'kept words');
    ada.text.delete(4, 1);
    ada.text.insert(4, '-');
    await eventually('all is logged', async () => (await countRows()) === 3);
    ada.close();
    await eventually('the document is unloaded', async () => (await openDocuments()) === 0);
    const snapshot = await findSnapshot();
    const copy = new Y.Doc();
    Y.applyUpdateV2(copy, snapshot?.state ?? new Uint8Array());
    expect(copy.getText('text').toString()).toBe('kept-words');
    expect(await countRows()).toBe(3);
    const bob = await open('bob');
    await eventually('bob reads it', () => bob.text.toString() === 'kept-words');
    bob.text.insert(10, ' and more');
    await eventually('it is logged', async () => (await countRows()) === 4);
    bob.close();
    await eventually('it is unloaded again', async () => (await openDocuments()) === 0);
    await eventually(
      'the snapshot is newer',
      async () => (await findSnapshot())?.lastUpdateId !== snapshot?.lastUpdateId,
    );
    const cleo = await open('cleo');
    await eventually('cleo reads all', () => cleo.text.toString() === 'kept-words and more');
  });

  it('writes snapshots while people work, and the log stays whole for replay', async () => {
    const ada = await open('ada');
    for (let i = 0; i < 65; i += 1) {
      ada.text.insert(ada.text.length, 'x');
      if (i % 20 === 0) await eventually('it is logged', async () => (await countRows()) >= i);
    }
    await eventually('there is a snapshot', async () => (await findSnapshot()) !== null);
    await eventually('the log is whole', async () => (await countRows()) === 65);
    const doc = new Y.Doc();
    for (const row of await database.database.documentUpdate.findMany({ where: { documentId } })) {
      Y.applyUpdate(doc, row.update);
    }
    expect(doc.getText('text').length).toBe(65);
  });

  it('keeps a document loaded when somebody comes back while it is being unloaded', async () => {
    const ada = await open('ada');
    for (let i = 0; i < 20; i += 1) {
      ada.text.insert(0, 'y');
      ada.provider.disconnect();
      await new Promise((resolve) => {
        setTimeout(resolve, 20 + (i % 5) * 5);
      });
      ada.provider.connect();
      await eventually('ada is back', () => ada.provider.synced);
    }
    const bob = await open('bob');
    await eventually('bob has all', () => bob.text.length === 20);
  });

  it('keeps updates whose write failed, tells nobody, and writes them when the database is back', async () => {
    await server.close();
    let isDown = false;
    const failing = new Proxy(database.database, {
      get(target, property, receiver) {
        if (property === '$queryRaw' && isDown)
          return () => Promise.reject(new Error('the database is away'));
        // The client binds its methods to itself.
        const value: unknown = Reflect.get(target, property, receiver);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    server = await startDocumentServer({ database: failing, limits });
    const ada = await open('ada');
    const bob = await open('bob');
    isDown = true;
    ada.text.insert(0, 'patience');
    await eventually('a write has failed', async () => {
      const metric = await server.registry.getSingleMetric('dryrun_document_commit_failures_total')?.get();
      return (metric?.values[0]?.value ?? 0) >= 2;
    });
    expect(bob.text.toString()).toBe('');
    isDown = false;
    await eventually('bob reads it', () => bob.text.toString() === 'patience');
    expect(await countRows()).toBe(1);
  });

  it('stops reading from people while the database takes nothing, and forgets nothing', async () => {
    await server.close();
    let isDown = false;
    const failing = new Proxy(database.database, {
      get(target, property, receiver) {
        if (property === '$queryRaw' && isDown)
          return () => Promise.reject(new Error('the database is away'));
        const value: unknown = Reflect.get(target, property, receiver);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    server = await startDocumentServer({
      database: failing,
      limits: { ...limits, pendingBytes: 4_000, retryLastMs: 100 },
    });
    const ada = await open('ada');
    const bob = await open('bob');
    isDown = true;
    for (let i = 0; i < 100; i += 1)
      ada.text.insert(0, 'a long enough sentence to fill the queue of the log. ');
    await eventually('a write has failed', async () => {
      const metric = await server.registry.getSingleMetric('dryrun_document_commit_failures_total')?.get();
      return (metric?.values[0]?.value ?? 0) >= 2;
    });
    isDown = false;
    await eventually('bob reads it all', () => bob.text.length === ada.text.length);
    expect(ada.closeCodes).toEqual([]);
  });
});
