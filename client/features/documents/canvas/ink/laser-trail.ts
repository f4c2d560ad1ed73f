import { getStroke } from 'perfect-freehand';
import { outlinePath } from '#shared/domain/board-ink.ts';
import type { Point } from '#shared/domain/board-model.ts';

/** A trail is gone this long after it was drawn, in milliseconds. */
const FADE_MS = 900;

/** Where a laser pointer has just been. Only in memory, on each screen for itself. */
export class LaserTrail {
  #points: (Point & { readonly at: number })[] = [];
  #tip: Point | null = null;

  /** Where it points now; null while it is away from the board. */
  get tip(): Point | null {
    return this.#tip;
  }

  add(point: Point, now: number): void {
    if (this.#tip?.x === point.x && this.#tip.y === point.y) return;
    this.#tip = point;
    this.#points.push({ ...point, at: now });
  }

  /** The pointer left the board; where it comes back nothing leads to. */
  leave(): void {
    this.#tip = null;
    this.#points = [];
  }

  /** Outline of what has not faded yet, thinner the older it is; empty when nothing is left. `width` in flow pixels. */
  path({ now, width }: { readonly now: number; readonly width: number }): string {
    this.#points = this.#points.filter(({ at }) => now - at < FADE_MS);
    if (this.#points.length < 2) return '';
    const input = this.#points.map(({ x, y, at }) => ({ x, y, pressure: 1 - (now - at) / FADE_MS }));
    return outlinePath(
      getStroke(input, { size: width, thinning: 1, simulatePressure: false, streamline: 0.4, last: true }),
    );
  }
}
