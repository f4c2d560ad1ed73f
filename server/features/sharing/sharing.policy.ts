import type { SharePart } from '#shared/contracts/sharing.contract.ts';
import type { Role } from '#shared/domain/vocabulary.ts';

/**
 * The result is about the candidate, so only the candidate shows it around. The board was made by those who took part in
 * the conversation. Trainees, observers and reviewers look on and take nothing out.
 */
export function canShare(input: { role: Role; part: SharePart }): boolean {
  return input.role === 'candidate' || (input.role === 'interviewer' && input.part === 'board');
}

/** A candidate's work is theirs: they see and end every link to it. */
export function canSeeShare(input: { role: Role; isOwn: boolean }): boolean {
  return input.isOwn || input.role === 'candidate';
}
