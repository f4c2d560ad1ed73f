import type { Locator, Page } from 'playwright-core';
import { centreOf, drag, loop, type Place } from './gestures.ts';

const BOXES = 12;
const DRAGS = 10;
const MOVES_PER_DRAG = 60;
const STROKES = 5;
const POINTS_PER_STROKE = 120;
/** Twenty words in ten labels. */
const LABELS = [
  'event stream',
  'feature store',
  'label joiner',
  'training pipeline',
  'model registry',
  'candidate retrieval',
  'vector index',
  'click ranker',
  'drift detector',
  'feedback loop',
] as const;
const COLUMNS = 4;

export type Phase = 'boxes' | 'arrows' | 'drags' | 'strokes' | 'words';

/** Twelve boxes, twelve arrows, ten drags, five strokes and twenty words, by hand. Returns the ids of the boxes. */
export async function playScriptedMinute(
  page: Page,
  onPhase: (phase: Phase) => void,
): Promise<readonly string[]> {
  const board = await page.locator('.react-flow').first().boundingBox();
  if (board === null) throw new Error('no board');
  const ids: string[] = [];
  onPhase('boxes');
  for (let i = 0; i < BOXES; i += 1) {
    const place = {
      x: board.x + board.width * (0.2 + (0.62 * (i % COLUMNS)) / (COLUMNS - 1)),
      y: board.y + board.height * (0.2 + (0.55 * Math.floor(i / COLUMNS)) / 2),
    };
    ids.push(await addBox(page, place));
  }
  onPhase('arrows');
  for (let i = 0; i < BOXES; i += 1)
    await drawArrow(page, nodeOf(page, ids[i]), nodeOf(page, ids[(i + 1) % BOXES]), i + 1);
  await page.keyboard.press('Escape');
  onPhase('drags');
  for (let i = 0; i < DRAGS; i += 1) {
    const start = await centreOf(nodeOf(page, ids[i]));
    await drag(page, loop(start, MOVES_PER_DRAG, 60), 1_000);
  }
  await page.keyboard.press('Escape');
  await focusBoard(page);
  await page.keyboard.press('p');
  await page
    .getByRole('button', { name: /^Pen/, pressed: true })
    .or(page.getByRole('radio', { name: /^Pen/, checked: true }))
    .first()
    .waitFor();
  onPhase('strokes');
  for (let i = 0; i < STROKES; i += 1) {
    const start = { x: board.x + board.width * (0.25 + 0.1 * i), y: board.y + board.height * 0.45 };
    await drag(page, loop(start, POINTS_PER_STROKE, 90), 2_000);
  }
  await page.keyboard.press('v');
  onPhase('words');
  for (const [i, label] of LABELS.entries()) {
    await nodeOf(page, ids[i]).click();
    await page.keyboard.press('F2');
    const editor = editorIn(page);
    await editor.waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(label, { delay: 25 });
    await page.keyboard.press('Enter');
    await editor.waitFor({ state: 'detached' });
  }
  return ids;
}

export function nodeOf(page: Page, id: string | undefined): Locator {
  return page.locator(`.react-flow__node[data-id="${id}"]`);
}

const editorIn = (page: Page) => page.locator('.react-flow__node textarea, .react-flow__node input').first();

const idsOn = (page: Page) =>
  page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => node.dataset['id'] ?? ''));

async function focusBoard(page: Page): Promise<void> {
  await page.locator('section:has(.react-flow)').first().focus();
}

async function addBox(page: Page, place: Place): Promise<string> {
  const before = new Set(await idsOn(page));
  await focusBoard(page);
  await page.keyboard.press('b');
  await page.mouse.click(place.x, place.y);
  const editor = editorIn(page);
  // Waits for the field and puts the keyboard in it, as the click that made the box may still take it elsewhere.
  await editor.press('Enter');
  await editor.waitFor({ state: 'detached' });
  const id = (await idsOn(page)).find((one) => !before.has(one));
  if (id === undefined) throw new Error('no box was added');
  return id;
}

async function drawArrow(page: Page, from: Locator, to: Locator, expected: number): Promise<void> {
  await from.hover();
  const start = await centreOf(from.locator('.react-flow__handle').first());
  const end = await centreOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
  await page
    .locator('.react-flow__edge')
    .nth(expected - 1)
    .waitFor({ state: 'attached' });
}
