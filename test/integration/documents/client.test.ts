import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DocumentConnection, openDocument } from '#client/features/documents/document-connection.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { eventually } from '#test/support/document-client.ts';
import { type DocumentServer, person, startDocumentServer } from '#test/support/document-server.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let opened: DocumentConnection[] = [];
let round = 0;

function open(user: string): DocumentConnection {
  const connection = openDocument({
    interviewId: `interview-${round}`,
    kind: 'notes',
    participantId: `participant-${user}`,
    baseUrl: server.url.replace('/documents', ''),
    params: { user },
    // The interface of browsers, which `ws` offers as well.
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  opened.push(connection);
  return connection;
}

const statusOf = (connection: DocumentConnection) => connection.getSnapshot().status;
const textOf = (connection: DocumentConnection) => connection.doc.getText('text');

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  round += 1;
  server = await startDocumentServer({ database: database.database });
});

afterEach(async () => {
  for (const connection of opened) connection.close();
  opened = [];
  await server.close();
});

describe('a document connection of the client', () => {
  it('says saved only when the log has every change', async () => {
    const ada = open('ada');
    expect(ada.getSnapshot()).toEqual({ status: 'connecting', pendingChanges: 0, mode: null, reason: null });
    await eventually('ada is synchronised', () => statusOf(ada) === 'saved');
    textOf(ada).insert(0, 'a');
    textOf(ada).insert(1, 'b');
    expect(ada.getSnapshot()).toMatchObject({ status: 'saving', pendingChanges: 2, mode: 'write' });
    await eventually('both changes are saved', () => statusOf(ada) === 'saved');
    const rows = await database.database.documentUpdate.count({ where: { documentId: ada.id } });
    expect(rows).toBe(2);
  });

  it('counts changes made offline and saves them within two seconds of the server coming back', async () => {
    const ada = open('ada');
    const bob = open('bob');
    await eventually('both are synchronised', () => statusOf(ada) === 'saved' && statusOf(bob) === 'saved');
    const { port } = server;
    await server.close();
    await eventually('ada is offline', () => statusOf(ada) === 'offline');
    for (const word of ['one ', 'two ', 'three ']) textOf(ada).insert(textOf(ada).length, word);
    expect(ada.getSnapshot()).toMatchObject({ status: 'offline', pendingChanges: 3 });
    server = await startDocumentServer({ database: database.database, port });
    const startedAt = Date.now();
    await eventually('ada is saved', () => statusOf(ada) === 'saved');
    expect(Date.now() - startedAt).toBeLessThan(2_500);
    expect(ada.getSnapshot().pendingChanges).toBe(0);
    await eventually('bob reads it', () => textOf(bob).toString() === 'one two three ');
  });

  it('stops for good when access is refused', async () => {
    const stranger = open('stranger');
    await eventually('the stranger is refused', () => statusOf(stranger) === 'refused');
    expect(stranger.getSnapshot().reason).toBe('ACCESS_REFUSED');
  });

  it('knows that it may only read, and follows a change of the right', async () => {
    server.people.set('eve', person('eve', { mode: 'read' }));
    const eve = open('eve');
    await eventually('eve knows', () => eve.getSnapshot().mode === 'read' && statusOf(eve) === 'saved');
    server.people.set('eve', person('eve'));
    server.module.refreshAccess({ interviewId: `interview-${round}`, userId: 'eve' });
    await eventually('eve may write', () => eve.getSnapshot().mode === 'write');
    textOf(eve).insert(0, 'now');
    await eventually('it is saved', () => statusOf(eve) === 'saved');
  });

  it('shows the others the last of a burst of pointer positions, under its own name', async () => {
    const ada = open('ada');
    const bob = open('bob');
    await eventually('both are synchronised', () => statusOf(ada) === 'saved' && statusOf(bob) === 'saved');
    for (let x = 0; x <= 200; x += 1) ada.awareness.setLocalStateField('pointer', { x });
    await eventually('bob sees the last', () => {
      const state = bob.awareness.getStates().get(ada.awareness.clientID);
      return state?.['pointer']?.x === 200 && state['user']?.name === 'Ada';
    });
  });

  it('is seen again at once after a reconnect', async () => {
    const ada = open('ada');
    const bob = open('bob');
    await eventually('bob sees ada', () => bob.awareness.getStates().has(ada.awareness.clientID));
    const { port } = server;
    await server.close();
    await eventually('bob is alone', () => !bob.awareness.getStates().has(ada.awareness.clientID));
    server = await startDocumentServer({ database: database.database, port });
    await eventually(
      'bob sees ada again',
      () => bob.awareness.getStates().has(ada.awareness.clientID),
      4_000,
    );
  });
});
