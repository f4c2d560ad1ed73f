import type {
  Expectation,
  HintLadder,
  Probe,
  RedFlag,
  StepGuide,
} from '#shared/contracts/scenario-format.contract.ts';
import type { PhaseProgress } from './interview-state.ts';
import { LEVELS, type Dimension, type Level, type Step } from './vocabulary.ts';

/** The parts of a scenario's guide that statistics and reports count. `ScenarioInterviewerPart` fits as it is. */
export interface CountedGuide {
  readonly steps: readonly StepGuide[];
}

/** An item of the guide with the step it belongs to. */
export interface InStep<Item> {
  readonly step: Step;
  readonly item: Item;
}

/** Expectations of a level, those of lower levels included: a senior candidate also needs the items of mid. */
export function expectationsAt(guide: CountedGuide, level: Level): InStep<Expectation>[] {
  const levels = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  return guide.steps.flatMap(({ step, expect }) =>
    levels.flatMap((each) => expect[each].map((item) => ({ step, item }))),
  );
}

/** Probes of a level and below. */
export function probesAt(guide: CountedGuide, level: Level): InStep<Probe>[] {
  return guide.steps.flatMap(({ step, probes }) =>
    probes
      .filter(({ from }) => LEVELS.indexOf(from) <= LEVELS.indexOf(level))
      .map((item) => ({ step, item })),
  );
}

export function hintLadders(guide: CountedGuide): InStep<HintLadder>[] {
  return guide.steps.flatMap(({ step, hints }) => hints.map((item) => ({ step, item })));
}

export function redFlags(guide: CountedGuide): InStep<RedFlag>[] {
  return guide.steps.flatMap(({ step, red_flags }) => red_flags.map((item) => ({ step, item })));
}

/** How many expectations of a level exercise each dimension. */
export function countExpectations(guide: CountedGuide, level: Level): Map<Dimension, number> {
  const counts = new Map<Dimension, number>();
  for (const { item } of expectationsAt(guide, level)) counts.set(item.dim, (counts.get(item.dim) ?? 0) + 1);
  return counts;
}

/** Steps whose guide was open for some time. */
export function reachedSteps(phases: readonly PhaseProgress[]): Set<Step> {
  return new Set(phases.filter(({ spentMs }) => spentMs > 0).flatMap(({ steps }) => steps));
}
