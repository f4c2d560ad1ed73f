/**
 * The frames of a document connection, `shared/PROTOCOL.md` [D3]-[D9]: y-websocket's, plus CONTROL. Reading costs two
 * varints and a length; what is inside is looked at by those who need it.
 */
import {
  CONTROL_MESSAGE,
  DOCUMENT_MESSAGE,
  type DocumentMode,
  SYNC_MESSAGE,
} from '#shared/contracts/documents.contract.ts';

export type Frame =
  | { readonly type: 'step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly isStep2: boolean; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly payload: Uint8Array }
  | { readonly type: 'query-awareness' };

/** Reads a varint of up to five bytes; the position moves past it. */
function readVarUint(bytes: Uint8Array, position: { at: number }): number | null {
  let value = 0;
  let factor = 1;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[position.at];
    if (byte === undefined) return null;
    position.at += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 128;
  }
  return null;
}

/** A length-prefixed rest that must end exactly where the frame ends. */
function readRest(bytes: Uint8Array, position: { at: number }): Uint8Array | null {
  const length = readVarUint(bytes, position);
  if (length === null || length !== bytes.length - position.at) return null;
  return bytes.subarray(position.at);
}

/** Classifies one client frame; null when it is not one. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  const position = { at: 0 };
  const type = readVarUint(bytes, position);
  if (type === DOCUMENT_MESSAGE.SYNC) {
    const step = readVarUint(bytes, position);
    const rest = readRest(bytes, position);
    if (rest === null) return null;
    if (step === SYNC_MESSAGE.STEP_1) return { type: 'step-1', stateVector: rest };
    if (step === SYNC_MESSAGE.STEP_2) return { type: 'update', isStep2: true, update: rest };
    if (step === SYNC_MESSAGE.UPDATE) return { type: 'update', isStep2: false, update: rest };
    return null;
  }
  if (type === DOCUMENT_MESSAGE.AWARENESS) {
    const payload = readRest(bytes, position);
    return payload === null ? null : { type: 'awareness', payload };
  }
  if (type === DOCUMENT_MESSAGE.QUERY_AWARENESS) {
    return position.at === bytes.length ? { type: 'query-awareness' } : null;
  }
  return null;
}

function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

function writeVarUint(target: Uint8Array, at: number, value: number): number {
  let rest = value;
  let position = at;
  while (rest >= 128) {
    target[position] = (rest % 128) + 128;
    position += 1;
    rest = Math.floor(rest / 128);
  }
  target[position] = rest;
  return position + 1;
}

function encode(head: readonly number[], rest: Uint8Array | null): Buffer {
  let length = rest === null ? 0 : varUintLength(rest.length) + rest.length;
  for (const value of head) length += varUintLength(value);
  const frame = Buffer.allocUnsafe(length);
  let at = 0;
  for (const value of head) at = writeVarUint(frame, at, value);
  if (rest !== null) frame.set(rest, writeVarUint(frame, at, rest.length));
  return frame;
}

export const encodeFrame = {
  step1: (stateVector: Uint8Array) => encode([DOCUMENT_MESSAGE.SYNC, SYNC_MESSAGE.STEP_1], stateVector),
  step2: (update: Uint8Array) => encode([DOCUMENT_MESSAGE.SYNC, SYNC_MESSAGE.STEP_2], update),
  update: (update: Uint8Array) => encode([DOCUMENT_MESSAGE.SYNC, SYNC_MESSAGE.UPDATE], update),
  awareness: (payload: Uint8Array) => encode([DOCUMENT_MESSAGE.AWARENESS], payload),
  ack: (count: number) => encode([DOCUMENT_MESSAGE.CONTROL, CONTROL_MESSAGE.ACK, count], null),
  access: (mode: DocumentMode) =>
    encode([DOCUMENT_MESSAGE.CONTROL, CONTROL_MESSAGE.ACCESS, mode === 'write' ? 1 : 0], null),
} as const;

/**
 * An awareness message about nobody. Browsers hide WebSocket pings from scripts and y-websocket drops a connection that
 * was silent for 30 s, so a quiet document is kept alive with these.
 */
export const KEEP_ALIVE_FRAME = encodeFrame.awareness(new Uint8Array([0]));
