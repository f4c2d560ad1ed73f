/* oxlint-disable vitest/valid-title, vitest/no-conditional-tests, vitest/expect-expect, vitest/no-disabled-tests -- these suites are made here and named by their callers */
import { describe, test } from 'vitest';

/** Servers that some suites need beside the embedded database; null where the machine does not have one. */
export const services = {
  /** A PostgreSQL server on which databases may be made, e.g. `postgresql://postgres@127.0.0.1:5432/postgres`. */
  postgres: readUrl('TEST_DATABASE_SERVER'),
  /** Every worker has a database of its own there; the address is without one. */
  redis: inOwnDatabase(readUrl('TEST_REDIS_URL')),
} as const;

export type Service = keyof typeof services;

const VARIABLE: Record<Service, string> = { postgres: 'TEST_DATABASE_SERVER', redis: 'TEST_REDIS_URL' };

function readUrl(variable: string): string | null {
  const value = process.env[variable];
  return value === undefined || value === '' ? null : value;
}

function inOwnDatabase(url: string | null): string | null {
  if (url === null) return null;
  const own = new URL(url);
  // Redis has 16 databases; the first is left to whoever works by hand.
  own.pathname = `/${1 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 15)}`;
  return own.href;
}

/**
 * A suite that needs servers. Without them it says so aloud and leaves one skipped test that names what was missing;
 * with `REQUIRE_SERVICES=1` (pipelines that have them) it fails instead.
 */
export function describeWithServices<S extends Service>(
  name: string,
  needed: readonly S[],
  suite: (urls: Record<S, string>) => void,
): void {
  const missing = needed.filter((service) => services[service] === null).map((service) => VARIABLE[service]);
  if (missing.length === 0) {
    const urls = Object.fromEntries(needed.map((service) => [service, services[service]]));
    // Nothing is missing: every needed service has its address.
    describe(name, () => {
      suite(urls as Record<S, string>);
    });
    return;
  }
  const reason = `set ${missing.join(' and ')}`;
  describe(name, () => {
    if (process.env['REQUIRE_SERVICES'] === '1') {
      test(`needs services: ${reason}`, () => {
        throw new Error(`REQUIRE_SERVICES is 1, but the services of this suite are missing: ${reason}`);
      });
      return;
    }
    process.stderr.write(`\n!!! NOT RUN: "${name}". To run it, ${reason}.\n\n`);
    test.skip(`not run: ${reason}`, () => {});
  });
}
