import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocumentId } from '#shared/contracts/documents.contract.ts';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import {
  FEEDBACK_FORM,
  RUBRIC_FORM,
  RUBRIC_OPERATIONS,
  SELF_FORM,
  putEvidence,
} from '#shared/contracts/rubric.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { HINT_RUNGS, type DocumentKind } from '#shared/domain/vocabulary.ts';
import { NOTES_FIELD } from '#shared/documents/notes.ts';
import { DocumentWriter } from '#server/demo/document-writer.ts';
import { MIN_SECRET_CHARS, listSecretTexts, listTexts } from '#server/features/scenarios/scenario-text.ts';
import { toDebrief } from '#server/features/scenarios/scenarios.view.ts';
import * as Y from 'yjs';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { testDatabaseUrl } from '#test/support/database.ts';
import { eventually } from '#test/support/document-client.ts';
import { Eavesdropper, listReadablePaths } from '#test/support/eavesdropper.ts';
import { findLeaks } from '#test/support/secrecy-scan.ts';
import { finishedFeedback, finishedRubric, finishedSelf } from '../rubric/rated-room.ts';

/**
 * The secrecy test of the room, for every scenario: a whole interview on a real server in which the interviewer does all
 * there is to do, while a candidate and an observer read everything they can reach and keep every byte of it.
 */

/** The case that is played out. */
const REFERENCE_ID = 'ad-click-prediction';

const bank = await loadShippedBank();
const everyScenario = bank.list();
const canaries = everyScenario.map(({ interviewer }) => interviewer.canary);
/** What a database does to these texts does not depend on the case: on a PostgreSQL server the one that is played out is enough. */
const scenarios = everyScenario.filter(({ meta }) => testDatabaseUrl === null || meta.id === REFERENCE_ID);

const UNSHARED = 'UNSHARED-EVIDENCE that stays with its author for ever';
const SHARED = 'SHARED-EVIDENCE that is read in the review';
const PRIVATE = 'PRIVATE-NOTES that only interviewers ever read';
const REASON = finishedRubric().reason;
const OPEN_NOTE = 'OPEN-NOTE in the notes everybody shares';

/** Reads a socket can ask for. */
const LIVE_READS = [
  ...rooms.ROOM_OPERATIONS,
  ...interviews.INTERVIEW_OPERATIONS,
  ...RUBRIC_OPERATIONS,
].filter(
  ({ method, transports }) => method === 'GET' && transports.some((transport) => transport === 'socket'),
);

/** Below what one connection may have waiting. */
const COMMANDS_AT_ONCE = 50;

let app: TestApp;
let paths: readonly string[];
const guests: Eavesdropper[] = [];
beforeAll(async () => {
  app = await startTestApp();
  paths = (await listReadablePaths(app.person())).filter((path) => path !== '/api/openapi.json');
});
afterAll(async () => {
  for (const guest of guests) guest.close();
  await app.close();
});

function arrive(): Eavesdropper {
  const guest = new Eavesdropper(app.url);
  guests.push(guest);
  return guest;
}

function longOf(value: unknown): string[] {
  return listTexts(value)
    .map(({ text }) => text)
    .filter((text) => text.length >= MIN_SECRET_CHARS);
}

/** Texts that stand nowhere in what is open. */
function hiddenFrom(open: unknown, texts: readonly string[]): string[] {
  const body = JSON.stringify(open);
  return texts.filter((text) => !body.includes(JSON.stringify(text).slice(1, -1)));
}

/** Ids of the guide as JSON holds them: which hint was given is the interviewer's business as well. */
function guideIdsOf({ interviewer }: Scenario): string[] {
  const { steps, tradeoffs, curveballs, deep_dives } = interviewer;
  const items = [
    ...steps.flatMap(({ probes, hints }) => [...probes, ...hints]),
    ...steps.flatMap(({ red_flags: flags }) => flags),
    ...steps.flatMap(({ expect: { mid, senior, staff } }) => [...mid, ...senior, ...staff]),
    ...tradeoffs,
    ...curveballs,
    ...deep_dives,
  ];
  return items.map(({ id }) => `"${id}"`);
}

/**
 * What an interviewer does with a guide. Acts carry ids and never a text of the guide, so one case is played to the last
 * hint, probe and tick, and of the others one of each kind, every curveball, and a hint in every step.
 */
function listActs({ meta, interviewer }: Scenario): GuideAct[] {
  const { steps, tradeoffs, worksheet, curveballs, deep_dives } = interviewer;
  const isPlayedOut = meta.id === REFERENCE_ID;
  const some = <Item>(items: readonly Item[], atMost = 1) => items.slice(0, isPlayedOut ? undefined : atMost);
  const expectations = steps.flatMap(({ expect: { mid, senior, staff } }) => [...mid, ...senior, ...staff]);
  const ladders = steps.flatMap(({ hints }) => some(hints));
  return [
    ...some(expectations).map(({ id }) => ({
      type: 'expectation-ticked' as const,
      expectationId: id,
      isTicked: true,
    })),
    ...some(steps.flatMap(({ probes }) => probes)).map(({ id }) => ({
      type: 'probe-asked' as const,
      probeId: id,
      isAsked: true,
    })),
    ...some(steps.flatMap(({ red_flags: flags }) => flags)).map(({ id }) => ({
      type: 'red-flag-marked' as const,
      redFlagId: id,
      isMarked: true,
    })),
    ...ladders.flatMap(({ id }, index) =>
      some(HINT_RUNGS, index === 0 ? HINT_RUNGS.length : 1).map((rung) => ({
        type: 'hint-given' as const,
        hintId: id,
        rung,
      })),
    ),
    ...some(tradeoffs).map(({ id }) => ({
      type: 'trade-off-discussed' as const,
      tradeOffId: id,
      choice: 'a' as const,
      isJustified: true,
    })),
    ...some(worksheet).map(({ id, expect: value }) => ({
      type: 'worksheet-filled' as const,
      lineId: id,
      value,
    })),
    ...some(deep_dives).map(({ id }) => ({
      type: 'deep-dive-chosen' as const,
      deepDiveId: id,
      isChosen: true,
    })),
    ...curveballs.map(({ id }) => ({ type: 'curveball-played' as const, curveballId: id })),
  ];
}

function toSetup({ meta, candidate }: Scenario): InterviewSetup {
  return {
    scenarioId: meta.id,
    level: meta.levels.at(-1) ?? 'senior',
    format: meta.formats.at(-1) ?? 'm45',
    framework: 'seven-step',
    useStarterBoard: candidate.starter_board !== undefined,
  };
}

/** A room with a lead, a candidate and an observer, all of them connected. */
async function openRoom() {
  const [lead, candidate, observer] = [arrive(), arrive(), arrive()];
  const { room, interviewId } = await lead.call(rooms.createRoom, {
    displayName: 'Iris',
    role: 'interviewer',
  });
  const roomId = room.id;
  for (const [guest, role] of [
    [candidate, 'candidate'],
    [observer, 'observer'],
  ] as const) {
    const { token } = await lead.call(rooms.createInvite, { roomId, role });
    await guest.call(rooms.acceptInvite, { token, displayName: role });
  }
  for (const person of [lead, candidate, observer]) {
    await person.openLive();
    await person.command([{ operation: rooms.joinRoom, input: { roomId } }]);
  }
  return { lead, candidate, observer, roomId, interviewId };
}

type Room = Awaited<ReturnType<typeof openRoom>>;

/** Both look at the interview as a page does. What they were told before has come when the answer is there. */
async function look({ candidate, observer, interviewId }: Room): Promise<void> {
  const command = { operation: interviews.getInterview, input: { interviewId } };
  await Promise.all([candidate, observer].map((person) => person.ask([command])));
}

/**
 * Both read all there is over HTTP, allowed or not. What does not name the interview does not depend on its case either: it
 * is read in the case that is played out.
 */
async function readAll(
  { candidate, observer, roomId, interviewId }: Room,
  { isPlayedOut }: { readonly isPlayedOut: boolean },
): Promise<void> {
  const parameters = { roomId, interviewId };
  const wanted = isPlayedOut ? paths : paths.filter((path) => path.includes('interviewId'));
  await Promise.all([candidate, observer].map((person) => person.readAll(wanted, parameters)));
}

/** The same over their live connections. One road leads to one handler, so one case shows it for all. */
async function askAll({ candidate, observer, roomId, interviewId }: Room): Promise<void> {
  const commands = LIVE_READS.map((operation) => ({
    operation,
    input: 'interviewId' in operation.input.shape ? { interviewId } : { roomId },
  }));
  await Promise.all([candidate, observer].map((person) => person.ask(commands)));
}

async function openDocuments(room: Room, kinds: readonly DocumentKind[]): Promise<void> {
  const { candidate, observer, interviewId } = room;
  await Promise.all(
    [candidate, observer].flatMap((person) =>
      kinds.map((kind) => person.openDocument({ interviewId, kind })),
    ),
  );
}

/** The lead writes paragraphs at the end of a document. */
async function write(input: { room: Room; kind: DocumentKind; texts: readonly string[] }): Promise<void> {
  const { lead, interviewId } = input.room;
  const documentId = toDocumentId({ interviewId, kind: input.kind });
  const page = await DocumentWriter.open({ url: app.url, documentId, cookie: lead.cookie, clock: app.clock });
  page.doc.transact(() => {
    for (const text of input.texts) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      page.doc.getXmlFragment(NOTES_FIELD).push([paragraph]);
    }
  });
  await page.close();
}

async function conduct(room: Room, scenario: Scenario): Promise<void> {
  const { lead, candidate, observer, interviewId } = room;
  const acts = listActs(scenario).map((act) => ({ interviewId, id: nanoid(), act }));
  const notes = [SHARED, UNSHARED].map((text) => ({
    interviewId,
    noteId: nanoid(),
    offsetMs: 0,
    dimension: 'framing',
    sign: 'plus',
    kind: 'observation',
    text,
    share: text === SHARED,
    hintId: scenario.interviewer.steps[0]?.hints[0]?.id ?? null,
  }));
  const commands = [
    ...scenario.reveals.map(({ id: revealId }) => ({
      operation: interviews.showReveal,
      input: { interviewId, revealId },
    })),
    ...notes.map((input) => ({ operation: putEvidence, input })),
    ...acts.map((input) => ({ operation: interviews.recordGuideAct, input })),
  ];
  for (let at = 0; at < commands.length; at += COMMANDS_AT_ONCE)
    await lead.command(commands.slice(at, at + COMMANDS_AT_ONCE));
  await write({ room, kind: 'notes', texts: [OPEN_NOTE] });

  const lastAct = acts.at(-1)?.id ?? '';
  const lastCard = `"revealId":"${scenario.reveals.at(-1)?.id}"`;
  await eventually('the lead is told of the last act', () => lead.hasHeard('socket', lastAct));
  for (const person of [candidate, observer]) {
    await eventually('the last card comes', () => person.hasHeard('socket', lastCard));
    await eventually('the note comes', () => person.hasHeard('document', OPEN_NOTE));
  }
}

async function handIn({ lead, candidate, interviewId }: Room): Promise<void> {
  // One dimension is rated, with the evidence there is for it.
  const content = finishedRubric({
    dimensions: byDimension((dimension) =>
      dimension === 'framing'
        ? { rating: 3, notAssessed: null, ceilingReason: 'Led the design without the hints being needed.' }
        : { rating: null, notAssessed: 'no_time', ceilingReason: '' },
    ),
  });
  const saveAndSubmit = (
    form: typeof RUBRIC_FORM | typeof SELF_FORM | typeof FEEDBACK_FORM,
    written: object,
  ) => [
    { operation: form.save, input: { interviewId, baseRevision: 0, content: written } },
    { operation: form.submit, input: { interviewId, baseRevision: 1 } },
  ];
  await lead.command(saveAndSubmit(RUBRIC_FORM, content));
  await candidate.command([
    ...saveAndSubmit(SELF_FORM, finishedSelf()),
    ...saveAndSubmit(FEEDBACK_FORM, finishedFeedback()),
  ]);
}

/** Named by who received them. */
function leaksTo(room: Room, secrets: readonly string[]) {
  return (['candidate', 'observer'] as const).flatMap((role) =>
    findLeaks(room[role].bytes, secrets).map(({ text, from, url }) => ({ role, from, url, text })),
  );
}

describe.each(scenarios.map((scenario) => [scenario.meta.id, scenario] as const))('%s', (_, scenario) => {
  test('keeps its guide from candidate and observer, whatever the interviewer does', async () => {
    const { meta, candidate: given, reveals, debrief, interviewer } = scenario;
    const faces = reveals.map(({ face }) => face);
    const open = [meta, given, faces];
    const guide = hiddenFrom(open, [
      ...listSecretTexts(scenario).map(({ text }) => text),
      ...longOf(debrief),
    ]);
    const always = [...canaries, UNSHARED, PRIVATE, REASON];
    const whileSealed = [...always, ...guide, ...guideIdsOf(scenario), SHARED];
    expect(guide.length).toBeGreaterThan(300);

    const room = await openRoom();
    const { lead, candidate, interviewId } = room;
    const isPlayedOut = meta.id === REFERENCE_ID;
    const about = { interviewId };
    await lead.command([
      { operation: interviews.configureInterview, input: { interviewId, setup: toSetup(scenario) } },
      { operation: interviews.getGuide, input: about },
      { operation: interviews.openLobby, input: about },
    ]);
    await write({ room, kind: 'private', texts: [PRIVATE, interviewer.canary, ...guide.slice(0, 20)] });
    await openDocuments(room, ['private']);
    await look(room);
    // Before the clock runs nobody knows what it will be about.
    expect(leaksTo(room, [...whileSealed, ...longOf(faces), meta.id, given.prompt])).toEqual([]);

    for (const person of [lead, candidate])
      await person.command([{ operation: interviews.setReady, input: { interviewId, isReady: true } }]);
    await lead.command([{ operation: interviews.startInterview, input: about }]);
    await openDocuments(room, ['canvas', 'notes']);
    await look(room);
    expect(leaksTo(room, [...whileSealed, ...hiddenFrom([meta, given], longOf(faces))])).toEqual([]);

    await conduct(room, scenario);
    await look(room);
    await lead.command([{ operation: interviews.endInterview, input: about }]);
    await readAll(room, { isPlayedOut });
    if (isPlayedOut) await askAll(room);
    expect(leaksTo(room, whileSealed)).toEqual([]);

    await handIn(room);
    await openDocuments(room, ['private']);
    await readAll(room, { isPlayedOut });
    if (isPlayedOut) await askAll(room);
    const opened = toDebrief(scenario);
    expect(leaksTo(room, [...always, ...hiddenFrom([open, opened], guide)])).toEqual([]);

    // The same scan is not blind: each got what is theirs, on every way there is.
    expect(findLeaks(lead.bytes, [interviewer.canary])).not.toEqual([]);
    const ways = (texts: readonly string[]) =>
      new Set(findLeaks(candidate.bytes, texts).map(({ from }) => from));
    expect(ways([given.prompt])).toEqual(new Set(['http', 'socket']));
    expect(ways(longOf(faces))).toEqual(new Set(['http', 'socket']));
    expect(ways([OPEN_NOTE])).toEqual(new Set(['http', 'document']));
    expect(ways([debrief.summary])).toEqual(new Set(['http']));
    expect(ways([SHARED])).toEqual(new Set(['http']));
    expect(findLeaks(room.observer.bytes, [SHARED])).toEqual([]);
  });
});

test('a guide that gets out is seen, whichever way it takes', async () => {
  const [scenario] = scenarios;
  if (!scenario) throw new Error('the bank is empty');
  const { canary } = scenario.interviewer;
  const room = await openRoom();
  const { lead, candidate, interviewId, roomId } = room;
  await lead.call(interviews.configureInterview, { interviewId, setup: toSetup(scenario) });
  await lead.call(interviews.openLobby, { interviewId });
  for (const person of [lead, candidate])
    await person.call(interviews.setReady, { interviewId, isReady: true });
  await lead.call(interviews.startInterview, { interviewId });
  await openDocuments(room, ['notes']);
  expect(leaksTo(room, [canary])).toEqual([]);

  // The name of a room goes to everybody in it, and so do its notes.
  await lead.call(rooms.renameRoom, { roomId, name: canary });
  await write({ room, kind: 'notes', texts: [canary] });
  await readAll(room, { isPlayedOut: true });
  await eventually('the note comes', () => candidate.hasHeard('document', canary));
  const ways = new Set(leaksTo(room, [canary]).map(({ role, from }) => `${role} ${from}`));
  expect(ways).toEqual(
    new Set(
      ['candidate', 'observer'].flatMap((role) =>
        ['http', 'socket', 'document'].map((way) => `${role} ${way}`),
      ),
    ),
  );
});
