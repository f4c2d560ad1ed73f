import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

interface Edge {
  /** Project-relative, `/`-separated. */
  readonly from: string;
  /** A project file, or a package name. */
  readonly to: string;
  readonly isPackage: boolean;
}

function listSources(directory: string): string[] {
  return readdirSync(path.join(ROOT, directory), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith('prisma/generated/'));
}

function readEdges(file: string): Edge[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    if (specifier.startsWith('#')) return { from: file, to: specifier.slice(1), isPackage: false };
    if (specifier.startsWith('.')) {
      return {
        from: file,
        to: path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)),
        isPackage: false,
      };
    }
    const [scope = '', name] = specifier.split('/');
    return { from: file, to: scope.startsWith('@') ? `${scope}/${name}` : scope, isPackage: true };
  });
}

const files = ['shared', 'server', 'client', 'prisma', 'test'].flatMap(listSources);
const edges = files.flatMap(readEdges);
const top = (file: string) => file.split('/')[0] ?? '';
const broken = (rule: (edge: Edge) => boolean) =>
  edges.filter(rule).map((edge) => `${edge.from} -> ${edge.to}`);
const featureOf = (file: string) => /^(?:server|client)\/features\/([^/]+)\//.exec(file)?.[1] ?? null;

describe('who may import whom', () => {
  test('reads the imports it judges', () => {
    expect(edges.length).toBeGreaterThan(300);
    expect(edges).toContainEqual({
      from: 'server/app.ts',
      to: 'server/features/rooms/rooms.module.ts',
      isPackage: false,
    });
  });

  test('shared imports shared, zod, in documents yjs and lib0, and for the outline of ink perfect-freehand', () => {
    expect(
      broken(({ from, to, isPackage }) => {
        if (top(from) !== 'shared') return false;
        if (!isPackage) return top(to) !== 'shared';
        if (from === 'shared/domain/board-ink.ts' && to === 'perfect-freehand') return false;
        const allowed = from.startsWith('shared/documents/') ? ['zod', 'yjs', 'lib0'] : ['zod'];
        return !allowed.includes(to);
      }),
    ).toEqual([]);
  });

  test('server and client never import each other', () => {
    expect(
      broken(
        ({ from, to, isPackage }) =>
          !isPackage &&
          ((top(from) === 'server' && top(to) === 'client') ||
            (top(from) === 'client' && top(to) === 'server')),
      ),
    ).toEqual([]);
  });

  test('the generated database client is seen on the server only', () => {
    expect(
      broken(
        ({ from, to }) =>
          to.startsWith('prisma/generated') && !['server', 'test', 'prisma'].includes(top(from)),
      ),
    ).toEqual([]);
  });

  test('nothing imports test', () => {
    expect(
      broken(({ from, to, isPackage }) => !isPackage && top(to) === 'test' && top(from) !== 'test'),
    ).toEqual([]);
  });

  test('on the server: platform <- features <- app.ts <- main.ts', () => {
    expect(
      broken(({ from, to, isPackage }) => {
        if (isPackage || top(from) !== 'server') return false;
        if (from.startsWith('server/platform/'))
          return top(to) === 'server' && !to.startsWith('server/platform/');
        if (featureOf(from) !== null) return to === 'server/app.ts' || to === 'server/main.ts';
        return from === 'server/app.ts' && to === 'server/main.ts';
      }),
    ).toEqual([]);
  });

  test('on the client: platform and ui <- features <- app', () => {
    expect(
      broken(({ from, to, isPackage }) => {
        if (isPackage || top(from) !== 'client') return false;
        const isBase = from.startsWith('client/platform/') || from.startsWith('client/ui/');
        if (isBase) return to.startsWith('client/features/') || to.startsWith('client/app/');
        return featureOf(from) !== null && to.startsWith('client/app/');
      }),
    ).toEqual([]);
  });

  test('a server feature takes from another only the types its interface names', () => {
    const isInterface = (file: string) => /\/(?:[a-z-]+\.module|membership)\.ts$/.test(file);
    expect(
      broken(({ from, to, isPackage }) => {
        if (isPackage || !from.startsWith('server/features/')) return false;
        const other = featureOf(to);
        return other !== null && other !== featureOf(from) && !isInterface(to);
      }),
    ).toEqual([]);
  });

  test('a client feature takes from another only types', () => {
    const taken = files
      .filter((file) => file.startsWith('client/features/'))
      .flatMap((file) =>
        [
          ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(
            /import (type )?[^;]*?from '#(client\/features\/[^']+)'/g,
          ),
        ]
          .filter((match) => match[1] === undefined && featureOf(match[2] ?? '') !== featureOf(file))
          .map((match) => `${file} -> ${match[2] ?? ''}`),
      );
    expect(taken).toEqual([]);
  });

  test('across folders imports are written with # and every import names its file', () => {
    expect(
      broken(
        ({ from, to, isPackage }) =>
          !isPackage && !/\.(?:tsx?|css|json|mjs)$/.test(to) && !from.endsWith('.config.ts'),
      ),
    ).toEqual([]);
    const climbing = files.flatMap((file) =>
      [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/from '(\.\.\/[^']+)'/g)]
        .map((match) => path.posix.normalize(path.posix.join(path.posix.dirname(file), match[1] ?? '')))
        .filter((target) => top(target) !== top(file))
        .map((target) => `${file} -> ${target}`),
    );
    expect(climbing).toEqual([]);
  });

  test('no index.ts that only re-exports', () => {
    const barrels = files.filter(
      (file) =>
        /\/index\.tsx?$/.test(file) &&
        readFileSync(path.join(ROOT, file), 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '' && !/^(?:\/\/|\/?\*)/.test(line.trim()))
          .every((line) => line.startsWith('export') && line.includes(' from ')),
    );
    expect(barrels).toEqual([]);
  });
});
