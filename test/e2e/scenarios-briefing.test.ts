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

test('the briefing of every case prints on exactly two pages of A4 that can be read', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url, ignore: /status of 401/ });
  const { page } = iris;
  await page.goto('/scenarios');
  await page.getByRole('button', { name: 'Go on as a guest' }).click();
  await page.locator('[data-bank-card]').first().waitFor();
  const listed = listBank.output.parse(await (await page.request.get(listBank.path)).json());
  expect(listed.scenarios).toHaveLength(22);

  const wrong: string[] = [];
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
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      const text = pdf.toString('latin1');
      const pages = text.match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
      // A4 is 595 by 842 points.
      const isA4 = /\/MediaBox\s*\[\s*0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\s*\]/.test(text);
      if (pages !== 2 || !isA4)
        wrong.push(`${summary.id}, ${level}: ${pages} pages${isA4 ? '' : ', not A4'}`);
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
  expect(iris.complaints).toEqual([]);
  await iris.close();
});
