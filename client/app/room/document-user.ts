import type { Participant } from '#shared/contracts/rooms.contract.ts';
import type { ParticipantColour } from '#client/ui/avatar.tsx';

/** A participant as board and notes show them. */
export function toDocumentUser(self: Participant) {
  // The contract bounds it to 1..6.
  return { participantId: self.id, name: self.displayName, colour: self.colour as ParticipantColour };
}
