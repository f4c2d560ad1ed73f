import { spawnSync } from 'node:child_process';

/**
 * `prisma generate` without a network: the command looks for a native schema engine it then never runs, so any
 * existing path satisfies it (and spares users the download).
 */
const result = spawnSync('prisma', ['generate', '--no-hints'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
});
process.exit(result.status ?? 1);
