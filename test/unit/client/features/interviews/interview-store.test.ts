import { describe, expect, it } from 'vitest';
import { guideChanged, interviewChanged } from '#shared/contracts/interviews.contract.ts';
import { ApiError } from '#client/platform/api-error.ts';
import { createServerClock } from '#client/platform/server-clock.ts';
import { createInterviewStore, interviewOffsetMs } from '#client/features/interviews/interview-store.ts';
import { createFakeRoomSocket } from '../fake-room-socket.ts';

const ID = 'interview-1';
const SELF = 'participant-ana';
const NOW = 1_800_000_000_000;
const SETUP = {
  scenarioId: null,
  level: 'senior',
  format: 'm45',
  framework: 'seven-step',
  useStarterBoard: false,
} as const;

const preparing = { status: 'preparing' } as const;
const lobby = (...readyIds: string[]) => ({ status: 'lobby', readyIds }) as const;
const running = (phaseIndex = 0) =>
  ({
    status: 'running',
    clock: { startedAt: NOW, pausedMs: 0, pausedAt: null },
    phases: ['intro', 'clarify', 'wrap'].map((id) => ({
      id,
      steps: [],
      budgetMs: 60_000,
      extendedMs: 0,
      spentMs: 0,
    })),
    phaseIndex,
    phaseEnteredMs: 0,
  }) as const;

const event = (id: string, phaseId = 'clarify') => ({
  id,
  offsetMs: 1_000,
  at: '2026-01-01T10:00:00.000Z',
  actorId: SELF,
  act: { type: 'phase-entered', phaseId },
});
const tick = (id: string, expectationId = 'exp-one') => ({
  ...event(id),
  act: { type: 'expectation-ticked', expectationId, isTicked: true },
});

function common(revision: number, state: object) {
  return {
    interviewId: ID,
    roomId: 'room-00000001',
    ordinal: 1,
    revision,
    serverNow: NOW,
    state,
    candidateId: null,
    leadId: SELF,
    retentionDays: 180,
    startedAt: null,
    endedAt: null,
    phases: null,
    scenario: null,
    events: [] as unknown[],
  };
}
const asCandidate = (revision: number, state: object = lobby()) => ({
  ...common(revision, state),
  view: 'candidate',
  setup: null,
});
const asGuide = (
  revision: number,
  guideRevision: number,
  state: object = lobby(),
  guideEvents: unknown[] = [],
) => ({
  ...common(revision, state),
  view: 'guide',
  setup: SETUP,
  guideRevision,
  guideEvents,
});
const changed = (revision: number, state: object, events: unknown[] = []) => ({
  interviewId: ID,
  revision,
  serverNow: NOW,
  state,
  events,
});

function open() {
  const fake = createFakeRoomSocket();
  const joined = new Set<() => void>();
  const store = createInterviewStore({
    interviewId: ID,
    selfId: SELF,
    socket: fake.socket,
    clock: createServerClock(() => NOW),
    onJoined(listener) {
      joined.add(listener);
      return () => joined.delete(listener);
    },
    deviceNow: () => NOW,
  });
  return { fake, store, joinAgain: () => joined.forEach((listener) => listener()), joined };
}

async function ready(snapshot: object) {
  const opened = open();
  await opened.fake.next('interviews:get').answer(snapshot);
  return opened;
}

function shown(store: ReturnType<typeof createInterviewStore>) {
  const state = store.getSnapshot();
  if (state.status !== 'ready') throw new Error(`the store is ${state.status}`);
  return state.interview;
}

function guide(store: ReturnType<typeof createInterviewStore>) {
  const interview = shown(store);
  if (interview.view !== 'guide') throw new Error('not a guide view');
  return interview;
}

describe('interview store: what everybody sees', () => {
  it('applies the next revision with its events', async () => {
    const { fake, store } = await ready(asCandidate(4, running(0)));
    fake.broadcast(interviewChanged, changed(5, running(1), [event('event-0001')]));
    expect(shown(store)).toMatchObject({ revision: 5, state: { phaseIndex: 1 } });
    expect(shown(store).events.map(({ id }) => id)).toEqual(['event-0001']);
    expect(fake.calls).toHaveLength(0);
  });

  it('drops what is not newer', async () => {
    const { fake, store } = await ready(asCandidate(4, running(1)));
    fake.broadcast(interviewChanged, changed(4, running(0), [event('event-0001')]));
    fake.broadcast(interviewChanged, changed(2, running(2)));
    expect(shown(store)).toMatchObject({ revision: 4, state: { phaseIndex: 1 }, events: [] });
  });

  it('reads the snapshot again when a number is missing', async () => {
    const { fake, store } = await ready(asCandidate(4, running(0)));
    fake.broadcast(interviewChanged, changed(6, running(2)));
    expect(shown(store).revision).toBe(4);
    await fake.next('interviews:get').answer(asCandidate(6, running(2)));
    expect(shown(store)).toMatchObject({ revision: 6, state: { phaseIndex: 2 } });
  });

  it('reads again when the snapshot left before a change that is known', async () => {
    const { fake, store } = open();
    fake.broadcast(interviewChanged, changed(7, lobby(SELF)));
    await fake.next('interviews:get').answer(asCandidate(6, lobby()));
    expect(shown(store).revision).toBe(6);
    await fake.next('interviews:get').answer(asCandidate(7, lobby(SELF)));
    expect(shown(store).state).toEqual(lobby(SELF));
    expect(fake.calls).toHaveLength(0);
  });

  it('never goes back on screen to an older snapshot', async () => {
    const { fake, store, joinAgain } = await ready(asCandidate(4, running(0)));
    joinAgain();
    fake.broadcast(interviewChanged, changed(5, running(1)));
    await fake.next('interviews:get').answer(asCandidate(4, running(0)));
    expect(shown(store)).toMatchObject({ revision: 5, state: { phaseIndex: 1 } });
    await fake.next('interviews:get').answer(asCandidate(5, running(1)));
    expect(fake.calls).toHaveLength(0);
  });

  it('gives in when the server stays below what it announced', async () => {
    const { fake, store } = await ready(asCandidate(9, running(2)));
    fake.broadcast(interviewChanged, changed(12, running(2)));
    for (let answer = 0; answer < 4; answer += 1) {
      await fake.next('interviews:get').answer(asCandidate(3, running(0)));
    }
    expect(shown(store)).toMatchObject({ revision: 3, state: { phaseIndex: 0 } });
    expect(fake.calls).toHaveLength(0);
  });

  it('reads again when the status changes, because new content opens', async () => {
    const { fake, store } = await ready(asCandidate(4, lobby()));
    fake.broadcast(interviewChanged, changed(5, running(0)));
    expect(shown(store).state.status).toBe('running');
    const scenario = {
      id: 'ad-clicks',
      version: '1.0.0',
      title: 'Ad clicks',
      domain: 'ads',
      difficulty: 3,
      prompt: 'Design it.',
      context: ['One'],
      deliverables: ['A board'],
    };
    await fake.next('interviews:get').answer({ ...asCandidate(5, running(0)), scenario });
    expect(shown(store).scenario?.title).toBe('Ad clicks');
  });

  it('reads again after every join', async () => {
    const { fake, store, joinAgain } = await ready(asCandidate(4));
    joinAgain();
    await fake.next('interviews:get').answer(asCandidate(8, lobby(SELF)));
    expect(shown(store).revision).toBe(8);
  });

  it('keeps what it shows when a later read fails for a moment, and fails for good on a refusal', async () => {
    const { fake, store, joinAgain } = await ready(asCandidate(4));
    joinAgain();
    await fake.next('interviews:get').refuse(new ApiError('TIMEOUT'));
    expect(store.getSnapshot().status).toBe('ready');
    joinAgain();
    await fake.next('interviews:get').refuse(new ApiError('PARTICIPANT_REMOVED'));
    expect(store.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'PARTICIPANT_REMOVED' } });
  });
});

describe('interview store: commands', () => {
  it('shows ready at once and settles with the acknowledgement', async () => {
    const { fake, store } = await ready(asCandidate(4, lobby('participant-bo')));
    const done = store.setReady(true);
    expect(shown(store).state).toEqual(lobby('participant-bo', SELF));
    await fake
      .next('interviews:set-ready')
      .answer({ interviewId: ID, revision: 5, state: lobby('participant-bo', SELF) });
    await done;
    expect(shown(store).state).toEqual(lobby('participant-bo', SELF));
  });

  it('takes ready back when it was refused', async () => {
    const { fake, store } = await ready(asCandidate(4, lobby()));
    const done = store.setReady(true);
    void fake.next('interviews:set-ready').refuse(new ApiError('WRONG_PHASE'));
    await expect(done).rejects.toMatchObject({ code: 'WRONG_PHASE' });
    expect(shown(store).state).toEqual(lobby());
  });

  it('still takes the events of the broadcast that follows its own acknowledgement', async () => {
    const { fake, store } = await ready(asGuide(4, 1, running(0)));
    const done = store.enterPhase(1);
    await fake.next('interviews:enter-phase').answer({ interviewId: ID, revision: 5, state: running(1) });
    await done;
    expect(shown(store)).toMatchObject({ state: { phaseIndex: 1 }, events: [] });
    fake.broadcast(interviewChanged, changed(5, running(1), [event('event-0001')]));
    expect(shown(store).events).toHaveLength(1);
    expect(fake.calls).toHaveLength(0);
  });
});

describe('interview store: the guide', () => {
  it('shows an act at once and keeps one copy of it', async () => {
    const { fake, store } = await ready(asGuide(4, 10, running(0)));
    const { id, done } = store.recordAct({
      type: 'expectation-ticked',
      expectationId: 'exp-one',
      isTicked: true,
    });
    expect(guide(store).guideEvents.map((e) => e.id)).toEqual([id]);
    await fake.next('interviews:record-act').answer({ guideRevision: 11, event: tick(id) });
    await done;
    fake.broadcast(guideChanged, { interviewId: ID, guideRevision: 11, setup: SETUP, events: [tick(id)] });
    expect(guide(store).guideEvents.map((e) => e.id)).toEqual([id]);
    expect(guide(store).guideRevision).toBe(11);
  });

  it('takes an act back when it was refused', async () => {
    const { fake, store } = await ready(asGuide(4, 10, running(0)));
    const { done } = store.recordAct({ type: 'hint-given', hintId: 'hint-one', rung: 'pointer' });
    void fake.next('interviews:record-act').refuse(new ApiError('HINT_OUT_OF_ORDER'));
    await expect(done).rejects.toMatchObject({ code: 'HINT_OUT_OF_ORDER' });
    expect(guide(store).guideEvents).toEqual([]);
  });

  it('keeps an unconfirmed act over a re-read', async () => {
    const { fake, store, joinAgain } = await ready(asGuide(4, 10, running(0)));
    const { id } = store.recordAct({ type: 'expectation-ticked', expectationId: 'exp-two', isTicked: true });
    joinAgain();
    await fake.next('interviews:get').answer(asGuide(4, 10, running(0), [tick('event-0009')]));
    expect(guide(store).guideEvents.map((e) => e.id)).toEqual(['event-0009', id]);
  });

  it('reads again when a guide number is missing', async () => {
    const { fake, store } = await ready(asGuide(4, 10, running(0)));
    fake.broadcast(guideChanged, {
      interviewId: ID,
      guideRevision: 12,
      setup: SETUP,
      events: [tick('event-0002')],
    });
    expect(guide(store).guideEvents).toEqual([]);
    await fake
      .next('interviews:get')
      .answer(asGuide(4, 12, running(0), [tick('event-0001'), tick('event-0002', 'exp-two')]));
    expect(guide(store).guideEvents).toHaveLength(2);
  });

  it('shows a choice of setup at once, and the last one of several', async () => {
    const { fake, store } = await ready(asGuide(4, 10, preparing));
    const first = store.configure({ ...SETUP, level: 'mid' });
    const second = store.configure({ ...SETUP, level: 'staff' });
    expect(guide(store).setup.level).toBe('staff');
    await fake
      .next('interviews:configure')
      .answer({ interviewId: ID, guideRevision: 11, setup: { ...SETUP, level: 'mid' } });
    expect(guide(store).setup.level).toBe('staff');
    await fake
      .next('interviews:configure')
      .answer({ interviewId: ID, guideRevision: 12, setup: { ...SETUP, level: 'staff' } });
    await Promise.all([first, second]);
    expect(guide(store).setup.level).toBe('staff');
  });

  it('drops the guide when the role no longer has it', async () => {
    const { fake, store, joinAgain } = await ready(asGuide(4, 10, running(0), [tick('event-0001')]));
    joinAgain();
    await fake.next('interviews:get').answer(asCandidate(4, running(0)));
    expect(shown(store).view).toBe('candidate');
    expect(JSON.stringify(shown(store))).not.toContain('exp-one');
  });
});

it('lets go of the connection when it is closed', async () => {
  const { fake, store, joined } = await ready(asCandidate(4));
  store.close();
  expect(fake.listenerCount()).toBe(0);
  expect(joined.size).toBe(0);
});

it('measures the interview clock without pauses', () => {
  expect(interviewOffsetMs(lobby(), NOW)).toBe(0);
  const state = { ...running(0), phases: [], clock: { startedAt: NOW, pausedMs: 5_000, pausedAt: null } };
  expect(interviewOffsetMs(state, NOW + 65_000)).toBe(60_000);
  expect(
    interviewOffsetMs({ ...state, clock: { ...state.clock, pausedAt: NOW + 20_000 } }, NOW + 65_000),
  ).toBe(15_000);
});
