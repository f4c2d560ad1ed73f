import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OwnScenario, ScenarioCheck } from '#shared/contracts/scenarios.contract.ts';
import { ApiError, type callApi } from '#client/platform/api.ts';
import { createDraftStore, type DraftStore } from '#client/features/scenarios/own/draft-store.ts';

const scenario: OwnScenario = {
  scenarioId: 'own.abcdefgh',
  title: null,
  revision: 3,
  savedAt: '2026-11-01T10:00:00.000Z',
  faultCount: null,
  isPublished: false,
  latest: null,
  isRetired: false,
  isPinned: false,
  sharedWith: [],
  createdAt: '2026-11-01T10:00:00.000Z',
};
const clean: ScenarioCheck = { faults: [], faultCount: 0, title: 'T', version: '1.0.0', preview: null };

/** A server of one draft, as far as the store speaks to it. */
function createServer(text: string) {
  const server = {
    text,
    revision: 3,
    failWith: null as ApiError | null,
    saves: 0,
    call: (async (contract: { name: string }, input: { baseRevision: number; text: string }) => {
      if (server.failWith) throw server.failWith;
      switch (contract.name) {
        case 'scenarios:check':
          return { check: clean };
        case 'scenarios:get-own':
          return { scenario: { ...scenario, revision: server.revision }, text: server.text, versions: [] };
        case 'scenarios:save-own': {
          if (input.text !== server.text) {
            if (input.baseRevision !== server.revision) throw new ApiError('SCENARIO_CONFLICT');
            server.text = input.text;
            server.revision += 1;
            server.saves += 1;
          }
          return { revision: server.revision, savedAt: scenario.savedAt, check: clean };
        }
        default:
          throw new Error(contract.name);
      }
      // The three operations the store uses, answered as their contracts say.
    }) as unknown as typeof callApi,
  };
  return server;
}

function createStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('the draft of an own scenario', () => {
  let server: ReturnType<typeof createServer>;
  let storage: ReturnType<typeof createStorage>;
  const stores: DraftStore[] = [];
  const open = () => {
    const store = createDraftStore(
      { scenario: { ...scenario, revision: server.revision }, text: server.text, versions: [] },
      {
        call: server.call,
        storage,
        timers: { set: (run, ms) => Number(setTimeout(run, ms)), clear: (timer) => clearTimeout(timer) },
      },
    );
    stores.push(store);
    return store;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    server = createServer('first');
    storage = createStorage();
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
    vi.useRealTimers();
  });

  test('is saved and checked once after a pause, and kept here until then', async () => {
    const store = open();
    store.change('second');
    store.change('second half');
    expect(store.getSnapshot().save).toBe('unsaved');
    expect(storage.kept.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.text).toBe('second half');
    expect(server.saves).toBe(1);
    expect(store.getSnapshot()).toMatchObject({ save: 'saved', isCheckCurrent: true, revision: 4 });
    expect(storage.kept.size).toBe(0);
  });

  test('waits out a server that does not answer and goes on by itself', async () => {
    const store = open();
    await vi.advanceTimersByTimeAsync(0);
    server.failWith = new ApiError('OFFLINE');
    store.change('offline words');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.getSnapshot().save).toBe('waiting');
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getSnapshot().save).toBe('saved');
    expect(server.text).toBe('offline words');
  });

  test('puts back what was typed here and never arrived', async () => {
    const first = open();
    await vi.advanceTimersByTimeAsync(0);
    server.failWith = new ApiError('OFFLINE');
    first.change('typed before the crash');
    server.failWith = null;
    // The page is gone without a word; only what the device keeps is left.
    stores.length = 0;
    vi.clearAllTimers();
    const second = open();
    expect(second.getSnapshot()).toMatchObject({ text: 'typed before the crash', isRestored: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(server.text).toBe('typed before the crash');
  });

  test('asks which of two texts to keep, and saves nothing until it knows', async () => {
    const store = open();
    const other = open();
    other.change('theirs');
    await vi.advanceTimersByTimeAsync(1_000);
    store.change('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.getSnapshot().conflict).toEqual({ revision: 4, text: 'theirs' });
    store.change('mine, longer');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.text).toBe('theirs');
    store.resolveConflict('mine');
    await vi.advanceTimersByTimeAsync(10);
    expect(server.text).toBe('mine, longer');
    expect(store.getSnapshot()).toMatchObject({ conflict: null, save: 'saved' });
  });

  test('takes the other text over when told to, and into the editor', async () => {
    const store = open();
    const other = open();
    other.change('theirs');
    await vi.advanceTimersByTimeAsync(1_000);
    store.change('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    const { replacements } = store.getSnapshot();
    store.resolveConflict('theirs');
    expect(store.getSnapshot()).toMatchObject({
      text: 'theirs',
      save: 'saved',
      replacements: replacements + 1,
    });
    expect(storage.kept.size).toBe(0);
  });

  test('follows another tab where nothing was typed here', async () => {
    const store = open();
    const other = open();
    other.change('theirs');
    await vi.advanceTimersByTimeAsync(1_000);
    await store.refresh();
    expect(store.getSnapshot()).toMatchObject({ text: 'theirs', conflict: null, revision: 4 });
  });

  test('says what the server refuses, and tries again when asked', async () => {
    const store = open();
    await vi.advanceTimersByTimeAsync(0);
    server.failWith = new ApiError('PAYLOAD_TOO_LARGE');
    store.change('too much');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.getSnapshot()).toMatchObject({ save: 'failed', error: server.failWith });
    server.failWith = null;
    store.retry();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getSnapshot().save).toBe('saved');
  });

  test('flush answers with the revision that holds the text', async () => {
    const store = open();
    store.change('to publish');
    await expect(store.flush()).resolves.toBe(4);
    expect(server.text).toBe('to publish');
  });
});
