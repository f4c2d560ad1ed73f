import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useStoreApi } from '@xyflow/react';
import { LaserTrail } from './laser-trail.ts';
import { placeCircle } from './place-circle.ts';
import type { Peer, PresenceChannel } from '../presence-channel.ts';
import { BoardPortal } from '../board-portal.tsx';
import styles from './ink.module.css';

/** Pixels of the screen, whatever the zoom. */
const TRAIL_WIDTH = 7;
const DOT_RADIUS = 4;
const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';

export interface OwnLaser {
  readonly trail: LaserTrail;
  readonly colour: number;
}

export interface LaserTrailsProps {
  readonly presence: PresenceChannel;
  /** Null while this person has another tool. */
  readonly own: OwnLaser | null;
}

/** Laser pointers, each a dot with a trail. Where they were is known to this screen only, and for a second. */
export function LaserTrails({ presence, own }: LaserTrailsProps) {
  const peers = useSyncExternalStore(presence.subscribe, presence.getPeers);
  return (
    <BoardPortal>
      <svg className={styles.ink} aria-hidden="true">
        {peers
          .filter(({ tool }) => tool === 'laser')
          .map((peer) => (
            <PeerLaser key={peer.clientId} peer={peer} />
          ))}
        {own ? <LaserMark trail={own.trail} colour={own.colour} /> : null}
      </svg>
    </BoardPortal>
  );
}

function PeerLaser({ peer }: { readonly peer: Peer }) {
  const [trail] = useState(() => new LaserTrail());
  const [x, y] = peer.pointer ?? [];
  useEffect(() => {
    if (x === undefined || y === undefined) trail.leave();
    else trail.add({ x, y }, performance.now());
  }, [trail, x, y]);
  return <LaserMark trail={trail} colour={peer.user.colour} />;
}

/** Drawn each frame from the trail, past React: it changes all the time and means nothing afterwards. */
function LaserMark({ trail, colour }: OwnLaser) {
  const store = useStoreApi();
  const path = useRef<SVGPathElement>(null);
  const dot = useRef<SVGCircleElement>(null);
  useEffect(() => {
    const isStill = window.matchMedia(REDUCED_MOTION);
    let frame = requestAnimationFrame(draw);
    function draw(): void {
      const zoom = store.getState().transform[2];
      const width = TRAIL_WIDTH / zoom;
      const outline = isStill.matches ? '' : trail.path({ now: performance.now(), width });
      path.current?.setAttribute('d', outline);
      placeCircle(dot.current, { at: trail.tip, radius: DOT_RADIUS / zoom });
      frame = requestAnimationFrame(draw);
    }
    return () => cancelAnimationFrame(frame);
  }, [store, trail]);
  return (
    <g fill={`var(--participant-${colour})`} data-laser>
      <path ref={path} fillOpacity={0.75} />
      <circle ref={dot} className={styles.dot} />
    </g>
  );
}
