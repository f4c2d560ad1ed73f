import { BOARD_LIMITS, type InkPoint } from '#shared/domain/board-model.ts';

/**
 * Ink is stored as binary chunks, one per 100 ms of drawing: zig-zag varint deltas of half-pixel x, half-pixel y and 4 ms
 * time steps, each chunk continuing from the last point of the one before. Rewriting a growing point list instead would
 * make history quadratic in the length of a stroke.
 */
const UNITS_PER_PIXEL = 2;
const STEP_MS = 4;
const NUMBERS_PER_POINT = 3;

/** Where a chunk starts from. */
export interface InkCursor {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

export const INK_ORIGIN: InkCursor = { x: 0, y: 0, atMs: 0 };

/** Packs points that follow `from`; the cursor of the next chunk is the last decoded point of this one. */
export function encodeInkChunk(points: readonly InkPoint[], from: InkCursor = INK_ORIGIN): Uint8Array {
  const bytes: number[] = [];
  let last = toUnits(from);
  for (const point of points) {
    const next = toUnits(point);
    for (const delta of [next.x - last.x, next.y - last.y, next.step - last.step]) pushVarint(bytes, delta);
    last = next;
  }
  return Uint8Array.from(bytes);
}

/** Unpacks chunks in order. Stops at the first damaged number and at the point limit; never throws. */
export function decodeInk(chunks: Iterable<unknown>): readonly InkPoint[] {
  const points: InkPoint[] = [];
  let last = toUnits(INK_ORIGIN);
  for (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue;
    const numbers = readVarints(chunk, (BOARD_LIMITS.pointsPerStroke - points.length) * NUMBERS_PER_POINT);
    for (let at = 0; at + NUMBERS_PER_POINT <= numbers.length; at += NUMBERS_PER_POINT) {
      const [dx = 0, dy = 0, dStep = 0] = numbers.slice(at, at + NUMBERS_PER_POINT);
      last = { x: clampUnits(last.x + dx), y: clampUnits(last.y + dy), step: Math.max(0, last.step + dStep) };
      points.push({ x: last.x / UNITS_PER_PIXEL, y: last.y / UNITS_PER_PIXEL, atMs: last.step * STEP_MS });
    }
    if (points.length >= BOARD_LIMITS.pointsPerStroke) break;
  }
  return points;
}

function toUnits({ x, y, atMs }: InkCursor): { x: number; y: number; step: number } {
  return {
    x: Math.round(x * UNITS_PER_PIXEL),
    y: Math.round(y * UNITS_PER_PIXEL),
    step: Math.round(atMs / STEP_MS),
  };
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
