import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured log on standard output: ids, codes and durations; never texts people wrote, tokens or passwords. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: [
      'token',
      'password',
      'cookie',
      '*.token',
      '*.password',
      '*.cookie',
      'headers.cookie',
      'headers.authorization',
    ],
  });
}
