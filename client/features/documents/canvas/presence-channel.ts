import type { Awareness } from 'y-protocols/awareness';
import {
  PRESENCE_INTERVAL_MS,
  readPresence,
  toSelectedField,
  type CanvasPresence,
  type CanvasUser,
} from '#shared/documents/canvas-presence.ts';

export interface Peer extends CanvasPresence {
  readonly clientId: number;
}

/** Who has an item selected, by item id. */
export type SelectionMarks = ReadonlyMap<string, CanvasUser>;

type OwnFields = Partial<Pick<CanvasPresence, 'pointer' | 'selected' | 'tool'>>;

/**
 * This page's presence on the board and everybody else's. Own fields are gathered and sent as one state, at most every
 * 50 ms, because awareness sends the whole state each time. Peers who are the same participant in a second tab are not shown.
 */
export class PresenceChannel {
  readonly #awareness: Awareness;
  readonly #participantId: string;
  readonly #listeners = new Set<() => void>();
  #pending: OwnFields = {};
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sentAt = 0;
  #peers: readonly Peer[] = [];
  #marks: SelectionMarks = new Map();
  #marksKey = '';

  constructor({
    awareness,
    participantId,
  }: {
    readonly awareness: Awareness;
    readonly participantId: string;
  }) {
    this.#awareness = awareness;
    this.#participantId = participantId;
  }

  /** Announces this page and starts listening; the returned function ends both. */
  open(user: CanvasUser): () => void {
    this.#send({ user, pointer: null, selected: [], tool: 'select' });
    this.#refresh();
    const handleChange = (): void => this.#refresh();
    this.#awareness.on('change', handleChange);
    return () => {
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      this.#awareness.off('change', handleChange);
      this.#send({ pointer: null, selected: [] });
    };
  }

  /** Changes own fields; they leave with the next tick. */
  update(fields: OwnFields): void {
    this.#pending = { ...this.#pending, ...fields };
    if (this.#timer) return;
    const waitMs = Math.max(0, this.#sentAt + PRESENCE_INTERVAL_MS - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const { selected, ...rest } = this.#pending;
      this.#pending = {};
      this.#send(selected ? { ...rest, selected: toSelectedField(selected) } : rest);
    }, waitMs);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getPeers = (): readonly Peer[] => this.#peers;

  /** Keeps its identity until a selection changes, so that moving pointers do not redraw nodes. */
  readonly getMarks = (): SelectionMarks => this.#marks;

  #send(fields: OwnFields & { readonly user?: CanvasUser }): void {
    const known = this.#awareness.getLocalState();
    // Another owner of this awareness may have gone offline on purpose; then there is nothing to add to.
    if (known === null && !fields.user) return;
    this.#sentAt = Date.now();
    this.#awareness.setLocalState({ ...known, ...fields });
  }

  #refresh(): void {
    const peers: Peer[] = [];
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      const presence = readPresence(state);
      if (presence && presence.user.participantId !== this.#participantId)
        peers.push({ clientId, ...presence });
    }
    this.#peers = peers.sort((a, b) => a.clientId - b.clientId);
    const key = peers
      .map(({ user, selected }) => [user.name, user.colour, ...selected].join('\u0000'))
      .join('\u0001');
    if (key !== this.#marksKey) {
      this.#marksKey = key;
      this.#marks = new Map(
        peers.flatMap(({ user, selected }) => selected.map((id): [string, CanvasUser] => [id, user])),
      );
    }
    for (const listener of this.#listeners) listener();
  }
}
