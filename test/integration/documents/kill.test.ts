import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type DocumentConnection, openDocument } from '#client/features/documents/document-connection.ts';
import { type ChildServer, startChildServer } from '#test/support/child-server.ts';
import { createTemporaryDatabase, testDatabaseUrl } from '#test/support/database.ts';
import { eventually, openPeer } from '#test/support/document-client.ts';

/** The long run is `KILL_ROUNDS=200`. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 4);
const rooms = 4;

let directory: string;
let server: ChildServer;
let temporary: Awaited<ReturnType<typeof createTemporaryDatabase>> | null = null;

function start(port: number): Promise<ChildServer> {
  const args = [directory, String(port), ...(temporary === null ? [] : [temporary.url])];
  return startChildServer('document-server-process.ts', args);
}

interface Writer {
  readonly connection: DocumentConnection;
  readonly stop: () => void;
}

/** Writes one letter every few milliseconds, so that a Yjs clock counts changes. */
function startWriter(room: number, user: string, round: number): Writer {
  const connection = openDocument({
    interviewId: `interview-${room}`,
    kind: 'notes',
    participantId: `participant-${user}-${round}`,
    baseUrl: `ws://127.0.0.1:${server.port}`,
    params: { user },
    // The interface of browsers, which `ws` offers as well.
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  const timer = setInterval(() => connection.doc.getText('text').insert(0, 'x'), 3);
  return { connection, stop: () => clearInterval(timer) };
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'dryrun-kill-'));
  if (testDatabaseUrl !== null) temporary = await createTemporaryDatabase(testDatabaseUrl);
  server = await start(0);
});

afterAll(async () => {
  await server.kill();
  await temporary?.drop();
  await rm(directory, { recursive: true, force: true });
});

describe('a server that is killed under load', () => {
  it(
    `[D10] has everything that any peer had seen and everything it had acknowledged, ${rounds} times`,
    async () => {
      let seenChanges = 0;
      for (let round = 0; round < rounds; round += 1) {
        const pairs = Array.from({ length: rooms }, (_, room) => [
          startWriter(room, 'ada', round),
          startWriter(room, 'bob', round),
        ]).flat();
        await eventually('all are connected', () =>
          pairs.every((writer) => writer.connection.getSnapshot().mode === 'write'),
        );
        await delay(250 + ((round * 131) % 400));
        await server.kill();

        // What each room must still know: for every client id the highest clock another peer saw or the server acknowledged.
        const expected = Array.from({ length: rooms }, () => new Map<number, number>());
        for (const [index, writer] of pairs.entries()) {
          writer.stop();
          const known = expected[Math.floor(index / 2)] ?? new Map<number, number>();
          const own = writer.connection.doc.clientID;
          for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(writer.connection.doc))) {
            const sure = client === own ? clock - writer.connection.getSnapshot().pendingChanges : clock;
            known.set(client, Math.max(known.get(client) ?? 0, sure));
          }
          // Gone for good: nobody may bring back what the server lost.
          writer.connection.close();
        }

        server = await start(server.port);
        for (const [room, known] of expected.entries()) {
          const reader = await openPeer({
            url: `ws://127.0.0.1:${server.port}/documents`,
            documentId: `interview-${room}.notes`,
            user: 'cleo',
          });
          const kept = Y.decodeStateVector(Y.encodeStateVector(reader.doc));
          const lost = [...known].filter(([client, clock]) => (kept.get(client) ?? 0) < clock);
          reader.close();
          expect(lost).toEqual([]);
          for (const clock of known.values()) seenChanges += clock;
        }
      }
      // The load was real.
      expect(seenChanges).toBeGreaterThan(rounds * 50);
    },
    60_000 + rounds * 15_000,
  );
});
