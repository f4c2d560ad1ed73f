import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import type { Person } from '#test/support/person.ts';
import { refusalOf } from '#test/support/person.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (person: Person, path: string, body: object = {}) =>
  person.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

let counter = 0;
const newEmail = () => `person${(counter += 1)}@example.org`;

describe('accounts', () => {
  test('a guest signs up and keeps the interviews and the place as host', async () => {
    const person = app.person();
    const { room, participant } = await person.call(rooms.createRoom, {
      displayName: 'Iris',
      role: 'interviewer',
    });
    const signUp = await post(person, '/api/auth/sign-up/email', {
      name: 'Iris',
      email: newEmail(),
      password: 'long enough',
    });
    expect(signUp.status).toBe(200);
    const snapshot = await person.call(rooms.getRoom, { roomId: room.id });
    expect(snapshot.selfId).toBe(participant.id);
    expect(snapshot.participants).toMatchObject([{ isHost: true }]);
  });

  test('a guest signs in to an account that is in the same room: the account keeps its place', async () => {
    const email = newEmail();
    const account = app.person();
    await post(account, '/api/auth/sign-up/email', { name: 'Iris', email, password: 'long enough' });
    const { room, participant } = await account.call(rooms.createRoom, {
      displayName: 'Iris',
      role: 'interviewer',
    });
    const { token } = await account.call(rooms.createInvite, { roomId: room.id, role: 'observer' });
    const guest = app.person();
    await guest.call(rooms.acceptInvite, { token, displayName: 'Iris on the phone' });
    expect((await post(guest, '/api/auth/sign-in/email', { email, password: 'long enough' })).status).toBe(
      200,
    );
    const snapshot = await guest.call(rooms.getRoom, { roomId: room.id });
    expect(snapshot.selfId).toBe(participant.id);
    expect(snapshot.participants).toHaveLength(1);
  });

  test('the same interviews are there on another device', async () => {
    const email = newEmail();
    const desk = app.person();
    await desk.call(rooms.createRoom, { displayName: 'Carl', role: 'candidate' });
    await post(desk, '/api/auth/sign-up/email', { name: 'Carl', email, password: 'long enough' });
    const phone = app.person();
    await post(phone, '/api/auth/sign-in/email', { email, password: 'long enough' });
    expect((await phone.call(rooms.listRooms, {})).rooms).toHaveLength(1);
  });

  test('a wrong password signs nobody in', async () => {
    const email = newEmail();
    await post(app.person(), '/api/auth/sign-up/email', { name: 'Carl', email, password: 'long enough' });
    const other = app.person();
    expect((await post(other, '/api/auth/sign-in/email', { email, password: 'wrong enough' })).status).toBe(
      401,
    );
    expect(await refusalOf(other.call(rooms.listRooms, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('signing out everywhere ends the other device and its open socket', async () => {
    const email = newEmail();
    const desk = app.person();
    await post(desk, '/api/auth/sign-up/email', { name: 'Carl', email, password: 'long enough' });
    const phone = app.person();
    await post(phone, '/api/auth/sign-in/email', { email, password: 'long enough' });
    await phone.connect();
    expect((await post(desk, '/api/auth/revoke-sessions')).status).toBe(200);
    await phone.waitForDisconnect();
    expect(await refusalOf(phone.call(rooms.listRooms, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a sign-in link made by the operator signs in once and leads on; nobody can ask for one', async () => {
    const desk = app.person();
    const email = newEmail();
    await post(desk, '/api/auth/sign-up/email', { name: 'Carl', email, password: 'long enough' });
    const session = (await (await desk.fetch('/api/auth/get-session')).json()) as { user: { id: string } };
    const link = await app.createSignInLink({ userId: session.user.id, callbackPath: '/settings' });
    const phone = app.person();
    const answer = await phone.fetch(link);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/\/settings$/);
    expect((await phone.call(rooms.listRooms, {})).rooms).toEqual([]);
    const second = app.person();
    await second.fetch(link);
    expect(await refusalOf(second.call(rooms.listRooms, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const asked = await post(app.person(), '/api/auth/sign-in/magic-link', { email });
    expect(asked.status).toBe(404);
  });

  test('a name is cut to one line of the length others can bear, and a huge sign-up is refused', async () => {
    const person = app.person();
    const name = `Iris\n${'x'.repeat(500)}`;
    expect(
      (await post(person, '/api/auth/sign-up/email', { name, email: newEmail(), password: 'long enough' }))
        .status,
    ).toBe(200);
    const session = (await (await person.fetch('/api/auth/get-session')).json()) as {
      user: { name: string };
    };
    expect(session.user.name).toBe(`Iris ${'x'.repeat(55)}`);
    const huge = await post(app.person(), '/api/auth/sign-up/email', { name: 'x'.repeat(70_000) });
    expect(huge.status).toBe(413);
    const form = await app.person().fetch('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(70_000),
    });
    expect(form.status).toBe(415);
  });
});
