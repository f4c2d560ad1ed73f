import type { BroadcastContract, OperationContract } from '#shared/contracts/operation.ts';
import type { ConnectionStatus, RoomSocket } from '#client/platform/socket.ts';
import { createStore } from '#client/platform/store.ts';

interface PendingCall {
  readonly name: string;
  readonly input: unknown;
  answer(data: unknown): Promise<void>;
  refuse(error: unknown): Promise<void>;
}

/** A connection whose answers and broadcasts the test gives by hand, in the order it wants. */
export function createFakeRoomSocket(initial: ConnectionStatus = 'connected') {
  const connection = createStore<ConnectionStatus>(initial);
  const calls: PendingCall[] = [];
  const handlers = new Map<string, Set<(payload: unknown) => void>>();

  const socket: RoomSocket = {
    connection,
    call<C extends OperationContract>(contract: C, input: unknown) {
      return new Promise((resolve, reject) => {
        calls.push({
          name: contract.name,
          input,
          answer(data) {
            resolve(contract.output.parse(data) as never);
            return settled();
          },
          refuse(error) {
            reject(error);
            return settled();
          },
        });
      });
    },
    onBroadcast<B extends BroadcastContract>(contract: B, handler: (payload: never) => void) {
      const list = handlers.get(contract.event) ?? new Set();
      handlers.set(contract.event, list);
      const listener = (payload: unknown) => handler(contract.payload.parse(payload) as never);
      list.add(listener);
      return () => list.delete(listener);
    },
  };

  return {
    socket,
    connection,
    calls,
    /** The oldest call of that name that has not been taken by `next` yet. */
    next(name: string): PendingCall {
      const index = calls.findIndex((call) => call.name === name);
      const [call] = index === -1 ? [] : calls.splice(index, 1);
      if (!call)
        throw new Error(
          `no call ${name} is waiting; there are: ${calls.map((c) => c.name).join(', ') || 'none'}`,
        );
      return call;
    },
    broadcast(contract: BroadcastContract, payload: unknown): void {
      for (const handler of handlers.get(contract.event) ?? []) handler(payload);
    },
    listenerCount: () => [...handlers.values()].reduce((sum, list) => sum + list.size, 0),
  };
}

/** Everything that waits on promises which are already settled has run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}
