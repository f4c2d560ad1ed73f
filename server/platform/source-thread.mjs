/**
 * Starts a worker thread from TypeScript, where the server runs from its source: threads do not inherit the loader of
 * the process. The built server starts its threads from JavaScript and does not use this file.
 */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
