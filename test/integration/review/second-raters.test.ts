import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getGuide, getInterview } from '#shared/contracts/interviews.contract.ts';
import {
  assignRater,
  declineRating,
  listContacts,
  listQueue,
  listRaters,
  withdrawRater,
} from '#shared/contracts/raters.contract.ts';
import { getMaterials, getReview, recordRating } from '#shared/contracts/review.contract.ts';
import {
  acceptInvite,
  getRoom,
  joinRoom,
  listRooms,
  previewInvite,
} from '#shared/contracts/rooms.contract.ts';
import { RUBRIC_FORM, getFormProgress } from '#shared/contracts/rubric.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { finishedRubric, openRatedRooms, refusalOf, type RatedRooms } from '../rubric/rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

type Room = Awaited<ReturnType<RatedRooms['createRoom']>>;
const inDays = (days: number) => new Date(rooms.clock.now() + days * 86_400_000).toISOString();

async function endedRoom(): Promise<Room> {
  const room = await rooms.createRoom();
  await room.start();
  rooms.clock.advance(20 * 60_000);
  await room.note();
  await room.hint(['nudge']);
  await room.end();
  return room;
}

async function visitor(name: string) {
  const userId = nanoid();
  await rooms.database.user.create({ data: { id: userId, name, email: `${userId}@example.org` } });
  return rooms.person(userId, userId);
}

/** Somebody who followed a link to a second rating of this interview. */
async function seated(room: Room, name = 'Rita') {
  const { interviewId, lead } = room;
  const assignmentId = nanoid();
  const asked = await lead.call(assignRater, {
    interviewId,
    assignmentId,
    contactId: null,
    dueAt: inDays(2),
  });
  const token = asked.url?.split('/join/')[1] ?? '';
  const person = await visitor(name);
  const { participant } = await person.call(acceptInvite, { token, displayName: name });
  return { assignmentId, token, rater: rooms.person(person.userId, participant.id) };
}

const rated = (rating: 2 | 4) => ({
  ...finishedRubric(),
  dimensions: {
    ...finishedRubric().dimensions,
    data: { rating, notAssessed: null, ceilingReason: '' },
  },
});

describe('asking for a second rating', () => {
  it('is for interviewers and the host, and never before the interview is over', async () => {
    const room = await rooms.createRoom();
    await room.start();
    const ask = { interviewId: room.interviewId, assignmentId: nanoid(), contactId: null, dueAt: inDays(1) };
    expect((await refusalOf(room.lead.call(assignRater, ask))).code).toBe('WRONG_PHASE');
    await room.end();
    for (const person of [room.candidate, room.of('shadow'), room.of('observer')]) {
      expect((await refusalOf(person.call(assignRater, ask))).code).toBe('FORBIDDEN');
      expect((await refusalOf(person.call(listRaters, { interviewId: room.interviewId }))).code).toBe(
        'FORBIDDEN',
      );
    }
    const past = { ...ask, dueAt: inDays(-1) };
    expect((await refusalOf(room.lead.call(assignRater, past))).code).toBe('VALIDATION_FAILED');
    expect((await room.lead.call(assignRater, ask)).url).toContain('/join/');
  });

  it('sent again makes a new link until one was followed, and never a second seat', async () => {
    const room = await endedRoom();
    const { interviewId, lead } = room;
    const ask = { interviewId, assignmentId: nanoid(), contactId: null, dueAt: inDays(1) };
    const first = await lead.call(assignRater, ask);
    const second = await lead.call(assignRater, ask);
    const [lost = '', kept = ''] = [first, second].map(({ url }) => url?.split('/join/')[1]);
    expect(kept).not.toBe(lost);
    const person = await visitor('Rita');
    expect((await person.call(previewInvite, { token: lost })).state).toBe('revoked');
    expect(await person.call(previewInvite, { token: kept })).toMatchObject({
      role: 'reviewer',
      interviewId,
      participation: null,
    });
    await person.call(acceptInvite, { token: kept, displayName: 'Rita' });
    await person.call(acceptInvite, { token: kept, displayName: 'Rita' });
    expect((await lead.call(assignRater, ask)).url).toBeNull();
    const { raters } = await lead.call(listRaters, { interviewId });
    expect(raters).toMatchObject([{ displayName: 'Rita', isTaken: true, isSubmitted: null }]);
    const other = await visitor('Other');
    const late = await refusalOf(other.call(acceptInvite, { token: kept, displayName: 'Other' }));
    expect(late.code).toBe('INVITE_USED');
  });

  it('is refused to whoever has another part in the interview', async () => {
    const room = await endedRoom();
    const { url } = await room.lead.call(assignRater, {
      interviewId: room.interviewId,
      assignmentId: nanoid(),
      contactId: null,
      dueAt: inDays(1),
    });
    const token = url?.split('/join/')[1] ?? '';
    for (const person of [room.candidate, room.of('shadow')]) {
      // Inside already: stays what they are and uses nothing up.
      expect((await person.call(acceptInvite, { token, displayName: 'Me' })).interviewId).toBeNull();
    }
    const observer = room.of('observer');
    expect((await observer.call(acceptInvite, { token, displayName: 'Me' })).interviewId).toBe(
      room.interviewId,
    );
    expect((await observer.call(RUBRIC_FORM.get, { interviewId: room.interviewId })).isSecond).toBe(true);
    // Who only watched stays in the room as before.
    expect((await observer.call(getRoom, { roomId: room.roomId })).participants).toContainEqual(
      expect.objectContaining({ id: observer.participantId, role: 'observer' }),
    );
  });

  it('offers people met in earlier rooms, and finds itself in their queue', async () => {
    const earlier = await rooms.createRoom(['interviewer', 'candidate', 'observer']);
    const room = await endedRoom();
    const { interviewId, lead } = room;
    expect(
      (await lead.call(listContacts, { interviewId })).contacts.map(({ displayName }) => displayName),
    ).toEqual(['observer 3']);
    // The same person had a room with somebody else before.
    await rooms.database.participant.create({
      data: {
        id: nanoid(),
        roomId: earlier.roomId,
        userId: lead.userId,
        role: 'observer',
        displayName: 'L',
        colour: 1,
      },
    });
    const { contacts } = await lead.call(listContacts, { interviewId });
    const friend = contacts.find(({ id }) => id === earlier.lead.participantId);
    expect(friend).toMatchObject({ displayName: 'interviewer 0', metIn: 'Ads, Thursday' });
    expect(JSON.stringify(contacts)).not.toContain(earlier.lead.userId);
    const assignmentId = nanoid();
    const asked = await lead.call(assignRater, {
      interviewId,
      assignmentId,
      contactId: friend?.id ?? null,
      dueAt: inDays(3),
    });
    expect(asked).toMatchObject({ url: null, rater: { displayName: 'interviewer 0', isTaken: true } });
    expect((await earlier.lead.call(listQueue, {})).items).toMatchObject([
      { id: assignmentId, interviewId, status: 'open', askedBy: 'interviewer 0', isRevealed: false },
    ]);
    expect((await earlier.lead.call(listRooms, {})).rooms.map(({ room: one }) => one.id)).toEqual([
      earlier.roomId,
    ]);
    const stranger = { interviewId, assignmentId: nanoid(), contactId: nanoid(), dueAt: inDays(3) };
    expect((await refusalOf(lead.call(assignRater, stranger))).code).toBe('PARTICIPANT_NOT_FOUND');
  });
});

describe('a second rater', () => {
  it('has the guide and the interview as everybody saw it, and no room', async () => {
    const room = await endedRoom();
    const { rater } = await seated(room);
    const { interviewId, roomId } = room;
    expect((await rater.call(getGuide, { interviewId })).scenario.meta.id).toBe('ad-click-prediction');
    const materials = await rater.call(getMaterials, { interviewId });
    expect(materials.hints).toEqual([{ rung: 'nudge', dimension: 'evaluation', offsetMs: 20 * 60_000 }]);
    expect(materials.board.nodes).toHaveLength(2);
    expect(await rater.call(getInterview, { interviewId })).toMatchObject({ view: 'candidate' });
    for (const operation of [getRoom, joinRoom]) {
      expect((await refusalOf(rater.call(operation, { roomId }))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(room.of('observer').call(getMaterials, { interviewId }))).code).toBe('FORBIDDEN');
    const people = (await room.candidate.call(getRoom, { roomId })).participants;
    expect(people.map(({ role }) => role)).not.toContain('reviewer');
  });

  it('is waited for until the deadline, and counts into the mean', async () => {
    const room = await endedRoom();
    const { interviewId, lead, candidate } = room;
    const { rater } = await seated(room);
    await room.note(rater);
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric(rated(2));
    expect((await refusalOf(lead.call(getReview, { interviewId }))).code).toBe('REVIEW_NOT_READY');
    expect((await lead.call(getFormProgress, { interviewId })).missing).toEqual([
      { participantId: rater.participantId, displayName: 'Rita', kind: 'rubric' },
    ]);
    expect((await candidate.call(getFormProgress, { interviewId })).missing).toEqual([
      { participantId: null, displayName: null, kind: 'rubric' },
    ]);
    await room.submitRubric(finishedRubric(), rater);
    const review = await lead.call(getReview, { interviewId });
    if (review.view !== 'guide') throw new Error(review.view);
    expect(review.raters?.map(({ seat, ratings }) => [seat, ratings.data])).toEqual([
      ['lead', 2],
      ['reviewer', 3],
    ]);
    expect(review.result?.dimensions.find(({ dimension }) => dimension === 'data')).toMatchObject({
      ratingHundredths: 250,
    });
    expect((await rater.call(listQueue, {})).items).toMatchObject([
      { status: 'submitted', isRevealed: true },
    ]);
  });

  it('asked after the reveal holds up nothing and rates blind all the same', async () => {
    const room = await endedRoom();
    const { interviewId } = room;
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric();
    const { rater } = await seated(room);
    const sealed = await rater.call(getReview, { interviewId });
    expect(sealed).toMatchObject({
      view: 'guide',
      isSealed: true,
      canWaive: false,
      result: null,
      raters: null,
    });
    await room.note(rater);
    rooms.clock.advance(60_000);
    await room.submitRubric(rated(2), rater);
    const open = await rater.call(getReview, { interviewId });
    if (open.view !== 'guide') throw new Error(open.view);
    expect(open).toMatchObject({ isSealed: false, feedback: null, interviewing: null });
    expect(open.raters?.map(({ isLate }) => isLate)).toEqual([false, true]);
  });

  it('who turns it down is out, and the forms open when nobody else is missing', async () => {
    const room = await endedRoom();
    const { interviewId, lead } = room;
    const { rater } = await seated(room);
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric();
    await rater.call(declineRating, { interviewId });
    expect((await lead.call(getReview, { interviewId })).view).toBe('guide');
    for (const operation of [getReview, getMaterials, getGuide, RUBRIC_FORM.get]) {
      expect((await refusalOf(rater.call(operation, { interviewId }))).code).toBe('INTERVIEW_NOT_FOUND');
    }
    expect((await rater.call(listQueue, {})).items).toEqual([]);
  });

  it('whose seat is taken back by somebody sealed ends without a word about the rating, which stays and counts', async () => {
    const room = await endedRoom();
    const { interviewId, lead } = room;
    const { rater, assignmentId } = await seated(room);
    await room.note(rater);
    await room.submitRubric(finishedRubric(), rater);
    await lead.call(withdrawRater, { interviewId, assignmentId });
    expect((await lead.call(listRaters, { interviewId })).raters).toEqual([]);
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric(rated(2));
    const review = await rater.call(getReview, { interviewId });
    expect(review).toMatchObject({ view: 'guide', result: { raterCount: 2 } });
  });

  it('cannot be unblinded by a role in the room', async () => {
    const room = await endedRoom();
    const { rater } = await seated(room);
    const { interviewId } = room;
    await rooms.database.participant.update({
      where: { id: rater.participantId },
      data: { role: 'interviewer' },
    });
    expect(await rater.call(getInterview, { interviewId })).toMatchObject({ view: 'candidate' });
    expect((await rater.call(RUBRIC_FORM.get, { interviewId })).isSecond).toBe(true);
  });
});

describe('a review meeting', () => {
  async function comparedRoom() {
    const room = await endedRoom();
    const { rater } = await seated(room);
    await room.note(rater);
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric(rated(2));
    return { room, rater };
  }
  const agree = (interviewId: string, recordId = nanoid()) => ({
    interviewId,
    recordId,
    kind: 'agreed' as const,
    dimension: 'data' as const,
    rating: 3 as const,
    reason: 'Labels yes, their delay no.',
  });

  it('writes beside the forms, which stay as they are, and the mean with them', async () => {
    const { room, rater } = await comparedRoom();
    const { interviewId, lead } = room;
    expect((await refusalOf(lead.call(recordRating, agree(interviewId)))).code).toBe('REVIEW_NOT_READY');
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    expect((await refusalOf(rater.call(recordRating, agree(interviewId)))).code).toBe('REVIEW_SEALED');
    await room.submitRubric(finishedRubric(), rater);
    const before = await lead.call(RUBRIC_FORM.get, { interviewId });
    const recordId = nanoid();
    await lead.call(recordRating, agree(interviewId, recordId));
    await lead.call(recordRating, agree(interviewId, recordId));
    rooms.clock.advance(1_000);
    await rater.call(recordRating, { ...agree(interviewId), kind: 'correction', rating: 2 });
    expect(await lead.call(RUBRIC_FORM.get, { interviewId })).toEqual(before);
    const review = await rater.call(getReview, { interviewId });
    if (review.view !== 'guide') throw new Error(review.view);
    expect(review.records?.map(({ kind, rating, authorName }) => [kind, rating, authorName])).toEqual([
      ['agreed', 3, 'interviewer 0'],
      ['correction', 2, 'Rita'],
    ]);
    expect(review.raters?.map(({ ratings }) => ratings.data)).toEqual([2, 3]);
    expect(review.result?.dimensions.find(({ dimension }) => dimension === 'data')).toMatchObject({
      ratingHundredths: 250,
      agreed: 3,
    });
  });

  it('is not for shadows, observers or the candidate', async () => {
    const { room } = await comparedRoom();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    const { interviewId } = room;
    const shadow = room.of('shadow');
    await room.note(shadow);
    await room.submitRubric(finishedRubric(), shadow);
    for (const person of [shadow, room.of('observer'), room.candidate]) {
      expect((await refusalOf(person.call(recordRating, agree(interviewId)))).code).toBe('FORBIDDEN');
    }
  });
});
