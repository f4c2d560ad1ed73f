import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { InviteRole } from '#shared/contracts/rooms.contract.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import { type TestApp, startTestApp } from '#test/support/app.ts';
import { createTemporaryDatabase } from '#test/support/database.ts';
import { eventually } from '#test/support/document-client.ts';
import { type FakeClock, createFakeClock } from '#test/support/fake-clock.ts';
import type { Person } from '#test/support/person.ts';

/** Two servers on different ports with one database, one Redis and one secret, as behind a load balancer. */
export interface Cluster {
  readonly east: TestApp;
  readonly west: TestApp;
  readonly clock: FakeClock;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** Both are started at the same time, on an empty database. `westRedis` is where one of them looks for Redis. */
export async function startCluster(urls: {
  postgres: string;
  redis: string;
  eastRedis?: string;
  westRedis?: string;
}): Promise<Cluster> {
  const temporary = await createTemporaryDatabase(urls.postgres);
  const clock = createFakeClock();
  const start = (redisUrl: string) => startTestApp({ sharedDatabaseUrl: temporary.url, redisUrl, clock });
  const [east, west] = await Promise.all([
    start(urls.eastRedis ?? urls.redis),
    start(urls.westRedis ?? urls.redis),
  ]);
  return {
    east,
    west,
    clock,
    databaseUrl: temporary.url,
    async close() {
      await Promise.all([east.close(), west.close()]);
      await temporary.drop();
    },
  };
}

export interface Member {
  readonly person: Person;
  readonly id: string;
}

/** Iris interviews in the east; Carl, Sam (shadow) and Olga (observer) sit in the west. All are in the live room. */
export interface ClusterRoom {
  readonly roomId: string;
  readonly interviewId: string;
  readonly iris: Member;
  readonly carl: Member;
  readonly sam: Member;
  readonly olga: Member;
}

export async function openRoom({
  east,
  west,
  clock,
}: Pick<Cluster, 'east' | 'west' | 'clock'>): Promise<ClusterRoom> {
  const host = east.person();
  const made = await host.call(rooms.createRoom, { displayName: 'Iris', role: 'interviewer' });
  const roomId = made.room.id;
  const enter = async (displayName: string, role: InviteRole): Promise<Member> => {
    clock.advance(1_000);
    const { token } = await host.call(rooms.createInvite, { roomId, role });
    const person = west.person();
    const { participant } = await person.call(rooms.acceptInvite, { token, displayName });
    await joinLive(person, roomId);
    return { person, id: participant.id };
  };
  await joinLive(host, roomId);
  return {
    roomId,
    interviewId: made.interviewId,
    iris: { person: host, id: made.participant.id },
    carl: await enter('Carl', 'candidate'),
    sam: await enter('Sam', 'shadow'),
    olga: await enter('Olga', 'observer'),
  };
}

/** Connects (again) and subscribes to the room, as the client does after every reconnect. */
export async function joinLive(person: Person, roomId: string): Promise<rooms.RoomSnapshot> {
  await person.connect();
  return person.send(rooms.joinRoom, { roomId });
}

/** Chooses a scenario, lets both say ready and starts the clock. */
export async function startInterview({ iris, carl, interviewId }: ClusterRoom): Promise<void> {
  const byInterview = { interviewId };
  const { setup } = (await iris.person.send(
    interviews.getInterview,
    byInterview,
  )) as interviews.GuideInterview;
  await iris.person.send(interviews.configureInterview, {
    ...byInterview,
    setup: { ...setup, scenarioId: 'ad-click-prediction' },
  });
  await iris.person.send(interviews.openLobby, byInterview);
  for (const { person } of [carl, iris]) {
    await person.send(interviews.setReady, { ...byInterview, isReady: true });
  }
  await iris.person.send(interviews.startInterview, byInterview);
}

/** A stock y-websocket client that carries a person's cookie. */
export interface DocumentPeer {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly awareness: Awareness;
  readonly provider: WebsocketProvider;
  readonly closeCodes: number[];
  close(): void;
}

export async function openDocument(input: {
  app: TestApp;
  person: Person;
  interviewId: string;
  kind: DocumentKind;
}): Promise<DocumentPeer> {
  const { app, person, interviewId, kind } = input;
  class CookieSocket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols ?? [], { headers: { cookie: person.cookie, origin: app.url } });
    }
  }
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const closeCodes: number[] = [];
  const provider = new WebsocketProvider(
    `${app.url.replace('http', 'ws')}/documents`,
    `${interviewId}.${kind}`,
    doc,
    {
      awareness,
      disableBc: true,
      maxBackoffTime: 300,
      // The interface of browsers, which `ws` offers as well.
      WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    },
  );
  provider.on('connection-close', (event) => {
    if (event === null) return;
    closeCodes.push(event.code);
    // As our client does: a final code means stay away.
    if (event.code >= 4400 && event.code < 4500) provider.disconnect();
  });
  awareness.setLocalState({});
  await eventually(`${kind} is synchronised`, () => provider.synced);
  return {
    doc,
    awareness,
    provider,
    closeCodes,
    text: doc.getText('test'),
    close() {
      provider.destroy();
      awareness.destroy();
      doc.destroy();
    },
  };
}

/** The status of `/readyz`. */
export async function readiness(app: TestApp): Promise<number> {
  return (await fetch(`${app.url}/readyz`)).status;
}
