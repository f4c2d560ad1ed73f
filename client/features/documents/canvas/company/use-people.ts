import { useMemo, useSyncExternalStore } from 'react';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import type { Peer, PresenceChannel } from '../presence-channel.ts';

/** Somebody else on the board, with all their pages. */
export interface Person {
  readonly user: CanvasUser;
  /** Whose view this person follows: a name, or `you`. */
  readonly following: { readonly name: string; readonly colour: CanvasUser['colour'] } | 'you' | null;
}

/** Everybody else on the board, by name. Keeps its identity while only pointers and views move. */
export function usePeople(presence: PresenceChannel): readonly Person[] {
  // A string is compared by value, so that React draws again only when something it says is different.
  const text = useSyncExternalStore(presence.subscribe, () =>
    JSON.stringify(toPeople(presence.getPeers(), presence.clientId)),
  );
  // Written by the line above.
  return useMemo(() => JSON.parse(text) as readonly Person[], [text]);
}

function toPeople(peers: readonly Peer[], ownClientId: number): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { user, following } of peers) {
    const known = people.get(user.participantId);
    if (known && known.following !== null) continue;
    const leader = peers.find(({ clientId }) => clientId === following)?.user;
    people.set(user.participantId, {
      user,
      following:
        following === ownClientId ? 'you' : leader ? { name: leader.name, colour: leader.colour } : null,
    });
  }
  return [...people.values()].sort((a, b) => a.user.name.localeCompare(b.user.name));
}
