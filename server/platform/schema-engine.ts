import { createRequire } from 'node:module';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Prisma's own schema engine as WebAssembly, run in this process on either database: it needs no native binary and no
 * download, and writes the ordinary `_prisma_migrations` table, so the usual Prisma tools can take over at any time.
 */

const NO_FILTER = { externalTables: [], externalEnums: [] };

async function loadEngineModule() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindingsPath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await readFile(path.join(path.dirname(bindingsPath), 'schema_engine_bg.wasm'));
  // The package's entry relies on importing `.wasm` as a module, which Node 20 cannot: wire it by hand.
  // The bindings' functions are the imports that the wasm names under './schema_engine_bg.js'.
  const imports = { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(wasm, imports);
  bindings.__wbg_set_wasm(instance.exports);
  // `__wbindgen_start` is wasm-bindgen's initialiser; it takes no arguments and must run once.
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
  return bindings;
}

let engineModule: ReturnType<typeof loadEngineModule> | null = null;

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodels: [string, string][],
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  engineModule ??= loadEngineModule();
  const { SchemaEngine: Engine } = await engineModule;
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await Engine.new({ datamodels }, () => {}, bound);
  try {
    return await use(engine);
  } catch (error) {
    // The engine only says "external error 0"; what the driver said is in the registry.
    const external = /"?id"?:\s*(\d+)/.exec(String(error));
    const record = external ? bound.errorRegistry.consumeError(Number(external[1])) : undefined;
    throw record?.error instanceof Error ? record.error : error;
  } finally {
    engine.free();
  }
}

async function readMigrations(directory: string): Promise<MigrationList> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(directory, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  return {
    baseDir: directory,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(directory, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories,
    shadowDbInitScript: '',
  };
}

/**
 * Applies the migrations of `<prismaDirectory>/migrations` that the database does not have yet, in order.
 * @returns names of the migrations applied now
 */
export async function applyMigrations(
  factory: SqlMigrationAwareDriverAdapterFactory,
  prismaDirectory: string,
): Promise<readonly string[]> {
  const migrationsList = await readMigrations(path.join(prismaDirectory, 'migrations'));
  const datamodel = await readDatamodel(path.join(prismaDirectory, 'schema.prisma'));
  const result = await withEngine(factory, [datamodel], (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
  );
  return result.appliedMigrationNames;
}

/** The engine panics without a datamodel, even for commands that do not look at it. */
async function readDatamodel(schemaPath: string): Promise<[string, string]> {
  return [schemaPath, await readFile(schemaPath, 'utf8')];
}

/** SQL that leads from an empty database to the schema; for writing a migration. */
export async function schemaToSql(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schemaPath: string,
): Promise<string> {
  const datamodel = await readDatamodel(schemaPath);
  const result = await withEngine(factory, [datamodel], (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: datamodel[0], content: datamodel[1] }] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    }),
  );
  return result.stdout ?? '';
}
