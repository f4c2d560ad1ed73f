import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';
import type { Report } from './report.ts';

export interface PdfJob {
  readonly id: number;
  readonly report: Report;
  readonly createdAtMs: number;
  readonly maxBytes: number;
}

export type PdfAnswer =
  | { readonly id: number; readonly ok: true; readonly bytes: Uint8Array }
  | { readonly id: number; readonly ok: false; readonly isTooLarge: boolean; readonly message: string };

export const PDF_LIMITS = {
  /** A report of an hour is about 100 kB; a board full of ink some megabytes. */
  maxBytes: 20 * 1024 * 1024,
  /** From the start of its computing; an ordinary one takes half a second, the first of a process two. */
  jobTimeoutMs: 30_000,
  /** Waiting ones; whoever comes then is asked to come again. */
  queue: 12,
  /** A worker with nothing to do gives its memory (about 60 MB) back after this time. */
  idleMs: 60_000,
  /** A board with as much ink as an hour allows takes about 300 MB for a moment. */
  heapMb: 512,
} as const;

interface Waiting {
  readonly job: PdfJob;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * PDFs one after the other in a thread of their own: measured at 0.2 to 1.7 s of computing each, in which nobody else
 * would be answered. The thread starts with the first job, ends when idle, and is replaced when a job takes too long or
 * brings it down.
 */
export class PdfRenderer {
  #worker: Worker | null = null;
  #current: Waiting | null = null;
  #jobTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #nextId = 1;
  #isClosed = false;
  readonly #queue: Waiting[] = [];

  /** @throws UNAVAILABLE when too many wait, when it takes too long, or when the file would be too large */
  render(report: Report, createdAtMs: number): Promise<Uint8Array> {
    if (this.#isClosed || this.#queue.length >= PDF_LIMITS.queue) {
      return Promise.reject(new AppError('UNAVAILABLE', { message: 'too many files are being made' }));
    }
    const job = { id: this.#nextId, report, createdAtMs, maxBytes: PDF_LIMITS.maxBytes };
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#startNext();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#queue.splice(0)) reject(new AppError('UNAVAILABLE'));
    await this.#stop(new AppError('UNAVAILABLE'));
  }

  #startNext(): void {
    if (this.#current !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#idleTimer = setTimeout(() => void this.#stop(null), PDF_LIMITS.idleMs);
      this.#idleTimer.unref();
      return;
    }
    clearTimeout(this.#idleTimer);
    this.#current = next;
    this.#jobTimer = setTimeout(
      () => void this.#stop(new AppError('UNAVAILABLE', { message: 'the file took too long' })),
      PDF_LIMITS.jobTimeoutMs,
    );
    this.#worker ??= this.#start();
    this.#worker.postMessage(next.job);
  }

  #start(): Worker {
    const worker = startWorker();
    // Never the reason for a process to stay.
    worker.unref();
    worker.on('message', (answer: PdfAnswer) => {
      const current = this.#current;
      if (current === null || current.job.id !== answer.id) return;
      clearTimeout(this.#jobTimer);
      this.#current = null;
      if (answer.ok) current.resolve(answer.bytes);
      else {
        current.reject(
          answer.isTooLarge
            ? new AppError('UNAVAILABLE', { message: 'the file would be too large' })
            : new Error(answer.message),
        );
      }
      this.#startNext();
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) void this.#stop(error);
    });
    return worker;
  }

  /** Ends the worker; the job it had fails, the waiting ones get a new worker. */
  async #stop(error: unknown): Promise<void> {
    clearTimeout(this.#jobTimer);
    clearTimeout(this.#idleTimer);
    const worker = this.#worker;
    const current = this.#current;
    this.#worker = null;
    this.#current = null;
    current?.reject(error instanceof Error ? error : new AppError('UNAVAILABLE', { cause: error }));
    if (this.#queue.length > 0) this.#startNext();
    await worker?.terminate();
  }
}

/** The build puts the worker beside the server's own file; from the sources it is TypeScript, which a worker has to be taught. */
function startWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: PDF_LIMITS.heapMb };
  if (import.meta.url.endsWith('.ts')) {
    const source = JSON.stringify(new URL('./pdf-worker.ts', import.meta.url).href);
    const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
    return new Worker(start, { eval: true, resourceLimits });
  }
  const root = findProjectRoot(import.meta.dirname);
  return new Worker(path.join(root, 'dist/server/pdf-worker.js'), { resourceLimits });
}
