import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getInterview } from '#shared/contracts/interviews.contract.ts';
import { getReview } from '#shared/contracts/review.contract.ts';
import { startApp, type RunningApp } from '#server/app.ts';
import { runDemo, type DemoLinks } from '#server/demo/run-demo.ts';
import { parseConfig, type Config } from '#server/platform/config.ts';
import { openDatabase } from '#server/platform/database.ts';
import { Person } from '#test/support/person.ts';

const root = path.join(import.meta.dirname, '../../..');
const log = pino({ level: 'silent' });

let dataDir: string;
let config: Config;
let links: DemoLinks;
let app: RunningApp | null = null;
const ranAt = Date.now();

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'dryrun-demo-'));
  config = parseConfig({ DATA_DIR: dataDir, PORT: '4190', PUBLIC_URL: 'https://interviews.example.org' });
  links = await runDemo({ config, log, now: ranAt, onProgress: () => undefined });
});
afterAll(async () => {
  await app?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Path and query of a link that names the public address. */
function localPath(link: string): string {
  const { origin, pathname, search } = new URL(link);
  expect(origin).toBe('https://interviews.example.org');
  return pathname + search;
}

describe('npm run demo', () => {
  it('dates board and notes over the interview, not at the moment it was run', async () => {
    const opened = await openDatabase({
      databaseUrl: null,
      dataDir,
      prismaDirectory: path.join(root, 'prisma'),
    });
    try {
      const interview = await opened.client.interview.findFirstOrThrow();
      const [startedAt, endedAt] = [interview.startedAt?.getTime() ?? 0, interview.endedAt?.getTime() ?? 0];
      expect(new Date(startedAt).getHours()).toBe(18);
      expect(endedAt).toBeLessThan(ranAt);
      for (const kind of ['canvas', 'notes', 'private']) {
        const rows = await opened.client.documentUpdate.findMany({
          where: { documentId: `${interview.id}.${kind}` },
          orderBy: { id: 'asc' },
          select: { at: true },
        });
        const times = rows.map(({ at }) => at.getTime());
        expect(times.length).toBeGreaterThan(7);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times[0]).toBe(startedAt);
        expect(times.at(-1)).toBeLessThanOrEqual(endedAt);
        expect(Math.max(...times) - startedAt).toBeGreaterThan(40 * 60_000);
      }
    } finally {
      await opened.close();
    }
  });

  it('prints links that sign each side in and lead to its review', async () => {
    const running = await startApp({ config: { ...config, host: '127.0.0.1', port: 0 }, log });
    app = running;
    for (const [link, view, name] of [
      [links.lead, 'guide', 'Demo interviewer'],
      [links.candidate, 'candidate', 'Demo candidate'],
    ] as const) {
      const person = new Person(`http://127.0.0.1:${running.port}`);
      const answer = await person.fetch(localPath(link));
      expect(answer.status).toBe(302);
      const target = answer.headers.get('location') ?? '';
      expect(new URL(target, 'https://interviews.example.org').pathname).toBe(localPath(links.review));
      const interviewId = /interviews\/([^/]+)\/review$/.exec(links.review)?.[1] ?? '';
      const review = await person.call(getReview, { interviewId });
      expect(review.view).toBe(view);
      expect(review.people.map(({ displayName }) => displayName)).toContain(name);
      expect((await person.call(getInterview, { interviewId })).state.status).toBe('revealed');
    }
  });

  it('says in one line what to do while a server uses the data directory', async () => {
    expect(app).not.toBeNull();
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/demo.ts'], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(output).toBe('');
    expect(complaint).toBe(
      'The demo cannot be added: A running server is using the data directory. Stop the server, run the demo, then start the server again.\n',
    );
  });
});
