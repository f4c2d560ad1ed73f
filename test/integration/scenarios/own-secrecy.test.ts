import { nanoid } from 'nanoid';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import * as own from '#shared/contracts/scenarios.contract.ts';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import {
  MIN_SECRET_CHARS,
  listOpenTexts,
  listSecretTexts,
  listTexts,
} from '#server/features/scenarios/scenario-text.ts';
import { toDebrief } from '#server/features/scenarios/scenarios.view.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import type { Received } from '#test/support/browser.ts';
import { Person } from '#test/support/person.ts';
import { findLeaks } from '#test/support/secrecy-scan.ts';
import { handIn, join, openRoom, ownText, startWith } from './authors.ts';

/**
 * The secrecy of own scenarios: a whole interview with one, written, changed and published under way, while a candidate,
 * an observer and a stranger read everything they can reach, and try everything that is not theirs.
 */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Keeps every answer as it came, headers too. Broadcasts are kept by `Person`. */
class Listener extends Person {
  readonly #answers: Received[] = [];
  #heard = 0;

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    const headers = JSON.stringify([...response.headers]);
    const body = Buffer.from(await response.clone().arrayBuffer());
    this.#answers.push({ from: 'http', url: path, bytes: Buffer.concat([Buffer.from(headers), body]) });
    return response;
  }

  /** All of it, in an order that only grows at its end. */
  get bytes(): readonly Received[] {
    const messages = this.received.slice(this.#heard);
    this.#heard = this.received.length;
    this.#answers.push(
      ...messages.map((message) => ({
        from: 'socket' as const,
        url: message.event,
        bytes: Buffer.from(JSON.stringify(message)),
      })),
    );
    return this.#answers;
  }
}

/** Every address the server answers a GET for, by its own account: one that is added is read as well. */
async function listReadablePaths(person: Person): Promise<string[]> {
  const response = await person.fetch('/api/openapi.json');
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await response.json());
  return Object.entries(paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
}

interface Names {
  readonly roomId: string;
  readonly interviewId: string;
  readonly scenarioId: string;
  readonly version: string;
}

/** All that can be read, and every command on scenarios, allowed or not. */
async function tryEverything(person: Person, paths: readonly string[], names: Names): Promise<void> {
  const fill = (path: string) =>
    path.replaceAll(
      /\{(\w+)\}/g,
      (_, key: string) => new Map(Object.entries(names)).get(key) ?? 'unknown-here',
    );
  for (const path of paths) await person.fetch(fill(path));
  const commands = own.SCENARIO_OPERATIONS.filter(({ method }) => method !== 'GET' && method !== 'DELETE');
  for (const { path, method } of commands) {
    await person.fetch(fill(path.replaceAll(/:(\w+)/g, '{$1}')), {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: nanoid(), baseRevision: 1, isRetired: true, text: 'a: 1' }),
    });
  }
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

const DRAFT_SECRET = 'DRAFT-SECRET of a version that is not published yet';

test('keeps the guide of an own scenario from everybody it is not for, from the draft to the review', async () => {
  const author = new Listener(app.url);
  const lead = new Listener(app.url);
  const candidate = new Listener(app.url);
  const observer = new Listener(app.url);
  const stranger = new Listener(app.url);
  const { roomId, interviewId } = await openRoom(lead);
  await openRoom(stranger);
  await join({ host: lead, guest: author, roomId, role: 'interviewer' });
  await join({ host: lead, guest: candidate, roomId, role: 'candidate' });
  await join({ host: lead, guest: observer, roomId, role: 'observer' });
  const everybody = { author, lead, candidate, observer, stranger };
  for (const person of [author, lead, candidate, observer]) {
    await person.connect();
    await person.send(rooms.joinRoom, { roomId });
  }

  const { scenario: made } = await author.call(own.createOwn, { id: nanoid(), text: ownText() });
  const { scenarioId } = made;
  await author.call(own.publishOwn, { scenarioId, baseRevision: 1 });
  await author.call(own.shareOwn, { scenarioId, roomId });
  const names = { roomId, interviewId, scenarioId, version: '1.0.0' };
  const { scenario: guide } = await lead.call(own.openBankGuide, { scenarioId });
  const canary = guide.interviewer.canary;
  const whole = { ...guide, schema: 1 as const };
  const faces = guide.reveals.map(({ face }) => face);
  const open = [listOpenTexts(whole).map(({ text }) => text)];
  const secrets = hiddenFrom(open, [
    ...listSecretTexts(whole).map(({ text }) => text),
    ...longOf(guide.debrief),
  ]);
  expect(secrets).toContain(canary);
  expect(secrets.length).toBeGreaterThan(300);

  const paths = await listReadablePaths(app.person());
  const scanned = new Map<Listener, number>();
  /** In what they received since the last look. */
  const leaksTo = (people: readonly (keyof typeof everybody)[], texts: readonly string[]) =>
    people.flatMap((name) => {
      const person = everybody[name];
      const { bytes } = person;
      const fresh = bytes.slice(scanned.get(person) ?? 0);
      scanned.set(person, bytes.length);
      return findLeaks(fresh, texts).map((leak) => ({ name, ...leak }));
    });
  const outsiders = ['candidate', 'observer', 'stranger'] as const;
  const tryAll = (what: Names) =>
    Promise.all(outsiders.map((name) => tryEverything(everybody[name], paths, what)));
  // The text is a case of the bank, whose preview is open to all; so the id and the canary tell the own one.
  const isNowhere = [canary, scenarioId, DRAFT_SECRET];

  // Nobody who only takes part hears that it is there, even when they are told its id.
  await tryAll({ ...names, scenarioId: 'own.unknown' });
  expect(leaksTo(outsiders, [...secrets, ...isNowhere])).toEqual([]);
  await tryAll(names);
  expect(leaksTo(outsiders, secrets)).toEqual([]);

  await startWith({ lead, candidate, interviewId, scenarioId });
  const draft = ownText({ version: '2.0.0' }).replace(/^( +)brief: .*$/m, `$1# ${DRAFT_SECRET}\n$&`);
  expect(draft).toContain(DRAFT_SECRET);
  await author.call(own.saveOwn, { scenarioId, baseRevision: 1, text: draft });
  await conduct(lead, { interviewId, guide });
  await author.call(own.publishOwn, { scenarioId, baseRevision: 2 });
  const { scenario: second } = await author.call(own.openBankGuide, { scenarioId });
  expect(second.interviewer.canary).not.toBe(canary);
  await tryAll(names);
  const always = [canary, second.interviewer.canary, DRAFT_SECRET];
  expect(leaksTo(outsiders, [...secrets, ...always])).toEqual([]);
  // A draft and its comments are not even for those who may use what is published.
  await tryEverything(lead, paths, names);
  expect(leaksTo(['lead'], [DRAFT_SECRET])).toEqual([]);

  await lead.call(interviews.endInterview, { interviewId });
  await tryAll(names);
  expect(leaksTo(outsiders, [...secrets, ...always])).toEqual([]);

  await handIn({ raters: [lead, author], candidate, interviewId });
  await tryAll(names);
  const opened = [open, toDebrief(whole)];
  expect(leaksTo(outsiders, [...hiddenFrom(opened, secrets), ...always])).toEqual([]);

  // The scan is not blind: each received what is theirs, on both ways.
  expect(findLeaks(lead.bytes, [canary])).not.toEqual([]);
  const ways = (texts: readonly string[]) =>
    new Set(findLeaks(candidate.bytes, texts).map(({ from }) => from));
  expect(ways(longOf(faces))).toEqual(new Set(['http', 'socket']));
  expect(ways([guide.candidate.prompt])).toContain('http');
  expect(ways([guide.debrief.summary])).toContain('http');
  for (const person of Object.values(everybody)) person.close();
}, 90_000);

/** All reveals and one act of each kind that names something of the guide. */
async function conduct(
  lead: Person,
  { interviewId, guide }: { interviewId: string; guide: InterviewerScenario },
) {
  const step = guide.interviewer.steps[0];
  for (const { id: revealId } of guide.reveals)
    await lead.send(interviews.showReveal, { interviewId, revealId });
  const acts = [
    { type: 'expectation-ticked', expectationId: step?.expect.mid[0]?.id ?? '', isTicked: true },
    { type: 'probe-asked', probeId: step?.probes[0]?.id ?? '', isAsked: true },
    { type: 'hint-given', hintId: step?.hints[0]?.id ?? '', rung: 'nudge' },
    { type: 'curveball-played', curveballId: guide.interviewer.curveballs[0]?.id ?? '' },
  ] as const;
  for (const act of acts) await lead.send(interviews.recordGuideAct, { interviewId, id: nanoid(), act });
}
