import type { Browser } from 'playwright-core';
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
