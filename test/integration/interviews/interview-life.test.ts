import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '#shared/contracts/interviews.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { openWorld, participantId, refusalOf, userId, type InterviewWorld } from './interview-world.ts';

const MINUTE = 60_000;
let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let world: InterviewWorld;
let byInterview: { interviewId: string };

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  world = await openWorld(opened.database);
  byInterview = { interviewId: world.interviewId };
});
afterEach(() => world.close());

describe('the life of an interview', () => {
  it('goes from preparing to closed, and each change tells the room with the next revision', async () => {
    await world.toRunning();
    world.clock.advance(2 * MINUTE);
    await world.call(contract.enterPhase, 'lead', { ...byInterview, phaseIndex: 1 });
    world.clock.advance(3 * MINUTE);
    const ended = await world.call(contract.endInterview, 'co', byInterview);
    expect(ended.state).toMatchObject({ status: 'rating', durationMs: 5 * MINUTE });
    const effects = await world.interviews.revealForms({ ...byInterview, reason: 'complete' });
    expect(effects.length).toBeGreaterThan(0);
    const closed = await world.call(contract.closeInterview, 'lead', byInterview);
    expect(closed.state.status).toBe('closed');

    const changes = world.broadcasts.filter(({ event }) => event === 'interviews:changed');
    const payloads = changes.map(({ payload }) => contract.interviewChanged.payload.parse(payload));
    expect(payloads.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(new Set(changes.map(({ channel }) => channel))).toEqual(new Set([`room:${world.roomId}`]));
    const timeline = await world.interviews.readTimeline(world.interviewId);
    expect(timeline.map(({ event }) => [event.act.type, event.offsetMs])).toEqual([
      ['interview-started', 0],
      ['phase-entered', 2 * MINUTE],
      ['interview-ended', 5 * MINUTE],
      ['forms-revealed', 5 * MINUTE],
      ['interview-closed', 5 * MINUTE],
    ]);
  });

  it('refuses a lobby without a scenario and a start without ready people', async () => {
    expect(await refusalOf(world.call(contract.openLobby, 'lead', byInterview))).toBe('INTERVIEW_NOT_READY');
    await world.call(contract.configureInterview, 'lead', { ...byInterview, setup: world.setup() });
    await world.call(contract.openLobby, 'lead', byInterview);
    await world.call(contract.setReady, 'lead', { ...byInterview, isReady: true });
    expect(await refusalOf(world.call(contract.startInterview, 'lead', byInterview))).toBe(
      'INTERVIEW_NOT_READY',
    );
    expect(world.happened.filter((entry) => entry.startsWith('seed'))).toEqual([]);
    await world.call(contract.setReady, 'candidate', { ...byInterview, isReady: true });
    const started = await world.call(contract.startInterview, 'lead', byInterview);
    expect(started.state.status).toBe('running');
  });

  it('pins scenario, candidate and lead at the start', async () => {
    await world.toRunning();
    expect(
      await world.database.interview.findUniqueOrThrow({ where: { id: world.interviewId } }),
    ).toMatchObject({
      status: 'running',
      scenarioId: world.scenario.meta.id,
      scenarioVersion: world.scenario.meta.version,
      candidateId: participantId(world, 'candidate'),
      leadId: participantId(world, 'lead'),
      startedAt: new Date(world.clock.now()),
    });
    expect(
      await refusalOf(
        world.call(contract.configureInterview, 'lead', { ...byInterview, setup: world.setup() }),
      ),
    ).toBe('WRONG_PHASE');
  });

  it('fills the documents before anybody is told that the interview runs', async () => {
    await world.toLobby({ framework: 'four-phase', useStarterBoard: true });
    world.happened.length = 0;
    await world.call(contract.startInterview, 'lead', byInterview);
    expect(world.happened).toEqual([
      `seed ${world.interviewId}.notes notes for four-phase`,
      `seed ${world.interviewId}.private private notes`,
      `seed ${world.interviewId}.canvas board of ${world.scenario.meta.id}`,
      'interviews:changed -> room:ROOM',
      'rooms:changed -> room:ROOM',
    ]);
  });

  it('asks document access again when the interview ends and when the forms are opened', async () => {
    await world.toRunning();
    world.happened.length = 0;
    await world.call(contract.endInterview, 'lead', byInterview);
    expect(world.happened.at(-1)).toBe(`access ${world.interviewId}`);
  });

  it('answers a repeated command with what stands and tells nobody again', async () => {
    await world.toRunning();
    const started = await world.call(contract.getInterview, 'lead', byInterview);
    world.happened.length = 0;
    const repeated = [
      await world.call(contract.startInterview, 'co', byInterview),
      await world.call(contract.enterPhase, 'lead', { ...byInterview, phaseIndex: 0 }),
      await world.call(contract.setPaused, 'lead', { ...byInterview, isPaused: false }),
    ];
    expect(repeated.map(({ revision }) => revision)).toEqual(repeated.map(() => started.revision));
    expect(world.happened).toEqual([]);
    expect(await world.interviews.readTimeline(world.interviewId)).toHaveLength(1);
  });

  it('extends a phase once for one client id and every time without', async () => {
    await world.toRunning();
    const extend = (person: 'lead' | 'co', id?: string) =>
      world.call(contract.extendPhase, person, { ...byInterview, minutes: 2, ...(id && { id }) });
    await extend('lead', 'extension-1');
    const again = await extend('lead', 'extension-1');
    expect(again.state).toMatchObject({
      phases: [{ extendedMs: 2 * MINUTE }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect(await refusalOf(extend('co', 'extension-1'))).toBe('FORBIDDEN');
    const twice = await extend('lead');
    expect(twice.state).toMatchObject({
      phases: [{ extendedMs: 4 * MINUTE }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it('hands a card to everybody once', async () => {
    await world.toRunning();
    const [reveal] = world.scenario.reveals;
    const show = (person: 'lead' | 'co') =>
      world.call(contract.showReveal, person, { ...byInterview, revealId: reveal?.id ?? '' });
    const first = await show('lead');
    expect(first.event.act).toEqual({ type: 'reveal-shown', revealId: reveal?.id, face: reveal?.face });
    world.broadcasts.length = 0;
    expect(await show('co')).toEqual(first);
    expect(world.broadcasts).toEqual([]);
    expect((await world.call(contract.getInterview, 'candidate', byInterview)).events).toContainEqual(
      first.event,
    );
    expect(
      await refusalOf(world.call(contract.showReveal, 'lead', { ...byInterview, revealId: 'no-such-card' })),
    ).toBe('GUIDE_ITEM_NOT_FOUND');
  });

  it('opens the forms by itself once the deadline has passed, also one that passed while the server was down', async () => {
    await world.toRunning();
    await world.call(contract.endInterview, 'lead', byInterview);
    world.clock.advance(RATING_PERIOD_MS - 1);
    await world.interviews.revealDue();
    expect((await world.call(contract.getInterview, 'lead', byInterview)).state.status).toBe('rating');
    world.clock.advance(1);
    world.happened.length = 0;
    const restarted = world.openModule();
    await restarted.close();
    expect(await world.call(contract.getInterview, 'lead', byInterview)).toMatchObject({
      state: { status: 'revealed', revealedAt: world.clock.now() },
    });
    expect(world.happened).toEqual([
      'interviews:changed -> room:ROOM',
      'rooms:changed -> room:ROOM',
      `access ${world.interviewId}`,
    ]);
    expect(await world.interviews.revealForms({ ...byInterview, reason: 'complete' })).toEqual([]);
  });

  it('opens the forms inside a transaction of the caller, and not at all when that is rolled back', async () => {
    await world.toRunning();
    expect(await refusalOf(world.interviews.revealForms({ ...byInterview, reason: 'complete' }))).toBe(
      'WRONG_PHASE',
    );
    await world.call(contract.endInterview, 'lead', byInterview);
    const rolledBack = world.database.$transaction(async (tx) => {
      await world.interviews.revealForms({ ...byInterview, reason: 'complete' }, tx);
      throw new Error('the form could not be stored');
    });
    await expect(rolledBack).rejects.toThrow('the form could not be stored');
    expect((await world.call(contract.getInterview, 'lead', byInterview)).state.status).toBe('rating');
    const effects = await world.database.$transaction((tx) =>
      world.interviews.revealForms({ ...byInterview, reason: 'complete' }, tx),
    );
    expect(effects[0]).toMatchObject({ type: 'broadcast', event: 'interviews:changed' });
    expect((await world.call(contract.getInterview, 'lead', byInterview)).state.status).toBe('revealed');
  });

  it('lets two interviewers act at the same moment without losing either act', async () => {
    await world.toRunning();
    const second = world.openModule();
    const [expectation, other] = world.scenario.interviewer.steps[0]?.expect.mid ?? [];
    const tick = (person: 'lead' | 'co', id: string, expectationId = '') =>
      world.call(
        contract.recordGuideAct,
        person,
        { ...byInterview, id, act: { type: 'expectation-ticked', expectationId, isTicked: true } },
        person === 'co' ? second : world.interviews,
      );
    await Promise.all([
      tick('lead', 'tick-by-lead', expectation?.id),
      tick('co', 'tick-by-co', other?.id),
      world.call(contract.enterPhase, 'lead', { ...byInterview, phaseIndex: 1 }),
      world.call(contract.setPaused, 'co', { ...byInterview, isPaused: true }, second),
    ]);
    const rows = await world.database.interviewEvent.findMany({
      where: { interviewId: world.interviewId },
      orderBy: { seq: 'asc' },
    });
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(rows.map(({ type }) => type))).toEqual(
      new Set(['interview-started', 'expectation-ticked', 'phase-entered', 'paused']),
    );
    const after = await world.database.interview.findUniqueOrThrow({ where: { id: world.interviewId } });
    expect(after).toMatchObject({
      nextSeq: 6,
      state: { status: 'running', phaseIndex: 1, clock: { pausedAt: world.clock.now() } },
    });
  });
});

/** Who of this world has seen what. */
const seenHere = () =>
  world.database.seenScenario.findMany({
    where: { userId: { startsWith: `user-${world.roomId}` } },
    select: { userId: true, scenarioId: true },
    orderBy: { userId: 'asc' },
  });

describe('scenarios that are known', () => {
  it('marks a guide as seen by who opened it, and by nobody else', async () => {
    await world.call(contract.configureInterview, 'lead', { ...byInterview, setup: world.setup() });
    const { scenario } = await world.call(contract.getGuide, 'lead', byInterview);
    expect(scenario.interviewer.canary).toBe(world.scenario.interviewer.canary);
    expect(await seenHere()).toEqual([{ userId: userId(world, 'lead'), scenarioId: world.scenario.meta.id }]);
    const { scenarios } = await world.call(contract.listScenarios, 'lead', byInterview);
    expect(scenarios.map(({ isSeenByCandidate }) => isSeenByCandidate)).toEqual([false, false]);
  });

  it('offers nothing to a candidate who has seen it, at any step', async () => {
    const scenarioId = world.scenario.meta.id;
    const markSeen = () =>
      world.database.seenScenario.create({ data: { userId: userId(world, 'candidate'), scenarioId } });
    const forget = () => world.database.seenScenario.deleteMany();
    const configure = () =>
      world.call(contract.configureInterview, 'lead', { ...byInterview, setup: world.setup() });
    await markSeen();
    expect(await refusalOf(configure())).toBe('SCENARIO_SEEN');
    const { scenarios } = await world.call(contract.listScenarios, 'lead', byInterview);
    expect(scenarios.filter(({ isSeenByCandidate }) => isSeenByCandidate)).toMatchObject([
      { summary: { id: scenarioId } },
    ]);
    await forget();
    await configure();
    await markSeen();
    expect(await refusalOf(world.call(contract.openLobby, 'lead', byInterview))).toBe('SCENARIO_SEEN');
    await forget();
    await world.toLobby();
    await markSeen();
    expect(await refusalOf(world.call(contract.startInterview, 'lead', byInterview))).toBe('SCENARIO_SEEN');
  });

  it('counts the prompt a candidate or observer was given as seen', async () => {
    await world.toRunning();
    for (const person of ['candidate', 'observer', 'shadow'] as const) {
      await world.call(contract.getInterview, person, byInterview);
      await world.call(contract.getInterview, person, byInterview);
    }
    const rows = await seenHere();
    expect(rows.map((row) => row.userId)).toEqual([userId(world, 'candidate'), userId(world, 'observer')]);
  });

  it('refuses a scenario that is not in the bank', async () => {
    const setup = world.setup({ scenarioId: 'no-such-case' });
    expect(await refusalOf(world.call(contract.configureInterview, 'lead', { ...byInterview, setup }))).toBe(
      'SCENARIO_NOT_FOUND',
    );
    expect(await refusalOf(world.call(contract.getGuide, 'lead', byInterview))).toBe('SCENARIO_NOT_FOUND');
  });
});

const startRound = (person: 'lead' | 'co' | 'candidate', swapRoles: boolean) =>
  world.call(contract.startNextRound, person, { roomId: world.roomId, swapRoles });

async function finish(): Promise<void> {
  await world.call(contract.endInterview, 'lead', byInterview);
  await world.interviews.revealForms({ ...byInterview, reason: 'complete' });
}

describe('the next round', () => {
  it('begins only after the last one is revealed', async () => {
    expect(await refusalOf(startRound('lead', false))).toBe('WRONG_PHASE');
    await world.toRunning({ level: 'staff', format: 'm60' });
    expect(await refusalOf(startRound('lead', false))).toBe('WRONG_PHASE');
    await finish();
    expect(await refusalOf(startRound('candidate', false))).toBe('FORBIDDEN');
    const { interviewId } = await startRound('co', false);
    expect(await world.call(contract.getInterview, 'lead', { interviewId })).toMatchObject({
      ordinal: 2,
      state: { status: 'preparing' },
      setup: { scenarioId: null, level: 'staff', format: 'm60' },
    });
  });

  it('makes one round of two requests at the same moment', async () => {
    await world.toRunning();
    await finish();
    const outcomes = await Promise.allSettled([startRound('lead', false), startRound('co', false)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.database.interview.count({ where: { roomId: world.roomId } })).toBe(2);
  });

  it('swaps candidate and lead, and keeps everybody what they were in the last round', async () => {
    await world.toRunning();
    await world.call(contract.getGuide, 'lead', byInterview);
    await finish();
    const { interviewId } = await startRound('co', true);

    const roles = await world.database.participant.findMany({
      where: { id: { in: [participantId(world, 'lead'), participantId(world, 'candidate')] } },
      orderBy: { id: 'asc' },
    });
    expect(roles.map(({ role }) => role)).toEqual(['interviewer', 'candidate']);
    expect((await world.call(contract.getInterview, 'lead', { interviewId })).view).toBe('candidate');
    expect((await world.call(contract.getInterview, 'candidate', { interviewId })).view).toBe('guide');
    // The first round stays as it was: its candidate never gets its guide, its lead keeps it.
    expect((await world.call(contract.getInterview, 'candidate', byInterview)).view).toBe('candidate');
    expect(await refusalOf(world.call(contract.getGuide, 'candidate', byInterview))).toBe('FORBIDDEN');
    expect((await world.call(contract.getInterview, 'lead', byInterview)).view).toBe('guide');
    const access = { kind: 'private', interviewId: world.interviewId } as const;
    expect(
      await world.interviews.findDocumentAccess({ ...access, userId: userId(world, 'candidate') }),
    ).toBeNull();
    expect(
      await world.interviews.findDocumentAccess({ ...access, userId: userId(world, 'lead') }),
    ).toMatchObject({
      mode: 'read',
    });

    const setup = world.setup();
    expect(await refusalOf(world.call(contract.configureInterview, 'co', { interviewId, setup }))).toBe(
      'SCENARIO_SEEN',
    );
    const other = { ...setup, scenarioId: world.otherScenario.meta.id };
    await world.call(contract.configureInterview, 'candidate', { interviewId, setup: other });
  });
});
