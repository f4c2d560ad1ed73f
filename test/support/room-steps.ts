import type { Locator, Page } from 'playwright-core';
import {
  configureInterview,
  openLobby,
  setReady,
  startInterview as start,
} from '#shared/contracts/interviews.contract.ts';
import { acceptInvite, createInvite, createRoom } from '#shared/contracts/rooms.contract.ts';
import type { Visitor } from './browser.ts';
import { Person } from './person.ts';

/** What people do in a room, by clicking and typing; every step ends when its effect can be seen. */

export async function startRoom(
  host: Visitor,
  role: 'Interviewer' | 'Candidate' = 'Interviewer',
): Promise<void> {
  const { page } = host;
  await page.goto('/');
  await page.getByLabel('Your name').fill(host.name);
  if (role === 'Candidate') await page.getByRole('radio', { name: /candidate/i }).click();
  await page.getByRole('button', { name: 'Start a room' }).click();
  await page.waitForURL(/\/rooms\//);
}

/** Makes a role-bound link from the room's invite dialog and closes it. */
export async function makeInviteLink(
  host: Visitor,
  role: 'Candidate' | 'Interviewer' | 'Trainee' | 'Observer',
): Promise<string> {
  const { page } = host;
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: role }).click();
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const field = dialog.locator('input[readonly]').first();
  await field.waitFor();
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return link;
}

export async function joinByLink(visitor: Visitor, link: string): Promise<void> {
  const { page } = visitor;
  await page.goto(link);
  await page.getByLabel('Your name').fill(visitor.name);
  await page.getByRole('button', { name: /^Join as/ }).click();
  await page.waitForURL(/\/rooms\//);
}

/** From an open room with both inside to a running clock. */
export async function startInterview(input: {
  interviewer: Visitor;
  candidate: Visitor;
  scenario: string;
}): Promise<void> {
  const { interviewer, candidate } = input;
  await interviewer.page
    .getByRole('radio', { name: input.scenario })
    .or(interviewer.page.getByText(input.scenario))
    .first()
    .click();
  await interviewer.page.getByRole('button', { name: 'Open the lobby' }).click();
  for (const { page } of [interviewer, candidate]) {
    await page.getByRole('button', { name: 'I am ready' }).click();
    await page
      .getByRole('button', { name: 'Ready', pressed: true })
      .or(page.getByRole('button', { pressed: true }))
      .first()
      .waitFor();
  }
  await interviewer.page.getByRole('button', { name: 'Start the interview' }).click();
  for (const { page } of [interviewer, candidate]) await page.getByRole('application').waitFor();
}

/**
 * A room with an interviewer and a candidate whose clock runs, made over the API: for tests of what comes after. The way
 * there by hand is walked in whole-interview.test.ts.
 */
export async function runningRoom(interviewer: Visitor, candidate: Visitor): Promise<void> {
  const { baseUrl } = interviewer;
  const [lead, guest] = [new Person(baseUrl), new Person(baseUrl)];
  const made = await lead.call(createRoom, { displayName: interviewer.name, role: 'interviewer' });
  const { interviewId, room } = made;
  const { token } = await lead.call(createInvite, { roomId: room.id, role: 'candidate' });
  await guest.call(acceptInvite, { token, displayName: candidate.name });
  await lead.call(configureInterview, {
    interviewId,
    setup: {
      scenarioId: 'ad-click-prediction',
      level: 'senior',
      format: 'm45',
      framework: 'seven-step',
      useStarterBoard: false,
    },
  });
  await lead.call(openLobby, { interviewId });
  const places = [
    [interviewer, lead],
    [candidate, guest],
  ] as const;
  // Through the lobby, as people come: while they wait there the pages fetch what the room needs.
  await Promise.all(
    places.map(async ([{ context, page }, person]) => {
      await context.addCookies(person.cookies.map((cookie) => ({ ...cookie, url: baseUrl })));
      await page.goto(`/rooms/${room.id}`);
      await page.getByRole('button', { name: 'I am ready' }).waitFor();
    }),
  );
  await Promise.all([lead, guest].map((person) => person.call(setReady, { interviewId, isReady: true })));
  await lead.call(start, { interviewId });
  await Promise.all(places.map(([{ page }]) => page.getByRole('application').waitFor()));
}

/** Puts the keyboard on the board without selecting anything. */
export async function focusBoard(page: Page): Promise<void> {
  await page.locator('.react-flow__pane').click({ position: { x: 200, y: 30 } });
}

/** Inserts a component with the palette: `/`, search, Enter, name, Enter. */
export async function insertComponent(page: Page, input: { search: string; label: string }): Promise<void> {
  await focusBoard(page);
  await page.keyboard.press('/');
  const search = page.getByRole('combobox').last();
  await search.waitFor();
  await search.fill(input.search);
  await page.keyboard.press('Enter');
  const editor = page.locator('.react-flow__node textarea, .react-flow__node input').first();
  await editor.waitFor();
  await editor.fill(input.label);
  await page.keyboard.press('Enter');
  await nodeNamed(page, input.label).waitFor();
}

export function nodeNamed(page: Page, label: string): Locator {
  return page.locator('.react-flow__node').filter({ hasText: label });
}

/** Drags from one component to another by their handles. */
export async function connectByDrag(page: Page, from: string, to: string): Promise<void> {
  const source = nodeNamed(page, from);
  await source.click();
  const start = await centre(source.locator('.react-flow__handle').first());
  const end = await centre(nodeNamed(page, to));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Writes a line below a heading of the notes template. */
export async function writeNotes(page: Page, input: { below: string; text: string }): Promise<void> {
  const notes = page.getByRole('textbox', { name: 'Shared notes' });
  const heading = notes.getByRole('heading', { name: input.below, exact: true });
  await heading.locator('xpath=following-sibling::ul[1]//p[1]').click();
  await page.keyboard.type(input.text);
  await notes.getByText(input.text).first().waitFor();
}

/** Notes what was seen with the quick-capture box. */
export async function captureEvidence(
  page: Page,
  input: { text: string; dimension: string; kind?: 'Seen' | 'Quote' },
): Promise<void> {
  await focusBoard(page);
  await page.keyboard.press('n');
  await fillNote(page, input);
}

/** Fills the capture box that is open and saves it. */
export async function fillNote(
  page: Page,
  input: { text: string; dimension: string; kind?: 'Seen' | 'Quote' },
): Promise<void> {
  const box = page.getByPlaceholder('What was said or drawn');
  await box.waitFor();
  await box.fill(input.text);
  const form = page.locator('form').filter({ has: box });
  await form.getByRole('combobox').selectOption({ label: input.dimension });
  if (input.kind !== undefined) await form.getByRole('radio', { name: input.kind }).click();
  await box.press('Enter');
  await box.waitFor({ state: 'detached' });
}

/** Ends the running interview and waits for the forms on both sides. */
export async function endInterview(interviewer: Visitor, candidate: Visitor): Promise<void> {
  await interviewer.page.getByRole('button', { name: 'End', exact: true }).click();
  await interviewer.page
    .getByRole('alertdialog')
    .or(interviewer.page.getByRole('dialog'))
    .getByRole('button', { name: /end/i })
    .click();
  for (const { page } of [interviewer, candidate]) {
    await page.getByRole('heading', { name: 'The interview is over: now the forms' }).waitFor();
  }
}

/** Chooses a rating by its word in the row of a dimension. */
export async function rate(
  page: Page,
  row: string,
  rating: 'Well below' | 'Close' | 'Meets the bar' | 'Above',
): Promise<void> {
  const region = page.getByRole('region', { name: row });
  // Beside something else a form is narrow, and one row is open at a time.
  const closed = region.getByRole('button', { expanded: false });
  if ((await closed.count()) > 0) await closed.first().click();
  await region.getByRole('radio', { name: rating }).click();
}

export const ROWS = [
  'Problem framing',
  'Data and features',
  'Modelling',
  'Offline and online architecture',
  'Evaluation',
  'Serving, scale and cost',
  'Monitoring, privacy and iteration',
  'Trade-offs and communication',
] as const;

/**
 * Fills the interviewer's form completely and hands it in: three everywhere but where `otherwise` says so. Two pieces of
 * evidence must be there to point at.
 */
export async function handInRubric(
  page: Page,
  otherwise: Partial<Record<(typeof ROWS)[number], Parameters<typeof rate>[2]>> = {},
): Promise<void> {
  for (const row of ROWS) await rate(page, row, otherwise[row] ?? 'Meets the bar');
  const moments = page.getByRole('combobox', { name: 'Moment' });
  await moments.nth(0).selectOption({ index: 1 });
  await moments.nth(1).selectOption({ index: 2 });
  await page.getByRole('textbox', { name: 'Went well' }).fill('Asked how the score is used before drawing.');
  await page.getByRole('textbox', { name: 'What happened' }).fill('Metrics were listed without a choice.');
  await page.getByRole('textbox', { name: 'What to do instead' }).fill('Name one metric and say why.');
  for (const [group, choice] of [
    ['Mock outcome', 'Hire'],
    ['How sure are you?', 'Medium'],
    ['Against the senior level', 'At level'],
  ] as const) {
    await page
      .getByRole('radiogroup', { name: group })
      .getByRole('radio', { name: choice, exact: true })
      .click();
  }
  await page.getByRole('textbox', { name: 'Reason' }).fill('A complete simple design, sound framing.');
  await page.getByRole('button', { name: 'Hand in and lock' }).click();
  await page.getByText('Handed in and locked').waitFor();
}

/** Fills the candidate's view of themselves and of the interviewer, and hands both in. */
export async function handInCandidateForms(page: Page): Promise<void> {
  for (const row of ROWS) await rate(page, row, 'Meets the bar');
  await page.getByRole('textbox', { name: /ten more minutes/ }).fill('Draw the way back to training.');
  await page.getByRole('button', { name: 'Hand in and lock' }).first().click();
  await page.getByText('Handed in and locked').first().waitFor();
  for (const question of [
    'Set-up',
    'Room to think',
    'Questions that',
    'Hint timing',
    'Respect',
    'Time-keeping',
    'Usefulness',
  ]) {
    await page.getByRole('region', { name: question }).getByRole('radio').nth(2).click();
  }
  await page.getByRole('button', { name: 'Hand in and lock' }).last().click();
}
