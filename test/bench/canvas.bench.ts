/**
 * The board as people feel it: a real browser with two people in one room, a real server, real pointer and keyboard
 * events. Prints one JSON line a figure, with its target, and a table at the end. About two minutes; client and server are
 * built first when the sources are newer.
 *
 *   BENCH_PROFILE=1  also prints where the page's time goes while a node is dragged and the board is panned
 */
import { setTimeout as delay } from 'node:timers/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openDatabase } from '#server/platform/database.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { rectOf } from '#shared/domain/board-card.ts';
import { centreOf as centreOfRect } from '#shared/domain/board-geometry.ts';
import { nodesOf, readAll, readNode } from '#shared/documents/canvas.ts';
import { addStroke } from '#shared/documents/canvas-ink-writers.ts';
import { beginGesture, connect, createNode } from '#shared/documents/canvas-writers.ts';
import { type Visitor, launchBrowser, openVisitor } from '#test/support/browser.ts';
import { openPeer } from '#test/support/document-client.ts';
import { runningRoom } from '#test/support/room-steps.ts';
import { ServerProcess } from '#test/support/server-process.ts';
import { makeBusyHour, timeReapply } from './canvas/busy-hour.ts';
import { profileDuring } from './canvas/cpu-profile.ts';
import { centreOf, drag, line, loop, pan, type Place } from './canvas/gestures.ts';
import { framesDuring, latenciesDuring, quantile } from './canvas/probes.ts';
import { type Phase, nodeOf, playScriptedMinute } from './canvas/scripted-minute.ts';

interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: 'bytes' | 'ms' | 'updates';
  readonly target?: number;
}

const figures: Figure[] = [];

function report(figure: Figure): void {
  figures.push(figure);
  const met = figure.target === undefined ? {} : { isMet: figure.value <= figure.target };
  const load = Number((loadavg()[0] ?? 0).toFixed(1));
  console.log(JSON.stringify({ bench: 'canvas', ...figure, ...met, load }));
}

function reportQuantiles(
  figure: string,
  values: readonly number[],
  targets: { readonly p50?: number; readonly p95?: number } = {},
): void {
  for (const [name, q] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const target = targets[name];
    const value = quantile(values, q);
    report({ figure: `${figure} ${name}`, value, unit: 'ms', ...(target === undefined ? {} : { target }) });
  }
}

// ---------------------------------------------------------------- the log of an hour

const hour = makeBusyHour();
report({ figure: 'busy hour: updates', value: hour.length, unit: 'updates' });
report({
  figure: 'busy hour: log',
  value: hour.reduce((sum, update) => sum + update.length, 0),
  unit: 'bytes',
  target: 700_000,
});
report({ figure: 'busy hour: applied anew', value: Math.round(timeReapply(hour)), unit: 'ms', target: 300 });

// ---------------------------------------------------------------- two people in a room

await import('#server/build-missing.ts');
const server = await ServerProcess.start();
const browser = await launchBrowser();
const phases: { readonly name: Phase; readonly from: Date }[] = [];
try {
  const [iris, carl] = await Promise.all(
    ['Iris', 'Carl'].map((name) => openVisitor(browser, { name, baseUrl: server.url })),
  );
  if (iris === undefined || carl === undefined) throw new Error('two people');
  const documentId = watchDocumentId(carl.page);
  await runningRoom(iris, carl);
  const { page } = carl;
  const middle = await centreOf(page.locator('.react-flow').first());

  reportQuantiles('empty board, pan: frame', await framesDuring(page, () => pan(page, middle, 2_000)));

  const ids = await playScriptedMinute(page, (name) => phases.push({ name, from: new Date() }));
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .first()
    .waitFor();
  await iris.page.getByText('feedback loop').first().waitFor();
  const to = new Date();

  const [first = ''] = ids;
  const latencies: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const start = await centreOf(nodeOf(page, first));
    latencies.push(
      ...(await latenciesDuring({
        from: page,
        to: iris.page,
        nodeId: first,
        gesture: () => drag(page, line(start, 90, 4), 1_500),
      })),
    );
    await page.keyboard.press('ControlOrMeta+z');
    await delay(300);
  }
  reportQuantiles('pointer to the other picture', latencies, { p50: 50, p95: 75 });

  const firstCentre = await centreOf(nodeOf(page, first));
  reportQuantiles('12 boxes, drag: frame', await framesDuring(page, () => dragAbout(page, firstCentre)));

  const centre = await fillBoard(carl, server.url, documentId());
  for (const one of [page, iris.page]) {
    await one.locator('section:has(.react-flow)').first().focus();
    await one.keyboard.press('Shift+!');
    await one.locator('[data-pictured]').waitFor();
  }
  await delay(1_000);
  const dragged = await toScreen(page, centre);
  const peerFrames = framesDuring(iris.page, () => delay(2_600));
  const dragFrames = await framesDuring(page, () => dragAbout(page, dragged));
  if ((await page.locator('.react-flow__node.selected').count()) !== 1)
    throw new Error('nothing was dragged');
  reportQuantiles('500 elements, drag: frame', dragFrames, { p95: 30 });
  reportQuantiles('500 elements, drag: frame of the other', await peerFrames, { p95: 30 });
  // Whatever is selected has a panel, which may lie below the pointer and take the wheel.
  await page.keyboard.press('Escape');
  await delay(1_000);
  const before = await viewOf(page);
  let between = before;
  const panFrames = await framesDuring(page, async () => {
    const panning = pan(page, middle, 2_000);
    await delay(1_400);
    between = await viewOf(page);
    await panning;
  });
  if (between === before) throw new Error('the wheel did not move the board');
  reportQuantiles('500 elements, pan: frame', panFrames, { p95: 30 });

  if (process.env['BENCH_PROFILE'] === '1') {
    console.table(await profileDuring(page, () => dragAbout(page, dragged)));
    console.table(await profileDuring(page, () => pan(page, middle, 2_000)));
  }

  await server.kill();
  await reportLog(documentId(), to);
} finally {
  await browser.close();
  await server.stop();
}

console.table(
  figures.map(({ figure, value, unit, target }) => ({
    figure,
    value: `${value} ${unit}`,
    target: target === undefined ? '' : `<= ${target}`,
    met: target === undefined ? '' : value <= target ? 'yes' : 'NO',
  })),
);

// ---------------------------------------------------------------- steps

function watchDocumentId(page: Page): () => string {
  let found: string | null = null;
  page.on('websocket', (socket) => {
    found = /\/documents\/([\w-]+\.canvas)/.exec(socket.url())?.[1] ?? found;
  });
  return () => {
    if (found === null) throw new Error('the board was not opened');
    return found;
  };
}

async function viewOf(page: Page): Promise<string | null> {
  return page.locator('.react-flow__viewport').getAttribute('style');
}

async function dragAbout(page: Page, start: Place): Promise<void> {
  await drag(page, loop(start, 120, 80), 2_000);
}

/** Where a point of the board is in the window: from afar no element is there to be asked. */
async function toScreen(page: Page, { x, y }: Place): Promise<Place> {
  const board = await page.locator('.react-flow').first().boundingBox();
  const matrix = await page
    .locator('.react-flow__viewport')
    .evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform).toJSON());
  if (board === null) throw new Error('not on screen');
  return { x: board.x + matrix.e + x * matrix.a, y: board.y + matrix.f + y * matrix.d };
}

/** Adds 300 nodes, 150 arrows and 50 strokes as a third page of the visitor; returns the centre of a node in the middle, board pixels. */
async function fillBoard(visitor: Visitor, url: string, documentId: string): Promise<Place> {
  const [interviewId = ''] = documentId.split('.');
  const answer = await visitor.context.request.post(`/api/interviews/${interviewId}/document-tickets`, {
    data: { kind: 'canvas' },
    headers: { origin: url },
  });
  // The contract of the operation: `{ ticket, expiresAt }`.
  const body = (await answer.json()) as { ticket?: string; data?: { ticket: string } };
  const ticket = body.ticket ?? body.data?.ticket ?? '';
  const peer = await openPeer({
    url: `${url.replace('http', 'ws')}/documents`,
    documentId,
    user: 'third',
    params: { ticket },
  });
  const context = { doc: peer.doc, gesture: beginGesture('fill') };
  const ids: string[] = [];
  peer.doc.transact(() => {
    for (let i = 0; i < 300; i += 1) {
      const id = createNode(context, {
        kind: 'ranker',
        x: (i % 20) * 210,
        y: 700 + Math.floor(i / 20) * 110,
      });
      if (id !== null) ids.push(id);
    }
    for (let i = 0; i < 150; i += 1)
      connect(context, { source: ids[i * 2] ?? '', target: ids[(i * 2 + 21) % 300] ?? '', flow: 'stream' });
    for (let i = 0; i < 50; i += 1) {
      const points = Array.from({ length: 120 }, (_unused, at) => ({
        x: (i % 10) * 400 + at * 2,
        y: 750 + Math.floor(i / 10) * 320 + Math.round(Math.sin(at / 8) * 40),
        atMs: at * 16,
      }));
      addStroke(context, { kind: 'pen', colour: 'violet', width: 3, points });
    }
  });
  await visitor.page.locator(`.react-flow__node[data-id="${ids[299]}"]`).waitFor({ state: 'attached' });
  const middle = readAll(nodesOf(peer.doc), readNode).find(({ id }) => id === ids[150]);
  peer.close();
  if (middle === undefined) throw new Error('no node in the middle');
  return centreOfRect(rectOf(middle));
}

/** What the database holds of the minute, phase by phase; the server must have been stopped. */
async function reportLog(documentId: string, to: Date): Promise<void> {
  const database = await openDatabase({
    databaseUrl: null,
    dataDir: server.dataDir,
    prismaDirectory: path.join(findProjectRoot(import.meta.dirname), 'prisma'),
  });
  let updates = 0;
  let bytes = 0;
  for (const [i, { name, from }] of phases.entries()) {
    const end = phases[i + 1]?.from ?? to;
    const rows = await database.client.documentUpdate.findMany({
      where: { documentId, at: { gte: from, lt: end } },
      select: { update: true },
    });
    const ofPhase = rows.reduce((sum, { update }) => sum + update.length, 0);
    const seconds = (end.getTime() - from.getTime()) / 1_000;
    console.log(
      JSON.stringify({ bench: 'canvas', phase: name, updates: rows.length, bytes: ofPhase, seconds }),
    );
    updates += rows.length;
    bytes += ofPhase;
  }
  await database.close();
  report({ figure: 'scripted minute: updates', value: updates, unit: 'updates' });
  report({ figure: 'scripted minute: log', value: bytes, unit: 'bytes', target: 16_000 });
}
