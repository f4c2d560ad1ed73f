import type {
  HintSummary,
  Pause,
  PhaseEntry,
  Review,
  SharedEvidence,
} from '#shared/contracts/review.contract.ts';
import type { EvidenceSign } from '#shared/domain/rubric-forms.ts';
import { DIMENSIONS, type Dimension, type HintUptake } from '#shared/domain/vocabulary.ts';

/** The interview in time order: what was noted, and between it what was given. Pure. */

export type ReviewNote = SharedEvidence & { readonly share?: boolean };
export type ReviewHint = HintSummary & { readonly uptake?: HintUptake | null };

export type Moment =
  | { readonly kind: 'note'; readonly offsetMs: number; readonly note: ReviewNote }
  | { readonly kind: 'hint'; readonly offsetMs: number; readonly hint: ReviewHint }
  | {
      readonly kind: 'card';
      readonly offsetMs: number;
      /** Place in the order of handing over, from 1. */
      readonly number: number;
      readonly reveal: Review['reveals'][number];
    }
  | { readonly kind: 'pause'; readonly offsetMs: number; readonly pausedMs: number };

/** One stay in a phase. `phase` is null for what happened before the first. */
export type MomentGroup = { readonly phase: PhaseEntry | null; readonly moments: readonly Moment[] };

export type MomentSource = {
  readonly phaseEntries: readonly PhaseEntry[];
  readonly pauses: readonly Pause[];
  readonly reveals: Review['reveals'];
  readonly evidence: readonly ReviewNote[];
  readonly hints: readonly ReviewHint[];
};

export type MomentFilter = { readonly dimension: Dimension | null; readonly sign: EvidenceSign | null };

export const NO_FILTER: MomentFilter = { dimension: null, sign: null };

/** Every moment under the phase it fell into. What carries the time of a phase's start belongs to that phase. */
export function groupMoments(source: MomentSource): readonly MomentGroup[] {
  const moments = listMoments(source);
  const stays = source.phaseEntries.toSorted((a, b) => a.offsetMs - b.offsetMs);
  const startMs = stays[0]?.offsetMs ?? Infinity;
  const before = moments.filter(({ offsetMs }) => offsetMs < startMs);
  const groups = stays.map((phase, index) => {
    const endMs = stays[index + 1]?.offsetMs ?? Infinity;
    return {
      phase,
      moments: moments.filter(({ offsetMs }) => offsetMs >= phase.offsetMs && offsetMs < endMs),
    };
  });
  return before.length > 0 ? [{ phase: null, moments: before }, ...groups] : groups;
}

/** The moments a filter asks for; phases left without any go. A sign asks for notes, since nothing else has one. */
export function filterMoments(
  groups: readonly MomentGroup[],
  { dimension, sign }: MomentFilter,
): readonly MomentGroup[] {
  if (dimension === null && sign === null) return groups;
  return groups.flatMap(({ phase, moments }) => {
    const kept = moments.filter(
      (moment) =>
        (dimension === null || dimensionOf(moment) === dimension) &&
        (sign === null || (moment.kind === 'note' && moment.note.sign === sign)),
    );
    return kept.length > 0 ? [{ phase, moments: kept }] : [];
  });
}

/** The dimensions that occur, in the order of the rubric. */
export function momentDimensions(groups: readonly MomentGroup[]): readonly Dimension[] {
  const found = new Set(groups.flatMap(({ moments }) => moments.map(dimensionOf)));
  return DIMENSIONS.filter((dimension) => found.has(dimension));
}

export function countMoments(groups: readonly MomentGroup[]): number {
  return groups.reduce((sum, { moments }) => sum + moments.length, 0);
}

/** Anchor of a note in the list. */
export const noteAnchor = (noteId: string): string => `note-${noteId}`;

/** Anchor of a card among the facts handed over. */
export const cardAnchor = (revealId: string): string => `card-${revealId}`;

function listMoments({ pauses, reveals, evidence, hints }: MomentSource): readonly Moment[] {
  // The sort is stable: at the same second what was given stands before what was noted about it.
  return [
    ...pauses.map(({ offsetMs, pausedMs }): Moment => ({ kind: 'pause', offsetMs, pausedMs })),
    ...reveals.map((reveal, index): Moment => ({
      kind: 'card',
      offsetMs: reveal.offsetMs,
      number: index + 1,
      reveal,
    })),
    ...hints.map((hint): Moment => ({ kind: 'hint', offsetMs: hint.offsetMs, hint })),
    ...evidence.map((note): Moment => ({ kind: 'note', offsetMs: note.offsetMs, note })),
  ].toSorted((a, b) => a.offsetMs - b.offsetMs);
}

function dimensionOf(moment: Moment): Dimension | null {
  if (moment.kind === 'note') return moment.note.dimension;
  return moment.kind === 'hint' ? moment.hint.dimension : null;
}
