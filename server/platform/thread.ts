import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Starts a file of ours in a worker thread: JavaScript of a build, or TypeScript where the server runs from its source. */
export function startThread({ entry, memoryMb }: { entry: string; memoryMb: number }): Worker {
  const isSource = entry.endsWith('.ts');
  return new Worker(isSource ? path.join(import.meta.dirname, 'source-thread.mjs') : entry, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    ...(isSource && { workerData: { entry: pathToFileURL(entry).href } }),
  });
}
