import { expectationsAt, hintLadders, reachedSteps, redFlags, type CountedGuide } from './guide-items.ts';
import { PHASE_IDS, type PhaseId, type PhaseProgress } from './interview-state.ts';
import type { GuideProgress } from './timeline.ts';
import type { Dimension, HintRung, HintUptake, Level, Step } from './vocabulary.ts';

/**
 * How the items of one scenario fare over many interviews, for those who keep the scenario. Counts only, nothing that
 * leads back to a person; whoever had no chance at an item (level, step not reached) is not counted for it.
 */

/** One finished interview with the scenario version the guide is of. */
export interface ScenarioRun {
  readonly level: Level;
  readonly phases: readonly PhaseProgress[];
  /** Folded from the guide events. */
  readonly progress: GuideProgress;
}

/** Interviews in which an item was in play before it is called out. */
export const MIN_RUNS = 10;

export interface ExpectationStatistics {
  readonly expectationId: string;
  readonly step: Step;
  readonly dimension: Dimension;
  readonly isCore: boolean;
  /** Interviews of its level or above that reached its step. */
  readonly inPlay: number;
  readonly met: number;
  /** Met by nobody in ten or more interviews: too hard, unclear, or never asked for. */
  readonly isNeverMet: boolean;
}

export interface HintStatistics {
  readonly hintId: string;
  readonly expectationId: string;
  readonly step: Step;
  readonly inPlay: number;
  /** Interviews in which any rung was given; voided hints are left out. */
  readonly given: number;
  readonly byRung: Readonly<Record<HintRung, number>>;
  readonly byUptake: Readonly<Record<HintUptake | 'unmarked', number>>;
  /** Given in each of ten or more interviews: the prompt leaves something out. */
  readonly isAlwaysUsed: boolean;
}

export interface PhaseTime {
  readonly phaseId: PhaseId;
  /** Interviews that entered the phase, and that had it in their plan. */
  readonly reached: number;
  readonly planned: number;
  /** Over the interviews that reached it, ms; null below ten. Lower quartile, median, upper quartile. */
  readonly spentMs: { readonly lower: number; readonly median: number; readonly upper: number } | null;
  /** Mean budget with extensions left out, ms. */
  readonly budgetMs: number;
  /** Interviews that spent more than budget and extensions. */
  readonly overBudget: number;
}

export interface RedFlagStatistics {
  readonly redFlagId: string;
  readonly step: Step;
  readonly dimension: Dimension;
  readonly inPlay: number;
  readonly marked: number;
}

export interface ItemStatistics {
  readonly runs: number;
  /** False below ten interviews: counts may be shown, conclusions not. */
  readonly isEnough: boolean;
  readonly expectations: readonly ExpectationStatistics[];
  readonly hints: readonly HintStatistics[];
  readonly times: readonly PhaseTime[];
  readonly redFlags: readonly RedFlagStatistics[];
}

/** Statistics of one version of a scenario, items in the order of the guide. */
export function itemStatistics(guide: CountedGuide, runs: readonly ScenarioRun[]): ItemStatistics {
  const reached = runs.map((run) => ({ run, steps: reachedSteps(run.phases) }));
  const runsAt = (step: Step): ScenarioRun[] =>
    reached.filter(({ steps }) => steps.has(step)).map(({ run }) => run);
  const expectedAt = new Map(
    runs.map(({ level }) => [level, new Set(expectationsAt(guide, level).map(({ item }) => item.id))]),
  );
  const isExpected = (level: Level, expectationId: string): boolean =>
    expectedAt.get(level)?.has(expectationId) ?? false;

  return {
    runs: runs.length,
    isEnough: runs.length >= MIN_RUNS,
    expectations: expectationsAt(guide, 'staff').map(({ item, step }) => {
      const inPlay = runsAt(step).filter(({ level }) => isExpected(level, item.id));
      const met = inPlay.filter(({ progress }) => progress.ticked.has(item.id)).length;
      return {
        expectationId: item.id,
        step,
        dimension: item.dim,
        isCore: item.core ?? false,
        inPlay: inPlay.length,
        met,
        isNeverMet: inPlay.length >= MIN_RUNS && met === 0,
      };
    }),
    hints: hintLadders(guide).map(({ item, step }) => {
      const inPlay = runsAt(step).filter(({ level }) => isExpected(level, item.expects));
      const given = inPlay
        .map(({ progress }) =>
          progress.hints.filter(({ hintId, voidedReason }) => hintId === item.id && voidedReason === null),
        )
        .filter(({ length }) => length > 0);
      const all = given.flat();
      const withRung = (rung: HintRung) => all.filter((hint) => hint.rung === rung).length;
      const withUptake = (uptake: HintUptake | null) => all.filter((hint) => hint.uptake === uptake).length;
      return {
        hintId: item.id,
        expectationId: item.expects,
        step,
        inPlay: inPlay.length,
        given: given.length,
        byRung: { nudge: withRung('nudge'), pointer: withRung('pointer'), reveal: withRung('reveal') },
        byUptake: {
          used: withUptake('used'),
          partly: withUptake('partly'),
          ignored: withUptake('ignored'),
          unmarked: withUptake(null),
        },
        isAlwaysUsed: inPlay.length >= MIN_RUNS && given.length === inPlay.length,
      };
    }),
    times: PHASE_IDS.flatMap((phaseId) => phaseTime(phaseId, runs) ?? []),
    redFlags: redFlags(guide).map(({ item, step }) => {
      const inPlay = runsAt(step);
      return {
        redFlagId: item.id,
        step,
        dimension: item.dim,
        inPlay: inPlay.length,
        marked: inPlay.filter(({ progress }) => progress.redFlags.has(item.id)).length,
      };
    }),
  };
}

function phaseTime(phaseId: PhaseId, runs: readonly ScenarioRun[]): PhaseTime | null {
  const planned = runs.flatMap(({ phases }) => phases.filter(({ id }) => id === phaseId));
  if (planned.length === 0) return null;
  const reached = planned.filter(({ spentMs }) => spentMs > 0);
  const spent = reached.map(({ spentMs }) => spentMs).sort((a, b) => a - b);
  return {
    phaseId,
    reached: reached.length,
    planned: planned.length,
    spentMs:
      spent.length < MIN_RUNS
        ? null
        : { lower: quantile(spent, 0.25), median: quantile(spent, 0.5), upper: quantile(spent, 0.75) },
    budgetMs: planned.reduce((sum, { budgetMs }) => sum + budgetMs, 0) / planned.length,
    overBudget: reached.filter(({ spentMs, budgetMs, extendedMs }) => spentMs > budgetMs + extendedMs).length,
  };
}

/** Linear between the two nearest of an ascending list that is not empty (type 7 of Hyndman & Fan 1996). */
function quantile(ascending: readonly number[], share: number): number {
  const at = (ascending.length - 1) * share;
  const below = ascending[Math.floor(at)] ?? 0;
  const above = ascending[Math.ceil(at)] ?? 0;
  return below + (above - below) * (at - Math.floor(at));
}
