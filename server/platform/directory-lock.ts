import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The directory is open in another process. */
export class DirectoryInUseError extends Error {}

/**
 * Holds a directory for this process. The lock is a listening socket: the system lets go of it even after
 * `kill -9`, which a lock file does not survive.
 * @throws DirectoryInUseError when another live process holds it
 */
export async function lockDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  await mkdir(directory, { recursive: true });
  const name = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 24);
  // In the temporary folder because a socket's path may have only about 100 characters.
  const address =
    process.platform === 'win32' ? `\\\\.\\pipe\\dryrun-${name}` : path.join(tmpdir(), `dryrun-${name}.sock`);
  try {
    return await listen(address);
  } catch (error) {
    if (!isAddressInUse(error)) throw error;
    if (await answers(address)) throw new DirectoryInUseError(`${directory} is in use by another process`);
    // Nobody listens: the socket was left by a process that was killed.
    await rm(address, { force: true });
    return await listen(address);
  }
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function listen(address: string): Promise<{ release(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', reject);
    server.listen(address, () =>
      resolve({ release: () => new Promise((done) => server.close(() => done())) }),
    );
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
