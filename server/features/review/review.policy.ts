import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';

export type ReviewAudience = 'candidate' | 'guide' | 'observer';

/** Which view a role gets. Reviewers get the scores only once blind second rating can seal them first. */
export function audienceOf(role: Role): ReviewAudience {
  switch (role) {
    case 'candidate':
      return 'candidate';
    case 'interviewer':
    case 'shadow':
      return 'guide';
    case 'observer':
    case 'reviewer':
      return 'observer';
  }
}

/** Forms are opened together, so there is nothing to read before. */
export function isRevealed(status: InterviewStatus): boolean {
  return status === 'revealed' || status === 'closed';
}

/**
 * A lead who is late still rates blind: what others said stays sealed until the rubric is in, or until the interview is
 * closed and it can no longer be handed in.
 */
export function isSealedFor(input: {
  isLead: boolean;
  hasSubmitted: boolean;
  status: InterviewStatus;
}): boolean {
  return input.isLead && !input.hasSubmitted && input.status === 'revealed';
}

/** Feedback on the interviewing is for those who interviewed and the candidate who gave it. */
export function canReadFeedback(role: Role): boolean {
  return role === 'candidate' || role === 'interviewer';
}

/** Notes are a rater's draft until the rubric is in, or until it can no longer be written. */
export function areNotesFinal(input: {
  isLead: boolean;
  hasSubmitted: boolean;
  status: InterviewStatus;
}): boolean {
  return input.hasSubmitted || !input.isLead || input.status === 'closed';
}
