import type * as Y from 'yjs';
import type { Point } from '#shared/domain/board-model.ts';
import { beginGesture, moveNodes, resizeNode, type CanvasGesture } from '#shared/documents/canvas-writers.ts';
import { STRINGS } from './strings.ts';

/** A drag is written 20 times a second and once at its end; between writes only the own screen follows the pointer. */
const WRITE_INTERVAL_MS = 50;

export type Frame = Point & { readonly w?: number; readonly h?: number };

/** Writes the moves and resizes of one drag at a time, all of them under one gesture. */
export class DragWriter {
  readonly #doc: Y.Doc;
  #pending = new Map<string, Frame>();
  #gesture: CanvasGesture | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Notes where a node is now; it is written with the next tick. */
  queue(id: string, frame: Frame): void {
    this.#pending.set(id, frame);
    this.#gesture ??= beginGesture(frame.w === undefined ? STRINGS.gestures.move : STRINGS.gestures.resize);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#write();
    }, WRITE_INTERVAL_MS);
  }

  /** Writes what is left and ends the gesture. */
  finish(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#write();
    this.#gesture = null;
  }

  #write(): void {
    if (!this.#gesture || this.#pending.size === 0) return;
    const context = { doc: this.#doc, gesture: this.#gesture };
    const frames = this.#pending;
    this.#pending = new Map();
    this.#doc.transact(() => {
      for (const [id, { x, y, w, h }] of frames) {
        if (w !== undefined && h !== undefined) resizeNode(context, { id, x, y, w, h });
      }
      moveNodes(context, new Map([...frames].filter(([, frame]) => frame.w === undefined)));
    }, this.#gesture);
  }
}
