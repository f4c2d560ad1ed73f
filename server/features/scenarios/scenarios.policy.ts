import type { Membership } from '#server/features/rooms/membership.ts';

/** Who may use whose scenario. Drafts and their texts are the author's alone. */

/** An author shares with a room where they have a say. */
export function canShareWith({ role, isHost }: Pick<Membership, 'role' | 'isHost'>): boolean {
  return role === 'interviewer' || isHost;
}

/**
 * Published versions: the author, and whoever interviews in a room they are shared with, as long as the author belongs to
 * it. Candidates and observers of that room are not told that the scenario exists.
 */
export function canUse(input: {
  readonly userId: string;
  readonly ownerId: string;
  /** The caller's own seats in rooms it is shared with. */
  readonly seats: readonly { readonly role: string; readonly isAuthorThere: boolean }[];
}): boolean {
  return (
    input.userId === input.ownerId ||
    input.seats.some(({ role, isAuthorThere }) => role === 'interviewer' && isAuthorThere)
  );
}
