import { existsSync } from 'node:fs';
import path from 'node:path';
import { invariant } from '#shared/errors.ts';

/** The folder of `package.json`, whether this runs from source or from the built bundle. */
export function findProjectRoot(from: string): string {
  let directory = from;
  while (!existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory);
    invariant(parent !== directory, `no package.json above ${from}`);
    directory = parent;
  }
  return directory;
}
