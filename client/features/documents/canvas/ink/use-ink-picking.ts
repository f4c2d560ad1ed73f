import { useEffect, useRef, type RefObject } from 'react';
import { useReactFlow } from '@xyflow/react';
import type { BoardStroke, Point } from '#shared/domain/board-model.ts';
import type { NodeDrag } from '../selecting/use-node-moves.ts';
import { PICK_REACH_PX, strokeAt } from './ink-picking.ts';

/** Pixels the pointer travels before a press on a stroke is a drag and not a click. */
const DRAG_THRESHOLD_PX = 4;

export interface InkPickingInput {
  readonly root: RefObject<HTMLElement | null>;
  /** True while a press on the board selects. */
  readonly isOn: boolean;
  readonly strokes: readonly BoardStroke[];
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly drag: NodeDrag;
}

interface Press {
  readonly id: string;
  readonly pointerId: number;
  readonly down: PointerEvent;
  /** Flow coordinates. */
  readonly start: Point;
  isDragging: boolean;
}

/**
 * Strokes are picked and dragged as components are: a click selects one, with Shift, Ctrl or Cmd one more, and a drag takes
 * everything along that is selected. They lie above the board and let pointers through, so all of it is heard on the board,
 * before what lies under them. A finger selects with a tap and drags what is selected; elsewhere it pans as ever.
 */
export function useInkPicking(input: InkPickingInput): void {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { isOn } = input;
  useEffect(() => {
    const board = latest.current.root.current;
    if (!board || !isOn) return undefined;
    let press: Press | null = null;
    /** The last press was on a stroke: what browsers make of it is not for what lies under it. */
    let isTaken = false;
    let pointerType = 'mouse';

    const toFlow = ({ clientX: x, clientY: y }: MouseEvent) =>
      screenToFlowPosition({ x, y }, { snapToGrid: false });

    function strokeUnder(event: MouseEvent): string | null {
      const { target } = event;
      if (!(target instanceof Element)) return null;
      const isOnPane = target.matches('.react-flow__pane');
      const isOverItem = target.closest('.react-flow__node, .react-flow__edge') !== null;
      const isControl = target.closest('.react-flow__handle, .react-flow__resize-control, .nodrag, button');
      if (isControl || !(isOnPane || isOverItem)) return null;
      const reach = PICK_REACH_PX / getZoom();
      return strokeAt(latest.current.strokes, { point: toFlow(event), reach, isOverItem })?.id ?? null;
    }

    function pick(id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent) {
      const { selected, select } = latest.current;
      if (!shiftKey && !ctrlKey && !metaKey) select([id]);
      else if (selected.has(id)) select([...selected].filter((known) => known !== id));
      else select([...selected, id]);
    }

    function handleDown(event: PointerEvent) {
      ({ pointerType } = event);
      isTaken = false;
      if (press || !event.isPrimary || event.button !== 0) return;
      const id = strokeUnder(event);
      if (id === null || (pointerType === 'touch' && !latest.current.selected.has(id))) return;
      // A marquee, or whatever is under the stroke, does not begin.
      event.stopPropagation();
      isTaken = true;
      press = { id, pointerId: event.pointerId, down: event, start: toFlow(event), isDragging: false };
    }

    /** React Flow drags and pans with these, and the browser gives what is under the stroke the keyboard. */
    function handleOldDown(event: MouseEvent | TouchEvent) {
      if (!isTaken) return;
      event.stopPropagation();
      if (event.type !== 'mousedown') return;
      event.preventDefault();
      board?.focus({ preventScroll: true });
    }

    function handleMove(event: PointerEvent) {
      if (event.pointerType === 'mouse' && event.buttons === 0)
        board?.toggleAttribute('data-over-ink', strokeUnder(event) !== null);
      if (!press || event.pointerId !== press.pointerId) return;
      const { drag } = latest.current;
      if (!press.isDragging) {
        const { clientX, clientY } = press.down;
        if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < DRAG_THRESHOLD_PX) return;
        begin(press);
      }
      drag.followKeys(event);
      const at = toFlow(event);
      drag.moveBy({ x: at.x - press.start.x, y: at.y - press.start.y });
    }

    function begin(begun: Press) {
      const { selected, select, drag } = latest.current;
      const { id, down, pointerId } = begun;
      begun.isDragging = true;
      board?.setPointerCapture(pointerId);
      const ids = selected.has(id) ? [...selected] : [...(down.shiftKey ? selected : []), id];
      if (!selected.has(id)) select(ids);
      drag.take(down, ids);
    }

    function handleEnd(event: PointerEvent) {
      if (!press || event.pointerId !== press.pointerId) return;
      const { id, isDragging } = press;
      press = null;
      if (isDragging) latest.current.drag.endDrag();
      else if (event.type === 'pointerup') pick(id, event);
    }

    function handleClick(event: MouseEvent) {
      const isTap = pointerType === 'touch' && !isTaken && event.detail === 1;
      const tapped = isTap ? strokeUnder(event) : null;
      if (tapped !== null) pick(tapped, event);
      if (isTaken || tapped !== null) event.stopPropagation();
    }

    /** React Flow takes the selection of its own elements away when the empty board is clicked. */
    function handlePaneClick({ target }: MouseEvent) {
      const { selected, select, strokes } = latest.current;
      const isOnPane = target instanceof Element && target.matches('.react-flow__pane');
      if (isOnPane && strokes.some(({ id }) => selected.has(id))) select([]);
    }

    const listening = new AbortController();
    const { signal } = listening;
    const first = { capture: true, signal } as const;
    board.addEventListener('pointerdown', handleDown, first);
    board.addEventListener('mousedown', handleOldDown, first);
    board.addEventListener('touchstart', handleOldDown, first);
    board.addEventListener('pointermove', handleMove, first);
    board.addEventListener('pointerup', handleEnd, first);
    board.addEventListener('pointercancel', handleEnd, first);
    board.addEventListener('click', handleClick, first);
    board.addEventListener('dblclick', handleClick, first);
    board.addEventListener('click', handlePaneClick, { signal });
    return () => {
      listening.abort();
      board.removeAttribute('data-over-ink');
      if (press?.isDragging) latest.current.drag.endDrag();
    };
  }, [isOn, screenToFlowPosition, getZoom]);
}
