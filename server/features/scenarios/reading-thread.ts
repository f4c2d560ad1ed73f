/** Entry of the worker thread that reads authors' texts; see `scenario-reader.ts`. */
import { parentPort } from 'node:worker_threads';
import { invariant } from '#shared/errors.ts';
import { readOwnScenario } from './own-scenario-text.ts';

const port = parentPort;
invariant(port !== null, 'runs as a worker thread');
// Sent by the reader alone, so the shape is its own.
port.on('message', (job: { text: string; canaryTail: string }) => port.postMessage(readOwnScenario(job)));
port.postMessage('ready');
