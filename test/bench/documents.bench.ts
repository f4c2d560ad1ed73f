/**
 * Server CPU and latency of relaying document updates: ours, durable before relay, against a bare `ws` relay that keeps
 * nothing. Each server runs in its own process; prints one JSON line each. About half a minute; with TEST_DATABASE_URL also
 * on PostgreSQL.
 *
 *   BENCH_ROOMS (300)  rooms of two people      BENCH_RATE (10.7)  updates a person sends per second
 *   BENCH_SECONDS (8)  measured, after a warm-up of three
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { encodeFrame } from '#server/features/documents/frames.ts';
import { DOCUMENTS_SUBPROTOCOL } from '#shared/contracts/documents.contract.ts';
import { createTemporaryDatabase, testDatabaseUrl } from '#test/support/database.ts';

const rooms = Number(process.env['BENCH_ROOMS'] ?? 300);
const rate = Number(process.env['BENCH_RATE'] ?? 10.7);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 8);
const warmUpMs = 3_000;

const canPin = spawnSync('taskset', ['--version']).status === 0;

interface Reading {
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

/** A server in its own process, on the first core where that can be asked for. */
async function startServer(file: string, args: readonly string[]) {
  const node = [
    ...process.execArgv,
    '--import',
    'tsx',
    path.join(import.meta.dirname, '../support', file),
    ...args,
  ];
  const command = canPin ? ['taskset', '-c', '0', process.execPath, ...node] : [process.execPath, ...node];
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    cwd: path.join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = /listening (\d+)/.exec(chunk.toString());
      if (match !== null) resolve(Number(match[1]));
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    read: () =>
      new Promise<Reading>((resolve) => {
        // Both servers answer with exactly this shape.
        child.once('message', (reading) => resolve(reading as Reading));
        child.send('read');
      }),
    stop: async () => {
      const gone = new Promise((resolve) => {
        child.once('exit', resolve);
      });
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** What one person sends: a letter at a time, with pauses worth a word now and then. */
function makeFrames(count: number): Buffer[] {
  const doc = new Y.Doc();
  const frames: Buffer[] = [];
  doc.on('update', (update: Uint8Array) => frames.push(encodeFrame.update(update)));
  const text = doc.getText('text');
  for (let i = 0; i < count; i += 1) text.insert(text.length, i % 9 === 0 ? 'feature ' : 'x');
  return frames;
}

interface Person {
  readonly socket: WebSocket;
  readonly frames: readonly Buffer[];
  readonly sentAt: number[];
  next: number;
  partner: Person | null;
}

async function connect(input: {
  address: string;
  frames: readonly Buffer[];
  onRelayed: (ms: number) => void;
}): Promise<Person> {
  const socket = new WebSocket(input.address, DOCUMENTS_SUBPROTOCOL, { perMessageDeflate: false });
  const person: Person = { socket, frames: input.frames, sentAt: [], next: 0, partner: null };
  socket.on('message', (data: Buffer) => {
    if (data[0] !== 0 || data[1] !== 2) return;
    const sentAt = person.partner?.sentAt.shift();
    if (sentAt !== undefined) input.onRelayed(performance.now() - sentAt);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return person;
}

function quantile(sorted: readonly number[], q: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0).toFixed(2));
}

async function measure(name: string, file: string, args: readonly string[]) {
  const server = await startServer(file, args);
  const count = Math.ceil((warmUpMs / 1000 + seconds + 2) * rate);
  const scripts = [makeFrames(count), makeFrames(count)];
  let latencies: number[] = [];
  let relayed = 0;
  const people: Person[] = [];
  for (let room = 0; room < rooms; room += 1) {
    const pair = await Promise.all(
      scripts.map((frames, i) =>
        connect({
          address: `ws://127.0.0.1:${server.port}/documents/interview-${room}.notes?user=${i === 0 ? 'ada' : 'bob'}`,
          frames,
          onRelayed: (ms) => {
            relayed += 1;
            latencies.push(ms);
          },
        }),
      ),
    );
    const [first, second] = pair;
    if (first === undefined || second === undefined) throw new Error('two people a room');
    first.partner = second;
    second.partner = first;
    people.push(first, second);
  }

  // Everybody at the same pace, each at an own moment; what a tick missed the next one makes up for.
  const startedAt = performance.now();
  const offsets = people.map((_, i) => ((i * 0.618_034) % 1) / rate);
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [i, person] of people.entries()) {
      const due = Math.floor(((now - startedAt) / 1000 - (offsets[i] ?? 0)) * rate);
      while (person.next < due) {
        const frame = person.frames[person.next];
        if (frame === undefined) break;
        person.next += 1;
        person.sentAt.push(performance.now());
        person.socket.send(frame);
      }
    }
  }, 1);

  await delay(warmUpMs);
  const before = await server.read();
  relayed = 0;
  latencies = [];
  const measuredFrom = performance.now();
  await delay(seconds * 1000);
  const after = await server.read();
  const frames = relayed;
  const elapsed = (performance.now() - measuredFrom) / 1000;
  clearInterval(timer);
  for (const person of people) person.socket.terminate();
  await server.stop();
  const sorted = [...latencies].sort((a, b) => a - b);
  const cpuSeconds = (after.cpuMicros - before.cpuMicros) / 1e6;
  return {
    bench: 'documents-relay',
    server: name,
    rooms,
    people: rooms * 2,
    framesPerSecond: Math.round(frames / elapsed),
    cpuSecondsPer100kFrames: Number(((cpuSeconds / frames) * 1e5).toFixed(2)),
    cpuShare: Number((cpuSeconds / elapsed).toFixed(2)),
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    rssMb: Math.round(after.rssBytes / 1024 / 1024),
    isPinned: canPin,
  };
}

const directory = await mkdtemp(path.join(tmpdir(), 'dryrun-bench-'));
const temporary = testDatabaseUrl === null ? null : await createTemporaryDatabase(testDatabaseUrl);
try {
  const bare = await measure('bare-ws', 'bare-relay-process.ts', ['0']);
  console.log(JSON.stringify(bare));
  const print = (ours: Awaited<ReturnType<typeof measure>>) => {
    const timesBare = Number((ours.cpuSecondsPer100kFrames / bare.cpuSecondsPer100kFrames).toFixed(2));
    console.log(JSON.stringify({ ...ours, timesBare }));
  };
  print(await measure('dryrun-embedded', 'document-server-process.ts', [directory, '0']));
  if (temporary !== null) {
    print(await measure('dryrun-postgresql', 'document-server-process.ts', [directory, '0', temporary.url]));
  }
} finally {
  await temporary?.drop();
  await rm(directory, { recursive: true, force: true });
}
