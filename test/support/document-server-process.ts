/**
 * The documents engine in a process of its own, for tests that kill it and for the benchmark.
 * Arguments: data directory, port and, instead of the embedded database, a PostgreSQL address. Prints one line once it
 * listens.
 */
import path from 'node:path';
import { openDatabase } from '#server/platform/database.ts';
import { answerReadings } from './answer-readings.ts';
import { startDocumentServer } from './document-server.ts';

const [dataDir, port, databaseUrl] = process.argv.slice(2);
if (dataDir === undefined || port === undefined)
  throw new Error('usage: document-server-process <dataDir> <port> [databaseUrl]');
const opened = await openDatabase({
  databaseUrl: databaseUrl ?? null,
  dataDir,
  prismaDirectory: path.join(import.meta.dirname, '../../prisma'),
});
const server = await startDocumentServer({ database: opened.client, port: Number(port) });
process.on('SIGTERM', () => {
  // A channel to the parent would keep this process alive.
  if (process.connected) process.disconnect();
  void server.close().then(() => opened.close());
});
process.stdout.write(`listening ${server.port}\n`);
answerReadings();
