import { useImperativeHandle, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { BoardStroke, Point } from '#shared/domain/board-model.ts';
import { copyWithInk } from '#shared/documents/canvas-copy-ink.ts';
import { moveStrokes } from '#shared/documents/canvas-ink-writers.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';
import type { InkHand } from './ink-hand.ts';
import { strokesTouching } from './ink-picking.ts';

const NOWHERE: ReadonlyMap<string, Point> = new Map();

/** Lends the board its hand for ink while the layer is there. Returns where strokes are shown that are being moved here. */
export function useInkHand(
  ink: RefObject<InkHand | null>,
  strokes: readonly BoardStroke[],
): ReadableStore<ReadonlyMap<string, Point>> {
  // A store, because React draws it together with the document's change, as it would not do with state.
  const [shown] = useState(() => createStore(NOWHERE));
  const latest = useRef(strokes);
  useLayoutEffect(() => {
    latest.current = strokes;
  });
  useImperativeHandle(
    ink,
    () => ({
      touching: (rect) => strokesTouching(latest.current, rect),
      startsOf(ids) {
        const wanted = new Set(ids);
        return latest.current.flatMap(({ id, points: [first] }) =>
          first && wanted.has(id) ? [{ id, x: first.x, y: first.y }] : [],
        );
      },
      move: moveStrokes,
      show(places) {
        const ofStrokes = latest.current.flatMap(({ id }): [string, Point][] => {
          const place = places.get(id);
          return place ? [[id, place]] : [];
        });
        shown.set(ofStrokes.length > 0 ? new Map(ofStrokes) : NOWHERE);
      },
      copy: copyWithInk,
    }),
    [shown],
  );
  return shown;
}
