import { boardGathered, gatherOnBoard } from '#shared/contracts/interviews.contract.ts';
import type { Participant } from '#shared/contracts/rooms.contract.ts';
import type { BoardRoom } from '#client/features/documents/canvas/company/board-room.ts';
import type { DocumentConnection } from '#client/features/documents/document-connection.ts';
import { roomSocket } from '#client/platform/socket.ts';

/** The room as the board needs it. Whether somebody may gather is decided by the server; here it only hides the button. */
export function createBoardRoom({
  connection,
  interviewId,
  self,
}: {
  readonly connection: Pick<DocumentConnection, 'whenLoaded'>;
  readonly interviewId: string;
  readonly self: Pick<Participant, 'id' | 'role'>;
}): BoardRoom {
  return {
    whenLoaded: connection.whenLoaded,
    gather:
      self.role === 'interviewer'
        ? async (view) => {
            await roomSocket.call(gatherOnBoard, { interviewId, document: 'canvas', view });
          }
        : null,
    onGathered: (listener) =>
      roomSocket.onBroadcast(boardGathered, (call) => {
        if (call.interviewId === interviewId && call.by.participantId !== self.id) listener(call);
      }),
  };
}
