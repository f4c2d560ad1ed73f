import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPANY_STRINGS } from '#client/features/documents/canvas/company/strings.ts';
import { STRINGS } from '#client/features/documents/canvas/strings.ts';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import * as steps from '#test/support/room-steps.ts';
import { seeSame } from '#test/support/see-same.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const PATIENCE = { timeout: 30_000 };
/** What browsers say about a network that is away; anything else is a complaint. */
const NETWORK_IS_AWAY = /net::ERR_\w+|WebSocket connection to .* failed/;
const { said, gestures } = STRINGS;

let server: ServerProcess;
let browser: Browser;
let iris: Visitor;
let carl: Visitor;

/** One room for all: each case has components of its own. */
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
  const open = (name: string) => openVisitor(browser, { name, baseUrl: server.url, ignore: NETWORK_IS_AWAY });
  [iris, carl] = await Promise.all([open('Iris'), open('Carl')]);
  await steps.runningRoom(iris, carl);
  for (const label of [
    'Ranker',
    'Cache',
    'Gateway',
    'Monitor',
    'Queue',
    'Vector',
    'Drift',
    'Alerts',
    'Events',
  ]) {
    await draw(iris.page, label);
  }
  await steps.nodeNamed(carl.page, 'Events').waitFor();
  await Promise.all([iris, carl].map(({ page }) => fit(page)));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('what both did while one was away', () => {
  test('is merged, an arrow to what was deleted waits for it, and undo takes back only what is still one’s own', async () => {
    const start = await placeOf(iris.page, 'Monitor');
    await carl.context.setOffline(true);
    await seeSync(carl.page, /^Offline/);

    await drag(iris.page, 'Ranker', { x: 32, y: 16 });
    const moved = await placeOf(iris.page, 'Ranker');
    await remove(iris.page, 'Cache');
    await drag(iris.page, 'Monitor', { x: 40, y: 0 });
    const byIris = await placeOf(iris.page, 'Monitor');
    await seeSync(iris.page, /^Saved$/);

    await rename(carl.page, 'Ranker', 'Ranker v2');
    await steps.connectByDrag(carl.page, 'Gateway', 'Cache');
    await expect.poll(() => countArrows(carl.page), PATIENCE).toBe(1);
    await drag(carl.page, 'Monitor', { x: 0, y: 40 });
    const byCarl = await placeOf(carl.page, 'Monitor');
    expect(byCarl).not.toBe(byIris);

    await carl.context.setOffline(false);
    await steps.nodeNamed(iris.page, 'Ranker v2').waitFor(PATIENCE);
    await steps.nodeNamed(carl.page, 'Cache').waitFor({ state: 'detached' });
    await seeTheSame();
    expect(await placeOf(carl.page, 'Ranker v2')).toBe(moved);
    for (const { page } of [iris, carl]) expect(await countArrows(page)).toBe(0);

    // Both moved it at once: one of them was last, as far as both can see.
    const end = await placeOf(iris.page, 'Monitor');
    expect([byIris, byCarl]).toContain(end);
    const [winner, loser] = end === byIris ? [iris, carl] : [carl, iris];
    await undo(loser.page);
    await loser.page.getByText(said.kept(gestures.move, winner.name)).first().waitFor();
    await seeTheSame();
    expect(await placeOf(iris.page, 'Monitor')).toBe(end);
    await undo(winner.page);
    for (const { page } of [iris, carl])
      await expect.poll(() => placeOf(page, 'Monitor'), PATIENCE).toBe(start);

    // What was deleted comes back with the arrow that was drawn to it meanwhile.
    await undo(iris.page);
    for (const { page } of [iris, carl]) {
      await steps.nodeNamed(page, 'Cache').waitFor();
      await expect.poll(() => countArrows(page), PATIENCE).toBe(1);
      await outlineOf(page)
        .getByText(/Gateway.*Cache/)
        .first()
        .waitFor({ state: 'attached' });
    }
  });
});

describe('while both are there', () => {
  test('one moves what the other is naming, and both survive', async () => {
    const before = await placeOf(iris.page, 'Queue');
    const { x, y } = await centreOf(steps.nodeNamed(iris.page, 'Queue'));
    const editor = await edit(carl.page, 'Queue');
    await editor.press('End');
    await iris.page.mouse.move(x, y);
    await iris.page.mouse.down();
    for (const [index, letter] of ['Space', 'n', 'a', 'm', 'e', 'd'].entries()) {
      await iris.page.mouse.move(x + 6 * (index + 1), y + 4 * (index + 1));
      await editor.press(letter);
    }
    await iris.page.mouse.up();
    await editor.press('Enter');
    await steps.nodeNamed(iris.page, 'Queue named').waitFor();
    const after = await placeOf(iris.page, 'Queue named');
    expect(after).not.toBe(before);
    await expect.poll(() => placeOf(carl.page, 'Queue named'), PATIENCE).toBe(after);
    await agree();
  });

  test('what is deleted under a drag is gone, and the drag with it', async () => {
    const { page } = carl;
    const { x, y } = await centreOf(steps.nodeNamed(page, 'Drift'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y + 12, { steps: 3 });
    await remove(iris.page, 'Drift');
    await steps.nodeNamed(page, 'Drift').waitFor({ state: 'detached' });
    await page.mouse.move(x + 24, y + 24, { steps: 3 });
    await page.mouse.up();
    for (const visitor of [iris, carl]) {
      expect(await steps.nodeNamed(visitor.page, 'Drift').count()).toBe(0);
    }
    // The mouse is free again.
    const before = await placeOf(page, 'Vector');
    await drag(page, 'Vector', { x: 16, y: 0 });
    expect(await placeOf(page, 'Vector')).not.toBe(before);
    await agree();
  });

  test('what is deleted under its name being written takes the editor with it', async () => {
    const editor = await edit(carl.page, 'Alerts');
    await editor.press('End');
    await editor.press('x');
    await steps.nodeNamed(iris.page, 'Alertsx').waitFor();
    await remove(iris.page, 'Alertsx');
    await editor.waitFor({ state: 'detached' });
    for (const { page } of [iris, carl]) expect(await steps.nodeNamed(page, 'Alerts').count()).toBe(0);
    await agree();
  });

  test('what is deleted under an arrow being drawn from it leaves no arrow', async () => {
    const { page } = carl;
    const arrows = await countArrows(page);
    const source = steps.nodeNamed(page, 'Events');
    await source.click();
    const start = await centreOf(source.locator('.react-flow__handle').first());
    const end = await centreOf(steps.nodeNamed(page, 'Vector'));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await page.locator('.react-flow__connection').waitFor({ state: 'attached' });
    await remove(iris.page, 'Events');
    await source.waitFor({ state: 'detached' });
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.mouse.up();
    await page.locator('.react-flow__connection').waitFor({ state: 'detached' });
    await seeTheSame();
    expect(await countArrows(page)).toBe(arrows);
    await agree();
  });

  test('undo leaves what the other drew', async () => {
    await draw(iris.page, 'Mine');
    await draw(carl.page, 'Yours');
    await steps.nodeNamed(iris.page, 'Yours').waitFor();
    // Its name, then it.
    await undo(iris.page);
    await undo(iris.page);
    for (const { page } of [iris, carl]) {
      await steps.nodeNamed(page, 'Mine').waitFor({ state: 'detached' });
      await steps.nodeNamed(page, 'Yours').waitFor();
    }
    await fit(iris.page);
    await fit(carl.page);
    await agree();
  });

  test('undo keeps what was made here and named by the other', async () => {
    const known = new Set((await readBoard(iris.page)).nodes.map(({ id }) => id));
    const editor = await place(iris.page);
    await editor.press('Enter');
    const [made] = (await readBoard(iris.page)).nodes.filter(({ id }) => !known.has(id));
    const node = (page: Page) => page.locator(`.react-flow__node[data-id="${made?.id}"]`);
    await node(carl.page).waitFor();
    await fit(carl.page);
    await node(carl.page).dblclick();
    await carl.page.locator('.react-flow__node textarea').fill('Named by Carl');
    await carl.page.keyboard.press('Enter');
    await steps.nodeNamed(iris.page, 'Named by Carl').waitFor();
    await undo(iris.page);
    await iris.page.getByText(said.kept(gestures.insert, 'Carl')).first().waitFor();
    for (const { page } of [iris, carl]) await steps.nodeNamed(page, 'Named by Carl').waitFor();
    await agree();
  });

  test('undo of a move keeps where the other has moved it since', async () => {
    await drag(iris.page, 'Vector', { x: 16, y: 16 });
    // At the border of the view a drag pans along, and may take it out of the other's sight.
    await fit(carl.page);
    await seeTheSame();
    await drag(carl.page, 'Vector', { x: 24, y: 8 });
    const place = await placeOf(carl.page, 'Vector');
    await expect.poll(() => placeOf(iris.page, 'Vector'), PATIENCE).toBe(place);
    await undo(iris.page);
    await iris.page.getByText(said.kept(gestures.move, 'Carl')).first().waitFor();
    for (const { page } of [iris, carl]) expect(await placeOf(page, 'Vector')).toBe(place);
    await agree();
  });

  test('both draw with the pen at once, and both lines are complete', async () => {
    const lines = await Promise.all([iris, carl].map(({ page }, turn) => drawInk(page, turn)));
    for (const { page } of [iris, carl]) {
      await expect.poll(() => page.locator('path[data-stroke]').count(), PATIENCE).toBe(2);
    }
    await seeTheSame();
    const { strokes } = await readBoard(iris.page);
    // On the page it was drawn on each is as long as the way the pen went.
    for (const [turn, { page }] of [iris, carl].entries()) {
      const widths = await page
        .locator('path[data-stroke]')
        .evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().width));
      expect(widths.some((width) => Math.abs(width - (lines[turn] ?? 0)) < 16)).toBe(true);
    }
    expect(new Set(strokes.map(({ path }) => path)).size).toBe(2);
    await agree();
  });
});

describe('where the others look', () => {
  test('who follows comes along until they move the view themselves', async () => {
    await Promise.all([iris, carl].map(({ page }) => fit(page)));
    await carl.page.getByRole('button', { name: COMPANY_STRINGS.follow('Iris') }).click();
    await iris.page
      .getByRole('button', { name: COMPANY_STRINGS.followsYou('Carl') })
      .waitFor({ state: 'attached' });
    for (const way of [
      { x: 300, y: 160 },
      { x: -140, y: 200 },
    ]) {
      const before = await viewCentre(iris.page);
      await scroll(iris.page, way);
      expect(distance(before, await viewCentre(iris.page))).toBeGreaterThan(100);
      await expect.poll(apart, PATIENCE).toBeLessThan(2);
    }

    await scroll(carl.page, { x: 0, y: -120 });
    await carl.page.getByText(COMPANY_STRINGS.stopped('Iris')).first().waitFor({ state: 'attached' });
    await carl.page.getByRole('button', { name: COMPANY_STRINGS.follow('Iris') }).waitFor();
    const own = await viewCentre(carl.page);
    await scroll(iris.page, { x: 200, y: 200 });
    // What a page shows and where its pointer is travel together: Carl has heard of both.
    const heard = await pointerSeenBy(carl.page);
    await iris.page.mouse.move(...(await middleOf(iris.page, 30)));
    await expect.poll(() => pointerSeenBy(carl.page), PATIENCE).not.toBe(heard);
    expect(await viewCentre(carl.page)).toEqual(own);
    await agree();
  });

  test('an interviewer brings everybody to what they look at, and everybody finds the way back', async () => {
    const own = await viewCentre(carl.page);
    expect(await apart()).toBeGreaterThan(100);
    await iris.page.getByRole('button', { name: COMPANY_STRINGS.gather }).click();
    await carl.page.getByText(COMPANY_STRINGS.broughtBy('Iris')).first().waitFor();
    await expect.poll(apart, PATIENCE).toBeLessThan(2);
    await carl.page.getByRole('button', { name: COMPANY_STRINGS.back, exact: true }).click();
    await expect.poll(async () => distance(own, await viewCentre(carl.page)), PATIENCE).toBeLessThan(2);
    // A candidate brings nobody.
    expect(await carl.page.getByRole('button', { name: COMPANY_STRINGS.gather }).count()).toBe(0);
    await agree();
  });
});

type Place = readonly [x: number, y: number];

/** The middle of what a page shows, in the coordinates of the board. */
function viewCentre(page: Page): Promise<Place> {
  return page.locator('.react-flow__viewport').evaluate((viewport): [number, number] => {
    const { a: zoom, e: x, f: y } = new DOMMatrix(getComputedStyle(viewport).transform);
    const { width, height } = viewport.closest('.react-flow')?.getBoundingClientRect() ?? new DOMRect();
    return [(width / 2 - x) / zoom, (height / 2 - y) / zoom];
  });
}

function distance(one: Place, other: Place): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** How far from each other Iris and Carl look, in pixels of the board. */
async function apart(): Promise<number> {
  return distance(await viewCentre(iris.page), await viewCentre(carl.page));
}

async function middleOf(page: Page, beside = 0): Promise<[number, number]> {
  const { x, y, width, height } = await boardBox(page);
  return [x + width / 2 + beside, y + height / 2];
}

/** With the wheel over the board, which pans it. */
async function scroll(page: Page, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(...(await middleOf(page)));
  const before = await viewCentre(page);
  await page.mouse.wheel(by.x, by.y);
  await expect.poll(() => viewCentre(page), PATIENCE).not.toEqual(before);
}

/** Where a page shows the only other person's pointer. */
function pointerSeenBy(page: Page): Promise<string> {
  return page
    .locator('.react-flow__viewport-portal > div', { hasText: /^(?:Iris|Carl)$/ })
    .evaluateAll((cursors) => cursors.map((cursor) => cursor.getAttribute('style')).join(' '));
}

/** Draws a long wave and returns its width on the screen. */
async function drawInk(page: Page, turn: number): Promise<number> {
  const width = 200;
  await focusBoard(page);
  await page.keyboard.press('p');
  await page.getByRole('group', { name: 'Drawing' }).waitFor();
  const box = await boardBox(page);
  const start = { x: box.x + box.width / 2 - width / 2, y: box.y + box.height * (turn === 0 ? 0.4 : 0.6) };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) {
    await page.mouse.move(start.x + (step * width) / 40, start.y + 12 * Math.sin(step / 3));
  }
  await page.mouse.up();
  await page.keyboard.press('v');
  return width;
}

/** A box where there is room, with its name being written. */
async function place(page: Page): Promise<Locator> {
  await focusBoard(page);
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  const editor = page.locator('.react-flow__node textarea');
  await editor.waitFor();
  return editor;
}

async function draw(page: Page, label: string): Promise<void> {
  const editor = await place(page);
  await editor.fill(label);
  await editor.press('Enter');
  await steps.nodeNamed(page, label).waitFor();
}

async function edit(page: Page, label: string): Promise<Locator> {
  await steps.nodeNamed(page, label).dblclick();
  const editor = page.locator('.react-flow__node textarea');
  await editor.waitFor();
  return editor;
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  const editor = await edit(page, from);
  await editor.fill(to);
  await editor.press('Enter');
  await steps.nodeNamed(page, to).waitFor();
}

async function remove(page: Page, label: string): Promise<void> {
  await steps.nodeNamed(page, label).click();
  await page.keyboard.press('Delete');
  await steps.nodeNamed(page, label).waitFor({ state: 'detached' });
}

async function drag(page: Page, label: string, by: { x: number; y: number }): Promise<void> {
  const before = await placeOf(page, label);
  const { x, y } = await centreOf(steps.nodeNamed(page, label));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 3 });
  await page.mouse.move(x + by.x, y + by.y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => placeOf(page, label), PATIENCE).not.toBe(before);
}

async function undo(page: Page): Promise<void> {
  await focusBoard(page);
  await page.keyboard.press('Control+z');
}

/** Everything in sight, nothing selected. */
async function fit(page: Page): Promise<void> {
  await focusBoard(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('!');
}

/** By keyboard: a full board leaves no empty place to click on. */
async function focusBoard(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Shared board' }).focus();
}

async function boardBox(page: Page) {
  const box = await page.getByRole('region', { name: 'Shared board' }).boundingBox();
  if (box === null) throw new Error('no board on screen');
  return box;
}

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where a component stands on the board, the same on every page. */
function placeOf(page: Page, label: string): Promise<string> {
  return steps
    .nodeNamed(page, label)
    .evaluate((node) => (node instanceof HTMLElement ? node.style.transform : ''));
}

function countArrows(page: Page): Promise<number> {
  return page.locator('.react-flow__edge').count();
}

function outlineOf(page: Page): Locator {
  return page.getByLabel('Board as text');
}

async function seeSync(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('banner').locator('output').filter({ hasText: words }).waitFor(PATIENCE);
}

/** How each case ends, whatever came of it. */
async function agree(): Promise<void> {
  await seeTheSame();
  for (const { complaints } of [iris, carl]) expect(complaints).toEqual([]);
}

async function seeTheSame(): Promise<void> {
  await Promise.all([iris, carl].map(({ page }) => seeSync(page, /^Saved$/)));
  await seeSame(iris.page, carl.page, readBoard, PATIENCE.timeout);
}

/** The board as somebody sees it, without what differs by person: selections, carets and names of the others. */
function readBoard(page: Page) {
  return page.evaluate(() => {
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    return {
      nodes: [...document.querySelectorAll<HTMLElement>('.react-flow__node')]
        .map((node) => ({ id: node.dataset['id'] ?? '', place: node.style.transform }))
        .toSorted(byId),
      arrows: [...document.querySelectorAll<HTMLElement>('.react-flow__edge')]
        .map((edge) => ({
          id: edge.dataset['id'] ?? '',
          path: edge.querySelector('path')?.getAttribute('d') ?? '',
        }))
        .toSorted(byId),
      strokes: [...document.querySelectorAll<SVGPathElement>('path[data-stroke]')]
        .map((path) => ({ id: path.dataset['stroke'] ?? '', path: path.getAttribute('d') ?? '' }))
        .toSorted(byId),
      words: [...document.querySelectorAll('[aria-label="Board as text"] li')].map(
        ({ textContent }) => textContent,
      ),
    };
  });
}
