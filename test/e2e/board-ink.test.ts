import type { Browser, Locator, Page } from 'playwright-core';
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

test('what one person draws the other sees, until it is erased; undo brings it back', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  const carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url });
  await steps.runningRoom(iris, carl);
  const { page } = iris;
  const board = await page.getByRole('application').boundingBox();
  if (board === null) throw new Error('the board is not on screen');
  const at = { x: board.x + board.width / 2, y: board.y + board.height / 2 };
  const strokes = carl.page.locator('path[data-stroke]');

  await steps.focusBoard(page);
  await page.keyboard.press('p');
  await page.getByRole('group', { name: 'Drawing' }).waitFor();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 150, at.y + 40, { steps: 12 });
  // The peer sees the line while it is drawn, and the own screen draws it past the document.
  await strokes.waitFor({ state: 'attached' });
  expect(await page.locator('path[data-live]').getAttribute('d')).toMatch(/^M.+Z$/);
  expect(await page.locator('path[data-stroke]').count()).toBe(0);
  await page.mouse.up();
  await page.locator('path[data-stroke]').waitFor({ state: 'attached' });

  await page.keyboard.press('e');
  await page.mouse.move(at.x + 60, at.y - 60);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 90, { steps: 4 });
  expect(await strokes.count()).toBe(1);
  await page.mouse.up();
  await strokes.waitFor({ state: 'detached' });

  await page.keyboard.press('Control+z');
  await strokes.waitFor({ state: 'attached' });

  await page.keyboard.press('l');
  await page.mouse.move(at.x, at.y);
  await carl.page.locator('[data-laser]').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await carl.page.locator('[data-laser]').waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Drawing' }).waitFor({ state: 'detached' });

  expect([...iris.complaints, ...carl.complaints]).toEqual([]);
  await Promise.all([iris.close(), carl.close()]);
});

test('ink is selected, moved, copied and deleted together with components, each act one undo, and a peer sees it', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  const carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url });
  await steps.runningRoom(iris, carl);
  const { page } = iris;
  const nodes = steps.nodeNamed(page, 'Heavy ranker');
  const strokes = page.locator('path[data-stroke]');
  const halos = page.locator('path[data-halo]');
  await steps.insertComponent(page, { search: 'ranker', label: 'Heavy ranker' });
  await page.keyboard.press('Escape');
  const box = await boxOf(steps.nodeNamed(page, 'Heavy ranker'));
  const line = { x: box.x + 20, y: box.y + box.h + 120 };
  await page.keyboard.press('p');
  await page.getByRole('group', { name: 'Drawing' }).waitFor();
  await drag(page, line, { x: line.x + 160, y: line.y });
  await strokes.waitFor({ state: 'attached' });
  await page.keyboard.press('v');
  await carl.page.locator('path[data-stroke]').waitFor({ state: 'attached' });
  const start = await layout(page);
  const startOfCarl = await layout(carl.page);

  // A click within 8 pixels of the line selects it, one further away selects nothing.
  await page.mouse.click(line.x + 80, line.y + 7);
  await halos.waitFor({ state: 'attached' });
  await page.mouse.click(line.x + 80, line.y + 24);
  await halos.waitFor({ state: 'detached' });

  // A marquee takes what it touches of both, and the next click of Shift takes the line out again.
  await drag(page, { x: box.x - 20, y: box.y - 20 }, { x: line.x + 60, y: line.y + 20 });
  await page.getByText('1 component and 1 drawing selected').waitFor({ state: 'attached' });
  expect([await page.locator('.react-flow__node.selected').count(), await halos.count()]).toEqual([1, 1]);
  await page.keyboard.down('Shift');
  await page.mouse.click(line.x + 80, line.y);
  await halos.waitFor({ state: 'detached' });
  await page.mouse.click(line.x + 80, line.y);
  await page.keyboard.up('Shift');
  await halos.waitFor({ state: 'attached' });

  // Dragged by the component or by the line both go, and by keys; undo takes them back one act at a time.
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  await drag(page, middle, { x: middle.x + 80, y: middle.y - 48 });
  const first = await layout(page);
  expect(first.node.x - start.node.x).toBeGreaterThan(60);
  expect(between(first)).toEqual(between(start));
  const onLine = { x: first.stroke.x + 80, y: first.stroke.y + first.stroke.h / 2 };
  await drag(page, onLine, { x: onLine.x - 40, y: onLine.y + 64 });
  const second = await layout(page);
  expect(second.node.y - first.node.y).toBeGreaterThan(50);
  expect(between(second)).toEqual(between(start));
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await layout(page)).node.x).toBeGreaterThan(second.node.x);
  expect(between(await layout(page))).toEqual(between(start));
  await expect.poll(async () => between(await layout(carl.page))).toEqual(between(startOfCarl));
  expect((await layout(carl.page)).node).not.toEqual(startOfCarl.node);
  for (const step of [second, first, start]) {
    await page.keyboard.press('Control+z');
    await expect.poll(() => layout(page)).toEqual(step);
  }
  await expect.poll(() => layout(carl.page)).toEqual(startOfCarl);

  await page.keyboard.press('Control+d');
  await expect.poll(async () => [await nodes.count(), await strokes.count()]).toEqual([2, 2]);
  expect(await halos.count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => [await nodes.count(), await strokes.count()]).toEqual([1, 1]);

  await drag(page, { x: box.x - 20, y: box.y - 20 }, { x: line.x + 60, y: line.y + 20 });
  await page.keyboard.press('Control+c');
  await page.getByText('1 component and 1 drawing copied').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+v');
  await expect.poll(async () => [await nodes.count(), await strokes.count()]).toEqual([2, 2]);
  await expect.poll(() => carl.page.locator('path[data-stroke]').count()).toBe(2);
  // What was pasted is selected, and goes as one.
  await page.keyboard.press('Delete');
  await expect.poll(async () => [await nodes.count(), await strokes.count()]).toEqual([1, 1]);
  expect(await layout(page)).toEqual(start);

  // Whoever erases a line that another moves has the last word.
  await page.mouse.move(line.x + 80, line.y);
  await page.mouse.down();
  await page.mouse.move(line.x + 90, line.y + 40, { steps: 4 });
  await steps.focusBoard(carl.page);
  await carl.page.keyboard.press('e');
  await carl.page.getByRole('group', { name: 'Drawing' }).waitFor();
  const { stroke } = await layout(carl.page);
  await drag(
    carl.page,
    { x: stroke.x + 50, y: stroke.y - 40 },
    { x: stroke.x + 50, y: stroke.y + stroke.h + 40 },
  );
  await strokes.waitFor({ state: 'detached' });
  await page.mouse.move(line.x + 140, line.y + 80, { steps: 4 });
  await page.mouse.up();
  await steps.nodeNamed(page, 'Heavy ranker').click();
  expect([await strokes.count(), await carl.page.locator('path[data-stroke]').count()]).toEqual([0, 0]);

  expect([...iris.complaints, ...carl.complaints]).toEqual([]);
  await Promise.all([iris.close(), carl.close()]);
}, 60_000);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x, y: box.y, w: box.width, h: box.height };
}

/** Where the only component and the only line are. */
async function layout(page: Page): Promise<{ node: Box; stroke: Box }> {
  const [node, stroke] = await Promise.all([
    boxOf(steps.nodeNamed(page, 'Heavy ranker')),
    boxOf(page.locator('path[data-stroke]')),
  ]);
  return { node, stroke };
}

function between({ node, stroke }: { node: Box; stroke: Box }): readonly [number, number] {
  // Pixels of the screen are cut into 64ths.
  return [Math.round((stroke.x - node.x) * 4) / 4, Math.round((stroke.y - node.y) * 4) / 4];
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}
