import { nanoid } from 'nanoid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as own from '#shared/contracts/scenarios.contract.ts';
import { listSecretTexts } from '#server/features/scenarios/scenario-text.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { refusalOf, type Person } from '#test/support/person.ts';
import {
  SOURCE_ID,
  choose,
  handIn,
  join,
  openCast,
  openRoom,
  ownText,
  publish,
  startWith,
} from './authors.ts';

const bank = await loadShippedBank();

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => {
  if (app.complaints.length > 0) throw new Error(`the server complains: ${JSON.stringify(app.complaints)}`);
});

const codeOf = async (promise: Promise<unknown>) => (await refusalOf(promise)).code;

async function entryOf(person: Person, scenarioId: string): Promise<own.ScenarioEntry | undefined> {
  const { scenarios } = await person.call(own.listBank, {});
  return scenarios.find(({ summary }) => summary.id === scenarioId);
}

describe('the bank page', () => {
  test('lists the bank by title to anybody signed in, and previews mark nothing', async () => {
    const person = app.person();
    expect(await codeOf(person.call(own.listBank, {}))).toBe('UNAUTHENTICATED');
    await openRoom(person);
    const { scenarios } = await person.call(own.listBank, {});
    expect(scenarios.map(({ summary }) => summary.id)).toEqual(bank.list().map(({ meta }) => meta.id));
    expect(new Set(scenarios.map(({ origin, isSeen }) => `${origin} ${isSeen}`))).toEqual(
      new Set(['bank false']),
    );
    for (const scenario of bank.list()) {
      const preview = await person.call(own.previewScenario, { scenarioId: scenario.meta.id });
      expect(preview.scenario.prompt).toBe(scenario.candidate.prompt);
      const body = JSON.stringify(preview);
      const leaked = listSecretTexts(scenario).filter(({ text }) =>
        body.includes(JSON.stringify(text).slice(1, -1)),
      );
      expect(leaked).toEqual([]);
    }
    expect(await entryOf(person, SOURCE_ID)).toMatchObject({ isSeen: false });
    expect(await codeOf(person.call(own.previewScenario, { scenarioId: 'no-such-case' }))).toBe(
      'SCENARIO_NOT_FOUND',
    );
  });

  test('opens a guide by an act of its own, which marks the scenario as seen for interviews too', async () => {
    const { author, candidate, interviewId } = await openCast(app);
    const byLink = await candidate.fetch(`/api/scenarios/${SOURCE_ID}/guide`);
    expect(byLink.status).toBe(404);
    expect(await entryOf(candidate, SOURCE_ID)).toMatchObject({ isSeen: false });
    const { scenario } = await candidate.call(own.openBankGuide, { scenarioId: SOURCE_ID });
    expect(scenario.interviewer.canary).toMatch(/^IV-/);
    expect(await entryOf(candidate, SOURCE_ID)).toMatchObject({ isSeen: true });
    expect(await entryOf(author, SOURCE_ID)).toMatchObject({ isSeen: false });
    const { scenarios } = await author.call(interviews.listScenarios, { interviewId });
    expect(scenarios.filter((listed) => listed.isSeenByCandidate).map(({ summary }) => summary.id)).toEqual([
      SOURCE_ID,
    ]);
    expect(await codeOf(choose(author, interviewId, SOURCE_ID))).toBe('SCENARIO_SEEN');
  });

  test('does not tell a candidate by a refusal which scenario is being prepared', async () => {
    const { author, candidate, interviewId } = await openCast(app);
    await choose(author, interviewId, SOURCE_ID);
    const { scenario } = await candidate.call(own.openBankGuide, { scenarioId: SOURCE_ID });
    expect(scenario.meta.id).toBe(SOURCE_ID);
    expect(await codeOf(author.call(interviews.openLobby, { interviewId }))).toBe('SCENARIO_SEEN');
  });
});

describe('the candidate of a running interview', () => {
  test('gets no guide of its scenario on any road until it is opened for review', async () => {
    const { author, co, candidate, observer, interviewId } = await openCast(app);
    await startWith({ lead: author, candidate, interviewId, scenarioId: SOURCE_ID });
    // A second room in which the same person interviews, with the same scenario.
    const elsewhere = await openRoom(candidate);
    await choose(candidate, elsewhere.interviewId, SOURCE_ID);
    const roads = () => [
      candidate.call(own.openBankGuide, { scenarioId: SOURCE_ID }),
      candidate.call(own.copyScenario, { scenarioId: SOURCE_ID, id: nanoid() }),
      candidate.call(interviews.getGuide, { interviewId: elsewhere.interviewId }),
    ];
    for (const refusal of await Promise.all(roads().map(codeOf))) expect(refusal).toBe('GUIDE_LOCKED');
    expect(await codeOf(candidate.call(interviews.getGuide, { interviewId }))).toBe('FORBIDDEN');
    // Other guides are theirs to open, and this one is for others.
    await candidate.call(own.openBankGuide, { scenarioId: 'news-feed' });
    await observer.call(own.openBankGuide, { scenarioId: SOURCE_ID });
    expect((await candidate.call(own.listOwn, {})).scenarios).toEqual([]);

    await author.call(interviews.endInterview, { interviewId });
    for (const refusal of await Promise.all(roads().map(codeOf))) expect(refusal).toBe('GUIDE_LOCKED');
    await handIn({ raters: [author, co], candidate, interviewId });
    await Promise.all(roads());
  });

  test('is decided once when guide and start are asked for at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { author, candidate, interviewId } = await openCast(app);
      await choose(author, interviewId, SOURCE_ID);
      await author.call(interviews.openLobby, { interviewId });
      for (const person of [author, candidate]) {
        await person.call(interviews.setReady, { interviewId, isReady: true });
      }
      const outcomes = await Promise.allSettled([
        author.call(interviews.startInterview, { interviewId }),
        candidate.call(own.openBankGuide, { scenarioId: SOURCE_ID }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('is the same person to two interviewers who start at once', async () => {
    const { author, co, candidate, interviewId } = await openCast(app);
    await choose(author, interviewId, SOURCE_ID);
    await author.call(interviews.openLobby, { interviewId });
    for (const person of [author, co, candidate]) {
      await person.call(interviews.setReady, { interviewId, isReady: true });
    }
    const started = await Promise.all(
      [author, co].map((person) => person.call(interviews.startInterview, { interviewId })),
    );
    expect(started.map(({ state }) => state.status)).toEqual(['running', 'running']);
  });
});

describe('somebody else’s scenario', () => {
  test('is there for interviewers of a room it is shared with, and for nobody else', async () => {
    const { author, co, candidate, observer, shadow, stranger, roomId } = await openCast(app);
    const { scenarioId } = await publish(author, ownText({ title: 'Shared by Ada' }));
    const others = [candidate, observer, shadow, stranger];
    expect(await entryOf(author, scenarioId)).toMatchObject({ origin: 'own', isSeen: true, rooms: [] });
    for (const person of [co, ...others]) expect(await entryOf(person, scenarioId)).toBeUndefined();

    await author.call(own.shareOwn, { scenarioId, roomId });
    expect(await entryOf(co, scenarioId)).toMatchObject({
      origin: 'room',
      isSeen: false,
      rooms: [{ roomId }],
      summary: { id: scenarioId, title: 'Shared by Ada' },
    });
    for (const person of others) {
      const refusals = [
        person.call(own.previewScenario, { scenarioId }),
        person.call(own.openBankGuide, { scenarioId }),
        person.call(own.copyScenario, { scenarioId, id: nanoid() }),
      ];
      const codes = await Promise.all(refusals.map(codeOf));
      expect(new Set(codes)).toEqual(new Set(['SCENARIO_NOT_FOUND']));
      expect(await entryOf(person, scenarioId)).toBeUndefined();
    }
    expect((await co.call(own.previewScenario, { scenarioId })).entry.isSeen).toBe(false);
    await co.call(own.openBankGuide, { scenarioId });
    expect(await entryOf(co, scenarioId)).toMatchObject({ isSeen: true });
    await author.call(own.retireOwn, { scenarioId, isRetired: true });
    for (const person of [author, co]) expect(await entryOf(person, scenarioId)).toBeUndefined();
  });

  test('can be the candidate’s in one room and shared with them in another: locked while it runs', async () => {
    const { author, candidate, interviewId } = await openCast(app);
    const { scenarioId } = await publish(author);
    const second = await openRoom(author);
    await join({ host: author, guest: candidate, roomId: second.roomId, role: 'interviewer' });
    await author.call(own.shareOwn, { scenarioId, roomId: second.roomId });
    await startWith({ lead: author, candidate, interviewId, scenarioId });
    expect(await codeOf(candidate.call(own.openBankGuide, { scenarioId }))).toBe('GUIDE_LOCKED');
  });
});

describe('a copy', () => {
  test('of any case is a good text of one’s own, and marks the case as seen', async () => {
    const person = app.person();
    await openRoom(person);
    const broken: string[] = [];
    for (const { meta } of bank.list()) {
      const { scenario } = await person.call(own.copyScenario, { scenarioId: meta.id, id: nanoid() });
      if (scenario.faultCount !== 0 || !scenario.title?.endsWith('(copy)')) broken.push(meta.id);
      const { text } = await person.call(own.getOwn, { scenarioId: scenario.scenarioId });
      if (/^ +canary:/m.test(text)) broken.push(`${meta.id} canary`);
    }
    expect(broken).toEqual([]);
    const { scenarios } = await person.call(own.listBank, {});
    expect(scenarios.filter(({ isSeen }) => !isSeen)).toEqual([]);
  });
});
