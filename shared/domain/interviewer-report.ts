import { expectationsAt, hintLadders, probesAt, reachedSteps, type CountedGuide } from './guide-items.ts';
import type { PhaseId, PhaseProgress } from './interview-state.ts';
import { foldGuideActs, type GivenHint, type GuideEvent } from './timeline.ts';
import type { Dimension, HintRung, Level, Step } from './vocabulary.ts';

/**
 * What the record of one interview says about the interviewing, for the interviewer. Observations to think about:
 * there is no score, and a missed probe may have been the right choice.
 */

export interface HintInReport extends GivenHint {
  readonly step: Step | null;
  readonly expectationId: string | null;
  readonly dimension: Dimension | null;
}

export interface PhaseInReport {
  readonly phaseId: PhaseId;
  readonly budgetMs: number;
  readonly extendedMs: number;
  readonly spentMs: number;
  /** Never entered; left with less than half of its budget; longer than budget and extensions; otherwise as planned. */
  readonly outcome: 'not_reached' | 'cut_short' | 'over' | 'as_planned';
}

export interface InterviewerReport {
  /** In the order given; voided ones are there with their reason. */
  readonly hints: readonly HintInReport[];
  /** Without voided ones. */
  readonly hintCounts: Readonly<Record<HintRung, number>>;
  readonly phases: readonly PhaseInReport[];
  /** Probes of the level that belong to a step that was reached and were not asked. */
  readonly probesMissed: readonly {
    readonly probeId: string;
    readonly step: Step;
    readonly dimension: Dimension;
  }[];
  readonly probesAsked: number;
  /** Core expectations the candidate had no opening for, with why. */
  readonly neverOpened: readonly {
    readonly expectationId: string;
    readonly step: Step;
    readonly dimension: Dimension;
    readonly reason: 'step_not_reached' | 'not_touched';
  }[];
  /** Core expectations of the level. */
  readonly coreExpectations: number;
}

/** Share of a phase's budget below which leaving it counts as cutting it: half of the plan was not carried out. */
const CUT_SHARE = { numerator: 1, denominator: 2 } as const;

/**
 * The report of one ended interview, from its guide events (oldest first), its phases and the guide of its scenario
 * version. A core expectation counts as opened when it was ticked, when a standing hint led to it, or when a probe on the
 * same dimension was asked in its step.
 */
export function interviewerReport(input: {
  readonly guide: CountedGuide;
  readonly level: Level;
  readonly phases: readonly PhaseProgress[];
  readonly events: readonly GuideEvent[];
}): InterviewerReport {
  const { guide, level, phases } = input;
  const { ticked, askedProbes, hints } = foldGuideActs(input.events);
  const steps = reachedSteps(phases);
  const ladders = new Map(hintLadders(guide).map((entry) => [entry.item.id, entry]));
  // A hint may lead to an expectation above the level; it is still known by the whole guide.
  const dimensions = new Map(expectationsAt(guide, 'staff').map(({ item }) => [item.id, item.dim]));
  const standing = hints.filter(({ voidedReason }) => voidedReason === null);
  const hinted = new Set(standing.flatMap(({ hintId }) => ladders.get(hintId)?.item.expects ?? []));
  const probes = probesAt(guide, level);
  const probed = new Set(
    probes.filter(({ item }) => askedProbes.has(item.id)).map(({ step, item }) => `${step} ${item.dim}`),
  );
  const core = expectationsAt(guide, level).filter(({ item }) => item.core === true);
  const countRung = (rung: HintRung): number => standing.filter((hint) => hint.rung === rung).length;
  return {
    hints: hints.map((hint) => {
      const ladder = ladders.get(hint.hintId);
      const expectationId = ladder?.item.expects ?? null;
      return {
        ...hint,
        step: ladder?.step ?? null,
        expectationId,
        dimension: expectationId === null ? null : (dimensions.get(expectationId) ?? null),
      };
    }),
    hintCounts: { nudge: countRung('nudge'), pointer: countRung('pointer'), reveal: countRung('reveal') },
    phases: phases.map(({ id, budgetMs, extendedMs, spentMs }) => ({
      phaseId: id,
      budgetMs,
      extendedMs,
      spentMs,
      outcome: outcomeOf({ budgetMs, extendedMs, spentMs }),
    })),
    probesMissed: probes
      .filter(({ step, item }) => steps.has(step) && !askedProbes.has(item.id))
      .map(({ step, item }) => ({ probeId: item.id, step, dimension: item.dim })),
    probesAsked: askedProbes.size,
    neverOpened: core
      .filter(
        ({ step, item }) =>
          !ticked.has(item.id) && !hinted.has(item.id) && !probed.has(`${step} ${item.dim}`),
      )
      .map(({ step, item }) => ({
        expectationId: item.id,
        step,
        dimension: item.dim,
        reason: steps.has(step) ? 'not_touched' : 'step_not_reached',
      })),
    coreExpectations: core.length,
  };
}

function outcomeOf(phase: {
  readonly budgetMs: number;
  readonly extendedMs: number;
  readonly spentMs: number;
}): PhaseInReport['outcome'] {
  if (phase.spentMs === 0) return 'not_reached';
  if (phase.spentMs > phase.budgetMs + phase.extendedMs) return 'over';
  const isCut = phase.spentMs * CUT_SHARE.denominator < phase.budgetMs * CUT_SHARE.numerator;
  return isCut ? 'cut_short' : 'as_planned';
}
