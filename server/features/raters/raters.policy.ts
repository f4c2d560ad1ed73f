import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';

/** Interviewers of the interview, and whoever owns the room, may ask others to rate. */
export function canAsk({ role, isHost }: { role: Role; isHost: boolean }): boolean {
  return role === 'interviewer' || isHost;
}

/** Second ratings are asked for when there is something to rate: never into a live room. */
export function canAskAt(status: InterviewStatus): boolean {
  return status === 'rating' || status === 'revealed' || status === 'closed';
}

/**
 * Somebody from outside, or who only watched. Candidate and lead are parties, other interviewers and shadows have their
 * own rubric and know the guide's side of the interview.
 */
export function canBeAsked(
  person: { participantId: string; role: Role },
  interview: { candidateId: string | null; leadId: string | null },
): boolean {
  const { participantId, role } = person;
  if (participantId === interview.candidateId || participantId === interview.leadId) return false;
  return role === 'observer' || role === 'reviewer';
}
