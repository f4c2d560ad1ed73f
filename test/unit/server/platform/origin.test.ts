import { describe, expect, test } from 'vitest';
import { isOwnOrigin } from '#server/platform/origin.ts';

const ask = (headers: Record<string, string>, policy: { publicUrl?: string; trustProxy?: number } = {}) =>
  isOwnOrigin({ headers }, { publicUrl: policy.publicUrl ?? null, trustProxy: policy.trustProxy ?? 0 });

describe('origins', () => {
  test('the host the request was sent to is its own', () => {
    expect(ask({ host: 'localhost:3000', origin: 'http://localhost:3000' })).toBe(true);
    expect(ask({ host: 'localhost:3000', origin: 'http://localhost:3001' })).toBe(false);
    expect(ask({ host: 'localhost:3000', origin: 'null' })).toBe(false);
  });

  test('PUBLIC_URL is its own whatever a proxy made of the host', () => {
    const policy = { publicUrl: 'https://dryrun.example.org' };
    expect(ask({ host: '10.0.0.7', origin: 'https://dryrun.example.org' }, policy)).toBe(true);
    expect(ask({ host: '10.0.0.7', origin: 'http://dryrun.example.org' }, policy)).toBe(false);
  });

  test('X-Forwarded-Host is believed from trusted proxies only', () => {
    const headers = { host: '10.0.0.7', 'x-forwarded-host': 'a.example', origin: 'https://a.example' };
    expect(ask(headers, { trustProxy: 1 })).toBe(true);
    expect(ask(headers)).toBe(false);
  });

  test('programs without an Origin pass, a browser that says cross-site does not', () => {
    expect(ask({ host: 'localhost' })).toBe(true);
    expect(ask({ host: 'localhost', 'sec-fetch-site': 'cross-site' })).toBe(false);
  });
});
