import type { InterviewRatings } from './agreement.ts';
import { DIMENSIONS, type Dimension, type Level } from './vocabulary.ts';
import type { RubricConfig } from './rubric-config.ts';
import { byDimension } from './rubric-score.ts';

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

/** Behaviours of a ladder. */
const RUNGS = 6;
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
  const meetings = byDimension(() => new Int32Array(RUNGS ** 2));
  for (const { interviewId, forms } of interviews) {
    const level = forms.length < 2 ? null : levelOf(interviewId);
    if (level === null) continue;
    const offset = config.offsets[level];
    for (const dimension of DIMENSIONS) {
      const counts = meetings[dimension];
      for (let index = 0; index < forms.length; index += 1) {
        const a = forms[index]?.ratings[dimension] ?? null;
        if (a === null) continue;
        for (let other = index + 1; other < forms.length; other += 1) {
          const b = forms[other]?.ratings[dimension] ?? null;
          if (b === null) continue;
          const cell = cellOf(a + offset, b + offset);
          counts[cell] = (counts[cell] ?? 0) + 1;
        }
      }
    }
  }
  return DIMENSIONS.flatMap((dimension) =>
    config.dimensions[dimension].ladder.map((_, index) =>
      readingOf(meetings[dimension], { dimension, rung: index + 1 }),
    ),
  )
    .filter(
      ({ pairs, apart }) =>
        pairs >= MIN_ANCHOR_PAIRS && apart * APART_SHARE.denominator >= pairs * APART_SHARE.numerator,
    )
    .sort((a, b) => b.apart * a.pairs - a.apart * b.pairs || b.pairs - a.pairs);
}

/** Counts by the two rungs of a pair, whoever chose which. */
function cellOf(a: number, b: number): number {
  return (Math.min(a, b) - 1) * RUNGS + Math.max(a, b) - 1;
}

function readingOf(
  counts: Int32Array,
  { dimension, rung }: { dimension: Dimension; rung: number },
): AnchorReading {
  const met = Array.from({ length: RUNGS }, (_, index) => counts[cellOf(rung, index + 1)] ?? 0);
  const together = met[rung - 1] ?? 0;
  const pairs = met.reduce((sum, times) => sum + times, 0);
  const others = met.map((times, index) => (index === rung - 1 ? 0 : times));
  const most = Math.max(...others);
  return {
    dimension,
    rung,
    pairs,
    apart: pairs - together,
    otherRung: most === 0 ? null : others.indexOf(most) + 1,
  };
}
