import { z } from 'zod';
import { ROLES } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { IdSchema, TimeSchema, broadcast, lineOfText, operation } from '#shared/contracts/operation.ts';

// ---------------------------------------------------------------- entities

/** Roles a link can carry. Reviewers are asked for after an interview, never into a live room. */
export const INVITE_ROLES = ['candidate', 'interviewer', 'shadow', 'observer'] as const;
export const InviteRoleSchema = z.enum(INVITE_ROLES);
export type InviteRole = z.infer<typeof InviteRoleSchema>;

/** What a link may be for: a way into the room, or a second rating of one interview. */
export const LinkRoleSchema = z.enum([...INVITE_ROLES, 'reviewer']);

export const ParticipantSchema = z.strictObject({
  id: IdSchema,
  displayName: z.string(),
  role: z.enum(ROLES),
  /** 1..6, a participant colour of the client's tokens. */
  colour: z.int().min(1).max(6),
  /** Owns the room: may invite, change roles and remove people. */
  isHost: z.boolean(),
});
export type Participant = z.infer<typeof ParticipantSchema>;

export const InviteSchema = z.strictObject({
  id: IdSchema,
  role: InviteRoleSchema,
  maxUses: z.int().nullable(),
  uses: z.int(),
  expiresAt: TimeSchema,
  state: z.enum(['open', 'used', 'expired', 'revoked']),
});
export type Invite = z.infer<typeof InviteSchema>;

/** Status only: what an interview is about reaches each role through the interviews feature. */
export const InterviewStubSchema = z.strictObject({
  id: IdSchema,
  ordinal: z.int(),
  status: z.enum(['preparing', 'lobby', 'running', 'rating', 'revealed', 'closed']),
});

export const RoomSchema = z.strictObject({
  id: IdSchema,
  name: z.string(),
  revision: z.int(),
  retentionDays: z.int(),
  createdAt: TimeSchema,
});
export type Room = z.infer<typeof RoomSchema>;

/** Everything a person needs to draw the room; broadcasts with a higher `room.revision` replace parts of it. */
export const RoomSnapshotSchema = z.strictObject({
  room: RoomSchema,
  selfId: IdSchema,
  participants: z.array(ParticipantSchema),
  onlineIds: z.array(IdSchema),
  interviews: z.array(InterviewStubSchema),
  /** The newest interview: the one the room page shows. */
  currentInterviewId: IdSchema,
});
export type RoomSnapshot = z.infer<typeof RoomSnapshotSchema>;

export const RoomListItemSchema = z.strictObject({
  room: RoomSchema,
  self: ParticipantSchema,
  partnerNames: z.array(z.string()),
  interviews: z.array(
    z.strictObject({
      id: IdSchema,
      ordinal: z.int(),
      status: InterviewStubSchema.shape.status,
      /** Candidate-safe title; null until the interview has started. */
      scenarioTitle: z.string().nullable(),
      startedAt: TimeSchema.nullable(),
      endedAt: TimeSchema.nullable(),
      /** What the caller was in this round; roles may be swapped from one to the next. */
      role: z.enum(ROLES),
      /** The caller still owes a form. */
      hasUnfinishedForm: z.boolean(),
      /** The candidate flagged something in the review, and the caller is one of those who may answer. */
      hasOpenFlag: z.boolean(),
    }),
  ),
});
export type RoomListItem = z.infer<typeof RoomListItemSchema>;

const displayName = lineOfText(LIMITS.displayName);

// ---------------------------------------------------------------- operations

export const createRoom = operation({
  name: 'rooms:create',
  summary: 'Open a room. Without a login session the caller becomes a guest and receives the cookie.',
  method: 'POST',
  path: '/api/rooms',
  access: 'public',
  allowed: 'anybody',
  transports: ['http'],
  rateLimit: 'sensitive',
  input: z.strictObject({
    name: lineOfText(LIMITS.roomName).optional(),
    displayName,
    role: z.enum(['candidate', 'interviewer']),
  }),
  output: z.strictObject({ room: RoomSchema, participant: ParticipantSchema, interviewId: IdSchema }),
  errors: [],
});

export const listRooms = operation({
  name: 'rooms:list',
  summary: 'Rooms the caller belongs to, newest first, with their interviews.',
  method: 'GET',
  path: '/api/rooms',
  access: 'user',
  allowed: 'anybody signed in, guests too',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: z.strictObject({ rooms: z.array(RoomListItemSchema) }),
  errors: [],
});

export const getRoom = operation({
  name: 'rooms:get',
  summary: 'The room as the caller may see it.',
  method: 'GET',
  path: '/api/rooms/:roomId',
  access: 'user',
  allowed: 'participants, second raters excepted: they know the interviews they rate and no room',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject({ roomId: IdSchema }),
  output: RoomSnapshotSchema,
  errors: ['ROOM_NOT_FOUND', 'PARTICIPANT_REMOVED', 'FORBIDDEN'],
});

export const renameRoom = operation({
  name: 'rooms:rename',
  summary: 'Change the name of the room.',
  method: 'PATCH',
  path: '/api/rooms/:roomId',
  access: 'user',
  allowed: 'host',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ roomId: IdSchema, name: lineOfText(LIMITS.roomName) }),
  output: RoomSchema,
  errors: ['ROOM_NOT_FOUND', 'FORBIDDEN'],
});

export const createInvite = operation({
  name: 'rooms:create-invite',
  summary: 'Make a link that lets people in with one role. The token is shown only in this answer.',
  method: 'POST',
  path: '/api/rooms/:roomId/invites',
  access: 'user',
  allowed: 'host; interviewers',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    roomId: IdSchema,
    role: InviteRoleSchema,
    /** Null: any number of people until it expires. */
    maxUses: z.int().min(LIMITS.inviteUses.min).max(LIMITS.inviteUses.max).nullable().default(1),
    expiresInHours: z.int().min(LIMITS.inviteHours.min).max(LIMITS.inviteHours.max).default(72),
  }),
  output: z.strictObject({ invite: InviteSchema, token: z.string(), url: z.string() }),
  errors: ['ROOM_NOT_FOUND', 'FORBIDDEN', 'TOO_MANY_INVITES'],
});

export const listInvites = operation({
  name: 'rooms:list-invites',
  summary: 'Links of the room that are open, used, expired or revoked.',
  method: 'GET',
  path: '/api/rooms/:roomId/invites',
  access: 'user',
  allowed: 'host; interviewers',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject({ roomId: IdSchema }),
  output: z.strictObject({ invites: z.array(InviteSchema) }),
  errors: ['ROOM_NOT_FOUND', 'FORBIDDEN'],
});

export const revokeInvite = operation({
  name: 'rooms:revoke-invite',
  summary: 'Make a link useless at once. People who came by it stay.',
  method: 'DELETE',
  path: '/api/rooms/:roomId/invites/:inviteId',
  access: 'user',
  allowed: 'host; interviewers',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ roomId: IdSchema, inviteId: IdSchema }),
  output: InviteSchema,
  errors: ['ROOM_NOT_FOUND', 'FORBIDDEN', 'INVITE_NOT_FOUND'],
});

const InviteTokenSchema = z
  .string()
  .min(20)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

export const previewInvite = operation({
  name: 'rooms:preview-invite',
  summary: 'What a link offers, before entering: room, host, role and whether it still works.',
  method: 'GET',
  path: '/api/invites/:token',
  access: 'public',
  allowed: 'anybody with the link',
  transports: ['http'],
  rateLimit: 'sensitive',
  input: z.strictObject({ token: InviteTokenSchema }),
  output: z.strictObject({
    roomName: z.string(),
    hostName: z.string(),
    role: LinkRoleSchema,
    /** The interview a reviewer's link asks to rate; null for a way into the room. */
    interviewId: IdSchema.nullable(),
    state: InviteSchema.shape.state,
    retentionDays: z.int(),
    /** Set when the caller is in the room already and the link need not, or cannot, be used. */
    participation: z.strictObject({ roomId: IdSchema, role: z.enum(ROLES) }).nullable(),
  }),
  errors: ['INVITE_NOT_FOUND'],
});

export const acceptInvite = operation({
  name: 'rooms:accept-invite',
  summary: 'Enter the room with the role of the link. Accepting twice as the same person changes nothing.',
  method: 'POST',
  path: '/api/invites/:token/accept',
  access: 'public',
  allowed: 'anybody with the link',
  transports: ['http'],
  rateLimit: 'sensitive',
  input: z.strictObject({ token: InviteTokenSchema, displayName }),
  output: z.strictObject({
    roomId: IdSchema,
    participant: ParticipantSchema,
    /** Set for a second rater: the interview to rate. */
    interviewId: IdSchema.nullable(),
  }),
  errors: [
    'INVITE_NOT_FOUND',
    'INVITE_EXPIRED',
    'INVITE_USED',
    'INVITE_REVOKED',
    'ROOM_FULL',
    'ROLE_TAKEN',
    'PARTICIPANT_REMOVED',
  ],
});

export const changeRole = operation({
  name: 'rooms:change-role',
  summary: 'Give a person another role; the server applies it to every open socket at once.',
  method: 'PATCH',
  path: '/api/rooms/:roomId/participants/:participantId',
  access: 'user',
  allowed: 'host',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ roomId: IdSchema, participantId: IdSchema, role: InviteRoleSchema }),
  output: ParticipantSchema,
  errors: [
    'ROOM_NOT_FOUND',
    'FORBIDDEN',
    'PARTICIPANT_NOT_FOUND',
    'ROLE_TAKEN',
    'WRONG_PHASE',
    'SCENARIO_SEEN',
  ],
});

export const removeParticipant = operation({
  name: 'rooms:remove-participant',
  summary: 'Remove a person; their sockets and documents close at once. The host may not remove themselves.',
  method: 'DELETE',
  path: '/api/rooms/:roomId/participants/:participantId',
  access: 'user',
  allowed: 'host',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ roomId: IdSchema, participantId: IdSchema }),
  output: z.strictObject({ participantId: IdSchema }),
  errors: ['ROOM_NOT_FOUND', 'FORBIDDEN', 'PARTICIPANT_NOT_FOUND', 'HOST_MUST_STAY'],
});

export const joinRoom = operation({
  name: 'rooms:join',
  summary: 'Subscribe this socket to the room and read its snapshot. Sent again after every reconnect.',
  method: 'POST',
  path: '/api/rooms/:roomId/subscription',
  access: 'user',
  allowed: 'participants, second raters excepted: they know the interviews they rate and no room',
  transports: ['socket'],
  rateLimit: 'read',
  input: z.strictObject({ roomId: IdSchema }),
  output: RoomSnapshotSchema,
  errors: ['ROOM_NOT_FOUND', 'PARTICIPANT_REMOVED', 'FORBIDDEN'],
});

export const ROOM_OPERATIONS = [
  createRoom,
  listRooms,
  getRoom,
  renameRoom,
  createInvite,
  listInvites,
  revokeInvite,
  previewInvite,
  acceptInvite,
  changeRole,
  removeParticipant,
  joinRoom,
] as const;

// ---------------------------------------------------------------- broadcasts

export const roomChanged = broadcast({
  event: 'rooms:changed',
  summary: 'Name, people or rounds of the room changed; replaces them when the revision is newer.',
  payload: z.strictObject({
    room: RoomSchema,
    participants: z.array(ParticipantSchema),
    interviews: z.array(InterviewStubSchema),
    currentInterviewId: IdSchema,
  }),
});

export const presenceChanged = broadcast({
  event: 'rooms:presence-changed',
  summary: 'Who is connected now; never stored.',
  payload: z.strictObject({ roomId: IdSchema, onlineIds: z.array(IdSchema) }),
});

export const membershipChanged = broadcast({
  event: 'rooms:membership-changed',
  summary: 'To one person: your role changed (join again) or you were removed (`role` is null).',
  payload: z.strictObject({ roomId: IdSchema, role: z.enum(ROLES).nullable() }),
});
