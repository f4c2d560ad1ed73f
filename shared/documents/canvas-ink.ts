import { BOARD_LIMITS, type InkPoint } from '#shared/domain/board-model.ts';

/**
 * Ink is stored as binary chunks, one per 100 ms of drawing: zig-zag varint deltas of half-pixel x, half-pixel y, 4 ms
 * time steps and, in strokes whose device measures it, 1/31 steps of pressure. Each chunk continues from the last point
 * of the one before. Rewriting a growing point list instead would make history quadratic in the length of a stroke.
 */
const UNITS_PER_PIXEL = 2;
const STEP_MS = 4;
/** Thirty-two levels: more cannot be seen in a line, and every delta still fits one byte. */
const MAX_PRESSURE = 31;

/** Numbers that make a point: x, y, time, and in the longer form pressure. */
export type PointSize = 3 | 4;

/** Where a chunk starts from. */
export type InkCursor = InkPoint;

export const INK_ORIGIN: InkCursor = { x: 0, y: 0, atMs: 0 };

interface Units {
  readonly x: number;
  readonly y: number;
  readonly step: number;
  readonly pressure: number;
}

/**
 * Packs points that follow `from`; the cursor of the next chunk is the last point of this one. Points with a pressure
 * take four numbers, so the points of one stroke must all have one, or none.
 */
export function encodeInkChunk(points: readonly InkPoint[], from: InkCursor = INK_ORIGIN): Uint8Array {
  const bytes: number[] = [];
  let last = toUnits(from);
  for (const point of points) {
    const next = toUnits(point);
    for (const delta of [next.x - last.x, next.y - last.y, next.step - last.step]) pushVarint(bytes, delta);
    if (point.pressure !== undefined) pushVarint(bytes, next.pressure - last.pressure);
    last = next;
  }
  return Uint8Array.from(bytes);
}

/** The point as it will be read: what is drawn while the pen is down does not jump when it is lifted. */
export function toInkPoint(point: InkPoint): InkPoint {
  return fromUnits(toUnits(point), point.pressure === undefined ? 3 : 4);
}

/** Unpacks chunks in order. Stops at the first damaged number and at the point limit; never throws. */
export function decodeInk(chunks: Iterable<unknown>, size: PointSize = 3): readonly InkPoint[] {
  const decoder = new InkDecoder(size);
  for (const chunk of chunks) decoder.add(chunk);
  return decoder.points;
}

/** Unpacks a stroke chunk by chunk, so that a stroke that grows is not read from its start again. */
export class InkDecoder {
  readonly size: PointSize;
  readonly #points: InkPoint[] = [];
  #last = toUnits(INK_ORIGIN);

  constructor(size: PointSize) {
    this.size = size;
  }

  /** Everything read so far, as a list of its own. */
  get points(): readonly InkPoint[] {
    return [...this.#points];
  }

  /** Adds the points of one chunk; anything else than bytes is passed over. */
  add(chunk: unknown): void {
    if (!(chunk instanceof Uint8Array)) return;
    const { size } = this;
    const numbers = readVarints(chunk, (BOARD_LIMITS.pointsPerStroke - this.#points.length) * size);
    for (let at = 0; at + size <= numbers.length; at += size) {
      const [dx = 0, dy = 0, dStep = 0, dPressure = 0] = numbers.slice(at, at + size);
      this.#last = {
        x: clampUnits(this.#last.x + dx),
        y: clampUnits(this.#last.y + dy),
        step: Math.max(0, this.#last.step + dStep),
        pressure: clampPressure(this.#last.pressure + dPressure),
      };
      this.#points.push(fromUnits(this.#last, size));
    }
  }
}

function toUnits({ x, y, atMs, pressure = 0 }: InkCursor): Units {
  return {
    // Adding zero turns minus zero into zero.
    x: Math.round(x * UNITS_PER_PIXEL) + 0,
    y: Math.round(y * UNITS_PER_PIXEL) + 0,
    step: Math.round(atMs / STEP_MS),
    pressure: clampPressure(Math.round(pressure * MAX_PRESSURE)),
  };
}

function fromUnits({ x, y, step, pressure }: Units, size: PointSize): InkPoint {
  const point = { x: x / UNITS_PER_PIXEL, y: y / UNITS_PER_PIXEL, atMs: step * STEP_MS };
  return size === 4 ? { ...point, pressure: pressure / MAX_PRESSURE } : point;
}

function clampPressure(value: number): number {
  return Math.max(0, Math.min(MAX_PRESSURE, value));
}

function clampUnits(value: number): number {
  const limit = BOARD_LIMITS.coordinate * UNITS_PER_PIXEL;
  return Math.max(-limit, Math.min(limit, value));
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value < 0 ? -value * 2 - 1 : value * 2;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

function readVarints(chunk: Uint8Array, maxCount: number): number[] {
  const numbers: number[] = [];
  if (maxCount <= 0) return numbers;
  let value = 0;
  let scale = 1;
  for (const byte of chunk) {
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    // Six bytes hold every delta a real stroke has; more is damage or malice.
    if (scale > 0x80 ** 6) return numbers;
    if (byte >= 0x80) continue;
    numbers.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    if (numbers.length >= maxCount) return numbers;
    value = 0;
    scale = 1;
  }
  return numbers;
}
