import { io, type Socket } from 'socket.io-client';
import type {
  BroadcastContract,
  OperationContract,
  OutputOf,
  PayloadOf,
  RequestOf,
} from '#shared/contracts/operation.ts';
import { parseOutput } from './api.ts';
import { ApiError, toApiError } from './api-error.ts';
import { createStore, type ReadableStore } from './store.ts';

/**
 * The one Socket.IO connection of the page. It is opened by the first use, because the login cookie that the handshake
 * carries may be the answer of the call before. It reconnects by itself; who subscribed to a room joins again on `connected`.
 */

export type ConnectionStatus = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'refused';

/** What stores need of the connection; tests give a fake. */
export interface RoomSocket {
  readonly connection: ReadableStore<ConnectionStatus>;
  call<C extends OperationContract>(contract: C, input: RequestOf<C>): Promise<OutputOf<C>>;
  onBroadcast<B extends BroadcastContract>(contract: B, handler: (payload: PayloadOf<B>) => void): () => void;
}

/** Longer than a reconnect after a short drop, so that an act made meanwhile goes through by itself. */
const ACK_TIMEOUT_MS = 8_000;

const connection = createStore<ConnectionStatus>('idle');
let opened: Socket | null = null;

function getSocket(): Socket {
  if (opened) return opened;
  const socket = io({
    path: '/socket.io',
    withCredentials: true,
    // One round trip less than starting with polling; polling stays for networks that refuse WebSockets.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 5_000,
  });
  socket.on('connect', () => connection.set('connected'));
  socket.on('disconnect', (reason) => {
    connection.set('reconnecting');
    // The server closed it on purpose (sign-out, removal, restart): the client library does not come back by itself.
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', () => connection.set(socket.active ? 'reconnecting' : 'refused'));
  connection.set('connecting');
  opened = socket;
  return socket;
}

/** @throws ApiError; `TIMEOUT` when no acknowledgement came, `OFFLINE` when there was no connection to send it on. */
export async function callSocket<C extends OperationContract>(
  contract: C,
  input: RequestOf<C>,
): Promise<OutputOf<C>> {
  const socket = getSocket();
  let ack: unknown;
  try {
    ack = await socket.timeout(ACK_TIMEOUT_MS).emitWithAck(contract.name, input);
  } catch (cause) {
    throw new ApiError(socket.connected ? 'TIMEOUT' : 'OFFLINE', { cause });
  }
  if (typeof ack !== 'object' || ack === null || !('ok' in ack))
    throw new ApiError('INTERNAL', { cause: ack });
  if (ack.ok !== true) throw toApiError('error' in ack ? ack.error : null);
  return parseOutput(contract, 'data' in ack ? ack.data : undefined);
}

/** Calls `handler` with every payload that keeps its contract, until the returned function is called. */
export function onBroadcast<B extends BroadcastContract>(
  contract: B,
  handler: (payload: PayloadOf<B>) => void,
): () => void {
  const socket = getSocket();
  const listener = (payload: unknown) => {
    const parsed = contract.payload.safeParse(payload);
    // A message this build does not understand is passed over: the revision it carried is then missed, and the store
    // reads the snapshot again.
    if (!parsed.success) return;
    // `contract.payload` is the schema of B, so what it parsed is PayloadOf<B>.
    handler(parsed.data as PayloadOf<B>);
  };
  socket.on(contract.event, listener);
  return () => socket.off(contract.event, listener);
}

/** After signing in or out: the handshake has to carry the new cookie. */
export function renewConnection(): void {
  if (!opened) return;
  connection.set('connecting');
  opened.disconnect().connect();
}

export const connectionStatus: ReadableStore<ConnectionStatus> = connection;

export const roomSocket: RoomSocket = { connection, call: callSocket, onBroadcast };
