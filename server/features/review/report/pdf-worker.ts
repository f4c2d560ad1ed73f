import { parentPort } from 'node:worker_threads';
import { PdfTooLargeError, renderPdf } from './pdf-document.ts';
import type { PdfAnswer, PdfJob } from './pdf-renderer.ts';

/** Computes one PDF after the other, away from the thread that answers everybody. */
const port = parentPort;
if (port === null) throw new Error('to be started as a worker');

port.on('message', (job: PdfJob) => {
  renderPdf(job.report, { createdAt: new Date(job.createdAtMs), maxBytes: job.maxBytes }).then(
    (file) => {
      // A copy of its own, so that handing it over cannot take a shared buffer along.
      const bytes = new Uint8Array(file);
      port.postMessage({ id: job.id, ok: true, bytes } satisfies PdfAnswer, [bytes.buffer]);
    },
    (error: unknown) =>
      port.postMessage({
        id: job.id,
        ok: false,
        isTooLarge: error instanceof PdfTooLargeError,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies PdfAnswer),
  );
});
