import path from 'node:path';
import { startApp } from '#server/app.ts';
import type { Config } from '#server/platform/config.ts';
import { openDatabase } from '#server/platform/database.ts';
import type { Logger } from '#server/platform/log.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';
import { backdateDocuments } from './backdate-documents.ts';
import { createDemoClock, yesterdayEvening } from './demo-clock.ts';
import { playInterview } from './play-interview.ts';
import type { Progress } from './progress.ts';

/** The script acts faster than people do. */
const RATE_LIMIT_FACTOR = 10_000;

export interface DemoLinks {
  /** Where the review stands, once signed in. */
  readonly review: string;
  /** Sign one of the two in, once, and lead to the review. */
  readonly lead: string;
  readonly candidate: string;
}

/**
 * Adds a finished interview to the database of `config`. A server of its own runs on it meanwhile, seen by nobody else.
 * @throws DatabaseStartError when the data directory is in use or the database cannot be reached, DemoRefusal
 */
export async function runDemo(input: {
  config: Config;
  log: Logger;
  /** Epoch ms; the interview took place the evening before. */
  now: number;
  onProgress: (progress: Progress) => void;
}): Promise<DemoLinks> {
  const { config, log } = input;
  const clock = createDemoClock(yesterdayEvening(input.now));
  const app = await startApp({
    // Its own address on this machine: where people reach the real server is no concern of the script's, and nobody
    // else's documents are open here, so there is nothing to share over Redis.
    config: { ...config, host: '127.0.0.1', port: 0, publicUrl: null, trustProxy: 0, redisUrl: null },
    log,
    clock,
    rateLimitFactor: RATE_LIMIT_FACTOR,
  });
  let played;
  let links: DemoLinks;
  try {
    played = await playInterview({
      url: `http://127.0.0.1:${app.port}`,
      clock,
      onProgress: input.onProgress,
    });
    const review = `/interviews/${played.interviewId}/review`;
    const origin = config.publicUrl ?? `http://localhost:${config.port}`;
    const linkFor = async ({ userId }: { userId: string }) =>
      origin + (await app.createSignInLink({ userId, callbackPath: review }));
    links = {
      review: origin + review,
      lead: await linkFor(played.lead),
      candidate: await linkFor(played.candidate),
    };
  } finally {
    await app.close();
  }

  // Opened after the server has closed: the embedded database has room for one.
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    prismaDirectory: path.join(findProjectRoot(import.meta.dirname), 'prisma'),
  });
  try {
    await backdateDocuments(database.client, played);
  } finally {
    await database.close();
  }
  return links;
}
