import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import { rectBetween } from '#shared/domain/board-geometry.ts';
import { nodesTouching } from '#shared/domain/board-lanes.ts';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import type { Tool } from '../board-context.ts';
import type { InkHandRef } from '../ink/ink-hand.ts';
import { STRINGS } from '../strings.ts';
import { belongsTo, isTyping } from '../use-board-shortcuts.ts';
import type { BoardFlowEdge, BoardFlowNode } from '../use-flow-elements.ts';

/** Pixels the pointer travels before a press on the empty board is a marquee and not a click. */
const MARQUEE_THRESHOLD_PX = 4;

/** A marquee that is being drawn, from `start` to wherever the pointer is. */
export interface MarqueeStart {
  /** Flow coordinates. */
  readonly start: Point;
  /** Screen coordinates of the pointer when it began. */
  readonly at: Point;
  /** What was selected before and stays so: with Shift a marquee adds. */
  readonly base: readonly string[];
}

export interface SelectionInput {
  readonly root: RefObject<HTMLElement | null>;
  readonly flow: ReactFlowInstance<BoardFlowNode, BoardFlowEdge>;
  readonly model: BoardModel;
  readonly ink: InkHandRef;
  readonly tool: Tool;
  readonly isReadOnly: boolean;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly announce: (text: string) => void;
}

/**
 * What a pointer and the keys Space and Shift+Enter mean on the board: a drag on the empty board selects, with Space held or
 * with the hand it pans, a click picks one, with Shift, Ctrl or Cmd one more. Fingers pan, and so do people who only look on.
 */
export function useSelectionInput(input: SelectionInput) {
  const { root, tool, isReadOnly } = input;
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const isPanKeyHeld = useSpaceKey(root, (nodeId) => toggle(latest.current, nodeId));
  const isPanning = isReadOnly || isPanKeyHeld || tool.name === 'hand';
  const marquee = useMarqueeStart(latest, tool.name === 'select' && !isPanning);
  const pick = useMemo(
    () => (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(latest.current, id);
      else latest.current.select([id]);
    },
    [],
  );
  return { marquee, pick, isPanning };
}

/** Ids are what was selected when the event came, before React Flow put its own idea of a click in place of it. */
function toggle({ model, selected, select, announce }: SelectionInput, id: string): void {
  const isAdded = !selected.has(id);
  const next = new Set(isAdded ? [...selected, id] : [...selected].filter((known) => known !== id));
  select([...next]);
  const node = model.nodes.find((candidate) => candidate.id === id);
  // What was deleted since it was selected does not count.
  const count = [...model.nodes, ...model.edges, ...model.strokes].filter((item) => next.has(item.id)).length;
  announce(STRINGS.said.toggled({ name: node ? nameOf(node) : null, isAdded, count }));
}

/** True while Space is held. A tap of Space, or Shift+Enter, on a node in keyboard focus is handed to `onToggle`. */
function useSpaceKey(root: RefObject<HTMLElement | null>, onToggle: (nodeId: string) => void): boolean {
  const [isHeld, setIsHeld] = useState(false);
  const latestToggle = useRef(onToggle);
  useEffect(() => {
    latestToggle.current = onToggle;
  });
  useEffect(() => {
    let tapped: string | null = null;
    const release = () => {
      tapped = null;
      setIsHeld(false);
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      if (!belongsTo(root.current, event.target) || isTyping(event.target) || isControl(event.target)) return;
      const nodeId = keyboardNodeId(event.target);
      const isToggle = event.key === 'Enter' && event.shiftKey && nodeId !== null;
      if (event.key !== ' ' && !isToggle) return;
      // Before React Flow, which would select this node alone, and before the page scrolls.
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return;
      if (isToggle) latestToggle.current(nodeId);
      else {
        tapped = nodeId;
        setIsHeld(true);
      }
    };
    const handleKeyUp = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      if (tapped !== null) latestToggle.current(tapped);
      release();
    };
    const handlePointerDown = () => {
      tapped = null;
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('keydown', handleKeyDown, { capture: true, signal });
    document.addEventListener('keyup', handleKeyUp, { signal });
    document.addEventListener('pointerdown', handlePointerDown, { capture: true, signal });
    window.addEventListener('blur', release, { signal });
    return () => listening.abort();
  }, [root]);
  return isHeld;
}

function keyboardNodeId(target: EventTarget | null): string | null {
  return target instanceof HTMLElement && target.matches('.react-flow__node:focus-visible')
    ? (target.dataset['id'] ?? null)
    : null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="dialog"], .nokey') !== null;
}

function useMarqueeStart(latest: RefObject<SelectionInput>, isOn: boolean): MarqueeStart | null {
  const [marquee, setMarquee] = useState<MarqueeStart | null>(null);
  useEffect(() => {
    const board = latest.current.root.current;
    if (!isOn || !board) return undefined;
    let press: globalThis.PointerEvent | null = null;
    let drawn: MarqueeStart | null = null;
    const handleDown = (event: globalThis.PointerEvent) => {
      const isOnPane = event.target instanceof Element && event.target.matches('.react-flow__pane');
      press = isOnPane && event.button === 0 && event.pointerType !== 'touch' ? event : null;
      drawn = null;
    };
    const handleMove = (event: globalThis.PointerEvent) => {
      if (!press || drawn || event.pointerId !== press.pointerId) return;
      const distance = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY);
      if (distance < MARQUEE_THRESHOLD_PX) return;
      board.setPointerCapture(event.pointerId);
      const { flow, selected, select } = latest.current;
      const base = press.shiftKey ? [...selected] : [];
      select(base);
      drawn = {
        start: flow.screenToFlowPosition({ x: press.clientX, y: press.clientY }),
        at: { x: event.clientX, y: event.clientY },
        base,
      };
      setMarquee(drawn);
    };
    const handleEnd = (event: globalThis.PointerEvent) => {
      if (drawn && event.type === 'pointerup') {
        // Settled here once more: a quick first marquee is over before what draws it has arrived.
        const { flow, model, ink, select } = latest.current;
        const end = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const rect = rectBetween(drawn.start, end);
        const touched = [...nodesTouching(model, rect), ...(ink.current?.touching(rect) ?? [])];
        select([...new Set([...drawn.base, ...touched])]);
        swallowClick(board);
      }
      press = null;
      drawn = null;
      setMarquee(null);
    };
    const listening = new AbortController();
    const { signal } = listening;
    board.addEventListener('pointerdown', handleDown, { signal });
    board.addEventListener('pointermove', handleMove, { signal });
    board.addEventListener('pointerup', handleEnd, { signal });
    board.addEventListener('pointercancel', handleEnd, { signal });
    return () => {
      listening.abort();
      setMarquee(null);
    };
  }, [latest, isOn]);
  return marquee;
}

/** The release that ends a marquee is no click: React Flow would take the selection away again. */
function swallowClick(board: HTMLElement): void {
  const stop = (event: Event) => event.stopPropagation();
  board.addEventListener('click', stop, { capture: true, once: true });
  setTimeout(() => board.removeEventListener('click', stop, { capture: true }));
}
