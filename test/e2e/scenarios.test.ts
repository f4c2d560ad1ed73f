import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BANK_DIRECTORY } from '#test/support/bank.ts';
import { launchBrowser, openVisitor, type Visitor } from '#test/support/browser.ts';
import { createPageCheck, SIZES } from '#test/support/page-check.ts';
import { joinByLink, makeInviteLink } from '#test/support/room-steps.ts';
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

const check = createPageCheck();
const CASE = 'Predict clicks on feed ads';
const OWN_TITLE = 'Predict taps on feed ads';

async function openPerson(name: string, ignore?: RegExp): Promise<Visitor> {
  const visitor = await openVisitor(browser, {
    name,
    baseUrl: server.url,
    ...(ignore === undefined ? {} : { ignore }),
  });
  await check.prepare(visitor);
  return visitor;
}

const cards = (page: Page) => page.locator('[data-bank-card]');

async function expectSound(): Promise<void> {
  expect(check.faults.splice(0)).toEqual([]);
}

describe('the bank page', () => {
  let iris: Visitor;

  test('lets a newcomer look around as a guest', async () => {
    // Before the pass the list answers 401, which the browser reports by itself.
    iris = await openPerson('Iris', /status of 401/);
    await iris.page.goto('/');
    await iris.page.getByRole('link', { name: 'Scenarios' }).click();
    await iris.page.getByRole('button', { name: 'Go on as a guest' }).waitFor();
    await check.look(iris, 'scenarios-newcomer', { sizes: ['wide', 'narrow'] });
    await iris.page.setViewportSize(SIZES.wide);
    await iris.page.getByRole('button', { name: 'Go on as a guest' }).click();
    await cards(iris.page).first().waitFor();
    expect(await cards(iris.page).count()).toBe(22);
    await check.look(iris, 'scenarios-bank');
    await iris.page.setViewportSize(SIZES.wide);
    await expectSound();
  });

  test('keeps the filter in the address, and empties with a way out', async () => {
    const { page } = iris;
    await page.getByRole('checkbox', { name: /^Search/ }).check();
    await expect.poll(() => cards(page).count()).toBe(4);
    await page.getByRole('checkbox', { name: /^Ads/ }).check();
    await expect.poll(() => cards(page).count()).toBe(5);
    await expect.poll(() => page.url()).toContain('field=search%2Cads');
    await page.reload();
    await expect.poll(() => cards(page).count()).toBe(5);
    await page.locator('body').press('/');
    await page.keyboard.type('no such case');
    await page.getByText('No case fits all of that').waitFor();
    await check.look(iris, 'scenarios-empty', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect.poll(() => cards(page).count()).toBe(22);
    await expectSound();
  });

  test('goes through the cards by arrow keys and previews without giving anything away', async () => {
    const { page } = iris;
    await cards(page).first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Preview' })
      .getByRole('button', { name: 'Open the guide' })
      .waitFor();
    await page.getByRole('link', { name: new RegExp(CASE) }).click();
    const pane = page.getByRole('region', { name: 'Preview' });
    await pane.getByRole('heading', { name: CASE }).waitFor();
    await pane
      .getByRole('img', { name: /Starter board/ })
      .first()
      .waitFor();
    await check.look(iris, 'scenarios-preview');
    await page.setViewportSize(SIZES.wide);
    await iris.settle();
    const text = await readFile(path.join(BANK_DIRECTORY, 'ad-click-prediction.yaml'), 'utf8');
    const canary = /canary: (\S+)/.exec(text)?.[1] ?? '';
    expect(canary).not.toBe('');
    const received = iris.received.map(({ bytes }) => bytes.toString('utf8'));
    expect(received.filter((each) => each.includes(canary))).toEqual([]);
    await expectSound();
  });

  test('says that opening a guide marks the case as seen, and marks it', async () => {
    const { page } = iris;
    const pane = page.getByRole('region', { name: 'Preview' });
    await pane.getByText(/marks the case as seen/).waitFor();
    await pane.getByRole('button', { name: 'Open the guide' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/can no longer be given to you as a candidate/).waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await page.reload();
    await expect.poll(() => cards(page).count()).toBe(22);
    expect(await page.getByRole('link', { name: new RegExp(`${CASE}.*Seen`) }).count()).toBe(0);
    await pane.getByRole('button', { name: 'Open the guide' }).click();
    await dialog.getByRole('button', { name: 'Open the guide' }).click();
    await page.waitForURL(/\/guide/);
    await page.getByRole('heading', { name: 'What you need to know' }).waitFor();
    await check.look(iris, 'scenarios-guide-brief', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    for (const part of ['Evaluate', 'Worksheet']) {
      await page
        .getByRole('navigation', { name: 'Parts of the guide' })
        .getByRole('link', { name: part })
        .click();
      await check.look(iris, `scenarios-guide-${part.toLowerCase()}`, { sizes: ['wide'] });
    }
    await page.goto('/scenarios?seen=seen');
    await page.getByRole('link', { name: new RegExp(`${CASE}.*Seen`) }).waitFor();
    expect(await cards(page).count()).toBe(1);
    await expectSound();
  });

  test('an address alone opens no guide', async () => {
    const { page } = iris;
    await page.goto('/scenarios/news-feed/briefing');
    await page.getByRole('heading', { name: 'Open the guide and mark the case as seen?' }).waitFor();
    await page.goto('/scenarios?seen=seen');
    await expect.poll(() => cards(page).count()).toBe(1);
    await page.goto('/scenarios/ad-click-prediction/briefing?level=staff');
    await page.getByRole('heading', { name: 'Cards to have ready' }).waitFor();
    await check.look(iris, 'scenarios-briefing', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await iris.close();
    await expectSound();
  });
});

describe('an own scenario', () => {
  let iris: Visitor;
  let carl: Visitor;

  test('names the line of a fault, is mended and published', async () => {
    // Two tabs that write the same draft: one of them is refused with a conflict.
    iris = await openPerson('Iris', /status of (401|409)/);
    const { page } = iris;
    await page.goto('/scenarios/own');
    await page.getByRole('button', { name: 'Go on as a guest' }).click();
    await page.getByText('Nothing of your own yet').waitFor();
    await check.look(iris, 'scenarios-own-empty', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await page.getByRole('button', { name: 'New from template' }).click();
    const editor = page.getByRole('textbox', { name: 'Scenario text, YAML' });
    await editor.waitFor();
    await page.getByRole('tab', { name: /Faults \d+/ }).waitFor();
    await check.look(iris, 'scenarios-editor', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);

    const text = (await readFile(path.join(BANK_DIRECTORY, 'ad-click-prediction.yaml'), 'utf8'))
      .replace(`title: ${CASE}`, `title: ${OWN_TITLE}`)
      .replace('difficulty: 3', 'difficulty: 9');
    const line = text.split('\n').indexOf('  difficulty: 9') + 1;
    expect(line).toBeGreaterThan(1);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
    const fault = page.getByRole('button', { name: new RegExp(`^Line ${line}\\b.*difficulty`) });
    await fault.waitFor();
    await page.locator('.cm-gutter-lint .cm-lint-marker-error').first().waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).getAttribute('aria-disabled')).toBe('true');
    await fault.click();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('3');
    await page.getByText('Nothing is wrong with it').waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Candidate' }).click();
    await page.getByRole('heading', { name: OWN_TITLE, level: 2 }).waitFor();
    await check.look(iris, 'scenarios-editor-preview', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 1.0.0 is published.').first().waitFor();
    await expectSound();
  });

  test('asks which of two tabs to keep', async () => {
    const { page, context } = iris;
    const other = await context.newPage();
    await other.goto(page.url());
    const otherText = other.getByRole('textbox', { name: 'Scenario text, YAML' });
    await otherText.click();
    await otherText.press('Control+Home');
    await other.keyboard.type('# from the other tab\n');
    await other.getByText('Saved', { exact: true }).waitFor();
    await other.close();
    await page.getByRole('textbox', { name: 'Scenario text, YAML' }).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# from this tab\n');
    await page.getByText(/changed in another tab/).waitFor();
    await check.look(iris, 'scenarios-editor-conflict', { sizes: ['wide'] });
    await page.getByRole('button', { name: 'Take the other' }).click();
    await page.getByText('# from the other tab').waitFor();
    expect(await page.getByText('# from this tab').count()).toBe(0);
    await page.goto('/scenarios/own');
    await page.getByRole('list', { name: 'Your scenarios' }).getByText('Changed since 1.0.0').waitFor();
    await check.look(iris, 'scenarios-own', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await expectSound();
  });

  test('is used in a room, and the interview starts with it', async () => {
    const { page } = iris;
    await page.getByRole('link', { name: new RegExp(OWN_TITLE) }).click();
    await page.getByRole('button', { name: 'Use in a room' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your name').fill('Iris');
    await check.look(iris, 'scenarios-use', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await dialog.getByRole('button', { name: 'Start a new room' }).click();
    await page.waitForURL(/\/rooms\//);
    await page.getByRole('radio', { name: new RegExp(OWN_TITLE), checked: true }).waitFor();
    carl = await openPerson('Carl');
    await joinByLink(carl, await makeInviteLink(iris, 'Candidate'));
    await page.getByRole('link', { name: /Two-page briefing/ }).waitFor();
    await page.getByRole('switch', { name: 'Begin with the starter board' }).click();
    await page.getByRole('button', { name: 'Open the lobby' }).click();
    for (const visitor of [iris, carl]) {
      await visitor.page.getByRole('button', { name: 'I am ready' }).click();
      await visitor.page.getByRole('button', { pressed: true }).first().waitFor();
    }
    await page.getByRole('button', { name: 'Start the interview' }).click();
    for (const visitor of [iris, carl]) await visitor.page.getByRole('application').waitFor();
    await carl.page.getByRole('heading', { name: OWN_TITLE }).waitFor();
    // Its starter board stands on the canvas of both.
    for (const visitor of [iris, carl]) {
      await visitor.page.getByRole('application').getByText('Ad delivery (exists)').first().waitFor();
    }
    await carl.page.getByRole('tab', { name: 'Framework' }).click();
    await carl.page.getByText('Ask yourself').first().waitFor();
    expect([...iris.complaints, ...carl.complaints]).toEqual([]);
  });
});
