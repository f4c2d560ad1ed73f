import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { roleInInterview, type Seat, type Seats } from '#shared/domain/rubric-access.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { GUIDE_ROLES, type DocumentKind, type Role } from '#shared/domain/vocabulary.ts';

/** Who may do what in an interview. `role` is always the role in this interview, never the one in the room. */

/**
 * A person's role in an interview. While it is under way the room's word counts, so that a lead who is given another
 * role loses the guide at once; afterwards candidate and lead stay who they were, whatever the next round makes them.
 */
export function roleIn(seat: Seat, seats: Seats, status: InterviewStatus): Role {
  const isUnderWay = status === 'running' || status === 'rating';
  return roleInInterview(seat, isUnderWay ? { ...seats, leadId: null } : seats);
}

export function canLead(role: Role): boolean {
  return role === 'interviewer';
}

export function canBeReady(role: Role): boolean {
  return role === 'candidate' || role === 'interviewer';
}

/** Nothing happens on the clock any more. */
export function hasEnded(status: InterviewStatus): boolean {
  return status === 'rating' || status === 'revealed' || status === 'closed';
}

/** The text of the guide, without what was done with it: second raters judge by the same guide. */
export function canReadGuideText(role: Role): boolean {
  return canReadGuide(role) || role === 'reviewer';
}

export function canReadGuide(role: Role): boolean {
  return GUIDE_ROLES.some((guide) => guide === role);
}

/** The candidate's side of the setup and the phase plan. */
export function canSeeSetup(role: Role, status: InterviewStatus): boolean {
  return canReadGuide(role) || status !== 'preparing';
}

/** The prompt: nobody but the guides knows what it will be about before the clock runs. */
export function canSeeScenario(role: Role, status: InterviewStatus): boolean {
  return canReadGuide(role) || (status !== 'preparing' && status !== 'lobby');
}

/** Acts that complete the record: what became of a hint, and marks the interviewer had no hand free for. */
const CAN_FOLLOW_THE_END: Readonly<Record<GuideAct['type'], boolean>> = {
  'hint-taken': true,
  'hint-voided': true,
  'expectation-ticked': true,
  'red-flag-marked': true,
  'hint-given': false,
  'probe-asked': false,
  'expectation-asked': false,
  'curveball-played': false,
  'trade-off-discussed': false,
  'worksheet-filled': false,
  'deep-dive-chosen': false,
};

/** Everything may be noted while the interview runs, and some of it until the forms are opened. */
export function canRecord(act: GuideAct['type'], status: InterviewStatus): boolean {
  return status === 'running' || (status === 'rating' && CAN_FOLLOW_THE_END[act]);
}

/** What somebody may do in a document now; null refuses the connection. */
export function documentMode(input: {
  kind: DocumentKind;
  role: Role;
  status: InterviewStatus;
}): 'read' | 'write' | null {
  return input.kind === 'private' ? privateMode(input) : sharedMode(input);
}

/** Open to the guides from the first preparation on, and to be written until feedback is out. */
function privateMode({ role, status }: { role: Role; status: InterviewStatus }): 'read' | 'write' | null {
  if (!canReadGuide(role)) return null;
  const isOpen = status !== 'revealed' && status !== 'closed';
  return role === 'interviewer' && isOpen ? 'write' : 'read';
}

/** Board and notes live while the interview runs; before there is nothing to see, afterwards nothing to change. */
function sharedMode({ role, status }: { role: Role; status: InterviewStatus }): 'read' | 'write' | null {
  if (status === 'preparing' || status === 'lobby') return null;
  const isRunning = status === 'running';
  if (role === 'candidate' || role === 'interviewer') return isRunning ? 'write' : 'read';
  // Reviewers come after the interview; nobody new walks in while it runs.
  return role === 'reviewer' && isRunning ? null : 'read';
}
