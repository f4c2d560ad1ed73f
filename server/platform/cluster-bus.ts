import type { Redis } from 'ioredis';
import type { Logger } from './log.ts';

/**
 * Messages between server processes. It may lose messages (a Redis restart, a slow process): what must not be lost
 * is in the database, and `onReconnect` says when to look there again. A process does not receive its own messages.
 */
export interface ClusterBus {
  readonly isDistributed: boolean;
  publish(channel: string, message: Uint8Array): void;
  subscribe(channel: string, handler: (message: Uint8Array) => void): () => void;
  /** Messages to this process may have been lost: its own link was away, or a sender's was. */
  onReconnect(handler: () => void): () => void;
  close(): Promise<void>;
}

/** One process: nobody else to tell. */
export function createLocalBus(): ClusterBus {
  return {
    isDistributed: false,
    publish() {},
    subscribe: () => () => {},
    onReconnect: () => () => {},
    close: () => Promise.resolve(),
  };
}

/** Told to the others by a process whose messages did not go out while it had no Redis. */
const LOST_CHANNEL = 'cluster:messages-lost';

/**
 * Pub/Sub does not keep Redis databases apart, as keys do: with the number in front of every channel, two installations
 * on one Redis stay strangers when their REDIS_URLs name different databases.
 */
export function channelPrefixOf(redis: Redis): string {
  return `dryrun:${redis.options.db ?? 0}:`;
}

/** Redis Pub/Sub; frames carry the sender's id so that a process drops its own. */
export function createRedisBus(options: { redis: Redis; processId: Uint8Array; log: Logger }): ClusterBus {
  const { redis, processId, log } = options;
  const subscriber = redis.duplicate({
    // A channel asked for while Redis is away must be heard once it is back, however long that takes.
    maxRetriesPerRequest: null,
    commandTimeout: undefined,
    // Done by `listen`, which waits for it.
    autoResubscribe: false,
  });
  const prefix = channelPrefixOf(redis);
  const handlers = new Map<string, Set<(message: Uint8Array) => void>>();
  const reconnectHandlers = new Set<() => void>();
  let wasReady = false;
  let isLosing = false;
  let isClosed = false;

  function tellReconnected(): void {
    for (const handler of reconnectHandlers) handler();
  }
  handlers.set(LOST_CHANNEL, new Set([tellReconnected]));

  async function subscribeTo(channels: readonly string[]): Promise<boolean> {
    try {
      await subscriber.subscribe(...channels.map((channel) => prefix + channel));
      return true;
    } catch (error) {
      if (!isClosed) log.warn({ err: error }, 'redis subscribe');
      return false;
    }
  }

  /** Listens first and looks for what was lost after that: a message in between is then heard. */
  async function listen(): Promise<void> {
    const isBack = wasReady;
    wasReady = true;
    if ((await subscribeTo([...handlers.keys()])) && isBack) tellReconnected();
  }

  function lose(error: unknown): void {
    // Once an outage, not once a message.
    if (!isLosing && !isClosed) log.warn({ err: error }, 'redis publish: other processes are not told');
    isLosing = true;
  }

  function send(channel: string, message: Uint8Array): void {
    // A message that fails to go out is healed from the log by the others.
    redis.publish(prefix + channel, Buffer.concat([processId, message])).catch(lose);
  }

  function tellLost(): void {
    if (!isLosing) return;
    isLosing = false;
    send(LOST_CHANNEL, Buffer.alloc(0));
  }

  redis.on('ready', tellLost);
  subscriber.on('ready', () => void listen()); // never rejects
  subscriber.on('error', (error) => log.warn({ err: error }, 'redis subscriber'));
  subscriber.on('messageBuffer', (name: Buffer, frame: Buffer) => {
    const channel = name.toString().slice(prefix.length);
    if (frame.subarray(0, processId.length).equals(processId)) return;
    for (const handler of handlers.get(channel) ?? []) {
      try {
        handler(frame.subarray(processId.length));
      } catch (error) {
        // One bad message must not end the process; what it said is found in the database.
        log.error({ err: error, channel: channel.split(':')[0] }, 'cluster message');
      }
    }
  });

  return {
    isDistributed: true,
    publish(channel, message) {
      // Held back it would come too late to be of use, and there would be no end of them.
      if (redis.status === 'close' || redis.status === 'reconnecting') lose(new Error('no connection'));
      else send(channel, message);
    },
    subscribe(channel, handler) {
      let set = handlers.get(channel);
      if (set === undefined) {
        set = new Set();
        handlers.set(channel, set);
        void subscribeTo([channel]); // never rejects
      }
      set.add(handler);
      return () => {
        set.delete(handler);
        if (set.size > 0 || handlers.get(channel) !== set) return;
        handlers.delete(channel);
        subscriber.unsubscribe(prefix + channel).catch((error: unknown) => {
          if (!isClosed) log.warn({ err: error }, 'redis unsubscribe');
        });
      };
    },
    onReconnect(handler) {
      reconnectHandlers.add(handler);
      return () => reconnectHandlers.delete(handler);
    },
    async close() {
      isClosed = true;
      redis.off('ready', tellLost);
      subscriber.disconnect();
      await Promise.resolve();
    },
  };
}
