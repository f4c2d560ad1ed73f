import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { schemaToSql } from '#server/platform/schema-engine.ts';

/**
 * Writes the squashed first migration from `schema.prisma`. Until the first release there is exactly one; afterwards
 * this script gives way to one that writes the difference to the migrations that exist.
 */
const directory = path.join(import.meta.dirname, 'migrations');
const pglite = new PGlite();
const sql = await schemaToSql(new PrismaPGlite(pglite), path.join(import.meta.dirname, 'schema.prisma'));
await pglite.close();
await rm(directory, { recursive: true, force: true });
await mkdir(path.join(directory, '0001_initial'), { recursive: true });
await writeFile(path.join(directory, '0001_initial', 'migration.sql'), sql);
await writeFile(path.join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
console.log(`wrote ${path.relative(process.cwd(), directory)}/0001_initial/migration.sql`);
