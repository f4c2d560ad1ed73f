import { z } from 'zod';
import { FORMATS, FRAMEWORKS, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';

/**
 * What an interview is at one moment: `preparing -> lobby -> running -> rating -> revealed -> closed`.
 * Stored as JSON with the interview and sent to clients; the rules that move it are in `interview-machine.ts`.
 * All `...At` are epoch milliseconds on the server's clock; all `...Ms` are durations.
 */

/** Every phase either framework can have: the bookends, the seven steps, and the four phases that gather them. */
export const PHASE_IDS = [
  'intro',
  ...STEPS,
  'requirements',
  'framing',
  'architecture',
  'deep-dive',
  'wrap',
] as const;
export type PhaseId = (typeof PHASE_IDS)[number];

/** One stretch of the interview as the rail shows it. Score and expectations always use `steps`. */
export const PhaseSchema = z.strictObject({
  id: z.enum(PHASE_IDS),
  /** Steps whose guide belongs to this phase; empty for the bookends. */
  steps: z.array(z.enum(STEPS)),
  budgetMs: z.int().min(0),
});
export type Phase = z.infer<typeof PhaseSchema>;

/** A phase of a running or ended interview with the time it got. */
export const PhaseProgressSchema = PhaseSchema.extend({
  /** Added by the interviewer during the interview. */
  extendedMs: z.int().min(0),
  /** Time spent here in earlier stays, pauses excluded; the current stay is added by `phaseSpentMs`. */
  spentMs: z.int().min(0),
});
export type PhaseProgress = z.infer<typeof PhaseProgressSchema>;

export const InterviewClockSchema = z.strictObject({
  startedAt: z.int(),
  /** Sum of the pauses that have ended. */
  pausedMs: z.int().min(0),
  /** Set while paused. */
  pausedAt: z.int().nullable(),
});
export type InterviewClock = z.infer<typeof InterviewClockSchema>;

export const InterviewStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('preparing') }),
  z.strictObject({ status: z.literal('lobby'), readyIds: z.array(z.string()) }),
  z.strictObject({
    status: z.literal('running'),
    clock: InterviewClockSchema,
    phases: z.array(PhaseProgressSchema).min(1),
    phaseIndex: z.int().min(0),
    /** Interview clock when the current phase was (last) entered. */
    phaseEnteredMs: z.int().min(0),
  }),
  z.strictObject({
    status: z.literal('rating'),
    durationMs: z.int().min(0),
    phases: z.array(PhaseProgressSchema),
    /** Forms are opened at this time even if one is missing. */
    deadlineAt: z.int(),
  }),
  z.strictObject({
    status: z.literal('revealed'),
    durationMs: z.int().min(0),
    phases: z.array(PhaseProgressSchema),
    revealedAt: z.int(),
  }),
  z.strictObject({
    status: z.literal('closed'),
    durationMs: z.int().min(0),
    phases: z.array(PhaseProgressSchema),
    revealedAt: z.int(),
    closedAt: z.int(),
  }),
]);
export type InterviewState = z.infer<typeof InterviewStateSchema>;
export type InterviewStatus = InterviewState['status'];

/** What the interviewer chooses while `preparing`. */
export const InterviewSetupSchema = z.strictObject({
  scenarioId: z.string().nullable(),
  level: z.enum(LEVELS),
  format: z.enum(FORMATS),
  framework: z.enum(FRAMEWORKS),
  /** Put the scenario's starter board on the canvas at the start, where it has one. */
  useStarterBoard: z.boolean(),
});
export type InterviewSetup = z.infer<typeof InterviewSetupSchema>;
