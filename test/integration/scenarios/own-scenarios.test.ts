import { nanoid } from 'nanoid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import * as own from '#shared/contracts/scenarios.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { refusalOf, type Person } from '#test/support/person.ts';
import {
  brokenText,
  choose,
  create,
  join,
  openCast,
  openRoom,
  ownText,
  publish,
  startWith,
} from './authors.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => {
  if (app.complaints.length > 0) throw new Error(`the server complains: ${JSON.stringify(app.complaints)}`);
});

async function newAuthor(): Promise<Person> {
  const author = app.person();
  await openRoom(author);
  return author;
}

const codeOf = async (promise: Promise<unknown>) => (await refusalOf(promise)).code;

describe('a draft', () => {
  test('begins with any text, or with a template that says what is missing', async () => {
    const author = await newAuthor();
    const good = await create(author);
    expect(good).toMatchObject({ title: 'Clicks of my own', faultCount: 0, revision: 1, latest: null });
    expect(good.scenarioId).toMatch(/^own\.[0-9a-z]{26}$/);
    const { text, line } = brokenText();
    expect(await create(author, text)).toMatchObject({ title: 'Clicks of my own', isPublished: false });
    const template = await create(author, null);
    const { text: templateText } = await author.call(own.getOwn, { scenarioId: template.scenarioId });
    const { check } = await author.call(own.checkScenarioText, { text: templateText });
    expect(new Set(check.faults.map(({ rule }) => rule))).toEqual(new Set(['counts', 'dimensions']));
    const { scenarios } = await author.call(own.listOwn, {});
    expect(scenarios.map(({ faultCount }) => faultCount)).toContain(check.faultCount);
    expect(scenarios).toHaveLength(3);
    const faults = (await author.call(own.checkScenarioText, { text })).check;
    expect(faults.faults).toMatchObject([
      { rule: 'shape', path: 'candidate.prompt', line: line - 1 },
      { rule: 'shape', path: 'candidate.promt', line, message: expect.stringContaining('no key "promt"') },
    ]);
  });

  test('is made once, however often the same call is repeated', async () => {
    const author = await newAuthor();
    const id = nanoid();
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => author.call(own.createOwn, { id, text: 'a: 1' })),
    );
    expect(new Set(answers.map(({ scenario }) => scenario.scenarioId)).size).toBe(1);
    // The same id of somebody else is another scenario.
    const other = await newAuthor();
    const theirs = await other.call(own.createOwn, { id, text: 'a: 1' });
    expect(theirs.scenario.scenarioId).not.toBe(answers[0]?.scenario.scenarioId);
  });

  test('keeps the first of two saves from the same revision and refuses the other', async () => {
    const author = await newAuthor();
    const { scenarioId } = await create(author);
    const texts = ['One', 'Two'].map((title) => ownText({ title }));
    const outcomes = await Promise.allSettled(
      texts.map((text) => author.call(own.saveOwn, { scenarioId, baseRevision: 1, text })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const kept = texts[outcomes.findIndex(({ status }) => status === 'fulfilled')];
    const { text, scenario } = await author.call(own.getOwn, { scenarioId });
    expect(text).toBe(kept);
    expect(scenario.revision).toBe(2);
    // The loser learns which revision to read; the winner may repeat itself.
    const again = author.call(own.saveOwn, {
      scenarioId,
      baseRevision: 1,
      text: ownText({ title: 'Three' }),
    });
    expect(await refusalOf(again)).toMatchObject({ code: 'SCENARIO_CONFLICT', details: { revision: 2 } });
    const repeated = await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text });
    expect(repeated.revision).toBe(2);
    expect((await author.call(own.getOwn, { scenarioId })).scenario.revision).toBe(2);
  });

  test('takes a text as long as the limit, in letters of every width, and none that is longer', async () => {
    const author = await newAuthor();
    const { scenarioId } = await create(author);
    const text = '界"\n'.repeat(LIMITS.scenarioText / 3);
    await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text });
    expect((await author.call(own.getOwn, { scenarioId })).text).toBe(text);
    const tooLong = author.call(own.saveOwn, { scenarioId, baseRevision: 2, text: `${text}x` });
    expect(await codeOf(tooLong)).toBe('VALIDATION_FAILED');
    const huge = author.call(own.checkScenarioText, { text: 'x'.repeat(LIMITS.scenarioBodyBytes) });
    expect(await codeOf(huge)).toBe('PAYLOAD_TOO_LARGE');
  });

  test("is a person's own to see, save, publish, retire, delete and share", async () => {
    const { author, co, candidate, observer, shadow, stranger, roomId } = await openCast(app);
    const { scenarioId, revision } = await publish(author);
    await author.call(own.shareOwn, { scenarioId, roomId });
    const by = { scenarioId };
    for (const person of [co, candidate, observer, shadow, stranger]) {
      const refusals = [
        person.call(own.getOwn, by),
        person.call(own.getOwnVersion, { ...by, version: '1.0.0' }),
        person.call(own.saveOwn, { ...by, baseRevision: revision, text: 'a: 1' }),
        person.call(own.publishOwn, { ...by, baseRevision: revision }),
        person.call(own.retireOwn, { ...by, isRetired: true }),
        person.call(own.deleteOwn, by),
        person.call(own.shareOwn, { ...by, roomId }),
        person.call(own.stopSharingOwn, { ...by, roomId }),
      ];
      const codes = await Promise.all(refusals.map(codeOf));
      expect(new Set(codes)).toEqual(new Set(['SCENARIO_NOT_FOUND']));
      expect((await person.call(own.listOwn, {})).scenarios).toEqual([]);
    }
    expect(await codeOf(app.person().call(own.listOwn, {}))).toBe('UNAUTHENTICATED');
    expect((await author.call(own.getOwn, by)).scenario).toMatchObject({
      revision,
      isRetired: false,
      sharedWith: [{ roomId, name: 'Ada’s room' }],
    });
  });

  test('is limited in number', async () => {
    const author = await newAuthor();
    for (let made = 0; made < LIMITS.ownScenarios; made += 1) await create(author, 'a: 1');
    expect(await codeOf(create(author, 'a: 1'))).toBe('TOO_MANY_SCENARIOS');
  });

  test('goes with a guest who signs up', async () => {
    const author = await newAuthor();
    const { scenarioId } = await publish(author);
    const response = await author.fetch('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Ada',
        email: `${nanoid().toLowerCase()}@example.org`,
        password: 'long enough to be one',
      }),
    });
    expect(response.status).toBe(200);
    const { scenarios } = await author.call(own.listOwn, {});
    expect(scenarios.map((scenario) => scenario.scenarioId)).toEqual([scenarioId]);
  });
});

describe('publishing', () => {
  test('refuses a broken text, names the line, and changes nothing', async () => {
    const author = await newAuthor();
    const { scenarioId } = await publish(author);
    const { text, line } = brokenText();
    const broken = text.replace('version: 1.0.0', 'version: 1.1.0');
    await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text: broken });
    const before = await author.call(own.getOwn, { scenarioId });
    const refusal = await refusalOf(author.call(own.publishOwn, { scenarioId, baseRevision: 2 }));
    expect(refusal).toMatchObject({
      code: 'SCENARIO_FAULTY',
      details: { check: { preview: null, faults: [{ line: line - 1 }, { line }] } },
    });
    expect(await author.call(own.getOwn, { scenarioId })).toEqual(before);
    expect(before.scenario).toMatchObject({ latest: { version: '1.0.0' }, isPublished: false });
  });

  test('wants a higher version each time, and happens once', async () => {
    const author = await newAuthor();
    const { scenarioId } = await create(author, ownText({ version: '1.9.0' }));
    const twice = await Promise.all(
      [1, 2].map(() => author.call(own.publishOwn, { scenarioId, baseRevision: 1 })),
    );
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]?.scenario).toMatchObject({ isPublished: true, latest: { version: '1.9.0' } });

    const changed = ownText({ title: 'Changed', version: '1.9.0' });
    await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text: changed });
    const same = await refusalOf(author.call(own.publishOwn, { scenarioId, baseRevision: 2 }));
    expect(same).toMatchObject({ code: 'SCENARIO_VERSION_TAKEN', details: { latest: '1.9.0' } });
    // Compared as numbers: 1.10 is after 1.9.
    const higher = ownText({ title: 'Changed', version: '1.10.0' });
    await author.call(own.saveOwn, { scenarioId, baseRevision: 2, text: higher });
    expect(await codeOf(author.call(own.publishOwn, { scenarioId, baseRevision: 2 }))).toBe(
      'SCENARIO_CONFLICT',
    );
    await author.call(own.publishOwn, { scenarioId, baseRevision: 3 });
    const { versions } = await author.call(own.getOwn, { scenarioId });
    expect(versions.map(({ version }) => version)).toEqual(['1.10.0', '1.9.0']);
    const first = await author.call(own.getOwnVersion, { scenarioId, version: '1.9.0' });
    expect(first.text).toBe(ownText({ version: '1.9.0' }));
  });

  test('gives every version a canary and an id that nobody else has', async () => {
    const author = await newAuthor();
    const other = await newAuthor();
    const guides = [];
    for (const person of [author, other]) {
      const { scenarioId } = await publish(person);
      const { scenario } = await person.call(own.openBankGuide, { scenarioId });
      expect(scenario.meta.id).toBe(scenarioId);
      guides.push(scenario);
    }
    const canaries = guides.map(({ interviewer }) => interviewer.canary);
    expect(new Set(canaries).size).toBe(2);
    for (const canary of canaries) {
      expect(canary).toMatch(/^IV-ad-click-prediction-[0-9a-f]{32}$/);
      expect(ownText()).not.toContain(canary);
    }
  });
});

describe('an interview', () => {
  test('offers a private scenario to its author alone, and a shared one to interviewers of the room', async () => {
    const { author, co, interviewId, roomId } = await openCast(app);
    const { scenarioId } = await publish(author);
    const offered = async (person: Person) =>
      (await person.call(interviews.listScenarios, { interviewId })).scenarios.filter(
        ({ summary }) => summary.id === scenarioId,
      );
    expect(await offered(author)).toMatchObject([{ origin: 'own', isSeenByCandidate: false }]);
    expect(await offered(co)).toEqual([]);
    expect(await codeOf(choose(co, interviewId, scenarioId))).toBe('SCENARIO_NOT_FOUND');

    await author.call(own.shareOwn, { scenarioId, roomId });
    await author.call(own.shareOwn, { scenarioId, roomId });
    expect(await offered(co)).toMatchObject([{ origin: 'room', summary: { version: '1.0.0' } }]);
    await choose(co, interviewId, scenarioId);
    await author.call(own.stopSharingOwn, { scenarioId, roomId });
    // Chosen, and its author interviews here: the others see what was chosen and may change the rest of the setup.
    expect(await offered(co)).toMatchObject([{ origin: 'room' }]);
    await choose(co, interviewId, scenarioId);
  });

  test('cannot be held with what its author took back, retired or deleted', async () => {
    const { author, co, candidate, interviewId, roomId } = await openCast(app);
    const { scenarioId } = await publish(author);
    await author.call(own.shareOwn, { scenarioId, roomId });
    await choose(co, interviewId, scenarioId);
    await co.call(interviews.openLobby, { interviewId });
    for (const person of [co, candidate])
      await person.call(interviews.setReady, { interviewId, isReady: true });
    const start = () => co.call(interviews.startInterview, { interviewId });
    const notReady = { code: 'INTERVIEW_NOT_READY', details: { missing: 'scenario' } };
    await author.call(own.retireOwn, { scenarioId, isRetired: true });
    expect(await refusalOf(start())).toMatchObject(notReady);
    await author.call(own.retireOwn, { scenarioId, isRetired: false });
    expect(await author.call(own.deleteOwn, { scenarioId })).toEqual({ scenarioId });
    expect(await refusalOf(start())).toMatchObject(notReady);
    for (const person of [co, candidate]) {
      expect((await person.call(interviews.getInterview, { interviewId })).scenario).toBeNull();
    }
  });

  test('is either started or left without its scenario when it is deleted at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { author, co, candidate, interviewId } = await openCast(app);
      const { scenarioId } = await publish(author);
      await choose(author, interviewId, scenarioId);
      await co.call(interviews.openLobby, { interviewId });
      for (const person of [co, candidate])
        await person.call(interviews.setReady, { interviewId, isReady: true });
      const [started, deleted] = await Promise.allSettled([
        co.call(interviews.startInterview, { interviewId }),
        author.call(own.deleteOwn, { scenarioId }),
      ]);
      expect([started.status, deleted.status].sort()).toEqual(['fulfilled', 'rejected']);
      const { scenario } = await candidate.call(interviews.getInterview, { interviewId });
      expect(scenario?.id ?? null).toBe(started.status === 'fulfilled' ? scenarioId : null);
    }
  });

  test('keeps the version it pinned through edits, retirement and the end of sharing', async () => {
    const { author, co, candidate, interviewId, roomId } = await openCast(app);
    const { scenarioId } = await publish(author, ownText({ title: 'First' }));
    await author.call(own.shareOwn, { scenarioId, roomId });
    await startWith({ lead: co, candidate, interviewId, scenarioId });

    const text = ownText({ title: 'Second', version: '2.0.0' });
    await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text });
    await author.call(own.publishOwn, { scenarioId, baseRevision: 2 });
    await author.call(own.stopSharingOwn, { scenarioId, roomId });
    await author.call(own.retireOwn, { scenarioId, isRetired: true });
    expect(await codeOf(author.call(own.deleteOwn, { scenarioId }))).toBe('SCENARIO_IN_USE');
    expect((await author.call(own.listOwn, {})).scenarios[0]).toMatchObject({
      isPinned: true,
      isRetired: true,
      latest: { version: '2.0.0', title: 'Second' },
    });

    for (const person of [co, candidate]) {
      const { scenario } = await person.call(interviews.getInterview, { interviewId });
      expect(scenario).toMatchObject({ id: scenarioId, version: '1.0.0', title: 'First' });
    }
    const guide = await co.call(interviews.getGuide, { interviewId });
    expect(guide.scenario.meta).toMatchObject({ id: scenarioId, version: '1.0.0' });
    const reveal = guide.scenario.reveals[0];
    const shown = await co.call(interviews.showReveal, { interviewId, revealId: reveal?.id ?? '' });
    expect(shown.event.act).toMatchObject({ type: 'reveal-shown', face: reveal?.face });
    const { rooms: listed } = await candidate.call(rooms.listRooms, {});
    expect(listed[0]?.interviews[0]).toMatchObject({ scenarioTitle: 'First' });
  });

  test('is not held with an author as the candidate', async () => {
    const { author, co, interviewId, roomId } = await openCast(app);
    const room = await openRoom(co);
    await join({ host: co, guest: author, roomId: room.roomId, role: 'candidate' });
    const { scenarioId } = await publish(author);
    await author.call(own.shareOwn, { scenarioId, roomId });
    expect(await codeOf(choose(co, room.interviewId, scenarioId))).toBe('SCENARIO_NOT_FOUND');
    await choose(co, interviewId, scenarioId);
    // Shared there too, by somebody who is its candidate and not its host.
    expect(await codeOf(author.call(own.shareOwn, { scenarioId, roomId: room.roomId }))).toBe('FORBIDDEN');
  });
});

describe('a share', () => {
  test('needs a say in the room, and ends when the author leaves it', async () => {
    const { author, co, observer, stranger, roomId, coId } = await openCast(app);
    const theirs = await publish(co);
    await co.call(own.shareOwn, { scenarioId: theirs.scenarioId, roomId });
    const listed = async () =>
      (await author.call(own.listBank, {})).scenarios.filter(({ origin }) => origin === 'room');
    expect(await listed()).toMatchObject([
      { summary: { id: theirs.scenarioId }, isSeen: false, rooms: [{ roomId }] },
    ]);
    await author.call(rooms.removeParticipant, { roomId, participantId: coId });
    expect(await listed()).toEqual([]);

    const mine = await publish(observer);
    expect(await codeOf(observer.call(own.shareOwn, { scenarioId: mine.scenarioId, roomId }))).toBe(
      'FORBIDDEN',
    );
    const foreign = await publish(stranger);
    expect(await codeOf(stranger.call(own.shareOwn, { scenarioId: foreign.scenarioId, roomId }))).toBe(
      'ROOM_NOT_FOUND',
    );
    expect(await codeOf(co.call(own.shareOwn, { scenarioId: theirs.scenarioId, roomId }))).toBe(
      'PARTICIPANT_REMOVED',
    );
    await co.call(own.stopSharingOwn, { scenarioId: theirs.scenarioId, roomId });
  });
});
