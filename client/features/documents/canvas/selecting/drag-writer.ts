import type * as Y from 'yjs';
import type { Point } from '#shared/domain/board-model.ts';
import { beginGesture, moveNodes, resizeNode, type CanvasGesture } from '#shared/documents/canvas-writers.ts';
import type { InkHandRef } from '../ink/ink-hand.ts';
import { STRINGS } from '../strings.ts';

/** A drag is written 20 times a second and once at its end; between writes only the own screen follows the pointer. */
const WRITE_INTERVAL_MS = 50;
/**
 * A quarter of a frame. Moves come once a frame, so the one that is nearest to the interval is written as it comes; a clock of its own
 * would write what is half a frame old already. The clock, for a pointer that has stopped, is as much later.
 */
const TOLERANCE_MS = 4;
/** Presses of an arrow key that follow each other this closely are one act, and one step of undo. */
const BURST_MS = 700;

export type Frame = Point & { readonly w?: number; readonly h?: number };

/** Writes the moves and resizes of one drag at a time, of one item or of many, all of them under one gesture. */
export class DragWriter {
  readonly #doc: Y.Doc;
  readonly #ink: InkHandRef;
  #pending = new Map<string, Frame>();
  #gesture: CanvasGesture | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writtenAt = -Infinity;
  #burstTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(doc: Y.Doc, ink: InkHandRef) {
    this.#doc = doc;
    this.#ink = ink;
  }

  /** Ends what went before; the coming drag belongs to `gesture`, which has written something already. */
  begin(gesture: CanvasGesture): void {
    this.finish();
    this.#gesture = gesture;
  }

  /** Notes where a node or a stroke is now; it is written with the next tick. */
  queue(id: string, frame: Frame): void {
    this.#endBurst();
    this.#pending.set(id, frame);
    this.#gesture ??= beginGesture(frame.w === undefined ? STRINGS.gestures.move : STRINGS.gestures.resize);
    const agoMs = performance.now() - this.#writtenAt;
    // A group comes node by node, and leaves as one.
    if (agoMs >= WRITE_INTERVAL_MS - TOLERANCE_MS) queueMicrotask(() => this.#write());
    else this.#timer ??= setTimeout(() => this.#write(), WRITE_INTERVAL_MS + TOLERANCE_MS - agoMs);
  }

  /** Writes what is left and ends the gesture. */
  finish(): void {
    this.#endBurst();
    this.#write();
    this.#gesture = null;
  }

  /** Writes one press of an arrow key at once; a burst of presses is one gesture. */
  nudge(places: ReadonlyMap<string, Point>): void {
    if (this.#burstTimer === null) this.finish();
    else clearTimeout(this.#burstTimer);
    for (const [id, place] of places) this.#pending.set(id, place);
    this.#gesture ??= beginGesture(STRINGS.gestures.move);
    this.#write();
    this.#burstTimer = setTimeout(() => this.finish(), BURST_MS);
  }

  #endBurst(): void {
    if (this.#burstTimer === null) return;
    clearTimeout(this.#burstTimer);
    this.#burstTimer = null;
    this.#gesture = null;
  }

  #write(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#gesture || this.#pending.size === 0) return;
    const context = { doc: this.#doc, gesture: this.#gesture };
    const frames = this.#pending;
    this.#pending = new Map();
    this.#writtenAt = performance.now();
    this.#doc.transact(() => {
      for (const [id, { x, y, w, h }] of frames) {
        if (w !== undefined && h !== undefined) resizeNode(context, { id, x, y, w, h });
      }
      moveNodes(context, new Map([...frames].filter(([, frame]) => frame.w === undefined)));
      this.#ink.current?.move(context, frames);
    }, this.#gesture);
  }
}
