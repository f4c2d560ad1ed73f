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

/** Somebody who has an item selected, or its label open. */
export interface PeerMark extends CanvasUser {
  readonly isEditing: boolean;
}

/** Who is at an item, by item id; whoever edits it comes before whoever selected it. */
export type PeerMarks = ReadonlyMap<string, PeerMark>;

type OwnFields = Partial<Omit<CanvasPresence, 'user'>>;

/** Own fields to come. Where the pointer is may be worked out when they leave: it costs a layout, and moves come thrice a tick. */
type FieldUpdate = Omit<OwnFields, 'pointer'> & {
  readonly pointer?: OwnFields['pointer'] | (() => CanvasPresence['pointer']);
};

/**
 * This page's presence on the board and everybody else's. Own fields are gathered and sent as one state, at most every
 * 50 ms, because awareness sends the whole state each time. Peers who are the same participant in a second tab are not shown.
 */
export class PresenceChannel {
  readonly #awareness: Awareness;
  readonly #participantId: string;
  readonly #listeners = new Set<() => void>();
  #pending: FieldUpdate = {};
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sentAt = 0;
  #peers: readonly Peer[] = [];
  #marks: PeerMarks = new Map();
  #marksKey = '';
  /** Everybody met so far: what somebody wrote is told with their name after they left. */
  readonly #met = new Map<number, CanvasUser>();

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
    this.#send({ user, ...AT_REST, tool: 'select' });
    this.#refresh();
    const handleChange = (): void => this.#refresh();
    this.#awareness.on('change', handleChange);
    return () => {
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      this.#awareness.off('change', handleChange);
      this.#send(AT_REST);
    };
  }

  /** Changes own fields; they leave with the next tick. */
  update(fields: FieldUpdate): void {
    this.#pending = { ...this.#pending, ...fields };
    if (this.#timer) return;
    const waitMs = Math.max(0, this.#sentAt + PRESENCE_INTERVAL_MS - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const { selected, pointer, ...rest } = this.#pending;
      this.#pending = {};
      this.#send({
        ...rest,
        ...(selected ? { selected: toSelectedField(selected) } : {}),
        ...(pointer === undefined ? {} : { pointer: typeof pointer === 'function' ? pointer() : pointer }),
      });
    }, waitMs);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getPeers = (): readonly Peer[] => this.#peers;

  /** Keeps its identity until a selection changes, so that moving pointers do not redraw nodes. */
  readonly getMarks = (): PeerMarks => this.#marks;

  /** This page's own client id, by which others follow it. */
  get clientId(): number {
    return this.#awareness.clientID;
  }

  /** True for this person's pages: this one and others they have open. */
  isOwn(clientId: number): boolean {
    return clientId === this.clientId || this.#met.get(clientId)?.participantId === this.#participantId;
  }

  /** Who a client id belongs or belonged to; null for this person's own and for strangers. */
  findPeer(clientId: number): CanvasUser | null {
    const user = this.#met.get(clientId);
    return user && user.participantId !== this.#participantId ? user : null;
  }

  /** The one other person who is here, when there is exactly one and this person has no second page. */
  findOnlyPeer(): CanvasUser | null {
    const pages = [...this.#awareness.getStates().keys()].filter((id) => id !== this.#awareness.clientID);
    const people = new Map(this.#peers.map(({ user }) => [user.participantId, user]));
    const [only] = people.size === 1 && pages.length === this.#peers.length ? people.values() : [];
    return only ?? null;
  }

  #send(fields: OwnFields & { readonly user?: CanvasUser }): void {
    const known = this.#awareness.getLocalState();
    // Another owner of this awareness may have gone offline on purpose; then there is nothing to add to.
    if (known === null && !fields.user) return;
    const state = { ...known, ...fields };
    // Nothing new, such as a view that came to rest where it was.
    if (JSON.stringify(state) === JSON.stringify(known)) return;
    this.#sentAt = Date.now();
    this.#awareness.setLocalState(state);
  }

  #refresh(): void {
    const peers: Peer[] = [];
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      const presence = readPresence(state);
      if (presence) this.#met.set(clientId, presence.user);
      if (presence && presence.user.participantId !== this.#participantId)
        peers.push({ clientId, ...presence });
    }
    this.#peers = peers.sort((a, b) => a.clientId - b.clientId);
    const key = JSON.stringify(
      peers.map(({ user, selected, editing }) => [user.name, user.colour, editing, ...selected]),
    );
    if (key !== this.#marksKey) {
      this.#marksKey = key;
      this.#marks = toMarks(peers);
    }
    for (const listener of this.#listeners) listener();
  }
}

/** What a page tells that has just come or is about to go. */
const AT_REST = { pointer: null, selected: [], view: null, following: null, editing: null } as const;

function toMarks(peers: readonly Peer[]): PeerMarks {
  const marks = new Map<string, PeerMark>();
  for (const { user, selected } of peers)
    for (const id of selected) marks.set(id, { ...user, isEditing: false });
  for (const { user, editing } of peers)
    if (editing !== null) marks.set(editing, { ...user, isEditing: true });
  return marks;
}
