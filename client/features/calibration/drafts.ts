import { z } from 'zod';
import { MomentIdSchema } from '#shared/contracts/calibration.contract.ts';
import { NOT_ASSESSED_REASONS, RATINGS } from '#shared/domain/rubric-config.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { createPreference } from '#client/platform/preferences.ts';

const DraftSchema = z.strictObject({
  rating: z.literal(RATINGS).nullable(),
  notAssessed: z.enum(NOT_ASSESSED_REASONS).nullable(),
  moments: z.array(MomentIdSchema),
  words: z.string(),
});
/** A rating that is not locked yet. It stays on this device until it is. */
export type Draft = z.infer<typeof DraftSchema>;

export const EMPTY_DRAFT: Draft = { rating: null, notAssessed: null, moments: [], words: '' };

const DraftsSchema = z.record(z.string(), DraftSchema);
type Drafts = z.infer<typeof DraftsSchema>;

/** By run and dimension. */
export const draftsPreference = createPreference<Drafts>(
  'calibration-drafts',
  (value): value is Drafts => DraftsSchema.safeParse(value).success,
  {},
);

export function draftKey(runId: string, dimension: Dimension): string {
  return `${runId}.${dimension}`;
}

export function writeDraft(key: string, draft: Draft): void {
  draftsPreference.set({ ...draftsPreference.getSnapshot(), [key]: draft });
}

export function dropDraft(key: string): void {
  const { [key]: _gone, ...others } = draftsPreference.getSnapshot();
  draftsPreference.set(others);
}
