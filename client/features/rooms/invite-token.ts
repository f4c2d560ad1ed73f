/** The token in a pasted invitation: the whole address, its path, or the token alone. Null when there is none. */
export function readInviteToken(text: string): string | null {
  const trimmed = text.trim();
  const inAddress = /\/join\/([A-Za-z0-9_-]{20,64})(?:[/?#]|$)/.exec(trimmed);
  if (inAddress?.[1]) return inAddress[1];
  return /^[A-Za-z0-9_-]{20,64}$/.test(trimmed) ? trimmed : null;
}
