import type { InterviewStatus } from './interview-state.ts';
import type { FormKind } from './rubric-forms.ts';
import type { Role } from './vocabulary.ts';

/** Who took which seat in one interview; `role` alone is the role in the room now. */
export interface Seat {
  readonly participantId: string;
  readonly role: Role;
  /** Asked for a second rating of this interview. */
  readonly isAssigned?: boolean;
}
export interface Seats {
  readonly candidateId: string | null;
  readonly leadId: string | null;
}

/**
 * A person's role in one interview. After a swap the room's roles belong to the next round, so the two people the
 * interview itself names keep theirs, and so does a second rater: a round in which they interview does not open the
 * guides' side of the one they rate blind. Everybody else has the role of the room.
 */
export function roleInInterview(seat: Seat, { candidateId, leadId }: Seats): Role {
  if (seat.participantId === candidateId) return 'candidate';
  if (seat.participantId === leadId) return 'interviewer';
  if (seat.isAssigned) return 'reviewer';
  // Roles swapped since: whoever is the room's candidate now was not this interview's.
  if (seat.role === 'candidate' && candidateId !== null) return 'observer';
  return seat.role;
}

/** Forms a role may have in an interview. A shadow rates for practice; it is never counted. */
export function formsOf(role: Role): readonly FormKind[] {
  switch (role) {
    case 'interviewer':
    case 'shadow':
    case 'reviewer':
      return ['rubric'];
    case 'candidate':
      return ['self', 'interviewer-feedback'];
    case 'observer':
      return [];
  }
}

/**
 * Whether a form may be written now. The rubric opens with the interview; the candidate's forms open when it has ended
 * and close with the reveal, because a self-rating after feedback is none. A rubric may come in late, because whoever owes
 * one stays sealed; the room's raters until the interview is closed, a second rater, who was asked by name, even then.
 */
export function canWriteForm(input: { kind: FormKind; role: Role; status: InterviewStatus }): boolean {
  if (!formsOf(input.role).includes(input.kind)) return false;
  switch (input.status) {
    case 'running':
      return input.kind === 'rubric' && input.role !== 'reviewer';
    case 'rating':
      return true;
    case 'revealed':
      return input.kind === 'rubric';
    case 'closed':
      return input.role === 'reviewer';
    case 'preparing':
    case 'lobby':
      return false;
  }
}

/** Whether a form may be handed in now: never while the interview still runs. */
export function canSubmitForm(input: Parameters<typeof canWriteForm>[0]): boolean {
  return input.status !== 'running' && canWriteForm(input);
}

/** Whether a form of this role has been opened at all, so that its owner may read it. */
export function canReadForm(input: { kind: FormKind; role: Role; status: InterviewStatus }): boolean {
  if (!formsOf(input.role).includes(input.kind)) return false;
  if (input.status === 'preparing' || input.status === 'lobby') return false;
  if (input.status === 'running') return input.kind === 'rubric' && input.role !== 'reviewer';
  return true;
}

/**
 * Whether what others said is closed to a rater: for as long as the own rubric can still be written. Handing it in opens
 * the rest, and so does giving up the right to rate.
 */
export function isSealedFor(input: {
  role: Role;
  status: InterviewStatus;
  hasSubmitted: boolean;
  hasWaived: boolean;
}): boolean {
  if (input.hasSubmitted || input.hasWaived) return false;
  return canWriteForm({ kind: 'rubric', role: input.role, status: input.status });
}

/**
 * Giving up the right to rate opens the review to somebody who will never rate. Not for the lead, without whom there is
 * no result, and not for a second rater, who is there for nothing else.
 */
export function canWaiveRubric(input: { role: Role; isLead: boolean; status: InterviewStatus }): boolean {
  const isGuide = input.role === 'interviewer' || input.role === 'shadow';
  return (
    isGuide && !input.isLead && canSubmitForm({ kind: 'rubric', role: input.role, status: input.status })
  );
}
