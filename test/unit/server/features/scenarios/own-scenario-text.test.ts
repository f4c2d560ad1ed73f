import { describe, expect, it } from 'vitest';
import { readOwnScenario } from '#server/features/scenarios/own-scenario-text.ts';
import { LIMITS } from '#shared/limits.ts';
import { GOOD_TEXT, changeText } from './scenario-fixture.ts';

const read = (text: string) => readOwnScenario({ text, canaryTail: '0123456789abcdef' });

describe('reading the text of an own scenario', () => {
  it('puts the canary of the server in the place of any other, or of none', () => {
    const texts = [
      GOOD_TEXT,
      changeText((document) => document.deleteIn(['interviewer', 'canary'])),
      changeText((document) => document.setIn(['interviewer', 'canary'], 'mine')),
    ];
    for (const text of texts) {
      const { faults, scenario } = read(text);
      expect(faults).toEqual([]);
      expect(scenario?.interviewer.canary).toBe('IV-ad-click-prediction-0123456789abcdef');
    }
  });

  it('speaks of a bad id once, and not of the canary that is made from it', () => {
    const { faults } = read(changeText((document) => document.setIn(['meta', 'id'], 'No Id')));
    expect(faults.map(({ path }) => path)).toEqual(['meta.id']);
  });

  it('is never retired by its text', () => {
    const { faults, scenario } = read(
      changeText((document) => document.setIn(['meta', 'status'], 'retired')),
    );
    expect(faults).toMatchObject([{ rule: 'file', path: 'meta.status' }]);
    expect(scenario).toBeNull();
  });

  it('names title and version of a text with faults', () => {
    const broken = changeText((document) => document.deleteIn(['candidate']));
    expect(read(broken)).toMatchObject({
      title: 'Predict clicks on feed ads',
      version: '1.0.0',
      scenario: null,
    });
    expect(read('meta: {title: [1], version: 2}')).toMatchObject({ title: null, version: null });
    expect(read('meta: {title: "a\\u0000b\\ud800c"}').title).toBe('a b c');
  });

  it('refuses control characters and halves of characters that YAML can escape', () => {
    for (const text of ['a \u0000 in it', 'a \u001b in it', 'half of one: \ud83d']) {
      const { faults } = read(changeText((document) => document.setIn(['reveals', 0, 'note'], text)));
      expect(faults).toMatchObject([{ rule: 'shape', path: 'reveals[0].note' }]);
    }
  });

  it('takes keys that objects have from birth for what they are: unknown keys', () => {
    const { faults } = read(`${GOOD_TEXT}\n__proto__: {polluted: true}\nconstructor: {a: 1}\n`);
    expect(faults.map(({ path }) => path).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('sends a bounded list of bounded faults, the first lines first', () => {
    const keys = Array.from({ length: 300 }, (_, index) => `${'k'.repeat(500)}${index}: 1`);
    const { faults, faultCount } = read(`${GOOD_TEXT}\n${keys.join('\n')}\n`);
    expect(faultCount).toBe(300);
    expect(faults).toHaveLength(LIMITS.scenarioFaults);
    expect(Math.max(...faults.map(({ message, path }) => Math.max(message.length, path.length)))).toBe(400);
    const lines = faults.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});
