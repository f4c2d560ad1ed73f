import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeInterview } from '#shared/contracts/interviews.contract.ts';
import { getReview, reviewChanged } from '#shared/contracts/review.contract.ts';
import {
  RUBRIC_FORM,
  SELF_FORM,
  getFormProgress,
  listEvidence,
  putEvidence,
  waiveRubric,
} from '#shared/contracts/rubric.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import {
  evidence,
  finishedRubric,
  finishedSelf,
  openRatedRooms,
  refusalOf,
  type RatedRooms,
} from '../rubric/rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

type Room = Awaited<ReturnType<RatedRooms['createRoom']>>;
type Person = Room['lead'];

/** A label of the scenario's reference architecture that stands nowhere else. */
const REFERENCE_WORDS = 'Sampler that keeps weights';

const READS = [
  ['evidence', (person: Person, interviewId: string) => person.call(listEvidence, { interviewId })],
  ['rubric', (person: Person, interviewId: string) => person.call(RUBRIC_FORM.get, { interviewId })],
  ['self', (person: Person, interviewId: string) => person.call(SELF_FORM.get, { interviewId })],
  ['progress', (person: Person, interviewId: string) => person.call(getFormProgress, { interviewId })],
  ['review', (person: Person, interviewId: string) => person.call(getReview, { interviewId })],
] as const;

/** Everything one person can read of an interview now, refusals included, as one text. */
async function everythingReadableBy(person: Person, interviewId: string): Promise<string> {
  const answers = await Promise.all(
    READS.map(async ([name, read]) => {
      try {
        return { name, answer: await read(person, interviewId) };
      } catch (error) {
        return { name, refused: String(error) };
      }
    }),
  );
  return JSON.stringify([...answers, person.effects]);
}

const everybody = (room: Room) => ({
  lead: room.lead,
  candidate: room.candidate,
  shadow: room.of('shadow'),
  observer: room.of('observer'),
  stranger: room.stranger,
});

/** Who can read which of the marked texts. */
async function readersOf(room: Room, mark: string): Promise<string[]> {
  const readers: string[] = [];
  for (const [name, person] of Object.entries(everybody(room))) {
    if ((await everythingReadableBy(person, room.interviewId)).includes(mark)) readers.push(name);
  }
  return readers;
}

async function endedRoom() {
  const room = await rooms.createRoom();
  await room.start();
  rooms.clock.advance(20 * 60_000);
  await room.note();
  await room.lead.call(
    putEvidence,
    evidence({
      interviewId: room.interviewId,
      text: 'NOTE-UNSHARED',
      share: false,
      hintId: 'ev.h1',
      offsetMs: 61_000,
    }),
  );
  await room.lead.call(
    putEvidence,
    evidence({ interviewId: room.interviewId, text: 'NOTE-SHARED', offsetMs: 60_000 }),
  );
  await room.hint(['nudge']);
  await room.of('shadow').call(putEvidence, evidence({ interviewId: room.interviewId, text: 'NOTE-SHADOW' }));
  await room.end();
  return room;
}

describe('before the reveal', () => {
  it('gives nobody anything of the others, not even that it exists', async () => {
    const room = await endedRoom();
    const { interviewId } = room;
    const before = {
      candidate: await everythingReadableBy(room.candidate, interviewId),
      observer: await everythingReadableBy(room.of('observer'), interviewId),
      shadow: await everythingReadableBy(room.of('shadow'), interviewId),
    };
    await room.submitRubric();
    // What the interviewer did changes not one byte of what the others can read.
    expect(await everythingReadableBy(room.candidate, interviewId)).toBe(before.candidate);
    expect(await everythingReadableBy(room.of('observer'), interviewId)).toBe(before.observer);
    expect(await everythingReadableBy(room.of('shadow'), interviewId)).toBe(before.shadow);

    expect(await readersOf(room, 'RATER-REASON')).toEqual(['lead']);
    expect(await readersOf(room, 'NOTE-UNSHARED')).toEqual(['lead']);
    expect(await readersOf(room, 'NOTE-SHARED')).toEqual(['lead']);
    expect(await readersOf(room, 'NOTE-SHADOW')).toEqual(['shadow']);

    await room.submitSelf(finishedSelf());
    expect(await readersOf(room, 'SELF-SECRET')).toEqual(['candidate']);
    expect(await everythingReadableBy(room.of('observer'), interviewId)).toBe(before.observer);
  });

  it('refuses the review to everybody, and to strangers that there is one', async () => {
    const room = await endedRoom();
    for (const person of [room.lead, room.candidate, room.of('shadow'), room.of('observer')]) {
      expect((await refusalOf(person.call(getReview, { interviewId: room.interviewId }))).code).toBe(
        'REVIEW_NOT_READY',
      );
    }
    const refusal = await refusalOf(room.stranger.call(getReview, { interviewId: room.interviewId }));
    expect(refusal.code).toBe('INTERVIEW_NOT_FOUND');
  });

  it('keeps the reference architecture from candidate and observer', async () => {
    const room = await endedRoom();
    expect(await readersOf(room, REFERENCE_WORDS)).toEqual([]);
    await room.submitRubric();
    await room.submitSelf(finishedSelf());
    expect(await readersOf(room, REFERENCE_WORDS)).toEqual([]);
  });

  it('hides the mean from its own rater until the rubric is in', async () => {
    const room = await endedRoom();
    const { lead, interviewId } = room;
    await lead.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content: finishedRubric() });
    expect((await lead.call(RUBRIC_FORM.get, { interviewId })).score).toBeNull();
    expect(await everythingReadableBy(lead, interviewId)).not.toContain('meanHundredths');
  });
});

describe('after the reveal', () => {
  async function revealedRoom() {
    const room = await endedRoom();
    await room.submitSelf(finishedSelf(4));
    await room.submitFeedback();
    await room.submitRubric();
    return room;
  }

  it('gives the candidate behaviours and shared moments, none of the deliberation or the guide', async () => {
    const { candidate, interviewId } = await revealedRoom();
    const review = await candidate.call(getReview, { interviewId });
    if (review.view !== 'candidate') throw new Error(`view ${review.view}`);
    expect(review.result).toMatchObject({
      score: { meanHundredths: 300, coveragePercent: 100, completeness: 'complete' },
      recommendation: 'hire',
      raterCount: 1,
      isLate: false,
    });
    expect(review.result?.dimensions[0]).toMatchObject({
      dimension: 'framing',
      ratingHundredths: 300,
      anchor: expect.stringContaining('Ties a business goal'),
      nextRung: expect.stringContaining('compares two framings'),
    });
    expect(review.evidence.map(({ text }) => text)).toContain('NOTE-SHARED');
    expect(review.evidence.map(({ offsetMs }) => offsetMs)).toEqual(
      review.evidence.map(({ offsetMs }) => offsetMs).toSorted((a, b) => a - b),
    );
    expect(review.hints).toEqual([{ rung: 'nudge', dimension: 'evaluation', offsetMs: 20 * 60_000 }]);
    expect(review.self?.comparison).toMatchObject({ meanGapHundredths: 100, blindSpots: [] });
    expect(review.feedback?.keep).toContain('FEEDBACK-SECRET');
    expect(review.debrief?.takeaways.length).toBeGreaterThan(0);
    expect(review.phases.length).toBeGreaterThan(7);
    expect(review.phaseEntries[0]).toEqual({ phaseId: 'intro', offsetMs: 0 });
    const text = JSON.stringify(review);
    for (const secret of [
      'NOTE-UNSHARED',
      'NOTE-SHADOW',
      'RATER-REASON',
      'ev.h1',
      'IV-ad-click-prediction',
      '"confidence":',
      '"share":',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('opens the reference architecture with what counts as an alternative, and not from which level on', async () => {
    const { candidate, interviewId } = await revealedRoom();
    const { debrief } = await candidate.call(getReview, { interviewId });
    const nodes = debrief?.architecture?.nodes ?? [];
    expect(nodes.map(({ label }) => label)).toContain(REFERENCE_WORDS);
    expect(nodes.find(({ id }) => id === 'joiner')?.alternatives).toEqual(['label_store']);
    expect(nodes.filter(({ from }) => from !== undefined)).toEqual([]);
  });

  it('gives the interviewer reasons, all own notes, uptake of hints and the answers about the interviewing', async () => {
    const { lead, interviewId } = await revealedRoom();
    const review = await lead.call(getReview, { interviewId });
    if (review.view !== 'guide') throw new Error(`view ${review.view}`);
    expect(review).toMatchObject({ isSealed: false, result: { confidence: 'medium' } });
    expect(review.evidence.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['NOTE-SHARED', 'NOTE-UNSHARED']),
    );
    expect(review.hints).toEqual([
      { rung: 'nudge', dimension: 'evaluation', offsetMs: 20 * 60_000, hintId: 'ev.h1', uptake: null },
    ]);
    expect(review.feedback?.keep).toContain('FEEDBACK-SECRET');
    expect(JSON.stringify(review)).not.toContain('NOTE-SHADOW');
  });

  it('seals everything from a shadow who may still rate, and opens it when they give that up', async () => {
    const room = await revealedRoom();
    const shadow = room.of('shadow');
    const { interviewId } = room;
    const sealed = await shadow.call(getReview, { interviewId });
    if (sealed.view !== 'guide') throw new Error(`view ${sealed.view}`);
    expect(sealed).toMatchObject({ isSealed: true, canWaive: true, result: null, raters: null, self: null });
    expect(sealed.evidence.map(({ text }) => text)).toEqual(['NOTE-SHADOW']);

    expect(await shadow.call(waiveRubric, { interviewId })).toMatchObject({ isWaived: true, isOpen: false });
    const save = { interviewId, baseRevision: 0, content: finishedRubric() };
    expect((await refusalOf(shadow.call(RUBRIC_FORM.save, save))).code).toBe('WRONG_PHASE');
    const review = await shadow.call(getReview, { interviewId });
    if (review.view !== 'guide') throw new Error(`view ${review.view}`);
    expect(review).toMatchObject({ isSealed: false, canRecord: false });
    expect(review.result).not.toBeNull();
    expect(review.evidence.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['NOTE-SHADOW', 'NOTE-SHARED']),
    );
    expect(review.feedback).toBeNull();
  });

  it('gives observers the board, the time and the debrief, and nothing of scores', async () => {
    const room = await revealedRoom();
    const review = await room.of('observer').call(getReview, { interviewId: room.interviewId });
    expect(review.view).toBe('observer');
    expect(Object.keys(review).sort()).toEqual(
      [
        'view',
        'interviewId',
        'roomId',
        'roomName',
        'ordinal',
        'setup',
        'scenario',
        'people',
        'startedAt',
        'endedAt',
        'revealedAt',
        'durationMs',
        'isClosed',
        'phases',
        'phaseEntries',
        'pauses',
        'reveals',
        'board',
        'notes',
        'debrief',
      ].sort(),
    );
    expect(review.board.nodes).toHaveLength(2);
    const text = JSON.stringify(review);
    for (const secret of ['NOTE-', 'RATER-REASON', 'SELF-SECRET', 'FEEDBACK-SECRET', 'meanHundredths']) {
      expect(text).not.toContain(secret);
    }
  });

  it('averages the rubric of a second interviewer and never that of a shadow', async () => {
    const room = await rooms.createRoom(['interviewer', 'candidate', 'shadow', 'interviewer']);
    await room.start();
    await room.note();
    const second = room.of('interviewer', 1);
    await room.note(second);
    await room.note(room.of('shadow'));
    await room.end();
    const rated = (rating: 2 | 3) => ({
      ...finishedRubric({ recommendation: rating === 2 ? 'no_hire' : 'hire' }),
      dimensions: {
        ...finishedRubric().dimensions,
        framing: { rating, notAssessed: null, ceilingReason: '' },
      },
      consistencyNote: 'Close to the line.',
    });
    await room.submitRubric(rated(2), second);
    await room.submitRubric(rated(2), room.of('shadow'));
    await room.submitSelf();
    await room.submitFeedback();
    await room.submitRubric(rated(3));
    const review = await room.candidate.call(getReview, { interviewId: room.interviewId });
    if (review.view !== 'candidate') throw new Error(`view ${review.view}`);
    expect(review.result).toMatchObject({ raterCount: 2, recommendation: 'hire' });
    expect(review.result?.dimensions[0]).toMatchObject({ dimension: 'framing', ratingHundredths: 250 });
  });
});

describe('after a deadline without the rubric', () => {
  async function overdueRoom() {
    const room = await endedRoom();
    await room.submitSelf();
    await room.submitFeedback();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    return room;
  }

  it('shows the candidate no result and no draft note', async () => {
    const { candidate, interviewId } = await overdueRoom();
    const review = await candidate.call(getReview, { interviewId });
    expect(review).toMatchObject({ view: 'candidate', result: null, evidence: [] });
  });

  it('keeps the self-assessment from the lead until the late rubric is in, and tells the room then', async () => {
    const room = await overdueRoom();
    const { lead, interviewId } = room;
    const sealed = await lead.call(getReview, { interviewId });
    expect(sealed).toMatchObject({ view: 'guide', isSealed: true, self: null, feedback: null, result: null });
    rooms.clock.advance(60_000);
    await room.submitRubric();
    expect(lead.effects.filter((effect) => effect.type === 'broadcast').map(({ event }) => event)).toContain(
      reviewChanged.event,
    );
    const open = await lead.call(getReview, { interviewId });
    if (open.view !== 'guide') throw new Error(`view ${open.view}`);
    expect(open.self?.tenMoreMinutes).toContain('SELF-SECRET');
    expect(open.result?.isLate).toBe(true);
  });

  it('takes no late self-assessment: feedback is open by then', async () => {
    const room = await endedRoom();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    const save = { interviewId: room.interviewId, baseRevision: 0, content: finishedSelf() };
    expect((await refusalOf(room.candidate.call(SELF_FORM.save, save))).code).toBe('WRONG_PHASE');
  });

  it('takes no rubric after the interview is closed, and seals nothing then', async () => {
    const room = await overdueRoom();
    const { lead, interviewId } = room;
    await lead.call(closeInterview, { interviewId });
    const save = { interviewId, baseRevision: 0, content: finishedRubric() };
    expect((await refusalOf(lead.call(RUBRIC_FORM.save, save))).code).toBe('WRONG_PHASE');
    expect(await lead.call(getReview, { interviewId })).toMatchObject({
      view: 'guide',
      isSealed: false,
      result: null,
    });
  });
});
