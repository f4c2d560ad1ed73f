import { useEffect, useRef, type PointerEvent } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import type { InkPoint, Point } from '#shared/domain/board-model.ts';
import type { InkToolName } from '../board-context.ts';
import { moveView, type Fingers } from './ink-navigation.ts';
import type { PointerRoles } from './pointer-roles.ts';
import styles from './ink.module.css';

/** One movement with the pen or the eraser down. Points are flow pixels, their time that of the event. */
export interface InkAct {
  readonly move: (points: readonly InkPoint[]) => void;
  readonly end: () => void;
  /** A second finger came: the board was meant. */
  readonly revoke: () => void;
  /** The tool was put away meanwhile: what is drawn stays, what was about to be erased stays as well. */
  readonly leave: () => void;
}

export interface InkSurfaceProps {
  readonly tool: InkToolName;
  /** Outlives the surface, because it remembers whether there is a pen. */
  readonly roles: PointerRoles;
  /** Space is held: the mouse moves the board. */
  readonly isPanning: boolean;
  /** Null when pressing does nothing, as with the laser. */
  readonly begin: ((start: InkPoint, device: { readonly isEraserEnd: boolean }) => InkAct | null) | null;
  /** The pointer moved, pressed or not; null when it left. */
  readonly onPoint: (point: Point | null, state: { readonly isPressed: boolean }) => void;
}

/**
 * Lies over the board while an ink tool is on and takes every pointer: one draws, fingers and space move the board, and the
 * wheel goes through to it. Nodes and arrows below are out of reach.
 */
export function InkSurface({ tool, roles, isPanning, begin, onPoint }: InkSurfaceProps) {
  const surface = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const store = useStoreApi();
  const fingers = useRef<Fingers>(new Map());
  const act = useRef<InkAct | null>(null);
  useWheelBelow(surface);
  useBoardFocus(surface, tool);
  useEffect(
    () => () => {
      act.current?.leave();
      act.current = null;
      roles.releaseAll();
      fingers.current = new Map();
    },
    [tool, roles],
  );

  function handlePointerDown(event: PointerEvent<HTMLDivElement>) {
    const { pointerId, pointerType, button } = event;
    if (roles.roleOf(pointerId) === 'draw') return;
    const { role, revoked } = roles.down({ pointerId, pointerType, button, isPanning });
    if (role === 'ignore') return;
    // The middle button would start to scroll by itself.
    if (button === 1) event.preventDefault();
    event.currentTarget.setPointerCapture(pointerId);
    const place = placeOf(event.nativeEvent, store.getState().domNode);
    if (role === 'navigate') {
      if (revoked !== null) act.current?.revoke();
      if (revoked !== null) act.current = null;
      fingers.current = new Map(fingers.current).set(pointerId, place);
    } else {
      const [start] = readPoints(event.nativeEvent, store.getState());
      act.current = (start && begin?.(start, { isEraserEnd: button === 5 })) ?? null;
    }
  }

  function handlePointerMove(event: PointerEvent<HTMLDivElement>) {
    roles.see(event.pointerType);
    const { nativeEvent, pointerId } = event;
    const state = store.getState();
    const points = readPoints(nativeEvent, state);
    onPoint(points.at(-1) ?? null, { isPressed: act.current !== null });
    if (pointerId === roles.drawing) act.current?.move(points);
    else if (roles.roleOf(pointerId) === 'navigate') {
      const before = fingers.current;
      const place = placeOf(nativeEvent, state.domNode);
      fingers.current = new Map(before).set(pointerId, place);
      // A finger that began as a line joins the grip with its first move.
      if (!before.has(pointerId)) return;
      const { minZoom, maxZoom } = state;
      const view = moveView(flow.getViewport(), { before, after: fingers.current, minZoom, maxZoom });
      void flow.setViewport(view);
    }
  }

  function handlePointerUp(event: PointerEvent<HTMLDivElement>) {
    const { pointerId } = event;
    if (pointerId === roles.drawing) {
      act.current?.end();
      act.current = null;
    }
    roles.up(pointerId);
    const left = new Map(fingers.current);
    left.delete(pointerId);
    fingers.current = left;
  }

  return (
    <div
      ref={surface}
      className={styles.surface}
      data-tool={tool}
      data-panning={isPanning}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={handlePointerUp}
      onPointerCancel={handlePointerUp}
      onPointerLeave={() => onPoint(null, { isPressed: act.current !== null })}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}

/** The button that chose the tool gives the keyboard to the board: space is for panning now, not for pressing it again. */
function useBoardFocus(surface: { readonly current: HTMLElement | null }, tool: InkToolName): void {
  useEffect(() => {
    if (document.activeElement?.matches('button:not(:focus-visible)') !== true) return;
    surface.current?.closest('section')?.focus({ preventScroll: true });
  }, [surface, tool]);
}

/** The wheel scrolls and zooms the board under the surface as it does without one. */
function useWheelBelow(surface: { readonly current: HTMLElement | null }): void {
  const store = useStoreApi();
  useEffect(() => {
    const element = surface.current;
    const handleWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const pane = store.getState().domNode?.querySelector('.react-flow__pane');
      pane?.dispatchEvent(new WheelEvent('wheel', event));
    };
    // React listens to the wheel passively, and the browser would zoom the page.
    element?.addEventListener('wheel', handleWheel, { passive: false });
    return () => element?.removeEventListener('wheel', handleWheel);
  }, [surface, store]);
}

interface View {
  readonly domNode: HTMLElement | null;
  readonly transform: readonly [x: number, y: number, zoom: number];
}

/** Everything the device has seen since the last event, not only what fits a frame. */
function readPoints(event: globalThis.PointerEvent, { domNode, transform }: View): readonly InkPoint[] {
  const corner = domNode?.getBoundingClientRect() ?? new DOMRect();
  const [x, y, zoom] = transform;
  const coalesced = event.type === 'pointermove' ? event.getCoalescedEvents() : [];
  return (coalesced.length > 0 ? coalesced : [event]).map((sample) => ({
    x: (sample.clientX - corner.left - x) / zoom,
    y: (sample.clientY - corner.top - y) / zoom,
    atMs: sample.timeStamp,
    ...(sample.pointerType === 'pen' ? { pressure: sample.pressure } : {}),
  }));
}

function placeOf({ clientX, clientY }: globalThis.PointerEvent, domNode: HTMLElement | null): Point {
  const corner = domNode?.getBoundingClientRect() ?? new DOMRect();
  return { x: clientX - corner.left, y: clientY - corner.top };
}
