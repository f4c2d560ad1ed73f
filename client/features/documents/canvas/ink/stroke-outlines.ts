import { strokePath } from '#shared/domain/board-ink.ts';
import type { BoardStroke, Point } from '#shared/domain/board-model.ts';

/** The outline of a stroke, and how far it has been moved since it was found. */
export interface PlacedOutline extends Point {
  readonly d: string;
}

interface KnownOutline {
  readonly stroke: BoardStroke;
  readonly placed: PlacedOutline;
}

/** Outlines of strokes by id. One that was only moved keeps the outline it had: finding it is most of what drawing costs. */
export class StrokeOutlines {
  #known = new Map<string, KnownOutline>();

  /** An outline for each stroke, in their order; what is no stroke any more is forgotten. */
  place(strokes: readonly BoardStroke[]): readonly PlacedOutline[] {
    const next = new Map(strokes.map((stroke) => [stroke.id, this.#placeOne(stroke)]));
    this.#known = next;
    return [...next.values()].map(({ placed }) => placed);
  }

  #placeOne(stroke: BoardStroke): KnownOutline {
    const known = this.#known.get(stroke.id);
    if (known?.stroke === stroke) return known;
    const shift = known && shiftBetween(known.stroke, stroke);
    return {
      stroke,
      placed: shift
        ? { d: known.placed.d, x: known.placed.x + shift.x, y: known.placed.y + shift.y }
        : { d: strokePath(stroke), x: 0, y: 0 },
    };
  }
}

/** How far every point was moved, or null when anything else is different. */
function shiftBetween(before: BoardStroke, after: BoardStroke): Point | null {
  const [from, to] = [before.points[0], after.points[0]];
  const isSameLine =
    before.kind === after.kind &&
    before.width === after.width &&
    before.points.length === after.points.length &&
    from?.pressure === to?.pressure;
  if (!isSameLine || !from || !to) return null;
  const shift = { x: to.x - from.x, y: to.y - from.y };
  const hasMoved = after.points.every((point, index) => {
    const was = before.points[index];
    // Halves of pixels and whole offsets are added without loss.
    return was?.x === point.x - shift.x && was.y === point.y - shift.y && was.pressure === point.pressure;
  });
  return hasMoved ? shift : null;
}
