import { describe, expect, test } from 'vitest';
import { composeBriefing } from '#client/features/scenarios/briefing/compose-briefing.ts';
import { FORMAT_MINUTES, LEVELS } from '#shared/domain/vocabulary.ts';
import { loadShippedBank } from '#test/support/bank.ts';

describe.each((await loadShippedBank()).list())('the briefing of $meta.id', (scenario) => {
  test.each(LEVELS)('has what an interviewer of a %s candidate needs', (level) => {
    const briefing = composeBriefing(scenario, { level, format: 'm60' });
    expect(briefing.steps).toHaveLength(7);
    for (const { goal, core, firstProbe } of briefing.steps) {
      expect(goal).not.toBe('');
      expect(core.length).toBeLessThanOrEqual(3);
      expect(firstProbe).not.toBeNull();
    }
    expect(briefing.cards.length).toBeGreaterThanOrEqual(4);
    expect(briefing.cards.length + briefing.otherCards).toBe(scenario.reveals.length);
    expect(briefing.numbers.length).toBeGreaterThanOrEqual(4);
    expect(briefing.tradeOffs).toHaveLength(scenario.interviewer.tradeoffs.length);
    expect(briefing.redFlags.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(briefing)).not.toMatch(/\[src:/);
    expect(JSON.stringify(briefing)).not.toContain(scenario.interviewer.canary);
  });

  test.each(['m45', 'm60'] as const)('its steps fill the hour between opening and closing, %s', (format) => {
    const { steps } = composeBriefing(scenario, { level: 'senior', format });
    const { intro, wrap } = scenario.interviewer.bookends;
    const last = steps.at(-1);
    expect(steps[0]?.startsAtMinute).toBe(intro[format]);
    expect((last?.startsAtMinute ?? 0) + (last?.minutes ?? 0) + wrap[format]).toBe(FORMAT_MINUTES[format]);
  });

  test('higher levels hear at least what lower ones do', () => {
    const count = (level: (typeof LEVELS)[number]) =>
      composeBriefing(scenario, { level, format: 'm60' }).steps.reduce(
        (sum, { core }) => sum + core.length,
        0,
      );
    expect(count('senior')).toBeGreaterThanOrEqual(count('mid'));
    expect(count('staff')).toBeGreaterThanOrEqual(count('senior'));
  });

  test('nothing that is offered unasked is left out', () => {
    const { cards } = composeBriefing(scenario, { level: 'senior', format: 'm60' });
    const shown = new Set(cards.map(({ id }) => id));
    expect(
      scenario.reveals
        .filter(({ policy }) => policy === 'offer_by')
        .map(({ id }) => id)
        .filter((id) => !shown.has(id)),
    ).toEqual([]);
  });
});
