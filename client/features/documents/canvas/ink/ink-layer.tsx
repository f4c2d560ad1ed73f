import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useStoreApi } from '@xyflow/react';
import { strokePath } from '#shared/domain/board-ink.ts';
import type { BoardStroke, InkPoint, Point } from '#shared/domain/board-model.ts';
import { beginGesture, deleteItems } from '#shared/documents/canvas-writers.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { createStore, useStore } from '#client/platform/store.ts';
import { isInkTool, useBoardActs, type Tool } from '../board-context.ts';
import { beginErasing, beginLine } from './ink-acts.ts';
import { InkBar } from './ink-bar.tsx';
import type { InkHandRef } from './ink-hand.ts';
import { findMet } from './ink-picking.ts';
import { inkPreference, toInkStyle } from './ink-preference.ts';
import { fillOf, InkStrokes } from './ink-strokes.tsx';
import { INK_STRINGS } from './ink-strings.ts';
import { InkSurface, type InkAct } from './ink-surface.tsx';
import { LaserTrail } from './laser-trail.ts';
import { LaserTrails } from './laser-trails.tsx';
import { placeCircle } from './place-circle.ts';
import { PointerRoles } from './pointer-roles.ts';
import { useInkHand } from './use-ink-hand.ts';
import { useInkPicking } from './use-ink-picking.ts';
import { useSelectionNews } from './use-selection-news.ts';
import type { PresenceChannel } from '../presence-channel.ts';
import type { NodeDrag } from '../selecting/use-node-moves.ts';
import { STRINGS } from '../strings.ts';
import { BoardPortal } from '../board-portal.tsx';
import styles from './ink.module.css';

/** Pixels of the screen around the pointer that the eraser takes, whatever the zoom. */
const ERASER_REACH = 8;
const NOTHING: ReadonlySet<string> = new Set();

export interface InkLayerProps {
  readonly tool: Tool;
  readonly strokes: readonly BoardStroke[];
  readonly presence: PresenceChannel;
  /** Number of this person's colour. */
  readonly selfColour: number;
  /** Space is held. */
  readonly isPanning: boolean;
  readonly root: RefObject<HTMLElement | null>;
  /** Where the board finds what it needs of ink. */
  readonly ink: InkHandRef;
  /** Ids of everything that is selected on the board. */
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly drag: NodeDrag;
}

/** Everything about ink: what is drawn, the own line while it is drawn, the eraser, laser pointers and their controls. */
export function InkLayer(props: InkLayerProps) {
  const { tool, strokes, presence, selfColour, isPanning, root, ink, selected, select, drag } = props;
  const { doc, isReadOnly, announce } = useBoardActs();
  const store = useStoreApi();
  const choices = useStore(inkPreference);
  // A store, because React draws it together with the document's change, as it would not do with state.
  const [live] = useState(() => createStore<string | null>(null));
  const liveId = useStore(live);
  const [roles] = useState(() => new PointerRoles());
  const [doomed, setDoomed] = useState(NOTHING);
  const [ownTrail] = useState(() => new LaserTrail());
  const livePath = useRef<SVGPathElement>(null);
  const ring = useRef<SVGCircleElement>(null);
  const latestStrokes = useRef(strokes);
  useLayoutEffect(() => {
    latestStrokes.current = strokes;
  });
  const name = isInkTool(tool) && (tool.name === 'laser' || !isReadOnly) ? tool.name : null;
  const shown = useInkHand(ink, strokes);
  useInkPicking({
    root,
    isOn: !isReadOnly && !isPanning && tool.name === 'select',
    strokes,
    selected,
    select,
    drag,
  });
  useSelectionNews({ strokes, selected, announce });
  // What was only hovered over is not doomed any more once another tool is taken.
  useEffect(() => () => setDoomed(NOTHING), [name]);

  const erase = useCallback(
    (ids: readonly string[], label: string) => {
      deleteItems({ doc, gesture: beginGesture(label) }, ids);
      announce(INK_STRINGS.said.erased(ids.length));
    },
    [doc, announce],
  );
  usePageActs(
    isReadOnly || strokes.length === 0
      ? []
      : [
          {
            id: 'board.clear-ink',
            label: INK_STRINGS.clear,
            group: STRINGS.group,
            run: () =>
              erase(
                strokes.map(({ id }) => id),
                INK_STRINGS.gestures.clear,
              ),
          },
        ],
  );

  const style = toInkStyle(
    name === 'highlighter' ? 'highlighter' : 'pen',
    choices[name === 'highlighter' ? 'highlighter' : 'pen'],
  );

  /** One attribute a frame: React has no part in the own line. */
  function drawLine(line: readonly InkPoint[]) {
    livePath.current?.setAttribute('d', strokePath({ ...style, points: line }));
  }

  const reach = () => ERASER_REACH / store.getState().transform[2];

  function begin(start: InkPoint, { isEraserEnd }: { readonly isEraserEnd: boolean }): InkAct | null {
    if (name === 'eraser' || isEraserEnd)
      return beginErasing({
        start,
        reach: reach(),
        getStrokes: () => latestStrokes.current,
        onDoomed: setDoomed,
        onErase: (ids) => erase(ids, INK_STRINGS.gestures.eraser),
      });
    const { fill, fillOpacity } = fillOf(style);
    livePath.current?.setAttribute('fill', fill);
    livePath.current?.setAttribute('fill-opacity', String(fillOpacity));
    return beginLine({
      doc,
      style,
      label: INK_STRINGS.gestures[style.kind],
      start,
      draw: drawLine,
      onStroke: live.set,
      onFull: () => announce(INK_STRINGS.said.full),
    });
  }

  function handlePoint(point: Point | null, { isPressed }: { readonly isPressed: boolean }) {
    if (name === 'laser' && point) ownTrail.add(point, performance.now());
    else if (name === 'laser') ownTrail.leave();
    if (name !== 'eraser') return;
    placeCircle(ring.current, { at: point, radius: reach() });
    if (isPressed) return;
    const met = point ? findMet(strokes, { from: point, to: point, reach: reach() }) : [];
    setDoomed((known) =>
      known.size === met.length && met.every((id) => known.has(id)) ? known : new Set(met),
    );
  }

  return (
    <>
      <BoardPortal>
        <svg className={styles.ink} aria-hidden="true" data-ink>
          <InkStrokes strokes={strokes} liveId={liveId} doomed={doomed} selected={selected} shown={shown} />
          <path ref={livePath} data-live />
          {name === 'eraser' ? <circle ref={ring} className={styles.eraser} /> : null}
        </svg>
      </BoardPortal>
      <LaserTrails
        presence={presence}
        own={name === 'laser' ? { trail: ownTrail, colour: selfColour } : null}
      />
      {name === null ? null : (
        <>
          <InkSurface
            tool={name}
            roles={roles}
            isPanning={isPanning}
            begin={name === 'laser' ? null : begin}
            onPoint={handlePoint}
          />
          <InkBar tool={name} isReadOnly={isReadOnly} />
        </>
      )}
    </>
  );
}
