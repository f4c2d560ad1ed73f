import { readFile } from 'node:fs/promises';
import { nanoid } from 'nanoid';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  configureInterview,
  endInterview,
  openLobby,
  recordGuideAct,
  setReady,
  startInterview,
} from '#shared/contracts/interviews.contract.ts';
import { getReview } from '#shared/contracts/review.contract.ts';
import { acceptInvite, createInvite, createRoom } from '#shared/contracts/rooms.contract.ts';
import { getFormProgress, putEvidence } from '#shared/contracts/rubric.contract.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import { createPageCheck } from '#test/support/page-check.ts';
import { readPdf } from '#test/support/pdf-text.ts';
import { Person } from '#test/support/person.ts';
import * as steps from '#test/support/room-steps.ts';
import { findLeaks } from '#test/support/secrecy-scan.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const IRIS_NOTE = 'Iris saw that labels were asked for before any model';
const IRIS_PRIVATE = 'Iris keeps from everybody that the pace was slow';
const CARL_SELF = 'Draw the way back to training.';
const ROSA_NOTE = 'From outside: no word about delayed clicks on the board';

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A browser that is signed in as a person who has acted through the API so far. */
async function openAs(person: Person, name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, { name, baseUrl: server.url });
  await visitor.context.addCookies(
    person.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
    }),
  );
  return visitor;
}

/** An interview that has just ended, held through the API: this test is about what comes after. */
async function endedInterview() {
  const iris = new Person(server.url);
  const carl = new Person(server.url);
  const { room, interviewId } = await iris.call(createRoom, { displayName: 'Iris', role: 'interviewer' });
  const { token } = await iris.call(createInvite, { roomId: room.id, role: 'candidate' });
  await carl.call(acceptInvite, { token, displayName: 'Carl' });
  await iris.call(configureInterview, {
    interviewId,
    setup: {
      scenarioId: 'ad-click-prediction',
      level: 'senior',
      format: 'm45',
      framework: 'seven-step',
      useStarterBoard: true,
    },
  });
  await iris.call(openLobby, { interviewId });
  for (const person of [iris, carl]) await person.call(setReady, { interviewId, isReady: true });
  await iris.call(startInterview, { interviewId });
  await iris.call(recordGuideAct, {
    interviewId,
    id: nanoid(),
    act: { type: 'hint-given', hintId: 'ev.h1', rung: 'nudge' },
  });
  await iris.call(endInterview, { interviewId });
  const note = (dimension: (typeof DIMENSIONS)[number], text: string, share = true) =>
    iris.call(putEvidence, {
      interviewId,
      noteId: nanoid(),
      // Moments of their own: the interview lasted no longer than it took to hold it through the API.
      offsetMs: DIMENSIONS.indexOf(dimension),
      dimension,
      sign: 'plus',
      kind: 'observation',
      text,
      share,
    });
  for (const dimension of DIMENSIONS) await note(dimension, `Iris on ${dimension}, seen at the board`);
  await note('data', IRIS_NOTE);
  await note('communication', IRIS_PRIVATE, false);
  return { iris, carl, roomId: room.id, interviewId };
}

/** Notes of somebody who is signed in in a browser, one for each dimension. */
async function noteEverything(context: BrowserContext, interviewId: string): Promise<void> {
  for (const dimension of DIMENSIONS) {
    const response = await context.request.put(
      `${server.url}/api/interviews/${interviewId}/evidence/${nanoid()}`,
      {
        headers: { origin: server.url },
        data: {
          offsetMs: DIMENSIONS.indexOf(dimension),
          dimension,
          sign: 'neutral',
          kind: 'observation',
          text: `From outside, on ${dimension}: read from the board`,
        },
      },
    );
    expect(response.status()).toBe(200);
  }
}

describe('a blind second rating', () => {
  test('is asked for, made alone and compared', async () => {
    const { iris, carl, roomId, interviewId } = await endedInterview();
    const check = createPageCheck();
    const [irisView, carlView, rosa] = await Promise.all([
      openAs(iris, 'Iris'),
      openAs(carl, 'Carl'),
      openVisitor(browser, { name: 'Rosa', baseUrl: server.url }),
    ]);
    await check.prepare(rosa);
    await check.prepare(irisView);

    // The interviewer asks for a second rating and hands in her own.
    await irisView.page.goto(`/rooms/${roomId}`);
    await irisView.page.getByRole('button', { name: 'Ask for a second rating' }).click();
    const dialog = irisView.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make link' }).click();
    const link = await dialog.locator('input[readonly]').first().inputValue();
    await dialog.getByText('Link not followed yet').waitFor();
    await irisView.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await steps.handInRubric(irisView.page, { 'Data and features': 'Above' });

    // The candidate does the same; the forms stay closed, because a second rating is awaited once its link is followed.
    await rosa.page.goto(link);
    await rosa.page.getByLabel('Your name').fill('Rosa');
    await rosa.page.getByRole('button', { name: 'Start rating' }).click();
    await rosa.page.getByRole('heading', { name: 'Predict clicks on feed ads' }).waitFor();
    await carlView.page.goto(`/rooms/${roomId}`);
    await steps.handInCandidateForms(carlView.page);
    await carlView.page.getByText('Waiting for a second rater: the rubric').first().waitFor();
    await irisView.page.getByText('Waiting for Rosa: the rubric').waitFor();

    // She rates from the board, the timeline and the guide, at a moment of her choice.
    await rosa.page.getByRole('img', { name: /The board at the end/ }).waitFor();
    await rosa.page.getByRole('radio', { name: 'Guide' }).click();
    await rosa.page.getByRole('region', { name: 'Interviewer guide' }).waitFor();
    await rosa.page.getByRole('radio', { name: 'Timeline' }).click();
    await rosa.page.getByRole('button', { name: /Hint: nudge/ }).click();
    const data = rosa.page.getByRole('region', { name: 'Data and features' });
    await data.getByRole('button', { name: 'Data and features' }).click();
    await data.getByRole('button', { name: 'Add a note' }).click();
    await steps.fillNote(rosa.page, { text: ROSA_NOTE, dimension: 'Data' });
    await noteEverything(rosa.context, interviewId);
    await rosa.page.reload();
    await rosa.page.getByText('From outside, on framing: read from the board').first().waitFor();
    await check.look(rosa, 'second-rater-rating');
    await rosa.page.setViewportSize({ width: 1440, height: 900 });

    // Until here nothing anybody thought has reached her browser, nor whether anybody has rated.
    await rosa.settle();
    const secrets = [
      IRIS_NOTE,
      IRIS_PRIVATE,
      CARL_SELF,
      'A complete simple design, sound framing.',
      'Iris on framing, seen at the board',
    ];
    expect(findLeaks(rosa.received, secrets)).toEqual([]);

    await steps.handInRubric(rosa.page, { 'Data and features': 'Close' });
    await rosa.page.getByRole('link', { name: 'Compare' }).click();
    await rosa.page.getByRole('heading', { name: 'Raters side by side' }).waitFor();

    // Both raters read the comparison: the wide gap first, each side's evidence, the mean of the originals.
    await irisView.page.goto(`/interviews/${interviewId}/review`);
    for (const { page } of [rosa, irisView]) {
      const comparison = page.getByRole('region', { name: 'Raters side by side' });
      const first = comparison.getByRole('row').nth(1);
      await first.getByText('2 apart').waitFor();
      expect((await first.innerText()).replace(/\s+/g, ' ')).toMatch(/^Data and features ?2 apart 4 2 3\.00/);
      await comparison.getByText(IRIS_NOTE).first().waitFor();
      await comparison.getByText(ROSA_NOTE).first().waitFor();
      await page.getByRole('region', { name: 'Agreement of the raters' }).getByText('7 of 8 exact').waitFor();
    }

    // An agreed rating stands beside the mean and changes nothing.
    const meeting = irisView.page.getByRole('region', { name: 'Raters side by side' });
    await meeting.getByRole('button', { name: 'Write down an agreed rating' }).first().click();
    await meeting
      .getByRole('radiogroup', { name: 'Agreed rating' })
      .getByRole('radio', { name: '3', exact: true })
      .click();
    await meeting.getByRole('textbox', { name: 'Why' }).fill('Labels yes, their delay no: the bar is met.');
    await meeting.getByRole('button', { name: 'Keep', exact: true }).click();
    await meeting.getByText('Iris wrote down an agreed 3').waitFor();
    await rosa.page.reload();
    const read = rosa.page.getByRole('region', { name: 'Raters side by side' });
    await read.getByText('Agreed: 3').first().waitFor();
    expect(await read.getByRole('row').nth(1).innerText()).toContain('3.00');
    await check.look(irisView, 'second-rater-comparison');

    // The candidate reads the mean of two raters and never who the second was.
    const review = await carl.call(getReview, { interviewId });
    expect(review).toMatchObject({ view: 'candidate', result: { raterCount: 2 } });
    expect(JSON.stringify(review)).not.toContain('Rosa');
    expect(JSON.stringify(await carl.call(getFormProgress, { interviewId }))).not.toContain('Rosa');

    // What they take along says the same: the mean of two, the behaviours, and to the candidate no second name.
    await carlView.page.goto(`/interviews/${interviewId}/review`);
    const [ofIris, ofCarl] = await Promise.all([irisView, carlView].map(({ page }) => savePdf(page)));
    for (const words of [ofIris, ofCarl]) {
      expect(words).toContain('Mean of 2 raters');
      expect(words).toContain('Mock outcome Hire');
      for (const dimension of DIMENSIONS)
        for (const word of RUBRIC.dimensions[dimension].label.split(/[ ,-]+/)) expect(words).toContain(word);
    }
    expect(ofIris).toContain(IRIS_NOTE);
    expect(ofIris).toContain(ROSA_NOTE);
    expect(ofCarl).not.toContain('Rosa');
    expect(ofCarl).not.toContain(IRIS_PRIVATE);

    for (const { complaints } of [irisView, carlView, rosa]) expect(complaints).toEqual([]);
    expect(check.faults).toEqual([]);
    await Promise.all([irisView.close(), carlView.close(), rosa.close()]);
  }, 90_000);
});

/** Saves the report as a person does, and reads its words. */
async function savePdf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Take it along' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'PDF report' }).click(),
  ]);
  return (await readPdf(await readFile(await download.path()))).pages.join(' ');
}
