import type { Rect } from '#shared/domain/board-model.ts';
import { isCanvasId } from './canvas.ts';

/**
 * What a person's page tells the others about itself through awareness: small fixed fields, because awareness sends the
 * whole state again on every change. Nothing of it is stored.
 */

/** At most this often a page sends its presence, in milliseconds (20 Hz). */
export const PRESENCE_INTERVAL_MS = 50;
const MAX_SELECTED = 40;
const MAX_NAME_LENGTH = 60;
const MAX_TOOL_LENGTH = 20;
const MAX_POINTER = 1_000_000;
/** Flow pixels; the whole board from one border to the other is 200,000. */
const MAX_VIEW_SIZE = 1_000_000;
const MAX_CLIENT_ID = 0xffff_ffff;

export interface CanvasUser {
  readonly participantId: string;
  readonly name: string;
  /** One of the six participant colours. */
  readonly colour: 1 | 2 | 3 | 4 | 5 | 6;
}

export interface CanvasPresence {
  readonly user: CanvasUser;
  /** Flow coordinates, integers; null while the pointer is elsewhere. */
  readonly pointer: readonly [x: number, y: number] | null;
  /** Ids of selected nodes and edges. */
  readonly selected: readonly string[];
  readonly tool: string;
  /** The part of the board this page shows, for those who follow it; null while it follows somebody itself. */
  readonly view: PresenceView | null;
  /** Awareness client id of the page this one follows. */
  readonly following: number | null;
  /** Id of the item whose label is open. */
  readonly editing: string | null;
}

/** A rectangle in flow coordinates, integers. */
export type PresenceView = readonly [x: number, y: number, w: number, h: number];

/** Reads another page's awareness state; null when it does not say who it is. Never throws. */
export function readPresence(state: unknown): CanvasPresence | null {
  if (!isRecord(state) || !isRecord(state['user'])) return null;
  const { participantId, name, colour } = state['user'];
  if (typeof participantId !== 'string' || typeof name !== 'string') return null;
  const selected: unknown[] = Array.isArray(state['selected']) ? state['selected'] : [];
  const tool = state['tool'];
  return {
    user: { participantId, name: name.slice(0, MAX_NAME_LENGTH), colour: readColour(colour) },
    pointer: readPointer(state['pointer']),
    selected: selected.slice(0, MAX_SELECTED).filter(isCanvasId),
    tool: typeof tool === 'string' ? tool.slice(0, MAX_TOOL_LENGTH) : 'select',
    view: readView(state['view']),
    following: readClientId(state['following']),
    editing: isCanvasId(state['editing']) ? state['editing'] : null,
  };
}

/** The part of the selection that is sent. */
export function toSelectedField(ids: readonly string[]): readonly string[] {
  return ids.slice(0, MAX_SELECTED);
}

/** A visible rectangle as it is sent. */
export function toPresenceView({ x, y, w, h }: Rect): PresenceView {
  return [Math.round(x), Math.round(y), Math.max(1, Math.round(w)), Math.max(1, Math.round(h))];
}

function readPointer(value: unknown): CanvasPresence['pointer'] {
  if (!Array.isArray(value)) return null;
  const [x, y]: unknown[] = value;
  return isCoordinate(x) && isCoordinate(y) ? [Math.round(x), Math.round(y)] : null;
}

function readView(value: unknown): PresenceView | null {
  if (!Array.isArray(value)) return null;
  const [x, y, w, h]: unknown[] = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isExtent(w) || !isExtent(h)) return null;
  return toPresenceView({ x, y, w, h });
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < MAX_POINTER;
}

function isExtent(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value < MAX_VIEW_SIZE;
}

function readClientId(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_CLIENT_ID
    ? value
    : null;
}

function readColour(value: unknown): CanvasUser['colour'] {
  return value === 2 || value === 3 || value === 4 || value === 5 || value === 6 ? value : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
