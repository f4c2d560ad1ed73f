import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putEvidence } from '#shared/contracts/rubric.contract.ts';
import { createShare, listShares, readShared, revokeShare } from '#shared/contracts/sharing.contract.ts';
import { evidence, finishedSelf, openRatedRooms, refusalOf, type RatedRooms } from '../rubric/rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

const DAY_MS = 24 * 3_600_000;

async function revealedRoom() {
  const room = await rooms.createRoom();
  const { interviewId } = room;
  await room.start();
  await room.note();
  await room.lead.call(putEvidence, evidence({ interviewId, text: 'NOTE-UNSHARED', share: false }));
  await room.end();
  await room.submitSelf(finishedSelf());
  await room.submitFeedback();
  await room.submitRubric();
  return {
    ...room,
    share: (
      person = room.candidate,
      changes: Partial<{ part: 'board' | 'report'; expiresInDays: number; showsName: boolean }> = {},
    ) =>
      person.call(createShare, {
        interviewId,
        shareId: nanoid(),
        part: 'report',
        ...changes,
      }),
  };
}

const read = (token: string) => rooms.callAsAnybody(readShared, { token });

describe('a link', () => {
  it('shows the candidate report to anybody, without names, ids, deliberation or debrief', async () => {
    const room = await revealedRoom();
    const { token, url, share } = await room.share();
    expect(url).toBe(`https://dryrun.example.org/shared/${token}`);
    expect(share).toMatchObject({ state: 'open', part: 'report', isOwn: true, showsName: false });
    const shared = await read(token);
    expect(shared).toMatchObject({
      state: 'open',
      part: 'report',
      sharedBy: { role: 'candidate', name: null },
      result: { recommendation: 'hire' },
    });
    const text = JSON.stringify(shared);
    for (const hidden of [
      'RATER-REASON',
      'NOTE-UNSHARED',
      'FEEDBACK-SECRET',
      'candidate 1',
      'interviewer 0',
      'Ads, Thursday',
      room.roomId,
      room.interviewId,
      room.candidate.participantId,
      room.lead.participantId,
      '"confidence":',
      'takeaways',
      'Sampler that keeps weights',
    ])
      expect(text).not.toContain(hidden);
    expect(text).toContain('Seen in framing');
  });

  it('shows the name of whoever made it when they chose so, and nobody else', async () => {
    const room = await revealedRoom();
    const { token } = await room.share(room.candidate, { showsName: true });
    const text = JSON.stringify(await read(token));
    expect(text).toContain('candidate 1');
    expect(text).not.toContain('interviewer 0');
  });

  it('to the board holds the board alone', async () => {
    const room = await revealedRoom();
    const { token } = await room.share(room.lead, { part: 'board' });
    const shared = await read(token);
    expect(Object.keys(shared).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'board',
      'expiresAt',
      'part',
      'setup',
      'sharedBy',
      'startedAt',
      'state',
      'title',
    ]);
  });

  it('is kept as a hash of its token', async () => {
    const room = await revealedRoom();
    const { token, share } = await room.share();
    const row = await rooms.database.shareLink.findUniqueOrThrow({ where: { id: share.id } });
    expect(row.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  });

  it('is one link however often the same call is sent; the last token is the one that works', async () => {
    const room = await revealedRoom();
    const input = { interviewId: room.interviewId, shareId: nanoid(), part: 'board' } as const;
    const first = await room.candidate.call(createShare, input);
    const second = await room.candidate.call(createShare, input);
    expect((await room.candidate.call(listShares, { interviewId: room.interviewId })).shares).toHaveLength(1);
    expect((await refusalOf(read(first.token))).code).toBe('SHARE_NOT_FOUND');
    expect((await read(second.token)).state).toBe('open');
  });

  it('ends at its time, after 14 days unless said otherwise and 180 at most', async () => {
    const room = await revealedRoom();
    const { token, share } = await room.share();
    expect(Date.parse(share.expiresAt) - rooms.clock.now()).toBe(14 * DAY_MS);
    rooms.clock.advance(14 * DAY_MS - 1);
    expect((await read(token)).state).toBe('open');
    rooms.clock.advance(1);
    expect(await read(token)).toEqual({ state: 'expired' });
    expect((await refusalOf(room.share(room.candidate, { expiresInDays: 181 }))).code).toBe(
      'VALIDATION_FAILED',
    );
  });

  it('ends when it is revoked, twice without harm', async () => {
    const room = await revealedRoom();
    const { token, share } = await room.share();
    const ids = { interviewId: room.interviewId, shareId: share.id };
    expect((await room.candidate.call(revokeShare, ids)).state).toBe('revoked');
    expect((await room.candidate.call(revokeShare, ids)).state).toBe('revoked');
    expect(await read(token)).toEqual({ state: 'revoked' });
  });

  it('ends with the place of whoever made it', async () => {
    const room = await revealedRoom();
    const { token } = await room.share(room.lead, { part: 'board' });
    await rooms.database.participant.update({
      where: { id: room.lead.participantId },
      data: { removedAt: new Date(rooms.clock.now()) },
    });
    expect(await read(token)).toEqual({ state: 'revoked' });
  });

  it('goes with its interview', async () => {
    const room = await revealedRoom();
    const { token } = await room.share();
    await rooms.database.interview.delete({ where: { id: room.interviewId } });
    expect((await refusalOf(read(token))).code).toBe('SHARE_NOT_FOUND');
  });

  it('cannot be made before the forms are open', async () => {
    const room = await rooms.createRoom();
    await room.start();
    await room.end();
    const input = { interviewId: room.interviewId, shareId: nanoid(), part: 'board' } as const;
    expect((await refusalOf(room.candidate.call(createShare, input))).code).toBe('REVIEW_NOT_READY');
  });
});

describe('who may', () => {
  it('share: the candidate both parts, interviewers the board, nobody else anything', async () => {
    const room = await revealedRoom();
    const { interviewId } = room;
    const allowed = async (person: typeof room.lead) =>
      (await person.call(listShares, { interviewId })).parts;
    expect(await allowed(room.candidate)).toEqual(['board', 'report']);
    expect(await allowed(room.lead)).toEqual(['board']);
    expect(await allowed(room.of('shadow'))).toEqual([]);
    expect(await allowed(room.of('observer'))).toEqual([]);
    const refused = [
      [room.lead, 'report'],
      [room.of('shadow'), 'board'],
      [room.of('observer'), 'board'],
    ] as const;
    // One after another: a refusal nobody waits for yet is an unhandled one.
    for (const [person, part] of refused)
      expect((await refusalOf(room.share(person, { part }))).code).toBe('FORBIDDEN');
    expect((await refusalOf(room.share(room.stranger, { part: 'board' }))).code).toBe('INTERVIEW_NOT_FOUND');
  });

  it('end: whoever made it, and the candidate every link to their work', async () => {
    const room = await revealedRoom();
    const { interviewId } = room;
    const own = await room.share();
    const boards = await room.share(room.lead, { part: 'board' });
    const listed = async (person: typeof room.lead) =>
      (await person.call(listShares, { interviewId })).shares.map(({ id }) => id);
    expect(await listed(room.lead)).toEqual([boards.share.id]);
    expect((await listed(room.candidate)).toSorted((a, b) => a.localeCompare(b))).toEqual(
      [own.share.id, boards.share.id].toSorted((a, b) => a.localeCompare(b)),
    );
    const revoke = (person: typeof room.lead, shareId: string) =>
      person.call(revokeShare, { interviewId, shareId });
    expect((await refusalOf(revoke(room.lead, own.share.id))).code).toBe('SHARE_NOT_FOUND');
    expect((await refusalOf(revoke(room.of('observer'), boards.share.id))).code).toBe('SHARE_NOT_FOUND');
    await revoke(room.candidate, boards.share.id);
    expect(await read(boards.token)).toEqual({ state: 'revoked' });
  });

  it('have twenty open links at most', async () => {
    const room = await revealedRoom();
    for (let index = 0; index < 20; index += 1) await room.share();
    expect((await refusalOf(room.share())).code).toBe('TOO_MANY_SHARES');
  });
});
