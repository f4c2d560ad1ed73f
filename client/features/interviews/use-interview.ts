import { roomSocket } from '#client/platform/socket.ts';
import { serverClock } from '#client/platform/server-clock.ts';
import { useOpened } from '#client/platform/use-opened.ts';
import { createInterviewStore, type InterviewStore } from './interview-store.ts';

export interface UseInterviewInput {
  readonly interviewId: string;
  readonly selfId: string;
  /** The room store's own, for as long as the room is open. */
  readonly onJoined: (listener: () => void) => () => void;
}

/** The interview while mounted; null until it is opened. */
export function useInterviewStore({
  interviewId,
  selfId,
  onJoined,
}: UseInterviewInput): InterviewStore | null {
  return useOpened(
    () => createInterviewStore({ interviewId, selfId, onJoined, socket: roomSocket, clock: serverClock }),
    `${interviewId} ${selfId}`,
  );
}
