import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { isSealedFor } from '#shared/domain/rubric-access.ts';
import type { Role } from '#shared/domain/vocabulary.ts';

export type ReviewAudience = 'candidate' | 'guide' | 'observer';

/** Which view a role gets. A second rater reads as raters do; the seal keeps it from them until they have rated. */
export function audienceOf(role: Role): ReviewAudience {
  switch (role) {
    case 'candidate':
      return 'candidate';
    case 'interviewer':
    case 'shadow':
    case 'reviewer':
      return 'guide';
    case 'observer':
      return 'observer';
  }
}

/** Forms are opened together, so there is nothing to read before. */
export function isRevealed(status: InterviewStatus): boolean {
  return status === 'revealed' || status === 'closed';
}

/** Feedback on the interviewing is for those who interviewed and the candidate who gave it. */
export function canReadFeedback(role: Role): boolean {
  return role === 'candidate' || role === 'interviewer';
}

/** Notes are a rater's draft for as long as the rubric that rests on them can be written. */
export function areNotesFinal(input: Parameters<typeof isSealedFor>[0]): boolean {
  return !isSealedFor(input);
}

/** Agreed ratings and corrections are for those whose rubric counts and is in. A shadow rates for practice. */
export function canRecord({ role, hasSubmitted }: { role: Role; hasSubmitted: boolean }): boolean {
  return hasSubmitted && (role === 'interviewer' || role === 'reviewer');
}
