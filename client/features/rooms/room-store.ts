import {
  changeRole,
  joinRoom,
  membershipChanged,
  presenceChanged,
  removeParticipant,
  renameRoom,
  roomChanged,
  type InviteRole,
  type Participant,
  type RoomSnapshot,
} from '#shared/contracts/rooms.contract.ts';
import { ApiError, asApiError } from '#client/platform/api-error.ts';
import type { RoomSocket } from '#client/platform/socket.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';

export type RoomState =
  | { readonly status: 'joining' }
  | { readonly status: 'failed'; readonly error: ApiError }
  /** `isLive` is false while the connection is down or the join is being repeated: what is shown may be old. */
  | {
      readonly status: 'joined';
      readonly snapshot: RoomSnapshot;
      readonly self: Participant;
      readonly isLive: boolean;
    }
  | { readonly status: 'removed' };

export interface RoomStore extends ReadableStore<RoomState> {
  readonly roomId: string;
  /** After every join, also the repeated ones: the socket is subscribed from here on. */
  readonly onJoined: (listener: () => void) => () => void;
  readonly rejoin: () => void;
  readonly rename: (name: string) => Promise<void>;
  readonly changeRole: (change: { participantId: string; role: InviteRole }) => Promise<void>;
  readonly remove: (participantId: string) => Promise<void>;
  readonly close: () => void;
}

/** Long enough for a server that is starting, short enough that nobody reloads the page meanwhile. */
const RETRY_MS = 2_000;

/**
 * The live room of one page. It joins, keeps the snapshot up to date by revision and joins again after every reconnect
 * or change of role, because a join is also the subscription of the socket.
 */
export function createRoomStore({ roomId, socket }: { roomId: string; socket: RoomSocket }): RoomStore {
  const store = createStore<RoomState>({ status: 'joining' });
  const joinedListeners = new Set<() => void>();
  let isClosed = false;
  let isJoining = false;
  /** Asked for while a join was under way: its answer may be older than the reason to ask. */
  let mustJoinAgain = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  /** The newest change heard of; a join's answer below it is out of date when it arrives. */
  let heardRevision = -1;

  async function join(): Promise<void> {
    clearTimeout(retry);
    if (isClosed) return;
    if (isJoining) {
      mustJoinAgain = true;
      return;
    }
    isJoining = true;
    try {
      do {
        mustJoinAgain = false;
        // A later answer must replace an earlier one, so they are awaited in turn.
        // oxlint-disable-next-line no-await-in-loop
        const snapshot = await socket.call(joinRoom, { roomId });
        if (isClosed) return;
        settle(snapshot);
        if (snapshot.room.revision < heardRevision) mustJoinAgain = true;
      } while (mustJoinAgain);
      for (const listener of joinedListeners) listener();
    } catch (thrown) {
      if (!isClosed) fail(asApiError(thrown));
    } finally {
      isJoining = false;
      // A reconnect while the failed call was waiting: nobody else would try again.
      if (mustJoinAgain && !isClosed && store.getSnapshot().status !== 'removed') void join();
    }
  }

  function settle(snapshot: RoomSnapshot): void {
    const current = store.getSnapshot();
    const isOlder = current.status === 'joined' && snapshot.room.revision < current.snapshot.room.revision;
    // Presence has no revision: the answer is the newest word on it in any case.
    const next = isOlder
      ? { ...current.snapshot, onlineIds: snapshot.onlineIds, selfId: snapshot.selfId }
      : snapshot;
    heardRevision = Math.max(heardRevision, snapshot.room.revision);
    show(next, { isLive: true });
  }

  function show(snapshot: RoomSnapshot, { isLive }: { isLive: boolean }): void {
    const self = snapshot.participants.find(({ id }) => id === snapshot.selfId);
    store.set(self ? { status: 'joined', snapshot, self, isLive } : { status: 'removed' });
  }

  function fail(error: ApiError): void {
    if (error.code === 'PARTICIPANT_REMOVED') return store.set({ status: 'removed' });
    const current = store.getSnapshot();
    // A room that was shown stays on screen; the connection banner says that it may be old.
    if (current.status === 'joined' && error.isRetryable) {
      store.set({ ...current, isLive: false });
      // Without a connection the next `connected` joins; with one, only this does.
      if (socket.connection.getSnapshot() === 'connected') retry = setTimeout(() => void join(), RETRY_MS);
      return;
    }
    store.set({ status: 'failed', error });
  }

  const subscriptions = [
    socket.onBroadcast(roomChanged, (payload) => {
      if (payload.room.id !== roomId) return;
      const { revision } = payload.room;
      heardRevision = Math.max(heardRevision, revision);
      const current = store.getSnapshot();
      if (current.status !== 'joined' || revision <= current.snapshot.room.revision) return;
      const isGap = revision > current.snapshot.room.revision + 1;
      show({ ...current.snapshot, ...payload }, { isLive: current.isLive });
      // The message replaces everything it carries, so it is shown at once; what else was missed comes with the re-read.
      if (isGap) void join();
    }),
    socket.onBroadcast(presenceChanged, (payload) => {
      const current = store.getSnapshot();
      if (payload.roomId !== roomId || current.status !== 'joined') return;
      store.set({ ...current, snapshot: { ...current.snapshot, onlineIds: payload.onlineIds } });
    }),
    socket.onBroadcast(membershipChanged, (payload) => {
      if (payload.roomId !== roomId) return;
      if (payload.role === null) store.set({ status: 'removed' });
      else void join();
    }),
    socket.connection.subscribe(() => {
      const current = store.getSnapshot();
      if (current.status === 'removed') return;
      const connection = socket.connection.getSnapshot();
      if (connection === 'connected') void join();
      else if (connection === 'refused') fail(new ApiError('UNAUTHENTICATED'));
      else if (current.status === 'joined' && current.isLive) store.set({ ...current, isLive: false });
    }),
  ];
  // Otherwise the subscription above does, once: a call made now would wait in the socket and then be made twice.
  if (socket.connection.getSnapshot() === 'connected') void join();

  return {
    roomId,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    onJoined(listener) {
      joinedListeners.add(listener);
      return () => joinedListeners.delete(listener);
    },
    rejoin() {
      if (store.getSnapshot().status === 'failed') store.set({ status: 'joining' });
      void join();
    },
    // The broadcast that follows the acknowledgement shows the change, to the caller as to everybody.
    async rename(name) {
      await socket.call(renameRoom, { roomId, name });
    },
    async changeRole(change) {
      await socket.call(changeRole, { roomId, ...change });
    },
    async remove(participantId) {
      await socket.call(removeParticipant, { roomId, participantId });
    },
    close() {
      isClosed = true;
      clearTimeout(retry);
      for (const off of subscriptions) off();
      joinedListeners.clear();
    },
  };
}
