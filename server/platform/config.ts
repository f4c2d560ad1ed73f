import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Everything the process is told from outside, parsed once. A secret may come from a file: `NAME_FILE` holds its path.
 * Every fault is reported at once, so that a person mends the environment in one go.
 */

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const EnvironmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Where people reach the server, e.g. `https://dryrun.example.org`; invite links are made from it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  TURN_URLS: list.default([]),
  TURN_SECRET: z.string().min(16).optional(),
  /** Hops of reverse proxies whose `X-Forwarded-*` are believed. */
  TRUST_PROXY: z.union([z.coerce.number().int().min(0).max(10), flag.transform(Number)]).default(0),
  /** Lets webhooks go to private addresses and over plain http: for a receiver beside this server. */
  WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How long a shutdown may take before the process leaves anyway, ms. */
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).max(120_000).default(10_000),
});

const SECRETS = ['DATABASE_URL', 'REDIS_URL', 'AUTH_SECRET', 'SMTP_URL', 'TURN_SECRET'] as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Null: one is made and kept in `dataDir`. */
  readonly authSecret: string | null;
  readonly trustProxy: number;
  readonly allowsPrivateWebhooks: boolean;
  readonly logLevel: string;
  readonly shutdownGraceMs: number;
}

/** Lists every fault of the environment. */
export class ConfigError extends Error {}

/** @throws ConfigError naming each variable that is wrong, without its value (it may be a secret) */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  // An empty variable is the usual way of saying "not set" in compose files.
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && value !== '') given[name] = value;
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: the file cannot be read`);
    }
  }
  const result = EnvironmentSchema.safeParse(given);
  if (!result.success) {
    for (const issue of result.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (faults.length > 0 || !result.success)
    throw new ConfigError(`The environment is not usable:\n  ${faults.join('\n  ')}`);
  const env = result.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    authSecret: env.AUTH_SECRET ?? null,
    trustProxy: env.TRUST_PROXY,
    allowsPrivateWebhooks: env.WEBHOOK_ALLOW_PRIVATE,
    logLevel: env.LOG_LEVEL,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
  };
}
