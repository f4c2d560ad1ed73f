import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '#shared/contracts/interviews.contract.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { openWorld, type InterviewWorld } from './interview-world.ts';

/** Field names that only the guide side has; a count of them would already tell a candidate something. */
const GUIDE_FIELDS = [
  '"seq"',
  '"nextSeq"',
  '"guideRevision"',
  '"guideEvents"',
  '"audience"',
  '"canary"',
  '"useStarterBoard"',
];
/** Shorter interviewer strings (such as "users") are part of ordinary text. */
const TELLING_LENGTH = 24;

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let world: InterviewWorld;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  world = await openWorld(opened.database);
});
afterEach(() => world.close());

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

/** What may never reach the candidate: guide texts and ids, and cards that were not handed over. */
function secrets({ shown = [] as readonly string[] } = {}): string[] {
  const { interviewer, reveals, candidate, meta } = world.scenario;
  const open = JSON.stringify([
    candidate,
    meta,
    reveals.filter(({ id }) => shown.includes(id)).map(({ face }) => face),
  ]);
  // Nodes of a diagram are called what everybody calls them, such as `monitor`.
  const { architecture: _diagram, ...guide } = interviewer;
  const itemIds = JSON.stringify(guide).matchAll(/"id":"([^"]+)"/g);
  return [
    interviewer.canary,
    ...[...itemIds].map(([, id]) => `"${id}"`),
    ...stringsOf([interviewer, reveals]).filter(
      (text) => text.length >= TELLING_LENGTH && !open.includes(text),
    ),
  ];
}

/** Everything candidate and observer could have received: snapshots, and what went to the room's channel. */
async function received(): Promise<string> {
  const snapshots = [];
  for (const person of ['candidate', 'observer'] as const) {
    snapshots.push(await world.call(contract.getInterview, person, { interviewId: world.interviewId }));
  }
  const toRoom = world.broadcasts.filter(({ channel }) => !channel.endsWith(':guides'));
  return JSON.stringify([snapshots, toRoom.map(({ payload }) => payload)]);
}

function leaks(text: string, hidden: readonly string[]): string[] {
  return [...GUIDE_FIELDS, ...hidden].filter((secret) => text.includes(secret));
}

describe('what a candidate receives', () => {
  it('is nothing of the setup while preparing and nothing of the scenario before the start', async () => {
    const interviewId = world.interviewId;
    await world.call(contract.configureInterview, 'lead', {
      interviewId,
      setup: world.setup({ level: 'staff' }),
    });
    const preparing = await world.call(contract.getInterview, 'candidate', { interviewId });
    expect(preparing).toMatchObject({
      view: 'candidate',
      setup: null,
      phases: null,
      scenario: null,
      events: [],
      revision: 0,
    });

    await world.toLobby({ level: 'staff', format: 'm60', framework: 'four-phase' });
    const lobby = await world.call(contract.getInterview, 'candidate', { interviewId });
    expect(lobby).toMatchObject({
      setup: { level: 'staff', format: 'm60', framework: 'four-phase' },
      scenario: null,
      candidateId: null,
    });
    expect(lobby.phases?.map(({ id }) => id)).toEqual([
      'intro',
      'requirements',
      'framing',
      'architecture',
      'deep-dive',
      'wrap',
    ]);
    const text = await received();
    const { meta, candidate } = world.scenario;
    expect(leaks(text, [meta.id, meta.title, candidate.prompt, ...secrets()])).toEqual([]);
  });

  it('is the prompt and the cards handed over while running, and no word of the guide', async () => {
    await world.toRunning();
    const { interviewId } = world;
    const { interviewer, reveals } = world.scenario;
    const shown = reveals.slice(0, 2).map(({ id }) => id);
    for (const revealId of shown) await world.call(contract.showReveal, 'lead', { interviewId, revealId });
    const hint = interviewer.steps[0]?.hints[0]?.id ?? '';
    await world.call(contract.recordGuideAct, 'lead', {
      interviewId,
      id: 'hint-event-1',
      act: { type: 'hint-given', hintId: hint, rung: 'nudge' },
    });
    await world.call(contract.recordGuideAct, 'co', {
      interviewId,
      id: 'curveball-1',
      act: { type: 'curveball-played', curveballId: interviewer.curveballs[0]?.id ?? '' },
    });
    await world.call(contract.enterPhase, 'lead', { interviewId, phaseIndex: 1 });

    const snapshot = await world.call(contract.getInterview, 'candidate', { interviewId });
    expect(snapshot.scenario?.prompt).toBe(world.scenario.candidate.prompt);
    expect(snapshot.events.map(({ act }) => act.type)).toEqual([
      'interview-started',
      'reveal-shown',
      'reveal-shown',
      'phase-entered',
    ]);
    const text = await received();
    const unshown = reveals.filter(({ id }) => !shown.includes(id)).map(({ id }) => `"${id}"`);
    expect(leaks(text, [...secrets({ shown }), ...unshown, 'hint-event-1', 'curveball-1'])).toEqual([]);
  });

  it('would be seen by this scan if it were the guide', async () => {
    await world.toRunning();
    const guide = await world.call(contract.getGuide, 'lead', { interviewId: world.interviewId });
    const snapshot = await world.call(contract.getInterview, 'lead', { interviewId: world.interviewId });
    const found = leaks(JSON.stringify([guide, snapshot]), secrets());
    expect(found).toContain(world.scenario.interviewer.canary);
    expect(found).toContain('"guideRevision"');
    expect(found.length).toBeGreaterThan(100);
  });
});
