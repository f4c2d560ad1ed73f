import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { RequestOf } from '#shared/contracts/operation.ts';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import { refusalOf, type Person } from '#test/support/person.ts';

const VIEW = { x: -120, y: 40, w: 900, h: 600 };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ rateLimitFactor: 1 });
});
afterAll(() => app.close());

let iris: Person;
let carl: Person;
let olga: Person;
let interviewId: string;
let irisId: string;
let roomId: string;

async function openRoom(): Promise<void> {
  iris = app.person();
  const made = await iris.call(rooms.createRoom, { displayName: 'Iris', role: 'interviewer' });
  interviewId = made.interviewId;
  irisId = made.participant.id;
  roomId = made.room.id;
  const join = async (role: 'candidate' | 'observer', displayName: string) => {
    const person = app.person();
    const { token } = await iris.call(rooms.createInvite, { roomId, role, maxUses: null });
    await person.call(rooms.acceptInvite, { token, displayName });
    return person;
  };
  carl = await join('candidate', 'Carl');
  olga = await join('observer', 'Olga');
  for (const person of [iris, carl, olga]) {
    await person.connect();
    await person.send(rooms.joinRoom, { roomId });
  }
}

/** Through the lobby into the running interview. */
async function start(): Promise<void> {
  const { setup } = (await iris.call(interviews.getInterview, { interviewId })) as interviews.GuideInterview;
  const scenarioId = 'ad-click-prediction';
  await iris.call(interviews.configureInterview, { interviewId, setup: { ...setup, scenarioId } });
  await iris.send(interviews.openLobby, { interviewId });
  for (const person of [carl, iris]) await person.send(interviews.setReady, { interviewId, isReady: true });
  await iris.send(interviews.startInterview, { interviewId });
}

const call = (input: Partial<RequestOf<typeof interviews.gatherOnBoard>> = {}) => ({
  interviewId,
  document: 'canvas' as const,
  view: VIEW,
  ...input,
});

describe('bringing everyone to a part of the board', () => {
  beforeAll(async () => {
    await openRoom();
    await start();
  });

  test('reaches candidate and observer with the caller’s name from the server', async () => {
    await iris.send(interviews.gatherOnBoard, call());
    for (const person of [carl, olga])
      expect(await person.waitFor(interviews.boardGathered)).toEqual({
        interviewId,
        document: 'canvas',
        by: { participantId: irisId, name: 'Iris' },
        view: VIEW,
      });
  });

  test('is refused to everybody but interviewers, over the socket as over HTTP', async () => {
    olga.received.length = 0;
    for (const person of [carl, olga]) {
      expect(await refusalOf(person.send(interviews.gatherOnBoard, call()))).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await refusalOf(person.call(interviews.gatherOnBoard, call()))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const stranger = app.person();
    await stranger.call(rooms.createRoom, { displayName: 'Sam', role: 'interviewer' });
    expect(await refusalOf(stranger.call(interviews.gatherOnBoard, call()))).toMatchObject({
      code: 'INTERVIEW_NOT_FOUND',
    });
    // Sent last on the same road: a call that had gone through would be here by now.
    await iris.send(rooms.renameRoom, { roomId, name: 'Afterwards' });
    await olga.waitFor(rooms.roomChanged, ({ room }) => room.name === 'Afterwards');
    expect(olga.received.map(({ event }) => event)).not.toContain(interviews.boardGathered.event);
  });

  test.each([
    ['a place beyond the board', { view: { ...VIEW, x: BOARD_LIMITS.coordinate + 1 } }],
    ['no size', { view: { ...VIEW, w: 0 } }],
    ['a fraction', { view: { ...VIEW, y: 0.5 } }],
    ['a number that is none', { view: { ...VIEW, h: Number.NaN } }],
    ['a field nobody declared', { view: { ...VIEW, by: 'Iris' } }],
    ['another document', { document: 'private' }],
    ['another name for the caller', { by: { participantId: 'somebody-else', name: 'Iris' } }],
  ])('refuses %s', async (_what, input) => {
    // Wrong on purpose.
    const bad = { ...call(), ...input } as unknown as RequestOf<typeof interviews.gatherOnBoard>;
    expect(await refusalOf(iris.send(interviews.gatherOnBoard, bad))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  test('is limited: a person cannot be moved about without end', async () => {
    let code: string | null = null;
    for (let count = 0; code === null && count < 60; count += 1)
      code = await iris.send(interviews.gatherOnBoard, call()).then(
        () => null,
        (refused: { error: { code: string } }) => refused.error.code,
      );
    expect(code).toBe('RATE_LIMITED');
  });

  test('waits until there is a board to look at', async () => {
    await openRoom();
    expect(await refusalOf(iris.send(interviews.gatherOnBoard, call()))).toMatchObject({
      code: 'WRONG_PHASE',
    });
  });
});
