/**
 * Decides whether bytes are one well-formed Yjs update (V1 encoding) before they reach the log: a poisoned log would
 * break every later join. It walks the format without building anything, so a refused update costs no memory, and is
 * stricter than Yjs where Yjs would only fail later (empty structs, deep values, bytes left over).
 *
 * What it leaves to others: whether the content makes sense as a board or as notes.
 */
import { isUtf8 } from 'node:buffer';

/** Yjs client ids are random unsigned 32-bit numbers. */
const MAX_CLIENT_ID = 0xffff_ffff;
/** No honest client makes four billion characters; keeps every sum exact. */
const MAX_CLOCK = 0xffff_ffff;
/** Attributes of the board and the notes are a few levels deep; decoders of nested values recurse. */
const MAX_DEPTH = 48;
/** Clients in one update: everybody who ever wrote, tab by tab. */
const MAX_CLIENTS = 4_096;

export interface CheckedUpdate {
  /** Yjs client ids whose structs the update carries. */
  readonly clientIds: readonly number[];
  readonly structs: number;
  readonly deletes: number;
}

export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** `content` of a struct that was collected, so that not even its place is known any more. */
export const COLLECTED = 0;
/** `content` of a gap: an update that leaves out what the reader is thought to have. */
export const GAP = 10;
/** The content references of Yjs that an {@link UpdateStruct} can have. */
export const CONTENT = { DELETED: 1, BINARY: 3, STRING: 4, TYPE: 7, ANY: 8 } as const;

/** One struct of an update: where it goes and what it holds, as far as its bytes alone tell. */
export interface UpdateStruct extends StructId {
  /** Clock ticks: characters of a text, values of a list, else 1. */
  readonly length: number;
  readonly content: number;
  /** The struct beside it; its parent and key are this one's too. Null when the parent is named. */
  readonly neighbour: StructId | null;
  /** Another struct that has to be there first. */
  readonly rightNeighbour: StructId | null;
  /** The parent by root name, or by the struct that made it. */
  readonly parent: Uint8Array | StructId | null;
  /** The key in a parent that is a map. */
  readonly key: Uint8Array | null;
  /** The content as encoded, behind its reference. */
  readonly body: Uint8Array;
}

/** A range of clock ticks of one client that the update deletes. */
export interface DeletedRange extends StructId {
  readonly length: number;
}

/** Collects what {@link checkUpdate} walks past; structs stand in the order of the update, client by client. */
export interface UpdateOutline {
  readonly structs: UpdateStruct[];
  readonly deletes: DeletedRange[];
}

class MalformedUpdate extends Error {}

function fail(what: string): never {
  throw new MalformedUpdate(what);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) fail('end of bytes');
    this.#at += 1;
    return value;
  }

  /** Unsigned varint of at most five bytes: nothing in an update needs more than 32 bits. */
  uint(max: number = MAX_CLOCK): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 5; i += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value > max ? fail('number out of range') : value;
      factor *= 128;
    }
    return fail('number too long');
  }

  /** A count of things that take at least `bytesEach`; a count the bytes cannot hold is refused before any loop. */
  count(bytesEach: number): number {
    const count = this.uint();
    if (count * bytesEach > this.left) fail('count beyond the bytes');
    return count;
  }

  get at(): number {
    return this.#at;
  }

  /** What was read since `from`. */
  since(from: number): Uint8Array {
    return this.#bytes.subarray(from, this.#at);
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) fail('length beyond the bytes');
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  skip(length: number): void {
    if (length > this.left) fail('length beyond the bytes');
    this.#at += length;
  }

  text(): Uint8Array {
    const part = this.bytes(this.uint());
    if (!isUtf8(part)) fail('text is not UTF-8');
    return part;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** JSON nests only by brackets outside of strings; counting them keeps the parser from recursing too far. */
function checkJson(text: Uint8Array): void {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (isInString) {
      if (char === BACKSLASH) i += 1;
      else if (char === QUOTE) isInString = false;
    } else if (char === QUOTE) isInString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) fail('value too deep');
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  try {
    JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'));
  } catch {
    fail('value is not JSON');
  }
}

/** lib0 "any" values, `lib0/decoding.readAny`. */
function checkAny(reader: Reader, depth: number): void {
  if (depth > MAX_DEPTH) fail('value too deep');
  switch (reader.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125: // signed varint: 6 bits, then 7 each, up to 53 bits
      for (let i = 0; i < 9; i += 1) if (reader.byte() < 0x80) return;
      return fail('number too long');
    case 124:
      return reader.skip(4);
    case 123:
    case 122:
      return reader.skip(8);
    case 119:
      reader.text();
      return;
    case 118: {
      const count = reader.count(2);
      for (let i = 0; i < count; i += 1) {
        // Assigning this key would replace the prototype of the decoded object.
        if (Buffer.from(reader.text()).equals(PROTOTYPE_KEY)) fail('forbidden key');
        checkAny(reader, depth + 1);
      }
      return;
    }
    case 117: {
      const count = reader.count(1);
      for (let i = 0; i < count; i += 1) checkAny(reader, depth + 1);
      return;
    }
    case 116:
      return reader.skip(reader.uint());
    default:
      return fail('unknown value type');
  }
}

const PROTOTYPE_KEY = Buffer.from('__proto__');
const UNDEFINED_TEXT = Buffer.from('undefined');

const XML_ELEMENT = 3;
const XML_HOOK = 5;
const LAST_TYPE = 6;

/** Characters as Yjs counts them: UTF-16 code units, one per byte except that continuation bytes add none and four-byte sequences add two. */
function utf16Length(text: Uint8Array): number {
  let length = 0;
  for (const byte of text) {
    if (byte < 0x80 || byte >= 0xc0) length += byte >= 0xf0 ? 2 : 1;
  }
  return length;
}

/** Reads one item's content and returns how many clock ticks it takes. */
function checkContent(reader: Reader, kind: number): number {
  switch (kind) {
    case 1: // deleted
      return reader.uint();
    case 2: {
      // JSON values, the encoding before "any"
      const count = reader.count(1);
      for (let i = 0; i < count; i += 1) {
        const text = reader.text();
        if (!UNDEFINED_TEXT.equals(text)) checkJson(text);
      }
      return count;
    }
    case 3: // binary
      reader.skip(reader.uint());
      return 1;
    case 4:
      return utf16Length(reader.text());
    case 5: // embed
      checkJson(reader.text());
      return 1;
    case 6: // format
      reader.text();
      checkJson(reader.text());
      return 1;
    case 7: {
      const type = reader.uint(LAST_TYPE);
      if (type === XML_ELEMENT || type === XML_HOOK) reader.text();
      return 1;
    }
    case 8: {
      const count = reader.count(1);
      for (let i = 0; i < count; i += 1) checkAny(reader, 0);
      return count;
    }
    default:
      // 9 is a sub-document: no document of ours has one, and each would cost every reader a Y.Doc.
      return fail('unknown content');
  }
}

/**
 * A reference to another struct. One of the same client has to point backwards: Yjs waits for references to other
 * clients until they arrive, but takes its own client's for granted and breaks where it finds nothing.
 */
function checkReference(reader: Reader, from: StructId): StructId {
  const client = reader.uint(MAX_CLIENT_ID);
  const clock = reader.uint();
  if (client === from.client && clock >= from.clock) fail('reference forwards');
  return { client, clock };
}

const NOTHING: Uint8Array = new Uint8Array();

/** Reads one struct and returns its length in clock ticks. */
function checkStruct(reader: Reader, id: StructId, structs: UpdateStruct[] | null): number {
  const info = reader.byte();
  const content = info & 0b1_1111;
  let neighbour: StructId | null = null;
  let rightNeighbour: StructId | null = null;
  let parent: Uint8Array | StructId | null = null;
  let key: Uint8Array | null = null;
  let length: number;
  let body = NOTHING;
  if (info === GAP || content === COLLECTED) length = reader.uint();
  else {
    if ((info & 0x80) !== 0) neighbour = checkReference(reader, id);
    if ((info & 0x40) !== 0) rightNeighbour = checkReference(reader, id);
    if (neighbour === null && rightNeighbour === null) {
      parent = reader.uint(1) === 1 ? reader.text() : checkReference(reader, id);
      if ((info & 0x20) !== 0) key = reader.text();
    }
    const from = reader.at;
    length = checkContent(reader, content);
    body = reader.since(from);
  }
  if (structs !== null) {
    const { client, clock } = id;
    // Written out: spreading costs as much as the whole walk.
    structs.push({ client, clock, length, content, neighbour, rightNeighbour, parent, key, body });
  }
  return length;
}

function checkStructs(
  reader: Reader,
  outline: UpdateOutline | null,
): { clientIds: number[]; structs: number } {
  const clientIds: number[] = [];
  let structs = 0;
  const clients = reader.count(3);
  if (clients > MAX_CLIENTS) fail('too many clients');
  for (let i = 0; i < clients; i += 1) {
    const count = reader.count(2);
    const client = reader.uint(MAX_CLIENT_ID);
    clientIds.push(client);
    let clock = reader.uint();
    for (let j = 0; j < count; j += 1) {
      const length = checkStruct(reader, { client, clock }, outline?.structs ?? null);
      // A struct without length would never advance the clock and loop in readers.
      if (length === 0) fail('empty struct');
      clock += length;
      if (clock > MAX_CLOCK) fail('clock out of range');
    }
    structs += count;
  }
  return { clientIds, structs };
}

function checkDeletes(reader: Reader, outline: UpdateOutline | null): number {
  let deletes = 0;
  const clients = reader.count(2);
  if (clients > MAX_CLIENTS) fail('too many clients');
  for (let i = 0; i < clients; i += 1) {
    const client = reader.uint(MAX_CLIENT_ID);
    const count = reader.count(2);
    for (let j = 0; j < count; j += 1) {
      const clock = reader.uint();
      const length = reader.uint();
      if (length === 0 || clock + length > MAX_CLOCK) fail('delete out of range');
      outline?.deletes.push({ client, clock, length });
    }
    deletes += count;
  }
  return deletes;
}

/**
 * What is in the update, or null when it is not exactly one well-formed update. Never throws. An outline given is filled
 * on the way; of an update that is refused it holds a part.
 */
export function checkUpdate(bytes: Uint8Array, outline: UpdateOutline | null = null): CheckedUpdate | null {
  try {
    const reader = new Reader(bytes);
    const { clientIds, structs } = checkStructs(reader, outline);
    const deletes = checkDeletes(reader, outline);
    return reader.left === 0 ? { clientIds, structs, deletes } : null;
  } catch (error) {
    if (error instanceof MalformedUpdate) return null;
    throw error;
  }
}

/** Whether bytes are a well-formed state vector (`client, clock` pairs) with nothing left over. Never throws. */
export function isStateVector(bytes: Uint8Array): boolean {
  try {
    const reader = new Reader(bytes);
    const count = reader.count(2);
    if (count > MAX_CLIENTS) return false;
    for (let i = 0; i < count; i += 1) {
      reader.uint(MAX_CLIENT_ID);
      reader.uint();
    }
    return reader.left === 0;
  } catch (error) {
    if (error instanceof MalformedUpdate) return false;
    throw error;
  }
}
