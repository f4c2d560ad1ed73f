import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '#client/platform/api-error.ts';
import type { CallOperation } from '#client/features/rubric/call-operation.ts';
import {
  createEvidenceStore,
  type EvidenceStore,
  type NoteDraft,
} from '#client/features/rubric/evidence-store.ts';
import type { EvidenceNote } from '#shared/contracts/rubric.contract.ts';

const interviewId = 'interview1';

/** A server that keeps notes and the order of what it was asked. */
function createServer() {
  const server = {
    notes: new Map<string, EvidenceNote>(),
    deleted: new Set<string>(),
    log: [] as string[],
    fail: null as ApiError | null,
  };
  const answer = async (name: string, input: Record<string, unknown>): Promise<unknown> => {
    if (server.fail) throw server.fail;
    const id = String(input['noteId']);
    server.log.push(name.replace('rubric:', ''));
    switch (name) {
      case 'rubric:put-evidence': {
        const { noteId: _id, interviewId: _interview, ...fields } = input;
        const at = '2026-01-15T10:00:00.000Z';
        const note = { ...fields, id, createdAt: at, updatedAt: at } as EvidenceNote;
        server.notes.set(id, note);
        return note;
      }
      case 'rubric:delete-evidence':
        server.deleted.add(id);
        return { noteId: id };
      case 'rubric:restore-evidence':
        server.deleted.delete(id);
        return server.notes.get(id);
      default:
        return { notes: [...server.notes.values()].filter((note) => !server.deleted.has(note.id)) };
    }
  };
  const call = ((contract: { name: string }, input: Record<string, unknown>) =>
    answer(contract.name, input)) as unknown as CallOperation;
  return Object.assign(server, { call });
}

const draft = (changes: Partial<NoteDraft> = {}): NoteDraft => ({
  offsetMs: 1_000,
  dimension: 'data',
  sign: 'plus',
  kind: 'observation',
  text: 'Splits by time',
  share: true,
  ...changes,
});

let server: ReturnType<typeof createServer>;
let store: EvidenceStore;
const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};

async function open(): Promise<EvidenceStore> {
  const opened = createEvidenceStore({ interviewId, call: server.call, storage });
  await vi.advanceTimersByTimeAsync(0);
  return opened;
}
function notes() {
  const state = store.getSnapshot();
  if (state.status !== 'ready') throw new Error(state.status);
  return state.notes;
}

beforeEach(async () => {
  vi.useFakeTimers();
  kept.clear();
  server = createServer();
  store = await open();
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

describe('evidence notes on the screen', () => {
  it('show at once in time order and settle when acknowledged', async () => {
    store.add(draft({ offsetMs: 9_000 }));
    store.add(draft({ offsetMs: 2_000 }));
    expect(notes().map(({ offsetMs, sync }) => [offsetMs, sync])).toEqual([
      [2_000, 'saving'],
      [9_000, 'saving'],
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map(({ sync }) => sync)).toEqual(['saved', 'saved']);
    expect(server.notes.size).toBe(2);
  });

  it('wait offline and are sent in the order they were made', async () => {
    server.fail = new ApiError('OFFLINE');
    const id = store.add(draft());
    store.add(draft({ offsetMs: 5_000 }));
    store.remove(id);
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map(({ sync }) => sync)).toEqual(['waiting']);
    server.fail = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.log.slice(1)).toEqual(['put-evidence', 'put-evidence', 'delete-evidence']);
    expect(kept.size).toBe(0);
  });

  it('outlive the page while they wait', async () => {
    server.fail = new ApiError('OFFLINE');
    store.add(draft({ text: 'Written in a tunnel' }));
    await vi.advanceTimersByTimeAsync(0);
    store.close();
    server.fail = null;
    store = await open();
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map(({ text, sync }) => [text, sync])).toEqual([['Written in a tunnel', 'saved']]);
  });

  it('come back with undo', async () => {
    const id = store.add(draft());
    await vi.advanceTimersByTimeAsync(0);
    store.remove(id);
    expect(notes()).toEqual([]);
    store.restore(id);
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map((note) => [note.id, note.sync])).toEqual([[id, 'saved']]);
    expect(server.deleted.size).toBe(0);
  });

  it('say when the server refused them, and can be sent again', async () => {
    server.fail = new ApiError('VALIDATION_FAILED');
    store.add(draft());
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map(({ sync }) => sync)).toEqual(['refused']);
    server.fail = null;
    store.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(notes().map(({ sync }) => sync)).toEqual(['saved']);
  });
});
