import type * as Y from 'yjs';
import type { InkPoint } from '#shared/domain/board-model.ts';
import { toInkPoint } from '#shared/documents/canvas-ink.ts';
import {
  growStroke,
  startStroke,
  type InkStyle,
  type OpenStroke,
} from '#shared/documents/canvas-ink-writers.ts';
import { beginGesture, deleteItems, type CanvasGesture } from '#shared/documents/canvas-writers.ts';

/** Ten chunks a second: a peer sees the line 50 ms after it is drawn on average, and a point costs about six bytes. */
const CHUNK_INTERVAL_MS = 100;
/** A line this young is given up when a second finger shows that the board was meant. */
const REVOCABLE_MS = 250;

export interface InkWriterInput {
  readonly doc: Y.Doc;
  readonly style: InkStyle;
  /** What the person did, for undo. */
  readonly label: string;
  /** A chunk left: the stroke with this id is now the one that grows. */
  readonly onStroke: (id: string) => void;
  /** The line cannot go on: a peer erased it, undo took it, or the board is full. */
  readonly onEnd: (why: 'gone' | 'full') => void;
}

/**
 * Writes what one movement of the pen draws, from down to up, as one gesture. Points leave in chunks; in between only the
 * own screen shows them. A line longer than a stroke may be continues in a new stroke.
 */
export class InkWriter {
  readonly #input: InkWriterInput;
  readonly #gesture: CanvasGesture;
  readonly #written = new Set<string>();
  /** Points of the stroke that grows, the last `#pendingCount` of which have not left yet. */
  #line: InkPoint[] = [];
  #pendingCount = 0;
  #stroke: OpenStroke | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(input: InkWriterInput) {
    this.#input = input;
    this.#gesture = beginGesture(input.label);
    this.#timer = setInterval(() => this.#flush(), CHUNK_INTERVAL_MS);
  }

  /** What the own screen draws by itself: the stroke that grows now, with the points that have not left yet. */
  get line(): readonly InkPoint[] {
    return this.#line;
  }

  /** True once nothing more will be written. */
  get hasEnded(): boolean {
    return this.#timer === null;
  }

  /** Takes points in flow pixels, their time counted from the moment the pen was set down. */
  add(points: readonly InkPoint[]): void {
    for (const point of points.map(toInkPoint)) {
      const latest = this.#line.at(-1);
      // A pen that rests reports two hundred times a second that it rests.
      if (latest && isSamePlace(point, latest)) continue;
      this.#line.push(point);
      this.#pendingCount += 1;
    }
  }

  /** The pen was lifted: writes what is left. */
  end(): void {
    this.#flush();
    this.#stop();
  }

  /** The movement was not meant as a line: what is young enough is taken back without a trace in undo. */
  revoke(): void {
    if ((this.#line.at(-1)?.atMs ?? 0) > REVOCABLE_MS) {
      this.end();
      return;
    }
    this.#stop();
    if (this.#written.size > 0) deleteItems({ doc: this.#input.doc, gesture: this.#gesture }, this.#written);
  }

  #flush(): void {
    if (this.#pendingCount === 0 || this.#timer === null) return;
    const points = this.#line.slice(-this.#pendingCount);
    const { doc, style, onStroke, onEnd } = this.#input;
    const context = { doc, gesture: this.#gesture };
    const before = this.#stroke;
    const stroke = before ? growStroke(context, before, points) : startStroke(context, style, points);
    this.#stroke = stroke;
    this.#pendingCount = 0;
    if (!stroke) {
      this.#stop();
      onEnd(before ? 'gone' : 'full');
    } else if (stroke.id !== before?.id) {
      this.#written.add(stroke.id);
      this.#line = this.#line.slice(-stroke.pointCount);
      onStroke(stroke.id);
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

function isSamePlace(a: InkPoint, b: InkPoint): boolean {
  return a.x === b.x && a.y === b.y && a.pressure === b.pressure;
}
