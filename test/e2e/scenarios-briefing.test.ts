import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listBank, openBankGuide } from '#shared/contracts/scenarios.contract.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
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

const POINTS_PER_PIXEL = 0.75;
/** 297 mm in CSS pixels. */
const A4_HEIGHT = (297 / 25.4) * 96;
/** A line above and below, which paper has not. */
const BORDERS = 2;

test('the briefing of every case prints on exactly two pages of A4 that can be read', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url, ignore: /status of 401/ });
  const { page } = iris;
  await page.goto('/scenarios');
  await page.getByRole('button', { name: 'Go on as a guest' }).click();
  await page.locator('[data-bank-card]').first().waitFor();
  const listed = listBank.output.parse(await (await page.request.get(listBank.path)).json());
  expect(listed.scenarios).toHaveLength(22);

  const wrong: string[] = [];
  let fullest = { height: 0, url: '', level: '' };
  for (const { summary } of listed.scenarios) {
    const opened = await page.request.post(openBankGuide.path.replace(':scenarioId', summary.id), {
      headers: { origin: server.url },
      data: {},
    });
    expect(opened.status()).toBe(200);
    await page.goto(`/scenarios/${summary.id}/briefing`);
    for (const level of ['Mid', 'Senior', 'Staff']) {
      await page.getByRole('radio', { name: level }).click();
      await page.getByRole('article').getByText(`${level}, 60 minutes`).waitFor();
      await page.evaluate(() => document.fonts.ready);
      // On a wide screen the sheets are as large as on paper.
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('[data-sheet]')].map((sheet) => sheet.getBoundingClientRect().height),
      );
      const height = Math.max(...heights);
      if (heights.length !== 2 || height > A4_HEIGHT + BORDERS)
        wrong.push(`${summary.id}, ${level}: ${heights.length} sheets, the higher ${height} px`);
      if (height > fullest.height) fullest = { height, url: page.url(), level };
    }
    await page.emulateMedia({ media: 'print' });
    const smallest = await page.evaluate(() =>
      Math.min(
        ...[...document.querySelectorAll('article *')]
          .filter((element) => element.textContent?.trim() !== '')
          .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
      ),
    );
    await page.emulateMedia({ media: null });
    if (smallest * POINTS_PER_PIXEL < 9)
      wrong.push(`${summary.id}: text of ${smallest * POINTS_PER_PIXEL} pt`);
  }
  expect(wrong).toEqual([]);

  // The one that comes nearest to the edge, as a printer gets it.
  await page.goto(fullest.url);
  await page.getByRole('radio', { name: fullest.level }).click();
  await page.getByRole('article').getByText(`${fullest.level}, 60 minutes`).waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const text = pdf.toString('latin1');
  expect(text.match(/\/Type\s*\/Page(?!s)/g)).toHaveLength(2);
  // A4 is 595 by 842 points.
  expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\s*\]/);
  expect(iris.complaints).toEqual([]);
  await iris.close();
});
