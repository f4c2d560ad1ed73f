import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/**
 * Where a webhook may go. The owner of a room is anybody, so an address must not reach what only this server can: loopback,
 * private and link-local networks, the metadata services of clouds. Names are resolved here and the connection is made to
 * the very address that was checked: a second look-up could answer otherwise.
 */

/** IANA special-purpose registries: whatever is not globally reachable, and ranges that carry an IPv4 address inside. */
const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Only 2000::/3 is global unicast; these parts of it are not. */
const V6_SPECIAL: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [address, prefix] of V4) blocked.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of V6_SPECIAL) blocked.addSubnet(address, prefix, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** True for an address anybody on the internet could reach. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !blocked.check(address, 'ipv4');
  // IPv4 in IPv6 (mapped, NAT64) lies outside 2000::/3 and is refused with the rest.
  return version === 6 && globalV6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

export type UrlFault = 'scheme' | 'credentials' | 'address';

/** What is wrong with a URL before any look-up; null for nothing. */
export function urlFault(text: string, { allowsPrivate }: { allowsPrivate: boolean }): UrlFault | null {
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:')) return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (allowsPrivate) return null;
  const host = bareHost(url);
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : 'address';
  return host === 'localhost' ||
    host.endsWith('.localhost') ||
    host.endsWith('.internal') ||
    !host.includes('.')
    ? 'address'
    : null;
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

/** The system's resolver. */
export const resolveHost: Resolve = async (host) => {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * The address to connect to; null when any address of the name is not for webhooks, because one that mixes both is made to
 * get past a check.
 */
export async function pinAddress(
  url: URL,
  { resolve, allowsPrivate }: { resolve: Resolve; allowsPrivate: boolean },
): Promise<ResolvedAddress | null> {
  const addresses = await resolve(bareHost(url));
  if (!allowsPrivate && !addresses.every(({ address }) => isPublicAddress(address))) return null;
  return addresses[0] ?? null;
}

/** Without the brackets of an IPv6 address and the dot at the end of a rooted name. */
function bareHost(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
