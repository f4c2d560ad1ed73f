import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import type { PresenceChannel } from '../presence-channel.ts';
import { ChangeWatch, SELF } from './change-watch.ts';
import { describeChanges } from './describe-changes.ts';

/** Spoken at most this often, in milliseconds: more would talk over the interview. */
const BATCH_MS = 3_000;

export interface PeerAnnouncementsProps {
  readonly doc: Y.Doc;
  readonly presence: PresenceChannel;
  /** Resolves when the document is there: what it holds then is not news. */
  readonly whenLoaded: Promise<void> | undefined;
}

/** Says what the others do on the board, for people who cannot see it. A live region of its own, so that it waits its turn. */
export function PeerAnnouncements({ doc, presence, whenLoaded }: PeerAnnouncementsProps) {
  const [said, setSaid] = useState({ text: '', number: 0 });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const watch = new ChangeWatch({
      doc,
      nameOfAuthor: (clientId) => {
        if (clientId === null) return presence.findOnlyPeer()?.name ?? null;
        return presence.isOwn(clientId) ? SELF : (presence.findPeer(clientId)?.name ?? null);
      },
      now: () => performance.now(),
      onChange: schedule,
    });
    function schedule() {
      timer ??= setTimeout(() => {
        timer = null;
        const spoken = describeChanges(watch.take());
        if (spoken !== '') setSaid(({ number }) => ({ text: spoken, number: number + 1 }));
        if (watch.hasPending) schedule();
      }, BATCH_MS);
    }
    let close: (() => void) | null = null;
    let isOver = false;
    const open = () => {
      if (!isOver) close = watch.open();
    };
    if (whenLoaded) void whenLoaded.then(open); // settles when the document is there and never rejects
    else open();
    return () => {
      isOver = true;
      if (timer) clearTimeout(timer);
      close?.();
    };
  }, [doc, presence, whenLoaded]);
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {/* A new element each time, so that the same words are spoken again. */}
      <span key={said.number}>{said.text}</span>
    </p>
  );
}
