import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page, WebSocket } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import { eventually } from '#test/support/document-client.ts';
import * as steps from '#test/support/room-steps.ts';
import { seeSame } from '#test/support/see-same.ts';
import { ServerProcess } from '#test/support/server-process.ts';

/** The long run is `ROUNDS=12`. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 2 ** 31);
// A failing run is repeated with CRASH_SEED; what the machine adds is how far the other page is at that moment.
process.stdout.write(`crash: seed ${SEED}, ${ROUNDS} rounds\n`);

const PATIENCE = { timeout: 30_000 };
/** What browsers say about a server that is away; anything else is a complaint. */
const SERVER_IS_AWAY = /net::ERR_\w+|WebSocket connection to .* failed/;
const WORDS = ['latency under load', 'labels come late', 'cache by user', 'watch the drift', 'split by day'];
const COMPONENTS = ['ranker', 'gateway', 'monitor', 'feature store', 'queue'];

/** A component is named in one change; a line grows letter by letter, so its number is only sure once a space follows. */
const LABEL = /^((?:iris|carl)B\d{3})$/;
const LINE = /^((?:iris|carl)L\d{3}) /;

let server: ServerProcess;
let browser: Browser;
const opened: Visitor[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('a server that is killed while both draw and type', () => {
  test(
    'has all that either saw of the other and all it acknowledged, and both go on by themselves',
    async () => {
      const random = createRandom(SEED);
      const [iris, carl] = await Promise.all([openPerson('Iris'), openPerson('Carl')]);
      const acks = new AckLog(iris.page);
      for (const { page } of [iris, carl]) await page.addInitScript(recordSeenTexts);
      await steps.runningRoom(iris, carl);
      // The guide of the introduction has nothing to tick.
      await iris.page.keyboard.press('.');
      await guideRows(iris.page).first().waitFor();
      await Promise.all([iris, carl].map(seeSaved));

      const pages = [iris.page, carl.page] as const;
      const writers = [
        new Writer(iris.page, 'iris', 'Frame'),
        new Writer(carl.page, 'carl', 'Clarify'),
      ] as const;
      /** What both pages showed as saved: from then on no crash may take it. */
      let settled: string[] = [];

      for (let round = 0; round < ROUNDS; round += 1) {
        const moment = pickMoment(round, random);
        let isArmed = false;
        let charactersLeft = moment.characters;
        let killing: Promise<void> | null = null;
        const killed = new Promise<void>((resolve, reject) => {
          const kill = () => {
            if (killing === null) (killing = server.kill()).then(resolve, reject);
          };
          acks.onAck = (operation) => {
            isArmed = acks.of(RECORD_ACT).length > round && acks.of(PUT_EVIDENCE).length > round;
            if (operation === moment.onAckOf) kill();
          };
          for (const [index, writer] of writers.entries()) {
            writer.onCharacter = () => {
              if (!isArmed || moment.typist !== index) return;
              charactersLeft -= 1;
              if (charactersLeft <= 0) kill();
            };
          }
        });
        let mayStop = false;
        const done = () => mayStop;
        const writing = Promise.all([
          writers[0].work(done, [
            () => tick(iris.page, round),
            () => captureEvidence(iris.page, `Evidence of round ${String(round).padStart(2, '0')}`),
          ]),
          writers[1].work(done),
        ]);
        await Promise.race([killed, writing]);

        // Both notice, and both go on working without a server.
        await Promise.all(pages.map((page) => seeSync(page, /^Offline/)));
        await Promise.all(pages.map((page) => page.getByText('Reconnecting. You can go on').waitFor()));
        const before = writers.map((writer) => ({
          drawn: writer.drawn.length,
          written: writer.written.length,
        }));
        await expect
          .poll(
            () =>
              writers.every(
                (writer, index) =>
                  writer.drawn.length > (before[index]?.drawn ?? 0) &&
                  writer.written.length > (before[index]?.written ?? 0) + 1,
              ),
            PATIENCE,
          )
          .toBe(true);
        await Promise.all(pages.map((page) => seeSync(page, /^Offline: \d+ changes kept here$/)));

        mayStop = true;
        await writing;

        // Everything the dead server had sent has been drawn by now.
        const seen = {
          iris: await readSeen(iris.page, 'carl'),
          carl: await readSeen(carl.page, 'iris'),
        };
        const acknowledged = {
          ticks: acks.of(RECORD_ACT).length,
          evidence: acks.of(PUT_EVIDENCE).map(textOf),
        };
        process.stdout.write(
          `  round ${round}: ${moment.name}; seen ${seen.iris.length} and ${seen.carl.length}, ` +
            `acknowledged ${acknowledged.ticks} ticks and ${acknowledged.evidence.length} notes\n`,
        );
        expect(Math.min(seen.iris.length, seen.carl.length)).toBeGreaterThan(0);

        // The pages are about to send again what the server might have lost, so what it has kept is read from a copy.
        const copy = await mkdtemp(path.join(tmpdir(), 'dryrun-e2e-copy-'));
        await cp(server.dataDir, copy, { recursive: true });
        await server.restart();
        const inspecting = inspectCopy(copy, iris, async (page) => {
          await expect
            .poll(
              async () => missing([...seen.iris, ...seen.carl, ...settled], await readTexts(page)),
              PATIENCE,
            )
            .toEqual([]);
          await expectActs(page, acknowledged);
        });

        // No click, no reload: both come back by themselves, while they go on writing.
        let areBack = false;
        const goingOn = Promise.all(writers.map((writer) => writer.work(() => areBack)));
        // Both are awaited below, and may fail before.
        for (const running of [inspecting, goingOn]) running.catch(() => {});
        await Promise.all(
          pages.map(async (page) => {
            await page.getByText('Reconnecting. You can go on').waitFor({ state: 'detached' });
            await seeSync(page, /^Saved$/);
          }),
        );
        areBack = true;
        await goingOn;
        await inspecting;
        for (const page of pages) await expect.poll(() => countConnected(page), PATIENCE).toBe(2);
        await writers[0].draw();
        await steps.nodeNamed(carl.page, writers[0].drawn.at(-1) ?? '').waitFor();
        await writers[1].draw();
        await steps.nodeNamed(iris.page, writers[1].drawn.at(-1) ?? '').waitFor();

        // What was made without a server is on both sides, and both sides are the same.
        settled = writers.flatMap((writer) => [...writer.drawn, ...writer.written]);
        for (const page of pages) {
          await expect.poll(async () => missing(settled, await readTexts(page)), PATIENCE).toEqual([]);
        }
        await Promise.all([iris, carl].map(seeSaved));
        await seeSame(iris.page, carl.page, readRoom);
        await expect.poll(() => acks.of(PUT_EVIDENCE).length, PATIENCE).toBe(round + 1);
      }

      // A browser that has nothing of its own finds the same.
      const fresh = await openAgain(iris, { url: iris.page.url(), baseUrl: server.url });
      await seeSaved(fresh);
      await seeSame(iris.page, fresh.page, readRoom);
      expect(missing(settled, await readTexts(fresh.page))).toEqual([]);
      await expectActs(fresh.page, { ticks: ROUNDS, evidence: acks.of(PUT_EVIDENCE).map(textOf) });
      expect(acks.of(PUT_EVIDENCE).map(textOf)).toHaveLength(ROUNDS);
      for (const visitor of opened) expect(visitor.complaints).toEqual([]);
    },
    120_000 + ROUNDS * 90_000,
  );
});

interface Moment {
  readonly name: string;
  /** Who types the character at which the server dies, or null. */
  readonly typist: 0 | 1 | null;
  readonly characters: number;
  /** The operation of the interviewer at whose acknowledgement it dies, or null. */
  readonly onAckOf: string | null;
}

/** Three kinds of moments in turn, so that three rounds have had each. */
function pickMoment(round: number, random: () => number): Moment {
  const characters = 1 + Math.floor(random() * 60);
  const isFirst = random() < 0.5;
  if (round % 3 === 2) {
    const onAckOf = isFirst ? RECORD_ACT : PUT_EVIDENCE;
    return { name: `as ${onAckOf} is acknowledged`, typist: null, characters, onAckOf };
  }
  const typist = round % 3 === 0 ? 1 : 0;
  return {
    name: `at character ${characters} of ${typist === 0 ? 'Iris' : 'Carl'}`,
    typist,
    characters,
    onAckOf: null,
  };
}

/** Draws and types in turn, as a person would whose server is none of their business. */
class Writer {
  /** Labels, and lines with their text, as far as they are complete. */
  readonly drawn: string[] = [];
  readonly written: string[] = [];
  onCharacter: () => void = () => {};
  readonly #page: Page;
  readonly #name: 'iris' | 'carl';
  readonly #notes: Locator;
  readonly #heading: string;

  constructor(page: Page, name: 'iris' | 'carl', heading: string) {
    this.#page = page;
    this.#name = name;
    this.#heading = heading;
    this.#notes = page.getByRole('textbox', { name: 'Shared notes' });
  }

  /** Until told to stop; `acts` are done once, after the first component and line. */
  async work(isDone: () => boolean, acts: readonly (() => Promise<void>)[] = []): Promise<void> {
    for (let turn = 0; !isDone(); turn += 1) {
      await this.draw();
      await this.write();
      if (turn === 0) for (const act of acts) await act();
    }
  }

  async draw(): Promise<void> {
    const page = this.#page;
    const number = this.drawn.length;
    const label = `${this.#name}B${String(number).padStart(3, '0')}`;
    await focusBoard(page);
    await page.keyboard.press('/');
    await page
      .getByRole('combobox', { name: 'Insert component' })
      .fill(COMPONENTS[number % COMPONENTS.length] ?? '');
    await page.keyboard.press('Enter');
    const editor = page.locator('.react-flow__node textarea');
    await editor.fill(label);
    await editor.press('Enter');
    await steps.nodeNamed(page, label).waitFor();
    this.drawn.push(label);
  }

  async write(): Promise<void> {
    const number = this.written.length;
    const text = `${this.#name}L${String(number).padStart(3, '0')} ${WORDS[number % WORDS.length]}`;
    const last = this.written.at(-1);
    if (last === undefined) {
      const heading = this.#notes.getByRole('heading', { name: this.#heading, exact: true });
      await heading.locator('xpath=following-sibling::ul[1]//p[1]').click();
    } else {
      await this.#line(last).click();
      await eventually('the caret is at the end', () => this.#goToEnd());
      await this.#page.keyboard.press('Enter');
    }
    for (const character of text) {
      await this.#page.keyboard.type(character);
      this.onCharacter();
    }
    await this.#line(text).waitFor();
    this.written.push(text);
  }

  /** Whether the caret is there and the editor has taken note, which needs a frame: people are never that quick. */
  async #goToEnd(): Promise<boolean> {
    await this.#page.keyboard.press('End');
    return this.#page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      const selection = getSelection();
      const node = selection?.anchorNode;
      const line = node?.parentElement?.closest('p');
      return (
        node !== null && node === line?.lastChild && selection?.anchorOffset === node?.textContent?.length
      );
    });
  }

  #line(text: string): Locator {
    return this.#notes.getByRole('paragraph').filter({ hasText: text });
  }
}

const RECORD_ACT = 'interviews:record-act';
const PUT_EVIDENCE = 'rubric:put-evidence';

/** What the server acknowledged to one page, read from the frames of its socket: `42<id>[name, input]`, `43<id>[ack]`. */
class AckLog {
  readonly #acknowledged: { operation: string; input: unknown }[] = [];
  onAck: (operation: string) => void = () => {};

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      if (socket.url().includes('/socket.io/')) this.#follow(socket);
    });
  }

  of(operation: string): readonly unknown[] {
    return this.#acknowledged.filter((ack) => ack.operation === operation).map(({ input }) => input);
  }

  #follow(socket: WebSocket): void {
    const sent = new Map<string, [operation: string, input: unknown]>();
    socket.on('framesent', ({ payload }) => {
      const [, id, message] = /^42(\d+)(\[.*)$/s.exec(payload.toString()) ?? [];
      // Socket.IO's own framing of our commands: name and input.
      if (id !== undefined && message !== undefined) sent.set(id, JSON.parse(message) as [string, unknown]);
    });
    socket.on('framereceived', ({ payload }) => {
      const [, id] = /^43(\d+)\[\{"ok":true/.exec(payload.toString()) ?? [];
      const command = id === undefined ? undefined : sent.get(id);
      if (command === undefined) return;
      const [operation, input] = command;
      this.#acknowledged.push({ operation, input });
      this.onAck(operation);
    });
  }
}

function textOf(input: unknown): string {
  if (typeof input === 'object' && input !== null && 'text' in input) return String(input.text);
  throw new Error('not an evidence note');
}

async function openPerson(name: string, baseUrl = server.url): Promise<Visitor> {
  const visitor = await openVisitor(browser, { name, baseUrl, ignore: SERVER_IS_AWAY });
  opened.push(visitor);
  return visitor;
}

/** The same login in a browser without storage: only the server knows what it will show. */
async function openAgain(visitor: Visitor, at: { url: string; baseUrl: string }): Promise<Visitor> {
  const fresh = await openPerson(`${visitor.name} again`, at.baseUrl);
  // Cookies belong to a host whatever its port.
  await fresh.context.addCookies(await visitor.context.cookies());
  await fresh.page.goto(at.url);
  return fresh;
}

/** Opens what the crash left behind in a server of its own, which nobody sends anything to. */
async function inspectCopy(
  dataDir: string,
  visitor: Visitor,
  inspect: (page: Page) => Promise<void>,
): Promise<void> {
  const copy = await ServerProcess.start({ DATA_DIR: dataDir });
  try {
    const fresh = await openAgain(visitor, {
      url: visitor.page.url().replace(server.url, copy.url),
      baseUrl: copy.url,
    });
    await seeSaved(fresh);
    await inspect(fresh.page);
    await fresh.close();
  } finally {
    await copy.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** By keyboard: a full board leaves no empty place to click on. */
async function focusBoard(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Shared board' }).focus();
}

async function captureEvidence(page: Page, text: string): Promise<void> {
  await focusBoard(page);
  await page.keyboard.press('n');
  const box = page.getByPlaceholder('What was said or drawn');
  await box.fill(text);
  await box.press('Enter');
  await box.waitFor({ state: 'detached' });
}

function guideRows(page: Page): Locator {
  return page.getByRole('region', { name: 'Interviewer guide' }).getByRole('checkbox');
}

/** The rows that are ticked in turn; coming round again takes the tick back. */
const TICKED_ROWS = 4;

async function tick(page: Page, round: number): Promise<void> {
  await guideRows(page)
    .nth(round % TICKED_ROWS)
    .click();
}

/** Every tick made so far, also those taken back, and all these notes are there. */
async function expectActs(page: Page, acts: { ticks: number; evidence: readonly string[] }): Promise<void> {
  const rows = guideRows(page);
  for (let row = 0; row < Math.min(acts.ticks, TICKED_ROWS); row += 1) {
    const times = Math.ceil((acts.ticks - row) / TICKED_ROWS);
    await expect
      .poll(() => rows.nth(row).getAttribute('aria-checked'), PATIENCE)
      .toBe(String(times % 2 === 1));
  }
  await page.getByRole('tab', { name: 'Evidence' }).click();
  for (const text of acts.evidence) await page.getByRole('article').filter({ hasText: text }).waitFor();
}

async function seeSync(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('banner').locator('output').filter({ hasText: words }).waitFor(PATIENCE);
}

const seeSaved = ({ page }: Visitor) => seeSync(page, /^Saved$/);

function countConnected(page: Page): Promise<number> {
  return page.getByRole('banner').locator('[aria-label="connected"]').count();
}

/** Runs in the page: keeps the longest form of each label and line that was ever in it. */
function recordSeenTexts(): void {
  const patterns = [
    { selector: '.react-flow__node *', pattern: /^((?:iris|carl)B\d{3})$/ },
    { selector: '[aria-label="Shared notes"] p', pattern: /^((?:iris|carl)L\d{3}) / },
  ];
  const seen = new Map<string, string>();
  Object.assign(window, { seenTexts: seen });
  const scan = () => {
    for (const { selector, pattern } of patterns) {
      for (const element of document.querySelectorAll(selector)) {
        // The carets of others stand in the text with their names.
        const text = [...element.childNodes]
          .filter((node) => !(node instanceof HTMLElement && node.dataset['caret'] !== undefined))
          .map((node) => node.textContent)
          .join('');
        const key = pattern.exec(text)?.[1];
        if (key !== undefined && text.length > (seen.get(key)?.length ?? 0)) seen.set(key, text);
      }
    }
  };
  new MutationObserver(scan).observe(document, { subtree: true, childList: true, characterData: true });
}

/** All that a page has shown of one author since it was loaded. */
async function readSeen(page: Page, author: 'iris' | 'carl'): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'seenTexts');
    return seen instanceof Map ? [...seen.values()].map(String) : [];
  });
  return texts.filter((text) => text.startsWith(author));
}

/** Labels and lines as they are shown now. */
async function readTexts(page: Page): Promise<string[]> {
  const { nodes, notes } = await readRoom(page);
  return [
    ...nodes.flatMap(({ labels }) => labels),
    ...notes.map(({ text }) => text).filter((text) => LINE.test(text)),
  ];
}

/** Those that are shown neither whole nor grown longer. */
function missing(expected: readonly string[], shown: readonly string[]): string[] {
  return expected.filter((text) => !shown.some((other) => other.startsWith(text)));
}

/** Board and notes as somebody sees them, without what differs by person: selections, carets and the others' names. */
async function readRoom(page: Page) {
  const shown = await page.evaluate(() => ({
    nodes: [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => ({
      id: node.dataset['id'] ?? '',
      place: node.style.transform,
      texts: [...node.querySelectorAll('*')].map(({ textContent }) => textContent),
    })),
    outline: [...document.querySelectorAll('[aria-label="Board as text"] li')].map(
      ({ textContent }) => textContent,
    ),
    notes: [...document.querySelectorAll('[aria-label="Shared notes"] :is(h1, h2, h3, p)')].map((block) => ({
      tag: block.tagName,
      text: [...block.childNodes]
        .filter((node) => !(node instanceof HTMLElement && node.dataset['caret'] !== undefined))
        .map(({ textContent }) => textContent)
        .join(''),
    })),
  }));
  const nodes = shown.nodes
    .map(({ id, place, texts }) => ({
      id,
      place,
      labels: [...new Set(texts.filter((text) => LABEL.test(text)))],
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...shown, nodes };
}

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
