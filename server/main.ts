import { ConfigError, parseConfig } from './platform/config.ts';
import { DatabaseStartError } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { startApp } from './app.ts';

/** Leaves with one clear line: what is wrong and what to do; the stack only where the fault is ours. */
function refuseToStart(error: unknown): never {
  const isExpected =
    error instanceof ConfigError || error instanceof DatabaseStartError || isListenError(error);
  const text =
    error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`dryrun cannot start: ${text}\n`);
  process.exit(1);
}

function isListenError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}

try {
  const startedAt = performance.now();
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await startApp({ config, log });
  log.info(
    {
      url: app.url,
      database: app.databaseKind,
      migrations: app.appliedMigrations,
      readyMs: Math.round(performance.now() - startedAt),
    },
    `Dryrun is ready at ${app.url}`,
  );

  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'shutting down');
    // A shutdown that hangs must not keep a deploy waiting; what was acknowledged is durable already.
    setTimeout(() => process.exit(1), config.shutdownGraceMs).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  refuseToStart(error);
}
