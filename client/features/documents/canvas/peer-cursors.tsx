import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from '@xyflow/react';
import { classNames } from '#client/ui/class-names.ts';
import type { Peer, PresenceChannel } from './presence-channel.ts';
import { BoardPortal } from './board-portal.tsx';
import styles from './peer-cursors.module.css';

/** A name leaves this long after its pointer stopped, so that the board stays quiet. */
const NAME_REST_MS = 3000;

/** Where the others point. */
export function PeerCursors({ presence }: { readonly presence: PresenceChannel }) {
  const peers = useSyncExternalStore(presence.subscribe, presence.getPeers);
  return (
    <BoardPortal>
      {peers.map((peer) =>
        peer.pointer ? (
          <Cursor key={peer.clientId} peer={peer} x={peer.pointer[0]} y={peer.pointer[1]} />
        ) : null,
      )}
    </BoardPortal>
  );
}

function Cursor({ peer, x, y }: { peer: Peer; x: number; y: number }) {
  const zoom = useStore((state) => state.transform[2]);
  const isResting = useIsResting(x, y);
  const { name, colour } = peer.user;
  return (
    <div
      className={styles.cursor}
      style={{ '--peer': `var(--participant-${colour})`, transform: `translate(${x}px, ${y}px)` }}
    >
      <div style={{ transform: `scale(${1 / zoom})`, transformOrigin: '0 0' }}>
        <svg className={styles.arrow} width="18" height="20" viewBox="0 0 18 20" aria-hidden="true">
          <path d="M2 1.5 15.5 9.8 9 11.4 6 18Z" />
        </svg>
        <span className={classNames(styles.name, isResting && styles.resting)}>{name}</span>
      </div>
    </div>
  );
}

function useIsResting(x: number, y: number): boolean {
  const place = `${x} ${y}`;
  const [restedAt, setRestedAt] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRestedAt(place), NAME_REST_MS);
    return () => clearTimeout(timer);
  }, [place]);
  return restedAt === place;
}
