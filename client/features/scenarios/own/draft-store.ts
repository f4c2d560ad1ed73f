import {
  getOwn,
  saveOwn,
  checkScenarioText,
  type OwnScenario,
  type PublishedVersion,
  type ScenarioCheck,
} from '#shared/contracts/scenarios.contract.ts';
import { asApiError, type ApiError } from '#client/platform/api-error.ts';
import type { callApi } from '#client/platform/api.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';

/** Pause after the last keystroke before the draft is saved and checked, in ms. */
const AUTOSAVE_MS = 700;
/** Between attempts while the server cannot be reached. */
const RETRY_MS = 4_000;

/** Where the draft is: with the server, on its way, on this device until the server answers, or refused. */
export type DraftSave = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'failed';

export interface DraftState {
  readonly text: string;
  /** Rises whenever the text was replaced from outside the editor. */
  readonly replacements: number;
  readonly revision: number;
  readonly save: DraftSave;
  /** Why it was refused. */
  readonly error: ApiError | null;
  /** What the newest checked text is worth; null before the first check. */
  readonly check: ScenarioCheck | null;
  /** The check is of the text as it stands. */
  readonly isCheckCurrent: boolean;
  /** What another tab saved meanwhile; nothing is saved until one of both is chosen. */
  readonly conflict: { readonly revision: number; readonly text: string } | null;
  /** What was typed here last time and had not reached the server has been put back. */
  readonly isRestored: boolean;
}

export interface DraftStore extends ReadableStore<DraftState> {
  readonly change: (text: string) => void;
  /** From a file, or a mended version: the editor shows it as well. */
  readonly replace: (text: string) => void;
  readonly resolveConflict: (choice: 'mine' | 'theirs') => void;
  /** Tries again at once what waits or was refused. */
  readonly retry: () => void;
  /** Saves what is open. @returns the revision that holds it, or null when it could not be saved */
  readonly flush: () => Promise<number | null>;
  /** Looks whether another tab saved; takes it over where nothing was typed here. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

export interface DraftStoreDeps {
  readonly call: typeof callApi;
  /** Keeps what was typed until the server has it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly timers?: { set: (run: () => void, ms: number) => number; clear: (timer: number) => void };
}

interface Kept {
  readonly revision: number;
  readonly text: string;
}

/** The draft of one own scenario: shown at once, kept on this device, saved and checked after a short pause. */
export function createDraftStore(
  initial: {
    readonly scenario: OwnScenario;
    readonly text: string;
    readonly versions: readonly PublishedVersion[];
  },
  { call, storage, timers = browserTimers }: DraftStoreDeps,
): DraftStore {
  const { scenarioId } = initial.scenario;
  const storageKey = `dryrun.scenario-draft.${scenarioId}`;
  const kept = readKept(storage, storageKey);
  const isOpen = kept !== null && kept.text !== initial.text;
  const isClash = isOpen && kept.revision !== initial.scenario.revision;
  const store = createStore<DraftState>({
    text: isOpen ? kept.text : initial.text,
    replacements: 0,
    revision: initial.scenario.revision,
    save: isOpen ? 'unsaved' : 'saved',
    error: null,
    check: null,
    isCheckCurrent: false,
    conflict: isClash ? { revision: initial.scenario.revision, text: initial.text } : null,
    isRestored: isOpen,
  });
  let timer: number | null = null;
  let checkTimer: number | null = null;
  let saving: Promise<number | null> | null = null;
  let isClosed = false;

  const set = (change: Partial<DraftState>) => store.set({ ...store.getSnapshot(), ...change });

  function keep() {
    const { text, revision } = store.getSnapshot();
    try {
      storage?.setItem(storageKey, JSON.stringify({ revision, text } satisfies Kept));
    } catch {
      // Full or blocked: the text still stands in the editor and is on its way to the server.
    }
  }

  function plan(ms: number) {
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      void save();
    }, ms);
  }

  function save(): Promise<number | null> {
    saving ??= send().finally(() => {
      saving = null;
      // Typed while it was under way.
      const { save: now, conflict } = store.getSnapshot();
      if (now === 'unsaved' && conflict === null && !isClosed) plan(AUTOSAVE_MS);
    });
    return saving;
  }

  async function send(): Promise<number | null> {
    const { text, revision, conflict, save: before } = store.getSnapshot();
    if (conflict !== null) return null;
    if (before === 'saved') return revision;
    set({ save: 'saving', error: null });
    try {
      const saved = await call(saveOwn, { scenarioId, baseRevision: revision, text });
      const isStill = store.getSnapshot().text === text;
      set({
        revision: saved.revision,
        save: isStill ? 'saved' : 'unsaved',
        ...(saved.check ? { check: saved.check, isCheckCurrent: isStill } : {}),
      });
      if (isStill) storage?.removeItem(storageKey);
      else keep();
      if (isStill && saved.check === null) planCheck();
      return saved.revision;
    } catch (thrown) {
      await handleFailure(asApiError(thrown));
      return null;
    }
  }

  async function handleFailure(error: ApiError): Promise<void> {
    if (error.code === 'SCENARIO_CONFLICT') {
      try {
        const theirs = await call(getOwn, { scenarioId });
        if (theirs.text === store.getSnapshot().text) {
          // The other tab came to the same text: there is nothing to choose.
          set({ revision: theirs.scenario.revision, save: 'saved' });
          storage?.removeItem(storageKey);
          return;
        }
        set({ save: 'unsaved', conflict: { revision: theirs.scenario.revision, text: theirs.text } });
        return;
      } catch {
        set({ save: 'waiting' });
        plan(RETRY_MS);
        return;
      }
    }
    if (error.isRetryable) {
      set({ save: 'waiting' });
      if (!isClosed) plan(RETRY_MS);
      return;
    }
    set({ save: 'failed', error });
  }

  /** The server was too busy, or out of reach: the text is checked a little later. */
  function planCheck() {
    if (checkTimer !== null) timers.clear(checkTimer);
    checkTimer = timers.set(() => {
      checkTimer = null;
      if (!isClosed && !store.getSnapshot().isCheckCurrent) void checkNow();
    }, RETRY_MS);
  }

  async function checkNow(): Promise<void> {
    const { text } = store.getSnapshot();
    try {
      const { check } = await call(checkScenarioText, { text });
      const isStill = store.getSnapshot().text === text;
      if (isStill) set({ check, isCheckCurrent: true });
    } catch {
      planCheck();
    }
  }

  function takeText(text: string, isFromOutside: boolean) {
    const state = store.getSnapshot();
    if (text === state.text && !isFromOutside) return;
    set({
      text,
      save: 'unsaved',
      isCheckCurrent: false,
      replacements: state.replacements + (isFromOutside ? 1 : 0),
    });
    keep();
    if (state.conflict === null) plan(AUTOSAVE_MS);
  }

  if (isOpen && !isClash) plan(0);
  else void checkNow();

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    change: (text) => takeText(text, false),
    replace: (text) => takeText(text, true),
    resolveConflict(choice) {
      const { conflict, replacements } = store.getSnapshot();
      if (conflict === null) return;
      if (choice === 'mine') {
        set({ conflict: null, revision: conflict.revision });
        keep();
        void save();
        return;
      }
      set({
        conflict: null,
        text: conflict.text,
        revision: conflict.revision,
        save: 'saved',
        isCheckCurrent: false,
        isRestored: false,
        replacements: replacements + 1,
      });
      storage?.removeItem(storageKey);
      void checkNow();
    },
    retry() {
      if (timer !== null) timers.clear(timer);
      timer = null;
      void save();
    },
    async flush() {
      if (timer !== null) timers.clear(timer);
      timer = null;
      await saving;
      return save();
    },
    async refresh() {
      const { save: now, conflict, revision } = store.getSnapshot();
      if (now !== 'saved' || conflict !== null) return;
      try {
        const theirs = await call(getOwn, { scenarioId });
        const state = store.getSnapshot();
        if (state.save !== 'saved' || state.revision !== revision || theirs.scenario.revision <= revision)
          return;
        set({
          text: theirs.text,
          revision: theirs.scenario.revision,
          replacements: state.replacements + 1,
          isCheckCurrent: false,
        });
        void checkNow();
      } catch {
        // Nothing is lost by not knowing yet: the next save finds out.
      }
    },
    close() {
      isClosed = true;
      if (checkTimer !== null) timers.clear(checkTimer);
      if (timer !== null) timers.clear(timer);
      timer = null;
      // Leaving the page: what is open goes out now and is kept here should it not arrive.
      const { save: now, conflict } = store.getSnapshot();
      if (now !== 'saved' && conflict === null) void save();
    },
  };
}

const browserTimers = {
  set: (run: () => void, ms: number) => window.setTimeout(run, ms),
  clear: (timer: number) => window.clearTimeout(timer),
};

function readKept(storage: DraftStoreDeps['storage'], key: string): Kept | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null || !('revision' in value) || !('text' in value))
      return null;
    const { revision, text } = value;
    return typeof revision === 'number' && typeof text === 'string' ? { revision, text } : null;
  } catch {
    return null;
  }
}
