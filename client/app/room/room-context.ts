import type { InterviewSnapshot } from '#shared/contracts/interviews.contract.ts';
import type { InviteRole, Participant, RoomSnapshot } from '#shared/contracts/rooms.contract.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import type { RoomStore } from '#client/features/rooms/room-store.ts';

/** What both rooms, the candidate's and the interviewer's, are drawn from. */
export interface RoomProps {
  readonly roomStore: RoomStore;
  readonly snapshot: RoomSnapshot;
  readonly self: Participant;
  readonly interviewStore: InterviewStore;
  readonly interview: InterviewSnapshot;
  /** Opens the dialog; null for those who may not invite. */
  readonly onInvite: ((role: InviteRole) => void) | null;
}
