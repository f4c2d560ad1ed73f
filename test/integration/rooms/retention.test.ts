import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { RetentionSweep } from '#server/features/rooms/retention.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const DAY_MS = 24 * 3_600_000;
let database: PrismaClient;
let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  opened = await openTestDatabase();
  database = opened.database;
});
afterAll(() => opened.close());

test('a room and everything in it is deleted when its days are over, and not before', async () => {
  const clock = createFakeClock(Date.UTC(2026, 0, 1));
  const createdAt = new Date(clock.now());
  await database.user.create({ data: { id: 'user-iris', name: 'Iris', email: 'iris@example.org' } });
  for (const id of ['room-old', 'room-new']) {
    await database.room.create({
      data: {
        id,
        name: id,
        ownerId: 'user-iris',
        retentionDays: 30,
        createdAt,
        participants: {
          create: {
            id: `${id}-iris`,
            userId: 'user-iris',
            role: 'interviewer',
            displayName: 'Iris',
            colour: 1,
          },
        },
        interviews: {
          create: {
            id: `${id}-interview`,
            ordinal: 1,
            status: 'closed',
            state: {},
            setup: {},
            createdAt,
            endedAt: id === 'room-new' ? new Date(clock.now() + DAY_MS) : createdAt,
          },
        },
      },
    });
    await database.evidenceNote.create({
      data: {
        id: `${id}-note`,
        interviewId: `${id}-interview`,
        authorId: `${id}-iris`,
        offsetMs: 0,
        dimension: 'data',
        sign: 'plus',
        kind: 'observation',
        text: 'x',
      },
    });
    await database.reviewReply.create({
      data: {
        id: `${id}-reply`,
        interviewId: `${id}-interview`,
        authorId: `${id}-iris`,
        kind: 'reply',
        target: { on: 'review' },
        text: 'x',
        createdAt,
      },
    });
    await database.documentUpdate.create({
      data: { documentId: `${id}-interview.canvas`, authorId: `${id}-iris`, update: new Uint8Array([0, 0]) },
    });
  }
  const sweep = new RetentionSweep({ database, clock, log: pino({ level: 'silent' }) });
  clock.advance(30 * DAY_MS - 1);
  expect(await sweep.sweep()).toBe(0);
  clock.advance(1);
  expect(await sweep.sweep()).toBe(1);
  expect(await database.room.findMany({ select: { id: true } })).toEqual([{ id: 'room-new' }]);
  expect(await database.evidenceNote.count()).toBe(1);
  expect(await database.reviewReply.findMany({ select: { id: true } })).toEqual([{ id: 'room-new-reply' }]);
  expect(await database.documentUpdate.findMany({ select: { documentId: true } })).toEqual([
    { documentId: 'room-new-interview.canvas' },
  ]);
  await sweep.close();
});
