import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { findLeader } from '#shared/domain/board-follow.ts';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import type { PresenceChannel } from '../presence-channel.ts';
import { showRect } from './show-rect.ts';

/** Long enough for a reload or a short drop of either connection, in milliseconds. */
const GONE_AFTER_MS = 5_000;
/** The board's own chrome of this part: using it is not moving the view. */
export const COMPANY_SELECTOR = '[data-company]';

export interface FollowInput {
  readonly presence: PresenceChannel;
  readonly root: RefObject<HTMLElement | null>;
  /** `left`: the person went away; `moved`: this person moved the view or pressed Escape. */
  readonly onEnd: (user: CanvasUser, why: 'left' | 'moved') => void;
}

/** Follows one person's view until this person moves their own, presses Escape, or the other leaves. */
export function useFollow({ presence, root, onEnd }: FollowInput) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const [followed, setFollowed] = useState<CanvasUser | null>(null);
  const latestOnEnd = useRef(onEnd);
  useEffect(() => {
    latestOnEnd.current = onEnd;
  });
  const participantId = followed?.participantId ?? null;

  useEffect(() => {
    if (!followed || participantId === null) return undefined;
    let page: number | null = null;
    let shown = '';
    /** Until when a change of the viewport is the following itself, by the page's clock. */
    let easedUntil = 0;
    let goneTimer: ReturnType<typeof setTimeout> | null = null;

    function end(why: 'left' | 'moved') {
      setFollowed(null);
      if (followed) latestOnEnd.current(followed, why);
    }

    function look() {
      const peers = presence.getPeers();
      const pages = peers.filter(({ user }) => user.participantId === participantId);
      if (pages.length === 0) {
        goneTimer ??= setTimeout(() => end('left'), GONE_AFTER_MS);
        return;
      }
      if (goneTimer) clearTimeout(goneTimer);
      goneTimer = null;
      if (!pages.some(({ clientId }) => clientId === page)) {
        page = (pages.find(({ view }) => view !== null) ?? pages[0])?.clientId ?? null;
        presence.update({ following: page });
      }
      if (page === null) return;
      const leader = findLeader(peers, { self: presence.clientId, following: page });
      const view = peers.find(({ clientId }) => clientId === leader)?.view;
      const { width, height } = store.getState();
      const key = [view, width, height].join(' ');
      if (!view || key === shown) return;
      const [x, y, w, h] = view;
      // Set before the move: without easing it happens at once.
      const until = performance.now() + MAX_EASING_MS;
      easedUntil = until;
      const done = showRect({ flow, store }, { x, y, w, h });
      if (!done) return;
      shown = key;
      void done.then(() => {
        // A newer move may be under way by now.
        if (easedUntil === until) easedUntil = 0;
      });
    }

    const stop = () => end('moved');
    const handlePointer = (event: Event) => {
      if (!(event.target instanceof Element && event.target.closest(COMPANY_SELECTOR))) stop();
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isBusy(event.target))
        return;
      // The first Escape ends this alone: tool and selection stay.
      event.preventDefault();
      stop();
    };

    const board = root.current;
    const offPresence = presence.subscribe(look);
    const offStore = store.subscribe((state, last) => {
      if (state.width !== last.width || state.height !== last.height) look();
      // Whatever else moves the view (a key, the map, "Show everything") is this person's own choice.
      else if (state.transform !== last.transform && performance.now() > easedUntil) stop();
    });
    board?.addEventListener('pointerdown', handlePointer, { capture: true });
    board?.addEventListener('wheel', handlePointer, { capture: true, passive: true });
    document.addEventListener('keydown', handleKeyDown, { capture: true });
    look();
    return () => {
      if (goneTimer) clearTimeout(goneTimer);
      offPresence();
      offStore();
      board?.removeEventListener('pointerdown', handlePointer, { capture: true });
      board?.removeEventListener('wheel', handlePointer, { capture: true });
      document.removeEventListener('keydown', handleKeyDown, { capture: true });
      presence.update({ following: null });
    };
  }, [presence, root, flow, store, followed, participantId]);

  return {
    followed,
    follow: useCallback((user: CanvasUser) => setFollowed(user), []),
    stop: useCallback(() => setFollowed(null), []),
  };
}

/** A move of another's making ends the easing without a word; on a busy machine the easing itself is late. Milliseconds. */
const MAX_EASING_MS = 1_000;

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}
