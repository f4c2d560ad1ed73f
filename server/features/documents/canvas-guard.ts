/**
 * Keeps a canvas document within `CANVAS_LIMITS`: every update is looked at before it goes into the log, and one that
 * breaks a limit is refused whole.
 *
 * The document itself is never built or read for that. The guard keeps, for every struct ever written, only where it
 * belongs (which field of which item, which text, which stroke) as runs of clock ticks, and beside it a few counters. An
 * update of a dragged box then costs one look-up and one comparison, whatever the size of the board.
 *
 * Nobody is cut off for what somebody else did: pages stop at `BOARD_LIMITS`, far below; a label that is too long may be
 * shortened; chunks are taken from whoever began the stroke; only unknown keys of an item count against it.
 *
 * What it leaves to others: whether bytes are an update at all (`update-check.ts`), the document's size in bytes and the
 * rate (`document-hub.ts`, `connection.ts`). Counts may be a little too high after two people set the same key at once,
 * because which of the two Yjs keeps is not settled here; loading the document anew counts afresh.
 */
import { CANVAS_LIMITS } from '#shared/documents/canvas-limits.ts';
import { isCanvasId } from '#shared/documents/canvas.ts';
import type { CloseReason } from '#shared/close-codes.ts';
import {
  type FieldForm,
  type RootName,
  findForm,
  findRoot,
  isKnownKey,
  isPlainValue,
} from './canvas-shape.ts';
import { type ClockRange, ClockSet, StructRanges } from './struct-ranges.ts';
import {
  COLLECTED,
  CONTENT,
  type DeletedRange,
  GAP,
  type StructId,
  type UpdateOutline,
  type UpdateStruct,
} from './update-check.ts';

/**
 * What became of an update. `early`: it builds on something that is not here yet, as when a page that was offline goes on
 * writing before it has been asked for what it wrote meanwhile.
 */
export type GuardVerdict = 'taken' | 'early' | Extract<CloseReason, 'BOARD_FULL' | 'CONTENT_REFUSED'>;

interface RootMap {
  readonly type: 'root';
  readonly name: RootName;
  readonly limit: number;
  readonly fields: Map<string, Field>;
  unknownKeys: number;
  /** Items that are not deleted. */
  live: number;
}

interface Item {
  readonly type: 'item';
  readonly root: RootMap;
  readonly fields: Map<string, Field>;
  unknownKeys: number;
  isLive: boolean;
}

interface Text {
  readonly type: 'text';
  readonly limit: number;
  /** Characters that are not deleted. */
  live: number;
}

interface Stroke {
  readonly type: 'stroke';
  /** The Yjs client that began it. */
  readonly client: number;
  chunks: number;
  numbers: number;
  bytes: number;
}

/** One key of a map; every struct that ever set it belongs here. */
interface Field {
  readonly type: 'field';
  readonly of: RootMap | Item;
  readonly form: FieldForm | 'item';
}

/** Where a struct belongs; null is nowhere: in something that was deleted and collected. */
type Place = Field | Text | Stroke | null;

interface ClientStructs {
  readonly places: StructRanges<Place>;
  readonly deleted: ClockSet;
  /** Shared types by the clock of the struct that made them. */
  readonly types: Map<number, Item | Text | Stroke>;
}

/** One update on trial: how to take it back, and what it deletes besides its list of deletes. */
interface Trial {
  readonly isStrict: boolean;
  readonly undo: (() => void)[];
  readonly deletes: DeletedRange[];
  /** What holds more than it may, unless the update deletes enough of it. */
  readonly exceeded: Set<RootMap | Text>;
}

interface Queue {
  readonly structs: UpdateStruct[];
  at: number;
  isWaiting: boolean;
}

const Y_ARRAY = 0;
const Y_MAP = 1;
const Y_TEXT = 2;

export class CanvasGuard {
  readonly #clients = new Map<number, ClientStructs>();
  readonly #roots: Readonly<Record<RootName, RootMap>>;
  /** Learned updates that build on something not learned yet. */
  #late: UpdateOutline[] = [];

  /** Other numbers of items than the usual, for tests. */
  constructor(limits: Readonly<Record<'nodes' | 'edges' | 'strokes', number>> = CANVAS_LIMITS) {
    this.#roots = {
      nodes: rootMap('nodes', limits.nodes),
      edges: rootMap('edges', limits.edges),
      ink: rootMap('ink', limits.strokes),
      meta: rootMap('meta', 0),
    };
  }

  /** Judges an update that a client sent; all of it is counted, or nothing. */
  admit(outline: UpdateOutline): GuardVerdict {
    const trial = beginTrial({ isStrict: true });
    const verdict = this.#judge(outline, trial);
    if (verdict !== 'taken') {
      for (const step of trial.undo.reverse()) step();
      return verdict;
    }
    this.#delete(trial.deletes);
    this.#delete(outline.deletes);
    return 'taken';
  }

  /** Counts what is in the log already, whatever it is: from the database, another process or a template. */
  learn(outline: UpdateOutline): void {
    if (!this.#learnNow(outline)) {
      this.#late.push({
        structs: outline.structs.filter((struct) => !this.#isKnown(struct)),
        deletes: outline.deletes.filter((range) => !this.#isKnown(range)),
      });
      return;
    }
    for (let isProgress = true; isProgress && this.#late.length > 0;) {
      const waiting = this.#late;
      this.#late = waiting.filter((one) => !this.#learnNow(one));
      isProgress = this.#late.length < waiting.length;
    }
  }

  /** Takes as much as can be placed; false when something is missing. */
  #learnNow(outline: UpdateOutline): boolean {
    const trial = beginTrial({ isStrict: false });
    const isWhole = this.#place(outline.structs, trial) === 'taken';
    this.#delete(trial.deletes);
    const known = outline.deletes.filter((range) => this.#isKnown(range));
    this.#delete(known);
    return isWhole && known.length === outline.deletes.length;
  }

  #judge(outline: UpdateOutline, trial: Trial): GuardVerdict {
    const verdict = this.#place(outline.structs, trial);
    if (verdict !== 'taken') return verdict;
    if (!outline.deletes.every((range) => this.#isKnown(range))) return 'early';
    for (const one of trial.exceeded) {
      if (one.live - this.#countDeleted(one, outline.deletes, trial.deletes) > one.limit)
        return one.type === 'text' ? 'CONTENT_REFUSED' : 'BOARD_FULL';
    }
    return 'taken';
  }

  // ------------------------------------------------------------------ order

  /** Goes through the structs so that each comes after those it builds on. */
  #place(structs: readonly UpdateStruct[], trial: Trial): GuardVerdict {
    const queues = byClient(structs);
    for (const [client] of queues) this.#remember(client, trial);
    let isWhole = true;
    for (const first of queues.values()) {
      const waiting = [first];
      for (let queue = waiting.at(-1); queue !== undefined; queue = waiting.at(-1)) {
        const struct = queue.structs[queue.at];
        const missing = struct === undefined ? null : this.#findMissing(struct);
        const other = missing === null ? undefined : queues.get(missing);
        if (struct === undefined || missing === null) {
          if (struct !== undefined) {
            queue.at += 1;
            const fault = this.#add(struct, trial);
            if (fault !== null) return fault;
          }
          // Whoever waits looks again after every struct; the first one works to its end.
          if (struct === undefined || waiting.length > 1) leave(waiting);
        } else if (other !== undefined && !other.isWaiting && other.at < other.structs.length) {
          queue.isWaiting = true;
          waiting.push(other);
        } else {
          if (trial.isStrict) return 'early';
          isWhole = false;
          queue.at = queue.structs.length;
        }
      }
    }
    return isWhole ? 'taken' : 'early';
  }

  /** The client whose structs have to come first, or null when this one can be placed. */
  #findMissing(struct: UpdateStruct): number | null {
    const { next } = this.#client(struct.client).places;
    if (struct.clock + struct.length <= next) return null;
    if (struct.clock > next || struct.content === GAP) return struct.client;
    const { parent } = struct;
    for (const id of [struct.neighbour, struct.rightNeighbour, parent instanceof Uint8Array ? null : parent])
      if (id !== null && !this.#isKnown(id)) return id.client;
    return null;
  }

  #isKnown({ client, clock, length = 1 }: StructId & { readonly length?: number }): boolean {
    return clock + length <= (this.#clients.get(client)?.places.next ?? 0);
  }

  /** The runs of a client are cut back where they were if the update is refused. */
  #remember(client: number, { isStrict, undo }: Trial): void {
    if (!isStrict) return;
    const { places } = this.#client(client);
    const { next } = places;
    undo.push(() => {
      places.truncate(next);
      if (next === 0) this.#clients.delete(client);
    });
  }

  // ------------------------------------------------------------------ places

  #add(struct: UpdateStruct, trial: Trial): 'CONTENT_REFUSED' | null {
    const { places } = this.#client(struct.client);
    // The beginning of it may be known: a client sends again what it was not told is here.
    const length = struct.clock + struct.length - places.next;
    if (length <= 0) return null;
    const at = places.next;
    const place = this.#findPlace(struct, trial);
    if (place === 'refused') {
      if (trial.isStrict) return 'CONTENT_REFUSED';
      places.append(length, null);
      return null;
    }
    places.append(length, place);
    if (place === null || struct.content === COLLECTED) return null;
    if (struct.content === CONTENT.DELETED) {
      trial.deletes.push({ client: struct.client, clock: at, length });
      return null;
    }
    const fault = this.#fill({ place, struct, length, trial });
    return trial.isStrict ? fault : null;
  }

  #findPlace(struct: UpdateStruct, trial: Trial): Place | 'refused' {
    if (struct.content === COLLECTED) return null;
    const { parent } = struct;
    if (parent === null) {
      const beside = struct.neighbour ?? struct.rightNeighbour;
      return beside === null ? null : (this.#clients.get(beside.client)?.places.find(beside.clock) ?? null);
    }
    const key = struct.key === null ? null : toText(struct.key);
    if (parent instanceof Uint8Array) {
      const name = findRoot(toText(parent));
      return name === null || key === null ? 'refused' : fieldOf(this.#roots[name], key, trial);
    }
    const type = this.#clients.get(parent.client)?.types.get(parent.clock);
    if (type === undefined) return null;
    if (type.type === 'item') return key === null ? 'refused' : fieldOf(type, key, trial);
    return key === null ? type : 'refused';
  }

  /** Counts content in its place; what it answers is what breaks a limit. */
  #fill(input: {
    place: Field | Text | Stroke;
    struct: UpdateStruct;
    length: number;
    trial: Trial;
  }): 'CONTENT_REFUSED' | null {
    const { place, struct, length, trial } = input;
    switch (place.type) {
      case 'text':
        if (struct.content !== CONTENT.STRING) return 'CONTENT_REFUSED';
        place.live += length;
        trial.undo.push(() => (place.live -= length));
        if (place.live > place.limit) trial.exceeded.add(place);
        return null;
      case 'stroke':
        if (struct.content !== CONTENT.BINARY || struct.client !== place.client) return 'CONTENT_REFUSED';
        return addChunk(place, struct.body, trial);
      case 'field':
        return struct.length === 1 ? this.#setField(place, struct, trial) : 'CONTENT_REFUSED';
    }
  }

  #setField(field: Field, struct: UpdateStruct, trial: Trial): 'CONTENT_REFUSED' | null {
    const { form, of } = field;
    if (of.unknownKeys > CANVAS_LIMITS.unknownKeysPerItem) return 'CONTENT_REFUSED';
    if (form === 'item') {
      // `fieldOf` makes items of root maps only.
      if (of.type !== 'root' || !isType(struct, Y_MAP)) return 'CONTENT_REFUSED';
      this.#addItem(of, struct, trial);
      return null;
    }
    if (form.type === 'plain')
      return struct.content === CONTENT.ANY && isPlainValue(struct.body, form) ? null : 'CONTENT_REFUSED';
    if (!isType(struct, form.type === 'text' ? Y_TEXT : Y_ARRAY)) return 'CONTENT_REFUSED';
    this.#addType(
      struct,
      form.type === 'text'
        ? { type: 'text', limit: form.maxLength, live: 0 }
        : { type: 'stroke', client: struct.client, chunks: 0, numbers: 0, bytes: 0 },
      trial,
    );
    return null;
  }

  #addItem(root: RootMap, struct: UpdateStruct, trial: Trial): void {
    const before = struct.neighbour;
    const replaced = before === null ? undefined : this.#clients.get(before.client)?.types.get(before.clock);
    if (replaced?.type === 'item' && replaced.isLive) {
      endItem(replaced);
      trial.undo.push(() => {
        replaced.isLive = true;
        root.live += 1;
      });
    }
    this.#addType(struct, { type: 'item', root, fields: new Map(), unknownKeys: 0, isLive: true }, trial);
    root.live += 1;
    trial.undo.push(() => (root.live -= 1));
    if (root.live > root.limit) trial.exceeded.add(root);
  }

  #addType(struct: UpdateStruct, type: Item | Text | Stroke, { undo }: Trial): void {
    const { types } = this.#client(struct.client);
    types.set(struct.clock, type);
    undo.push(() => types.delete(struct.clock));
  }

  // ------------------------------------------------------------------ deletes

  /** Deletes only ever make room. They come many times: every client that comes back sends all it knows of. */
  #delete(ranges: readonly DeletedRange[]): void {
    for (const { client, clock, length } of ranges) {
      const { deleted, places, types } = this.#client(client);
      for (const fresh of deleted.add({ from: clock, to: clock + length })) {
        for (const { from, to, place } of places.within(fresh)) {
          if (place?.type === 'text') place.live -= to - from;
          else if (isItemField(place)) for (const item of liveItems(types, { from, to })) endItem(item);
        }
      }
    }
  }

  /** How much of a text or a root map `ranges` would delete that is not deleted yet and never was, as `dead` is. */
  #countDeleted(of: RootMap | Text, ranges: readonly DeletedRange[], dead: readonly DeletedRange[]): number {
    let count = 0;
    // A range that is named twice deletes once.
    const named = new Map<number, ClockSet>();
    const name = ({ client, clock, length }: DeletedRange): readonly ClockRange[] => {
      const known = named.get(client) ?? new ClockSet();
      named.set(client, known);
      return known.add({ from: clock, to: clock + length });
    };
    for (const range of dead) name(range);
    for (const range of ranges) {
      const { deleted, places, types } = this.#client(range.client);
      for (const fresh of name(range).flatMap((part) => deleted.without(part))) {
        for (const { from, to, place } of places.within(fresh)) {
          if (place === of) count += to - from;
          else if (isItemField(place) && place.of === of) count += liveItems(types, { from, to }).length;
        }
      }
    }
    return count;
  }

  #client(id: number): ClientStructs {
    let client = this.#clients.get(id);
    if (client === undefined) {
      client = { places: new StructRanges(), deleted: new ClockSet(), types: new Map() };
      this.#clients.set(id, client);
    }
    return client;
  }
}

function rootMap(name: RootName, limit: number): RootMap {
  return { type: 'root', name, limit, fields: new Map(), unknownKeys: 0, live: 0 };
}

function beginTrial({ isStrict }: Pick<Trial, 'isStrict'>): Trial {
  return { isStrict, undo: [], deletes: [], exceeded: new Set() };
}

function fieldOf(of: RootMap | Item, key: string, { undo }: Trial): Field | 'refused' {
  const known = of.fields.get(key);
  if (known !== undefined) return known;
  const form = formOf(of, key);
  if (form === null) return 'refused';
  const field: Field = { type: 'field', of, form };
  const unknown = form !== 'item' && !isKnownKey(of.type === 'item' ? of.root.name : of.name, key) ? 1 : 0;
  of.fields.set(key, field);
  of.unknownKeys += unknown;
  undo.push(() => {
    of.fields.delete(key);
    of.unknownKeys -= unknown;
  });
  return field;
}

function formOf(of: RootMap | Item, key: string): Field['form'] | null {
  if (of.type === 'item') return findForm(of.root.name, key);
  if (of.name === 'meta') return findForm('meta', key);
  return isCanvasId(key) ? 'item' : null;
}

function addChunk(stroke: Stroke, body: Uint8Array, { undo }: Trial): 'CONTENT_REFUSED' | null {
  const before = { ...stroke };
  undo.push(() => Object.assign(stroke, before));
  let numbers = 0;
  // Varints end with a byte below 0x80; the first one is the chunk's length.
  for (const byte of body) if (byte < 0x80) numbers += 1;
  stroke.chunks += 1;
  stroke.numbers += numbers - 1;
  stroke.bytes += body.length;
  const isWithin =
    stroke.chunks <= CANVAS_LIMITS.chunksPerStroke &&
    stroke.numbers <= CANVAS_LIMITS.inkNumbersPerStroke &&
    stroke.bytes <= CANVAS_LIMITS.inkBytesPerStroke;
  return isWithin ? null : 'CONTENT_REFUSED';
}

function endItem(item: Item): void {
  item.isLive = false;
  item.root.live -= 1;
}

function isType(struct: UpdateStruct, type: number): boolean {
  return struct.content === CONTENT.TYPE && struct.body.length === 1 && struct.body[0] === type;
}

/** The items that a range of one client's ticks made and that are not deleted. */
function liveItems(types: ClientStructs['types'], { from, to }: ClockRange): readonly Item[] {
  const items: Item[] = [];
  for (let at = from; at < to; at += 1) {
    const item = types.get(at);
    if (item?.type === 'item' && item.isLive) items.push(item);
  }
  return items;
}

function isItemField(place: Place): place is Field {
  return place?.type === 'field' && place.form === 'item';
}

function byClient(structs: readonly UpdateStruct[]): Map<number, Queue> {
  const queues = new Map<number, Queue>();
  let queue: Queue | undefined;
  let client: number | null = null;
  for (const struct of structs) {
    if (queue === undefined || struct.client !== client) {
      client = struct.client;
      queue = queues.get(client) ?? { structs: [], at: 0, isWaiting: false };
      queues.set(client, queue);
    }
    queue.structs.push(struct);
  }
  return queues;
}

function leave(waiting: Queue[]): void {
  waiting.pop();
  const next = waiting.at(-1);
  if (next !== undefined) next.isWaiting = false;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
