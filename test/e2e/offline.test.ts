import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import * as steps from '#test/support/room-steps.ts';
import { seeSame } from '#test/support/see-same.ts';
import { ServerProcess } from '#test/support/server-process.ts';

const PATIENCE = { timeout: 30_000 };
/** What browsers say about a network that is away; anything else is a complaint. */
const NETWORK_IS_AWAY = /net::ERR_\w+|WebSocket connection to .* failed/;
const RECONNECTING = 'Reconnecting. You can go on';

let server: ServerProcess;
let browser: Browser;
let iris: Visitor;
let carl: Visitor;
let link: Link;

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Carl has a way of his own to the server, which can be cut. */
beforeEach(async () => {
  link = await Link.open(Number(new URL(server.url).port));
  [iris, carl] = await Promise.all([
    openVisitor(browser, { name: 'Iris', baseUrl: server.url, ignore: NETWORK_IS_AWAY }),
    openVisitor(browser, { name: 'Carl', baseUrl: link.url, ignore: NETWORK_IS_AWAY }),
  ]);
  await steps.startRoom(iris);
  const invitation = await steps.makeInviteLink(iris, 'Candidate');
  await steps.joinByLink(carl, invitation.replace(server.url, link.url));
  await steps.startInterview({ interviewer: iris, candidate: carl, scenario: 'Predict clicks on feed ads' });
  await Promise.all([iris, carl].map(({ page }) => seeSync(page, /^Saved$/)));
});
afterEach(async () => {
  await Promise.all([iris.close(), carl.close()]);
  await link.close();
});

describe('a candidate whose network is gone', () => {
  test('goes on, is told how much is kept, and both sides have everything afterwards', async () => {
    await steps.insertComponent(iris.page, { search: 'ranker', label: 'Ranker' });
    await steps.nodeNamed(carl.page, 'Ranker').waitFor();
    await Promise.all([iris, carl].map(({ page }) => seeSync(page, /^Saved$/)));

    await carl.context.setOffline(true);
    await seeSync(carl.page, /^Offline$/);
    await carl.page.getByText(RECONNECTING).waitFor();
    await steps.insertComponent(carl.page, { search: 'gateway', label: 'Drawn offline' });
    await seeSync(carl.page, /^Offline: \d+ changes kept here$/);
    const before = await countKept(carl.page);
    await steps.writeNotes(carl.page, { below: 'Frame', text: 'Typed offline' });
    await expect.poll(() => countKept(carl.page), PATIENCE).toBe(before + 'Typed offline'.length);
    await rename(carl.page, 'Ranker', 'Big Ranker');

    // The other is not held up, and what meets is changed by both at once.
    await steps.insertComponent(iris.page, { search: 'monitor', label: 'Drawn meanwhile' });
    await steps.writeNotes(iris.page, { below: 'Data', text: 'Typed meanwhile' });
    await rename(iris.page, 'Ranker', 'Ranker v2');
    await seeSync(iris.page, /^Saved$/);
    expect(await readRoom(iris.page)).not.toContain('offline');
    expect(await readRoom(carl.page)).not.toContain('meanwhile');

    await carl.context.setOffline(false);
    for (const { page } of [iris, carl]) {
      for (const label of ['Drawn offline', 'Drawn meanwhile', 'Big Ranker v2']) {
        await steps.nodeNamed(page, label).waitFor();
      }
      const notes = page.getByRole('textbox', { name: 'Shared notes' });
      for (const text of ['Typed offline', 'Typed meanwhile']) await notes.getByText(text).waitFor();
      await seeSync(page, /^Saved$/);
      await page.getByText(RECONNECTING).waitFor({ state: 'detached' });
    }
    await seeSame(carl.page, iris.page, readRoom);
    expectNoComplaints();
  });

  test('is told so even when the network dies without a word', async () => {
    link.cut();
    await steps.writeNotes(carl.page, { below: 'Frame', text: 'Into the void' });
    await seeSync(carl.page, /^Offline: \d+ changes kept here$/);
    expect(await countKept(carl.page)).toBe('Into the void'.length);
    expect(await readRoom(iris.page)).not.toContain('Into the void');

    link.mend();
    await iris.page.getByRole('textbox', { name: 'Shared notes' }).getByText('Into the void').waitFor();
    await seeSync(carl.page, /^Saved$/);
    await carl.page.getByText(RECONNECTING).waitFor({ state: 'detached' });
    expectNoComplaints();
  });
});

describe('changes the server has not got', () => {
  test('survive the page they were made on', async () => {
    await server.kill();
    await seeSync(carl.page, /^Offline$/);
    await steps.insertComponent(carl.page, { search: 'gateway', label: 'Drawn before closing' });
    await steps.writeNotes(carl.page, { below: 'Frame', text: 'Typed before closing' });
    await seeSync(carl.page, /^Offline: \d+ changes kept here$/);
    const address = carl.page.url();
    await untilStored(carl.page);
    await carl.page.close();
    await server.restart();
    await seeSync(iris.page, /^Saved$/);
    expect(await readRoom(iris.page)).not.toContain('before closing');

    const page = await carl.context.newPage();
    await page.goto(address);
    for (const each of [page, iris.page]) {
      await steps.nodeNamed(each, 'Drawn before closing').waitFor();
      await each.getByRole('textbox', { name: 'Shared notes' }).getByText('Typed before closing').waitFor();
      await seeSync(each, /^Saved$/);
    }
    await seeSame(page, iris.page, readRoom);
    expectNoComplaints();
  });
});

/** A wire to the server. Cut, it stays open and carries nothing, like a network out of reach. */
class Link {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  static async open(port: number): Promise<Link> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new Link(listener, port);
  }

  private constructor(listener: Server, port: number) {
    this.#server = listener;
    // A server that listens on a port has an address with one.
    this.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    listener.on('connection', (near) => {
      this.#keep(near);
      // What was dialled while it was cut is never answered.
      if (this.#isCut) return;
      const far = connect(port, '127.0.0.1');
      this.#keep(far);
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  /** What was open is lost; what is opened now gets through. */
  mend(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A reset is one of the ways a connection ends here.
    socket.on('error', () => {});
  }
}

async function seeSync(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('banner').locator('output').filter({ hasText: words }).waitFor(PATIENCE);
}

function expectNoComplaints(): void {
  expect([...iris.complaints, ...carl.complaints]).toEqual([]);
}

/** The number the top bar names. */
async function countKept(page: Page): Promise<number> {
  const words = await page.getByRole('banner').locator('output').innerText();
  return Number(/(\d+) changes? kept here/.exec(words)?.[1] ?? 0);
}

/** Browsers write their copies a moment later: a look at them waits for all that was asked for before. */
async function untilStored(page: Page): Promise<void> {
  const counts = await page.evaluate(async () => {
    const copies = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('dryrun:'));
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () =>
          reject(request.error ?? new Error('the copy cannot be read')),
        );
      });
    return Promise.all(
      copies.map(async ({ name }) => {
        const database = await settle(indexedDB.open(name ?? ''));
        const count = await settle(database.transaction('updates').objectStore('updates').count());
        database.close();
        return count;
      }),
    );
  });
  // Board and notes.
  expect(counts).toHaveLength(2);
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await steps.nodeNamed(page, from).dblclick();
  const editor = page.locator('.react-flow__node textarea');
  await editor.fill(to);
  await editor.press('Enter');
  await steps.nodeNamed(page, to).waitFor();
}

/** Board and notes in words, without what differs by person: selections and carets. */
function readRoom(page: Page): Promise<string> {
  return page.evaluate(() => {
    const board = [...document.querySelectorAll('[aria-label="Board as text"] li')].map(
      (item) => item.textContent,
    );
    const places = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map(
      ({ dataset, style }) => `${dataset['id']} ${style.transform}`,
    );
    const notes = [...document.querySelectorAll('[aria-label="Shared notes"] :is(h1, h2, h3, p)')].map(
      (block) =>
        [...block.childNodes]
          .filter((node) => !(node instanceof HTMLElement && node.dataset['caret'] !== undefined))
          .map((node) => node.textContent)
          .join(''),
    );
    return [...board, ...places.toSorted(), ...notes].join('\n');
  });
}
