import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openVisitor, type Visitor } from '#test/support/browser.ts';
import * as steps from '#test/support/room-steps.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const HOSTILE = `</text><script>alert(1)</script>]]> "q" \`m\` -- %% end #quot; \u202Ertl\u202C 😀`;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

let server: ServerProcess;
let browser: Browser;
let iris: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
  iris = await openVisitor(browser, { name: 'Iris', baseUrl: server.url });
  const carl = await openVisitor(browser, { name: 'Carl', baseUrl: server.url });
  await steps.runningRoom(iris, carl);
  await carl.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface BoardFile {
  readonly nodes: readonly { id: string; kind: string; label: string }[];
  readonly edges: readonly { source: string; target: string; flow: string; label: string }[];
}

test('a board leaves in every format, runs nothing when opened, and comes back the same', async () => {
  const { page } = iris;
  await steps.insertComponent(page, { search: 'ranker', label: 'Scorer' });
  await steps.insertComponent(page, { search: 'cache', label: 'Shelf' });
  await steps.connectByDrag(page, 'Scorer', 'Shelf');
  await page.locator('.react-flow__edge').waitFor();
  const shelf = steps.nodeNamed(page, 'Shelf');
  await shelf.dblclick();
  await shelf.locator('textarea').fill(HOSTILE);
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node').filter({ hasText: 'alert(1)' }).waitFor();
  await steps.focusBoard(page);

  await page.getByRole('button', { name: 'Export board' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export board' });
  const files = new Map<string, Buffer>();
  for (const format of ['Picture', 'Drawing', 'Board file', 'Excalidraw', 'Mermaid']) {
    const { name, bytes } = await save(dialog, format);
    expect(name).toMatch(/^[\p{L}\p{N}-]+-\d{4}-\d\d-\d\d\.(?:png|svg|json|excalidraw|mmd)$/u);
    await dialog.getByText(`Saved ${name}`).waitFor();
    files.set(format, bytes);
  }
  const file = (format: string): string => files.get(format)?.toString('utf8') ?? '';

  const picture = files.get('Picture') ?? Buffer.alloc(24);
  expect([...picture.subarray(0, 8)]).toEqual(PNG_SIGNATURE);
  await expectInert(file('Drawing'), { widthInPng: picture.readUInt32BE(16) });
  const board: BoardFile = JSON.parse(file('Board file'));
  expect(board.nodes.map(({ label }) => label)).toContain(HOSTILE);
  const scene: { elements: readonly { type: string }[] } = JSON.parse(file('Excalidraw'));
  expect(scene.elements.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['rectangle', 'text', 'arrow']),
  );
  expect(file('Mermaid')).toMatch(/^(?:---\n.*\n---\n)?flowchart LR\n/);

  // What is copied is what is saved.
  await dialog.getByRole('button', { name: 'Copy as Mermaid' }).click();
  await dialog.getByText('Text copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(file('Mermaid'));
  await dialog.getByRole('button', { name: 'Copy as Picture' }).click();
  await dialog.getByText('Picture copied').waitFor();
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap((item) => item.types),
  );
  expect(types).toContain('image/png');

  // Back again through the dialog: beside what is there, and gone with one undo.
  await dialog.getByRole('button', { name: 'Import instead…' }).click();
  const importing = page.getByRole('dialog', { name: 'Import to the board' });
  await importing.locator('input[type="file"]').setInputFiles({
    name: 'board.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"dryrun-board","version":9}'),
  });
  await importing.getByText('made by a newer version (9)').waitFor();
  expect(await importing.getByRole('button', { name: 'Add to board' }).isDisabled()).toBe(true);
  await importing.locator('input[type="file"]').setInputFiles({
    name: 'board.json',
    mimeType: 'application/json',
    buffer: files.get('Board file') ?? Buffer.alloc(0),
  });
  await importing.getByText('2 components, 1 arrow').waitFor();
  await importing.getByRole('button', { name: 'Add to board' }).click();
  await importing.waitFor({ state: 'detached' });
  await expect.poll(() => steps.nodeNamed(page, 'Scorer').count()).toBe(2);
  await expect.poll(() => page.locator('.react-flow__node.selected').count()).toBe(board.nodes.length);

  // Only the fresh items are selected, so exporting the selection gives the same graph under new ids.
  await page.getByRole('button', { name: 'Export board' }).click();
  await dialog.getByRole('radio', { name: /^Selection/, checked: true }).waitFor();
  const again: BoardFile = JSON.parse((await save(dialog, 'Board file')).bytes.toString('utf8'));
  expect(graphOf(again)).toEqual(graphOf(board));
  expect(again.nodes.map(({ id }) => id).filter((id) => board.nodes.some((node) => node.id === id))).toEqual(
    [],
  );
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await steps.focusBoard(page);
  await page.keyboard.press('Control+z');
  await expect.poll(() => steps.nodeNamed(page, 'Scorer').count()).toBe(1);
  expect(await page.locator('.react-flow__node').count()).toBe(board.nodes.length);
  expect(iris.complaints).toEqual([]);
});

/** Presses Save in the row of a format and reads what was downloaded. */
async function save(dialog: Locator, format: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    dialog.page().waitForEvent('download'),
    dialog.getByRole('button', { name: `Save as ${format}` }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Opens an SVG as a document of its own and sees that it is one, and that it only draws. */
async function expectInert(svg: string, { widthInPng }: { widthInPng: number }): Promise<void> {
  const page: Page = await iris.context.newPage();
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('http://opened.test/**', (route) => {
    const isFirst = route.request().url() === 'http://opened.test/board.svg';
    if (!isFirst) seen.push(`request ${route.request().url()}`);
    return isFirst ? route.fulfill({ contentType: 'image/svg+xml', body: svg }) : route.abort();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('http://opened.test/')) seen.push(`request ${request.url()}`);
  });
  await page.goto('http://opened.test/board.svg');
  const found = await page.evaluate(
    (source) => ({
      root: document.documentElement.nodeName,
      errors: new DOMParser().parseFromString(source, 'image/svg+xml').querySelectorAll('parsererror').length,
      active: document.querySelectorAll('script, foreignObject, a, image, style, use, iframe').length,
      handlers: [...document.querySelectorAll('*')].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith('on') || name.includes('href')),
      ).length,
      width: Number(document.documentElement.getAttribute('width')),
    }),
    svg,
  );
  expect(found).toMatchObject({ root: 'svg', errors: 0, active: 0, handlers: 0 });
  expect(seen).toEqual([]);
  expect(Math.abs(widthInPng - found.width * 2)).toBeLessThanOrEqual(2);
  await page.close();
}

/** Labels, kinds and arrows without ids and places. */
function graphOf({ nodes, edges }: BoardFile): unknown {
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  return {
    nodes: nodes.map(({ kind, label }) => `${kind} ${label}`).sort(),
    edges: edges.map(({ source, target, flow, label }) => [
      names.get(source),
      names.get(target),
      flow,
      label,
    ]),
  };
}
