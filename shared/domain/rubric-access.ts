import type { InterviewStatus } from './interview-state.ts';
import type { FormKind } from './rubric-forms.ts';
import type { Role } from './vocabulary.ts';

/** Who took which seat in one interview; `role` alone is the role in the room now. */
export interface Seat {
  readonly participantId: string;
  readonly role: Role;
}
export interface Seats {
  readonly candidateId: string | null;
  readonly leadId: string | null;
}

/**
 * A person's role in one interview. After a swap the room's roles belong to the next round, so the two people the
 * interview itself names keep theirs; everybody else has the role of the room.
 */
export function roleInInterview(seat: Seat, { candidateId, leadId }: Seats): Role {
  if (seat.participantId === candidateId) return 'candidate';
  if (seat.participantId === leadId) return 'interviewer';
  // Roles swapped since: whoever is the room's candidate now was not this interview's.
  if (seat.role === 'candidate' && candidateId !== null) return 'observer';
  return seat.role;
}

/** Forms a role may have in an interview. A shadow rates for practice; it is never counted. */
export function formsOf(role: Role): readonly FormKind[] {
  switch (role) {
    case 'interviewer':
    case 'shadow':
      return ['rubric'];
    case 'candidate':
      return ['self', 'interviewer-feedback'];
    case 'observer':
    case 'reviewer':
      return [];
  }
}

/**
 * Whether a form may be written now. The rubric opens with the interview; the candidate's forms open when it has ended
 * and close with the reveal, because a self-rating after feedback is none. Only the lead may hand in late, until the
 * interview is closed: without it the candidate would get nothing.
 */
export function canWriteForm(input: {
  kind: FormKind;
  role: Role;
  status: InterviewStatus;
  isLead: boolean;
}): boolean {
  if (!formsOf(input.role).includes(input.kind)) return false;
  switch (input.status) {
    case 'running':
      return input.kind === 'rubric';
    case 'rating':
      return true;
    case 'revealed':
      return input.kind === 'rubric' && input.isLead;
    case 'preparing':
    case 'lobby':
    case 'closed':
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
  return input.kind === 'rubric' || input.status !== 'running';
}
