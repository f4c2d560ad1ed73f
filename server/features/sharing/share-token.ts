import { createHash, randomBytes } from 'node:crypto';

/** 144 random bits: not to be guessed. */
export function createShareToken(): string {
  return randomBytes(18).toString('base64url');
}

/** Only the hash is stored: who reads the table cannot open a link. */
export function hashShareToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
