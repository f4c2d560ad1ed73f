import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nanoid } from 'nanoid';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { OperationContract } from '#shared/contracts/operation.ts';
import { FEEDBACK_FORM, RUBRIC_FORM, SELF_FORM, putEvidence } from '#shared/contracts/rubric.contract.ts';
import * as own from '#shared/contracts/scenarios.contract.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import type { TestApp } from '#test/support/app.ts';
import { BANK_DIRECTORY } from '#test/support/bank.ts';
import type { Person } from '#test/support/person.ts';
import { finishedFeedback, finishedRubric, finishedSelf } from '../rubric/rated-room.ts';

/** People who write scenarios, and the rooms they use them in. */

export const SOURCE_ID = 'ad-click-prediction';
const source = await readFile(path.join(BANK_DIRECTORY, `${SOURCE_ID}.yaml`), 'utf8');

/** A good text of somebody's own: a case of the bank under another title. Its canary is the one of the bank. */
export function ownText({ title = 'Clicks of my own', version = '1.0.0' } = {}): string {
  return source
    .replace(/^( +)title: .*$/m, `$1title: ${title}`)
    .replace(/^( +)version: .*$/m, `$1version: ${version}`);
}

/** With a fault in line `line`: the prompt is gone. */
export function brokenText(): { text: string; line: number } {
  const lines = ownText().split('\n');
  const at = lines.findIndex((text) => text.trimStart().startsWith('prompt:'));
  lines[at] = `  promt: >-`;
  return { text: lines.join('\n'), line: at + 1 };
}

export interface Room {
  readonly roomId: string;
  readonly interviewId: string;
}

/** A room of the host's own; the host interviews. */
export async function openRoom(host: Person, displayName = 'Iris'): Promise<Room> {
  const { room, interviewId } = await host.call(rooms.createRoom, { displayName, role: 'interviewer' });
  return { roomId: room.id, interviewId };
}

export async function join(input: {
  host: Person;
  guest: Person;
  roomId: string;
  role: rooms.InviteRole;
}): Promise<string> {
  const { host, guest, roomId, role } = input;
  const { token } = await host.call(rooms.createInvite, { roomId, role });
  const { participant } = await guest.call(rooms.acceptInvite, { token, displayName: role });
  return participant.id;
}

/** One room with somebody in every role, and a stranger with a room of their own. */
export async function openCast(app: TestApp) {
  const [author, co, candidate, observer, shadow, stranger] = [
    app.person(),
    app.person(),
    app.person(),
    app.person(),
    app.person(),
    app.person(),
  ];
  const room = await openRoom(author, 'Ada');
  await openRoom(stranger);
  const { roomId } = room;
  const coId = await join({ host: author, guest: co, roomId, role: 'interviewer' });
  const candidateId = await join({ host: author, guest: candidate, roomId, role: 'candidate' });
  await join({ host: author, guest: observer, roomId, role: 'observer' });
  await join({ host: author, guest: shadow, roomId, role: 'shadow' });
  return { author, co, candidate, observer, shadow, stranger, coId, candidateId, ...room };
}

export async function create(author: Person, text: string | null = ownText()): Promise<own.OwnScenario> {
  const { scenario } = await author.call(own.createOwn, { id: nanoid(), text });
  return scenario;
}

/** A published scenario; `text` is its first version. */
export async function publish(author: Person, text = ownText()): Promise<own.OwnScenario> {
  const { scenarioId, revision } = await create(author, text);
  const { scenario } = await author.call(own.publishOwn, { scenarioId, baseRevision: revision });
  return scenario;
}

export async function choose(person: Person, interviewId: string, scenarioId: string): Promise<void> {
  await person.call(interviews.configureInterview, {
    interviewId,
    setup: { scenarioId, level: 'senior', format: 'm45', framework: 'seven-step', useStarterBoard: true },
  });
}

/** From the choice to the running clock. */
export async function startWith(input: {
  lead: Person;
  candidate: Person;
  interviewId: string;
  scenarioId: string;
}): Promise<void> {
  const { lead, candidate, interviewId, scenarioId } = input;
  await choose(lead, interviewId, scenarioId);
  await lead.call(interviews.openLobby, { interviewId });
  for (const person of [lead, candidate]) {
    await person.call(interviews.setReady, { interviewId, isReady: true });
  }
  await lead.call(interviews.startInterview, { interviewId });
}

/** Every form of a round, so that it is opened to everybody. Each rater has evidence for the one dimension they rate. */
export async function handIn(input: {
  raters: readonly Person[];
  candidate: Person;
  interviewId: string;
}): Promise<void> {
  const { raters, candidate, interviewId } = input;
  const rubric = finishedRubric({
    dimensions: byDimension((dimension) =>
      dimension === 'framing'
        ? { rating: 3, notAssessed: null, ceilingReason: 'Led the design without the hints being needed.' }
        : { rating: null, notAssessed: 'no_time', ceilingReason: '' },
    ),
  });
  const forms: readonly {
    person: Person;
    form: { save: OperationContract; submit: OperationContract };
    content: object;
  }[] = [
    ...raters.map((person) => ({ person, form: RUBRIC_FORM, content: rubric })),
    { person: candidate, form: SELF_FORM, content: finishedSelf() },
    { person: candidate, form: FEEDBACK_FORM, content: finishedFeedback() },
  ];
  for (const rater of raters) {
    await rater.call(putEvidence, {
      interviewId,
      noteId: nanoid(),
      offsetMs: 0,
      dimension: 'framing',
      sign: 'plus',
      kind: 'observation',
      text: 'Asked for the scale first',
      expectationId: null,
      hintId: null,
      share: true,
    });
  }
  for (const { person, form, content } of forms) {
    await person.call(form.save, { interviewId, baseRevision: 0, content });
    await person.call(form.submit, { interviewId, baseRevision: 1 });
  }
}
