import { LIMITS } from '#shared/limits.ts';
import { notesStrings } from './strings.ts';

export type ParticipantColour = 1 | 2 | 3 | 4 | 5 | 6;

/** What the server writes into the awareness field `user` of every connection. */
export interface PresenceUser {
  readonly participantId: string;
  readonly name: string;
  readonly colour: ParticipantColour;
}

/** Reads the awareness field `user` of somebody else; a field that is missing or wrong gives a nameless person. */
export function toPresenceUser(user: unknown): PresenceUser {
  const fields = isRecord(user) ? user : {};
  const { participantId, name, colour } = fields;
  return {
    participantId: typeof participantId === 'string' ? participantId : '',
    name:
      typeof name === 'string' && name !== '' ? name.slice(0, LIMITS.displayName.max) : notesStrings.unnamed,
    colour: isParticipantColour(colour) ? colour : 1,
  };
}

function isParticipantColour(value: unknown): value is ParticipantColour {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 6;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
