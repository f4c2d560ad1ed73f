import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

const integration = {
  include: ['test/integration/**/*.test.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** A PostgreSQL server on which every test makes and drops databases of its own. */
const databaseServer = process.env['TEST_DATABASE_SERVER'];
if (databaseServer === undefined) {
  if (process.env['REQUIRE_SERVICES'] === '1')
    throw new Error('REQUIRE_SERVICES=1, but TEST_DATABASE_SERVER is not set');
  // This file is read once for every project; once is loud enough.
  if (process.env['SKIP_WAS_SAID'] !== 'yes') {
    process.stderr.write(
      'SKIPPED: TEST_DATABASE_SERVER is not set; integration tests run on the embedded database only.\n',
    );
  }
  process.env['SKIP_WAS_SAID'] = 'yes';
}

/** One project a kind of test, so that a kind can be run alone: `vitest run --project unit`. */
export default defineConfig({
  root,
  test: {
    // Vitest would leave one core to itself; on two that is half the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files of one worker share what they import: no test replaces a module, and importing costs more than most tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts?(x)', 'test/architecture/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'integration', ...integration } },
      // The same suite once more where a server answers: two databases, one behaviour.
      ...(databaseServer === undefined
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'integration-postgresql',
                ...integration,
                // These bring their own databases or need none: once is enough.
                exclude: [
                  'test/integration/cluster/**',
                  'test/integration/platform/start.test.ts',
                  'test/integration/documents/kill.test.ts',
                ],
                env: { TEST_DATABASE_URL: databaseServer },
              },
            },
          ]),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Vitest's second is too short for a page on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          // Alone: browsers and a server need both cores.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
