import { createHash, randomBytes } from 'node:crypto';

/** 144 random bits: not to be guessed, short enough for a link people paste into a chat. */
export function createInviteToken(): string {
  return randomBytes(18).toString('base64url');
}

/** Only the hash is stored: who reads the table cannot enter a room. */
export function hashInviteToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
