import { z } from 'zod';
import { IdSchema, TimeSchema, operation } from './operation.ts';
import { ReviewSchema } from './review.contract.ts';

/**
 * An interview's result as a file. Every format is made from the review the caller gets from `review:get` and from nothing
 * else, so a file holds exactly what its reader may see.
 */

// ---------------------------------------------------------------- entities

export const REPORT_FORMATS = ['pdf', 'markdown', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_FILES = {
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  json: { mediaType: 'application/json; charset=utf-8', extension: 'json' },
} as const satisfies Record<ReportFormat, { mediaType: string; extension: string }>;

/**
 * The JSON file. `version` rises when a field changes its meaning or goes; new fields may come without. Offsets are
 * milliseconds on the interview clock, ratings and means hundredths.
 */
export const ReportFileSchema = z.strictObject({
  format: z.literal('dryrun-report'),
  version: z.literal(1),
  exportedAt: TimeSchema,
  review: ReviewSchema,
});
export type ReportFile = z.infer<typeof ReportFileSchema>;

// ---------------------------------------------------------------- operations

export const exportReport = operation({
  name: 'review:export',
  summary: "The review as a file: PDF, Markdown, CSV or JSON, each of the caller's own view.",
  method: 'GET',
  path: '/api/interviews/:interviewId/report/:format',
  access: 'user',
  allowed: 'participants of the room, each for the view they have',
  transports: ['http'],
  rateLimit: 'file',
  input: z.strictObject({
    interviewId: IdSchema,
    format: z.enum(REPORT_FORMATS),
    /** IANA name dates are written for; UTC when it is left out or not known here. */
    timeZone: z.string().max(64).optional(),
  }),
  output: z.strictObject({}),
  files: Object.values(REPORT_FILES).map(({ mediaType }) => mediaType),
  errors: ['INTERVIEW_NOT_FOUND', 'REVIEW_NOT_READY', 'UNAVAILABLE'],
});

export const REPORT_OPERATIONS = [exportReport] as const;
