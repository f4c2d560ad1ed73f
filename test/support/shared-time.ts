import type { BrowserContext } from 'playwright-core';
import type { FakeClock } from './fake-clock.ts';
import type { Visitor } from './browser.ts';

/** Longer than any interview: the engine must not take a jump of the clock for a line that went dead. */
const PATIENCE_MS = 4 * 60 * 60 * 1_000;

/** A server's clock and those of the browsers beside it, which stand still until all of them are moved together. */
export interface SharedTime {
  now(): number;
  pass(ms: number): Promise<void>;
}

/** Call before the visitors open a page. Timers go on as always; only what a clock says stands still. */
export async function shareTime(clock: FakeClock, visitors: readonly Visitor[]): Promise<SharedTime> {
  const contexts = visitors.map(({ context }) => context);
  const set = () => Promise.all(contexts.map((context) => context.clock.setFixedTime(clock.now())));
  await set();
  await Promise.all(contexts.map(waitPatiently));
  return {
    now: () => clock.now(),
    async pass(ms) {
      clock.advance(ms);
      await set();
    },
  };
}

/** Engine.IO says in its first packet how long a side waits for a sign of life, and measures it with the page's clock. */
async function waitPatiently(context: BrowserContext): Promise<void> {
  await context.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (typeof message !== 'string' || !message.startsWith('0{')) {
        socket.send(message);
        return;
      }
      const handshake: unknown = JSON.parse(message.slice(1));
      socket.send(`0${JSON.stringify(Object.assign({}, handshake, { pingTimeout: PATIENCE_MS }))}`);
    });
  });
}
