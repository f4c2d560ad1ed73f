import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig } from '#server/platform/config.ts';

describe('configuration', () => {
  test('an empty environment is a working one', () => {
    expect(parseConfig({})).toMatchObject({
      port: 3000,
      dataDir: './data',
      databaseUrl: null,
      redisUrl: null,
      trustProxy: 0,
    });
  });

  test('a variable that is set to nothing counts as not set', () => {
    expect(parseConfig({ DATABASE_URL: '', PUBLIC_URL: '' })).toMatchObject({
      databaseUrl: null,
      publicUrl: null,
    });
  });

  test('every fault is reported at once, by name and without the value', () => {
    const environment = {
      PORT: 'many',
      DATABASE_URL: 'mysql://user:hunter2@host/db',
      AUTH_SECRET: 'short',
      LOG_LEVEL: 'loud',
    };
    const parse = () => parseConfig(environment);
    expect(parse).toThrow(ConfigError);
    for (const name of Object.keys(environment)) expect(parse).toThrow(name);
    expect(parse).not.toThrow('hunter2');
  });

  test('a secret may come from a file', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'dryrun-config-')), 'secret');
    writeFileSync(file, `${'s'.repeat(40)}\n`);
    expect(parseConfig({ AUTH_SECRET_FILE: file }).authSecret).toBe('s'.repeat(40));
    expect(() => parseConfig({ AUTH_SECRET_FILE: `${file}-missing` })).toThrow('AUTH_SECRET_FILE');
  });

  test('TRUST_PROXY takes a number of hops or a plain yes', () => {
    expect(parseConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(parseConfig({ TRUST_PROXY: 'true' }).trustProxy).toBe(1);
    expect(parseConfig({ TRUST_PROXY: 'false' }).trustProxy).toBe(0);
  });

  test('a trailing slash of PUBLIC_URL does not end up in links', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://dryrun.example.org/' }).publicUrl).toBe(
      'https://dryrun.example.org',
    );
  });
});
