import { useEffect, useRef } from 'react';
import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import type { BoardView } from '#shared/contracts/interviews.contract.ts';
import { visibleRect } from '#shared/domain/board-follow.ts';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import type { BoardRoom, Gathered } from './board-room.ts';
import { easeMs, showRect } from './show-rect.ts';

/** Far enough to see where one is taken, in milliseconds. */
const MOVE_MS = 250;

export interface GatheringInput {
  readonly room: BoardRoom | undefined;
  /** Asked first: whoever follows the caller is there already. */
  readonly isThere: (call: Gathered) => boolean;
  readonly onMoved: (moved: { readonly by: string; readonly back: () => void }) => void;
}

/** "Bring everyone here", both ends of it. */
export function useGathering({ room, isThere, onMoved }: GatheringInput) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const latest = useRef({ isThere, onMoved });
  useEffect(() => {
    latest.current = { isThere, onMoved };
  });

  useEffect(() => {
    let waiting: Gathered | null = null;
    function move(call: Gathered) {
      const before: Viewport = flow.getViewport();
      // A board that is not on screen now moves when it comes to be.
      const done = showRect({ flow, store }, call.view, easeMs(MOVE_MS));
      waiting = done === null ? call : null;
      if (done === null) return;
      const back = () => void flow.setViewport(before, { duration: easeMs(MOVE_MS) });
      latest.current.onMoved({ by: call.by.name, back });
    }
    const offRoom = room?.onGathered((call) => {
      if (!latest.current.isThere(call)) move(call);
    });
    const offStore = store.subscribe(({ width }) => {
      if (waiting && width > 0) move(waiting);
    });
    return () => {
      offRoom?.();
      offStore();
    };
  }, [room, flow, store]);

  const gather = room?.gather ?? null;
  return gather === null
    ? null
    : () => {
        const { transform, width: w, height: h } = store.getState();
        const [x, y, zoom] = transform;
        return gather(toBoardView(visibleRect({ x, y, zoom }, { w, h })));
      };
}

/** Within the bounds of the contract: one may look beyond the board's border, but nobody is brought there. */
function toBoardView({ x, y, w, h }: BoardView): BoardView {
  const { coordinate } = BOARD_LIMITS;
  const within = (value: number, min: number, max: number) => Math.round(Math.max(min, Math.min(max, value)));
  return {
    x: within(x, -coordinate, coordinate),
    y: within(y, -coordinate, coordinate),
    w: within(w, 1, coordinate * 2),
    h: within(h, 1, coordinate * 2),
  };
}
