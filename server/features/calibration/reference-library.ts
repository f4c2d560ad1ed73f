/**
 * All reference interviews, read once at start. `<id>.yaml` is the current edition; `<id>@<version>.yaml` keeps an older one,
 * so that a run that was begun with it stays readable.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AppError } from '#shared/errors.ts';
import { ReferenceFileSchema, type ReferenceFile } from './reference-file.ts';

export interface ReferenceLibrary {
  /** Newest edition of each, from mid to staff. */
  list(): readonly ReferenceFile[];
  /** @throws CALIBRATION_REFERENCE_NOT_FOUND */
  get(id: string, version?: string): ReferenceFile;
}

const LEVEL_ORDER = { mid: 0, senior: 1, staff: 2 } as const;

/** @throws when a file is broken: half a library would fail in the middle of a run */
export async function loadReferenceLibrary(directory: string): Promise<ReferenceLibrary> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const entries = await Promise.all(
    names.map(async (file) => ({ file, text: await readFile(join(directory, file), 'utf8') })),
  );
  const editions = entries.map(({ file, text }) => {
    const parsed = ReferenceFileSchema.safeParse(parse(text, { version: '1.2', schema: 'core' }));
    if (!parsed.success) {
      const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new Error(`${file} is no reference interview:\n  ${faults.join('\n  ')}`);
    }
    return { file, reference: parsed.data };
  });
  const current = editions
    .filter(({ file, reference }) => file === `${reference.id}.yaml`)
    .map(({ reference }) => reference)
    .sort((a, b) => LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level] || (a.id < b.id ? -1 : 1));
  return {
    list: () => current,
    get(id, version) {
      const found =
        version === undefined
          ? current.find((reference) => reference.id === id)
          : editions.find(({ reference }) => reference.id === id && reference.version === version)?.reference;
      if (!found) throw new AppError('CALIBRATION_REFERENCE_NOT_FOUND', { details: { id } });
      return found;
    },
  };
}
