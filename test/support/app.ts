import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startApp } from '#server/app.ts';
import type { RunningApp } from '#server/app.ts';
import { parseConfig } from '#server/platform/config.ts';
import { loadShippedBank } from './bank.ts';
import { createTemporaryDatabase, prepareEmbedded, testDatabaseUrl } from './database.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeClock } from './fake-clock.ts';
import { Person } from './person.ts';

export interface TestApp {
  readonly url: string;
  readonly clock: FakeClock;
  /** Log records of level warn and above; a test that expects none checks this. */
  readonly complaints: Record<string, unknown>[];
  readonly appliedMigrations: readonly string[];
  /** Somebody without a login session yet, or somebody known to another process, with their cookies. */
  person(from?: Person): Person;
  createSignInLink: RunningApp['createSignInLink'];
  close(): Promise<void>;
}

/** A real server on a free port with a database of its own: embedded, or on TEST_DATABASE_URL's server. */
export async function startTestApp(
  options: {
    databaseUrl?: string | null;
    /** A database that is there already, shared with other apps; the caller drops it. */
    sharedDatabaseUrl?: string;
    redisUrl?: string;
    clock?: FakeClock;
    rateLimitFactor?: number;
    environment?: Record<string, string>;
  } = {},
): Promise<TestApp> {
  const server = options.databaseUrl === undefined ? testDatabaseUrl : options.databaseUrl;
  const temporary =
    options.sharedDatabaseUrl !== undefined
      ? { url: options.sharedDatabaseUrl, drop: () => Promise.resolve() }
      : server === null
        ? null
        : await createTemporaryDatabase(server);
  if (temporary === null) await prepareEmbedded();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'dryrun-test-'));
  const clock = options.clock ?? createFakeClock();
  const complaints: Record<string, unknown>[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => complaints.push(JSON.parse(line)) });
  const config = parseConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: temporary === null ? 'memory://' : dataDir,
    AUTH_SECRET: 'a secret for tests that is long enough to be one',
    ...(temporary === null ? {} : { DATABASE_URL: temporary.url }),
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...options.environment,
  });
  const app = await startApp({
    config,
    log,
    clock,
    rateLimitFactor: options.rateLimitFactor ?? 1_000,
    bank: await loadShippedBank(),
  });
  const url = `http://127.0.0.1:${app.port}`;
  const people: Person[] = [];
  return {
    url,
    clock,
    complaints,
    appliedMigrations: app.appliedMigrations,
    createSignInLink: (input) => app.createSignInLink(input),
    person(from) {
      const person = new Person(url, from);
      people.push(person);
      return person;
    },
    async close() {
      for (const person of people) person.close();
      await app.close();
      await temporary?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
