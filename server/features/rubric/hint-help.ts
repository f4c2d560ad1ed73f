import type { Interview } from '#prisma/generated/client.ts';
import type { DimensionHelp } from '#shared/contracts/rubric.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { RubricConfig } from '#shared/domain/rubric-config.ts';
import { byDimension, hintCeiling, hintUnitsOf } from '#shared/domain/rubric-score.ts';
import { foldGuideActs, type GivenHint } from '#shared/domain/timeline.ts';
import { LEVELS, type Dimension, type Level } from '#shared/domain/vocabulary.ts';
import type { InterviewSource, ScenarioSource } from './interview-source.ts';

/** A hint that counts, with the dimension of the expectation it helps with. */
export interface CountedHint extends GivenHint {
  readonly dimension: Dimension;
}

/** Hints given and not voided, in time order. Empty before a scenario is pinned. */
export async function listCountedHints(
  deps: { interviews: Pick<InterviewSource, 'readTimeline'>; scenarios: ScenarioSource },
  interview: Pick<Interview, 'id' | 'scenarioId' | 'scenarioVersion'>,
): Promise<CountedHint[]> {
  if (interview.scenarioId === null || interview.scenarioVersion === null) return [];
  const timeline = await deps.interviews.readTimeline(interview.id);
  const guideEvents = timeline.flatMap((entry) => (entry.audience === 'guides' ? [entry.event] : []));
  const hints = foldGuideActs(guideEvents).hints.filter((hint) => hint.voidedReason === null);
  // Without a hint there is nothing to look up, so an old version that is gone does no harm.
  if (hints.length === 0) return [];
  const dimensionOf = toHintDimensions(
    await deps.scenarios.get({ id: interview.scenarioId, version: interview.scenarioVersion }),
  );
  return hints
    .flatMap((hint) => {
      const dimension = dimensionOf.get(hint.hintId);
      return dimension ? [{ ...hint, dimension }] : [];
    })
    .sort((a, b) => a.offsetMs - b.offsetMs);
}

/** Help per dimension with the ceiling it sets. */
export function toHelp(
  config: RubricConfig,
  input: { level: Level; hints: readonly CountedHint[] },
): Record<Dimension, DimensionHelp> {
  return byDimension((dimension) => {
    const hints = input.hints.filter((hint) => hint.dimension === dimension);
    const units = hintUnitsOf(
      config,
      hints.map(({ rung }) => rung),
    );
    return {
      units,
      ceiling: hintCeiling(config, { level: input.level, units }),
      hints: hints.map(({ rung, uptake, offsetMs }) => ({ rung, uptake, offsetMs })),
    };
  });
}

function toHintDimensions({ interviewer }: Scenario): Map<string, Dimension> {
  const expectations = [
    ...interviewer.steps.flatMap(({ expect }) => LEVELS.flatMap((level) => expect[level])),
    ...interviewer.curveballs.flatMap(({ expects }) => expects),
  ];
  const dimensionOf = new Map(expectations.map(({ id, dim }) => [id, dim]));
  return new Map(
    interviewer.steps
      .flatMap(({ hints }) => hints)
      .flatMap(({ id, expects }) => {
        const dimension = dimensionOf.get(expects);
        return dimension ? [[id, dimension] as const] : [];
      }),
  );
}
