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
import { DIMENSIONS, HINT_RUNGS, type DocumentKind } from '#shared/domain/vocabulary.ts';
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

const bank = await loadShippedBank();
const everyScenario = bank.list();
const canaries = everyScenario.map(({ interviewer }) => interviewer.canary);
/** What a database does to these texts does not depend on the case: on a PostgreSQL server some of them are enough. */
const scenarios =
  testDatabaseUrl === null ? everyScenario : everyScenario.filter((_, index) => index % 8 === 0);

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
    ...steps.flatMap(({ probes, hints, red_flags, expect: { mid, senior, staff } }) => [
      ...[...probes, ...hints, ...red_flags],
      ...[...mid, ...senior, ...staff],
    ]),
    ...tradeoffs,
    ...curveballs,
    ...deep_dives,
  ];
  return items.map(({ id }) => `"${id}"`);
}

/** Everything an interviewer can do with a guide: every hint to its last rung, every curveball, and one of each other kind a step. */
function listActs({ interviewer }: Scenario): GuideAct[] {
  const { steps, tradeoffs, worksheet, curveballs, deep_dives } = interviewer;
  const acts: GuideAct[] = [];
  for (const { expect: expected, probes, hints, red_flags } of steps) {
    const [item, probe, flag] = [expected.senior[0], probes[0], red_flags[0]];
    if (item) acts.push({ type: 'expectation-ticked', expectationId: item.id, isTicked: true });
    if (probe) acts.push({ type: 'probe-asked', probeId: probe.id, isAsked: true });
    if (flag) acts.push({ type: 'red-flag-marked', redFlagId: flag.id, isMarked: true });
    for (const { id } of hints)
      for (const rung of HINT_RUNGS) acts.push({ type: 'hint-given', hintId: id, rung });
  }
  const [tradeOff, line, dive] = [tradeoffs[0], worksheet[0], deep_dives[0]];
  if (tradeOff)
    acts.push({ type: 'trade-off-discussed', tradeOffId: tradeOff.id, choice: 'a', isJustified: true });
  if (line) acts.push({ type: 'worksheet-filled', lineId: line.id, value: line.expect });
  if (dive) acts.push({ type: 'deep-dive-chosen', deepDiveId: dive.id, isChosen: true });
  for (const { id } of curveballs) acts.push({ type: 'curveball-played', curveballId: id });
  return acts;
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

/** Both ask for all there is over their live connections, and so have all they were told before as well. */
async function readLive({ candidate, observer, roomId, interviewId }: Room): Promise<void> {
  const commands = LIVE_READS.map((operation) => ({
    operation,
    input: 'interviewId' in operation.input.shape ? { interviewId } : { roomId },
  }));
  await Promise.all([candidate, observer].map((person) => person.ask(commands)));
}

/** The same over HTTP, where there is more. */
async function readAll(room: Room): Promise<void> {
  const { candidate, observer, roomId, interviewId } = room;
  await Promise.all([candidate, observer].map((person) => person.readAll(paths, { roomId, interviewId })));
  await readLive(room);
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
  const notes = DIMENSIONS.map((dimension) => ({
    interviewId,
    noteId: nanoid(),
    offsetMs: 0,
    dimension,
    sign: 'plus',
    kind: 'observation',
    text: dimension === 'framing' ? SHARED : UNSHARED,
    share: dimension === 'framing',
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
  const content = finishedRubric({
    dimensions: byDimension(() => ({
      rating: 3 as const,
      notAssessed: null,
      ceilingReason: 'Led the design without the hints being needed.',
    })),
  });
  const { revision } = await lead.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content });
  await lead.call(RUBRIC_FORM.submit, { interviewId, baseRevision: revision });
  const self = await candidate.call(SELF_FORM.save, {
    interviewId,
    baseRevision: 0,
    content: finishedSelf(),
  });
  await candidate.call(SELF_FORM.submit, { interviewId, baseRevision: self.revision });
  const feedback = await candidate.call(FEEDBACK_FORM.save, {
    interviewId,
    baseRevision: 0,
    content: finishedFeedback(),
  });
  await candidate.call(FEEDBACK_FORM.submit, { interviewId, baseRevision: feedback.revision });
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
    await lead.call(interviews.configureInterview, { interviewId, setup: toSetup(scenario) });
    await lead.call(interviews.getGuide, { interviewId });
    await lead.call(interviews.openLobby, { interviewId });
    await write({ room, kind: 'private', texts: [PRIVATE, interviewer.canary, ...guide.slice(0, 20)] });
    await openDocuments(room, ['private']);
    await readLive(room);
    // Before the clock runs nobody knows what it will be about.
    expect(leaksTo(room, [...whileSealed, ...longOf(faces), meta.id, given.prompt])).toEqual([]);

    for (const person of [lead, candidate])
      await person.call(interviews.setReady, { interviewId, isReady: true });
    await lead.call(interviews.startInterview, { interviewId });
    await openDocuments(room, ['canvas', 'notes']);
    await readLive(room);
    expect(leaksTo(room, [...whileSealed, ...hiddenFrom([meta, given], longOf(faces))])).toEqual([]);

    await conduct(room, scenario);
    await readLive(room);
    await lead.call(interviews.endInterview, { interviewId });
    await readAll(room);
    expect(leaksTo(room, whileSealed)).toEqual([]);

    await handIn(room);
    await openDocuments(room, ['private', 'notes']);
    await readAll(room);
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
