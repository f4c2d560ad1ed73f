import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import { DirectoryInUseError, lockDirectory } from './directory-lock.ts';
import { applyMigrations } from './schema-engine.ts';

/** Refusal to start, in one line a person can act on. */
export class DatabaseStartError extends Error {}

export interface OpenDatabase {
  readonly client: PrismaClient;
  readonly kind: 'embedded' | 'postgresql';
  /** Migrations applied by this start. */
  readonly applied: readonly string[];
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Where the embedded database lives; `memory://` for a throw-away one in tests. */
  readonly dataDir: string;
  /** Folder with `schema.prisma` and `migrations`. */
  readonly prismaDirectory: string;
}

/**
 * Opens the database and brings it up to date.
 * @throws DatabaseStartError with one clear line when it is unreachable, in use or broken
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  return options.databaseUrl === null
    ? openEmbedded(options)
    : openServer({ ...options, databaseUrl: options.databaseUrl });
}

async function openServer(options: DatabaseOptions & { databaseUrl: string }): Promise<OpenDatabase> {
  const factory = new PrismaPg({
    connectionString: options.databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
  });
  const client = new PrismaClient({ adapter: factory });
  try {
    await client.$queryRaw`SELECT 1`;
    const applied = await migrateServer(options.databaseUrl, options.prismaDirectory);
    return { client, kind: 'postgresql', applied, close: () => client.$disconnect() };
  } catch (error) {
    await client.$disconnect();
    throw new DatabaseStartError(
      `PostgreSQL at ${withoutPassword(options.databaseUrl)} cannot be used: ${firstLine(error)}`,
      { cause: error },
    );
  }
}

/** Any number that nothing else on the database locks; one per database, because advisory locks are. */
const MIGRATION_LOCK = 4_871_092_374;

/**
 * Of several processes that start at once, one migrates while the others wait for as long as it takes, and then find it
 * done. The schema engine's own lock gives up after 10 s, and lives until the engine's connection ends: hence a
 * connection that ends here. The server lets go of both locks with the connections, also after `kill -9`.
 */
async function migrateServer(databaseUrl: string, prismaDirectory: string): Promise<readonly string[]> {
  const settings = { connectionString: databaseUrl, connectionTimeoutMillis: 5_000 };
  const client = new pg.Client(settings);
  const pool = new pg.Pool(settings);
  // A connection lost meanwhile shows in the migration itself; without listeners it would end the process.
  client.on('error', () => {});
  pool.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await applyMigrations(new PrismaPg(pool), prismaDirectory);
  } finally {
    await pool.end();
    await client.end();
  }
}

async function openEmbedded(options: DatabaseOptions): Promise<OpenDatabase> {
  const isInMemory = options.dataDir === 'memory://';
  const directory = isInMemory ? options.dataDir : path.join(options.dataDir, 'postgres');
  // Loaded here so that a server on PostgreSQL never pays for the WebAssembly.
  const [{ PGlite }, { PrismaPGlite }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('pglite-prisma-adapter'),
  ]);
  let lock: { release(): Promise<void> } | null = null;
  try {
    if (!isInMemory) {
      await mkdir(options.dataDir, { recursive: true });
      lock = await lockDirectory(options.dataDir);
    }
    const pglite = await PGlite.create(directory);
    // The adapter was built against an older copy of the same interface package; the shapes agree.
    const factory = new PrismaPGlite(pglite) as unknown as SqlMigrationAwareDriverAdapterFactory;
    const applied = await applyMigrations(factory, options.prismaDirectory);
    const client = new PrismaClient({ adapter: factory });
    const held = lock;
    return {
      client,
      kind: 'embedded',
      applied,
      close: async () => {
        await client.$disconnect();
        if (!pglite.closed) await pglite.close();
        await held?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    if (error instanceof DirectoryInUseError) {
      throw new DatabaseStartError(
        `The data directory ${options.dataDir} is in use by another Dryrun process. Stop it, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    }
    throw new DatabaseStartError(
      `The data directory ${options.dataDir} cannot be opened (${firstLine(error)}). Restore it from a backup, or set DATA_DIR to a new folder.`,
      { cause: error },
    );
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? 'unknown fault';
}

function withoutPassword(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'DATABASE_URL';
  const url = new URL(databaseUrl);
  return `${url.hostname}:${url.port || '5432'}${url.pathname}`;
}
