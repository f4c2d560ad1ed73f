import type { Role } from '#shared/domain/vocabulary.ts';
import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Membership } from './membership.ts';

/** At most this many of a role at a time; null is bounded only by the room. */
const ROLE_CAPACITY: Record<Role, number | null> = {
  candidate: 1,
  interviewer: 2,
  shadow: 6,
  observer: null,
  reviewer: null,
};

export function canInvite(member: Membership): boolean {
  return member.isHost || member.role === 'interviewer';
}

/** Second raters know the interviews they were asked to rate; the room itself is not theirs. */
export function isInRoom(member: Pick<Membership, 'role'>): boolean {
  return member.role !== 'reviewer';
}

/** Who may follow a reviewer's link: somebody from outside, or who only watched. The others have their own form. */
export function canBeSecondRater(role: Role): boolean {
  return role === 'observer' || role === 'reviewer';
}

export function canManagePeople(member: Membership): boolean {
  return member.isHost;
}

/** Whether one more person may take the role beside those who are there. */
export function hasPlaceFor(role: Role, others: readonly Pick<Membership, 'role'>[]): boolean {
  const capacity = ROLE_CAPACITY[role];
  return capacity === null || others.filter((other) => other.role === role).length < capacity;
}

export function isRoomFull(members: readonly Membership[]): boolean {
  return members.filter(isInRoom).length >= LIMITS.participantsPerRoom;
}

/**
 * The candidate of an interview is fixed from its start until it is revealed: a person who saw the guide must not
 * become candidate, and a candidate must not see the guide of their own interview.
 */
export function canChangeRole(from: Role, to: Role, status: InterviewStatus): boolean {
  const isUnderWay = status === 'running' || status === 'rating';
  return !isUnderWay || (from !== 'candidate' && to !== 'candidate');
}
