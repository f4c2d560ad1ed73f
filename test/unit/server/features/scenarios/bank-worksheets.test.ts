import { describe, expect, it } from 'vitest';
import { evaluateSheet } from '#shared/domain/formula.ts';
import { loadShippedBank } from '#test/support/bank.ts';

const scenarios = (await loadShippedBank()).list();

/** Numbers of a card, wherever they stand in it. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

// Worked out here once more, and not by asking the rules: what the guide says is right has to be right.
describe.each(scenarios.map((scenario) => [scenario.meta.id, scenario] as const))(
  'the worksheet of %s',
  (_, scenario) => {
    const { worksheet } = scenario.interviewer;
    const values = evaluateSheet(worksheet);

    it('comes to what it says, within half a per cent', () => {
      expect(worksheet.filter(({ formula }) => formula !== undefined).length).toBeGreaterThanOrEqual(4);
      for (const { id, expect: written, low, high } of worksheet) {
        const result = values.get(id);
        if (!result?.ok) throw new Error(`${id}: ${result?.fault.message}`);
        expect([id, Math.abs(written - result.value) <= 0.005 * Math.abs(result.value)]).toEqual([id, true]);
        expect([id, low <= result.value * 1.005 && result.value * 0.995 <= high]).toEqual([id, true]);
      }
    });

    it('uses the numbers that candidates are told', () => {
      for (const { id, given, reveal } of worksheet) {
        if (reveal === undefined) continue;
        const face = scenario.reveals.find((card) => card.id === reveal)?.face;
        expect([id, numbersIn(face)]).toEqual([id, expect.arrayContaining([given])]);
      }
    });

    it('splits the time limit without a rest', () => {
      const valueOf = (id: string) => {
        const result = values.get(id);
        return result?.ok === true ? result.value : NaN;
      };
      const ids = worksheet.map(({ id }) => id).filter((id) => id.startsWith('lat_'));
      const parts = ids.filter((id) => id !== 'lat_total');
      // A case that answers nobody at once has no limit to split.
      expect(ids.length === 0 || parts.length >= 2).toBe(true);
      if (parts.length === 0) return;
      const sum = parts.reduce((subtotal, id) => subtotal + valueOf(id), 0);
      expect(sum / valueOf('lat_total')).toBeCloseTo(1, 2);
    });
  },
);
