import { reviewChanged } from '#shared/contracts/review.contract.ts';
import { onBroadcast } from '#client/platform/socket.ts';

/** Tells an open review that a late form came in. Reaches people whose socket is in the room. */
export function reviewChanges(listener: (interviewId: string) => void): () => void {
  return onBroadcast(reviewChanged, ({ interviewId }) => listener(interviewId));
}
