import { describe, expect, it } from 'vitest';
import { acceptInvite, listRooms, removeParticipant, renameRoom } from '#shared/contracts/rooms.contract.ts';
import { toFileName, toRequest } from '#client/platform/api.ts';
import { toApiError } from '#client/platform/api-error.ts';
import { createServerClock } from '#client/platform/server-clock.ts';
import { matches, pageActs, registerActs } from '#client/platform/shortcuts.ts';

describe('a REST request', () => {
  it('fills the path and sends the rest as the body', () => {
    expect(toRequest(renameRoom, { roomId: 'room-0001', name: 'Two towers' })).toEqual({
      url: '/api/rooms/room-0001',
      body: '{"name":"Two towers"}',
    });
  });
  it('sends no body with DELETE', () => {
    expect(toRequest(removeParticipant, { roomId: 'room-0001', participantId: 'person-01' })).toEqual({
      url: '/api/rooms/room-0001/participants/person-01',
      body: null,
    });
  });
  it('has neither query nor body when there is nothing to send', () => {
    expect(toRequest(listRooms, {})).toEqual({ url: '/api/rooms', body: null });
  });
  it('escapes what goes into the path', () => {
    expect(toRequest(acceptInvite, { token: '../rooms', displayName: 'A' }).url).toBe(
      '/api/invites/..%2Frooms/accept',
    );
  });
});

describe('an error', () => {
  it('keeps code, details and request id of the wire', () => {
    const error = toApiError({
      code: 'ROLE_TAKEN',
      message: '',
      details: { role: 'candidate' },
      requestId: 'r1',
      isRetryable: false,
    });
    expect(error).toMatchObject({
      code: 'ROLE_TAKEN',
      details: { role: 'candidate' },
      requestId: 'r1',
      isRetryable: false,
    });
  });
  it('becomes INTERNAL when it is nothing we know', () => {
    expect(toApiError('<html>').code).toBe('INTERNAL');
    expect(toApiError({ code: 'toString' }).code).toBe('INTERNAL');
  });
});

describe('the server clock', () => {
  it('takes the first measure as it is', () => {
    const clock = createServerClock(() => 1_000);
    clock.measure({ sentAt: 900, receivedAt: 1_000, serverNow: 5_950 });
    expect(clock.now()).toBe(6_000);
  });
  it('believes the shortest round trip and moves towards it in steps', () => {
    const clock = createServerClock(() => 0);
    clock.measure({ sentAt: 0, receivedAt: 400, serverNow: 300 });
    expect(clock.now()).toBe(100);
    clock.measure({ sentAt: 0, receivedAt: 20, serverNow: 10 });
    expect(clock.now()).toBe(50);
    clock.measure({ sentAt: 0, receivedAt: 1_000, serverNow: 1_300 });
    expect(clock.now()).toBe(25);
  });
  it('jumps when the device was plainly wrong', () => {
    const clock = createServerClock(() => 0);
    clock.measure({ sentAt: 0, receivedAt: 100, serverNow: 50 });
    clock.measure({ sentAt: 0, receivedAt: 100, serverNow: 7_200_050 });
    expect(clock.now()).toBe(7_200_000);
  });
});

describe('the name of a file', () => {
  it.each([
    ['attachment; filename=report.pdf', 'report.pdf'],
    ['attachment; filename="a report.pdf"', 'a report.pdf'],
    ['attachment; filename="?.pdf"; filename*=UTF-8\'\'%C5%BB.pdf', '\u017B.pdf'],
    ['', 'dryrun'],
  ])('in %j is %j', (disposition, name) => {
    expect(toFileName(disposition)).toBe(name);
  });
});

describe('shortcuts', () => {
  const key = (text: string, held: Partial<KeyboardEvent> = {}) => ({
    key: text,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  });
  it('match the printed character, whatever Shift the layout needs', () => {
    expect(matches('?', key('?', { shiftKey: true }))).toBe(true);
    expect(matches('[', key('['))).toBe(true);
    expect(matches('.', key('.', { ctrlKey: true }))).toBe(false);
  });
  it('take Ctrl and Cmd for Mod', () => {
    expect(matches('Mod+K', key('k', { ctrlKey: true }))).toBe(true);
    expect(matches('Mod+K', key('k', { metaKey: true }))).toBe(true);
    expect(matches('Mod+K', key('k'))).toBe(false);
  });
  it('tell a letter from the same letter with Shift', () => {
    expect(matches('n', key('N', { shiftKey: true }))).toBe(false);
    expect(matches('Shift+N', key('N', { shiftKey: true }))).toBe(true);
  });
  it('are listed while they are registered', () => {
    const off = registerActs([{ id: 'a', label: 'A', group: 'Room', keys: 'a', run: () => undefined }]);
    expect(pageActs.getSnapshot().map(({ id }) => id)).toEqual(['a']);
    off();
    expect(pageActs.getSnapshot()).toEqual([]);
  });
});
