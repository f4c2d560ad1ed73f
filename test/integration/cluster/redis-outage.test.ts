import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import { beginGesture, createNode } from '#shared/documents/canvas-writers.ts';
import { nodesOf } from '#shared/documents/canvas.ts';
import { startTestApp } from '#test/support/app.ts';
import { eventually } from '#test/support/document-client.ts';
import { type Person, refusalOf } from '#test/support/person.ts';
import { describeWithServices } from '#test/support/services.ts';
import { type TcpProxy, startTcpProxy } from '#test/support/tcp-proxy.ts';
import type { Cluster, ClusterRoom, DocumentPeer } from './cluster-world.ts';
import {
  joinLive,
  openDocument,
  openRoom,
  readiness,
  startCluster,
  startInterview,
} from './cluster-world.ts';

/** A dead process shows as an unhandled rejection here, which fails the run. */
describeWithServices('Redis goes away', ['postgres', 'redis'], (urls) => {
  let eastWire: TcpProxy;
  let westWire: TcpProxy;
  let cluster: Cluster;
  let room: ClusterRoom;
  let peers: DocumentPeer[] = [];

  beforeEach(async () => {
    [eastWire, westWire] = await Promise.all([startTcpProxy(urls.redis), startTcpProxy(urls.redis)]);
    cluster = await startCluster({ ...urls, eastRedis: eastWire.url, westRedis: westWire.url });
    room = await openRoom(cluster);
    await startInterview(room);
  });

  afterEach(async () => {
    for (const peer of peers) peer.close();
    peers = [];
    eastWire.mend();
    westWire.mend();
    await cluster.close();
    await Promise.all([eastWire.close(), westWire.close()]);
  });

  async function openNotes(): Promise<{ east: DocumentPeer; west: DocumentPeer }> {
    const { iris, carl, interviewId } = room;
    const kind = 'notes';
    const east = await openDocument({ app: cluster.east, person: iris.person, interviewId, kind });
    const west = await openDocument({ app: cluster.west, person: carl.person, interviewId, kind });
    peers.push(east, west);
    return { east, west };
  }

  async function ready(): Promise<void> {
    for (const app of [cluster.east, cluster.west])
      await eventually('ready again', async () => (await readiness(app)) === 200);
  }

  test('for everybody: not ready, the interview goes on, edits meet in the log, and all is well when it is back', async () => {
    const { iris, carl, roomId } = room;
    const { east, west } = await openNotes();
    east.text.insert(0, 'before ');
    await eventually('west reads it', () => west.text.toString() === 'before ');

    eastWire.cut();
    westWire.cut();
    expect([await readiness(cluster.east), await readiness(cluster.west)]).toEqual([503, 503]);
    // Work goes on in each process.
    const elsewhere = cluster.east.person(carl.person);
    expect((await joinLive(elsewhere, roomId)).participants).toHaveLength(4);
    await iris.person.send(rooms.renameRoom, { roomId, name: 'Without Redis' });
    await elsewhere.waitFor(rooms.roomChanged, (c) => c.room.name === 'Without Redis');
    east.text.insert(7, 'east ');
    west.text.insert(0, 'west ');
    const both = 'west before east ';
    await eventually('both read both from the log', () =>
      [east, west].every(({ text }) => text.toString() === both),
    );
    expect(carl.person.received.map(({ payload }) => payload)).not.toContainEqual(
      expect.objectContaining({ room: expect.objectContaining({ name: 'Without Redis' }) }),
    );

    eastWire.mend();
    westWire.mend();
    await ready();
    // What Carl missed is made up for by a new connection, which begins with a snapshot.
    await carl.person.waitForDisconnect(15_000);
    await eventually(
      'Carl is back',
      async () => (await comeBack(carl.person, roomId))?.room.name === 'Without Redis',
    );
    await eventually('Carl hears Iris again', async () => {
      for (const { person } of [iris, carl]) if (!person.isConnected) await comeBack(person, roomId);
      await iris.person.call(rooms.renameRoom, { roomId, name: 'With Redis' });
      return carl.person.received.some(
        ({ event, payload }) =>
          event === rooms.roomChanged.event &&
          rooms.roomChanged.payload.parse(payload).room.name === 'With Redis',
      );
    });
    await eventually('the documents are open', () => east.provider.synced && west.provider.synced);
    let mark = 0;
    await eventually('presence crosses again', () => {
      mark += 1;
      east.awareness.setLocalStateField('mark', mark);
      return typeof west.awareness.getStates().get(east.doc.clientID)?.['mark'] === 'number';
    });
    east.text.insert(0, 'after ');
    await eventually('west reads it', () => west.text.toString() === `after ${both}`);
  }, 90_000);

  test('for the process a removed person sits in: they are out when it is back', async () => {
    const { iris, sam, roomId, interviewId } = room;
    const page = await openDocument({
      app: cluster.west,
      person: sam.person,
      interviewId,
      kind: 'private',
    });
    peers.push(page);
    westWire.cut();
    await iris.person.send(rooms.removeParticipant, { roomId, participantId: sam.id });
    expect(sam.person.isConnected).toBe(true);
    westWire.mend();
    await sam.person.waitForDisconnect(15_000);
    await eventually('the private page is refused', () =>
      page.closeCodes.includes(CLOSE_CODES.ACCESS_REFUSED.code),
    );
    await sam.person.connect();
    expect(await refusalOf(sam.person.send(rooms.joinRoom, { roomId }))).toMatchObject({
      code: 'PARTICIPANT_REMOVED',
    });
  });

  test('for the process that removes: it tells the others when it is back', async () => {
    const { iris, sam, roomId, interviewId } = room;
    const page = await openDocument({
      app: cluster.west,
      person: sam.person,
      interviewId,
      kind: 'private',
    });
    peers.push(page);
    eastWire.cut();
    await iris.person.send(rooms.removeParticipant, { roomId, participantId: sam.id });
    expect([sam.person.isConnected, page.provider.wsconnected]).toEqual([true, true]);
    eastWire.mend();
    await sam.person.waitForDisconnect(15_000);
    await eventually('the private page is refused', () =>
      page.closeCodes.includes(CLOSE_CODES.ACCESS_REFUSED.code),
    );
  });

  test('for the subscribers alone: every open document is listened to again, also one opened meanwhile', async () => {
    const { iris, carl, interviewId } = room;
    const { east, west } = await openNotes();
    westWire.cut();
    const board = await openDocument({
      app: cluster.west,
      person: carl.person,
      interviewId,
      kind: 'canvas',
    });
    const eastBoard = await openDocument({
      app: cluster.east,
      person: iris.person,
      interviewId,
      kind: 'canvas',
    });
    peers.push(board, eastBoard);
    westWire.mend();
    await ready();
    await killSubscribers(urls.redis);
    // Awareness travels by Redis alone, so that it comes shows that the channel is heard.
    for (const [from, to] of [
      [east, west],
      [eastBoard, board],
    ] as const) {
      let mark = 0;
      await eventually('presence crosses', () => {
        mark += 1;
        from.awareness.setLocalStateField('mark', mark);
        return typeof to.awareness.getStates().get(from.doc.clientID)?.['mark'] === 'number';
      });
    }
    east.text.insert(0, 'heard');
    await eventually('the edit crosses', () => west.text.toString() === 'heard');
    const gesture = beginGesture('insert');
    const id = createNode({ doc: eastBoard.doc, gesture }, { kind: 'ranker', x: 0, y: 0 });
    await eventually('the component crosses', () => id !== null && nodesOf(board.doc).has(id));
  });

  test('before the start: the process serves, is not ready, and takes part once Redis is there', async () => {
    const { iris, carl, olga, roomId } = room;
    const wire = await startTcpProxy(urls.redis);
    wire.cut();
    const late = await startTestApp({
      sharedDatabaseUrl: cluster.databaseUrl,
      redisUrl: wire.url,
      clock: cluster.clock,
    });
    try {
      const elsewhere = late.person(olga.person);
      await joinLive(elsewhere, roomId);
      expect(await readiness(late)).toBe(503);
      wire.mend();
      await eventually('ready', async () => (await readiness(late)) === 200);
      await carl.person.waitForDisconnect(15_000);
      await eventually('it hears the others', async () => {
        for (const person of [iris.person, elsewhere])
          if (!person.isConnected) await comeBack(person, roomId);
        await iris.person.call(rooms.renameRoom, { roomId, name: `Room ${Math.random()}` });
        return elsewhere.received.some(({ event }) => event === rooms.roomChanged.event);
      });
    } finally {
      await late.close();
      await wire.close();
    }
  });
});

/** As `CLIENT KILL TYPE pubsub`, but only in this worker's database of Redis. */
async function killSubscribers(redisUrl: string): Promise<void> {
  const admin = new Redis(redisUrl);
  let own: string[] = [];
  await eventually('two processes with two subscribers each', async () => {
    const list = await admin.client('LIST', 'TYPE', 'PUBSUB');
    own = String(list)
      .split('\n')
      .filter((line) => line.includes(` db=${admin.options.db} `));
    return own.length >= 4;
  });
  for (const line of own) await admin.client('KILL', 'ID', /^id=(\d+)/.exec(line)?.[1] ?? '');
  admin.disconnect();
}

/** Joins as the client does after a lost connection; null when it was lost again meanwhile. */
function comeBack(person: Person, roomId: string): Promise<rooms.RoomSnapshot | null> {
  person.close();
  return joinLive(person, roomId).catch(() => null);
}
