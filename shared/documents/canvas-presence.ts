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
}

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
  };
}

/** The part of the selection that is sent. */
export function toSelectedField(ids: readonly string[]): readonly string[] {
  return ids.slice(0, MAX_SELECTED);
}

function readPointer(value: unknown): CanvasPresence['pointer'] {
  if (!Array.isArray(value)) return null;
  const [x, y]: unknown[] = value;
  if (
    typeof x !== 'number' ||
    typeof y !== 'number' ||
    !(Math.abs(x) < MAX_POINTER) ||
    !(Math.abs(y) < MAX_POINTER)
  )
    return null;
  return [Math.round(x), Math.round(y)];
}

function readColour(value: unknown): CanvasUser['colour'] {
  return value === 2 || value === 3 || value === 4 || value === 5 || value === 6 ? value : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
