import { PGlite } from '@electric-sql/pglite';

const IN_MEMORY = 'memory://';

let preparing: Promise<void> | null = null;

/**
 * Has every embedded database in memory begin as a copy of one that is migrated already: making one takes some seconds,
 * copying one a fraction. The server still looks for migrations that are missing, so what it opens is the same. Done once
 * a worker; `migrate` opens and closes one.
 */
export function startFromTemplate(migrate: () => Promise<void>): Promise<void> {
  preparing ??= prepare(migrate);
  return preparing;
}

async function prepare(migrate: () => Promise<void>): Promise<void> {
  const create = PGlite.create.bind(PGlite);
  const dumps: Blob[] = [];
  replaceCreate(async (place) => {
    const database = await create(place);
    const close = database.close.bind(database);
    database.close = async () => {
      dumps.push(await database.dumpDataDir('none'));
      await close();
    };
    return database;
  });
  await migrate();
  const [loadDataDir] = dumps;
  if (loadDataDir === undefined) throw new Error('no embedded database was opened');
  replaceCreate((place) => (place === IN_MEMORY ? create({ loadDataDir }) : create(place)));
}

/** The server names a place and nothing else. */
function replaceCreate(create: (place: string) => Promise<PGlite>): void {
  Object.assign(PGlite, { create });
}
