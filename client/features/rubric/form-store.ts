import type { ApiError } from '#client/platform/api-error.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';
import {
  FEEDBACK_FORM,
  FormSchema,
  MissingFieldSchema,
  RUBRIC_FORM,
  SELF_FORM,
  type FeedbackForm,
  type Form,
  type FormProgress,
  type RubricForm,
  type SelfForm,
} from '#shared/contracts/rubric.contract.ts';
import type { MissingField } from '#shared/domain/rubric-completeness.ts';
import { FORM_SCHEMAS, type FormKind } from '#shared/domain/rubric-forms.ts';
import { z } from 'zod';
import { browserStorage, type DraftStorage } from '#client/platform/browser-storage.ts';
import type { CallOperation } from './call-operation.ts';
import { createRetryTimer } from './retry-timer.ts';

/** Pause after the last keystroke before a draft is sent, in ms: one save a sentence rather than one a letter. */
const AUTOSAVE_MS = 700;

/** Where the draft is: acknowledged by the server, on its way, kept here until the connection is back, or refused. */
export type SaveState = 'untouched' | 'saved' | 'saving' | 'waiting' | 'failed';

export interface ReadyForm<F extends Form> {
  readonly status: 'ready';
  /** As the server has it. */
  readonly form: F;
  /** As it is on the screen. */
  readonly content: F['content'];
  readonly save: SaveState;
  /** A newer version from another device; nothing is saved until one of both is chosen. */
  readonly conflict: F | null;
  /** What the server found missing at the last attempt to hand it in. */
  readonly missing: readonly MissingField[] | null;
  readonly submission: 'idle' | 'pending' | 'failed';
  readonly progress: FormProgress | null;
}

export type FormState<F extends Form> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: ApiError }
  | ReadyForm<F>;

export interface FormStore<F extends Form> extends ReadableStore<FormState<F>> {
  readonly kind: F['kind'];
  /** Shows at once, is kept on this device, and is sent after a short pause. */
  readonly change: (recipe: (content: F['content']) => F['content']) => void;
  readonly resolveConflict: (choice: 'mine' | 'theirs') => void;
  /** Sends a refused or waiting draft now. */
  readonly retry: () => void;
  /** Saves what is open, then hands in. @returns whether it is locked now */
  readonly submit: () => Promise<boolean>;
  readonly setProgress: (progress: FormProgress) => void;
  /** Reads again: hints were given, the phase moved on. Keeps what was typed. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}

export interface FormStoreDeps {
  readonly interviewId: string;
  readonly call: CallOperation;
  /** Keeps a draft that could not be sent over a reload; default the browser's, null for none. */
  readonly storage?: DraftStorage | null;
}

interface Wire<F extends Form> {
  readonly kind: F['kind'];
  readonly get: () => Promise<F>;
  readonly save: (
    baseRevision: number,
    content: F['content'],
  ) => Promise<{ revision: number; savedAt: string }>;
  readonly submit: (baseRevision: number) => Promise<{ form: F; progress: FormProgress }>;
}

/** The interviewer's rubric; a shadow's practice rubric is the same form. */
export function createRubricStore(deps: FormStoreDeps): FormStore<RubricForm> {
  const { interviewId, call } = deps;
  return createFormStore<RubricForm>(deps, {
    kind: 'rubric',
    get: () => call(RUBRIC_FORM.get, { interviewId }),
    save: (baseRevision, content) => call(RUBRIC_FORM.save, { interviewId, baseRevision, content }),
    submit: (baseRevision) => call(RUBRIC_FORM.submit, { interviewId, baseRevision }),
  });
}

export function createSelfStore(deps: FormStoreDeps): FormStore<SelfForm> {
  const { interviewId, call } = deps;
  return createFormStore<SelfForm>(deps, {
    kind: 'self',
    get: () => call(SELF_FORM.get, { interviewId }),
    save: (baseRevision, content) => call(SELF_FORM.save, { interviewId, baseRevision, content }),
    submit: (baseRevision) => call(SELF_FORM.submit, { interviewId, baseRevision }),
  });
}

export function createFeedbackStore(deps: FormStoreDeps): FormStore<FeedbackForm> {
  const { interviewId, call } = deps;
  return createFormStore<FeedbackForm>(deps, {
    kind: 'interviewer-feedback',
    get: () => call(FEEDBACK_FORM.get, { interviewId }),
    save: (baseRevision, content) => call(FEEDBACK_FORM.save, { interviewId, baseRevision, content }),
    submit: (baseRevision) => call(FEEDBACK_FORM.submit, { interviewId, baseRevision }),
  });
}

const KeptDraftSchema = z.strictObject({ baseRevision: z.int().min(0), content: z.unknown() });

function createFormStore<F extends Form>(deps: FormStoreDeps, wire: Wire<F>): FormStore<F> {
  const storage = deps.storage === undefined ? browserStorage() : deps.storage;
  const key = `dryrun.form.${deps.interviewId}.${wire.kind}`;
  const store = createStore<FormState<F>>({ status: 'loading' });
  const retryTimer = createRetryTimer(() => void flush());
  let saveTimer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> | null = null;
  let isClosed = false;

  const ready = (): ReadyForm<F> | null => {
    const state = store.getSnapshot();
    return state.status === 'ready' ? state : null;
  };
  const patch = (change: Partial<ReadyForm<F>>) => {
    const state = ready();
    if (state && !isClosed) store.set({ ...state, ...change });
  };

  async function load(): Promise<void> {
    try {
      const form = await wire.get();
      if (isClosed) return;
      const before = ready();
      const isDirty = before !== null && before.content !== before.form.content;
      if (isDirty) {
        patch({ form: { ...form, content: before.form.content, revision: before.form.revision } });
        return;
      }
      const kept = form.submittedAt === null && form.isOpen ? readKept(storage, key, wire.kind) : null;
      store.set({
        status: 'ready',
        form,
        content: form.content,
        save: form.revision === 0 ? 'untouched' : 'saved',
        conflict: null,
        missing: null,
        submission: 'idle',
        progress: before?.progress ?? null,
      });
      if (!kept) return;
      // A draft this device could not send before it was closed. Parsed by the schema of this very kind.
      const content = kept.content as F['content'];
      if (kept.baseRevision === form.revision) change(() => content);
      else patch({ content, conflict: form, save: 'failed' });
    } catch (error) {
      if (!isClosed && !ready()) store.set({ status: 'failed', error: asApiError(error) });
    }
  }

  function change(recipe: (content: F['content']) => F['content']): void {
    const state = ready();
    if (!state || !state.form.isOpen) return;
    const content = recipe(state.content);
    if (content === state.content) return;
    patch({ content, save: 'saving' });
    storage?.setItem(key, JSON.stringify({ baseRevision: state.form.revision, content }));
    schedule();
  }

  function schedule(): void {
    if (saveTimer !== null) clearTimeout(saveTimer);
    saveTimer = setTimeout(() => void flush(), AUTOSAVE_MS);
  }

  /** Sends what is not yet acknowledged; one save at a time, the newest content each time. */
  function flush(): Promise<void> {
    if (saveTimer !== null) clearTimeout(saveTimer);
    saveTimer = null;
    saving ??= send().finally(() => {
      saving = null;
    });
    return saving;
  }

  async function send(): Promise<void> {
    for (;;) {
      const state = ready();
      if (!state || isClosed || state.conflict || state.content === state.form.content) return;
      const { content, form } = state;
      patch({ save: 'saving' });
      try {
        const { revision, savedAt } = await wire.save(form.revision, content);
        retryTimer.reset();
        const now = ready();
        const isNewest = now?.content === content;
        patch({ form: { ...form, content, revision, savedAt }, save: isNewest ? 'saved' : 'saving' });
        if (isNewest) storage?.removeItem(key);
      } catch (error) {
        refuse(asApiError(error));
        return;
      }
    }
  }

  function refuse(error: ApiError): void {
    if (error.isRetryable) {
      patch({ save: 'waiting' });
      retryTimer.wait();
      return;
    }
    if (error.code === 'FORM_CONFLICT') {
      const newer = FormSchema.safeParse(error.details['form']);
      // The server answers a form with the same kind of form.
      if (newer.success && newer.data.kind === wire.kind) patch({ conflict: newer.data as F });
    }
    patch({ save: 'failed' });
    // Handed in elsewhere, or the phase moved on: what the server has is what counts.
    if (error.code === 'FORM_SUBMITTED' || error.code === 'WRONG_PHASE') void adoptServer();
  }

  async function adoptServer(): Promise<void> {
    storage?.removeItem(key);
    const state = ready();
    if (state) patch({ content: state.form.content });
    await load();
  }

  function resolveConflict(choice: 'mine' | 'theirs'): void {
    const state = ready();
    if (!state?.conflict) return;
    const theirs = state.conflict;
    if (choice === 'theirs') storage?.removeItem(key);
    patch({
      form: theirs,
      conflict: null,
      ...(choice === 'theirs' ? { content: theirs.content, save: 'saved' as const } : {}),
    });
    if (choice === 'mine') void flush();
  }

  async function submit(): Promise<boolean> {
    const state = ready();
    if (!state || state.submission === 'pending') return false;
    patch({ submission: 'pending', missing: null });
    // An untouched form is saved as it is, so that the server can say what is missing.
    if (state.form.revision === 0 && state.content === state.form.content)
      patch({ content: { ...state.content } });
    await flush();
    const saved = ready();
    if (!saved || saved.content !== saved.form.content) {
      patch({ submission: 'failed' });
      return false;
    }
    try {
      const { form, progress } = await wire.submit(saved.form.revision);
      storage?.removeItem(key);
      patch({ form, content: form.content, progress, submission: 'idle', save: 'saved', missing: null });
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      const missing = z.array(MissingFieldSchema).safeParse(error.details['missing']);
      if (error.code === 'FORM_INCOMPLETE' && missing.success)
        patch({ submission: 'idle', missing: missing.data });
      else {
        patch({ submission: 'failed' });
        if (error.code === 'FORM_CONFLICT') refuse(error);
      }
      return false;
    }
  }

  void load();

  return {
    kind: wire.kind,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    change,
    resolveConflict,
    retry() {
      if (ready()) void flush();
      else {
        store.set({ status: 'loading' });
        void load();
      }
    },
    submit,
    setProgress: (progress) => patch({ progress }),
    reload: load,
    close() {
      void flush();
      isClosed = true;
      retryTimer.close();
    },
  };
}

function readKept(storage: FormStoreDeps['storage'], key: string, kind: FormKind) {
  try {
    const kept = KeptDraftSchema.parse(JSON.parse(storage?.getItem(key) ?? 'null'));
    return { baseRevision: kept.baseRevision, content: FORM_SCHEMAS[kind].parse(kept.content) };
  } catch {
    // Nothing kept, or kept by another version of the form: there is nothing to go on with.
    return null;
  }
}
