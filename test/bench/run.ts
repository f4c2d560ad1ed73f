import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** `npm run bench [-- name]`: runs every benchmark, or the ones whose name holds the word; each prints JSON lines. */
const wanted = process.argv[2] ?? '';
const files = readdirSync(import.meta.dirname).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(wanted),
);
if (files.length === 0) {
  console.error(`no benchmark is called ${wanted}`);
  process.exit(1);
}
for (const file of files) {
  const { status } = spawnSync('tsx', [path.join(import.meta.dirname, file)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
