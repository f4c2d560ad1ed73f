import type { InterviewRatings } from './agreement.ts';
import { DIMENSIONS, type Dimension, type Level } from './vocabulary.ts';
import type { RubricConfig } from './rubric-config.ts';

/** A behaviour of the ladder as raters of the same interviews chose it. */
export interface AnchorReading {
  readonly dimension: Dimension;
  /** 1 to 6; one behaviour keeps its rung at every target level, so that levels are counted together. */
  readonly rung: number;
  /** Pairs of raters of one interview in which at least one chose it. */
  readonly pairs: number;
  /** Pairs of those in which the other chose another one. */
  readonly apart: number;
  /** What the others chose most often instead, the lower one of equals; null when nobody did. */
  readonly otherRung: number | null;
}

/** Pairs from which a behaviour is called out; fewer are two people's afternoon. */
export const MIN_ANCHOR_PAIRS = 10;
/** Share of pairs apart from which it is: below half the rule is that people agree on it. */
const APART_SHARE = { numerator: 1, denominator: 2 } as const;

/**
 * Behaviours that are read differently: chosen in ten or more pairs and in at least half of them by one of the two
 * alone, most often so first. For a talk about the words of the anchor; nobody is right or wrong by it.
 */
export function anchorReadings(
  interviews: readonly InterviewRatings[],
  input: {
    readonly config: RubricConfig;
    readonly levelOf: (interviewId: string) => Level | null;
  },
): AnchorReading[] {
  const { config, levelOf } = input;
  /** By dimension and the two rungs, the lower first: how many pairs. */
  const meetings = new Map<Dimension, Map<number, Map<number, number>>>();
  for (const { interviewId, forms } of interviews) {
    const level = levelOf(interviewId);
    if (level === null) continue;
    for (const dimension of DIMENSIONS) {
      const rungs = forms
        .flatMap(({ ratings }) => ratings[dimension] ?? [])
        .map((rating) => rating + config.offsets[level]);
      rungs.forEach((a, index) => {
        for (const b of rungs.slice(index + 1)) count(meetings, dimension, Math.min(a, b), Math.max(a, b));
      });
    }
  }
  return DIMENSIONS.flatMap((dimension) =>
    config.dimensions[dimension].ladder.map((_, index) =>
      readingOf(meetings.get(dimension) ?? new Map(), { dimension, rung: index + 1 }),
    ),
  )
    .filter(
      ({ pairs, apart }) =>
        pairs >= MIN_ANCHOR_PAIRS && apart * APART_SHARE.denominator >= pairs * APART_SHARE.numerator,
    )
    .sort((a, b) => b.apart * a.pairs - a.apart * b.pairs || b.pairs - a.pairs);
}

function count(
  meetings: Map<Dimension, Map<number, Map<number, number>>>,
  dimension: Dimension,
  low: number,
  high: number,
): void {
  const byLow = meetings.get(dimension) ?? new Map<number, Map<number, number>>();
  const byHigh = byLow.get(low) ?? new Map<number, number>();
  byHigh.set(high, (byHigh.get(high) ?? 0) + 1);
  byLow.set(low, byHigh);
  meetings.set(dimension, byLow);
}

function readingOf(
  byLow: ReadonlyMap<number, ReadonlyMap<number, number>>,
  { dimension, rung }: { dimension: Dimension; rung: number },
): AnchorReading {
  const others = new Map<number, number>();
  let together = 0;
  for (const [low, byHigh] of byLow) {
    for (const [high, pairs] of byHigh) {
      if (low === rung && high === rung) together += pairs;
      else if (low === rung) others.set(high, (others.get(high) ?? 0) + pairs);
      else if (high === rung) others.set(low, (others.get(low) ?? 0) + pairs);
    }
  }
  const apart = [...others.values()].reduce((sum, pairs) => sum + pairs, 0);
  const [most] = [...others].sort(([a, m], [b, n]) => n - m || a - b);
  return { dimension, rung, pairs: together + apart, apart, otherRung: most?.[0] ?? null };
}
