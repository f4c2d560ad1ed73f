import type { Point, Rect } from '#shared/domain/board-model.ts';
import type { copyNodes } from '#shared/documents/canvas-copy.ts';
import type { WriteContext } from '#shared/documents/canvas-writers.ts';

/** What the board does with ink while it selects and moves things: there as soon as the layer that draws ink is. */
export interface InkHand {
  /** Ids of the strokes whose drawn extent a rectangle touches. */
  readonly touching: (rect: Rect) => readonly string[];
  /** The strokes among `ids`, each with the place it begins at. */
  readonly startsOf: (ids: Iterable<string>) => readonly (Point & { readonly id: string })[];
  /** Moves the strokes among `places` so that they begin there. */
  readonly move: (context: WriteContext, places: ReadonlyMap<string, Point>) => void;
  /** Shows strokes as if they began there, before it is written; nowhere else than here. */
  readonly show: (places: ReadonlyMap<string, Point>) => void;
  /** Copies components and strokes: all of them or none. */
  readonly copy: typeof copyNodes;
}

/** Empty until the layer is there. */
export interface InkHandRef {
  current: InkHand | null;
}
