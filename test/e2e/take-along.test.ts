import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import { createPageCheck } from '#test/support/page-check.ts';
import { readPdf } from '#test/support/pdf-text.ts';
import { ServerProcess } from '#test/support/server-process.ts';
import { startReceiver } from '../integration/webhooks/webhook-receiver.ts';

/** A finished interview, as `npm run demo` plays it, and what people take out of its review. */

let server: ServerProcess;
let browser: Browser;
let links: { lead: string; candidate: string };

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ServerProcess.start({ WEBHOOK_ALLOW_PRIVATE: '1' }),
    launchBrowser(),
  ]);
  await server.kill();
  links = await playDemo(server);
  await server.restart();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function playDemo({ dataDir, url }: ServerProcess) {
  const demo = path.join(findProjectRoot(import.meta.dirname), 'dist/server/demo.js');
  const { stdout } = await promisify(execFile)(process.execPath, [demo], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PUBLIC_URL: url },
  });
  const after = (words: string) => {
    const found = new RegExp(`${words}\\s+(http\\S+)`).exec(stdout)?.[1];
    if (found === undefined) throw new Error(`no link after "${words}" in:\n${stdout}`);
    return found;
  };
  return { lead: after("Interviewer's review"), candidate: after("Candidate's review") };
}

const check = createPageCheck();

async function open(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, { name, baseUrl: server.url });
  await check.prepare(visitor);
  return visitor;
}

async function chooseFrom(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Take it along' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe('taking a result along', () => {
  let candidate: Visitor;
  let lead: Visitor;

  test('the candidate saves a PDF with every dimension, its rating and both names', async () => {
    candidate = await open('Candidate');
    await candidate.page.goto(links.candidate);
    await candidate.page.getByRole('heading', { name: 'What was seen' }).waitFor();
    const [download] = await Promise.all([
      candidate.page.waitForEvent('download'),
      chooseFrom(candidate.page, 'PDF report'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^dryrun-predict-clicks-on-feed-ads-.*\.pdf$/);
    const { pages, tags } = await readPdf(await readFile(await download.path()));
    const words = pages.join(' ');
    for (const dimension of DIMENSIONS) {
      for (const word of RUBRIC.dimensions[dimension].label.split(/[ ,-]+/)) expect(words).toContain(word);
    }
    const people = await candidate.page
      .locator('header li')
      .filter({ hasText: /^(Candidate|Interviewer)/ })
      .allInnerTexts();
    expect(people.length).toBeGreaterThan(1);
    for (const person of people) expect(words).toContain(person.replace(/^(Candidate|Interviewer)\s*/, ''));
    expect(words).toMatch(/Mock outcome (Strong no hire|No hire|Hire|Strong hire)/);
    expect(words).toContain('Next rung');
    expect(tags).toContain('Table');
  });

  test('Markdown, CSV and JSON come under their names', async () => {
    for (const [item, extension] of [
      ['Markdown', 'md'],
      ['Table (CSV)', 'csv'],
      ['Data (JSON)', 'json'],
    ] as const) {
      const [download] = await Promise.all([
        candidate.page.waitForEvent('download'),
        chooseFrom(candidate.page, item),
      ]);
      expect(download.suggestedFilename().endsWith(`.${extension}`)).toBe(true);
      expect((await readFile(await download.path())).length).toBeGreaterThan(500);
    }
    expect(candidate.complaints).toEqual([]);
  });

  test('a link shows the board to somebody without a login, until it is ended', async () => {
    const { page } = candidate;
    await chooseFrom(page, 'Share a link');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Board' }).click();
    await dialog.getByRole('button', { name: 'Make link' }).click();
    const field = dialog.locator('input[readonly]');
    await field.waitFor();
    const link = await field.inputValue();
    await check.look(candidate, 'share-dialog');
    await page.setViewportSize({ width: 1440, height: 900 });

    const reader = await open('Reader');
    const answer = await reader.page.goto(link);
    expect(answer?.headers()['x-robots-tag']).toContain('noindex');
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
    await reader.page.getByRole('heading', { name: 'Board at the end' }).waitFor();
    await reader.page.getByRole('img', { name: /^The board at the end/ }).waitFor();
    await reader.page.getByText('Shared by the candidate').waitFor();
    await check.look(reader, 'shared-board');
    expect(await reader.page.getByText('Mock outcome').count()).toBe(0);
    expect(await reader.context.cookies()).toEqual([]);
    await reader.settle();

    await dialog.getByRole('button', { name: 'End link' }).first().click();
    await dialog.getByText('Ended').waitFor();
    await page.keyboard.press('Escape');
    await reader.page.reload();
    await reader.page.getByRole('heading', { name: 'This link is no longer shared' }).waitFor();
    await check.look(reader, 'shared-ended', { sizes: ['wide', 'narrow'] });
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  test('a link to the report is readable on every screen and names nobody', async () => {
    const { page } = candidate;
    const names = (await page.locator('header li').allInnerTexts())
      .map((text) => /^(?:Candidate|Interviewer)\s+(.+)$/.exec(text)?.[1])
      .filter((name) => name !== undefined);
    await chooseFrom(page, 'Share a link');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Report' }).click();
    await dialog.getByRole('button', { name: 'Make link' }).click();
    const link = await dialog.locator('input[readonly]').inputValue();
    await page.keyboard.press('Escape');

    const reader = await open('Reader');
    await reader.page.goto(link);
    await reader.page.getByText('Mock outcome').waitFor();
    await reader.page.locator('.recharts-surface').first().waitFor();
    await check.look(reader, 'shared-report');
    await reader.settle();
    const received = reader.received
      .filter(({ url }) => url.includes('/api/'))
      .map(({ bytes }) => bytes.toString('utf8'))
      .join('\n');
    for (const name of names) expect(received).not.toContain(`"${name}"`);
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  test('only the board may be shared by the interviewer', async () => {
    lead = await open('Lead');
    await lead.page.goto(links.lead);
    await lead.page.getByRole('heading', { name: 'What was seen' }).waitFor();
    await chooseFrom(lead.page, 'Share a link');
    const dialog = lead.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Board' }).waitFor();
    expect(await dialog.getByRole('radio', { name: 'Report' }).count()).toBe(0);
    // Its link signs in once, so this browser is used again; meanwhile it asks nothing of a killed server.
    await lead.page.goto('about:blank');
  });

  test('the candidate flags a note, a killed server has kept it, and the interviewer answers', async () => {
    const { page } = candidate;
    const words = page.getByLabel('What is wrong, and what is right');
    await page.getByRole('button', { name: 'Flag an error on Evaluation' }).click();
    await page.getByLabel('About', { exact: true }).selectOption({ index: 1 });
    await words.fill('I named a guardrail before that.');
    await page.reload();
    // Not sent yet, so this browser has kept it.
    expect(await words.inputValue()).toBe('I named a guardrail before that.');
    await check.look(candidate, 'flag-form');
    await page.getByRole('button', { name: 'Send flag' }).click();
    await words.waitFor({ state: 'detached' });
    await server.kill();
    await server.restart();

    await lead.page.goto(page.url());
    await lead.page.getByText('The candidate flagged something as wrong').waitFor();
    await lead.page.getByText('I named a guardrail before that.').waitFor();
    await lead.page.getByRole('button', { name: /^Answer/ }).click();
    await lead.page.getByRole('radio', { name: 'It stands' }).click();
    await lead.page.getByLabel('It stands, because').fill('It came after the nudge.');
    await check.look(lead, 'flag-answer');
    await lead.page.getByRole('button', { name: 'Send answer' }).click();
    await lead.page.getByText('The candidate flagged').waitFor({ state: 'detached' });
    await lead.close();
    await page.reload();
    await page.getByText('It came after the nudge.').waitFor();
    // The page asked while the server was gone; whatever else it complains of counts.
    const complaints = candidate.complaints.splice(0);
    candidate.complaints.push(...complaints.filter((complaint) => !complaint.includes('net::ERR_')));
    await check.look(candidate, 'flag-answered');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('nothing looked wrong at any size, in light or dark', () => {
    expect(check.faults).toEqual([]);
  });

  test('a message that was taken when the server was killed is sent after the restart, under the same id', async () => {
    const receiver = await startReceiver();
    receiver.answerWith((_call, count) => (count === 1 ? 'hang' : 204));
    const lead = await open('Owner');
    try {
      await lead.page.goto('/');
      await lead.page.getByLabel('Your name').fill('Owner');
      await lead.page.getByRole('button', { name: 'Start a room' }).click();
      await lead.page.waitForURL(/\/rooms\//);
      await lead.page.getByRole('button', { name: 'More' }).first().click();
      await lead.page.getByRole('menuitem', { name: 'Webhooks' }).click();
      const dialog = lead.page.getByRole('dialog');
      await dialog.getByLabel('Address').fill(receiver.url);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await dialog.getByRole('button', { name: 'Send a test' }).click();
      await expect.poll(() => receiver.calls.length).toBe(1);
      await check.look(lead, 'webhooks');
      expect(check.faults.splice(0)).toEqual([]);
      // Committed and taken, never acknowledged by the receiver.
      await server.kill();
      await server.restart();
      await expect.poll(() => receiver.calls.length, { timeout: 60_000 }).toBe(2);
      const ids = receiver.calls.map(({ headers }) => headers['webhook-id']);
      expect(ids[0]).toBe(ids[1]);
      await lead.page.reload();
      await lead.page.getByRole('button', { name: 'More' }).first().click();
      await lead.page.getByRole('menuitem', { name: 'Webhooks' }).click();
      await lead.page.getByRole('dialog').getByText('Delivered').waitFor();
    } finally {
      await lead.close();
      await receiver.close();
    }
  });
});
