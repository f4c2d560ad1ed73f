import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import { createPageCheck, SIZES } from '#test/support/page-check.ts';
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

const check = createPageCheck();

async function openPerson(name: string, ignore?: RegExp): Promise<Visitor> {
  const visitor = await openVisitor(browser, {
    name,
    baseUrl: server.url,
    ...(ignore === undefined ? {} : { ignore }),
  });
  await check.prepare(visitor);
  return visitor;
}

function takeFaults(): string[] {
  return check.faults.splice(0);
}

async function closeOverlay(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"], [role="menu"]').first().waitFor({ state: 'detached' });
}

describe('every page and state can be used by everybody, at every width, in light and dark', () => {
  let iris: Visitor;
  let carl: Visitor;
  let olga: Visitor;
  let theo: Visitor;
  let guest: Visitor;
  let usedLink: string;
  let openLink: string;

  test('before anybody has joined', async () => {
    // The unknown address and the unknown link answer 404, which the browser reports by itself.
    guest = await openPerson('Gast', /status of 404/);
    await guest.page.goto('/');
    await guest.page.getByRole('button', { name: 'Start a room' }).waitFor();
    await check.look(guest, 'home-newcomer');
    await guest.page.goto('/no/such/page');
    await guest.page.getByRole('link', { name: 'Go to the start page' }).waitFor();
    await check.look(guest, 'not-found', { sizes: ['wide', 'narrow'] });
    await guest.page.goto('/settings');
    await guest.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await check.look(guest, 'settings-newcomer', { sizes: ['wide', 'narrow'] });
    await guest.page.goto(`/join/${'x'.repeat(43)}`);
    await guest.page.getByText('This link is not known here').waitFor();
    await check.look(guest, 'join-unknown', { sizes: ['wide', 'narrow'] });
    await guest.page.goto('/rooms/abcdefghijklmnopqrstu');
    await guest.page.getByRole('alert').waitFor();
    await check.look(guest, 'room-not-allowed', { sizes: ['wide', 'narrow'] });
    expect(takeFaults()).toEqual([]);
  });

  test('while people come in', async () => {
    [iris, carl, olga, theo] = await Promise.all([
      openPerson('Iris'),
      openPerson('Carl'),
      openPerson('Olga'),
      openPerson('Theo'),
    ]);
    await steps.startRoom(iris);
    await iris.page.getByRole('heading', { name: 'Set up the interview' }).waitFor();
    usedLink = await steps.makeInviteLink(iris, 'Candidate');
    openLink = await steps.makeInviteLink(iris, 'Observer');
    await guest.page.goto(openLink);
    await guest.page.getByRole('button', { name: 'Join as observer' }).waitFor();
    await check.look(guest, 'join-open');
    await steps.joinByLink(carl, usedLink);
    await guest.page.goto(usedLink);
    await guest.page.getByText('This link has been used').waitFor();
    await check.look(guest, 'join-used', { sizes: ['wide', 'narrow'] });
    // An invitation works for an hour at least, so the answer is changed on its way.
    await guest.page.route('**/api/**/invites/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), state: 'expired' } });
    });
    await guest.page.goto(openLink);
    await guest.page.getByText('This link has expired').waitFor();
    await check.look(guest, 'join-expired', { sizes: ['wide', 'narrow'] });
    await carl.page.goto(usedLink);
    await carl.page.getByRole('link', { name: 'Open the room' }).waitFor();
    await check.look(carl, 'join-already', { sizes: ['wide', 'narrow'] });
    await carl.page.getByRole('link', { name: 'Open the room' }).click();
    await steps.joinByLink(theo, await steps.makeInviteLink(iris, 'Trainee'));
    await steps.joinByLink(olga, openLink);
    expect(takeFaults()).toEqual([]);
  });

  test('while the interview is prepared', async () => {
    await iris.page.getByText('Predict clicks on feed ads').first().waitFor();
    await check.look(iris, 'preparing-interviewer');
    await carl.page.getByRole('heading', { name: 'Your interviewer is choosing the case' }).waitFor();
    await check.look(carl, 'preparing-candidate');
    await theo.page.getByText('The interviewer has not chosen a case yet').waitFor();
    await check.look(theo, 'preparing-trainee', { sizes: ['wide', 'narrow'] });

    await iris.page.setViewportSize(SIZES.wide);
    await iris.page.getByRole('button', { name: 'Invite', exact: true }).click();
    await iris.page.getByRole('dialog').getByText('joined').first().waitFor();
    await check.look(iris, 'invite-dialog', { sizes: ['wide', 'narrow'] });
    await closeOverlay(iris.page);
    await iris.page.getByRole('button', { name: /in the room|people/i }).click();
    await iris.page.getByRole('dialog').waitFor();
    await check.look(iris, 'people-menu', { sizes: ['wide', 'narrow'] });
    await closeOverlay(iris.page);
    await iris.page.setViewportSize(SIZES.wide);
    await iris.page.keyboard.press('Control+k');
    await iris.page.getByPlaceholder('Search for an action').waitFor();
    await check.look(iris, 'command-palette', { sizes: ['wide', 'narrow'] });
    await closeOverlay(iris.page);
    expect(takeFaults()).toEqual([]);
  });

  test('in the lobby', async () => {
    await iris.page.setViewportSize(SIZES.wide);
    await iris.page.getByText('Predict clicks on feed ads').first().click();
    await iris.page.getByRole('button', { name: 'Open the lobby' }).click();
    for (const [visitor, title] of [
      [iris, 'lobby-interviewer'],
      [carl, 'lobby-candidate'],
    ] as const) {
      await visitor.page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
      await check.look(visitor, title);
      await visitor.page.getByRole('button', { name: 'I am ready' }).click();
    }
    await check.look(olga, 'lobby-observer', { sizes: ['wide', 'narrow'] });
    expect(takeFaults()).toEqual([]);
  });

  test('while the interview runs', async () => {
    for (const { page } of [iris, carl, theo, olga]) await page.setViewportSize(SIZES.wide);
    await iris.page.getByRole('button', { name: 'Start the interview' }).click();
    for (const { page } of [iris, carl, theo, olga]) await page.getByRole('application').waitFor();
    for (const { page } of [iris, carl]) {
      await page.getByRole('heading', { name: 'Clarify', level: 2 }).first().waitFor();
    }
    await iris.page.keyboard.press('.');
    await carl.page.getByText('2 of 9').waitFor();
    await steps.insertComponent(carl.page, { search: 'ranker', label: 'Click model' });
    await steps.insertComponent(carl.page, { search: 'gateway', label: 'Ad server' });
    await steps.connectByDrag(carl.page, 'Ad server', 'Click model');
    await steps.focusBoard(carl.page);
    await check.look(carl, 'running-candidate');
    await check.look(olga, 'running-observer', { sizes: ['wide', 'narrow'] });
    await check.look(iris, 'running-interviewer');
    await check.look(theo, 'running-trainee', { sizes: ['wide', 'narrow'] });

    // A phone begins with the board in words; the drawing is one tap away.
    const outline = carl.page.getByRole('region', { name: 'Board as text' });
    await outline
      .getByText(/Ad server.*Click model/)
      .first()
      .waitFor();
    await outline.getByRole('button', { name: 'Show the drawing' }).click();
    await carl.page.getByRole('toolbar', { name: 'Board tools' }).getByRole('button').first().click();
    await check.look(carl, 'phone-drawing', { sizes: ['narrow'] });
    expect(takeFaults()).toEqual([]);
  });

  test('in each part of the running room', async () => {
    await iris.page.setViewportSize(SIZES.wide);
    await steps.captureEvidence(iris.page, { text: 'Named the auction unasked', dimension: 'Framing' });
    for (const dimension of [
      'Data',
      'Modelling',
      'Architecture',
      'Evaluation',
      'Serving',
      'Operations',
      'Communication',
    ]) {
      await steps.captureEvidence(iris.page, { text: `Seen for ${dimension}`, dimension });
    }
    for (const tab of ['Private', 'Evidence', 'Rate']) {
      await iris.page.getByRole('tab', { name: tab }).click();
      await check.look(iris, `running-tab-${tab.toLowerCase()}`, { sizes: ['wide'] });
    }
    await iris.page.setViewportSize(SIZES.narrow);
    for (const pane of ['Notes', 'Guide', 'Private', 'Evidence', 'Rate']) {
      await iris.page.getByRole('navigation', { name: 'Parts of the room' }).getByText(pane).click();
      await check.look(iris, `running-pane-${pane.toLowerCase()}`, { sizes: ['narrow'] });
    }
    await carl.page.setViewportSize(SIZES.narrow);
    for (const pane of ['Notes', 'Prompt']) {
      await carl.page.getByRole('navigation', { name: 'Parts of the room' }).getByText(pane).click();
      await check.look(carl, `candidate-pane-${pane.toLowerCase()}`, { sizes: ['narrow'] });
    }
    for (const { page } of [iris, carl]) await page.setViewportSize(SIZES.wide);
    await steps.focusBoard(iris.page);
    await iris.page.keyboard.press('?');
    await iris.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await check.look(iris, 'shortcuts', { sizes: ['wide', 'narrow'] });
    await closeOverlay(iris.page);
    await iris.page.setViewportSize(SIZES.wide);
    await iris.page.locator('ol[aria-label="Phases of the interview"] button').nth(2).click();
    await iris.page.getByRole('button', { name: 'Go to this phase' }).waitFor();
    await check.look(iris, 'phase-popover', { sizes: ['wide'] });
    await closeOverlay(iris.page);
    expect(takeFaults()).toEqual([]);
  });

  test('what is typed after the palette closes lands where it belongs', async () => {
    const { page } = iris;
    await page.locator('ol[aria-label="Phases of the interview"] button').nth(1).focus();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search for an action').fill('Note what you see');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByPlaceholder('What was said or drawn').waitFor();
    await page.keyboard.type('typed at once', { delay: 5 });
    expect(await page.getByPlaceholder('What was said or drawn').inputValue()).toBe('typed at once');
    await page.keyboard.press('Escape');
  });

  test('while both rate, and after', async () => {
    await steps.endInterview(iris, carl);
    await check.look(iris, 'rating-interviewer');
    await check.look(carl, 'rating-candidate');
    await check.look(olga, 'rating-observer', { sizes: ['wide', 'narrow'] });
    await check.look(theo, 'rating-trainee', { sizes: ['wide', 'narrow'] });
    for (const { page } of [iris, carl]) await page.setViewportSize(SIZES.wide);
    for (const view of ['Evidence', 'Board', 'Notes']) {
      await iris.page.getByRole('radio', { name: view }).click();
      await check.look(iris, `rating-${view.toLowerCase()}`, { sizes: ['wide', 'narrow'] });
      await iris.page.setViewportSize(SIZES.wide);
    }
    await iris.page.getByRole('radio', { name: 'Your form' }).click();
    await steps.handInRubric(iris.page);
    await check.look(iris, 'rating-handed-in', { sizes: ['wide', 'narrow'] });
    await steps.handInCandidateForms(carl.page);
    for (const visitor of [iris, carl]) {
      await visitor.page.getByRole('heading', { name: 'Both forms are in' }).waitFor();
      await check.look(visitor, `revealed-${visitor.name.toLowerCase()}`, { sizes: ['wide', 'narrow'] });
    }
    await iris.page.getByRole('button', { name: 'Close the round' }).click();
    await iris.page.getByRole('dialog').getByRole('button', { name: 'Close the round' }).click();
    for (const { page } of [iris, carl]) await page.getByText('This round is closed').waitFor();
    await iris.page.goto('/');
    await iris.page.getByRole('heading', { name: 'Your interviews' }).waitFor();
    await iris.page.getByText('Finished').first().waitFor();
    await check.look(iris, 'home-dashboard');
    await iris.page.goto('/settings');
    await iris.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await check.look(iris, 'settings', { sizes: ['wide', 'medium', 'narrow'] });
    expect(takeFaults()).toEqual([]);
  });
});
