import { useEffect, useMemo } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { PresenceChannel } from './presence-channel.ts';

/** This page's presence on the board, announced while the board is shown. */
export function usePresence(
  awareness: Awareness,
  { participantId, name, colour }: CanvasUser,
): PresenceChannel {
  const presence = useMemo(
    () => new PresenceChannel({ awareness, participantId }),
    [awareness, participantId],
  );
  useEffect(() => presence.open({ participantId, name, colour }), [presence, participantId, name, colour]);
  return presence;
}
