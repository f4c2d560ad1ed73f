import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import { startTestApp } from '#test/support/app.ts';
import { createTemporaryDatabase } from '#test/support/database.ts';
import { eventually } from '#test/support/document-client.ts';
import { refusalOf } from '#test/support/person.ts';
import { describeWithServices } from '#test/support/services.ts';
import type { Cluster, DocumentPeer } from './cluster-world.ts';
import {
  joinLive,
  openDocument,
  openRoom,
  readiness,
  startCluster,
  startInterview,
} from './cluster-world.ts';

describeWithServices('two processes on one PostgreSQL and one Redis', ['postgres', 'redis'], (urls) => {
  let cluster: Cluster;
  let peers: DocumentPeer[] = [];

  beforeAll(async () => {
    cluster = await startCluster(urls);
  });
  afterEach(() => {
    for (const peer of peers) peer.close();
    peers = [];
  });
  afterAll(async () => {
    const complaints = [...cluster.east.complaints, ...cluster.west.complaints];
    await cluster.close();
    if (complaints.length > 0) throw new Error(`logged: ${JSON.stringify(complaints)}`);
  });

  async function open(input: Parameters<typeof openDocument>[0]): Promise<DocumentPeer> {
    const peer = await openDocument(input);
    peers.push(peer);
    return peer;
  }

  describe('starting', () => {
    test('of two processes started at once on an empty database, one migrates and both serve', async () => {
      const applied = [cluster.east, cluster.west].map((app) => app.appliedMigrations.length);
      expect(Math.min(...applied)).toBe(0);
      expect(Math.max(...applied)).toBeGreaterThan(0);
      expect([await readiness(cluster.east), await readiness(cluster.west)]).toEqual([200, 200]);
    });

    test('a process started later finds the migrations done', async () => {
      const temporary = await createTemporaryDatabase(urls.postgres);
      try {
        const first = await startTestApp({ sharedDatabaseUrl: temporary.url });
        const second = await startTestApp({ sharedDatabaseUrl: temporary.url });
        expect(first.appliedMigrations.length).toBeGreaterThan(0);
        expect(second.appliedMigrations).toEqual([]);
        await Promise.all([first.close(), second.close()]);
      } finally {
        await temporary.drop();
      }
    });

    test('a process that stops ends its own sockets and nobody else’s, and the others see who has gone', async () => {
      const { iris, carl, olga, roomId } = await openRoom(cluster);
      const third = await startTestAppOf(cluster);
      const elsewhere = third.person(olga.person);
      olga.person.close();
      await joinLive(elsewhere, roomId);
      await iris.person.waitFor(rooms.presenceChanged, (p) => p.onlineIds.includes(olga.id));
      iris.person.received.length = 0;
      await third.close();
      await iris.person.waitFor(rooms.presenceChanged, (p) => !p.onlineIds.includes(olga.id));
      expect([iris.person.isConnected, carl.person.isConnected]).toEqual([true, true]);
    });

    function startTestAppOf(of: Cluster) {
      return startTestApp({
        sharedDatabaseUrl: of.databaseUrl,
        redisUrl: urls.redis,
        clock: of.clock,
      });
    }
  });

  describe('people', () => {
    test('who logged in at one is known at the other', async () => {
      const { iris, roomId } = await openRoom(cluster);
      const elsewhere = cluster.west.person(iris.person);
      expect((await elsewhere.call(rooms.listRooms, {})).rooms.map(({ room }) => room.id)).toEqual([roomId]);
    });

    test('changes of the room and presence reach people of the other process', async () => {
      const { iris, carl, sam, olga, roomId } = await openRoom(cluster);
      const seen = await iris.person.waitFor(rooms.presenceChanged, (p) => p.onlineIds.length === 4);
      expect(seen.onlineIds).toContain(carl.id);
      await iris.person.send(rooms.renameRoom, { roomId, name: 'East and west' });
      await carl.person.waitFor(rooms.roomChanged, (c) => c.room.name === 'East and west');
      iris.person.received.length = 0;
      olga.person.close();
      await iris.person.waitFor(rooms.presenceChanged, (p) => !p.onlineIds.includes(olga.id));
      const { onlineIds } = await iris.person.call(rooms.getRoom, { roomId });
      expect(onlineIds.toSorted()).toEqual([iris.id, carl.id, sam.id].toSorted());
    });

    test('a removed person loses the live room and the documents in the other process at once', async () => {
      const room = await openRoom(cluster);
      const { iris, sam, roomId, interviewId } = room;
      const page = await open({ app: cluster.west, person: sam.person, interviewId, kind: 'private' });
      await iris.person.send(rooms.removeParticipant, { roomId, participantId: sam.id });
      expect(await sam.person.waitFor(rooms.membershipChanged)).toEqual({ roomId, role: null });
      await eventually('the private page closes', () =>
        page.closeCodes.includes(CLOSE_CODES.ACCESS_REFUSED.code),
      );
      sam.person.received.length = 0;
      await iris.person.send(rooms.renameRoom, { roomId, name: 'Without Sam' });
      await room.carl.person.waitFor(rooms.roomChanged, (c) => c.room.name === 'Without Sam');
      expect(sam.person.received).toEqual([]);
      expect(await refusalOf(sam.person.send(rooms.joinRoom, { roomId }))).toMatchObject({
        code: 'PARTICIPANT_REMOVED',
      });
    });

    test('a new role moves the sockets of the other process, and joining again at once holds', async () => {
      const room = await openRoom(cluster);
      const { iris, sam, roomId, interviewId } = room;
      const page = await open({ app: cluster.west, person: sam.person, interviewId, kind: 'private' });
      await iris.person.send(rooms.changeRole, { roomId, participantId: sam.id, role: 'observer' });
      expect(await sam.person.waitFor(rooms.membershipChanged)).toEqual({ roomId, role: 'observer' });
      await sam.person.send(rooms.joinRoom, { roomId });
      await eventually('the private page closes', () =>
        page.closeCodes.includes(CLOSE_CODES.ACCESS_REFUSED.code),
      );
      sam.person.received.length = 0;
      const { setup } = (await iris.person.send(interviews.getInterview, {
        interviewId,
      })) as interviews.GuideInterview;
      await iris.person.send(interviews.configureInterview, {
        interviewId,
        setup: { ...setup, level: 'staff' },
      });
      await iris.person.send(rooms.renameRoom, { roomId, name: 'Sam watches' });
      await sam.person.waitFor(rooms.roomChanged, (c) => c.room.name === 'Sam watches');
      expect(sam.person.received.map(({ event }) => event)).not.toContain(interviews.guideChanged.event);
    });

    test('signing out everywhere ends the sockets and documents of the other process', async () => {
      const room = await openRoom(cluster);
      await startInterview(room);
      const { iris, interviewId } = room;
      const email = `iris-${room.roomId.toLowerCase()}@example.org`;
      const post = (path: string, body: Record<string, string> = {}) =>
        iris.person.fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      expect(
        (await post('/api/auth/sign-up/email', { name: 'Iris', email, password: 'long enough' })).status,
      ).toBe(200);
      const phone = cluster.west.person(iris.person);
      await joinLive(phone, room.roomId);
      const notes = await open({ app: cluster.west, person: phone, interviewId, kind: 'notes' });
      expect((await post('/api/auth/revoke-sessions')).status).toBe(200);
      await phone.waitForDisconnect();
      await eventually('the document is refused', () =>
        notes.closeCodes.includes(CLOSE_CODES.SIGN_IN_REQUIRED.code),
      );
      expect(await refusalOf(phone.call(rooms.listRooms, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
    });
  });

  describe('the interview', () => {
    test('the clock and the cards reach everybody in the other process, guide acts only its guides', async () => {
      const room = await openRoom(cluster);
      await startInterview(room);
      const { iris, carl, sam, olga, interviewId } = room;
      for (const { person } of [carl, sam, olga]) {
        await person.waitFor(interviews.interviewChanged, (c) => c.state.status === 'running');
      }
      await iris.person.send(interviews.setPaused, { interviewId, isPaused: true });
      await carl.person.waitFor(interviews.interviewChanged, (c) =>
        c.events.some((e) => e.act.type === 'paused'),
      );
      await iris.person.send(interviews.setPaused, { interviewId, isPaused: false });

      const act = { type: 'expectation-ticked', expectationId: 'cl.goal', isTicked: true } as const;
      await iris.person.send(interviews.recordGuideAct, { interviewId, id: `tick-${interviewId}`, act });
      await sam.person.waitFor(interviews.guideChanged, (c) => c.events.some((e) => e.act.type === act.type));
      await iris.person.send(interviews.showReveal, { interviewId, revealId: 'r.goal' });
      // Sent after the tick on the same road: had the tick been for them, it would be here by now.
      for (const { person } of [carl, olga]) {
        await person.waitFor(interviews.interviewChanged, (c) =>
          c.events.some((e) => e.act.type === 'reveal-shown'),
        );
        expect(person.received.map(({ event }) => event)).not.toContain(interviews.guideChanged.event);
      }
    });

    test('two interviewers in different processes change it at the same moment and nothing is lost', async () => {
      const room = await openRoom(cluster);
      await startInterview(room);
      const { iris, sam, interviewId } = room;
      const elsewhere = cluster.west.person(iris.person);
      await joinLive(elsewhere, room.roomId);
      const tick = (person: typeof elsewhere, id: string) =>
        person.send(interviews.recordGuideAct, {
          interviewId,
          id: `${id}-${interviewId}`,
          act: { type: 'expectation-ticked', expectationId: 'cl.goal', isTicked: true },
        });
      await Promise.all([0, 1, 2, 3].flatMap((n) => [tick(iris.person, `e${n}`), tick(elsewhere, `w${n}`)]));
      const snapshot = (await sam.person.send(interviews.getInterview, {
        interviewId,
      })) as interviews.GuideInterview;
      expect(snapshot.guideEvents).toHaveLength(8);
    });
  });

  describe('documents', () => {
    test('two people in different processes see each other’s edits and each other', async () => {
      const room = await openRoom(cluster);
      await startInterview(room);
      const { iris, carl, interviewId } = room;
      const east = await open({ app: cluster.east, person: iris.person, interviewId, kind: 'notes' });
      const west = await open({ app: cluster.west, person: carl.person, interviewId, kind: 'notes' });
      east.text.insert(0, 'east ');
      await eventually('west reads it', () => west.text.toString() === 'east ');
      west.text.insert(5, 'west');
      await eventually('east reads it', () => east.text.toString() === 'east west');
      const seenIn = (peer: DocumentPeer, other: DocumentPeer) =>
        peer.awareness.getStates().get(other.doc.clientID);
      await eventually('east sees Carl', () => seenIn(east, west) !== undefined);
      await eventually('west sees Iris', () => seenIn(west, east) !== undefined);
      expect(seenIn(east, west)).toMatchObject({ user: { participantId: carl.id, role: 'candidate' } });
      const gone = east.doc.clientID;
      east.close();
      await eventually('west is alone', () => !west.awareness.getStates().has(gone));
    });

    test('are read only in every process once the interview has ended', async () => {
      const room = await openRoom(cluster);
      await startInterview(room);
      const { iris, carl, interviewId } = room;
      const west = await open({ app: cluster.west, person: carl.person, interviewId, kind: 'notes' });
      await iris.person.send(interviews.endInterview, { interviewId });
      await carl.person.waitFor(interviews.interviewChanged, (c) => c.state.status === 'rating');
      const later = await open({ app: cluster.east, person: iris.person, interviewId, kind: 'notes' });
      // Past the moment in which an update may still have been on its way.
      await eventually('west may only read', () => {
        cluster.clock.advance(10_000);
        west.text.insert(0, 'late');
        return west.closeCodes.includes(CLOSE_CODES.READ_ONLY.code);
      });
      expect(later.text.toString()).toBe('');
    });
  });
});
