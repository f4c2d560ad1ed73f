import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import * as steps from '#test/support/room-steps.ts';
import { ServerProcess } from '#test/support/server-process.ts';

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function boxOf(page: Page, label: string): Promise<{ x: number; y: number; w: number; h: number }> {
  const box = await steps.nodeNamed(page, label).boundingBox();
  if (!box) throw new Error(`${label} is not on screen`);
  return { x: Math.round(box.x), y: Math.round(box.y), w: box.width, h: box.height };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** Share of the picture from afar that is painted at all. */
async function paintedShare(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no picture');
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) painted += 1;
    return painted / (data.length / 4);
  });
}

/** A point half way along an arrow that nothing lies over. */
async function middleOfArrow(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    for (const path of document.querySelectorAll<SVGPathElement>('.react-flow__edge path')) {
      const at = path.getPointAtLength(path.getTotalLength() / 2);
      const matrix = path.getScreenCTM();
      if (!matrix) continue;
      const { x, y } = at.matrixTransform(matrix);
      if (document.elementFromPoint(x, y) === path) return { x, y };
    }
    throw new Error('no arrow can be clicked');
  });
}

/** Zooming takes a moment. */
async function untilStill(page: Page): Promise<void> {
  const read = () => page.locator('.react-flow__viewport').getAttribute('style');
  let last: string | null = null;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await read();
        return last === before;
      },
      { interval: 200 },
    )
    .toBe(true);
}

test('several things are selected, aligned, copied between pages and moved with their lane, each act one undo', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  const carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url });
  await steps.runningRoom(iris, carl);
  const { page } = carl;
  const selected = page.locator('.react-flow__node.selected');
  const nodes = page.locator('.react-flow__node');

  await page.getByRole('button', { name: 'Start from a skeleton' }).click();
  await page.getByRole('option', { name: 'Fraud scoring' }).click();
  await steps.nodeNamed(page, 'Policy filter').waitFor();
  const count = await nodes.count();

  // The view comes to rest before anything is measured.
  await expect
    .poll(async () => {
      const before = await boxOf(page, 'Event log');
      await page.evaluate(() => new Promise(requestAnimationFrame));
      const after = await boxOf(page, 'Event log');
      return before.x === after.x && before.y === after.y;
    })
    .toBe(true);

  // A marquee in a lane takes what it touches, and not the lane.
  const log = await boxOf(page, 'Event log');
  const joiner = await boxOf(page, 'Label joiner');
  await drag(page, { x: log.x - 8, y: log.y - 8 }, { x: joiner.x + 20, y: joiner.y + 20 });
  await expect.poll(() => selected.count()).toBe(2);

  await page.getByRole('button', { name: 'Align left' }).click();
  await expect.poll(async () => (await boxOf(page, 'Label joiner')).x).toBe(log.x);
  await steps.focusBoard(page);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await boxOf(page, 'Label joiner')).x).toBe(joiner.x);

  await steps.nodeNamed(page, 'Event log').click();
  await steps.nodeNamed(page, 'Label joiner').click({ modifiers: ['Shift'] });
  await expect.poll(() => selected.count()).toBe(2);
  await page.keyboard.press('Control+d');
  await expect.poll(() => nodes.count()).toBe(count + 2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => nodes.count()).toBe(count);

  // The lane goes, and what is in it goes along.
  const header = await page.locator('[data-lane-header]').first().boundingBox();
  if (!header) throw new Error('the lane is not on screen');
  await drag(page, { x: header.x + 12, y: header.y + 6 }, { x: header.x + 12, y: header.y - 58 });
  await expect.poll(async () => (await boxOf(page, 'Event log')).y).toBeLessThan(log.y - 40);
  expect((await boxOf(page, 'Event log')).x - (await boxOf(page, 'Label joiner')).x).toBe(log.x - joiner.x);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await boxOf(page, 'Event log')).y).toBe(log.y);

  await steps.nodeNamed(page, 'Event log').click();
  await steps.nodeNamed(page, 'Label joiner').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+c');
  await page.getByText('2 components copied').waitFor({ state: 'attached' });
  const other = await carl.context.newPage();
  await other.goto(page.url());
  await steps.nodeNamed(other, 'Policy filter').waitFor();
  await steps.focusBoard(other);
  await other.keyboard.press('Control+v');
  await expect.poll(() => other.locator('.react-flow__node').count()).toBe(count + 2);
  await expect.poll(() => nodes.count()).toBe(count + 2);
  await other.keyboard.press('Control+z');
  await expect.poll(() => nodes.count()).toBe(count);

  // A tab behind another is drawn once a second.
  await other.close();
  await page.bringToFront();

  // From afar the board is one picture, and what is on it is still there to be clicked and dragged.
  await steps.focusBoard(page);
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('-', { delay: 130 });
  await page.locator('[data-pictured]').waitFor();
  await untilStill(page);
  expect(await paintedShare(page)).toBeGreaterThan(0.01);
  // Whoever walks by keys finds every element, and their pictures stay with the canvas.
  await page.keyboard.press('Tab');
  await expect.poll(() => nodes.count()).toBe(count);
  const far = steps.nodeNamed(page, 'Policy filter').locator('> *');
  expect(await far.evaluate((element) => getComputedStyle(element).visibility)).toBe('hidden');
  const place = await boxOf(page, 'Policy filter');
  await page.locator('.react-flow__edge path').first().waitFor({ state: 'attached' });
  const arrow = await middleOfArrow(page);
  // Once a pointer moves, nothing is drawn but what it is on.
  await steps.focusBoard(page);
  await page.mouse.move(2, 2);
  await expect.poll(() => nodes.count()).toBe(0);
  const middle = { x: place.x + place.w / 2, y: place.y + place.h / 2 };
  await page.mouse.click(middle.x, middle.y);
  await page.locator('.react-flow__node.selected', { hasText: 'Policy filter' }).waitFor();
  expect(await nodes.count()).toBe(1);
  expect(await far.evaluate((element) => getComputedStyle(element).visibility)).toBe('visible');
  await drag(page, middle, { x: middle.x, y: middle.y + 40 });
  await expect.poll(async () => (await boxOf(page, 'Policy filter')).y).toBeGreaterThan(place.y + 30);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await boxOf(page, 'Policy filter')).y).toBe(place.y);
  await page.mouse.click(arrow.x, arrow.y);
  await page.locator('.react-flow__edge.selected').waitFor();
  await page.keyboard.press('Escape');

  expect(carl.complaints).toEqual([]);
  await Promise.all([iris.close(), carl.close()]);
}, 60_000);
