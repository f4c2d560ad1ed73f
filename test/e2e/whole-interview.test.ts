import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { loadScenarioBank } from '#server/features/scenarios/scenario-bank.ts';
import { listSecretTexts, listTexts } from '#server/features/scenarios/scenario-text.ts';
import { toDebrief } from '#server/features/scenarios/scenarios.view.ts';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import * as steps from '#test/support/room-steps.ts';
import { findLeaks } from '#test/support/secrecy-scan.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const PRIVATE_NOTE = 'Private to interviewers: starts well but skips limits';
const EVIDENCE_TEXT = 'Named the auction before being told about it';
const SHARED_NOTE = 'Goal: revenue per thousand impressions without annoying people.';

let server: ServerProcess;
let browser: Browser;
let scenario: Scenario;

beforeAll(async () => {
  const root = findProjectRoot(import.meta.dirname);
  const bank = await loadScenarioBank({ directory: path.join(root, 'server/features/scenarios/bank') });
  scenario = bank.get('ad-click-prediction', '1.0.0');
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const openPerson = (name: string, ignore?: RegExp) =>
  openVisitor(browser, { name, baseUrl: server.url, ...(ignore === undefined ? {} : { ignore }) });

describe('a whole interview, by clicking and typing', () => {
  let iris: Visitor;
  let carl: Visitor;

  test('two strangers run it from the start page to both reviews', async () => {
    [iris, carl] = await Promise.all([openPerson('Iris'), openPerson('Carl')]);
    await steps.startRoom(iris);
    await steps.joinByLink(carl, await steps.makeInviteLink(iris, 'Candidate'));
    await carl.page.getByRole('heading', { name: 'Your interviewer is choosing the case' }).waitFor();
    await steps.startInterview({ interviewer: iris, candidate: carl, scenario: scenario.meta.title });
    await carl.page.getByText(scenario.candidate.prompt.slice(0, 60)).waitFor();

    // Clarify: a fact on request, a tick, a probe, a hint that is used.
    await iris.page.keyboard.press('.');
    await carl.page.getByText('2 of 9').waitFor();
    const guide = iris.page.getByRole('region', { name: 'Interviewer guide' });
    await guide.getByRole('button', { name: 'Show to the candidate: traffic' }).click();
    await carl.page.getByRole('tab', { name: /Cards/ }).click();
    await carl.page.getByText('Daily active users').waitFor();
    await guide.getByRole('checkbox', { name: /^Core\s*Asks what the business wants/ }).click();
    await guide.getByText('1 of 2 core covered').first().waitFor();
    await guide
      .getByRole('checkbox', { name: /^What would change for you if advertisers paid for views/ })
      .click();
    await guide.getByRole('button', { name: /^Hints for: Says what stays outside/ }).click();
    await guide.getByRole('button', { name: /^Give/ }).first().click();
    await guide
      .getByRole('radio', { name: /^Used/i })
      .or(guide.getByRole('button', { name: /^Used/i }))
      .first()
      .click();

    // Both work on board and notes; each sees the other.
    await steps.insertComponent(carl.page, { search: 'ranker', label: 'Click model' });
    await steps.insertComponent(carl.page, { search: 'gateway', label: 'Ad server' });
    await steps.connectByDrag(carl.page, 'Ad server', 'Click model');
    await steps.insertComponent(iris.page, { search: 'monitor', label: 'What watches it' });
    await steps.nodeNamed(carl.page, 'What watches it').waitFor();
    await steps.nodeNamed(iris.page, 'Click model').waitFor();
    await iris.page.locator('.react-flow__edge').first().waitFor({ state: 'attached' });
    await steps.writeNotes(carl.page, { below: 'Clarify', text: SHARED_NOTE });
    await iris.page.getByRole('textbox', { name: 'Shared notes' }).getByText(SHARED_NOTE).first().waitFor();

    // What only interviewers may see.
    await steps.captureEvidence(iris.page, { text: EVIDENCE_TEXT, dimension: 'Framing' });
    for (const dimension of ['Data', 'Modelling', 'Architecture', 'Evaluation', 'Serving', 'Communication']) {
      await steps.captureEvidence(iris.page, { text: `Seen for ${dimension}`, dimension });
    }
    await iris.page.getByRole('tab', { name: 'Private' }).click();
    await iris.page.getByRole('tabpanel', { name: 'Private' }).getByRole('textbox').click();
    await iris.page.keyboard.type(PRIVATE_NOTE);

    // The clock: pause, on, more time; the candidate follows.
    await iris.page.getByRole('button', { name: 'Pause the clock' }).click();
    await carl.page
      .getByText(/paused/i)
      .first()
      .waitFor();
    await iris.page.getByRole('button', { name: 'Let the clock run' }).click();
    await iris.page.getByRole('button', { name: 'Pause the clock' }).waitFor();

    // A reload and a second tab change nothing: the same participant, everything where it was.
    await carl.page.reload();
    await steps.nodeNamed(carl.page, 'Click model').waitFor();
    const secondTab = await carl.context.newPage();
    await secondTab.goto(carl.page.url());
    await steps.nodeNamed(secondTab, 'What watches it').waitFor();
    await secondTab.locator('.react-flow__edge').first().waitFor({ state: 'attached' });
    await secondTab.close();

    await steps.endInterview(iris, carl);
  });

  test('nothing interviewer-only has reached the candidate, over HTTP, sockets, documents or in scripts', async () => {
    await carl.settle();
    expect(new Set(carl.received.map((item) => item.from))).toEqual(new Set(['http', 'socket', 'document']));
    expect(carl.received.some((item) => item.url.endsWith('.js'))).toBe(true);
    const shown = scenario.reveals.find((reveal) => reveal.listen_for.includes('traffic'));
    const hiddenFaces = scenario.reveals
      .filter((reveal) => reveal !== shown)
      .flatMap((reveal) => listTexts(reveal.face))
      .map(({ text }) => text)
      .filter((text) => text.length >= 24);
    const debrief = listTexts(scenario.debrief)
      .map(({ text }) => text)
      .filter((text) => text.length >= 24);
    const secrets = [
      ...listSecretTexts(scenario).map(({ text }) => text),
      ...hiddenFaces,
      ...debrief,
      PRIVATE_NOTE,
      EVIDENCE_TEXT,
    ];
    expect(secrets.length).toBeGreaterThan(200);
    // The same scan finds the guide where it belongs, so it is not blind.
    await iris.settle();
    expect(findLeaks(iris.received, [scenario.interviewer.canary])).not.toEqual([]);
    expect(findLeaks(iris.received, [SHARED_NOTE]).map((leak) => leak.from)).toContain('document');
    expect(findLeaks(carl.received, secrets)).toEqual([]);
  });

  test('both hand in their forms, sealed until all are in, and then see the same review', async () => {
    const ratings = [
      'Meets the bar',
      'Close',
      'Meets the bar',
      'Meets the bar',
      'Close',
      'Meets the bar',
      null,
      'Meets the bar',
    ] as const;
    const form = iris.page;
    for (const [index, row] of steps.ROWS.entries()) {
      const rating = ratings[index];
      if (rating !== null && rating !== undefined) await steps.rate(form, row, rating);
    }
    const operations = form.getByRole('region', { name: 'Monitoring, privacy' });
    await operations.getByRole('button', { name: /Not assessed/ }).click();
    await operations.getByRole('combobox').selectOption({ label: 'No time' });
    const moments = form.getByRole('combobox', { name: 'Moment' });
    await moments.nth(0).selectOption({ index: 1 });
    await moments.nth(1).selectOption({ index: 2 });
    await form
      .getByRole('textbox', { name: 'Went well' })
      .fill('Asked how the score is used before drawing.');
    await form.getByRole('textbox', { name: 'What happened' }).fill('Metrics were listed without a choice.');
    await form
      .getByRole('textbox', { name: 'What to do instead' })
      .fill('Name one metric and say why it fits the use.');
    await form
      .getByRole('radiogroup', { name: 'Mock outcome' })
      .getByRole('radio', { name: 'Hire', exact: true })
      .click();
    await form
      .getByRole('radiogroup', { name: 'How sure are you?' })
      .getByRole('radio', { name: 'Medium' })
      .click();
    await form
      .getByRole('radiogroup', { name: 'Against the senior level' })
      .getByRole('radio', { name: 'At level' })
      .click();
    await form
      .getByRole('textbox', { name: 'Reason' })
      .fill('A complete simple design, sound framing, serving numbers used.');
    // A reload in the middle of the form loses nothing.
    await form.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
    await form.reload();
    await form.getByText('8 of 8 rated').waitFor();
    await form.getByRole('button', { name: 'Hand in and lock' }).click();
    await form.getByText('Handed in and locked').waitFor();
    await form.getByText('Waiting for Carl: the self-assessment').waitFor();
    // 245 / 90, coverage 0.90.
    await form.getByText('2.72').waitFor();

    await carl.settle();
    expect(findLeaks(carl.received, ['Asked how the score is used before drawing.', EVIDENCE_TEXT])).toEqual(
      [],
    );

    const self = carl.page;
    for (const [index, row] of steps.ROWS.entries()) {
      await steps.rate(self, row, index === 1 ? 'Above' : index === 2 ? 'Close' : 'Meets the bar');
    }
    await self
      .getByRole('textbox', { name: /ten more minutes/ })
      .fill('Draw the way back from serving to training.');
    await self.getByRole('button', { name: 'Hand in and lock' }).first().click();
    await self.getByText('Handed in and locked').first().waitFor();
    for (const question of [
      'Set-up',
      'Room to think',
      'Questions that',
      'Hint timing',
      'Respect',
      'Time-keeping',
      'Usefulness',
    ]) {
      await self.getByRole('region', { name: question }).getByRole('radio').nth(2).click();
    }
    await self.getByRole('button', { name: 'Hand in and lock' }).last().click();

    for (const { page } of [iris, carl]) {
      await page.getByRole('heading', { name: 'Both forms are in' }).waitFor();
      await page.getByRole('link', { name: 'Read the review' }).click();
      await page.waitForURL(/\/review$/);
      const main = page.getByRole('main');
      for (const text of [
        '2.72',
        scenario.meta.title,
        'Hire',
        'Draw the way back from serving to training.',
        EVIDENCE_TEXT,
        SHARED_NOTE,
      ]) {
        await main.getByText(text).first().waitFor();
      }
      await main.getByText('Daily active users').first().waitFor();
      await main.getByText(/nudge/i).first().waitFor();
      // Data: rated 2, own view 4. Modelling: rated 3, own view 2 is no hidden strength (3 against 2 is).
      await main.getByText('Blind spot').first().waitFor();
      await main.getByRole('img', { name: /board/i }).first().waitFor();
    }
    const candidateSees = await carl.page.getByRole('main').innerText();
    expect(candidateSees).not.toContain('A complete simple design, sound framing');
    expect(candidateSees).not.toContain('Confidence medium');
  });

  test('after the reveal the candidate has the debrief and still nothing else of the guide', async () => {
    await carl.page.getByText(scenario.debrief.summary.slice(0, 60)).waitFor();
    await carl.settle();
    const opened = JSON.stringify(toDebrief(scenario));
    const secrets = listSecretTexts(scenario)
      .map(({ text }) => text)
      .filter((text) => !opened.includes(JSON.stringify(text).slice(1, -1)));
    expect(secrets).toContain(scenario.interviewer.canary);
    expect(findLeaks(carl.received, secrets)).toEqual([]);
  });

  test('the review can be opened again from the dashboard, and the roles swapped for another round', async () => {
    await carl.page.goto('/');
    await carl.page
      .getByRole('link', { name: /review/i })
      .first()
      .click();
    await carl.page.getByText('2.72').first().waitFor();
    await iris.page.getByRole('link', { name: 'Open the room' }).click();
    await iris.page.getByRole('button', { name: /swap/i }).click();
    await iris.page.getByRole('heading', { name: 'Your interviewer is choosing the case' }).waitFor();
  });

  test('neither browser had anything to complain about', async () => {
    expect(iris.complaints).toEqual([]);
    expect(carl.complaints).toEqual([]);
    await Promise.all([iris.close(), carl.close()]);
  });
});

describe('the secrecy scan', () => {
  test('finds a leak put in on purpose, on each of the three ways to a browser', async () => {
    const [iris, carl] = await Promise.all([openPerson('Iris'), openPerson('Carl')]);
    await steps.startRoom(iris);
    const link = await steps.makeInviteLink(iris, 'Candidate');
    await steps.joinByLink(carl, link);
    await steps.startInterview({ interviewer: iris, candidate: carl, scenario: scenario.meta.title });
    const { canary } = scenario.interviewer;
    await carl.settle();
    expect(findLeaks(carl.received, [canary])).toEqual([]);

    // Sockets: the name of the room goes to everybody in it.
    await iris.page.getByRole('button', { name: 'More', exact: true }).click();
    await iris.page.getByRole('menuitem', { name: /rename/i }).click();
    await iris.page.getByRole('dialog').getByRole('textbox').fill(`Room ${canary}`);
    await iris.page
      .getByRole('dialog')
      .getByRole('button', { name: /save|rename/i })
      .click();
    await carl.page.getByRole('heading', { name: `Room ${canary}` }).waitFor();
    // HTTP: the invite page says it as well.
    const secondTab = await carl.context.newPage();
    await secondTab.goto(link);
    await secondTab.getByText(`Room ${canary}`).first().waitFor();
    // Documents: typed into the shared notes.
    await steps.writeNotes(iris.page, { below: 'Frame', text: canary });
    await carl.page.getByRole('textbox', { name: 'Shared notes' }).getByText(canary).first().waitFor();

    await carl.settle();
    const ways = new Set(findLeaks(carl.received, [canary]).map((leak) => leak.from));
    expect(ways).toEqual(new Set(['socket', 'http', 'document']));
    await Promise.all([iris.close(), carl.close()]);
  });

  test('finds a guide sentence inside a script, whatever quotes surround it', () => {
    const sentence = scenario.interviewer.script.opening;
    const bytes = Buffer.from(`const guide=${JSON.stringify({ opening: sentence })}`);
    expect(findLeaks([{ from: 'http', url: '/assets/room.js', bytes }], [sentence])).toHaveLength(1);
    expect(readFileSync(import.meta.filename, 'utf8')).not.toContain(sentence);
  });
});
