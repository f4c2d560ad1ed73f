import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#server/platform/database.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { launchBrowser, openVisitor, type Visitor } from '#test/support/browser.ts';
import { makeUsers, seedFinishedInterviews } from '#test/support/finished-interviews.ts';
import { createPageCheck } from '#test/support/page-check.ts';
import * as steps from '#test/support/room-steps.ts';
import { ServerProcess } from '#test/support/server-process.ts';

let server: ServerProcess;
let browser: Browser;
let cara: Visitor;
let olga: Visitor;
const check = createPageCheck();

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('before the first interview both pages say what comes and how', async () => {
  for (const name of ['Cara', 'Olga']) {
    const visitor = await openVisitor(browser, { name, baseUrl: server.url });
    await check.prepare(visitor);
    await steps.startRoom(visitor);
    if (name === 'Cara') cara = visitor;
    else olga = visitor;
  }
  await cara.page.goto('/');
  await cara.page.getByRole('link', { name: 'Progress' }).click();
  await cara.page.getByText('No finished interview as a candidate yet').waitFor();
  await check.look(cara, 'progress-empty', { sizes: ['wide', 'narrow'] });
  await olga.page.goto('/progress/lead');
  await olga.page.getByText('No opened interview in your rooms yet').waitFor();
  await check.look(olga, 'lead-empty', { sizes: ['wide', 'narrow'] });
  expect(check.faults.splice(0)).toEqual([]);
});

test('after many interviews they can be read by everybody, at every width, in light and dark', async () => {
  await olga.page.goto('about:blank');
  await cara.page.goto('about:blank');
  await server.kill();
  const opened = await openDatabase({
    databaseUrl: null,
    dataDir: server.dataDir,
    prismaDirectory: path.join(findProjectRoot(import.meta.dirname), 'prisma'),
  });
  const idOf = async (name: string) => (await opened.client.user.findFirstOrThrow({ where: { name } })).id;
  await seedFinishedInterviews(opened.client, {
    interviews: 90,
    seed: 3,
    ownerIds: [await idOf('Olga')],
    candidateIds: [await idOf('Cara'), ...(await makeUsers(opened.client, 'candidate', 4))],
    raterIds: [await idOf('Olga'), ...(await makeUsers(opened.client, 'rater', 3))],
  });
  await opened.close();
  await server.restart();

  await cara.page.goto('/progress');
  await cara.page.getByRole('heading', { name: 'What to practise next' }).waitFor();
  await cara.page.getByRole('heading', { name: 'History' }).waitFor();
  await cara.page.locator('a[href$="/review"]').first().waitFor();
  await check.look(cara, 'progress-candidate');
  for (const table of await cara.page.getByRole('radio', { name: 'Table' }).all()) await table.click();
  await cara.page.getByRole('table').nth(1).waitFor();
  await check.look(cara, 'progress-candidate-tables', { sizes: ['wide', 'narrow'] });

  await olga.page.goto('/progress');
  await olga.page.getByRole('radio', { name: 'As interviewer' }).click();
  await olga.page.getByRole('heading', { name: 'Hint habits' }).waitFor();
  await check.look(olga, 'progress-interviewer', { sizes: ['wide', 'narrow'] });

  await olga.page.getByRole('link', { name: 'Rating in your rooms' }).click();
  await olga.page.getByRole('heading', { name: 'Agreement by dimension' }).waitFor();
  await olga.page.getByText('Intervals are being computed').waitFor({ state: 'detached' });
  await olga.page
    .getByRole('button', { name: /^Open: / })
    .first()
    .click();
  await olga.page.getByRole('table', { name: 'Time for each step' }).waitFor();
  await check.look(olga, 'lead');
  await olga.page.getByRole('radio', { name: 'Chart' }).click();
  await check.look(olga, 'lead-chart', { sizes: ['wide', 'narrow'] });

  await olga.page.getByRole('radio', { name: 'Last 90 days' }).click();
  await olga.page.getByText('No opened interview in this part').waitFor();
  await olga.page.getByRole('radio', { name: 'All time' }).click();
  await olga.page.getByRole('heading', { name: 'Raters' }).waitFor();
  await olga.page.getByRole('combobox', { name: 'Room' }).selectOption({ label: 'Room 3' });
  await olga.page.getByText('2 opened interviews in this part').waitFor();
  expect(await olga.page.getByRole('heading', { name: 'Raters' }).count()).toBe(0);
  expect(new URL(olga.page.url()).search).toBe('?room=seed-room-3');
  await olga.page.reload();
  await olga.page.getByText('2 opened interviews in this part').waitFor();
  await check.look(olga, 'lead-room', { sizes: ['wide', 'narrow'] });
  expect(check.faults.splice(0)).toEqual([]);
});
