import { describe, expect, it } from 'vitest';
import { membershipChanged, presenceChanged, roomChanged } from '#shared/contracts/rooms.contract.ts';
import { ApiError } from '#client/platform/api-error.ts';
import { createRoomStore } from '#client/features/rooms/room-store.ts';
import { createFakeRoomSocket } from '../fake-room-socket.ts';

const ROOM = 'room-00000001';
const ANA = { id: 'participant-ana', displayName: 'Ana', role: 'interviewer', colour: 1, isHost: true };
const BO = { id: 'participant-bo', displayName: 'Bo', role: 'candidate', colour: 2, isHost: false };

function room(revision: number, name = `Room ${revision}`) {
  return { id: ROOM, name, revision, retentionDays: 180, createdAt: '2026-01-01T10:00:00.000Z' };
}

function snapshot(revision: number, { participants = [ANA, BO], onlineIds = [ANA.id] } = {}) {
  return {
    room: room(revision),
    selfId: ANA.id,
    participants,
    onlineIds,
    interviews: [{ id: 'interview-1', ordinal: 1, status: 'preparing' }],
    currentInterviewId: 'interview-1',
  };
}

function changed(revision: number, participants = [ANA, BO]) {
  const { selfId: _, onlineIds: __, ...rest } = snapshot(revision, { participants });
  return rest;
}

async function joined(revision = 5) {
  const fake = createFakeRoomSocket();
  const store = createRoomStore({ roomId: ROOM, socket: fake.socket });
  await fake.next('rooms:join').answer(snapshot(revision));
  return { fake, store };
}

function shown(store: ReturnType<typeof createRoomStore>) {
  const state = store.getSnapshot();
  if (state.status !== 'joined') throw new Error(`the store is ${state.status}`);
  return state;
}

describe('room store', () => {
  it('joins once the connection stands, and only once', async () => {
    const fake = createFakeRoomSocket('connecting');
    const store = createRoomStore({ roomId: ROOM, socket: fake.socket });
    expect(fake.calls).toHaveLength(0);
    fake.connection.set('connected');
    expect(fake.calls.map(({ name }) => name)).toEqual(['rooms:join']);
    await fake.next('rooms:join').answer(snapshot(1));
    expect(shown(store).self).toEqual(ANA);
    expect(fake.calls).toHaveLength(0);
  });

  it('takes the next revision from a broadcast', async () => {
    const { fake, store } = await joined(5);
    fake.broadcast(roomChanged, changed(6));
    expect(shown(store).snapshot.room.name).toBe('Room 6');
    expect(fake.calls).toHaveLength(0);
  });

  it('drops what is not newer', async () => {
    const { fake, store } = await joined(5);
    fake.broadcast(roomChanged, changed(5, [ANA]));
    fake.broadcast(roomChanged, changed(3, [ANA]));
    expect(shown(store).snapshot.participants).toHaveLength(2);
  });

  it('shows a change beyond a gap at once and reads the rest again', async () => {
    const { fake, store } = await joined(5);
    fake.broadcast(roomChanged, changed(8));
    expect(shown(store).snapshot.room.revision).toBe(8);
    await fake.next('rooms:join').answer(snapshot(8, { onlineIds: [ANA.id, BO.id] }));
    expect(shown(store).snapshot.onlineIds).toEqual([ANA.id, BO.id]);
  });

  it('keeps a newer broadcast when an older answer arrives after it, and asks again', async () => {
    const { fake, store } = await joined(5);
    store.rejoin();
    fake.broadcast(roomChanged, changed(6));
    await fake.next('rooms:join').answer(snapshot(5, { onlineIds: [BO.id] }));
    expect(shown(store).snapshot.room.revision).toBe(6);
    expect(shown(store).snapshot.onlineIds).toEqual([BO.id]);
    await fake.next('rooms:join').answer(snapshot(6));
    expect(shown(store).snapshot.room.revision).toBe(6);
    expect(fake.calls).toHaveLength(0);
  });

  it('joins again after a reconnect and says meanwhile that it may be old', async () => {
    const { fake, store } = await joined(5);
    let joins = 0;
    store.onJoined(() => (joins += 1));
    fake.connection.set('reconnecting');
    expect(shown(store).isLive).toBe(false);
    fake.connection.set('connected');
    await fake.next('rooms:join').answer(snapshot(9));
    expect(shown(store)).toMatchObject({ isLive: true, snapshot: { room: { revision: 9 } } });
    expect(joins).toBe(1);
  });

  it('joins again when the connection came back while a join was failing', async () => {
    const { fake, store } = await joined(5);
    fake.connection.set('reconnecting');
    fake.connection.set('connected');
    const lost = fake.next('rooms:join');
    fake.connection.set('reconnecting');
    fake.connection.set('connected');
    await lost.refuse(new ApiError('OFFLINE'));
    await fake.next('rooms:join').answer(snapshot(6));
    expect(shown(store).isLive).toBe(true);
  });

  it('follows who is connected', async () => {
    const { fake, store } = await joined();
    fake.broadcast(presenceChanged, { roomId: ROOM, onlineIds: [BO.id] });
    expect(shown(store).snapshot.onlineIds).toEqual([BO.id]);
    fake.broadcast(presenceChanged, { roomId: 'another-room', onlineIds: [] });
    expect(shown(store).snapshot.onlineIds).toEqual([BO.id]);
  });

  it('joins again with a new role', async () => {
    const { fake, store } = await joined(5);
    fake.broadcast(membershipChanged, { roomId: ROOM, role: 'candidate' });
    await fake.next('rooms:join').answer(snapshot(6, { participants: [{ ...ANA, role: 'candidate' }, BO] }));
    expect(shown(store).self.role).toBe('candidate');
  });

  it('ends when this person is removed, and stays ended', async () => {
    const { fake, store } = await joined();
    fake.broadcast(membershipChanged, { roomId: ROOM, role: null });
    expect(store.getSnapshot()).toEqual({ status: 'removed' });
    fake.connection.set('reconnecting');
    fake.connection.set('connected');
    expect(fake.calls).toHaveLength(0);
  });

  it('says why it could not join', async () => {
    const fake = createFakeRoomSocket();
    const store = createRoomStore({ roomId: ROOM, socket: fake.socket });
    await fake.next('rooms:join').refuse(new ApiError('ROOM_NOT_FOUND'));
    expect(store.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'ROOM_NOT_FOUND' } });
    store.rejoin();
    expect(store.getSnapshot().status).toBe('joining');
  });

  it('asks for a login when the connection is refused', () => {
    const fake = createFakeRoomSocket('connecting');
    const store = createRoomStore({ roomId: ROOM, socket: fake.socket });
    fake.connection.set('refused');
    expect(store.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'UNAUTHENTICATED' } });
  });

  it('lets go of the connection when it is closed', async () => {
    const { fake, store } = await joined();
    store.close();
    expect(fake.listenerCount()).toBe(0);
    fake.connection.set('reconnecting');
    fake.connection.set('connected');
    expect(fake.calls).toHaveLength(0);
  });
});
