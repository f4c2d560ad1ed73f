import { rectOf } from '#shared/domain/board-card.ts';
import { unionOf } from '#shared/domain/board-geometry.ts';
import { isLane } from '#shared/domain/board-card.ts';
import { rectsIntersect } from '#shared/domain/board-geometry.ts';
import type { BoardModel, Point, Rect } from '#shared/domain/board-model.ts';
import { BOARD_GRID } from '#shared/domain/board-placement.ts';
import type { SnapGuide, Snapper } from '#shared/domain/board-snap.ts';

/** How near a guide pulls, in pixels of the screen. */
const SNAP_PX = 6;

export interface DragStart {
  readonly model: BoardModel;
  /** What the pointer drags, by the ids it is dragged under, and what moves with that. Copies move for their originals. */
  readonly dragged: readonly string[];
  readonly moved: ReadonlyMap<string, Point>;
  /** What of the board is in view, in flow coordinates. */
  readonly view: Rect;
  readonly zoom: number;
}

export interface DragPlace {
  readonly places: ReadonlyMap<string, Point>;
  readonly guides: readonly SnapGuide[];
}

/** One drag from its start to its end: everything in it keeps its distances, and its components snap as one rectangle. */
export class DragSession {
  /** While true nothing snaps, neither to guides nor to the grid. */
  isFree = false;
  readonly #origins: ReadonlyMap<string, Point>;
  readonly #moved: ReadonlyMap<string, Point>;
  readonly #around: Rect;
  readonly #tolerance: number;
  #snap: Snapper = gridOnly;

  constructor({ model, dragged, moved, view, zoom }: DragStart) {
    const nodes = model.nodes.filter(({ id }) => moved.has(id) || dragged.includes(id));
    this.#origins = new Map(
      nodes.filter(({ id }) => dragged.includes(id)).map(({ id, x, y }) => [id, { x, y }]),
    );
    this.#moved = moved;
    this.#around = unionOf(nodes.map(rectOf)) ?? { x: 0, y: 0, w: 0, h: 0 };
    this.#tolerance = SNAP_PX / zoom;
    // Ink alone goes where the hand goes, as it was drawn.
    if (nodes.length === 0) {
      this.#snap = wholePixels;
      return;
    }
    const isLaneDrag = nodes.some(isLane);
    const still = model.nodes
      .filter((node) => !moved.has(node.id) && isLane(node) === isLaneDrag)
      .map(rectOf)
      .filter((rect) => rectsIntersect(rect, view));
    // Not needed to draw the board, so it is fetched with the first drag; a drag without it keeps to the grid.
    import('#shared/domain/board-snap.ts')
      .then(({ createSnapper }) => {
        this.#snap = createSnapper(still);
      })
      .catch(() => null);
  }

  /** Where everything is when the pointer has brought the node `id` to `at`; null when that node is not dragged. */
  placeAt(id: string, at: Point): DragPlace | null {
    const origin = this.#origins.get(id);
    return origin ? this.placeBy({ x: at.x - origin.x, y: at.y - origin.y }) : null;
  }

  /** Where everything is when the pointer has gone this far. */
  placeBy(raw: Point): DragPlace {
    const rect = { ...this.#around, x: this.#around.x + raw.x, y: this.#around.y + raw.y };
    const { dx, dy, guides } = (this.isFree ? wholePixels : this.#snap)(rect, {
      tolerance: this.#tolerance,
      grid: BOARD_GRID,
    });
    const places = new Map(
      [...this.#moved].map(([moved, { x, y }]) => [
        moved,
        // Ink begins at halves of pixels too, and keeps them.
        { x: x + Math.round(raw.x + dx), y: y + Math.round(raw.y + dy) },
      ]),
    );
    return { places, guides };
  }
}

const gridOnly: Snapper = (rect, { grid }) => ({
  dx: Math.round(rect.x / grid) * grid - rect.x,
  dy: Math.round(rect.y / grid) * grid - rect.y,
  guides: [],
});

const wholePixels: Snapper = ({ x, y }) => ({ dx: Math.round(x) - x, dy: Math.round(y) - y, guides: [] });

/** A rectangle whose border was dragged, with the sides that moved on the grid. `before` is the written rectangle. */
export function resizeToGrid(before: Rect, dragged: Rect): Rect {
  const side = (was: number, is: number): number =>
    Math.abs(was - is) < 0.01 ? was : Math.round(is / BOARD_GRID) * BOARD_GRID;
  const x = side(before.x, dragged.x);
  const y = side(before.y, dragged.y);
  const right = side(before.x + before.w, dragged.x + dragged.w);
  const bottom = side(before.y + before.h, dragged.y + dragged.h);
  return { x, y, w: right - x, h: bottom - y };
}
