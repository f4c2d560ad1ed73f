import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import { refusalOf } from '#test/support/person.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function openRoom(role: 'candidate' | 'interviewer' = 'interviewer') {
  const host = app.person();
  const { room, participant, interviewId } = await host.call(rooms.createRoom, { displayName: 'Iris', role });
  return { host, roomId: room.id, hostId: participant.id, interviewId };
}

describe('rooms and invites', () => {
  test('a stranger opens a room, becomes a guest and is its host', async () => {
    const { host, roomId } = await openRoom();
    const snapshot = await host.call(rooms.getRoom, { roomId });
    expect(snapshot.participants).toMatchObject([{ displayName: 'Iris', role: 'interviewer', isHost: true }]);
    expect(snapshot.interviews).toMatchObject([{ ordinal: 1, status: 'preparing' }]);
  });

  test('the login cookie is HttpOnly and SameSite', async () => {
    const response = await fetch(`${app.url}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'Iris', role: 'interviewer' }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.includes('session_token'));
    expect(cookie).toMatch(/httponly/i);
    expect(cookie).toMatch(/samesite=lax/i);
  });

  test('a link says room, host and role before anybody enters, and lets in with that role', async () => {
    const { host, roomId } = await openRoom();
    const { token, url } = await host.call(rooms.createInvite, { roomId, role: 'candidate' });
    expect(url).toBe(`${app.url}/join/${token}`);
    const guest = app.person();
    expect(await guest.call(rooms.previewInvite, { token })).toMatchObject({
      hostName: 'Iris',
      role: 'candidate',
      state: 'open',
      participation: null,
    });
    const { participant } = await guest.call(rooms.acceptInvite, { token, displayName: 'Carl' });
    expect(participant).toMatchObject({ displayName: 'Carl', role: 'candidate', isHost: false });
  });

  test('the host sees the newcomer at once', async () => {
    const { host, roomId } = await openRoom();
    await host.connect();
    await host.send(rooms.joinRoom, { roomId });
    const { token } = await host.call(rooms.createInvite, { roomId, role: 'observer' });
    // People are listed in the order they came.
    app.clock.advance(1_000);
    await app.person().call(rooms.acceptInvite, { token, displayName: 'Olga' });
    const change = await host.waitFor(rooms.roomChanged, (c) => c.participants.length === 2);
    expect(change.participants.map((p) => p.displayName)).toEqual(['Iris', 'Olga']);
  });

  test('a single-use link works once; the same person may use it again without using it up', async () => {
    const { host, roomId } = await openRoom();
    const { token } = await host.call(rooms.createInvite, { roomId, role: 'observer' });
    const first = app.person();
    const entered = await first.call(rooms.acceptInvite, { token, displayName: 'Olga' });
    const again = await first.call(rooms.acceptInvite, { token, displayName: 'Somebody else' });
    expect(again.participant.id).toBe(entered.participant.id);
    expect(
      await refusalOf(app.person().call(rooms.acceptInvite, { token, displayName: 'Otto' })),
    ).toMatchObject({
      code: 'INVITE_USED',
      status: 410,
    });
  });

  test('an expired link is refused and says so', async () => {
    const { host, roomId } = await openRoom();
    const { token } = await host.call(rooms.createInvite, { roomId, role: 'observer', expiresInHours: 1 });
    app.clock.advance(3_600_001);
    expect(await app.person().call(rooms.previewInvite, { token })).toMatchObject({ state: 'expired' });
    expect(
      await refusalOf(app.person().call(rooms.acceptInvite, { token, displayName: 'Late' })),
    ).toMatchObject({
      code: 'INVITE_EXPIRED',
      status: 410,
    });
  });

  test('a revoked link is refused; people who came by it stay', async () => {
    const { host, roomId } = await openRoom();
    const { token, invite } = await host.call(rooms.createInvite, {
      roomId,
      role: 'observer',
      maxUses: null,
    });
    const olga = app.person();
    await olga.call(rooms.acceptInvite, { token, displayName: 'Olga' });
    expect(await host.call(rooms.revokeInvite, { roomId, inviteId: invite.id })).toMatchObject({
      state: 'revoked',
    });
    expect(
      await refusalOf(app.person().call(rooms.acceptInvite, { token, displayName: 'Otto' })),
    ).toMatchObject({
      code: 'INVITE_REVOKED',
    });
    expect((await olga.call(rooms.getRoom, { roomId })).participants).toHaveLength(2);
  });

  test('an unknown link is not found', async () => {
    const token = 'AAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await refusalOf(app.person().call(rooms.previewInvite, { token }))).toMatchObject({
      code: 'INVITE_NOT_FOUND',
      status: 404,
    });
  });

  test('refuses a second candidate and a third interviewer, and leaves no account behind', async () => {
    const { host, roomId } = await openRoom();
    const candidates = await host.call(rooms.createInvite, { roomId, role: 'candidate', maxUses: null });
    const interviewers = await host.call(rooms.createInvite, { roomId, role: 'interviewer', maxUses: null });
    await app.person().call(rooms.acceptInvite, { token: candidates.token, displayName: 'Carl' });
    await app.person().call(rooms.acceptInvite, { token: interviewers.token, displayName: 'Ines' });
    const late = app.person();
    expect(
      await refusalOf(late.call(rooms.acceptInvite, { token: candidates.token, displayName: 'X' })),
    ).toMatchObject({
      code: 'ROLE_TAKEN',
    });
    expect(
      await refusalOf(late.call(rooms.acceptInvite, { token: interviewers.token, displayName: 'X' })),
    ).toMatchObject({ code: 'ROLE_TAKEN' });
    expect(late.cookie).toBe('');
  });

  test('of two people taking the last place at once, one gets in', async () => {
    const { host, roomId } = await openRoom();
    const { token } = await host.call(rooms.createInvite, { roomId, role: 'candidate', maxUses: null });
    const outcomes = await Promise.allSettled(
      ['Ann', 'Ben', 'Cem'].map((displayName) =>
        app.person().call(rooms.acceptInvite, { token, displayName }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('candidates and observers may not invite', async () => {
    const { host, roomId } = await openRoom();
    const { token } = await host.call(rooms.createInvite, { roomId, role: 'candidate' });
    const carl = app.person();
    await carl.call(rooms.acceptInvite, { token, displayName: 'Carl' });
    expect(await refusalOf(carl.call(rooms.createInvite, { roomId, role: 'interviewer' }))).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
    });
    expect(await refusalOf(carl.call(rooms.listInvites, { roomId }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('to strangers a room does not exist', async () => {
    const { roomId } = await openRoom();
    const { host: stranger } = await openRoom();
    expect(await refusalOf(stranger.call(rooms.getRoom, { roomId }))).toMatchObject({
      code: 'ROOM_NOT_FOUND',
      status: 404,
    });
    expect(await refusalOf(app.person().call(rooms.getRoom, { roomId }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});
