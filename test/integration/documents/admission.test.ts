import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeFrame } from '#server/features/documents/frames.ts';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import { DOCUMENT_LIMITS } from '#shared/contracts/documents.contract.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { type Peer, RawClient, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, person, startDocumentServer } from '#test/support/document-server.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let now = Date.now();
let round = 0;
let interviewId: string;
let documentId: string;
let closing: { close(): void }[] = [];

function raw(query: string, name = documentId): RawClient {
  const client = new RawClient({ url: server.url, documentId: name, query, withControl: true });
  closing.push(client);
  return client;
}

async function open(user: string): Promise<Peer> {
  const peer = await openPeer({ url: server.url, documentId, user });
  closing.push(peer);
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
  interviewId = `interview-${round}`;
  documentId = `${interviewId}.notes`;
  now = Date.now();
  server = await startDocumentServer({ database: database.database, clock: { now: () => now } });
});

afterEach(async () => {
  for (const one of closing) one.close();
  closing = [];
  await server.close();
});

describe('admission to a document', () => {
  it('refuses people without a login', async () => {
    const client = raw('');
    expect(await client.closed()).toBe(CLOSE_CODES.SIGN_IN_REQUIRED.code);
    expect(client.received).toEqual([]);
  });

  it('refuses people who are not in the interview, without a byte of the document', async () => {
    const ada = await open('ada');
    ada.text.insert(0, 'secret');
    const client = raw('user=stranger');
    expect(await client.closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
    expect(client.received).toEqual([]);
  });

  it('refuses the private document to a candidate and an observer', async () => {
    server.people.set('cora', person('cora', { role: 'candidate' }));
    server.people.set('otto', person('otto', { role: 'observer', mode: 'read' }));
    const candidate = raw('user=cora', `${interviewId}.private`);
    const observer = raw('user=otto', `${interviewId}.private`);
    expect(await candidate.closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
    expect(await observer.closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
    expect([...candidate.received, ...observer.received]).toEqual([]);
    await raw('user=ada', `${interviewId}.private`).opened();
  });

  it('answers names that are no document without a handshake', async () => {
    for (const name of [`${interviewId}.board`, 'short.notes', `${interviewId}.notes.notes`, '..%2fnotes']) {
      expect(await raw('user=ada', name).closed()).toBe(1006);
    }
  });

  it('opens one document once with a ticket', async () => {
    const { ticket } = server.module.issueTicket({ userId: 'ada', interviewId, kind: 'notes' });
    await raw(`ticket=${ticket}`).opened();
    expect(await raw(`ticket=${ticket}`).closed()).toBe(CLOSE_CODES.SIGN_IN_REQUIRED.code);
  });

  it('takes a ticket only for its document, only for a minute and only while the person may', async () => {
    const issue = () => server.module.issueTicket({ userId: 'ada', interviewId, kind: 'notes' });
    const other = raw(`ticket=${issue().ticket}`, `${interviewId}.canvas`);
    expect(await other.closed()).toBe(CLOSE_CODES.SIGN_IN_REQUIRED.code);
    const late = issue();
    expect(late.expiresAt.getTime()).toBe(now + DOCUMENT_LIMITS.ticketTtlMs);
    now += DOCUMENT_LIMITS.ticketTtlMs;
    expect(await raw(`ticket=${late.ticket}`).closed()).toBe(CLOSE_CODES.SIGN_IN_REQUIRED.code);
    const removed = issue();
    server.people.delete('ada');
    expect(await raw(`ticket=${removed.ticket}`).closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
  });

  it('closes a removed person at once and leaves the others alone', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    server.people.delete('bob');
    server.module.refreshAccess({ interviewId, userId: 'bob' });
    await eventually('bob is closed', () => bob.closeCodes.includes(CLOSE_CODES.ACCESS_REFUSED.code));
    ada.text.insert(0, 'without bob');
    await eventually(
      'it is logged',
      async () => (await database.database.documentUpdate.count({ where: { documentId } })) === 1,
    );
    expect(bob.text.toString()).toBe('');
    expect(bob.provider.shouldConnect).toBe(false);
    expect(ada.closeCodes).toEqual([]);
  });

  it('does not let a person in whose removal came during the handshake', async () => {
    const client = raw('user=bob');
    server.people.delete('bob');
    server.module.refreshAccess({ interviewId, userId: 'bob' });
    expect(await client.closed()).toBe(CLOSE_CODES.ACCESS_REFUSED.code);
  });

  it('[D7] turns a writer into a reader at once: what comes after is neither logged nor relayed', async () => {
    const ada = await open('ada');
    const bob = await raw('user=bob').opened();
    await eventually('bob may write', () => bob.heard(100, 1, 1).length === 1);
    server.people.set('bob', person('bob', { mode: 'read' }));
    server.module.refreshAccess({ interviewId });
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'late');
    bob.send(encodeFrame.update(Y.encodeStateAsUpdate(doc)));
    await eventually('bob is told', () => bob.heard(100, 1, 0).length === 1);
    ada.text.insert(0, 'x');
    await eventually('bob still reads', () => bob.heard(0, 2).length === 1);
    expect(ada.text.toString()).toBe('x');
    expect(await database.database.documentUpdate.count({ where: { documentId } })).toBe(1);
    expect(bob.closeCode).toBeNull();
    now += 6_000;
    bob.send(encodeFrame.update(Y.encodeStateAsUpdate(doc)));
    expect(await bob.closed()).toBe(CLOSE_CODES.READ_ONLY.code);
  });

  it('closes everybody when an interview is taken away, and comes back later when nobody can say', async () => {
    const ada = await raw('user=ada').opened();
    server.people.get = () => {
      throw new Error('the database is away');
    };
    server.module.refreshAccess({ interviewId });
    expect(await ada.closed()).toBe(CLOSE_CODES.UNAVAILABLE.code);
  });

  it('limits how often one person opens a document', async () => {
    for (let i = 0; i < DOCUMENT_LIMITS.connectionsPerPerson; i += 1) await raw('user=ada').opened();
    expect(await raw('user=ada').closed()).toBe(CLOSE_CODES.TOO_MANY_CONNECTIONS.code);
    await raw('user=bob').opened();
  });

  it('drops a socket that gives no sign of life', async () => {
    const ada = await raw('user=ada').opened();
    ada.socket.pause();
    const startedAt = now;
    await eventually('the connection is gone', async () => {
      now = startedAt + (now - startedAt + 10_000);
      const metric = await server.registry.getSingleMetric('dryrun_document_connections')?.get();
      return metric?.values.every((value) => value.value === 0) === true;
    });
  });

  it('reads a client that sends too much only as fast as a person could, and closes one that floods', async () => {
    const bob = await open('bob');
    const socket = connect(server.port, '127.0.0.1');
    const heard: Buffer[] = [];
    socket.on('data', (chunk) => heard.push(chunk));
    socket.write(
      `GET /documents/${documentId}?user=ada HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await eventually('ada is admitted', () => Buffer.concat(heard).includes('101 Switching Protocols'));
    // A masked one-byte frame, many times in one write: the socket cannot be paused between them.
    const frame = Buffer.from([0x82, 0x81, 0, 0, 0, 0, 3]);
    socket.write(Buffer.concat(Array.from({ length: 20_000 }, () => frame)));
    await eventually('ada is told why', () => Buffer.concat(heard).includes('RATE_LIMITED'));
    socket.destroy();
    expect(bob.closeCodes).toEqual([]);
  });

  it('refuses a message that is too large before it is read', async () => {
    const ada = await raw('user=ada').opened();
    ada.send(new Uint8Array(DOCUMENT_LIMITS.messageBytes + 1));
    expect(await ada.closed()).toBe(CLOSE_CODES.MESSAGE_TOO_LARGE.code);
  });
});
