import type { CountedGuide } from '#shared/domain/guide-items.ts';
import type { PhaseId, PhaseProgress } from '#shared/domain/interview-state.ts';
import type { GuideAct, GuideEvent } from '#shared/domain/timeline.ts';
import type { Step } from '#shared/domain/vocabulary.ts';

/** A guide with two steps: enough for every way an item can be in or out of play. */
export const GUIDE: CountedGuide = {
  steps: [
    {
      step: 'data',
      goal: 'Labels and features are clear.',
      minutes: { m45: 6, m60: 8 },
      expect: {
        mid: [
          { id: 'da.label', text: 'Says where labels come from.', dim: 'data', core: true },
          { id: 'da.extra', text: 'Lists the key features.', dim: 'data' },
        ],
        senior: [{ id: 'da.delay', text: 'Handles late labels.', dim: 'data', core: true }],
        staff: [{ id: 'da.asset', text: 'Plans the data over time.', dim: 'operations', core: true }],
      },
      probes: [
        { id: 'da.p1', ask: 'How late are they?', listen_for: ['days'], from: 'mid', dim: 'data' },
        { id: 'da.p2', ask: 'Who owns them?', listen_for: ['team'], from: 'staff', dim: 'operations' },
      ],
      hints: [
        { id: 'da.h1', expects: 'da.delay', nudge: 'Time?', pointer: 'Lateness?', reveal: 'They are late.' },
      ],
      red_flags: [{ id: 'da.r1', text: 'Assumes clean labels.', dim: 'data', severity: 'serious' }],
      enough: 'Labels are clear.',
    },
    {
      step: 'serve',
      goal: 'One request is drawn with numbers.',
      minutes: { m45: 6, m60: 8 },
      expect: {
        mid: [{ id: 'se.rate', text: 'Computes the request rate.', dim: 'serving', core: true }],
        senior: [],
        staff: [],
      },
      probes: [{ id: 'se.p1', ask: 'At what load?', listen_for: ['peak'], from: 'mid', dim: 'serving' }],
      hints: [{ id: 'se.h1', expects: 'se.rate', nudge: 'Load?', pointer: 'Peak?', reveal: 'It is high.' }],
      red_flags: [{ id: 'se.r1', text: 'Uses no number.', dim: 'serving', severity: 'caution' }],
      enough: 'Numbers are used.',
    },
  ],
};

const MINUTE = 60_000;

/** A phase with a budget of six minutes. */
export function phase(id: PhaseId, spentMinutes: number, more: Partial<PhaseProgress> = {}): PhaseProgress {
  const steps: Step[] = id === 'data' || id === 'serve' ? [id] : [];
  return { id, steps, budgetMs: 6 * MINUTE, extendedMs: 0, spentMs: spentMinutes * MINUTE, ...more };
}

/** Acts a second apart; the event of the n-th has the id `event-00n`. */
export function guideEvents(...acts: readonly GuideAct[]): GuideEvent[] {
  return acts.map((act, index) => ({
    id: `event-00${index}`,
    offsetMs: index * 1_000,
    at: '2026-01-15T10:00:00.000Z',
    actorId: 'interviewer-1',
    act,
  }));
}
