import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '#client/platform/api-error.ts';
import type { CallOperation } from '#client/features/rubric/call-operation.ts';
import { createSelfStore, type FormStore } from '#client/features/rubric/form-store.ts';
import { SELF_FORM, type SelfForm } from '#shared/contracts/rubric.contract.ts';
import { EMPTY_FORMS, type SelfContent } from '#shared/domain/rubric-forms.ts';

const interviewId = 'interview1';

/** A server that keeps one form, as far as this store can tell. */
function createServer() {
  const server = {
    revision: 0,
    content: EMPTY_FORMS.self(),
    submittedAt: null as string | null,
    saves: [] as SelfContent[],
    failNext: null as ApiError | null,
    /** Thrown after the write: the answer was lost on the way. */
    loseNextAnswer: false,
  };
  const form = (): SelfForm => ({
    kind: 'self',
    interviewId,
    rubricVersion: '1.0.0',
    level: 'mid',
    revision: server.revision,
    savedAt: null,
    submittedAt: server.submittedAt,
    isOpen: server.submittedAt === null,
    content: server.content,
  });
  const answer = async (name: string, input: Record<string, unknown>): Promise<unknown> => {
    if (server.failNext) {
      const error = server.failNext;
      server.failNext = null;
      throw error;
    }
    switch (name) {
      case SELF_FORM.get.name:
        return form();
      case SELF_FORM.save.name: {
        const content = input['content'] as SelfContent;
        const isRetry =
          input['baseRevision'] === server.revision - 1 &&
          JSON.stringify(content) === JSON.stringify(server.content);
        if (!isRetry) {
          if (input['baseRevision'] !== server.revision)
            throw new ApiError('FORM_CONFLICT', { details: { form: form() } });
          server.revision += 1;
          server.content = content;
          server.saves.push(content);
        }
        if (server.loseNextAnswer) {
          server.loseNextAnswer = false;
          throw new ApiError('TIMEOUT');
        }
        return { revision: server.revision, savedAt: '2026-01-15T10:00:00.000Z' };
      }
      case SELF_FORM.submit.name:
        if (server.content.tenMoreMinutes === '') {
          throw new ApiError('FORM_INCOMPLETE', {
            details: { missing: [{ path: 'tenMoreMinutes', code: 'required' }] },
          });
        }
        server.submittedAt = '2026-01-15T10:05:00.000Z';
        return { form: form(), progress: { interviewId, own: [], missing: [] } };
      default:
        throw new Error(`unexpected ${name}`);
    }
  };
  // The store only reads what the contract of the call says; the answers above follow it.
  const call = ((contract: { name: string }, input: Record<string, unknown>) =>
    answer(contract.name, input)) as unknown as CallOperation;
  return Object.assign(server, { call });
}

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    get length() {
      return kept.size;
    },
  };
}

let server: ReturnType<typeof createServer>;
let storage: Storage;
const stores: FormStore<SelfForm>[] = [];

async function openStore(): Promise<FormStore<SelfForm>> {
  const store = createSelfStore({ interviewId, call: server.call, storage });
  stores.push(store);
  await vi.advanceTimersByTimeAsync(0);
  return store;
}
function ready(store: FormStore<SelfForm>) {
  const state = store.getSnapshot();
  if (state.status !== 'ready') throw new Error(state.status);
  return state;
}
const write = (text: string) => (content: SelfContent) => ({ ...content, tenMoreMinutes: text });

beforeEach(() => {
  vi.useFakeTimers();
  server = createServer();
  storage = createStorage();
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  vi.useRealTimers();
});

describe('autosave', () => {
  it('shows at once, saves once after the pause, and says so when acknowledged', async () => {
    const store = await openStore();
    expect(ready(store).save).toBe('untouched');
    store.change(write('a'));
    store.change(write('ab'));
    expect(ready(store)).toMatchObject({ save: 'saving', content: { tenMoreMinutes: 'ab' } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.saves.map(({ tenMoreMinutes }) => tenMoreMinutes)).toEqual(['ab']);
    expect(ready(store)).toMatchObject({ save: 'saved', form: { revision: 1 } });
  });

  it('keeps the draft while offline and sends it when the connection is back', async () => {
    const store = await openStore();
    server.failNext = new ApiError('OFFLINE');
    store.change(write('kept'));
    await vi.advanceTimersByTimeAsync(800);
    expect(ready(store).save).toBe('waiting');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ready(store).save).toBe('saved');
    expect(server.content.tenMoreMinutes).toBe('kept');
  });

  it('takes a lost answer for no conflict', async () => {
    const store = await openStore();
    server.loseNextAnswer = true;
    store.change(write('once'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(ready(store)).toMatchObject({ save: 'saved', conflict: null, form: { revision: 1 } });
    expect(server.saves).toHaveLength(1);
  });

  it('brings a draft back that was never sent before the page closed', async () => {
    const first = await openStore();
    server.failNext = new ApiError('OFFLINE');
    first.change(write('survives'));
    await vi.advanceTimersByTimeAsync(800);
    server.failNext = new ApiError('OFFLINE');
    first.close();
    await vi.advanceTimersByTimeAsync(0);
    const second = await openStore();
    expect(ready(second).content.tenMoreMinutes).toBe('survives');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.content.tenMoreMinutes).toBe('survives');
  });
});

describe('a change on another device', () => {
  async function conflicting() {
    const store = await openStore();
    server.revision = 5;
    server.content = { ...EMPTY_FORMS.self(), tenMoreMinutes: 'theirs' };
    store.change(write('mine'));
    await vi.advanceTimersByTimeAsync(1_000);
    return store;
  }

  it('stops saving and shows both until one is chosen', async () => {
    const store = await conflicting();
    expect(ready(store)).toMatchObject({
      save: 'failed',
      content: { tenMoreMinutes: 'mine' },
      conflict: { revision: 5, content: { tenMoreMinutes: 'theirs' } },
    });
    expect(server.saves).toEqual([]);
  });

  it('goes on with mine on top of theirs', async () => {
    const store = await conflicting();
    store.resolveConflict('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ready(store)).toMatchObject({ save: 'saved', conflict: null, form: { revision: 6 } });
    expect(server.content.tenMoreMinutes).toBe('mine');
  });

  it('goes on with theirs', async () => {
    const store = await conflicting();
    store.resolveConflict('theirs');
    expect(ready(store)).toMatchObject({
      save: 'saved',
      conflict: null,
      content: { tenMoreMinutes: 'theirs' },
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.saves).toEqual([]);
  });
});

describe('handing in', () => {
  it('saves what is open first, then locks', async () => {
    const store = await openStore();
    store.change(write('done'));
    const submitted = store.submit();
    await vi.advanceTimersByTimeAsync(10);
    expect(await submitted).toBe(true);
    expect(server.content.tenMoreMinutes).toBe('done');
    expect(ready(store).form.submittedAt).not.toBeNull();
    store.change(write('too late'));
    expect(ready(store).content.tenMoreMinutes).toBe('done');
  });

  it('names what is missing, an untouched form included', async () => {
    const store = await openStore();
    const submitted = store.submit();
    await vi.advanceTimersByTimeAsync(10);
    expect(await submitted).toBe(false);
    expect(ready(store)).toMatchObject({
      submission: 'idle',
      missing: [{ path: 'tenMoreMinutes', code: 'required' }],
    });
  });

  it('does not hand in what could not be saved', async () => {
    const store = await openStore();
    store.change(write('unsaved'));
    server.failNext = new ApiError('OFFLINE');
    const submitted = store.submit();
    await vi.advanceTimersByTimeAsync(10);
    expect(await submitted).toBe(false);
    expect(ready(store).submission).toBe('failed');
    expect(server.submittedAt).toBeNull();
  });
});
