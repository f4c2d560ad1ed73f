import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '#server/platform/database.ts';
import { findProjectRoot } from '#server/platform/project-root.ts';

const root = findProjectRoot(import.meta.dirname);
const START_TIMEOUT_MS = 90_000;

/** The built server as users run it, in a process of its own, so that it can be killed. */
export class ServerProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Everything it printed. */
  output = '';
  readonly #port: number;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;

  private constructor(port: number, dataDir: string, environment: Record<string, string>) {
    this.#port = port;
    this.url = `http://localhost:${port}`;
    this.dataDir = dataDir;
    this.#environment = environment;
  }

  static async start(environment: Record<string, string> = {}): Promise<ServerProcess> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'dryrun-e2e-'));
    if (environment['DATA_DIR'] === undefined)
      await cp(await migratedDirectory(), dataDir, { recursive: true });
    const server = new ServerProcess(await findFreePort(), dataDir, environment);
    await server.restart();
    return server;
  }

  /** Starts it on the same port and data as before, and waits until it is ready. */
  async restart(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/server/main.js')], {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'info',
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null)
        throw new Error(`the server ended with ${child.exitCode}:\n${this.output}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** `kill -9`: no chance to flush anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    try {
      await this.#end('SIGTERM');
    } finally {
      await rm(this.dataDir, { recursive: true, force: true });
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    // One that crashed fails the test that ran meanwhile, even where a page hid it.
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `the server ended by itself with ${child.exitCode ?? child.signalCode}:\n${this.output}`,
      );
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.#port}/readyz`)).ok;
    } catch {
      // Not listening yet.
      return false;
    }
  }
}

let migrated: Promise<string> | null = null;

/**
 * A data directory with an embedded database that has every migration: making one takes seconds, copying one does not. Made once
 * a worker and left to the system's temporary folder.
 */
function migratedDirectory(): Promise<string> {
  migrated ??= (async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'dryrun-template-'));
    const opened = await openDatabase({
      databaseUrl: null,
      dataDir,
      prismaDirectory: path.join(root, 'prisma'),
    });
    await opened.close();
    process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
    return dataDir;
  })();
  return migrated;
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
