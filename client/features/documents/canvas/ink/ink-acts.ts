import type * as Y from 'yjs';
import type { BoardStroke, InkPoint } from '#shared/domain/board-model.ts';
import type { InkStyle } from '#shared/documents/canvas-ink-writers.ts';
import { findMet } from './ink-picking.ts';
import type { InkAct } from './ink-surface.tsx';
import { InkWriter } from './ink-writer.ts';

/** A device without a sensor reports exactly this while it touches. */
const PRESSURE_OF_NO_SENSOR = 0.5;

export interface LineInput {
  readonly doc: Y.Doc;
  readonly style: InkStyle;
  readonly label: string;
  readonly start: InkPoint;
  /** Draws the line as it is now; an empty one when it is the document's to draw. */
  readonly draw: (line: readonly InkPoint[]) => void;
  /** The stroke of the document that `draw` stands for; null when there is none any more. */
  readonly onStroke: (id: string | null) => void;
  readonly onFull: () => void;
}

/** A line of pen or highlighter: at once on the own screen, in chunks in the document. */
export function beginLine({ doc, style, label, start, draw, onStroke, onFull }: LineInput): InkAct {
  const { pressure = 0 } = start;
  // Felt does not feel pressure.
  const hasPressure = style.kind === 'pen' && pressure > 0 && pressure !== PRESSURE_OF_NO_SENSOR;
  const writer = new InkWriter({ doc, style, label, onStroke, onEnd: handleEnd });

  function handleEnd(why: 'gone' | 'full') {
    clear();
    if (why === 'full') onFull();
  }

  function clear() {
    onStroke(null);
    draw([]);
  }

  function end() {
    writer.end();
    clear();
  }

  function add(points: readonly InkPoint[]) {
    if (writer.hasEnded) return;
    writer.add(
      points.map(({ x, y, atMs, pressure: felt = 0 }) => ({
        x,
        y,
        atMs: Math.max(0, atMs - start.atMs),
        ...(hasPressure ? { pressure: felt } : {}),
      })),
    );
    draw(writer.line);
  }

  add([start]);
  return {
    move: add,
    end,
    revoke() {
      writer.revoke();
      clear();
    },
    leave: end,
  };
}

export interface ErasingInput {
  readonly start: InkPoint;
  /** Flow pixels around the pointer. */
  readonly reach: number;
  readonly getStrokes: () => readonly BoardStroke[];
  /** What would go if the eraser were lifted now. */
  readonly onDoomed: (ids: ReadonlySet<string>) => void;
  readonly onErase: (ids: readonly string[]) => void;
}

/** A drag of the eraser: what it comes upon is marked, and goes as one step when it is lifted. */
export function beginErasing({ start, reach, getStrokes, onDoomed, onErase }: ErasingInput): InkAct {
  const doomed = new Set<string>();
  let from = start;

  function move(points: readonly InkPoint[]) {
    const before = doomed.size;
    for (const to of points) {
      for (const id of findMet(getStrokes(), { from, to, reach })) doomed.add(id);
      from = to;
    }
    if (doomed.size > before) onDoomed(new Set(doomed));
  }

  const forget = () => onDoomed(new Set());

  move([start]);
  return {
    move,
    end() {
      if (doomed.size > 0) onErase([...doomed]);
      forget();
    },
    revoke: forget,
    leave: forget,
  };
}
