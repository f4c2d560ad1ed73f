import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportReport } from '#shared/contracts/report.contract.ts';
import {
  answerFlag,
  getReview,
  recordRating,
  replyToReview,
  reviewChanged,
  withdrawReply,
  type ReplyTarget,
} from '#shared/contracts/review.contract.ts';
import type { RequestOf } from '#shared/contracts/operation.ts';
import { listRooms } from '#shared/contracts/rooms.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { openRatedRooms, refusalOf, type RatedRooms } from '../rubric/rated-room.ts';
import { openRatedByTwo } from './rated-by-two.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

type Room = Awaited<ReturnType<RatedRooms['createRoom']>>;
type Person = Room['lead'];

const ABOUT_DATA: ReplyTarget = { on: 'rating', dimension: 'data' };

/** A review a minute after it was opened, and what people say to it. */
async function revealedRoom() {
  const { room, co, kept, shared } = await openRatedByTwo(rooms);
  const { interviewId, lead, candidate } = room;
  rooms.clock.advance(60_000);
  const say = (input: Partial<RequestOf<typeof replyToReview>> = {}, person: Person = candidate) =>
    person.call(replyToReview, {
      interviewId,
      replyId: nanoid(),
      kind: 'flag',
      target: ABOUT_DATA,
      text: 'I named the label source.',
      ...input,
    });
  const answer = (
    replyId: string,
    input: Partial<RequestOf<typeof answerFlag>> = {},
    person: Person = lead,
  ) =>
    person.call(answerFlag, {
      interviewId,
      replyId,
      answerId: nanoid(),
      verdict: 'stands',
      text: 'It came after a hint.',
      recordId: null,
      ...input,
    });
  const record = async (person: Person, kind: 'agreed' | 'correction') => {
    const recordId = nanoid();
    const fields = { interviewId, recordId, kind, dimension: 'data', rating: 4 } as const;
    await person.call(recordRating, { ...fields, reason: 'Seen in the notes.' });
    return recordId;
  };
  return { ...room, co, kept, shared, say, answer, record };
}

async function repliesFor(person: Person, interviewId: string) {
  const review = await person.call(getReview, { interviewId });
  return review.view === 'observer' ? null : review.replies;
}

describe('what the candidate says to a review', () => {
  it('stands beside what it concerns for candidate and raters, in order and with name and time', async () => {
    const room = await revealedRoom();
    await room.say({ kind: 'reply', target: { on: 'review' }, text: 'Thank you.\nI will practise.' });
    rooms.clock.advance(1_000);
    const note = { on: 'note', noteId: room.shared.noteId, dimension: 'data' } as const;
    const flag = await room.say({ target: note, text: 'I said hourly, not daily.' });
    expect(flag).toMatchObject({ kind: 'flag', target: note, isOwn: true, withdrawnAt: null, answers: [] });
    for (const person of [room.candidate, room.lead, room.co]) {
      const replies = await repliesFor(person, room.interviewId);
      expect(replies?.map(({ text }) => text)).toEqual([
        'Thank you.\nI will practise.',
        'I said hourly, not daily.',
      ]);
      expect(replies?.[1]).toMatchObject({
        authorName: 'candidate 1',
        createdAt: new Date(rooms.clock.now()).toISOString(),
      });
    }
    expect(await repliesFor(room.of('shadow'), room.interviewId)).toBeNull();
    expect(await repliesFor(room.of('observer'), room.interviewId)).toBeNull();
  });

  it('is told at once to those who may read it and to nobody else', async () => {
    const room = await revealedRoom();
    const heard = room.candidate.effects.length;
    await room.say();
    const effects = room.candidate.effects.slice(heard);
    expect(
      effects.flatMap((effect) =>
        effect.type === 'broadcast' && effect.event === reviewChanged.event ? [effect.channel] : [],
      ),
    ).toHaveLength(3);
    expect(JSON.stringify(effects)).not.toContain('label source');
    const shadow = room.of('shadow').participantId;
    expect(effects.some((effect) => effect.type === 'broadcast' && effect.channel.includes(shadow))).toBe(
      false,
    );
  });

  it('can only be about something the candidate is shown', async () => {
    const room = await revealedRoom();
    const targets: ReplyTarget[] = [
      { on: 'note', noteId: room.kept.noteId, dimension: 'data' },
      { on: 'note', noteId: 'no-such-note', dimension: 'data' },
      { on: 'note', noteId: room.shared.noteId, dimension: 'serving' },
      { on: 'hint', dimension: 'evaluation', rung: 'reveal', offsetMs: 20 * 60_000 },
    ];
    for (const target of targets) {
      const refusal = await refusalOf(room.say({ target }));
      expect(refusal.code).toBe('REPLY_TARGET_NOT_FOUND');
      expect(refusal.details).toEqual({});
    }
    await room.say({ target: { on: 'hint', dimension: 'evaluation', rung: 'nudge', offsetMs: 20 * 60_000 } });
    for (const [kind, target] of [
      ['reply', { on: 'note', noteId: room.shared.noteId, dimension: 'data' }],
      ['flag', { on: 'review' }],
    ] as const) {
      expect((await refusalOf(room.say({ kind, target }))).code).toBe('VALIDATION_FAILED');
    }
  });

  it('is for the candidate alone, and not before there is a result', async () => {
    const room = await revealedRoom();
    for (const person of [room.lead, room.co, room.of('shadow'), room.of('observer')]) {
      expect((await refusalOf(room.say({}, person))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(room.say({}, room.stranger))).code).toBe('INTERVIEW_NOT_FOUND');
    const early = await rooms.createRoom();
    await early.start();
    await early.end();
    const said = { interviewId: early.interviewId, replyId: nanoid(), kind: 'flag', text: 'No.' } as const;
    const refusal = await refusalOf(early.candidate.call(replyToReview, { ...said, target: ABOUT_DATA }));
    expect(refusal.code).toBe('REVIEW_NOT_READY');
  });

  it('is written once however often it is sent, even at the same moment', async () => {
    const room = await revealedRoom();
    const replyId = nanoid();
    const sent = await Promise.all([1, 2, 3].map(() => room.say({ replyId })));
    expect(new Set(sent.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(await repliesFor(room.lead, room.interviewId)).toHaveLength(1);
    // Acknowledging other words under the same id would lose them.
    expect((await refusalOf(room.say({ replyId, text: 'Other words.' }))).code).toBe('REPLY_CONFLICT');
    const other = await revealedRoom();
    expect((await refusalOf(other.say({ replyId }))).code).toBe('FORBIDDEN');
  });

  it('has a length and a number it may not pass', async () => {
    const room = await revealedRoom();
    for (const text of ['', '  \n ', 'x'.repeat(LIMITS.replyText + 1)]) {
      expect((await refusalOf(room.say({ text }))).code).toBe('VALIDATION_FAILED');
    }
    for (let count = 0; count < LIMITS.repliesPerAuthor; count++) await room.say();
    expect((await refusalOf(room.say())).code).toBe('TOO_MANY_REPLIES');
  });

  it('can be withdrawn by its author alone: the words go, the rest stays', async () => {
    const room = await revealedRoom();
    const { id: replyId } = await room.say({ text: 'WITHDRAWN-WORDS' });
    const { interviewId } = room;
    for (const person of [room.lead, room.co, room.of('observer')]) {
      const refusal = await refusalOf(person.call(withdrawReply, { interviewId, replyId }));
      expect(refusal.code).toBe('REPLY_NOT_FOUND');
    }
    const first = await room.candidate.call(withdrawReply, { interviewId, replyId });
    rooms.clock.advance(1_000);
    expect(await room.candidate.call(withdrawReply, { interviewId, replyId })).toEqual(first);
    expect(await repliesFor(room.lead, interviewId)).toMatchObject([{ id: replyId, text: '', ...first }]);
    expect(await rooms.database.reviewReply.count({ where: { text: { contains: 'WITHDRAWN' } } })).toBe(0);
    expect((await refusalOf(room.answer(replyId))).code).toBe('REPLY_WITHDRAWN');
    // A retry that comes late brings nothing back.
    expect(await room.say({ replyId, text: 'WITHDRAWN-WORDS' })).toMatchObject({ text: '' });
  });

  it('is in the files of those who may read it, and in no others', async () => {
    const room = await revealedRoom();
    await room.say({ text: 'FLAG-WORDS' });
    const textFor = async (person: Person, format: 'markdown' | 'json') =>
      (await person.file(exportReport, { interviewId: room.interviewId, format })).text;
    for (const format of ['markdown', 'json'] as const) {
      for (const person of [room.candidate, room.lead]) {
        expect(await textFor(person, format)).toContain('FLAG-WORDS');
      }
      for (const person of [room.of('observer'), room.of('shadow')]) {
        expect(await textFor(person, format)).not.toContain('FLAG-WORDS');
      }
    }
  });
});

describe('what a rater answers to a flag', () => {
  it('names the record it was corrected by: an own correction or what was agreed', async () => {
    const room = await revealedRoom();
    const { id } = await room.say();
    const [own, others, agreed] = [
      await room.record(room.lead, 'correction'),
      await room.record(room.co, 'correction'),
      await room.record(room.co, 'agreed'),
    ];
    for (const recordId of [null, others, 'no-such-record']) {
      const refusal = await refusalOf(room.answer(id, { verdict: 'corrected', recordId }));
      expect(refusal.code).toBe('VALIDATION_FAILED');
    }
    expect((await refusalOf(room.answer(id, { recordId: own }))).code).toBe('VALIDATION_FAILED');
    await room.answer(id, { verdict: 'corrected', recordId: own, text: 'You did, at 07:10.' });
    rooms.clock.advance(1_000);
    await room.answer(id, { verdict: 'corrected', recordId: agreed }, room.co);
    const [flag] = (await repliesFor(room.candidate, room.interviewId)) ?? [];
    expect(flag?.answers).toMatchObject([
      {
        verdict: 'corrected',
        text: 'You did, at 07:10.',
        authorName: 'interviewer 0',
        isOwn: false,
        record: { kind: 'correction', dimension: 'data', rating: 4 },
      },
      { authorName: 'interviewer 4', record: { kind: 'agreed' } },
    ]);
    // What was handed in never changes.
    const review = await room.candidate.call(getReview, { interviewId: room.interviewId });
    expect(review.view === 'candidate' && review.result?.dimensions[1]?.ratingHundredths).toBe(300);
  });

  it('corrects a note by its words alone, and says why something stands', async () => {
    const room = await revealedRoom();
    const target = { on: 'note', noteId: room.shared.noteId, dimension: 'data' } as const;
    const { id } = await room.say({ target });
    expect((await refusalOf(room.answer(id, { text: 'No.' }))).code).toBe('VALIDATION_FAILED');
    const answerId = nanoid();
    const said = { answerId, verdict: 'corrected', text: 'It was hourly.' } as const;
    const first = await room.answer(id, said);
    expect(first).toMatchObject({ verdict: 'corrected', record: null, isOwn: true });
    expect(await room.answer(id, said)).toEqual(first);
    expect((await refusalOf(room.answer(id, { ...said, verdict: 'stands' }))).code).toBe('REPLY_CONFLICT');
  });

  it('is for raters whose counted rubric is in, and tells the others nothing of the flag', async () => {
    const room = await revealedRoom();
    const { id } = await room.say();
    expect((await refusalOf(room.answer(id, {}, room.of('shadow')))).code).toBe('REVIEW_SEALED');
    expect((await refusalOf(room.answer('no-such-flag', {}, room.of('shadow')))).code).toBe('REVIEW_SEALED');
    for (const person of [room.candidate, room.of('observer')]) {
      expect((await refusalOf(room.answer(id, {}, person))).code).toBe('FORBIDDEN');
    }
    await room.note(room.of('shadow'));
    await room.submitRubric(undefined, room.of('shadow'));
    expect((await refusalOf(room.answer(id, {}, room.of('shadow')))).code).toBe('FORBIDDEN');
    const reply = await room.say({ kind: 'reply' });
    for (const other of [reply.id, 'no-such-flag', (await (await revealedRoom()).say()).id]) {
      expect((await refusalOf(room.answer(other))).code).toBe('REPLY_NOT_FOUND');
    }
  });

  it('is asked for on the dashboard of those who may answer, until somebody has', async () => {
    const room = await revealedRoom();
    const shadow = room.of('shadow');
    await room.note(shadow);
    await room.submitRubric(undefined, shadow);
    const everybody = [room.lead, room.co, shadow, room.of('observer'), room.candidate];
    const asked = async () => {
      const lists: boolean[] = [];
      for (const person of everybody) {
        const { rooms: own } = await person.call(listRooms, {});
        lists.push(own.some(({ interviews }) => interviews.some(({ hasOpenFlag }) => hasOpenFlag)));
      }
      return lists;
    };
    const nobody = [false, false, false, false, false];
    await room.say({ kind: 'reply' });
    expect(await asked()).toEqual(nobody);
    const { id } = await room.say();
    expect(await asked()).toEqual([true, true, false, false, false]);
    const { id: answerId } = await room.answer(id);
    expect(await asked()).toEqual(nobody);
    const { interviewId } = room;
    await room.lead.call(withdrawReply, { interviewId, replyId: answerId });
    expect(await asked()).toEqual([true, true, false, false, false]);
    await room.candidate.call(withdrawReply, { interviewId, replyId: id });
    expect(await asked()).toEqual(nobody);
  });
});
