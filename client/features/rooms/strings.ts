import type { Role } from '#shared/domain/vocabulary.ts';
import type { Invite, InviteRole } from '#shared/contracts/rooms.contract.ts';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  candidate: 'Candidate',
  interviewer: 'Interviewer',
  shadow: 'Trainee',
  observer: 'Observer',
  reviewer: 'Second rater',
};

/** What the role means, said to the person who gets it. */
export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  candidate: 'You get the case, design on the shared board and explain your choices.',
  interviewer: 'You run the interview with a guide: what to ask, what to hand over, what to listen for.',
  shadow: 'You see the guide and rate for practice. Your ratings are never counted.',
  observer: 'You watch silently and see what the candidate sees.',
  reviewer:
    'The interview is over. You rate it a second time, by yourself, from the guide, the board, the notes and the timeline.',
};

/** The same, said to the person who invites. */
export const ROLE_OFFER: Readonly<Record<InviteRole, string>> = {
  candidate:
    'Gets the case and designs on the board. A round has one candidate, so the link lets in one person.',
  interviewer: 'Runs the interview with you: sees the guide, hands over facts, rates.',
  shadow: 'Learns to interview: sees the guide and rates for practice. Those ratings are never counted.',
  observer: 'Watches silently and sees what the candidate sees.',
};

export const INVITE_STATE_NAMES: Readonly<Record<Invite['state'], string>> = {
  open: 'Open',
  used: 'Used',
  expired: 'Expired',
  revoked: 'Withdrawn',
};

export const roomStrings = {
  startTitle: 'Start a room',
  yourName: 'Your name',
  yourNameHint: 'The others see it. No account needed.',
  nameMissing: 'Write the name others should see.',
  iAm: 'I will be the',
  candidateShort: 'Design the system',
  interviewerShort: 'Run it with the guide',
  start: 'Start a room',
  joinTitle: 'Join with a link',
  joinLabel: 'Invitation link',
  joinPlaceholder: 'https://…/join/…',
  joinBad: 'This is not an invitation link. It has /join/ in it.',
  join: 'Join',

  inviteTitle: 'Invite people',
  inviteText: 'A link lets people in with one role. Make one for each role.',
  inviteRole: 'Role',
  inviteUses: 'For',
  oneUse: 'One person',
  manyUses: 'Several people',
  inviteExpiry: 'Works for',
  expiries: [
    { hours: 1, label: '1 hour' },
    { hours: 24, label: '1 day' },
    { hours: 72, label: '3 days' },
    { hours: 168, label: '1 week' },
    { hours: 720, label: '30 days' },
  ],
  makeLink: 'Make link',
  newLink: (role: InviteRole) =>
    `Link for ${role === 'candidate' ? 'the' : 'an'} ${ROLE_NAMES[role].toLowerCase()}`.replace(
      'an trainee',
      'a trainee',
    ),
  another: 'Make another',
  linkOnce: 'Copy it now: for safety it is shown only once.',
  links: 'Links of this room',
  noLinks: 'No links yet.',
  linksFailed: 'The links could not be loaded',
  withdraw: 'Withdraw',
  uses: (uses: number, max: number | null) => (max === null ? `${uses} joined` : `${uses} of ${max} joined`),
  expires: 'Expires',

  people: 'People',
  you: 'you',
  host: 'Host',
  online: 'connected',
  offline: 'not connected',
  changeRole: 'Change role',
  actionsFor: (name: string) => `Actions for ${name}`,
  remove: 'Remove from room',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText:
    'They leave the room at once and cannot come back with the same link. What they did stays in the interview.',
  removeConfirm: 'Remove',
  keep: 'Keep',
  invite: 'Invite',
  rename: 'Rename room',
  renameTitle: 'Rename room',
  roomName: 'Name of the room',
  save: 'Save',
  cancel: 'Cancel',

  dashboard: 'Your interviews',
  unfinished: 'Unfinished',
  continue: 'Continue',
  recent: 'Recent',
  with: (names: readonly string[]) =>
    names.length === 0 ? 'Nobody has joined yet' : `With ${names.join(', ')}`,
  round: (ordinal: number) => `Round ${ordinal}`,
  fillForm: 'Fill in your form',
  answerFlag: 'Answer a flag',
  openReview: 'Open review',
  statusNames: {
    preparing: 'Preparing',
    lobby: 'In the lobby',
    running: 'Running',
    rating: 'Being rated',
    revealed: 'Review open',
    closed: 'Finished',
  },
  listFailed: 'Your interviews could not be loaded',
  emptyTitle: 'No interviews yet',
  emptyText: 'Start a room and send the link to a partner. It appears here, with its review afterwards.',
} as const;
