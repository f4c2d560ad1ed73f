import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { findProjectRoot } from './platform/project-root.ts';

/**
 * Builds what is missing or older than its sources, so that `npm start` works on a clean clone, after a pull, and at
 * once when nothing changed.
 */
const root = findProjectRoot(import.meta.dirname);
const OUTPUTS = [
  'prisma/generated/client.ts',
  'dist/client/index.html',
  'dist/server/main.js',
  'dist/server/demo.js',
  'dist/server/scenario-bank.json',
];
const SOURCES = [
  'client',
  'server',
  'shared',
  'prisma/schema.prisma',
  'prisma/migrations',
  'package-lock.json',
];

function newestChange(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(entry).map((name) => newestChange(path.join(entry, name))));
}

const outputs = OUTPUTS.map((file) => path.join(root, file));
const isMissing = outputs.some((file) => !existsSync(file));
const isStale = !isMissing && newestSource() > statSync(path.join(root, 'dist/server/main.js')).mtimeMs;

function newestSource(): number {
  return Math.max(...SOURCES.map((entry) => newestChange(path.join(root, entry))));
}

if (isMissing || isStale) {
  console.log(
    isMissing ? 'Building the first time; this takes about half a minute.' : 'Sources changed; building.',
  );
  const result = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
