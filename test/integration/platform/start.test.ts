import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DatabaseStartError, openDatabase } from '#server/platform/database.ts';
import { DirectoryInUseError, lockDirectory } from '#server/platform/directory-lock.ts';

const prismaDirectory = path.join(import.meta.dirname, '../../../prisma');
const newDirectory = () => mkdtempSync(path.join(tmpdir(), 'dryrun-start-'));

describe('starting', () => {
  test('a data directory in use is refused with one clear line, and free again after closing', async () => {
    const dataDir = newDirectory();
    const first = await openDatabase({ databaseUrl: null, dataDir, prismaDirectory });
    expect(first.applied).toEqual(['0001_initial']);
    const second = openDatabase({ databaseUrl: null, dataDir, prismaDirectory });
    await expect(second).rejects.toThrow(DatabaseStartError);
    await expect(second).rejects.toThrow(
      /^The data directory .* is in use by another Dryrun process\. [^\n]+$/,
    );
    await first.client.user.create({ data: { id: 'abcdefgh', name: 'A', email: 'a@example.org' } });
    await first.close();
    const third = await openDatabase({ databaseUrl: null, dataDir, prismaDirectory });
    expect(third.applied).toEqual([]);
    expect(await third.client.user.count()).toBe(1);
    await third.close();
  });

  test('a broken data directory is refused with one clear line', async () => {
    const dataDir = newDirectory();
    mkdirSync(path.join(dataDir, 'postgres'));
    writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), 'nonsense');
    const opened = openDatabase({ databaseUrl: null, dataDir, prismaDirectory });
    await expect(opened).rejects.toThrow(DatabaseStartError);
    await expect(opened).rejects.toThrow(/^The data directory .* cannot be opened [^\n]+$/);
  });

  test('an unreachable database is refused with one line that does not hold the password', async () => {
    const opened = openDatabase({
      databaseUrl: 'postgresql://dryrun:hunter2@127.0.0.1:1/dryrun',
      dataDir: '',
      prismaDirectory,
    });
    await expect(opened).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:1\/dryrun cannot be used: [^\n]+$/);
    await expect(opened).rejects.not.toThrow('hunter2');
  });

  test('the lock of a directory holds once and can be taken again', async () => {
    const directory = newDirectory();
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUseError);
    await lock.release();
    await (await lockDirectory(directory)).release();
  });
});
