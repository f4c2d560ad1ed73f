import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeInterview } from '#shared/contracts/interviews.contract.ts';
import { assignRater } from '#shared/contracts/raters.contract.ts';
import { answerFlag, recordRating, replyToReview } from '#shared/contracts/review.contract.ts';
import { acceptInvite } from '#shared/contracts/rooms.contract.ts';
import { FEEDBACK_FORM, RUBRIC_FORM, SELF_FORM, putEvidence } from '#shared/contracts/rubric.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { channels, type Effect } from '#server/platform/operation.ts';
import {
  evidence,
  finishedFeedback,
  finishedRubric,
  finishedSelf,
  openRatedRooms,
  type RatedRooms,
} from '../rubric/rated-room.ts';
import { TRIALS, listAllOperations, type RatedRoom, type RoomFacts } from './every-operation.ts';

/**
 * Everything the API can answer, asked by everybody, before and after each step of rating. Each person's words carry a
 * mark of their own, so what anybody reads tells whose it is; and where a seal holds, what others do may not change one
 * byte, because a count or a date would tell that somebody has rated.
 */

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

type Person = RatedRoom['lead'];
const RATERS = ['lead', 'co', 'shadow', 'reviewer', 'second'] as const;
const PEOPLE = [...RATERS, 'candidate', 'observer', 'stranger'] as const;
type Name = (typeof PEOPLE)[number];

interface World {
  readonly room: RatedRoom;
  readonly facts: RoomFacts;
  readonly people: Readonly<Record<Name, Person>>;
}

/** What a person wrote, by what may become of it. */
const WORDS = ['NOTE-SHARED', 'NOTE-KEPT', 'REASON', 'STRENGTH'] as const;
const markOf = (name: string, word: string) => `${name.toUpperCase()}-${word}`;

const rubricBy = (name: string) =>
  finishedRubric({
    reason: `${markOf(name, 'REASON')} and so on, long enough to be a reason for it.`,
    strengths: [{ text: markOf(name, 'STRENGTH'), offsetMs: 0 }],
  });

async function newPerson(displayName: string): Promise<Person> {
  const userId = nanoid();
  await rooms.database.user.create({
    data: { id: userId, name: displayName, email: `${userId}@example.org` },
  });
  return rooms.person(userId, userId);
}

/** An ended interview with two second raters, notes and complete drafts of everybody, and nothing handed in. */
async function openWorld(): Promise<World> {
  const room = await rooms.createRoom(['interviewer', 'candidate', 'shadow', 'observer', 'interviewer']);
  await room.start();
  rooms.clock.advance(20 * 60_000);
  await room.hint(['nudge']);
  await room.end();
  const { interviewId, lead } = room;
  const dueAt = new Date(rooms.clock.now() + 3 * 24 * 3_600_000).toISOString();
  const seat = async (displayName: string) => {
    const assignmentId = nanoid();
    const { url } = await lead.call(assignRater, { interviewId, assignmentId, contactId: null, dueAt });
    const token = url?.split('/join/')[1] ?? '';
    const visitor = await newPerson(displayName);
    const { participant } = await visitor.call(acceptInvite, { token, displayName });
    return { assignmentId, token, person: rooms.person(visitor.userId, participant.id) };
  };
  const reviewer = await seat('Quillon One');
  const second = await seat('Zebedee Two');
  const people: World['people'] = {
    lead,
    co: room.of('interviewer', 1),
    shadow: room.of('shadow'),
    reviewer: reviewer.person,
    second: second.person,
    candidate: room.candidate,
    observer: room.of('observer'),
    stranger: room.stranger,
  };
  // Enough notes for every rating, written straight away; those that carry a mark go the usual way.
  await rooms.database.evidenceNote.createMany({
    data: RATERS.flatMap((name) =>
      DIMENSIONS.map((dimension) => {
        const { noteId: id, ...note } = evidence({ interviewId, dimension, text: 'Seen.' });
        return {
          ...note,
          id,
          expectationId: null,
          hintId: null,
          share: false,
          authorId: people[name].participantId,
        };
      }),
    ),
  });
  let noteId = '';
  for (const name of RATERS) {
    for (const share of [true, false]) {
      const text = markOf(name, share ? 'NOTE-SHARED' : 'NOTE-KEPT');
      const note = evidence({ interviewId, text, share });
      if (name === 'lead') noteId = note.noteId;
      await people[name].call(putEvidence, note);
    }
    await people[name].call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content: rubricBy(name) });
  }
  const self = { ...finishedSelf(), tenMoreMinutes: markOf('candidate', 'SELF') };
  await people.candidate.call(SELF_FORM.save, { interviewId, baseRevision: 0, content: self });
  const feedback = { ...finishedFeedback(), keep: markOf('candidate', 'FEEDBACK') };
  await people.candidate.call(FEEDBACK_FORM.save, { interviewId, baseRevision: 0, content: feedback });
  const facts = {
    room,
    assignmentId: reviewer.assignmentId,
    token: reviewer.token,
    noteId,
    shadowId: people.shadow.participantId,
  };
  return { room, facts, people };
}

async function answerOf(person: Person, operation: string, input: Record<string, unknown>): Promise<string> {
  const handler = [...rooms.handlers.values()].find(({ contract }) => contract.name === operation);
  if (!handler) throw new Error(`no handler for ${operation}`);
  try {
    return JSON.stringify(await person.call(handler.contract, input));
  } catch (error) {
    // The details of a refusal are an answer too.
    const details = typeof error === 'object' && error !== null && 'details' in error ? error.details : null;
    return JSON.stringify({ refused: String(error), details });
  }
}

/** The answer to every read, and what was heard meanwhile. */
async function readEach(world: World, name: Name): Promise<Record<string, string>> {
  const { facts, people } = world;
  const answers: Record<string, string> = { heard: await heardBy(world, name) };
  for (const [operation, trial] of Object.entries(TRIALS)) {
    if (trial.as !== 'read') continue;
    answers[operation] = await answerOf(people[name], operation, trial.input(facts));
  }
  return answers;
}

/** The same as one text. */
const readAll = async (world: World, name: Name) => Object.values(await readEach(world, name)).join('\n');

/** Which answers differ, with where they begin to. */
function changesOf(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.entries(before).flatMap(([operation, was]) => {
    const is = after[operation] ?? '';
    if (is === was) return [];
    let at = 0;
    while (at < was.length && was[at] === is[at]) at += 1;
    const from = Math.max(0, at - 40);
    return [`${operation}: ${was.slice(from, from + 120)} -> ${is.slice(from, from + 120)}`];
  });
}

/** What went out on channels this person listens on, in the order it was sent. */
async function heardBy({ room, people }: World, name: Name): Promise<string> {
  const isGuide = name === 'lead' || name === 'co' || name === 'shadow';
  const isOutside = name === 'reviewer' || name === 'second' || name === 'stranger';
  const own = new Set([
    channels.participant(people[name].participantId),
    ...(isOutside ? [] : [channels.room(room.roomId)]),
    ...(isGuide ? [channels.guides(room.roomId)] : []),
  ]);
  const heard: unknown[] = [];
  const visit = async (effect: Effect): Promise<void> => {
    if (effect.type === 'later') for (const made of await effect.make()) await visit(made);
    if (effect.type === 'broadcast' && own.has(effect.channel)) heard.push([effect.event, effect.payload]);
  };
  for (const person of Object.values(people)) for (const effect of person.effects) await visit(effect);
  return JSON.stringify(heard);
}

/** Marks of anybody in a text, without the reader's own. */
function marksIn(text: string, reader: Name): string[] {
  const all = [
    ...RATERS.flatMap((name) => WORDS.map((word) => ({ name, mark: markOf(name, word) }))),
    { name: 'candidate' as const, mark: markOf('candidate', 'SELF') },
    { name: 'candidate' as const, mark: markOf('candidate', 'FEEDBACK') },
    { name: 'candidate' as const, mark: markOf('candidate', 'REPLY') },
    { name: 'lead' as const, mark: markOf('lead', 'ANSWER') },
    { name: null, mark: 'AGREED-REASON' },
  ];
  return all.filter(({ name, mark }) => name !== reader && text.includes(mark)).map(({ mark }) => mark);
}

/** What of a counted rubric the other raters read once their own is in. */
const openOf = (...names: readonly (typeof RATERS)[number][]) =>
  names.flatMap((name) =>
    WORDS.filter((word) => word !== 'STRENGTH' || name === 'lead').map((word) => markOf(name, word)),
  );

async function submit(world: World, name: (typeof RATERS)[number]): Promise<void> {
  const { interviewId } = world.room;
  await world.people[name].call(RUBRIC_FORM.submit, { interviewId, baseRevision: 1 });
}

describe('every operation', () => {
  it('is classified here', async () => {
    const names = (await listAllOperations()).map(({ name }) => name).sort();
    expect(names.length).toBeGreaterThan(40);
    expect(Object.keys(TRIALS).sort()).toEqual(names);
  });

  it('that is tried is served by the modules under test', () => {
    const served = new Set<string>(rooms.handlers.keys());
    const tried = Object.entries(TRIALS).flatMap(([name, { as }]) => (as === 'elsewhere' ? [] : [name]));
    expect(tried.filter((name) => !served.has(name))).toEqual([]);
  });
});

describe('what everybody can read', () => {
  it('is theirs alone until it is time, at every step', async () => {
    const world = await openWorld();
    const { room, people } = world;
    const { interviewId } = room;
    /** What everybody could read after the step before. */
    const last = new Map<Name, Record<string, string>>();

    /** Runs a step; those named must not be able to tell that it happened, and reads must show exactly these marks. */
    async function step(
      what: string,
      act: () => Promise<unknown>,
      expected: { unchanged: readonly Name[]; open: Partial<Record<Name, readonly string[]>> },
    ): Promise<void> {
      await act();
      for (const name of PEOPLE) {
        const answers = await readEach(world, name);
        const changes = expected.unchanged.includes(name) ? changesOf(last.get(name) ?? {}, answers) : [];
        expect({ what, name, changes }).toEqual({ what, name, changes: [] });
        last.set(name, answers);
        const text = Object.values(answers).join('\n');
        const open = [...(expected.open[name] ?? [])].sort();
        expect({ what, name, open: marksIn(text, name).sort() }).toEqual({ what, name, open });
      }
    }

    const everybodyBut = (...names: readonly Name[]) => PEOPLE.filter((name) => !names.includes(name));
    // Reading the prompt or the guide marks a scenario as seen, which the picker shows; so everything is read once before.
    for (const name of PEOPLE) await readEach(world, name);
    for (const name of PEOPLE) last.set(name, await readEach(world, name));
    await step('drafts and notes', async () => {}, { unchanged: PEOPLE, open: {} });
    await step('the lead hands in', () => submit(world, 'lead'), {
      unchanged: everybodyBut('lead'),
      open: {},
    });
    await step(
      'the candidate hands in',
      async () => {
        await people.candidate.call(SELF_FORM.submit, { interviewId, baseRevision: 1 });
        await people.candidate.call(FEEDBACK_FORM.submit, { interviewId, baseRevision: 1 });
      },
      { unchanged: everybodyBut('lead', 'candidate'), open: {} },
    );
    const candidateWords = [markOf('candidate', 'SELF'), markOf('candidate', 'FEEDBACK')];
    const leadShared = [markOf('lead', 'NOTE-SHARED'), markOf('lead', 'STRENGTH')];
    await step(
      'the deadline opens the forms',
      async () => {
        rooms.clock.advance(RATING_PERIOD_MS + 1);
        await rooms.interviews.revealDue();
      },
      { unchanged: ['stranger'], open: { lead: candidateWords, candidate: leadShared } },
    );
    await step(
      'the candidate flags a rating and the lead answers',
      async () => {
        const replyId = nanoid();
        await people.candidate.call(replyToReview, {
          interviewId,
          replyId,
          kind: 'flag',
          target: { on: 'rating', dimension: 'data' },
          text: markOf('candidate', 'REPLY'),
        });
        await people.lead.call(answerFlag, {
          interviewId,
          replyId,
          answerId: nanoid(),
          verdict: 'stands',
          text: markOf('lead', 'ANSWER'),
          recordId: null,
        });
      },
      {
        unchanged: everybodyBut('lead', 'candidate'),
        open: {
          lead: [...candidateWords, markOf('candidate', 'REPLY')],
          candidate: [...leadShared, markOf('lead', 'ANSWER')],
        },
      },
    );
    candidateWords.push(markOf('candidate', 'REPLY'));
    leadShared.push(markOf('lead', 'ANSWER'));
    /** What is open to any rater once theirs is in. */
    const said = [markOf('candidate', 'REPLY'), markOf('lead', 'ANSWER')];
    await step('a co-interviewer is late', () => submit(world, 'co'), {
      unchanged: ['shadow', 'reviewer', 'second', 'observer', 'stranger'],
      open: {
        lead: [...candidateWords, ...openOf('co')],
        co: [...candidateWords, markOf('lead', 'ANSWER'), ...openOf('lead')],
        candidate: [...leadShared, markOf('co', 'NOTE-SHARED')],
      },
    });
    await step('a shadow hands in', () => submit(world, 'shadow'), {
      unchanged: ['reviewer', 'second', 'observer', 'stranger'],
      open: {
        lead: [...candidateWords, ...openOf('co')],
        co: [...candidateWords, markOf('lead', 'ANSWER'), ...openOf('lead')],
        shadow: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co')],
        candidate: [...leadShared, markOf('co', 'NOTE-SHARED')],
      },
    });
    await step('one second rater hands in', () => submit(world, 'second'), {
      unchanged: ['reviewer', 'observer', 'stranger'],
      open: {
        lead: [...candidateWords, ...openOf('co', 'second')],
        co: [...candidateWords, markOf('lead', 'ANSWER'), ...openOf('lead', 'second')],
        shadow: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co', 'second')],
        second: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co')],
        candidate: [...leadShared, markOf('co', 'NOTE-SHARED'), markOf('second', 'NOTE-SHARED')],
      },
    });
    const late = {
      lead: [...candidateWords, ...openOf('co', 'second')],
      co: [...candidateWords, markOf('lead', 'ANSWER'), ...openOf('lead', 'second')],
      shadow: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co', 'second')],
      second: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co')],
      candidate: [...leadShared, markOf('co', 'NOTE-SHARED'), markOf('second', 'NOTE-SHARED')],
    };
    const agreed = (record: 'AGREED-REASON'[]) => ({
      lead: [...late.lead, ...record],
      co: [...late.co, ...record],
      shadow: [...late.shadow, ...record],
      second: [...late.second, ...record],
      candidate: late.candidate,
    });
    await step(
      'a meeting agrees',
      () =>
        people.lead.call(recordRating, {
          interviewId,
          recordId: nanoid(),
          kind: 'agreed',
          dimension: 'data',
          rating: 2,
          reason: 'AGREED-REASON after reading both sides.',
        }),
      { unchanged: ['reviewer', 'observer', 'stranger'], open: agreed(['AGREED-REASON']) },
    );
    await step('the interview is closed', () => people.lead.call(closeInterview, { interviewId }), {
      unchanged: ['stranger'],
      open: agreed(['AGREED-REASON']),
    });
    await step('the last second rater hands in', () => submit(world, 'reviewer'), {
      unchanged: ['observer', 'stranger'],
      open: {
        lead: [...late.lead, ...openOf('reviewer'), 'AGREED-REASON'],
        co: [...late.co, ...openOf('reviewer'), 'AGREED-REASON'],
        shadow: [...late.shadow, ...openOf('reviewer'), 'AGREED-REASON'],
        second: [...late.second, ...openOf('reviewer'), 'AGREED-REASON'],
        reviewer: [markOf('candidate', 'SELF'), ...said, ...openOf('lead', 'co', 'second'), 'AGREED-REASON'],
        candidate: [...late.candidate, markOf('reviewer', 'NOTE-SHARED')],
      },
    });
  }, 120_000);

  it('never names a second rater to the candidate', async () => {
    const world = await openWorld();
    await submit(world, 'lead');
    await submit(world, 'second');
    const { candidate } = world.people;
    const { interviewId } = world.room;
    await candidate.call(SELF_FORM.submit, { interviewId, baseRevision: 1 });
    await candidate.call(FEEDBACK_FORM.submit, { interviewId, baseRevision: 1 });
    const texts = async () => `${await readAll(world, 'candidate')}${await readAll(world, 'observer')}`;
    expect(await texts()).not.toMatch(/Quillon|Zebedee/);
    await submit(world, 'reviewer');
    const open = await texts();
    expect(open).toContain('REVIEWER-NOTE-SHARED');
    expect(open).not.toMatch(/Quillon|Zebedee/);
    expect(await readAll(world, 'lead')).toMatch(/Quillon[^]*Zebedee|Zebedee[^]*Quillon/);
  });
});

describe('what everybody can write', () => {
  const writes = Object.entries(TRIALS).flatMap(([name, trial]) =>
    trial.as === 'write' ? [{ name, trial }] : [],
  );

  it.each(writes)('answers sealed people with nothing of others: $name', async ({ name, trial }) => {
    const world = await openWorld();
    const { interviewId } = world.room;
    const { candidate } = world.people;
    // The candidate's forms are in and the lead's, so there is something to leak; the second raters hold up the reveal.
    await submit(world, 'lead');
    await submit(world, 'second');
    await candidate.call(SELF_FORM.submit, { interviewId, baseRevision: 1 });
    const found: string[] = [];
    for (const caller of ['reviewer', 'observer', 'stranger', 'candidate', 'shadow', 'co'] as const) {
      const answer = await answerOf(world.people[caller], name, trial.input(world.facts));
      const heard = await heardBy(world, caller);
      found.push(...marksIn(`${answer}\n${heard}`, caller).map((mark) => `${caller} reads ${mark}`));
    }
    expect(found).toEqual([]);
  });
});
