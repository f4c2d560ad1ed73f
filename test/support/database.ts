import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { openDatabase } from '#server/platform/database.ts';
import { startFromTemplate } from './embedded-template.ts';

const prismaDirectory = path.join(import.meta.dirname, '../../prisma');

/** Set to run the same suite on a PostgreSQL server; every call then makes and drops a database of its own. */
export const testDatabaseUrl = process.env['TEST_DATABASE_URL'] ?? null;

const IN_MEMORY = { databaseUrl: null, dataDir: 'memory://', prismaDirectory } as const;

/** Before the first embedded database of a worker is opened. */
export function prepareEmbedded(): Promise<void> {
  return startFromTemplate(async () => {
    const opened = await openDatabase(IN_MEMORY);
    await opened.close();
  });
}

/** A fresh database with every migration applied: in memory, or on the server of TEST_DATABASE_URL. */
export async function openTestDatabase(
  options: { databaseUrl?: string | null } = {},
): Promise<{ database: PrismaClient; url: string | null; close(): Promise<void> }> {
  const server = options.databaseUrl === undefined ? testDatabaseUrl : options.databaseUrl;
  if (server === null) {
    await prepareEmbedded();
    const opened = await openDatabase(IN_MEMORY);
    return { database: opened.client, url: null, close: () => opened.close() };
  }
  const temporary = await createTemporaryDatabase(server);
  const opened = await openDatabase({ databaseUrl: temporary.url, dataDir: '', prismaDirectory });
  return {
    database: opened.client,
    url: temporary.url,
    close: async () => {
      await opened.close();
      await temporary.drop();
    },
  };
}

/** An empty database on a PostgreSQL server, with a name no other worker uses. */
export async function createTemporaryDatabase(
  server: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `dryrun_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runOnServer(server, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function runOnServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
