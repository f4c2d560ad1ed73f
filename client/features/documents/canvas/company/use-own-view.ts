import { useEffect } from 'react';
import { useStoreApi } from '@xyflow/react';
import { visibleRect } from '#shared/domain/board-follow.ts';
import { toPresenceView } from '#shared/documents/canvas-presence.ts';
import type { PresenceChannel } from '../presence-channel.ts';

/** Tells the others what this page shows of the board, unless it shows only what somebody else does. */
export function useOwnView({
  presence,
  isOn,
}: {
  readonly presence: PresenceChannel;
  readonly isOn: boolean;
}): void {
  const store = useStoreApi();
  useEffect(() => {
    if (!isOn) {
      presence.update({ view: null });
      return undefined;
    }
    const send = () => {
      const { transform, width: w, height: h } = store.getState();
      const [x, y, zoom] = transform;
      // A board that is not on screen has no size, and shows nothing to follow.
      presence.update({
        view: w > 0 && h > 0 ? toPresenceView(visibleRect({ x, y, zoom }, { w, h })) : null,
      });
    };
    send();
    return store.subscribe((state, last) => {
      if (state.transform !== last.transform || state.width !== last.width || state.height !== last.height)
        send();
    });
  }, [presence, isOn, store]);
}
