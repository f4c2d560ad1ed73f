import { z } from 'zod';
import { PhaseProgressSchema, type PhaseProgress } from '#shared/domain/interview-state.ts';
import type { ScenarioRun } from '#shared/domain/item-statistics.ts';
import type { GuideProgress } from '#shared/domain/timeline.ts';
import { HINT_RUNGS, HINT_UPTAKES, type Level } from '#shared/domain/vocabulary.ts';

/** What of one interview the statistics of its scenario count: the items of the guide, and the time each phase took. */
export const InterviewItemsSchema = z.strictObject({
  ticked: z.array(z.string()),
  redFlags: z.array(z.string()),
  hints: z.array(
    z.strictObject({ id: z.string(), rung: z.enum(HINT_RUNGS), uptake: z.enum(HINT_UPTAKES).nullable() }),
  ),
  phases: z.array(PhaseProgressSchema),
});
export type InterviewItems = z.infer<typeof InterviewItemsSchema>;

/** Picks them from what stands at the end. Hints that were voided were never given. */
export function toInterviewItems(progress: GuideProgress, phases: readonly PhaseProgress[]): InterviewItems {
  return {
    ticked: [...progress.ticked.keys()],
    redFlags: [...progress.redFlags.keys()],
    hints: progress.hints
      .filter(({ voidedReason }) => voidedReason === null)
      .map(({ hintId, rung, uptake }) => ({ id: hintId, rung, uptake })),
    phases: phases.map(({ id, steps, budgetMs, extendedMs, spentMs }) => ({
      id,
      steps,
      budgetMs,
      extendedMs,
      spentMs,
    })),
  };
}

/** The interview as item statistics count it. When something happened is not kept, and not counted. */
export function toScenarioRun(level: Level, items: InterviewItems): ScenarioRun {
  const atStart = (ids: readonly string[]) => new Map(ids.map((id) => [id, 0]));
  return {
    level,
    phases: items.phases,
    progress: {
      ticked: atStart(items.ticked),
      redFlags: atStart(items.redFlags),
      hints: items.hints.map(({ id, rung, uptake }, index) => ({
        eventId: String(index),
        hintId: id,
        rung,
        uptake,
        offsetMs: 0,
        voidedReason: null,
      })),
      askedProbes: new Map(),
      askedAbout: new Map(),
      curveballs: new Map(),
      tradeOffs: new Map(),
      worksheet: new Map(),
      deepDives: new Set(),
    },
  };
}
