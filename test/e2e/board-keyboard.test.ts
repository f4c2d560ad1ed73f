import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openVisitor, type Visitor } from '#test/support/browser.ts';
import { createPageCheck } from '#test/support/page-check.ts';
import * as steps from '#test/support/room-steps.ts';
import { ServerProcess } from '#test/support/server-process.ts';

/** Iris works by keyboard on a wide screen, Carl by touch on a phone; both see one board. */
let server: ServerProcess;
let browser: Browser;
let iris: Visitor;
let carl: Visitor;
const check = createPageCheck();

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
  iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url, isPhone: true });
  await Promise.all([check.prepare(iris), check.prepare(carl)]);
  await steps.runningRoom(iris, carl);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const SIX = [
  ['cache', 'Answers'],
  ['ranker', 'Scorer'],
  ['gateway', 'Ad server'],
  ['model registry', 'Models'],
  ['training pipeline', 'Fit'],
  ['event log', 'Clicks'],
] as const;

function focused(page: Page, of: 'node' | 'edge' | 'field'): Locator {
  const selector = { node: '.react-flow__node', edge: '.react-flow__edge', field: 'input, textarea' }[of];
  return page.locator(`:is(${selector}):focus`);
}

function said(page: Page, text: string | RegExp): Promise<void> {
  return page.locator('section[aria-label="Shared board"] > p[role="status"]', { hasText: text }).waitFor({
    state: 'attached',
  });
}

/** `/`, the kind, Enter, the name, Enter. Ends with the keyboard on the new component. */
async function add(page: Page, kind: string, name: string): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('[role="combobox"]:focus').waitFor();
  await page.keyboard.type(kind);
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node textarea:focus').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await focused(page, 'node').filter({ hasText: name }).waitFor();
}

async function connectTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('c');
  await page.locator('[role="combobox"]:focus').waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await said(page, new RegExp(`connected to ${name}`));
  await focused(page, 'node').waitFor();
}

test('a board of six components is built, connected, labelled and mended by keyboard alone', async () => {
  const { page } = iris;
  await page.keyboard.press('Escape');
  for (const [at, [kind, name]] of SIX.entries()) {
    await add(page, kind, name);
    const before = SIX[at - 1];
    if (before) await connectTo(page, before[1]);
  }

  // Alt+Arrow goes along an arrow, with Shift onto it; every new component was put right of the one in focus.
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await focused(page, 'edge').waitFor();
  await page.keyboard.press('Enter');
  await focused(page, 'field').waitFor();
  await page.keyboard.type('impressions');
  await page.keyboard.press('Enter');
  await focused(page, 'edge')
    .and(page.getByLabel(/from Clicks to Fit.*impressions/))
    .waitFor();
  await page.keyboard.press('Alt+Enter');
  await page.locator('[data-inspector] [role="radio"]:focus').waitFor();
  // Held for a moment, as by a hand: a radio group chooses what an arrow key leads to only while the key is down.
  await page.keyboard.press('ArrowLeft', { delay: 30 });
  await page.getByRole('radio', { name: 'feedback', checked: true }).waitFor();
  await page.keyboard.press('Escape');
  await focused(page, 'edge').waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await said(page, 'to Fit, feedback, impressions');
  await focused(page, 'node').filter({ hasText: 'Fit' }).waitFor();

  await page.keyboard.press('F2');
  await page.locator('.react-flow__node textarea:focus').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' daily');
  await page.keyboard.press('Enter');
  await focused(page, 'node').filter({ hasText: 'Fit daily' }).waitFor();

  await page.keyboard.press('Delete');
  await said(page, '1 item deleted');
  await focused(page, 'node')
    .filter({ hasText: /Models|Clicks/ })
    .waitFor();
  await page.keyboard.press('Control+z');
  await steps.nodeNamed(page, 'Fit daily').waitFor();

  const outline = carl.page.getByRole('region', { name: 'Board as text' });
  await outline.getByText('in from Clicks, feedback, impressions').waitFor({ state: 'attached' });
  for (const name of ['Answers', 'Scorer', 'Ad server', 'Models', 'Fit daily', 'Clicks'])
    await outline.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
});

test('Tab reads the board lane by lane and row by row, whatever the order things were made in', async () => {
  const { page } = iris;
  // Of two that begin alike the longer one comes first.
  const names = ['Offline training', 'Online serving', 'Fit daily', ...SIX.map(([, name]) => name)];
  const nameInFocus = () =>
    page.evaluate((known) => {
      const label = document.activeElement?.matches('.react-flow__node')
        ? (document.activeElement.getAttribute('aria-label') ?? '')
        : '';
      return known.find((name) => label.startsWith(`${name},`)) ?? null;
    }, names);
  /** Presses until the keyboard has gone through all components and left them; what came before is passed over. */
  const readBy = async (key: 'Tab' | 'Shift+Tab'): Promise<string[]> => {
    const read: string[] = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press(key);
      const name = await nameInFocus();
      if (name !== null) read.push(name);
      else if (read.length > 0) break;
    }
    return read;
  };
  /** What is read there: lanes as headings, their components in rows. */
  const inWords = () =>
    page
      .locator('[aria-label="Board as text"] :is(h3, li)')
      .evaluateAll(
        (lines, known) =>
          lines.flatMap(({ textContent }) => known.find((name) => textContent?.startsWith(name)) ?? []),
        names,
      );
  // One goes from the end of its row to the start of it.
  await steps.nodeNamed(page, 'Clicks').focus();
  const before = await inWords();
  await page.keyboard.press('Space');
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Escape');
  await expect.poll(inWords).not.toEqual(before);
  const expected = await inWords();
  expect(expected).toHaveLength(8);

  await page.getByRole('toolbar', { name: 'Board tools' }).locator('button').last().focus();
  const back = await readBy('Shift+Tab');
  expect(back.toReversed()).toEqual(expected);
  expect(await readBy('Tab')).toEqual(expected);
  await page.keyboard.press('Escape');
});

test('the tools are one stop of Tab and arrow keys move along them', async () => {
  const { page } = iris;
  const tools = page.getByRole('toolbar', { name: 'Board tools' });
  const stops = () => tools.locator('button[tabindex="0"]').count();
  expect(await stops()).toBe(1);
  await tools.locator('button').first().focus();
  await page.keyboard.press('ArrowDown');
  expect(
    await tools
      .locator('button')
      .nth(1)
      .evaluate((button) => button === document.activeElement),
  ).toBe(true);
  await page.keyboard.press('End');
  expect(
    await tools
      .locator('button')
      .last()
      .evaluate((button) => button === document.activeElement),
  ).toBe(true);
  expect(await stops()).toBe(1);
});

test('the outline is walked and worked by keyboard, and focus stays with the row', async () => {
  const { page } = iris;
  await page.getByRole('button', { name: 'Show as text' }).press('Enter');
  const outline = page.getByRole('region', { name: 'Board as text' });
  const row = (name: string) => outline.locator('[data-opener]:focus', { hasText: name });
  const openers = outline.locator('[data-opener]');
  await openers.first().waitFor();
  expect(await outline.locator('[data-opener][tabindex="0"]').count()).toBe(1);
  await openers.first().focus();
  await page.keyboard.press('End');
  const last = (await openers.last().textContent()) ?? '';
  await row(last).waitFor();

  await outline.getByRole('button', { name: /^Scorer/ }).focus();
  await page.keyboard.press('F2');
  await focused(page, 'field').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' v2');
  await page.keyboard.press('Enter');
  await row('Scorer v2').waitFor();
  await outline.getByRole('combobox', { name: 'Lane', exact: true }).focus();
  await outline.getByRole('combobox', { name: 'Lane', exact: true }).selectOption('Offline training');
  await said(page, 'Scorer v2 moved to Offline training');
  await outline.getByRole('button', { name: /^Scorer v2, Ranker, in Offline training/ }).waitFor();
  await page.keyboard.press('Escape');
  await row('Scorer v2').waitFor();
  await check.look(iris, 'board-outline-open', { sizes: ['wide'] });
  await page.keyboard.press('Delete');
  await said(page, 'Scorer v2 deleted');
  await outline.locator('[data-opener]:focus').waitFor();
  await page.keyboard.press('Control+z');
  await outline.getByRole('button', { name: /^Scorer v2/ }).waitFor();
  await outline.getByRole('button', { name: 'Close the outline' }).press('Enter');
  expect(check.faults.splice(0)).toEqual([]);
});

test('nothing serious is found on the board, in the open palette and in the panel of a component', async () => {
  const { page } = iris;
  await steps.nodeNamed(page, 'Scorer v2').focus();
  await page.keyboard.press('Alt+Enter');
  await page.locator('[data-inspector] :focus').waitFor();
  await check.look(iris, 'board-inspector', { sizes: ['wide'] });
  await page.keyboard.press('Escape');
  await focused(page, 'node').filter({ hasText: 'Scorer v2' }).waitFor();
  await page.keyboard.press('/');
  await page.locator('[role="combobox"]:focus').waitFor();
  await check.look(iris, 'board-palette', { sizes: ['wide'] });
  await page.keyboard.press('Escape');
  await focused(page, 'node').filter({ hasText: 'Scorer v2' }).waitFor();
  expect(check.faults.splice(0)).toEqual([]);
});

test('on a phone a board is built by taps in the outline and connected by two taps on the drawing', async () => {
  const { page } = carl;
  const outline = page.getByRole('region', { name: 'Board as text' });
  const pick = async (list: string, name: string) =>
    page.getByRole('dialog', { name: list }).getByRole('option', { name }).first().tap();
  const name = async (text: string) => {
    await outline.locator('textarea:focus').fill(text);
    await page.keyboard.press('Enter');
    await outline.getByRole('button', { name: new RegExp(`^${text}`) }).waitFor();
  };
  await outline.getByRole('button', { name: 'Add a component to Outside the lanes' }).tap();
  await pick('Insert component', 'Actor');
  await name('Reader');
  await outline.getByRole('button', { name: 'Add next…' }).tap();
  await pick('Insert component', 'Client app');
  await name('Phone');
  await outline.getByRole('button', { name: 'Add next…' }).tap();
  await pick('Insert component', 'Fallback');
  await name('Popular');
  await outline.getByRole('button', { name: 'Connect to…' }).tap();
  await pick('Connect Popular to', 'Reader');
  await outline.getByRole('button', { name: /^Popular.*out to Reader/ }).waitFor();
  await check.look(carl, 'board-outline-phone', { sizes: ['narrow'] });

  await outline.getByRole('button', { name: 'Show the drawing' }).tap();
  const arrows = page.locator('.react-flow__edge');
  const before = await arrows.count();
  await page.getByRole('button', { name: 'Show everything' }).tap();
  await page.getByRole('button', { name: 'Connect two components' }).tap();
  await steps.nodeNamed(page, 'Reader').tap();
  await steps.nodeNamed(page, 'Popular').tap();
  await said(page, 'Reader connected to Popular');
  expect(await arrows.count()).toBe(before + 1);
  await steps.nodeNamed(iris.page, 'Popular').waitFor({ state: 'attached' });
  await iris.page.getByLabel('Arrow from Reader to Popular').waitFor({ state: 'attached' });
  expect(check.faults.splice(0)).toEqual([]);
});

test('the board is exported by keyboard alone', async () => {
  const { page } = iris;
  // What is selected would be offered first.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search for an action').waitFor();
  await page.keyboard.type('Export board');
  await page.getByRole('option', { name: /^Export board/ }).waitFor();
  await page.keyboard.press('Enter');
  const save = page.getByRole('dialog').getByRole('button', { name: 'Save as Mermaid' });
  await save.waitFor();
  const isReached = () => save.evaluate((button) => button === document.activeElement);
  for (let presses = 0; presses < 30 && !(await isReached()); presses += 1) await page.keyboard.press('Tab');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const text = await readFile(await file.path(), 'utf8');
  for (const name of ['Answers', 'Scorer v2', 'Ad server', 'Models', 'Fit daily', 'Clicks', 'Popular'])
    expect(text).toContain(name);
});
