import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.ts';

const artifacts = path.join(findProjectRoot(import.meta.dirname), 'test/artifacts');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_ARGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
}

/** Everything that reached one person's browser, as bytes. */
export interface Received {
  readonly from: 'http' | 'socket' | 'document';
  readonly url: string;
  readonly bytes: Buffer;
}

/** One person's browser: a context of its own, whose traffic and complaints are recorded. */
export interface Visitor {
  readonly name: string;
  readonly baseUrl: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly received: Received[];
  /** Console errors, page errors and refused resources. */
  readonly complaints: string[];
  /** Waits until every body asked for so far has been read. */
  settle(): Promise<void>;
  screenshot(title: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens an isolated browser context for one person. */
export async function openVisitor(
  browser: Browser,
  options: {
    name: string;
    baseUrl: string;
    viewport?: { width: number; height: number };
    colorScheme?: 'light' | 'dark';
    /** A narrow screen touched with fingers. */
    isPhone?: boolean;
    /** Console messages a test expects, such as failed requests while the server is down. */
    ignore?: RegExp;
  },
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: options.baseUrl,
    viewport:
      options.viewport ?? (options.isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 }),
    ...(options.isPhone ? { hasTouch: true, isMobile: true } : {}),
    colorScheme: options.colorScheme ?? 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // On a busy machine what takes this long is broken, not slow.
  page.setDefaultTimeout(45_000);
  const received: Received[] = [];
  const complaints: string[] = [];
  const pending = new Set<Promise<void>>();
  const complain = (text: string) => {
    if (options.ignore?.test(text) !== true) complaints.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complain(`page: ${error.message}`));
  context.on('response', (response) => {
    const reading = response
      .body()
      .then((body) => {
        received.push({ from: 'http', url: response.url(), bytes: body });
      })
      // Redirects and answers cut off by a navigation have no body.
      .catch(() => {})
      .finally(() => pending.delete(reading));
    pending.add(reading);
    received.push({
      from: 'http',
      url: response.url(),
      bytes: Buffer.from(JSON.stringify(response.headers())),
    });
  });
  page.on('websocket', (socket) => {
    const from = socket.url().includes('/documents/') ? 'document' : 'socket';
    socket.on('framereceived', ({ payload }) => {
      received.push({ from, url: socket.url(), bytes: Buffer.from(payload) });
    });
  });
  return {
    name: options.name,
    baseUrl: options.baseUrl,
    page,
    context,
    received,
    complaints,
    async settle() {
      while (pending.size > 0) await Promise.all(pending);
    },
    async screenshot(title) {
      mkdirSync(artifacts, { recursive: true });
      await page.screenshot({ path: path.join(artifacts, `${title}.png`) });
    },
    close: () => context.close(),
  };
}
