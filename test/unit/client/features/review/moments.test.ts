import { describe, expect, it } from 'vitest';
import type { SharedEvidence } from '#shared/contracts/review.contract.ts';
import {
  NO_FILTER,
  countMoments,
  filterMoments,
  groupMoments,
  momentDimensions,
  type Moment,
  type MomentGroup,
  type MomentSource,
} from '#client/features/review/moments.ts';

const minuteMs = 60_000;

function note(minute: number, over: Partial<SharedEvidence> = {}): SharedEvidence {
  return {
    id: `note-at-${minute}`,
    offsetMs: minute * minuteMs,
    dimension: 'framing',
    sign: 'plus',
    kind: 'observation',
    text: 'Asked for the goal.',
    authorName: 'Ada',
    ...over,
  };
}

function source(over: Partial<MomentSource> = {}): MomentSource {
  return {
    phaseEntries: [
      { phaseId: 'intro', offsetMs: 0 },
      { phaseId: 'clarify', offsetMs: 2 * minuteMs },
      { phaseId: 'frame', offsetMs: 8 * minuteMs },
    ],
    pauses: [{ offsetMs: 9 * minuteMs, pausedMs: 40_000 }],
    reveals: [
      { revealId: 'r.goal', offsetMs: 3 * minuteMs, face: { type: 'text', text: 'More revenue.' } },
      { revealId: 'r.scale', offsetMs: 5 * minuteMs, face: { type: 'text', text: 'A billion.' } },
    ],
    evidence: [
      note(8, { dimension: 'data', sign: 'minus' }),
      note(5, { sign: 'neutral' }),
      note(4, { dimension: 'evaluation' }),
    ],
    hints: [{ rung: 'nudge', dimension: 'data', offsetMs: 7 * minuteMs }],
    ...over,
  };
}

const spell = (moment: Moment) => `${moment.offsetMs / minuteMs} ${moment.kind}`;
const outline = (groups: readonly MomentGroup[]) =>
  groups.map(({ phase, moments }) => [phase?.phaseId ?? null, ...moments.map(spell)]);

describe('groupMoments', () => {
  it('puts notes, hints, cards and pauses in time order under their phase, whatever order they come in', () => {
    expect(outline(groupMoments(source()))).toEqual([
      ['intro'],
      ['clarify', '3 card', '4 note', '5 card', '5 note', '7 hint'],
      ['frame', '8 note', '9 pause'],
    ]);
  });

  it('numbers cards in the order they were handed over', () => {
    const cards = groupMoments(source())
      .flatMap(({ moments }) => moments)
      .filter((moment) => moment.kind === 'card');
    expect(cards.map(({ number, reveal }) => [number, reveal.revealId])).toEqual([
      [1, 'r.goal'],
      [2, 'r.scale'],
    ]);
  });

  it('shows a phase again when it was gone back to', () => {
    const groups = groupMoments(
      source({
        phaseEntries: [
          { phaseId: 'clarify', offsetMs: 0 },
          { phaseId: 'frame', offsetMs: 4 * minuteMs },
          { phaseId: 'clarify', offsetMs: 6 * minuteMs },
        ],
      }),
    );
    expect(outline(groups)).toEqual([
      ['clarify', '3 card'],
      ['frame', '4 note', '5 card', '5 note'],
      ['clarify', '7 hint', '8 note', '9 pause'],
    ]);
  });

  it('loses nothing where no phase is known', () => {
    const groups = groupMoments(source({ phaseEntries: [] }));
    expect(groups).toHaveLength(1);
    expect(groups[0]?.phase).toBeNull();
    expect(countMoments(groups)).toBe(7);
  });
});

describe('filterMoments', () => {
  const groups = groupMoments(source());

  it('leaves everything without a filter, empty phases too', () => {
    expect(filterMoments(groups, NO_FILTER)).toBe(groups);
  });

  it('keeps notes and hints of a dimension', () => {
    expect(outline(filterMoments(groups, { dimension: 'data', sign: null }))).toEqual([
      ['clarify', '7 hint'],
      ['frame', '8 note'],
    ]);
  });

  it('keeps only notes for a sign', () => {
    expect(outline(filterMoments(groups, { dimension: null, sign: 'neutral' }))).toEqual([
      ['clarify', '5 note'],
    ]);
  });

  it('joins both, down to nothing', () => {
    expect(filterMoments(groups, { dimension: 'data', sign: 'plus' })).toEqual([]);
  });
});

describe('momentDimensions', () => {
  it('offers what occurs, in the order of the rubric', () => {
    expect(momentDimensions(groupMoments(source()))).toEqual(['framing', 'data', 'evaluation']);
    expect(momentDimensions(groupMoments(source({ evidence: [], hints: [] })))).toEqual([]);
  });
});
