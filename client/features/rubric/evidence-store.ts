import { nanoid } from 'nanoid';
import { z } from 'zod';
import { asApiError, type ApiError } from '#client/platform/api-error.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';
import {
  deleteEvidence,
  EvidenceNoteSchema,
  listEvidence,
  putEvidence,
  restoreEvidence,
  type EvidenceNote,
} from '#shared/contracts/rubric.contract.ts';
import { browserStorage, type DraftStorage } from '#client/platform/browser-storage.ts';
import type { CallOperation } from './call-operation.ts';
import { createRetryTimer } from './retry-timer.ts';

/** A note as it is shown: acknowledged, on its way, waiting for the connection, or refused by the server. */
export interface ShownNote extends EvidenceNote {
  readonly sync: 'saved' | 'saving' | 'waiting' | 'refused';
}

export type NoteDraft = Pick<EvidenceNote, 'offsetMs' | 'dimension' | 'sign' | 'kind' | 'text' | 'share'> &
  Partial<Pick<EvidenceNote, 'expectationId' | 'hintId'>>;

export type EvidenceState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: ApiError }
  | { readonly status: 'ready'; readonly notes: readonly ShownNote[] };

/** One's own evidence notes, in time order. Every act shows at once and is sent in the order it was made. */
export interface EvidenceStore extends ReadableStore<EvidenceState> {
  readonly add: (draft: NoteDraft) => string;
  readonly update: (noteId: string, change: Partial<NoteDraft>) => void;
  readonly remove: (noteId: string) => void;
  readonly restore: (noteId: string) => void;
  /** Sends what was refused or waits, or loads again. */
  readonly retry: () => void;
  readonly close: () => void;
}

export interface EvidenceStoreDeps {
  readonly interviewId: string;
  readonly call: CallOperation;
  readonly now?: () => number;
  /** Keeps notes that could not be sent over a reload; default the browser's, null for none. */
  readonly storage?: DraftStorage | null;
}

type Act = { readonly type: 'put' | 'delete' | 'restore'; readonly note: EvidenceNote };
const KeptActsSchema = z.array(
  z.strictObject({ type: z.enum(['put', 'delete', 'restore']), note: EvidenceNoteSchema }),
);

export function createEvidenceStore(deps: EvidenceStoreDeps): EvidenceStore {
  const { interviewId, call } = deps;
  const now = deps.now ?? Date.now;
  const storage = deps.storage === undefined ? browserStorage() : deps.storage;
  const key = `dryrun.evidence.${interviewId}`;
  const store = createStore<EvidenceState>({ status: 'loading' });
  const removed = new Map<string, ShownNote>();
  let queue: readonly Act[] = readKeptActs(storage, key);
  let isSending = false;
  let isClosed = false;
  const retryTimer = createRetryTimer(() => void send());

  const notesNow = (): readonly ShownNote[] => {
    const state = store.getSnapshot();
    return state.status === 'ready' ? state.notes : [];
  };
  const show = (notes: readonly ShownNote[]) => {
    if (!isClosed) store.set({ status: 'ready', notes: notes.toSorted(byTime) });
  };
  const mark = (noteId: string, sync: ShownNote['sync']) =>
    show(notesNow().map((note) => (note.id === noteId ? { ...note, sync } : note)));

  function enqueue(act: Act): void {
    // Edits of one note that still wait become one.
    const rest =
      act.type === 'put'
        ? queue.filter(
            (other, index) =>
              other.note.id !== act.note.id || other.type !== 'put' || (index === 0 && isSending),
          )
        : queue;
    setQueue([...rest, act]);
    void send();
  }

  function setQueue(next: readonly Act[]): void {
    queue = next;
    if (queue.length === 0) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(queue));
  }

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (let act = queue[0]; act && !isClosed; act = queue[0]) {
        mark(act.note.id, 'saving');
        try {
          await perform(act);
          retryTimer.reset();
          setQueue(queue.slice(1));
          if (!queue.some(({ note }) => note.id === act?.note.id)) mark(act.note.id, 'saved');
        } catch (thrown) {
          const error = asApiError(thrown);
          if (error.isRetryable) {
            for (const { note } of queue) mark(note.id, 'waiting');
            retryTimer.wait();
            return;
          }
          setQueue(queue.slice(1));
          mark(act.note.id, 'refused');
          // What the screen shows of a refused deletion is not so; the server's list is.
          if (act.type !== 'put') void load();
        }
      }
    } finally {
      isSending = false;
    }
  }

  async function perform({ type, note }: Act): Promise<void> {
    const { id: noteId, createdAt: _created, updatedAt: _updated, ...fields } = note;
    switch (type) {
      case 'put':
        await call(putEvidence, { interviewId, noteId, ...fields });
        break;
      case 'delete':
        await call(deleteEvidence, { interviewId, noteId });
        break;
      case 'restore':
        await call(restoreEvidence, { interviewId, noteId });
        break;
    }
  }

  async function load(): Promise<void> {
    try {
      const { notes } = await call(listEvidence, { interviewId });
      const byId = new Map<string, ShownNote>(notes.map((note) => [note.id, { ...note, sync: 'saved' }]));
      // What was made here and has not arrived yet stands on top.
      for (const { type, note } of queue) {
        if (type === 'delete') byId.delete(note.id);
        else byId.set(note.id, { ...note, sync: 'waiting' });
      }
      show([...byId.values()]);
      void send();
    } catch (error) {
      if (!isClosed) store.set({ status: 'failed', error: asApiError(error) });
    }
  }

  void load();

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    add(draft) {
      const at = new Date(now()).toISOString();
      const note: EvidenceNote = {
        expectationId: null,
        hintId: null,
        ...draft,
        id: nanoid(),
        createdAt: at,
        updatedAt: at,
      };
      show([...notesNow(), { ...note, sync: 'saving' }]);
      enqueue({ type: 'put', note });
      return note.id;
    },
    update(noteId, change) {
      const before = notesNow().find(({ id }) => id === noteId);
      if (!before) return;
      const { sync: _sync, ...note } = { ...before, ...change };
      show(notesNow().map((other) => (other.id === noteId ? { ...note, sync: 'saving' } : other)));
      enqueue({ type: 'put', note });
    },
    remove(noteId) {
      const before = notesNow().find(({ id }) => id === noteId);
      if (!before) return;
      removed.set(noteId, before);
      const { sync: _sync, ...note } = before;
      show(notesNow().filter(({ id }) => id !== noteId));
      enqueue({ type: 'delete', note });
    },
    restore(noteId) {
      const before = removed.get(noteId);
      if (!before) return;
      removed.delete(noteId);
      const { sync: _sync, ...note } = before;
      show([...notesNow(), { ...note, sync: 'saving' }]);
      enqueue({ type: 'restore', note });
    },
    retry() {
      if (store.getSnapshot().status !== 'ready') {
        store.set({ status: 'loading' });
        void load();
        return;
      }
      const refused = notesNow().filter(({ sync }) => sync === 'refused');
      setQueue([...queue, ...refused.map(({ sync: _sync, ...note }) => ({ type: 'put' as const, note }))]);
      void send();
    },
    close() {
      isClosed = true;
      retryTimer.close();
    },
  };
}

function byTime(a: EvidenceNote, b: EvidenceNote): number {
  return a.offsetMs - b.offsetMs || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}

function readKeptActs(storage: EvidenceStoreDeps['storage'], key: string): readonly Act[] {
  try {
    return KeptActsSchema.parse(JSON.parse(storage?.getItem(key) ?? '[]'));
  } catch {
    // Kept by another version: better none than wrong ones.
    return [];
  }
}
