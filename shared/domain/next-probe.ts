import type {
  Expectation,
  HintLadder,
  Probe,
  StepGuide,
} from '#shared/contracts/scenario-format.contract.ts';
import { likenessOf, stemsOf } from '#shared/domain/board-stems.ts';
import { canGiveHint, type GuideProgress } from '#shared/domain/timeline.ts';
import {
  HINT_RUNGS,
  LEVELS,
  STEPS,
  type Dimension,
  type HintRung,
  type Level,
  type Step,
} from '#shared/domain/vocabulary.ts';

/**
 * What an interviewer could ask next: one rule, pure, the same for everybody who looks at the same timeline.
 *
 * **What a question is about.** A guide does not say which expectation a probe digs for. Each probe is given the one
 * expectation of its step, up to the interview's level, that it is most alike: the same dimension counts for most, words
 * in common with the expectation and its hints decide between those (`homesOf`). A probe is proposed only while that
 * expectation is open, so that nobody is asked for what they have said already.
 *
 * **Never without a question.** A core expectation that stays open always brings a proposal. Where no unasked probe is
 * left it is an open question about its dimension, which gives nothing away and costs nothing; once that or a probe was
 * asked in vain, the next rung of its hints, which costs; with the ladder at its end, the open question once more. What is
 * not core gets an open question only in a dimension with nothing yet, or with time for what the level itself brings in.
 *
 * **Order.** First by group (`GROUPS`), which depends on how many questions still fit into the phase; then what nobody has
 * asked about yet; then by step; then the dimension with the fewest questions and ticks so far, so that no dimension of
 * the rubric stays empty; then by level, shallow first for core points and in a hurry, deep first where there is time.
 */

/** A question and its answer; the guides plan four to six of them in a step of six to eight minutes. */
export const QUESTION_MS = 90_000;

export interface NextProbeInput {
  /** The guide of every step, in order. */
  readonly steps: readonly StepGuide[];
  readonly level: Level;
  /** The steps worked on now, those to stay with first; empty in the first and last minutes. */
  readonly now: readonly Step[];
  /** Whether the interview is past every step: what is open is then behind, not ahead. */
  readonly isWrapUp?: boolean;
  /** What is left of the phase, ms; negative at overrun. */
  readonly leftMs: number;
  readonly progress: Pick<GuideProgress, 'ticked' | 'askedProbes' | 'askedAbout' | 'hints'>;
}

/** Where a proposal stands on the interview's way. */
export type ProposalPlace = 'now' | 'behind' | 'ahead';

interface ProposalOf {
  /** The same for the same proposal, so that it can be put aside. */
  readonly key: string;
  readonly step: Step;
  readonly place: ProposalPlace;
  /** The open expectation it is about, and the level that brings it in. */
  readonly expectation: Expectation;
  readonly level: Level;
  /** Of the question; for a probe not always that of the expectation. */
  readonly dim: Dimension;
  /** Whether a question about this expectation was asked before. */
  readonly isTried: boolean;
  /** Whether nothing was asked or ticked in this dimension so far. */
  readonly isFreshDimension: boolean;
}

export type Proposal = ProposalOf &
  (
    | { readonly kind: 'probe'; readonly probe: Probe }
    /** In words that fit every case; whoever shows it has them. */
    | { readonly kind: 'open' }
    | { readonly kind: 'hint'; readonly ladder: HintLadder; readonly rung: HintRung }
  );

/** How many questions still fit: none, hardly more than the core points open now, or more. */
export type TimeBand = 'over' | 'tight' | 'roomy';

/**
 * `core`: a question about a core expectation of now. `left`: about one of an earlier step. `fresh` and `other`: about the
 * rest of now, in a dimension without anything yet or with something. `help`: a hint, or the same again, for a core
 * expectation of now. `late`: the same for an earlier step. `ahead`: core expectations to come.
 */
type Group = 'core' | 'left' | 'fresh' | 'other' | 'help' | 'late' | 'ahead';

/** Little time goes to the core and to empty dimensions; much of it to the rest before anybody is helped along. */
const GROUPS: Readonly<Record<TimeBand, readonly Group[]>> = {
  over: ['core', 'help', 'left', 'ahead', 'fresh', 'other', 'late'],
  tight: ['core', 'help', 'fresh', 'left', 'other', 'late', 'ahead'],
  roomy: ['core', 'left', 'fresh', 'other', 'help', 'late', 'ahead'],
};

/** The next best question, or null when nothing is open that a question is left for. */
export function nextProbe(input: NextProbeInput): Proposal | null {
  return rankProbes(input)[0] ?? null;
}

/** Every proposal there is, the best first; at most one a question. */
export function rankProbes(input: NextProbeInput): readonly Proposal[] {
  const band = timeBand(input);
  const touches = touchesByDimension(input);
  const groups = GROUPS[band];
  const stepOrder = [...input.now, ...STEPS.filter((step) => !input.now.includes(step))];
  return input.steps
    .flatMap((guide) => proposalsOf({ guide, input, touches }))
    .map((proposal, index) => {
      const group = groupOf(proposal);
      const isDeepFirst = band === 'roomy' && !proposal.expectation.core;
      const depth = LEVELS.indexOf(proposal.level);
      const order = [
        groups.indexOf(group),
        Number(proposal.isTried),
        stepOrder.indexOf(proposal.step),
        touches.get(proposal.dim) ?? 0,
        isDeepFirst ? -depth : depth,
        index,
      ];
      return { proposal, order };
    })
    .sort((a, b) => compare(a.order, b.order))
    .map(({ proposal }) => proposal);
}

/** How much the phase has room for, by the core expectations that are open in it. */
export function timeBand({ steps, level, now, leftMs, progress }: NextProbeInput): TimeBand {
  if (leftMs < QUESTION_MS) return 'over';
  const openCore = steps
    .filter(({ step }) => now.includes(step))
    .flatMap((guide) => expectationsUpTo(guide, level))
    .filter(({ item }) => item.core && !progress.ticked.has(item.id)).length;
  return Math.floor(leftMs / QUESTION_MS) <= openCore + 1 ? 'tight' : 'roomy';
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function groupOf({ kind, place, expectation, isTried, isFreshDimension }: Proposal): Group {
  if (place === 'ahead') return 'ahead';
  if (!expectation.core) return isFreshDimension ? 'fresh' : 'other';
  const isHelp = kind === 'hint' || (kind === 'open' && isTried);
  if (place === 'behind') return isHelp ? 'late' : 'left';
  return isHelp ? 'help' : 'core';
}

function placeOf(step: Step, { now, isWrapUp }: NextProbeInput): ProposalPlace {
  if (now.includes(step)) return 'now';
  if (isWrapUp) return 'behind';
  const first = Math.min(...now.map((each) => STEPS.indexOf(each)));
  return now.length > 0 && STEPS.indexOf(step) < first ? 'behind' : 'ahead';
}

function proposalsOf({
  guide,
  input,
  touches,
}: {
  readonly guide: StepGuide;
  readonly input: NextProbeInput;
  readonly touches: ReadonlyMap<Dimension, number>;
}): Proposal[] {
  const { level, progress } = input;
  const { step } = guide;
  const place = placeOf(step, input);
  const homes = homesOf(guide, level);
  const isRoomy = timeBand(input) === 'roomy';
  // One open question a dimension: a second would be the same words again.
  const isAskedOpenly = (dim: Dimension) =>
    expectationsUpTo(guide, level).some(({ item }) => item.dim === dim && progress.askedAbout.has(item.id));
  const isWorthDepth = (item: Expectation, from: Level) =>
    isRoomy && from === level && !isAskedOpenly(item.dim);
  return expectationsUpTo(guide, level).flatMap(({ item, from }): Proposal[] => {
    // Away from now only what must not be missed is brought up.
    if (progress.ticked.has(item.id) || (place !== 'now' && !item.core)) return [];
    const own = guide.probes.filter((probe) => isUpTo(probe.from, level) && homes.get(probe.id) === item.id);
    const unasked = own.filter(({ id }) => !progress.askedProbes.has(id));
    const isTried = unasked.length < own.length || progress.askedAbout.has(item.id);
    const about = (key: string, dim: Dimension): ProposalOf => ({
      key,
      step,
      place,
      expectation: item,
      level: from,
      dim,
      isTried,
      isFreshDimension: (touches.get(dim) ?? 0) === 0,
    });
    if (unasked.length > 0) {
      return unasked.map((probe) => ({ ...about(probe.id, probe.dim), kind: 'probe', probe }));
    }
    const open: Proposal = { ...about(`open ${item.id}`, item.dim), kind: 'open' };
    if (!isTried) return item.core || open.isFreshDimension || isWorthDepth(item, from) ? [open] : [];
    if (!item.core) return [];
    const ladder = guide.hints.find(({ expects }) => expects === item.id);
    const rung = ladder && nextRungOf(ladder, progress);
    return ladder && rung
      ? [{ ...about(`${ladder.id} ${rung}`, item.dim), kind: 'hint', ladder, rung }]
      : [open];
  });
}

function nextRungOf(ladder: HintLadder, { hints }: NextProbeInput['progress']): HintRung | undefined {
  return HINT_RUNGS.find((rung) => canGiveHint(hints, { hintId: ladder.id, rung }));
}

/** Questions asked and expectations ticked so far, in the whole interview. */
function touchesByDimension({ steps, progress }: NextProbeInput): ReadonlyMap<Dimension, number> {
  const touches = new Map<Dimension, number>();
  const touch = (dim: Dimension) => touches.set(dim, (touches.get(dim) ?? 0) + 1);
  for (const guide of steps) {
    for (const { id, dim } of guide.probes) if (progress.askedProbes.has(id)) touch(dim);
    for (const { item } of expectationsUpTo(guide, 'staff')) {
      if (progress.ticked.has(item.id)) touch(item.dim);
      if (progress.askedAbout.has(item.id)) touch(item.dim);
    }
  }
  return touches;
}

function isUpTo(from: Level, level: Level): boolean {
  return LEVELS.indexOf(from) <= LEVELS.indexOf(level);
}

/** Expectations are cumulative: a senior candidate also needs those of mid. */
function expectationsUpTo(guide: StepGuide, level: Level): readonly { item: Expectation; from: Level }[] {
  return LEVELS.filter((from) => isUpTo(from, level)).flatMap((from) =>
    guide.expect[from].map((item) => ({ item, from })),
  );
}

/** The same dimension outweighs a few words in common, and not a whole sentence of them. */
const SAME_DIMENSION = 0.15;

/** Guides do not change while they are open, and reading every word of one again at each tick would be felt. */
const knownHomes = new WeakMap<StepGuide, Map<Level, ReadonlyMap<string, string>>>();

/** The expectation each probe of a step digs for at a level, by probe id; without one where the step has none. */
export function homesOf(guide: StepGuide, level: Level): ReadonlyMap<string, string> {
  const byLevel = knownHomes.get(guide) ?? new Map<Level, ReadonlyMap<string, string>>();
  knownHomes.set(guide, byLevel);
  const known = byLevel.get(level);
  if (known) return known;
  const candidates = expectationsUpTo(guide, level).map(({ item }) => {
    const ladder = guide.hints.find(({ expects }) => expects === item.id);
    const words = ladder ? [ladder.nudge, ladder.pointer, ladder.reveal] : [];
    return { item, own: stemsOf(item.text), around: stemsOf(words.join(' ')) };
  });
  const homes = new Map<string, string>();
  for (const probe of guide.probes) {
    const words = stemsOf([probe.ask, ...probe.listen_for].join(' '));
    let best = { id: '', score: -1 };
    for (const { item, own, around } of candidates) {
      const score =
        Math.max(likenessOf(words, own), likenessOf(words, around)) +
        (item.dim === probe.dim ? SAME_DIMENSION : 0);
      if (score > best.score) best = { id: item.id, score };
    }
    if (best.id !== '') homes.set(probe.id, best.id);
  }
  byLevel.set(level, homes);
  return homes;
}
