import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../../../../..');
const FEATURE = 'client/features/scenarios';
const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?!type\s)[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

/** Every project file that the given one loads when it runs; type imports load nothing. */
function loadedBy(entry: string, known: Set<string> = new Set()): Set<string> {
  if (known.has(entry) || !existsSync(path.join(ROOT, entry))) return known;
  known.add(entry);
  for (const match of readFileSync(path.join(ROOT, entry), 'utf8').matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2] ?? '';
    if (!/\.tsx?$/.test(specifier)) continue;
    loadedBy(
      specifier.startsWith('#')
        ? specifier.slice(1)
        : path.posix.normalize(path.posix.join(path.posix.dirname(entry), specifier)),
      known,
    );
  }
  return known;
}

const ofFeature = (files: Set<string>) => [...files].filter((file) => file.startsWith(`${FEATURE}/`));

test("the candidate's panel loads nothing of the guide", () => {
  const candidate = ofFeature(loadedBy(`${FEATURE}/prompt-panel.tsx`));
  const guide = ofFeature(loadedBy(`${FEATURE}/cockpit.tsx`));
  expect(guide).toContain(`${FEATURE}/cockpit-selectors.ts`);
  expect(candidate.filter((file) => guide.includes(file)).sort()).toEqual([
    `${FEATURE}/board-image.tsx`,
    `${FEATURE}/later-board-image.tsx`,
    `${FEATURE}/reveal-face.tsx`,
    `${FEATURE}/sourced-parts.ts`,
    `${FEATURE}/strings.ts`,
  ]);
});

test.each(['cockpit.tsx', 'prompt-panel.tsx'])('%s loads no code of another feature', (entry) => {
  const files = [...loadedBy(`${FEATURE}/${entry}`)];
  expect(files).toContain('client/platform/store.ts');
  const foreign = files.filter(
    (file) => file.startsWith('client/features/') && !file.startsWith(`${FEATURE}/`),
  );
  expect(foreign).toEqual([]);
});
