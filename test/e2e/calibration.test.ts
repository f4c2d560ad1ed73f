import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReferenceFile } from '#server/features/calibration/reference-file.ts';
import {
  loadReferenceLibrary,
  type ReferenceLibrary,
} from '#server/features/calibration/reference-library.ts';
import { lockCalibrationRating, startCalibrationRun } from '#shared/contracts/calibration.contract.ts';
import { createRoom } from '#shared/contracts/rooms.contract.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { evidenceNeeded } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';
import { launchBrowser, openVisitor, type Visitor } from '#test/support/browser.ts';
import { createPageCheck, SIZES } from '#test/support/page-check.ts';
import { Person } from '#test/support/person.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const REFERENCES = path.join(import.meta.dirname, '../../server/features/calibration/references');

let server: ServerProcess;
let browser: Browser;
let library: ReferenceLibrary;
beforeAll(async () => {
  [server, browser, library] = await Promise.all([
    ServerProcess.start(),
    launchBrowser(),
    loadReferenceLibrary(REFERENCES),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const check = createPageCheck();
const takeFaults = () => check.faults.splice(0);

async function openRater(): Promise<{ person: Person; visitor: Visitor }> {
  const person = new Person(server.url);
  await person.call(createRoom, { name: 'Calibration', displayName: 'Rita', role: 'interviewer' });
  const visitor = await openVisitor(browser, { name: 'Rita', baseUrl: server.url });
  await visitor.context.addCookies(
    person.cookies.map(({ name, value }) => ({ name, value, url: server.url })),
  );
  await check.prepare(visitor);
  return { person, visitor };
}

/** As the authors rated it, over the API. */
async function lockAll(person: Person, reference: ReferenceFile): Promise<void> {
  const runId = nanoid();
  await person.call(startCalibrationRun, { runId, referenceId: reference.id });
  for (const dimension of DIMENSIONS) {
    const { rating, not_assessed: notAssessed = null, moments } = reference.ratings[dimension];
    await person.call(lockCalibrationRating, { runId, dimension, rating, notAssessed, moments, words: '' });
  }
}

async function pick(page: Page, count: number): Promise<void> {
  const free = page.getByRole('button', { name: /as evidence$/ });
  for (let picked = 0; picked < count; picked += 1) await free.nth(3).click();
}

/** One dimension with the keyboard: 1–4 or x, moments with the mouse, Enter. */
async function lock(page: Page, dimension: Dimension, key: string): Promise<void> {
  const { label } = RUBRIC.dimensions[dimension];
  await page.getByRole('heading', { name: label, level: 2 }).waitFor();
  await page.keyboard.press(key);
  const rating = ([1, 2, 3, 4] as const).find((each) => String(each) === key);
  if (rating !== undefined) await pick(page, evidenceNeeded(rating));
  // Off the button that was pressed last: Enter there would be that button's.
  await page.getByRole('radio', { name: /Close/ }).evaluate((element) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return element.tagName;
  });
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Reference' }).waitFor();
}

describe('a person calibrates', () => {
  test('from the start page to the statement that they are ready', async () => {
    const { person, visitor } = await openRater();
    const { page } = visitor;
    await page.setViewportSize(SIZES.wide);
    const [mid, senior, staff] = library.list();
    if (!mid || !senior || !staff) throw new Error('three references');

    await page.goto('/');
    await page.getByRole('link', { name: 'Calibration' }).click();
    await page.getByRole('heading', { name: 'Calibration', level: 1 }).waitFor();
    await page.getByText('Nothing rated yet').waitFor();
    await check.look(visitor, 'calibration-empty', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);

    await lockAll(person, senior);
    await lockAll(person, staff);
    await page.reload();
    await page.getByText('Not ready yet').waitFor();
    await page.getByText('16 of at least 20 ratings').waitFor();

    await page.getByRole('button', { name: 'Begin: Finish a health search while it is typed' }).click();
    await page.getByRole('dialog').getByText('is then marked as seen').waitFor();
    await page.getByRole('button', { name: 'Open and begin' }).click();
    await page.waitForURL(/\/calibration\/runs\//);
    await page.getByRole('tab', { name: 'Timeline' }).waitFor();

    // Asked for more than is there: it says what is missing and locks nothing.
    await page.keyboard.press('1');
    await page.getByRole('button', { name: /^Lock 1/ }).click();
    await page.getByText('This rating rests on two moments').waitFor();
    await visitor.settle();
    const before = Buffer.concat(visitor.received.map(({ bytes }) => bytes)).toString('utf8');
    for (const dimension of DIMENSIONS) expect(before).not.toContain(mid.ratings[dimension].reason);

    await lock(page, 'framing', '2');
    await page.getByText('The same rating').waitFor();
    await page.getByText(mid.ratings.framing.reason).waitFor();
    await check.look(visitor, 'calibration-locked', { sizes: ['wide', 'narrow'] });
    await page.setViewportSize(SIZES.wide);
    await page.getByRole('button', { name: /^Next: / }).click();

    // A draft is there after a reload.
    await page.keyboard.press('2');
    await page.reload();
    await page.getByRole('button', { name: /^Lock 2/ }).waitFor();

    for (const [dimension, key] of [
      ['data', '2'],
      ['modelling', '2'],
      ['architecture', '2'],
      ['evaluation', '2'],
      ['serving', '3'],
      ['operations', 'x'],
    ] as const) {
      await lock(page, dimension, key);
      await page.getByRole('button', { name: /^Next: / }).click();
    }
    for (const tab of ['Board', 'Notes', 'Guide'] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await check.look(visitor, `calibration-${tab.toLowerCase()}`, { sizes: ['wide'] });
    }
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await check.look(visitor, 'calibration-rate', { sizes: ['wide', 'narrow'] });
    await page.getByText('Rating', { exact: true }).first().click();
    await check.look(visitor, 'calibration-rate-phone', { sizes: ['narrow'] });
    await page.setViewportSize(SIZES.wide);
    await lock(page, 'communication', '3');

    await page.getByText('This run is finished').waitFor();
    await page.getByText('Ready to rate', { exact: true }).waitFor();
    await page.getByText('22 of 23').waitFor();
    await check.look(visitor, 'calibration-result', { sizes: ['wide', 'narrow'] });
    await page.goto('/calibration');
    await page.getByText('Ready to rate', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Start again: Finish a health/ }).waitFor();
    await check.look(visitor, 'calibration-done', { sizes: ['wide', 'narrow'] });
    expect(takeFaults()).toEqual([]);
    await visitor.close();
  });

  test('two tabs: what the other locked is shown, and what was chosen here is not used', async () => {
    const { person, visitor } = await openRater();
    const { page } = visitor;
    const [mid] = library.list();
    if (!mid) throw new Error('a reference');
    const runId = nanoid();
    await person.call(startCalibrationRun, { runId, referenceId: mid.id });
    await page.goto(`/calibration/runs/${runId}`);
    await page.getByRole('tab', { name: 'Timeline' }).waitFor();
    await page.keyboard.press('3');
    await pick(page, 1);
    await person.call(lockCalibrationRating, {
      runId,
      dimension: 'framing',
      rating: 2,
      notAssessed: null,
      moments: ['m11'],
      words: '',
    });
    await page.getByRole('button', { name: /^Lock 3/ }).click();
    await page.getByText('This dimension was locked in another tab').waitFor();
    await page.getByText('It stands as 2').waitFor();
    await page.getByRole('region', { name: 'Reference' }).waitFor();
    expect(visitor.complaints.filter((text) => !/status of 409/.test(text))).toEqual([]);
    await visitor.close();
  });
});
