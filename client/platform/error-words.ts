import { asApiError, type ApiErrorCode } from './api-error.ts';

/** What happened and what to do, in words for people. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

/** Codes a screen did not find its own words for; the wire's `message` is for developers and never shown. */
const WORDS: Partial<Record<ApiErrorCode, ErrorWords>> = {
  OFFLINE: { title: 'There is no connection to the server', advice: 'Check your network, then try again.' },
  TIMEOUT: { title: 'The server did not answer in time', advice: 'Nothing may have changed yet. Try again.' },
  UNAVAILABLE: { title: 'The server is busy or starting', advice: 'Wait a moment, then try again.' },
  RATE_LIMITED: { title: 'That was a little too often', advice: 'Wait a minute, then try again.' },
  UNAUTHENTICATED: {
    title: 'This browser is not signed in',
    advice: 'Open your invitation link again, or sign in.',
  },
  FORBIDDEN: { title: 'Your role does not allow that', advice: 'Ask the host of the room.' },
  VALIDATION_FAILED: {
    title: 'Something in the form is not right',
    advice: 'Check the fields and try again.',
  },
  NOT_FOUND: { title: 'That is not here', advice: 'It may have been deleted, or the link is not complete.' },
  ROOM_NOT_FOUND: {
    title: 'You are not in this room',
    advice: 'Ask its host for an invitation link, or open the link you got in this browser.',
  },
  ROOM_FULL: { title: 'The room is full', advice: 'Ask the host to remove somebody first.' },
  ROLE_TAKEN: {
    title: 'There is a candidate already',
    advice: 'A round has one candidate. Ask the host for another role.',
  },
  PARTICIPANT_NOT_FOUND: { title: 'That person has left the room', advice: '' },
  PARTICIPANT_REMOVED: {
    title: 'You were removed from this room',
    advice: 'If that was a mistake, ask the host.',
  },
  HOST_MUST_STAY: {
    title: 'The host stays in the room',
    advice: 'Somebody has to be able to invite and remove people.',
  },
  INVITE_NOT_FOUND: {
    title: 'This link is not known here',
    advice: 'Copy the whole link and open it again.',
  },
  INVITE_EXPIRED: { title: 'This link has expired', advice: 'Ask the host for a new one.' },
  INVITE_USED: {
    title: 'This link has been used',
    advice: 'It lets in one person. Ask the host for a new one.',
  },
  INVITE_REVOKED: { title: 'This link was withdrawn', advice: 'Ask the host for a new one.' },
  TOO_MANY_INVITES: {
    title: 'There are many open links already',
    advice: 'Withdraw one that nobody needs, then try again.',
  },
  INTERVIEW_NOT_FOUND: { title: 'This interview is not here', advice: 'It may have been deleted.' },
  INTERVIEW_NOT_READY: {
    title: 'Not everything is ready for that',
    advice: 'Somebody or something is still missing.',
  },
  WRONG_PHASE: { title: 'The interview has moved on', advice: 'That can no longer be done at this point.' },
  REVISION_CONFLICT: {
    title: 'Somebody changed this at the same moment',
    advice: 'Look at it again, then try again.',
  },
  HINT_OUT_OF_ORDER: {
    title: 'An earlier hint comes first',
    advice: 'Hints go from a nudge to the answer. Give the one before it first.',
  },
  GUIDE_ITEM_NOT_FOUND: {
    title: 'That is not in this guide any more',
    advice: 'Reload the page to see the guide as it is now.',
  },
  TIMELINE_FULL: {
    title: 'This interview holds as much as it can',
    advice: 'Everything so far is kept. Go on talking, take notes, and end the interview when you are done.',
  },
  FORM_CONFLICT: {
    title: 'Your form was changed in another tab or on another device',
    advice: 'Reload the page to see the newer answers, then go on.',
  },
  SCENARIO_NOT_FOUND: { title: 'That scenario is no longer offered', advice: 'Choose another one.' },
  SCENARIO_SEEN: { title: 'The candidate has seen this scenario', advice: 'Choose one that is new to them.' },
  GUIDE_LOCKED: {
    title: 'You are the candidate of an interview with this case',
    advice: 'Its guide opens to you when the review does.',
  },
  SCENARIO_CONFLICT: {
    title: 'The draft was changed in another tab',
    advice: 'Reload the page to see the newer text, then go on.',
  },
  SCENARIO_FAULTY: { title: 'The scenario has faults', advice: 'Mend them, then publish.' },
  SCENARIO_VERSION_TAKEN: {
    title: 'That version is published already',
    advice: 'Raise the version in the text.',
  },
  SCENARIO_IN_USE: { title: 'An interview was held with this scenario', advice: 'Retire it instead.' },
  TOO_MANY_SCENARIOS: { title: 'You have as many scenarios as fit', advice: 'Delete one you do not need.' },
  ACCOUNT_EXISTS: { title: 'There is an account with this address', advice: 'Sign in instead.' },
  CREDENTIALS_REFUSED: { title: 'Address and password do not match', advice: 'Check both and try again.' },
  PAYLOAD_TOO_LARGE: { title: 'That is too long', advice: 'Shorten it and try again.' },
  REVIEW_SEALED: {
    title: 'Your own rubric comes first',
    advice: 'What the others said opens when it is in.',
  },
  ASSIGNMENT_NOT_FOUND: { title: 'That request is not there any more', advice: 'Look at the list again.' },
  RATER_NOT_BLIND: {
    title: 'That person has another part in this interview',
    advice: 'Ask somebody who only watched, or who was not there.',
  },
  TOO_MANY_RATERS: {
    title: 'Enough people have been asked',
    advice: 'Take a request back that nobody has answered, then ask again.',
  },
  REVIEW_NOT_READY: { title: 'The review is not open yet', advice: 'It opens when both forms are in.' },
};

const UNKNOWN: ErrorWords = {
  title: 'Something went wrong on our side',
  advice: 'Nothing you wrote is lost. Try again.',
};

/** Words of a screen for what only it can meet; they load with it. */
export type OwnErrorWords = Partial<Record<ApiErrorCode, ErrorWords>>;

export function toErrorWords(thrown: unknown, own: OwnErrorWords = {}): ErrorWords {
  const { code } = asApiError(thrown);
  return own[code] ?? WORDS[code] ?? UNKNOWN;
}
