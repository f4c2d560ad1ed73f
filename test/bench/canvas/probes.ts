import type { Page } from 'playwright-core';

/** What is measured inside a page while something happens on it. Times are milliseconds since 1970, alike in all pages. */

/** Functions sent to a page are compiled with this helper around their names. */
const NAME_HELPER = 'globalThis.__name ??= (value) => value';

/** Times between the frames of a page while `gesture` runs. */
export async function framesDuring(page: Page, gesture: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(NAME_HELPER);
  const probe = await page.evaluateHandle(() => {
    const gaps: number[] = [];
    let last: number | null = null;
    let isOn = true;
    const tick = (now: number) => {
      if (last !== null) gaps.push(now - last);
      last = now;
      if (isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return {
      stop: () => {
        isOn = false;
        return gaps;
      },
    };
  });
  await gesture();
  return probe.evaluate((frames) => frames.stop());
}

interface Sighting {
  readonly x: number;
  readonly at: number;
}

/** Where a node was drawn, frame by frame. */
async function watchNode(page: Page, nodeId: string) {
  await page.evaluate(NAME_HELPER);
  return page.evaluateHandle((id) => {
    const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
    const seen: { x: number; at: number }[] = [];
    let isOn = true;
    const tick = (now: number) => {
      const x = Number(/translate\((-?[\d.]+)px/.exec(node?.style.transform ?? '')?.[1]);
      if (x !== seen.at(-1)?.x) seen.push({ x, at: performance.timeOrigin + now });
      if (isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return {
      stop: () => {
        isOn = false;
        return seen;
      },
    };
  }, nodeId);
}

/** When the pointer moved, and where that put the node. */
async function watchPointer(page: Page, nodeId: string) {
  await page.evaluate(NAME_HELPER);
  return page.evaluateHandle((id) => {
    const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
    const moves: { x: number | null; at: number }[] = [];
    const handleMove = (event: PointerEvent) =>
      moves.push({ x: null, at: performance.timeOrigin + event.timeStamp });
    window.addEventListener('pointermove', handleMove, { capture: true });
    // The picture follows its event before the next event comes.
    const observer = new MutationObserver(() => {
      const last = moves.at(-1);
      if (last) last.x = Number(/translate\((-?[\d.]+)px/.exec(node?.style.transform ?? '')?.[1]);
    });
    if (node) observer.observe(node, { attributes: true, attributeFilter: ['style'] });
    return {
      stop: () => {
        window.removeEventListener('pointermove', handleMove, { capture: true });
        observer.disconnect();
        return moves;
      },
    };
  }, nodeId);
}

/**
 * Milliseconds from each pointer event on one page to the first frame of the other in which the node is where the event put
 * it, or further. The node must move to the right only.
 */
export async function latenciesDuring(input: {
  readonly from: Page;
  readonly to: Page;
  readonly nodeId: string;
  readonly gesture: () => Promise<void>;
}): Promise<readonly number[]> {
  const pointer = await watchPointer(input.from, input.nodeId);
  const node = await watchNode(input.to, input.nodeId);
  await input.gesture();
  const moves = await pointer.evaluate((probe) => probe.stop());
  const last = moves.findLast(({ x }) => x !== null)?.x ?? 0;
  await input.to.waitForFunction(
    ([id, x]) => {
      const transform = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)?.style
        .transform;
      return Number(/translate\((-?[\d.]+)px/.exec(transform ?? '')?.[1]) >= Number(x);
    },
    [input.nodeId, last] as const,
  );
  // One frame more, so that the watcher has seen it too.
  await input.to.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const seen: readonly Sighting[] = await node.evaluate((probe) => probe.stop());
  return moves.flatMap(({ x, at }) => {
    const sighting = x === null ? undefined : seen.find((one) => one.x >= x && one.at >= at);
    return sighting === undefined ? [] : [sighting.at - at];
  });
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN).toFixed(1),
  );
}
