/**
 * Who is in one document and what they point at: the latest awareness state per Yjs client id. Never stored.
 *
 * Identity is settled here ([D12], [D13]): a connection speaks only for client ids it introduced, and `user` in every
 * state is the server's. Foreign ids are dropped without a word because y-websocket clients echo what they receive.
 */
import type { AwarenessUser } from '#shared/contracts/documents.contract.ts';
import { SERVER_LIMITS } from './document-limits.ts';

const MAX_UINT32 = 0xffff_ffff;
/** Entries in one message; a client speaks for itself, an echo for everybody in the room. */
const MAX_ENTRIES = 256;

export interface AwarenessOwner {
  readonly user: AwarenessUser;
}

interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  /** JSON object, or null for "gone". */
  readonly state: Record<string, unknown> | null;
}

interface PresentState {
  clock: number;
  state: Record<string, unknown>;
  /** Null: the client is connected to another process. */
  readonly owner: AwarenessOwner | null;
  updatedAt: number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an awareness payload (`y-protocols/awareness`), bounded; null when it is malformed. */
export function decodeAwareness(payload: Uint8Array): AwarenessEntry[] | null {
  const entries: AwarenessEntry[] = [];
  let at = 0;
  const readUint = (): number | null => {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 5; i += 1) {
      const byte = payload[at];
      if (byte === undefined) return null;
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value > MAX_UINT32 ? null : value;
      factor *= 128;
    }
    return null;
  };
  const count = readUint();
  if (count === null || count > MAX_ENTRIES) return null;
  for (let i = 0; i < count; i += 1) {
    const clientId = readUint();
    const clock = readUint();
    const length = readUint();
    if (clientId === null || clock === null || length === null || length > payload.length - at) return null;
    const text = Buffer.from(payload.buffer, payload.byteOffset + at, length).toString('utf8');
    at += length;
    let state: unknown;
    try {
      state = JSON.parse(text);
    } catch {
      return null;
    }
    if (state !== null && !isRecord(state)) return null;
    entries.push({ clientId, clock, state });
  }
  return at === payload.length ? entries : null;
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const writeUint = (value: number) => {
    const bytes: number[] = [];
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
    parts.push(Buffer.from(bytes));
  };
  writeUint(entries.length);
  for (const entry of entries) {
    const text = Buffer.from(JSON.stringify(entry.state), 'utf8');
    writeUint(entry.clientId);
    writeUint(entry.clock);
    writeUint(text.length);
    parts.push(text);
  }
  return Buffer.concat(parts);
}

export class AwarenessRoom {
  readonly #present = new Map<number, PresentState>();
  /** Client id -> participant who introduced it, kept after they left: nobody else may take it over. */
  readonly #participants: Map<number, string>;
  readonly #introduced = new WeakMap<AwarenessOwner, Set<number>>();

  constructor(participants: Map<number, string> = new Map()) {
    this.#participants = participants;
  }

  /**
   * Takes a client's message. Returns what to relay (null: nothing) and the client ids seen for the first time, or
   * `malformed`.
   */
  accept(input: {
    owner: AwarenessOwner;
    payload: Uint8Array;
    now: number;
  }): 'malformed' | { payload: Uint8Array | null; introduced: readonly number[] } {
    const entries = decodeAwareness(input.payload);
    if (entries === null) return 'malformed';
    const relayed: AwarenessEntry[] = [];
    const introduced: number[] = [];
    for (const entry of entries) {
      const claim = this.#claim(input.owner, entry);
      if (claim === 'refused') continue;
      if (claim === 'new') introduced.push(entry.clientId);
      const present = this.#present.get(entry.clientId);
      if (present !== undefined && entry.clock < present.clock) continue;
      if (entry.state === null) {
        if (present === undefined) continue;
        this.#present.delete(entry.clientId);
        relayed.push(entry);
        continue;
      }
      const state = { ...entry.state, user: input.owner.user };
      this.#present.set(entry.clientId, {
        clock: entry.clock,
        state,
        owner: input.owner,
        updatedAt: input.now,
      });
      relayed.push({ clientId: entry.clientId, clock: entry.clock, state });
    }
    return { payload: relayed.length === 0 ? null : encodeAwareness(relayed), introduced };
  }

  /** Takes what another process relayed; it has checked its own clients. */
  acceptRemote(input: { payload: Uint8Array; now: number }): void {
    for (const entry of decodeAwareness(input.payload) ?? []) {
      const present = this.#present.get(entry.clientId);
      if (entry.state === null) {
        if (present?.owner === null) this.#present.delete(entry.clientId);
        continue;
      }
      if (present !== undefined && present.owner !== null && entry.clock <= present.clock) continue;
      const user = entry.state['user'];
      if (isRecord(user) && typeof user['participantId'] === 'string') {
        this.#participants.set(entry.clientId, user['participantId']);
      }
      this.#present.set(entry.clientId, {
        clock: entry.clock,
        state: entry.state,
        owner: null,
        updatedAt: input.now,
      });
    }
  }

  /** Forgets a closed connection's clients; returns the message that tells the others. */
  leave(owner: AwarenessOwner): Uint8Array | null {
    return this.#remove((present) => present.owner === owner);
  }

  /** Drops clients of a process that has gone silent. */
  expireRemote(now: number): Uint8Array | null {
    return this.#remove(
      (present) => present.owner === null && now - present.updatedAt > SERVER_LIMITS.remoteAwarenessMs,
    );
  }

  /** After a person's name, colour or role changed: their states with the new `user`, one clock later. */
  rewrite(owner: AwarenessOwner): Uint8Array | null {
    const entries: AwarenessEntry[] = [];
    for (const [clientId, present] of this.#present) {
      if (present.owner !== owner) continue;
      present.clock += 1;
      present.state = { ...present.state, user: owner.user };
      entries.push({ clientId, clock: present.clock, state: present.state });
    }
    return entries.length === 0 ? null : encodeAwareness(entries);
  }

  /** Everybody present, for somebody who joins; `local` leaves out clients of other processes. */
  list(filter: 'all' | 'local' = 'all'): Uint8Array | null {
    const entries: AwarenessEntry[] = [];
    for (const [clientId, present] of this.#present) {
      if (filter === 'local' && present.owner === null) continue;
      entries.push({ clientId, clock: present.clock, state: present.state });
    }
    return entries.length === 0 ? null : encodeAwareness(entries);
  }

  #claim(owner: AwarenessOwner, entry: AwarenessEntry): 'own' | 'new' | 'refused' {
    const { clientId } = entry;
    const own = this.#introduced.get(owner);
    const present = this.#present.get(clientId);
    if (own?.has(clientId) === true) {
      return present === undefined || present.owner === owner ? 'own' : 'refused';
    }
    if (entry.state === null) return 'refused';
    const participant = this.#participants.get(clientId);
    if (participant !== undefined && participant !== owner.user.participantId) return 'refused';
    // The same person on a new socket before the old one was found dead; an echo of the person's other tab always
    // comes after that tab's own introduction.
    if (present !== undefined && own !== undefined) return 'refused';
    if (own !== undefined && own.size >= SERVER_LIMITS.clientIdsPerConnection) return 'refused';
    if (own === undefined) this.#introduced.set(owner, new Set([clientId]));
    else own.add(clientId);
    this.#participants.set(clientId, owner.user.participantId);
    return participant === undefined ? 'new' : 'own';
  }

  #remove(isGone: (present: PresentState) => boolean): Uint8Array | null {
    const entries: AwarenessEntry[] = [];
    for (const [clientId, present] of this.#present) {
      if (!isGone(present)) continue;
      this.#present.delete(clientId);
      entries.push({ clientId, clock: present.clock, state: null });
    }
    return entries.length === 0 ? null : encodeAwareness(entries);
  }
}
