import { nanoid } from 'nanoid';
import {
  backToPreparing,
  closeInterview,
  configureInterview,
  endInterview,
  enterPhase,
  extendPhase,
  getInterview,
  guideChanged,
  interviewChanged,
  openLobby,
  recordGuideAct,
  setPaused,
  setReady,
  showReveal,
  startInterview,
  type InterviewSnapshot,
} from '#shared/contracts/interviews.contract.ts';
import type { InterviewSetup, InterviewState } from '#shared/domain/interview-state.ts';
import type { GuideAct, GuideEvent, PublicEvent } from '#shared/domain/timeline.ts';
import { asApiError, type ApiError } from '#client/platform/api-error.ts';
import type { ServerClock } from '#client/platform/server-clock.ts';
import type { RoomSocket } from '#client/platform/socket.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';

export type InterviewStoreState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: ApiError }
  | { readonly status: 'ready'; readonly interview: InterviewSnapshot };

/** Every command settles when acknowledged and throws `ApiError`; what was shown early is then taken back. */
export interface InterviewStore extends ReadableStore<InterviewStoreState> {
  readonly interviewId: string;
  readonly clock: ServerClock;
  readonly reload: () => void;
  readonly configure: (setup: InterviewSetup) => Promise<void>;
  readonly openLobby: () => Promise<void>;
  readonly backToPreparing: () => Promise<void>;
  readonly setReady: (isReady: boolean) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly enterPhase: (phaseIndex: number) => Promise<void>;
  readonly extendPhase: (minutes: number) => Promise<void>;
  readonly setPaused: (isPaused: boolean) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly closeRound: () => Promise<void>;
  readonly showReveal: (revealId: string) => Promise<void>;
  /** @returns the id of the event, which exists from the first moment: a hint's uptake refers to it. */
  readonly recordAct: (act: GuideAct) => { readonly id: string; readonly done: Promise<void> };
  readonly close: () => void;
}

export interface InterviewStoreDeps {
  readonly interviewId: string;
  /** Who is looking; needed to show one's own acts before the server has them. */
  readonly selfId: string;
  readonly socket: RoomSocket;
  readonly clock: ServerClock;
  /** The room's subscription: the snapshot is read after each join, so that nothing falls between the two. */
  readonly onJoined: (listener: () => void) => () => void;
  readonly deviceNow?: () => number;
}

/** Shown before the server knows of it, on top of what it has confirmed. */
interface Overlay {
  readonly isReady: boolean | null;
  readonly setup: InterviewSetup | null;
  readonly acts: readonly GuideEvent[];
}

const NOTHING: Overlay = { isReady: null, setup: null, acts: [] };

/** A server that keeps answering below what it announced has lost data; then its word is taken rather than asked for ever. */
const MAX_OUTDATED_ANSWERS = 4;

/**
 * One interview as its viewer may see it. The snapshot is read once and then carried on by broadcasts: `revision`
 * counts what everybody sees, `guideRevision` what guide roles see. A missing number, and a change of status (which
 * opens content that no broadcast carries), reads the snapshot again.
 */
export function createInterviewStore(deps: InterviewStoreDeps): InterviewStore {
  const { interviewId, selfId, socket, clock } = deps;
  const deviceNow = deps.deviceNow ?? Date.now;
  const store = createStore<InterviewStoreState>({ status: 'loading' });
  const byInterview = { interviewId };

  let confirmed: InterviewSnapshot | null = null;
  let overlay: Overlay = NOTHING;
  /**
   * The acknowledgement of a command carries its state but not its events, and arrives before the broadcast of the same
   * revision. So the state may run ahead of `confirmed.revision`, which counts broadcasts.
   */
  let stateRevision = -1;
  let heard = { revision: -1, guideRevision: -1 };
  let isReading = false;
  let mustReadAgain = false;
  let isClosed = false;

  async function read(): Promise<void> {
    if (isClosed) return;
    if (isReading) {
      mustReadAgain = true;
      return;
    }
    isReading = true;
    let outdatedAnswers = 0;
    try {
      do {
        mustReadAgain = false;
        const sentAt = deviceNow();
        // A later answer must replace an earlier one, so they are awaited in turn.
        // oxlint-disable-next-line no-await-in-loop
        const snapshot = await socket.call(getInterview, byInterview);
        if (isClosed) return;
        clock.measure({ sentAt, receivedAt: deviceNow(), serverNow: snapshot.serverNow });
        if (settle(snapshot) === 'taken') continue;
        outdatedAnswers += 1;
        if (outdatedAnswers < MAX_OUTDATED_ANSWERS) mustReadAgain = true;
        else {
          heard = { revision: -1, guideRevision: -1 };
          settle(snapshot);
        }
      } while (mustReadAgain);
    } catch (thrown) {
      const error = asApiError(thrown);
      // An interview that was shown stays; the room's own banner says that it may be old.
      if (!isClosed && (confirmed === null || !error.isRetryable)) store.set({ status: 'failed', error });
    } finally {
      isReading = false;
    }
  }

  function settle(snapshot: InterviewSnapshot): 'taken' | 'outdated' {
    const isOutdated =
      snapshot.revision < heard.revision ||
      (snapshot.view === 'guide' && snapshot.guideRevision < heard.guideRevision);
    // It left the server before a change we know of, and would take that change back on screen.
    if (isOutdated && confirmed?.view === snapshot.view) return 'outdated';
    confirmed = snapshot;
    stateRevision = snapshot.revision;
    draw();
    return isOutdated ? 'outdated' : 'taken';
  }

  /** Takes a newer state over, from an acknowledgement or a broadcast. */
  function applyState(next: { revision: number; state: InterviewState }): void {
    if (!confirmed || next.revision <= stateRevision) return;
    heard = { ...heard, revision: Math.max(heard.revision, next.revision) };
    const hasNewStatus = next.state.status !== confirmed.state.status;
    stateRevision = next.revision;
    confirmed = { ...confirmed, state: next.state };
    if (hasNewStatus) void read();
  }

  function draw(): void {
    if (!confirmed) return;
    store.set({ status: 'ready', interview: withOverlay(confirmed, overlay, selfId) });
  }

  /** Shows `early` at once and takes it back when the call has settled, one way or the other. */
  async function optimistically<T>(
    early: (overlay: Overlay) => Overlay,
    undo: (overlay: Overlay) => Overlay,
    call: () => Promise<T>,
  ) {
    overlay = early(overlay);
    draw();
    try {
      return await call();
    } finally {
      overlay = undo(overlay);
      draw();
    }
  }

  async function command(call: () => Promise<{ revision: number; state: InterviewState }>): Promise<void> {
    const answer = await call();
    applyState(answer);
    draw();
  }

  function applyGuide(next: {
    guideRevision: number;
    setup?: InterviewSetup;
    events: readonly GuideEvent[];
  }): void {
    heard = { ...heard, guideRevision: Math.max(heard.guideRevision, next.guideRevision) };
    if (confirmed?.view !== 'guide' || next.guideRevision <= confirmed.guideRevision) return;
    if (next.guideRevision > confirmed.guideRevision + 1) return void read();
    confirmed = {
      ...confirmed,
      guideRevision: next.guideRevision,
      ...(next.setup ? { setup: next.setup } : {}),
      guideEvents: appendNew(confirmed.guideEvents, next.events),
    };
    draw();
  }

  const subscriptions = [
    deps.onJoined(() => void read()),
    socket.onBroadcast(interviewChanged, (payload) => {
      if (payload.interviewId !== interviewId) return;
      heard = { ...heard, revision: Math.max(heard.revision, payload.revision) };
      // While the first snapshot is on its way there is nothing to apply it to; `heard` makes an older answer be read again.
      if (!confirmed || payload.revision <= confirmed.revision) return;
      if (payload.revision > confirmed.revision + 1) return void read();
      applyState(payload);
      confirmed = {
        ...confirmed,
        revision: payload.revision,
        events: appendNew(confirmed.events, payload.events),
      };
      draw();
    }),
    socket.onBroadcast(guideChanged, (payload) => {
      if (payload.interviewId === interviewId) applyGuide(payload);
    }),
  ];
  void read();

  return {
    interviewId,
    clock,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    reload() {
      if (store.getSnapshot().status === 'failed') store.set({ status: 'loading' });
      void read();
    },
    async configure(setup) {
      await optimistically(
        (current) => ({ ...current, setup }),
        // A later choice may be on its way already; it stays.
        (current) => (current.setup === setup ? { ...current, setup: null } : current),
        async () =>
          applyGuide({ ...(await socket.call(configureInterview, { ...byInterview, setup })), events: [] }),
      );
    },
    openLobby: () => command(() => socket.call(openLobby, byInterview)),
    backToPreparing: () => command(() => socket.call(backToPreparing, byInterview)),
    setReady: (isReady) =>
      optimistically(
        (current) => ({ ...current, isReady }),
        (current) => (current.isReady === isReady ? { ...current, isReady: null } : current),
        () => command(() => socket.call(setReady, { ...byInterview, isReady })),
      ),
    start: () => command(() => socket.call(startInterview, byInterview)),
    enterPhase: (phaseIndex) => command(() => socket.call(enterPhase, { ...byInterview, phaseIndex })),
    extendPhase: (minutes) => command(() => socket.call(extendPhase, { ...byInterview, minutes })),
    setPaused: (isPaused) => command(() => socket.call(setPaused, { ...byInterview, isPaused })),
    end: () => command(() => socket.call(endInterview, byInterview)),
    closeRound: () => command(() => socket.call(closeInterview, byInterview)),
    // The card itself arrives with the broadcast, to the caller as to everybody.
    async showReveal(revealId) {
      await socket.call(showReveal, { ...byInterview, revealId });
    },
    recordAct(act) {
      const id = nanoid();
      const early: GuideEvent = {
        id,
        act,
        actorId: selfId,
        at: new Date(clock.now()).toISOString(),
        offsetMs: confirmed ? interviewOffsetMs(confirmed.state, clock.now()) : 0,
      };
      const done = optimistically(
        (current) => ({ ...current, acts: [...current.acts, early] }),
        (current) => ({ ...current, acts: current.acts.filter((event) => event.id !== id) }),
        async () => {
          const { guideRevision, event } = await socket.call(recordGuideAct, { ...byInterview, id, act });
          applyGuide({ guideRevision, events: [event] });
        },
      );
      return { id, done };
    },
    close() {
      isClosed = true;
      for (const off of subscriptions) off();
    },
  };
}

/** The interview's own clock, pauses excluded: 0 before it runs, its whole length afterwards. */
export function interviewOffsetMs(state: InterviewState, now: number): number {
  switch (state.status) {
    case 'preparing':
    case 'lobby':
      return 0;
    case 'running':
      return Math.max(
        0,
        Math.round((state.clock.pausedAt ?? now) - state.clock.startedAt - state.clock.pausedMs),
      );
    case 'rating':
    case 'revealed':
    case 'closed':
      return state.durationMs;
  }
}

function withOverlay(confirmed: InterviewSnapshot, overlay: Overlay, selfId: string): InterviewSnapshot {
  const state = withReady(confirmed.state, overlay.isReady, selfId);
  if (confirmed.view === 'candidate') return { ...confirmed, state };
  return {
    ...confirmed,
    state,
    setup: overlay.setup ?? confirmed.setup,
    guideEvents: appendNew(confirmed.guideEvents, overlay.acts),
  };
}

function withReady(state: InterviewState, isReady: boolean | null, selfId: string): InterviewState {
  if (state.status !== 'lobby' || isReady === null) return state;
  const others = state.readyIds.filter((id) => id !== selfId);
  return { ...state, readyIds: isReady ? [...others, selfId] : others };
}

/** A retried command answers with the event that exists already, so an id is taken once. */
function appendNew<E extends PublicEvent | GuideEvent>(events: readonly E[], added: readonly E[]): E[] {
  const known = new Set(events.map(({ id }) => id));
  return [...events, ...added.filter(({ id }) => !known.has(id))];
}
