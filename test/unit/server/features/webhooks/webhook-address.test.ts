import { describe, expect, it } from 'vitest';
import { isPublicAddress, pinAddress, urlFault } from '#server/features/webhooks/webhook-address.ts';
import { postWebhook } from '#server/features/webhooks/webhook-request.ts';

const PRIVATE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'not an address',
];
const PUBLIC = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '193.0.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'];

describe('addresses', () => {
  it.each(PRIVATE)('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(PUBLIC)('allows %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('urls', () => {
  it.each([
    ['http://example.org/', 'scheme'],
    ['https://user:pass@example.org/', 'credentials'],
    ['https://127.0.0.1/', 'address'],
    ['https://2130706433/', 'address'],
    ['https://0x7f.1/', 'address'],
    ['https://0177.0.0.1/', 'address'],
    ['https://[::1]/', 'address'],
    ['https://[::ffff:10.0.0.1]/', 'address'],
    ['https://localhost/', 'address'],
    ['https://localhost./', 'address'],
    ['https://api.localhost/', 'address'],
    ['https://metadata.google.internal/', 'address'],
    ['https://intranet/', 'address'],
    ['https://example.org/hook?key=1', null],
    ['https://93.184.216.34:8443/', null],
  ] as const)('%s: %s', (url, fault) => {
    expect(urlFault(url, { allowsPrivate: false })).toBe(fault);
  });

  it('allows a receiver beside the server when the operator says so', () => {
    expect(urlFault('http://127.0.0.1:9000/', { allowsPrivate: true })).toBeNull();
  });
});

describe('names', () => {
  const url = new URL('https://example.org/');
  const answering = (...addresses: string[]) => ({
    allowsPrivate: false,
    resolve: async () => addresses.map((address) => ({ address, family: 4 as const })),
  });

  it('refuses one that leads inside, also beside a public address', async () => {
    expect(await pinAddress(url, answering('10.0.0.1'))).toBeNull();
    expect(await pinAddress(url, answering('8.8.8.8', '127.0.0.1'))).toBeNull();
    expect(await pinAddress(url, answering('8.8.8.8'))).toEqual({ address: '8.8.8.8', family: 4 });
  });

  it('asks once, so that a name cannot answer the check and the connection differently', async () => {
    let asked = 0;
    const outcome = await postWebhook(
      {
        allowsPrivate: false,
        timeoutMs: 2_000,
        resolve: async () => {
          asked += 1;
          return [{ address: asked === 1 ? '169.254.169.254' : '8.8.8.8', family: 4 }];
        },
      },
      { url: 'https://rebinding.example.org/', headers: {}, body: '{}' },
    );
    expect(outcome).toEqual({ ok: false, status: null, error: 'blocked_address' });
    expect(asked).toBe(1);
  });
});
