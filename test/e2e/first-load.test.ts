import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '#test/support/browser.ts';
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

/** What a room may weigh before it can be worked in, bytes of gzipped script. */
const LIMIT = { candidate: 400_000, interviewer: 400_000 };

async function loadRoom(visitor: Visitor): Promise<{ scripts: string[]; bytes: number }> {
  const fresh = await visitor.context.newPage();
  const bodies = new Map<string, Promise<Buffer>>();
  fresh.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const body = response.body();
    // What comes later may be cut off by the closing page, and is not counted.
    body.catch(() => null);
    bodies.set(response.url(), body);
  });
  await fresh.goto(visitor.page.url());
  // It can be worked in when the board takes its first component and the notes can be read.
  await fresh.getByRole('application').waitFor();
  await fresh.getByRole('heading', { name: 'Clarify', level: 2 }).first().waitFor();
  await steps.insertComponent(fresh, { search: 'ranker', label: `First by ${visitor.name}` });
  const loaded = new Map(bodies);
  let bytes = 0;
  for (const body of loaded.values()) bytes += gzipSync(await body).length;
  await fresh.close();
  return { scripts: [...loaded.keys()].map((url) => new URL(url).pathname), bytes };
}

test('the room is light, and neither role is sent the panels of the other', async () => {
  const iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  const carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url });
  await steps.runningRoom(iris, carl);
  const candidate = await loadRoom(carl);
  const interviewer = await loadRoom(iris);
  console.info(
    JSON.stringify({ firstLoadGzipBytes: { candidate: candidate.bytes, interviewer: interviewer.bytes } }),
  );
  expect(candidate.bytes).toBeLessThanOrEqual(LIMIT.candidate);
  expect(interviewer.bytes).toBeLessThanOrEqual(LIMIT.interviewer);
  // The entries of the two roles are chunks of their own; what only one imports comes with it.
  const forInterviewers = interviewer.scripts.filter((script) =>
    /cockpit|interviewer|rubric|evidence/.test(script),
  );
  const forCandidates = candidate.scripts.filter((script) => /candidate|prompt-panel/.test(script));
  expect(forInterviewers.length).toBeGreaterThan(0);
  expect(forCandidates.length).toBeGreaterThan(0);
  expect(candidate.scripts.filter((script) => forInterviewers.includes(script))).toEqual([]);
  expect(interviewer.scripts.filter((script) => forCandidates.includes(script))).toEqual([]);
  await Promise.all([iris.close(), carl.close()]);
});
