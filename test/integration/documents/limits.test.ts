import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type DocumentConnection, openDocument } from '#client/features/documents/document-connection.ts';
import { encodeFrame } from '#server/features/documents/frames.ts';
import { CLOSE_CODES, type CloseReason } from '#shared/close-codes.ts';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { CANVAS_LIMITS } from '#shared/documents/canvas-limits.ts';
import { beginGesture, createNode, moveNodes, setLabel } from '#shared/documents/canvas-writers.ts';
import { edgesOf, inkOf, nodesOf, readBoard } from '#shared/documents/canvas.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { RawClient, eventually } from '#test/support/document-client.ts';
import { type DocumentServer, startDocumentServer } from '#test/support/document-server.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: DocumentServer;
let closing: { close(): void }[] = [];
let round = 0;
let documentId: string;

/** A page as people use it. */
async function open(user: string): Promise<DocumentConnection> {
  const connection = openDocument({
    interviewId: `interview-${round}`,
    kind: 'canvas',
    participantId: `participant-${user}`,
    baseUrl: server.url.replace('/documents', ''),
    params: { user },
    // The interface of browsers, which `ws` offers as well.
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  closing.push(connection);
  await eventually(`${user} is synchronised`, () => connection.getSnapshot().status === 'saved');
  return connection;
}

function raw(user: string): Promise<RawClient> {
  const client = new RawClient({ url: server.url, documentId, query: `user=${user}`, withControl: true });
  closing.push(client);
  return client.opened();
}

function update(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc);
}

function add({ doc }: DocumentConnection, label: string): string {
  const id = createNode({ doc, gesture: beginGesture('insert') }, { kind: 'box', x: 0, y: 0, label });
  if (id === null) throw new Error('the board is full');
  return id;
}

function addMany(root: (doc: Y.Doc) => Y.Map<unknown>, count: number): (doc: Y.Doc) => void {
  return (doc) => {
    for (let i = 0; i < count; i += 1) {
      const client = doc.clientID.toString(36).slice(-3).padStart(3, '0');
      root(doc).set(`${client}${i.toString(36).padStart(5, '0')}`, new Y.Map([['k', 'box']]));
    }
  };
}

const labelsOf = ({ doc }: DocumentConnection) => readBoard(doc).nodes.map(({ label }) => label);
const rows = () => database.database.documentUpdate.count({ where: { documentId } });

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  round += 1;
  documentId = `interview-${round}.canvas`;
  server = await startDocumentServer({ database: database.database });
});

afterEach(async () => {
  for (const one of closing) one.close();
  closing = [];
  await server.close();
});

describe('[D18] the limits of a canvas', () => {
  it.each<readonly [string, CloseReason, (doc: Y.Doc) => void]>([
    ['too many nodes', 'BOARD_FULL', addMany(nodesOf, CANVAS_LIMITS.nodes + 1)],
    ['too many edges', 'BOARD_FULL', addMany(edgesOf, CANVAS_LIMITS.edges + 1)],
    ['too many strokes', 'BOARD_FULL', addMany(inkOf, CANVAS_LIMITS.strokes + 1)],
    ['an unknown root', 'CONTENT_REFUSED', (doc) => doc.getMap('other').set('a', 1)],
    [
      'a long label',
      'CONTENT_REFUSED',
      (doc) => nodesOf(doc).set('aaaaaaa', new Y.Map([['l', new Y.Text('x'.repeat(5_000))]])),
    ],
    [
      'a huge nested value',
      'CONTENT_REFUSED',
      (doc) => nodesOf(doc).set('aaaaaaa', new Y.Map([['k', Array.from({ length: 50_000 }, () => [1])]])),
    ],
  ])('refuses %s before the log, and the others go on', async (_name, reason, write) => {
    const bob = await open('bob');
    const cleo = await open('cleo');
    const hostile = await raw('ada');
    const first = add(bob, 'before');
    await eventually('cleo reads it', () => labelsOf(cleo).length === 1);
    hostile.send(encodeFrame.update(update(write)));
    expect(await hostile.closed()).toBe(CLOSE_CODES[reason].code);
    setLabel({ doc: bob.doc, gesture: beginGesture('rename') }, { of: 'node', id: first, label: 'after' });
    add(cleo, 'more');
    await eventually('all is saved and seen', () =>
      [bob, cleo].every((one) => {
        const labels = labelsOf(one);
        return one.getSnapshot().status === 'saved' && labels.includes('after') && labels.includes('more');
      }),
    );
    const logged = await rows();
    const stored = new Y.Doc();
    Y.applyUpdate(stored, await server.module.read(documentId));
    expect(readBoard(stored)).toEqual(readBoard(bob.doc));
    expect(stored.share.has('other')).toBe(false);
    expect(nodesOf(stored).size).toBe(2);
    // A box, a label and a box; typing "after" over "before" is two changes of one transaction.
    expect(logged).toBe(3);
  });

  it('takes what two people who each filled the board offline bring together, and neither is cut off', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    const { port } = server;
    await server.close();
    await eventually('both are offline', () =>
      [ada, bob].every((one) => one.getSnapshot().status === 'offline'),
    );
    for (const { doc } of [ada, bob]) {
      doc.transact(() => addMany(nodesOf, BOARD_LIMITS.nodes)(doc));
      expect(createNode({ doc, gesture: beginGesture('one more') }, { kind: 'box', x: 0, y: 0 })).toBeNull();
    }
    server = await startDocumentServer({ database: database.database, port });
    await eventually('both have everything', () =>
      [ada, bob].every(
        (one) => one.getSnapshot().status === 'saved' && nodesOf(one.doc).size === 2 * BOARD_LIMITS.nodes,
      ),
    );
    expect(readBoard(ada.doc)).toEqual(readBoard(bob.doc));
  });

  it('[D20] tells the page that broke them, which stays away', async () => {
    const ada = await open('ada');
    const bob = await open('bob');
    ada.doc.getMap('other').set('a', 1);
    await eventually('ada is told', () => ada.getSnapshot().status === 'error');
    expect(ada.getSnapshot().reason).toBe('CONTENT_REFUSED');
    add(ada, 'kept apart');
    add(bob, 'goes on');
    await eventually(
      'bob is saved',
      () => bob.getSnapshot().status === 'saved' && labelsOf(bob).length === 1,
    );
    expect(ada.getSnapshot()).toMatchObject({ status: 'error', reason: 'CONTENT_REFUSED' });
    expect(await rows()).toBe(1);
    const metric = await server.registry.getSingleMetric('dryrun_document_closes_total')?.get();
    const refused = metric?.values.filter(({ labels }) => labels['reason'] === 'CONTENT_REFUSED') ?? [];
    expect(refused.map(({ value }) => value)).toEqual([1]);
  });

  it('[D19] takes what a page writes at once when it comes back, before it was asked for the rest', async () => {
    const bob = await open('bob');
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (one: Uint8Array) => updates.push(one));
    const id = createNode({ doc, gesture: beginGesture('offline') }, { kind: 'box', x: 0, y: 0 });
    if (id === null) throw new Error('not created');
    const offline = Y.encodeStateAsUpdate(doc);
    moveNodes({ doc, gesture: beginGesture('move') }, new Map([[id, { x: 8, y: 8 }]]));
    const ada = await raw('ada');
    ada.send(encodeFrame.update(updates.at(-1) ?? new Uint8Array()));
    ada.send(encodeFrame.step2(offline));
    await eventually('both are acknowledged', () => ada.heard(100, 0, 2).length === 1);
    await eventually('bob sees the box where it was moved', () => readBoard(bob.doc).nodes[0]?.x === 8);
    expect(await rows()).toBe(2);
    // Asked and answered: what builds on nothing now has lost touch.
    const other = new Y.Doc();
    const lost: Uint8Array[] = [];
    other.on('update', (one: Uint8Array) => lost.push(one));
    nodesOf(other).set('aaaaaaa', new Y.Map());
    nodesOf(other).set('bbbbbbb', new Y.Map());
    ada.send(encodeFrame.update(lost.at(-1) ?? new Uint8Array()));
    expect(await ada.closed()).toBe(CLOSE_CODES.RESYNC.code);
    expect(await rows()).toBe(2);
  });

  it('knows the limits of a board that was loaded from the log', async () => {
    const filler = await raw('ada');
    filler.send(encodeFrame.update(update(addMany(nodesOf, CANVAS_LIMITS.nodes))));
    await eventually('it is logged', async () => (await rows()) === 1);
    const { port } = server;
    await server.close();
    server = await startDocumentServer({ database: database.database, port });
    const hostile = await raw('ada');
    hostile.send(encodeFrame.update(update(addMany(nodesOf, 1))));
    expect(await hostile.closed()).toBe(CLOSE_CODES.BOARD_FULL.code);
    expect(await rows()).toBe(1);
  });
});
