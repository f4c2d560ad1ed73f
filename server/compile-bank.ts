import path from 'node:path';
import { compileScenarioBank } from './features/scenarios/scenario-bank.ts';
import { findProjectRoot } from './platform/project-root.ts';

/** The last step of a build: a broken scenario is found here and not at the next start. */
const root = findProjectRoot(import.meta.dirname);
try {
  await compileScenarioBank({
    directory: path.join(root, 'server/features/scenarios/bank'),
    compiledPath: path.join(root, 'dist/server/scenario-bank.json'),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
