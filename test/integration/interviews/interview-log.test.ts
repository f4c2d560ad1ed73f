import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Prisma } from '#prisma/generated/client.ts';
import { changeInterview } from '#server/features/interviews/interview-log.ts';
import { createMemberDirectory } from '#server/features/rooms/member-directory.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { openWorld, refusalOf, type InterviewWorld } from './interview-world.ts';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let world: InterviewWorld;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  world = await openWorld(opened.database);
});
afterEach(() => world.close());

type Numbers = Pick<Prisma.InterviewUpdateInput, 'revision' | 'guideRevision' | 'nextSeq'>;

/** Opens the lobby, while somebody else writes between the reading and the writing, `times` times. */
function openLobbyAgainst(others: Numbers, times: number) {
  const readRevisions: number[] = [];
  const changed = changeInterview(
    {
      database: world.database,
      clock: world.clock,
      rooms: createMemberDirectory({
        database: world.database,
        clock: world.clock,
        onAccessChanged: async () => {},
      }),
    },
    {
      interviewId: world.interviewId,
      actorId: null,
      async decide({ row }, { tx }) {
        readRevisions.push(row.revision);
        if (readRevisions.length <= times) {
          await tx.interview.update({ where: { id: world.interviewId }, data: others });
        }
        return { state: { status: 'lobby', readyIds: [] }, publicActs: [{ type: 'paused' }] };
      },
    },
  );
  return { changed, readRevisions };
}

describe('changeInterview', () => {
  it.each<[keyof Numbers, Numbers]>([
    ['revision', { revision: { increment: 1 } }],
    ['guideRevision', { guideRevision: { increment: 1 } }],
    ['nextSeq', { nextSeq: { increment: 1 } }],
  ])('decides anew on the newest row when %s was raised in between', async (_name, others) => {
    const { changed, readRevisions } = openLobbyAgainst(others, 1);
    const { record, publicEvents } = await changed;
    expect(readRevisions).toHaveLength(2);
    expect(record.row.revision).toBe((readRevisions[1] ?? 0) + 1);
    expect(publicEvents).toHaveLength(1);
    const rows = await world.database.interviewEvent.findMany({ where: { interviewId: world.interviewId } });
    expect(rows.map(({ seq }) => seq)).toEqual([record.row.nextSeq - 1]);
  });

  it('gives up when it loses every time, and has written nothing', async () => {
    expect(await refusalOf(openLobbyAgainst({ revision: { increment: 1 } }, 99).changed)).toBe(
      'REVISION_CONFLICT',
    );
    const row = await world.database.interview.findUniqueOrThrow({ where: { id: world.interviewId } });
    expect(row).toMatchObject({ status: 'preparing', revision: 0, nextSeq: 1 });
    expect(await world.interviews.readTimeline(world.interviewId)).toEqual([]);
  });

  it('writes neither state nor events when one of them cannot be written', async () => {
    await world.toRunning();
    const [started] = await world.interviews.readTimeline(world.interviewId);
    const failing = changeInterview(
      {
        database: world.database,
        clock: world.clock,
        rooms: createMemberDirectory({
          database: world.database,
          clock: world.clock,
          onAccessChanged: async () => {},
        }),
      },
      {
        interviewId: world.interviewId,
        actorId: null,
        decide: () => ({ publicActs: [{ type: 'paused' }], eventId: started?.event.id ?? '' }),
      },
    );
    await expect(failing).rejects.toThrow(/unique/i);
    const row = await world.database.interview.findUniqueOrThrow({ where: { id: world.interviewId } });
    expect(row).toMatchObject({ revision: 4, nextSeq: 2 });
  });
});
