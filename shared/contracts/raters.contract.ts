import { z } from 'zod';
import { LEVELS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { IdSchema, TimeSchema, operation } from './operation.ts';

// ---------------------------------------------------------------- entities

/**
 * One second rating as those who asked for it see it. `isSubmitted` is null for everybody who may not know yet: whether
 * somebody has rated is sealed like the rating itself.
 */
export const AssignedRaterSchema = z.strictObject({
  id: IdSchema,
  /** Null while the link has not been followed, and for a candidate who did not ask this person themselves. */
  displayName: z.string().nullable(),
  /** The link was followed, or the person was asked directly. */
  isTaken: z.boolean(),
  dueAt: TimeSchema,
  createdAt: TimeSchema,
  isSubmitted: z.boolean().nullable(),
});
export type AssignedRater = z.infer<typeof AssignedRaterSchema>;

/** Somebody met in an earlier room; `id` is their place in the newest room shared with the caller. */
export const ContactSchema = z.strictObject({
  id: IdSchema,
  displayName: z.string(),
  metIn: z.string(),
  metAt: TimeSchema,
});
export type Contact = z.infer<typeof ContactSchema>;

/** One rating the caller was asked for. */
export const QueueItemSchema = z.strictObject({
  id: IdSchema,
  interviewId: IdSchema,
  roomName: z.string(),
  askedBy: z.string(),
  scenarioTitle: z.string().nullable(),
  level: z.enum(LEVELS),
  endedAt: TimeSchema.nullable(),
  dueAt: TimeSchema,
  status: z.enum(['open', 'started', 'submitted']),
  /** The forms are opened: once the own rubric is in, the comparison can be read. */
  isRevealed: z.boolean(),
});
export type QueueItem = z.infer<typeof QueueItemSchema>;

// ---------------------------------------------------------------- operations

const byInterview = { interviewId: IdSchema };
const askers = 'interviewers of the interview and the host of the room';

export const listRaters = operation({
  name: 'raters:list',
  summary: 'Second ratings that were asked for.',
  method: 'GET',
  path: '/api/interviews/:interviewId/raters',
  access: 'user',
  allowed: askers,
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({ raters: z.array(AssignedRaterSchema) }),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN'],
});

export const listContacts = operation({
  name: 'raters:list-contacts',
  summary: 'People the caller shared a room with who can be asked to rate this interview, newest first.',
  method: 'GET',
  path: '/api/interviews/:interviewId/rater-contacts',
  access: 'user',
  allowed: askers,
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({ contacts: z.array(ContactSchema) }),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN'],
});

export const assignRater = operation({
  name: 'raters:assign',
  summary:
    'Ask for a second rating once the interview is over: by a link for one person, or of somebody met before. Sent again with the same id it changes nothing, except that a link not followed yet is replaced by a new one.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/raters/:assignmentId',
  access: 'user',
  allowed: askers,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    ...byInterview,
    assignmentId: IdSchema,
    /** A contact; null makes a link. */
    contactId: IdSchema.nullable(),
    dueAt: TimeSchema,
  }),
  /** `url` is shown only in this answer; null for a contact. */
  output: z.strictObject({ rater: AssignedRaterSchema, url: z.string().nullable() }),
  errors: [
    'INTERVIEW_NOT_FOUND',
    'FORBIDDEN',
    'WRONG_PHASE',
    'PARTICIPANT_NOT_FOUND',
    'RATER_NOT_BLIND',
    'TOO_MANY_RATERS',
    'VALIDATION_FAILED',
  ],
});

export const withdrawRater = operation({
  name: 'raters:withdraw',
  summary:
    'Take a request back. What was handed in already stays and counts; whoever may know of it is refused instead.',
  method: 'DELETE',
  path: '/api/interviews/:interviewId/raters/:assignmentId',
  access: 'user',
  allowed: askers,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, assignmentId: IdSchema }),
  output: z.strictObject({ assignmentId: IdSchema }),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'ASSIGNMENT_NOT_FOUND', 'FORM_SUBMITTED'],
});

export const listQueue = operation({
  name: 'raters:list-queue',
  summary: 'Ratings the caller was asked for: open ones first, by due date.',
  method: 'GET',
  path: '/api/rating-queue',
  access: 'user',
  allowed: 'anybody signed in, guests too',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: z.strictObject({ items: z.array(QueueItemSchema).max(LIMITS.listPage) }),
  errors: [],
});

export const declineRating = operation({
  name: 'raters:decline',
  summary: 'Turn a request down. The interview is closed to the caller from then on.',
  method: 'POST',
  path: '/api/interviews/:interviewId/raters/decline',
  access: 'user',
  allowed: 'a reviewer who has not handed in',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: z.strictObject(byInterview),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'FORM_SUBMITTED'],
});

export const RATER_OPERATIONS = [
  listRaters,
  listContacts,
  assignRater,
  withdrawRater,
  listQueue,
  declineRating,
] as const;
