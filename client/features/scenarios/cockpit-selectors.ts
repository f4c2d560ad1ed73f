import type {
  Curveball,
  Expectation,
  HintLadder,
  InterviewerScenario,
  Reveal,
  StepGuide,
  WorksheetLine,
} from '#shared/contracts/scenario-format.contract.ts';
import { elapsedMs, phaseSpentMs, phasesOf } from '#shared/domain/interview-machine.ts';
import type { InterviewState, InterviewStatus, PhaseId } from '#shared/domain/interview-state.ts';
import type { GivenHint, GuideAct, GuideProgress, PublicEvent } from '#shared/domain/timeline.ts';
import {
  HINT_RUNGS,
  LEVELS,
  STEPS,
  type HintRung,
  type Level,
  type Step,
} from '#shared/domain/vocabulary.ts';

/** What the cockpit shows, worked out of the guide, the timeline and the clock. Pure. */

const MS_PER_MINUTE = 60_000;

// ---------------------------------------------------------------- levels

/** Whether something meant from `from` on is meant for a candidate of `level`. */
export function isForLevel(from: Level, level: Level): boolean {
  return LEVELS.indexOf(from) <= LEVELS.indexOf(level);
}

export interface LevelGroup {
  readonly level: Level;
  readonly items: readonly Expectation[];
}

/** Expectations are cumulative: a senior candidate also needs those of mid. `beyond` is what nobody has to reach. */
export function groupExpectations(
  guide: StepGuide,
  level: Level,
): { readonly within: readonly LevelGroup[]; readonly beyond: readonly LevelGroup[] } {
  const groups = LEVELS.map((each) => ({ level: each, items: guide.expect[each] })).filter(
    ({ items }) => items.length > 0,
  );
  return {
    within: groups.filter((group) => isForLevel(group.level, level)),
    beyond: groups.filter((group) => !isForLevel(group.level, level)),
  };
}

/** Divides a list of questions, dives or curveballs by the lowest level each is for. */
export function splitByLevel<Item extends { readonly from: Level }>(
  items: readonly Item[],
  level: Level,
): { readonly within: readonly Item[]; readonly beyond: readonly Item[] } {
  return {
    within: items.filter(({ from }) => isForLevel(from, level)),
    beyond: items.filter(({ from }) => !isForLevel(from, level)),
  };
}

// ---------------------------------------------------------------- coverage

export interface Count {
  readonly done: number;
  readonly total: number;
}

function countIn(ids: readonly string[], done: { has(id: string): boolean }): Count {
  return { done: ids.filter((id) => done.has(id)).length, total: ids.length };
}

export interface StepCoverage {
  readonly core: Count;
  readonly expectations: Count;
  readonly probes: Count;
  readonly cards: Count;
  readonly redFlags: number;
}

/** How much of a step's guide has been seen, asked and handed over, up to the interview's level. */
export function coverStep(input: {
  readonly guide: StepGuide;
  readonly reveals: readonly Reveal[];
  readonly level: Level;
  readonly progress: GuideProgress;
  readonly shown: ReadonlyMap<string, number>;
}): StepCoverage {
  const { guide, level, progress } = input;
  const expected = groupExpectations(guide, level).within.flatMap(({ items }) => items);
  const core = expected.filter((item) => item.core);
  const probes = splitByLevel(guide.probes, level).within;
  const cards = input.reveals.filter(({ step }) => step === guide.step);
  return {
    core: countIn(idsOf(core), progress.ticked),
    expectations: countIn(idsOf(expected), progress.ticked),
    probes: countIn(idsOf(probes), progress.askedProbes),
    cards: countIn(idsOf(cards), input.shown),
    redFlags: countIn(idsOf(guide.red_flags), progress.redFlags).done,
  };
}

/** How much of the guide of a phase's steps has been heard. */
export function coverPhase(input: {
  readonly scenario: InterviewerScenario;
  readonly steps: readonly Step[];
  readonly level: Level;
  readonly progress: GuideProgress;
}): { readonly core: Count; readonly expectations: Count } {
  const items = input.scenario.interviewer.steps
    .filter(({ step }) => input.steps.includes(step))
    .flatMap((guide) => groupExpectations(guide, input.level).within)
    .flatMap((group) => group.items);
  return {
    core: countIn(idsOf(items.filter(({ core }) => core)), input.progress.ticked),
    expectations: countIn(idsOf(items), input.progress.ticked),
  };
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}

// ---------------------------------------------------------------- cards

/** Cards that everybody has, with the interview clock of the first time each was shown. */
export function shownReveals(events: readonly PublicEvent[]): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  for (const { act, offsetMs } of events) {
    if (act.type === 'reveal-shown' && !shown.has(act.revealId)) shown.set(act.revealId, offsetMs);
  }
  return shown;
}

/** Whether there is still time to use what is handed over: the interview runs and the wrap-up has not begun. */
function isWorking(state: InterviewState): boolean {
  return state.status === 'running' && state.phases[state.phaseIndex]?.id !== 'wrap';
}

/** Cards whose minute has come and that nobody has asked for, the longest overdue first. */
export function dueOffers(input: {
  readonly reveals: readonly Reveal[];
  readonly shown: ReadonlyMap<string, number>;
  readonly state: InterviewState;
  readonly now: number;
}): readonly Reveal[] {
  if (!isWorking(input.state)) return [];
  const elapsed = elapsedMs(input.state, input.now);
  return input.reveals
    .filter(
      ({ id, policy, offer_by_minute: minute }) =>
        policy === 'offer_by' &&
        minute !== undefined &&
        !input.shown.has(id) &&
        elapsed >= minute * MS_PER_MINUTE,
    )
    .sort((a, b) => (a.offer_by_minute ?? 0) - (b.offer_by_minute ?? 0));
}

// ---------------------------------------------------------------- curveballs

/** Curveballs for this level whose moment has come and that have not been played, in file order. */
export function dueCurveballs(input: {
  readonly curveballs: readonly Curveball[];
  readonly level: Level;
  readonly played: ReadonlyMap<string, number>;
  readonly state: InterviewState;
  readonly now: number;
}): readonly Curveball[] {
  if (!isWorking(input.state)) return [];
  return input.curveballs.filter(
    ({ id, from, trigger }) =>
      isForLevel(from, input.level) &&
      !input.played.has(id) &&
      ('at_minute' in trigger
        ? elapsedMs(input.state, input.now) >= trigger.at_minute * MS_PER_MINUTE
        : isStepBehind(input.state, trigger.after_step, input.now)),
  );
}

/**
 * Whether the phase that first works on a step has been left. The last working phase is followed by the wrap-up, where
 * a change of the case would come too late: there half of its time is enough.
 */
function isStepBehind(state: InterviewState, step: Step, now: number): boolean {
  if (state.status !== 'running') return false;
  const phases = phasesOf(state);
  const index = phases.findIndex(({ steps }) => steps.includes(step));
  const phase = phases[index];
  if (!phase) return false;
  if (state.phaseIndex > index) return true;
  const isLastWork = phases.slice(index + 1).every(({ steps }) => steps.length === 0);
  return (
    state.phaseIndex === index &&
    isLastWork &&
    phaseSpentMs(state, index, now) * 2 >= phase.budgetMs + phase.extendedMs
  );
}

// ---------------------------------------------------------------- hints

export interface LadderRung {
  readonly rung: HintRung;
  readonly text: string;
  /** The hint that stands on this rung. */
  readonly given: GivenHint | null;
  /** The one to give next; everything above it stays closed. */
  readonly isNext: boolean;
}

/** The rungs of a ladder with what stands on each. A voided hint leaves its rung free again, and those above it closed. */
export function readLadder(ladder: HintLadder, hints: readonly GivenHint[]): readonly LadderRung[] {
  const standing = HINT_RUNGS.map((rung) =>
    hints.findLast((hint) => hint.hintId === ladder.id && hint.rung === rung && hint.voidedReason === null),
  );
  const next = standing.findIndex((hint) => hint === undefined);
  return HINT_RUNGS.map((rung, index) => ({
    rung,
    text: ladder[rung],
    given: standing[index] ?? null,
    isNext: index === next,
  }));
}

/** The rung to give next, or null when the whole ladder has been given. */
export function nextRung(ladder: HintLadder, hints: readonly GivenHint[]): HintRung | null {
  return readLadder(ladder, hints).find(({ isNext }) => isNext)?.rung ?? null;
}

// ---------------------------------------------------------------- phases and pages

/** One page of the step view: a step's guide, or the words for the beginning and the end. */
export type GuidePage = 'intro' | Step | 'wrap';

/** The pages a phase can be run from; the first is where the cockpit opens. */
export function pagesOfPhase(phase: {
  readonly id: PhaseId;
  readonly steps: readonly Step[];
}): readonly GuidePage[] {
  if (phase.steps.length > 0) return phase.steps;
  return [phase.id === 'wrap' ? 'wrap' : 'intro'];
}

/** The pages of now: those of the current phase while the interview runs, none before, the end afterwards. */
export function currentPages(state: InterviewState): readonly GuidePage[] {
  switch (state.status) {
    case 'preparing':
    case 'lobby':
      return [];
    case 'running': {
      const phase = state.phases[state.phaseIndex];
      return phase ? pagesOfPhase(phase) : [];
    }
    case 'rating':
    case 'revealed':
    case 'closed':
      return ['wrap'];
  }
}

/**
 * The page to show: the one somebody chose for as long as the phase lasts in which they chose it, otherwise that of the
 * phase. `phaseKey` tells the phases of one interview apart.
 */
export function shownPage(input: {
  readonly state: InterviewState;
  readonly chosen: { readonly page: GuidePage; readonly phaseKey: string } | null;
}): GuidePage {
  const { state, chosen } = input;
  if (chosen && chosen.phaseKey === phaseKeyOf(state)) return chosen.page;
  return currentPages(state)[0] ?? STEPS[0];
}

/**
 * The steps a question may be about now, those to stay with first: in a deep dive those of the topics that were chosen, and
 * of several steps the one whose page is open.
 */
export function stepsOfNow(input: {
  readonly state: InterviewState;
  readonly page: GuidePage;
  readonly scenario: InterviewerScenario;
  readonly chosenDives: ReadonlySet<string>;
}): readonly Step[] {
  const { state, page, scenario, chosenDives } = input;
  const phase = state.status === 'running' ? state.phases[state.phaseIndex] : undefined;
  if (!phase) return [];
  const inSight = phase.steps.filter((step) => step === page);
  const dives =
    phase.id === 'deep-dive'
      ? scenario.interviewer.deep_dives.filter(({ id }) => chosenDives.has(id)).map(({ step }) => step)
      : [];
  const first =
    dives.length === 0 || dives.some((step) => step === page)
      ? [...inSight, ...dives]
      : [...dives, ...inSight];
  return [...new Set([...first, ...phase.steps])];
}

export function phaseKeyOf(state: InterviewState): string {
  return state.status === 'running' ? `running ${state.phaseIndex}` : state.status;
}

/** What of the clock a step's heading shows; null while no phase works on it. */
export function stepTime(input: {
  readonly state: InterviewState;
  readonly step: Step;
  readonly now: number;
}): { readonly spentMs: number; readonly allowedMs: number; readonly isCurrent: boolean } | null {
  const phases = phasesOf(input.state);
  const current = input.state.status === 'running' ? input.state.phaseIndex : -1;
  const index = phases[current]?.steps.includes(input.step)
    ? current
    : phases.findIndex(({ steps }) => steps.includes(input.step));
  const phase = phases[index];
  if (!phase) return null;
  return {
    spentMs: phaseSpentMs(input.state, index, input.now),
    allowedMs: phase.budgetMs + phase.extendedMs,
    isCurrent: index === current,
  };
}

// ---------------------------------------------------------------- what may be done

/** Acts that complete the record and are still taken while the forms are filled in. */
const FOLLOWS_THE_END: ReadonlySet<GuideAct['type']> = new Set([
  'hint-taken',
  'hint-voided',
  'expectation-ticked',
  'red-flag-marked',
]);

/** Whether an act has its button now; the server decides again. */
export function canAct(input: {
  readonly type: GuideAct['type'] | 'reveal-shown';
  readonly status: InterviewStatus;
  readonly isReadOnly: boolean;
}): boolean {
  if (input.isReadOnly) return false;
  if (input.status === 'running') return true;
  return input.status === 'rating' && input.type !== 'reveal-shown' && FOLLOWS_THE_END.has(input.type);
}

/** The guide of one step; the server accepts only files that have all seven. */
export function guideOf(scenario: InterviewerScenario, step: Step): StepGuide | null {
  return scenario.interviewer.steps.find((guide) => guide.step === step) ?? null;
}

/** The ladder that helps with an expectation. */
export function ladderFor(guide: StepGuide, expectationId: string): HintLadder | null {
  return guide.hints.find(({ expects }) => expects === expectationId) ?? null;
}

/** A line that states a fact of the case: there is nothing to estimate. */
export function isGivenFact(line: WorksheetLine): boolean {
  return line.given !== undefined && line.low === line.high;
}
