import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import { channelPrefixOf } from './cluster-bus.ts';
import type { Logger } from './log.ts';

/**
 * Socket.IO's link to the other processes. The adapter itself waits for Redis before it tells its own sockets, leaves
 * failed calls unhandled and keeps quiet about what was lost; between it and Redis stands a client that fails at once,
 * never rejects where nobody listens, and remembers.
 */
export interface SocketCluster {
  readonly adapter: ReturnType<typeof createAdapter>;
  /** This process may have missed messages: its link was away. */
  onMissed(handler: () => void): void;
  /** This process is linked again after it could not tell the others something: they have missed it. */
  onUntold(handler: () => void): void;
  close(): void;
}

/** Evenly, so that all links are back within this time of Redis, however long it was away. */
export const REDIS_RETRY_MS = 250;
const retryStrategy = () => REDIS_RETRY_MS;

export function createSocketCluster(deps: { redis: Redis; log: Logger }): SocketCluster {
  const { redis, log } = deps;
  const missedHandlers: (() => void)[] = [];
  const untoldHandlers: (() => void)[] = [];
  const readers: Redis[] = [];
  const sender = redis.duplicate({ enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy });
  let isLosing = false;
  let isClosed = false;

  function lose(error: unknown): void {
    // Once an outage, not once a broadcast.
    if (!isLosing && !isClosed) log.warn({ err: error }, 'sockets of other processes are not told');
    isLosing = true;
  }
  sender.on('error', () => {}); // The connection that all are made from logs the same fault.
  sender.on('ready', () => {
    if (!isLosing) return;
    isLosing = false;
    for (const handler of untoldHandlers) handler();
  });

  function openReader(): Redis {
    // Waits for Redis as long as it takes: reading goes on where it stopped.
    const reader = redis.duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined, retryStrategy });
    const subscribe = reader.subscribe.bind(reader);
    Object.assign(reader, {
      subscribe: (channels: string[]) =>
        subscribe(...channels).catch((error: unknown) => {
          if (!isClosed) log.warn({ err: error }, 'redis subscribe');
        }),
    });
    let wasReady = false;
    reader.on('ready', () => {
      if (wasReady) for (const handler of missedHandlers) handler();
      wasReady = true;
    });
    readers.push(reader);
    return reader;
  }

  /** What the adapter calls of ioredis. */
  const client = {
    options: {},
    duplicate: openReader,
    async xadd(args: [string, ...string[]]) {
      try {
        return await sender.call('XADD', ...args);
      } catch (error) {
        lose(error);
        // The adapter goes on with the sockets of this process.
        throw error;
      }
    },
    publish: (channel: string, payload: Buffer) =>
      sender.publish(channel, payload).catch((error: unknown) => {
        lose(error);
        return 0;
      }),
    /** `PUBSUB NUMSUB`: how many processes there are to ask. Without Redis this one is alone as far as it can tell. */
    send_command(name: string, args: [string, string], done: (error: null, reply: unknown) => void) {
      sender.call(name, ...args).then(
        (reply) => done(null, reply),
        () => done(null, [args[1], 1]),
      );
    },
  };

  return {
    adapter: createAdapter(client, { channelPrefix: `${channelPrefixOf(redis)}sockets` }),
    onMissed: (handler) => void missedHandlers.push(handler),
    onUntold: (handler) => void untoldHandlers.push(handler),
    close() {
      isClosed = true;
      sender.disconnect();
      for (const reader of readers) reader.disconnect();
    },
  };
}
