import { describe, expect, it } from 'vitest';
import { PHASE_IDS } from '#shared/domain/interview-state.ts';
import { PHASE_TEXT, planPhases, type PhasePlanInput } from '#shared/domain/phase-plan.ts';
import { FORMATS, FORMAT_MINUTES, STEPS, type Format } from '#shared/domain/vocabulary.ts';

const DEFAULT_MINUTES = {
  m45: [6, 5, 7, 8, 5, 6, 3],
  m60: [7, 6, 9, 11, 7, 8, 5],
} as const;
const bookends = { intro: { m45: 2, m60: 3 }, wrap: { m45: 3, m60: 4 } };
const steps = STEPS.map((step, index) => ({
  step,
  minutes: { m45: DEFAULT_MINUTES.m45[index] ?? 0, m60: DEFAULT_MINUTES.m60[index] ?? 0 },
}));

const minutes = (plan: Pick<PhasePlanInput, 'framework' | 'format'> & Partial<PhasePlanInput>) =>
  planPhases({ steps, bookends, ...plan }).map(({ id, budgetMs }) => [id, budgetMs / 60_000]);

describe('planPhases', () => {
  it('gives each of the seven steps its own minutes between the bookends', () => {
    expect(minutes({ framework: 'seven-step', format: 'm45' })).toEqual([
      ['intro', 2],
      ['clarify', 6],
      ['frame', 5],
      ['data', 7],
      ['model', 8],
      ['evaluate', 5],
      ['serve', 6],
      ['monitor', 3],
      ['wrap', 3],
    ]);
  });

  it('divides the default minutes of a four-phase run as the format says', () => {
    expect(minutes({ framework: 'four-phase', format: 'm45' })).toEqual([
      ['intro', 2],
      ['requirements', 6],
      ['framing', 5],
      ['architecture', 10],
      ['deep-dive', 19],
      ['wrap', 3],
    ]);
    expect(minutes({ framework: 'four-phase', format: 'm60' }).slice(3, 5)).toEqual([
      ['architecture', 13],
      ['deep-dive', 27],
    ]);
  });

  it.each(FORMATS)('keeps the total of a %s run with other step minutes', (format: Format) => {
    const moved = steps.map(({ step, minutes: of }) => ({
      step,
      minutes: {
        m45: of.m45,
        m60: of.m60,
        [format]: of[format] + (step === 'data' ? 4 : step === 'clarify' ? -4 : 0),
      },
    }));
    for (const framework of ['seven-step', 'four-phase'] as const) {
      const total = minutes({ framework, format, steps: moved }).reduce(
        (sum, [, value]) => sum + Number(value),
        0,
      );
      expect(total).toBe(FORMAT_MINUTES[format]);
    }
  });

  it('puts every step into some phase, so that its guide is reachable in both frameworks', () => {
    for (const framework of ['seven-step', 'four-phase'] as const) {
      const planned = planPhases({ framework, format: 'm60', steps, bookends }).flatMap(
        (phase) => phase.steps,
      );
      expect(new Set(planned)).toEqual(new Set(STEPS));
    }
  });
});

describe('PHASE_TEXT', () => {
  it.each(PHASE_IDS)('has a goal and three to five questions for %s', (id) => {
    const { title, goal, questions } = PHASE_TEXT[id];
    expect(title).not.toBe('');
    expect(goal).toMatch(/\.$/);
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.length).toBeLessThanOrEqual(5);
    for (const question of questions) expect(question).toMatch(/\?$/);
  });
});
