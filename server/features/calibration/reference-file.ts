/**
 * A reference interview as it is written: `references/<id>.yaml`. Times are on the interview clock, places on the board are
 * columns and rows of a lane. Everything about what the authors thought of it stands under `ratings`, apart from the rest.
 */
import { z } from 'zod';
import { MomentIdSchema } from '#shared/contracts/calibration.contract.ts';
import { ScenarioItemIdSchema } from '#shared/contracts/operation.ts';
import { ScenarioIdSchema, ScenarioVersionSchema } from '#shared/contracts/scenario-format.contract.ts';
import { FLOWS } from '#shared/domain/board-model.ts';
import { PHASE_IDS } from '#shared/domain/interview-state.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { NOT_ASSESSED_REASONS, RATINGS } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS, HINT_RUNGS, HINT_UPTAKES, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';

/** `12:05` on the interview clock. */
const ClockSchema = z.string().regex(/^\d{1,2}:[0-5]\d$/);
const sentence = z.string().trim().min(1).max(1_000);
const moment = { id: MomentIdSchema, at: ClockSchema };

export const MomentFileSchema = z.union([
  z.strictObject({ ...moment, phase: z.enum(PHASE_IDS) }),
  z.strictObject({ ...moment, candidate: sentence }),
  z.strictObject({ ...moment, interviewer: sentence }),
  z.strictObject({ ...moment, drew: sentence }),
  /** Id of a reveal, a probe or a hint of the scenario; their texts are the scenario's. */
  z.strictObject({ ...moment, reveal: ScenarioItemIdSchema }),
  z.strictObject({ ...moment, probe: ScenarioItemIdSchema }),
  z.strictObject({
    ...moment,
    hint: ScenarioItemIdSchema,
    rung: z.enum(HINT_RUNGS),
    uptake: z.enum(HINT_UPTAKES),
  }),
]);
export type MomentFile = z.infer<typeof MomentFileSchema>;

const name = z.string().regex(/^[a-z][a-z0-9_]{1,24}$/);
/** Column and row within the lane, from 0. */
const place = z.tuple([z.int().min(0).max(6), z.int().min(0).max(4)]);

export const BoardFileSchema = z.strictObject({
  title: z.string().min(1).max(120),
  nodes: z
    .array(
      z.strictObject({
        name,
        kind: z.enum(COMPONENT_KINDS),
        lane: z.enum(['offline', 'online']),
        place,
        label: z.string().min(1).max(80),
        qualifiers: z
          .record(z.string().regex(/^[a-z][a-z0-9_]{1,15}$/), z.string().min(1).max(40))
          .optional(),
      }),
    )
    .min(1),
  flows: z.array(
    z.strictObject({
      from: name,
      to: name,
      flow: z.enum(FLOWS),
      label: z.string().max(80).optional(),
    }),
  ),
});
export type BoardFile = z.infer<typeof BoardFileSchema>;

/** Notes under the headings of the seven-step template. A line that begins with `[x]` or `[ ]` is an item of a checklist. */
export const NotesFileSchema = z.array(
  z.strictObject({ section: z.enum(STEPS), lines: z.array(sentence).min(1) }),
);
export type NotesFile = z.infer<typeof NotesFileSchema>;

export const ReferenceRatingFileSchema = z
  .strictObject({
    rating: z.literal(RATINGS).nullable(),
    not_assessed: z.enum(NOT_ASSESSED_REASONS).optional(),
    /** Why this rating, in the words of the behaviour it stands for. */
    reason: sentence,
    moments: z.array(MomentIdSchema).min(1),
    /** What kept it from the rating above. */
    boundary: sentence,
  })
  .refine((row) => (row.rating === null) === (row.not_assessed !== undefined), {
    error: 'a dimension is rated or not assessed with a reason',
  });

export const ReferenceFileSchema = z.strictObject({
  id: ScenarioIdSchema,
  version: ScenarioVersionSchema,
  /** Plainly what it is: written by the authors of the product, not recorded. */
  origin: z.literal('scripted example'),
  scenario: z.strictObject({ id: ScenarioIdSchema, version: ScenarioVersionSchema }),
  level: z.enum(LEVELS),
  rubric: z.string(),
  /** Length of the interview. */
  ends: ClockSchema,
  /** Figures of the scenario's worksheet that the candidate quotes, by line, to be checked against it. */
  quotes: z.array(z.strictObject({ line: z.string(), value: z.number(), moment: MomentIdSchema })),
  board: BoardFileSchema,
  notes: NotesFileSchema,
  moments: z.array(MomentFileSchema).min(30),
  ratings: z.record(z.enum(DIMENSIONS), ReferenceRatingFileSchema),
});
export type ReferenceFile = z.infer<typeof ReferenceFileSchema>;

/** `12:05` in milliseconds. */
export function clockMs(clock: string): number {
  const [minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return (minutes * 60 + seconds) * 1_000;
}
