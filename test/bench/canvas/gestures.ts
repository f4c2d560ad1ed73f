import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** Real pointer and keyboard events, at the pace of a hand. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Moves the pressed pointer along `path`, `path.length` events in `durationMs`. */
export async function drag(page: Page, path: readonly Place[], durationMs: number): Promise<void> {
  const [first] = path;
  if (first === undefined) return;
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await paced(path, durationMs, ({ x, y }) => page.mouse.move(x, y));
  await page.mouse.up();
}

/** Turns the wheel, which pans the board: to and fro, so that the picture stays. */
export async function pan(page: Page, at: Place, durationMs: number): Promise<void> {
  await page.mouse.move(at.x, at.y);
  const steps = Array.from({ length: Math.round(durationMs / FRAME_MS) }, (_unused, i) => i);
  await paced(steps, durationMs, (i) => page.mouse.wheel(i % 60 < 30 ? 8 : -8, i % 60 < 30 ? 5 : -5));
}

export const FRAME_MS = 1_000 / 60;

/** One call for each item, spread evenly; like a hand, it does not wait until the page has followed. */
async function paced<Item>(
  items: readonly Item[],
  durationMs: number,
  run: (item: Item) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const calls: Promise<void>[] = [];
  for (const [i, item] of items.entries()) {
    const waitMs = startedAt + (i * durationMs) / items.length - performance.now();
    if (waitMs > 1) await delay(waitMs);
    calls.push(run(item));
  }
  await Promise.all(calls);
}

export async function centreOf(locator: Locator): Promise<Place> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A wave from `start`, back to it at the end. */
export function loop(start: Place, count: number, radius: number): readonly Place[] {
  return Array.from({ length: count }, (_unused, i) => {
    const angle = (i / (count - 1)) * 2 * Math.PI;
    return { x: start.x + radius * Math.sin(angle), y: start.y + (radius / 2) * Math.sin(2 * angle) };
  });
}

export function line(start: Place, count: number, stepX: number): readonly Place[] {
  return Array.from({ length: count }, (_unused, i) => ({ x: start.x + i * stepX, y: start.y }));
}
