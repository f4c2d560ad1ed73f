import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import { refusalOf } from '#test/support/person.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function roomOfTwo(role: 'candidate' | 'interviewer' | 'shadow' | 'observer' = 'candidate') {
  const host = app.person();
  const {
    room,
    participant: hostSelf,
    interviewId,
  } = await host.call(rooms.createRoom, { displayName: 'Iris', role: 'interviewer' });
  const { token } = await host.call(rooms.createInvite, { roomId: room.id, role, maxUses: null });
  const other = app.person();
  const { participant } = await other.call(rooms.acceptInvite, { token, displayName: 'Carl' });
  for (const person of [host, other]) {
    await person.connect();
    await person.send(rooms.joinRoom, { roomId: room.id });
  }
  return { host, other, roomId: room.id, interviewId, hostId: hostSelf.id, otherId: participant.id, token };
}

describe('people in a room', () => {
  test('presence follows connections, and a second tab is the same person', async () => {
    const { host, other, otherId } = await roomOfTwo();
    await host.waitFor(rooms.presenceChanged, (p) => p.onlineIds.includes(otherId));
    host.received.length = 0;
    other.close();
    await host.waitFor(rooms.presenceChanged, (p) => !p.onlineIds.includes(otherId));
  });

  test('a removed person is told, loses the live room and every further command', async () => {
    const { host, other, roomId, interviewId, otherId, token } = await roomOfTwo();
    await host.send(rooms.removeParticipant, { roomId, participantId: otherId });
    expect(await other.waitFor(rooms.membershipChanged)).toEqual({ roomId, role: null });
    other.received.length = 0;
    await host.send(rooms.renameRoom, { roomId, name: 'Without Carl' });
    await host.waitFor(rooms.roomChanged, (c) => c.room.name === 'Without Carl');
    expect(other.received).toEqual([]);
    expect(await refusalOf(other.send(rooms.joinRoom, { roomId }))).toMatchObject({
      code: 'PARTICIPANT_REMOVED',
    });
    expect(await refusalOf(other.send(interviews.getInterview, { interviewId }))).toMatchObject({
      code: expect.stringMatching(/PARTICIPANT_REMOVED|INTERVIEW_NOT_FOUND/),
    });
    // The old link does not let them in again, a newer one does.
    expect(await refusalOf(other.call(rooms.acceptInvite, { token, displayName: 'Carl' }))).toMatchObject({
      code: 'PARTICIPANT_REMOVED',
    });
    app.clock.advance(1_000);
    const fresh = await host.call(rooms.createInvite, { roomId, role: 'candidate' });
    const back = await other.call(rooms.acceptInvite, { token: fresh.token, displayName: 'Carl' });
    expect(back.participant.id).toBe(otherId);
  });

  test('a new role moves the open socket out of the guide channel at once', async () => {
    const { host, other, roomId, interviewId, otherId } = await roomOfTwo('shadow');
    expect(await other.send(interviews.getInterview, { interviewId })).toMatchObject({ view: 'guide' });
    await host.send(rooms.changeRole, { roomId, participantId: otherId, role: 'observer' });
    expect(await other.waitFor(rooms.membershipChanged)).toEqual({ roomId, role: 'observer' });
    await other.send(rooms.joinRoom, { roomId });
    expect(await other.send(interviews.getInterview, { interviewId })).toMatchObject({ view: 'candidate' });
    other.received.length = 0;
    const { setup } = (await host.send(interviews.getInterview, {
      interviewId,
    })) as interviews.GuideInterview;
    await host.send(interviews.configureInterview, { interviewId, setup: { ...setup, level: 'staff' } });
    await host.waitFor(interviews.guideChanged);
    expect(other.received.filter((message) => message.event === 'interviews:guide-changed')).toEqual([]);
  });

  test('only the host changes roles and removes people, and the host stays', async () => {
    const { host, other, roomId, hostId, otherId } = await roomOfTwo();
    expect(
      await refusalOf(other.send(rooms.changeRole, { roomId, participantId: otherId, role: 'interviewer' })),
    ).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await refusalOf(other.send(rooms.removeParticipant, { roomId, participantId: hostId })),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      await refusalOf(host.send(rooms.removeParticipant, { roomId, participantId: hostId })),
    ).toMatchObject({
      code: 'HOST_MUST_STAY',
    });
  });

  test('every change raises the revision by one', async () => {
    const { host, roomId } = await roomOfTwo();
    const before = (await host.send(rooms.getRoom, { roomId })).room.revision;
    await host.send(rooms.renameRoom, { roomId, name: 'One' });
    await host.send(rooms.renameRoom, { roomId, name: 'Two' });
    expect((await host.send(rooms.getRoom, { roomId })).room.revision).toBe(before + 2);
  });
});

describe('commands of one socket', () => {
  test('are carried out in the order they were sent', async () => {
    const { host, roomId } = await roomOfTwo();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        host.send(rooms.renameRoom, { roomId, name: `Name ${index}` }),
      ),
    );
    expect((await host.send(rooms.getRoom, { roomId })).room.name).toBe('Name 19');
  });
});
