import { describe, expect, it } from 'vitest';
import { parseScenarioFile } from '#server/features/scenarios/scenario-file.ts';
import { toFaultText } from '#server/features/scenarios/scenario-fault.ts';
import { GOOD_FILE, GOOD_SCENARIO, GOOD_TEXT, changeText, findFaults, pathOf } from './scenario-fixture.ts';

function faultsOfText(text: string) {
  const result = parseScenarioFile({ file: 'broken.yaml', text });
  return result.ok ? [] : result.faults;
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('reading a scenario file', () => {
  it('accepts the reference case', () => {
    expect(parseScenarioFile({ file: GOOD_FILE, text: GOOD_TEXT })).toMatchObject({
      ok: true,
      scenario: { meta: { id: 'ad-click-prediction' } },
    });
  });

  it('is not changed by being written and read again', () => {
    expect(parseScenarioFile({ file: GOOD_FILE, text: changeText(() => {}) })).toEqual({
      ok: true,
      scenario: GOOD_SCENARIO,
    });
  });

  it('names the line of a YAML mistake', () => {
    const text = GOOD_TEXT.replace('  version: 1.0.0', '  version: [1.0.0');
    const [fault] = faultsOfText(text);
    expect(fault).toMatchObject({ rule: 'syntax', file: 'broken.yaml' });
    expect(fault?.line).toBeGreaterThan(4);
  });

  it('refuses a key that is written twice', () => {
    const text = GOOD_TEXT.replace('  status: published', '  status: published\n  status: retired');
    expect(faultsOfText(text)[0]).toMatchObject({ rule: 'syntax', line: lineOf(text, '  status: retired') });
  });

  it('reads yes and no as text, as YAML 1.2 does', () => {
    const text = GOOD_TEXT.replace('share_worksheet: true', 'share_worksheet: yes');
    expect(faultsOfText(text)[0]).toMatchObject({
      rule: 'shape',
      path: ['debrief', 'share_worksheet'],
      line: lineOf(text, 'share_worksheet: yes'),
    });
  });

  it('refuses unknown tags', () => {
    expect(faultsOfText(GOOD_TEXT.replace('title: Predict', 'title: !secret Predict'))[0]?.rule).toBe(
      'syntax',
    );
  });

  it.each(['', '[]', 'null', 'just words', '- 1'])('refuses the file %j', (text) => {
    expect(faultsOfText(text)[0]).toMatchObject({ rule: 'shape', line: 1 });
  });

  it('refuses a file of absurd size before reading it', () => {
    expect(faultsOfText(`${GOOD_TEXT}\n#${'x'.repeat(400_000)}`)[0]?.message).toContain('most that is read');
  });

  it('refuses a file that blows up through aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const target = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => target).join(', ')}]`;
    });
    expect(faultsOfText(levels.join('\n'))).toMatchObject([
      { rule: 'syntax', message: expect.stringContaining('anchors') },
    ]);
  });

  it('points at an unknown key and says what to do', () => {
    const text = GOOD_TEXT.replace('  difficulty: 3', '  difficulty: 3\n  reviewed_by: nobody');
    const [fault] = faultsOfText(text);
    expect(fault).toMatchObject({ rule: 'shape', line: lineOf(text, '  reviewed_by'), column: 3 });
    expect(fault && toFaultText(fault)).toMatch(
      /^broken\.yaml:\d+:3 {2}meta\.reviewed_by {2}\[shape\].*remove it$/,
    );
  });

  it('points at the parent when a key is missing', () => {
    const faults = findFaults((document) => document.deleteIn(['interviewer', 'brief']));
    expect(faults).toMatchObject([{ rule: 'shape', path: ['interviewer', 'brief'] }]);
    expect(faults[0]?.message).toContain('add the missing key');
  });

  it('points at the line of a broken rule inside a long list', () => {
    const text = GOOD_TEXT.replace('from: retrain, to: trainer', 'from: retrain, to: trainers');
    expect(faultsOfText(text)).toContainEqual(
      expect.objectContaining({ rule: 'references', line: lineOf(text, 'to: trainers') }),
    );
  });

  it('reports all faults of a stage at once', () => {
    const faults = findFaults((document) => {
      document.setIn(['meta', 'difficulty'], 9);
      document.setIn(['meta', 'domain'], 'cooking');
      document.setIn([...pathOf(document, 'r.scale'), 'dim'], 'vibes');
    });
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'meta.domain',
      'meta.difficulty',
      'reveals.11.dim',
    ]);
  });
});
