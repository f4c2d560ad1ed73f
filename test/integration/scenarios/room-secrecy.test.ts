import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { DIMENSIONS, HINT_RUNGS } from '#shared/domain/vocabulary.ts';
import { NOTES_FIELD } from '#shared/documents/notes.ts';
import { DocumentWriter } from '#server/demo/document-writer.ts';
import { addNotesLine } from '#server/demo/notes-writer.ts';
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

/** Every kind of thing an interviewer can do with a guide: all hints, and of the rest one a step. */
function listActs({ interviewer }: Scenario): GuideAct[] {
  const { steps, tradeoffs, worksheet, curveballs, deep_dives } = interviewer;
  return [
    ...steps.flatMap(({ expect: { senior }, probes, hints, red_flags }): GuideAct[] => [
      ...senior.slice(0, 1).map(({ id }) => ({
        type: 'expectation-ticked' as const,
        expectationId: id,
        isTicked: true,
      })),
      ...probes.slice(0, 1).map(({ id }) => ({ type: 'probe-asked' as const, probeId: id, isAsked: true })),
      ...red_flags
        .slice(0, 1)
        .map(({ id }) => ({ type: 'red-flag-marked' as const, redFlagId: id, isMarked: true })),
      ...hints.flatMap(({ id }) =>
        HINT_RUNGS.map((rung) => ({ type: 'hint-given' as const, hintId: id, rung })),
      ),
    ]),
    ...tradeoffs.slice(0, 1).map(({ id }) => ({
      type: 'trade-off-discussed' as const,
      tradeOffId: id,
      choice: 'a' as const,
      isJustified: true,
    })),
    ...worksheet
      .slice(0, 1)
      .map(({ id, expect: value }) => ({ type: 'worksheet-filled' as const, lineId: id, value })),
    ...deep_dives
      .slice(0, 1)
      .map(({ id }) => ({ type: 'deep-dive-chosen' as const, deepDiveId: id, isChosen: true })),
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
    await person.ask(rooms.joinRoom, { roomId });
  }
  return { lead, candidate, observer, roomId, interviewId };
}

type Room = Awaited<ReturnType<typeof openRoom>>;

const outsiders = ({ candidate, observer }: Room) => [candidate, observer];

/** Both read all they can reach, and with what they are told meanwhile it is all they have. */
async function readAll(room: Room): Promise<void> {
  const { roomId, interviewId } = room;
  for (const person of outsiders(room)) {
    await person.readAll(paths, { roomId, interviewId });
    for (const operation of LIVE_READS) {
      const input = 'interviewId' in operation.input.shape ? { interviewId } : { roomId };
      await person.ask(operation, input);
    }
  }
}

async function openDocuments(room: Room, kinds: readonly ('canvas' | 'notes' | 'private')[]): Promise<void> {
  for (const person of outsiders(room)) {
    for (const kind of kinds) await person.openDocument({ interviewId: room.interviewId, kind });
  }
}

async function writePrivately({ lead, interviewId }: Room, texts: readonly string[]): Promise<void> {
  const page = await DocumentWriter.open({
    url: app.url,
    documentId: `${interviewId}.private`,
    cookie: lead.cookie,
    clock: app.clock,
  });
  page.doc.transact(() => {
    for (const text of texts) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      page.doc.getXmlFragment(NOTES_FIELD).push([paragraph]);
    }
  });
  await page.close();
}

async function conduct(room: Room, scenario: Scenario): Promise<void> {
  const { lead, candidate, observer, interviewId } = room;
  for (const { id: revealId } of scenario.reveals)
    await lead.call(interviews.showReveal, { interviewId, revealId });
  const ids: string[] = [];
  for (const act of listActs(scenario)) {
    const id = nanoid();
    ids.push(id);
    await lead.call(interviews.recordGuideAct, { interviewId, id, act });
  }
  for (const dimension of DIMENSIONS) {
    const share = dimension === 'framing';
    await lead.call(putEvidence, {
      interviewId,
      noteId: nanoid(),
      offsetMs: 0,
      dimension,
      sign: 'plus',
      kind: 'observation',
      text: share ? SHARED : UNSHARED,
      share,
      hintId: scenario.interviewer.steps[0]?.hints[0]?.id ?? null,
    });
  }
  const notes = await DocumentWriter.open({
    url: app.url,
    documentId: `${interviewId}.notes`,
    cookie: lead.cookie,
    clock: app.clock,
  });
  addNotesLine(notes.doc, { section: 'Clarify', text: OPEN_NOTE });
  await notes.close();
  await eventually('the lead is told of the last act', () => lead.hasHeard('socket', ids.at(-1) ?? ''));
  for (const person of [candidate, observer]) {
    await eventually(
      'the last card and the note arrive',
      () =>
        person.hasHeard('socket', `"revealId":"${scenario.reveals.at(-1)?.id}"`) &&
        findLeaks(
          person.bytes.filter(({ from }) => from === 'document'),
          [OPEN_NOTE],
        ).length > 0,
    );
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
    await writePrivately(room, [PRIVATE, interviewer.canary, ...guide.slice(0, 20)]);
    await openDocuments(room, ['private']);
    await readAll(room);
    // Before the clock runs nobody knows what it will be about.
    expect(leaksTo(room, [...whileSealed, ...longOf(faces), meta.id, given.prompt])).toEqual([]);

    for (const person of [lead, candidate])
      await person.call(interviews.setReady, { interviewId, isReady: true });
    await lead.call(interviews.startInterview, { interviewId });
    await openDocuments(room, ['canvas', 'notes']);
    await readAll(room);
    expect(leaksTo(room, [...whileSealed, ...hiddenFrom([meta, given], longOf(faces))])).toEqual([]);

    await conduct(room, scenario);
    await readAll(room);
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
