import { z } from 'zod';
import { LIMITS } from '#shared/limits.ts';
import { PublicSetupSchema } from './interviews.contract.ts';
import { IdSchema, TimeSchema, operation } from './operation.ts';
import {
  CandidateResultSchema,
  HintSummarySchema,
  ReviewBoardSchema,
  SelfReviewSchema,
  SharedEvidenceSchema,
} from './review.contract.ts';
import { PhaseProgressSchema } from '#shared/domain/interview-state.ts';

/**
 * Links that let anybody read one part of an ended interview without a login. What is read is made at that moment from what the
 * maker of the link may see, so a link never shows more than its maker's own review, and nothing once they have left.
 */

// ---------------------------------------------------------------- entities

export const SHARE_PARTS = ['board', 'report'] as const;
export type SharePart = (typeof SHARE_PARTS)[number];

export const ShareSchema = z.strictObject({
  id: IdSchema,
  part: z.enum(SHARE_PARTS),
  showsName: z.boolean(),
  /** The caller made it; else it is somebody else's link to the caller's own interview. */
  isOwn: z.boolean(),
  createdAt: TimeSchema,
  expiresAt: TimeSchema,
  state: z.enum(['open', 'expired', 'revoked']),
});
export type Share = z.infer<typeof ShareSchema>;

const sharedFields = {
  state: z.literal('open'),
  title: z.string(),
  setup: PublicSetupSchema,
  startedAt: TimeSchema.nullable(),
  expiresAt: TimeSchema,
  /** Who made the link; a name only if they chose to show their own. Nobody else is ever named. */
  sharedBy: z.strictObject({ role: z.enum(['candidate', 'interviewer']), name: z.string().nullable() }),
};

export const SharedBoardSchema = z.strictObject({
  part: z.literal('board'),
  ...sharedFields,
  board: ReviewBoardSchema,
});
export type SharedBoard = z.infer<typeof SharedBoardSchema>;

/**
 * The candidate's result. Left out on purpose: names and ids of people and room, what was said about the interviewer, the
 * notes two people wrote, and the debrief, which would give the case away.
 */
export const SharedReportSchema = z.strictObject({
  part: z.literal('report'),
  ...sharedFields,
  durationMs: z.int().min(0),
  result: CandidateResultSchema.nullable(),
  evidence: z.array(SharedEvidenceSchema.omit({ id: true, authorName: true })),
  hints: z.array(HintSummarySchema),
  self: SelfReviewSchema.nullable(),
  phases: z.array(PhaseProgressSchema),
  board: ReviewBoardSchema,
});
export type SharedReport = z.infer<typeof SharedReportSchema>;

export const SharedSchema = z.union([
  SharedBoardSchema,
  SharedReportSchema,
  z.strictObject({ state: z.enum(['expired', 'revoked']) }),
]);
export type Shared = z.infer<typeof SharedSchema>;

// ---------------------------------------------------------------- operations

const byInterview = { interviewId: IdSchema };

export const createShare = operation({
  name: 'sharing:create',
  summary:
    'Make a link to one part. The token is shown only in this answer; a retry with the same id makes a new token in its place.',
  method: 'POST',
  path: '/api/interviews/:interviewId/shares',
  access: 'user',
  allowed: 'the candidate; interviewers for the board alone',
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({
    ...byInterview,
    shareId: IdSchema,
    part: z.enum(SHARE_PARTS),
    expiresInDays: z.int().min(LIMITS.shareDays.min).max(LIMITS.shareDays.max).default(14),
    /** Shows the caller's own name on the page. */
    showsName: z.boolean().default(false),
  }),
  output: z.strictObject({ share: ShareSchema, token: z.string(), url: z.string() }),
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'REVIEW_NOT_READY', 'TOO_MANY_SHARES'],
});

export const listShares = operation({
  name: 'sharing:list',
  summary:
    'What the caller may share, and their own links; to the candidate every link to their interview. Newest first.',
  method: 'GET',
  path: '/api/interviews/:interviewId/shares',
  access: 'user',
  allowed: 'participants of the room',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({ parts: z.array(z.enum(SHARE_PARTS)), shares: z.array(ShareSchema) }),
  errors: ['INTERVIEW_NOT_FOUND'],
});

export const revokeShare = operation({
  name: 'sharing:revoke',
  summary: 'Make a link show nothing from now on. Revoking twice changes nothing.',
  method: 'DELETE',
  path: '/api/interviews/:interviewId/shares/:shareId',
  access: 'user',
  allowed: 'whoever made it; the candidate',
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, shareId: IdSchema }),
  output: ShareSchema,
  errors: ['INTERVIEW_NOT_FOUND', 'FORBIDDEN', 'SHARE_NOT_FOUND'],
});

export const readShared = operation({
  name: 'sharing:read',
  summary: 'What a link shows now, or that it has expired or was revoked.',
  method: 'GET',
  path: '/api/shared/:token',
  access: 'public',
  allowed: 'anybody with the link',
  transports: ['http'],
  rateLimit: 'sensitive',
  input: z.strictObject({
    token: z
      .string()
      .min(20)
      .max(64)
      .regex(/^[A-Za-z0-9_-]+$/),
  }),
  output: SharedSchema,
  errors: ['SHARE_NOT_FOUND'],
});

export const SHARING_OPERATIONS = [createShare, listShares, revokeShare, readShared] as const;
