/**
 * Reads authors' texts away from the event loop. A good text takes some 100 ms and a hostile one as long as its author
 * likes, so a worker thread reads them one after the other, with a limit on time and memory; a text that passes one is
 * answered with a fault and the thread is thrown away. What text may mean is `own-scenario-text.ts`.
 */
import { randomBytes } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import { startThread } from '#server/platform/thread.ts';
import { unreadable, type OwnScenarioReading } from './own-scenario-text.ts';

export interface ScenarioReader {
  /** @throws RATE_LIMITED when this person, or everybody together, has too many texts waiting */
  read(input: { userId: string; text: string }): Promise<OwnScenarioReading>;
  close(): Promise<void>;
}

interface Job {
  readonly userId: string;
  readonly text: string;
  readonly resolve: (reading: OwnScenarioReading) => void;
  readonly reject: (error: Error) => void;
}

/** Twenty times what a full case study needs; enough on a machine that is busy with other things. */
const READ_MS = 3_000;
/** A full case study needs about 20 MB. */
const MEMORY_MB = 128;
/** Somebody's save and check at the same time, and one more; others must not wait for one person's texts. */
const WAITING_PER_PERSON = 3;
const WAITING = 40;

const TOO_MUCH = 'the text needs too much memory to read; take out what is nested or repeated';
const TOO_SLOW = 'the text takes too long to read; take out what is nested, repeated or very long';

/** `entry` is the file of the thread, `reading-thread.ts` or what a build made of it. */
export function createScenarioReader({ entry }: { entry: string }): ScenarioReader {
  const waiting: Job[] = [];
  let running: Job | null = null;
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  function finish(outcome: OwnScenarioReading | Error): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (outcome instanceof Error) running?.reject(outcome);
    else running?.resolve(outcome);
    running = null;
    next();
  }

  /** Ends a thread that cannot go on; the next text gets a new one. */
  function discard(outcome: OwnScenarioReading | Error): void {
    const old = thread;
    thread = null;
    old?.removeAllListeners();
    // A late error of it is nobody's concern.
    old?.on('error', () => {});
    void old?.terminate();
    finish(outcome);
  }

  function next(): void {
    if (running !== null || isClosed) return;
    const job = waiting.shift();
    if (!job) return;
    running = job;
    if (thread) send(thread, job);
    else thread = start();
  }

  function send(to: Worker, { text }: Job): void {
    timer = setTimeout(() => discard(unreadable(TOO_SLOW)), READ_MS);
    to.postMessage({ text, canaryTail: randomBytes(16).toString('hex') });
  }

  function start(): Worker {
    const started = startThread({ entry, memoryMb: MEMORY_MB });
    started.unref();
    started.on('message', (message: OwnScenarioReading | 'ready') => {
      if (message !== 'ready') return finish(message);
      // The time of the first text does not begin before the thread does.
      if (running) send(started, running);
    });
    started.once('error', (error) => discard(isExhausted(error) ? unreadable(TOO_MUCH) : error));
    started.once('exit', (code) => discard(new Error(`the reading thread ended with ${code}`)));
    return started;
  }

  return {
    async read({ userId, text }) {
      if (isClosed) throw new AppError('UNAVAILABLE');
      const own = [running, ...waiting].filter((job) => job?.userId === userId).length;
      if (own >= WAITING_PER_PERSON || waiting.length >= WAITING) {
        throw new AppError('RATE_LIMITED', { details: { retryAfterMs: READ_MS } });
      }
      return new Promise((resolve, reject) => {
        waiting.push({ userId, text, resolve, reject });
        next();
      });
    },
    async close() {
      isClosed = true;
      for (const job of [...(running ? [running] : []), ...waiting.splice(0)]) {
        job.reject(new AppError('UNAVAILABLE'));
      }
      if (timer) clearTimeout(timer);
      running = null;
      thread?.removeAllListeners();
      await thread?.terminate();
    },
  };
}

/** Of memory or of stack. */
function isExhausted(error: Error): boolean {
  return error instanceof RangeError || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY');
}
