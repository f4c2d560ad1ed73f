import type { Server as HttpServer } from 'node:http';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import type { Ack } from '#shared/contracts/operation.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Logger } from './log.ts';
import type { Actor, Effect, OperationHandler } from './operation.ts';
import { channels } from './operation.ts';
import type { Dispatch } from './operation-dispatcher.ts';
import { toWireError } from './operation-dispatcher.ts';
import type { OriginPolicy } from './origin.ts';
import { isOwnOrigin } from './origin.ts';
import { REDIS_RETRY_MS, createSocketCluster } from './socket-cluster.ts';

export const ENGINE_IO_PATH = '/socket.io/';

/** Commands one socket may have waiting; far above what a person can cause. */
const MAX_WAITING_COMMANDS = 64;

/** Between processes: "you have missed something I could not tell you". */
const MISSED_EVENT = 'missed';
/** Links to Redis come back one after the other: quiet for this long, then one reconnect of every socket for all of them. */
const MISSED_QUIET_MS = 2 * REDIS_RETRY_MS;
/** How long another process may take to say who is there; one that died without a word must not hold a room up. */
const PRESENCE_TIMEOUT_MS = 1_000;

export interface SocketServer {
  /** Carries out what a handler returned, after its reply has gone out. */
  carryOut(effects: readonly Effect[], socketId?: string | null): Promise<void>;
  /** Ends every socket of a user in every process, e.g. after signing out everywhere. */
  disconnectUser(userId: string): void;
  /** User ids with at least one socket in the channel, over all processes. */
  listUserIds(channel: string): Promise<Set<string>>;
  /** Called after a socket has left, with the channels it was in. */
  onLeave(handler: (left: { userId: string; channels: readonly string[] }) => Promise<void>): void;
  close(): Promise<void>;
}

/** Serves every operation that names the `socket` transport as a command with an acknowledgement. */
export function createSocketServer(deps: {
  httpServer: HttpServer;
  operations: readonly OperationHandler[];
  dispatch: Dispatch;
  identify: (headers: Socket['handshake']['headers']) => Promise<Actor | null>;
  origin: OriginPolicy;
  redis: Redis | null;
  log: Logger;
}): SocketServer {
  const { operations, dispatch, log } = deps;
  const cluster = deps.redis === null ? null : createSocketCluster({ redis: deps.redis, log });
  const io = new Server(deps.httpServer, {
    path: ENGINE_IO_PATH,
    serveClient: false,
    // The upgrade router answers foreign upgrades; Engine.IO must leave them alone.
    destroyUpgrade: false,
    maxHttpBufferSize: LIMITS.socketMessageBytes,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(request, deps.origin)),
    // A candidate's laptop that slept must not look present for long.
    pingInterval: 10_000,
    pingTimeout: 10_000,
    ...(cluster === null ? {} : { adapter: cluster.adapter }),
  });
  const commands = new Map(
    operations
      .filter((o) => o.contract.transports.includes('socket'))
      .map((o) => [o.contract.name as string, o]),
  );
  const leaveHandlers: ((left: { userId: string; channels: readonly string[] }) => Promise<void>)[] = [];
  const leaving = new Set<Promise<void>>();
  let missedTimer: NodeJS.Timeout | null = null;

  /**
   * Broadcasts, changed roles, removals and sign-outs may have passed this process by. Its sockets connect again, which
   * settles who they are, and join again, which settles what they may hear and gives them a fresh snapshot.
   */
  function reconnectSockets(): void {
    if (missedTimer !== null) clearTimeout(missedTimer);
    missedTimer = setTimeout(() => {
      missedTimer = null;
      log.warn(
        { sockets: io.sockets.sockets.size },
        'messages between processes were lost: sockets reconnect',
      );
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    }, MISSED_QUIET_MS);
  }
  cluster?.onMissed(reconnectSockets);
  cluster?.onUntold(() => io.serverSideEmit(MISSED_EVENT));
  io.on(MISSED_EVENT, reconnectSockets);

  io.use((socket, next) => {
    deps
      .identify(socket.handshake.headers)
      .then((actor) => {
        if (actor === null) return next(new Error('UNAUTHENTICATED'));
        socket.data = { actor };
        next();
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'socket handshake');
        next(new Error('INTERNAL'));
      });
  });

  io.on('connection', (socket) => {
    // Set by the middleware above, which lets nobody through without it.
    const { actor } = socket.data as { actor: Actor };
    void socket.join(channels.user(actor.userId));
    socket.on('error', (error) => log.info({ err: error, userId: actor.userId }, 'socket error'));
    socket.on('disconnecting', () => {
      const left = [...socket.rooms].filter((room) => room !== socket.id);
      socket.once('disconnect', () => {
        for (const handler of leaveHandlers) {
          const told = handler({ userId: actor.userId, channels: left })
            .catch((error: unknown) => log.error({ err: error }, 'presence'))
            .finally(() => leaving.delete(told));
          leaving.add(told);
        }
      });
    });
    let queue: Promise<void> = Promise.resolve();
    let waiting = 0;
    socket.onAny((event: string, ...args: unknown[]) => {
      const acknowledge = args.at(-1);
      // Without an acknowledgement the sender could not learn the outcome: nothing is done.
      if (typeof acknowledge !== 'function') return;
      const answer = (ack: Ack<unknown>) => {
        // Socket.IO's acknowledgement callback takes any values.
        (acknowledge as (ack: Ack<unknown>) => void)(ack);
      };
      const operation = commands.get(event);
      if (operation === undefined)
        return answer({ ok: false, error: toWireError(new AppError('NOT_FOUND')) });
      if (waiting >= MAX_WAITING_COMMANDS)
        return answer({ ok: false, error: toWireError(new AppError('RATE_LIMITED')) });
      waiting += 1;
      // One after the other, as they were sent: what a person did last must not overtake what they did before.
      queue = queue
        .then(() => serve(operation, args.length > 1 ? args[0] : {}, answer))
        .catch((error: unknown) =>
          log.error({ err: error, operation: operation.contract.name }, 'socket command'),
        )
        .finally(() => {
          waiting -= 1;
        });
    });

    async function serve(
      operation: OperationHandler,
      rawInput: unknown,
      answer: (ack: Ack<unknown>) => void,
    ): Promise<void> {
      const outcome = await dispatch({
        operation,
        rawInput,
        actor,
        address: socket.handshake.address,
        headers: socket.handshake.headers,
        socketId: socket.id,
      });
      if (!outcome.ok) return answer(outcome);
      // Join before the answer goes out: a change between answer and join would be missed.
      for (const effect of outcome.effects)
        if (effect.type === 'subscribe') await socket.join([...effect.channels]);
      answer({ ok: true, data: outcome.data });
      // Never rejects. Not waited for: an effect that asks other processes must not hold up the next command.
      void carryOut(outcome.effects);
    }
  });

  async function carryOut(effects: readonly Effect[]): Promise<void> {
    for (const effect of effects) {
      try {
        switch (effect.type) {
          case 'broadcast':
            io.to(effect.channel).emit(effect.event, effect.payload);
            break;
          case 'volatile':
            io.to(effect.channel).volatile.emit(effect.event, effect.payload);
            break;
          case 'unsubscribe-user':
            io.in(channels.user(effect.userId)).socketsLeave([...effect.channels]);
            break;
          case 'later':
            await carryOut(await effect.make());
            break;
          case 'run':
            await effect.run();
            break;
          case 'subscribe':
            break;
        }
      } catch (error) {
        // The change is committed and acknowledged: clients see a gap in the revision and read again.
        log.error({ err: error, effect: effect.type }, 'effect failed');
      }
    }
  }

  return {
    carryOut,
    disconnectUser: (userId) => io.in(channels.user(userId)).disconnectSockets(true),
    async listUserIds(channel) {
      const sockets = await io
        .in(channel)
        .timeout(PRESENCE_TIMEOUT_MS)
        .fetchSockets()
        .catch((error: unknown) => {
          // Nobody is kept out of a room because another process is away.
          log.warn({ err: error }, 'presence in other processes is not known');
          return io.local.in(channel).fetchSockets();
        });
      // `data` is what the handshake middleware set, also for sockets of other processes.
      return new Set(sockets.map((socket) => (socket.data as { actor: Actor }).actor.userId));
    },
    onLeave: (handler) => void leaveHandlers.push(handler),
    close: async () => {
      if (missedTimer !== null) clearTimeout(missedTimer);
      // Only its own: the other processes go on.
      io.local.disconnectSockets(true);
      // Those who stay are told who has gone.
      await Promise.all(leaving);
      await io.close();
      cluster?.close();
    },
  };
}
