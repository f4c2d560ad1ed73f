import { describe, expect, it } from 'vitest';
import {
  describeChanges,
  type PeerChange,
} from '#client/features/documents/canvas/company/describe-changes.ts';

let count = 0;
const id = () => `item${(count += 1)}`;
const node = (what: 'added' | 'deleted' | 'moved' | 'changed', name: string, by: string | null = 'Iris') =>
  ({ of: 'node', what, name, by, id: id() }) satisfies PeerChange;
const edge = (what: 'added' | 'deleted' | 'changed', source: string, target: string) =>
  ({ of: 'edge', what, source, target, by: 'Iris', id: id() }) satisfies PeerChange;

describe('what is said about the changes of others', () => {
  it('is nothing when nothing happened', () => {
    expect(describeChanges([])).toBe('');
  });

  it('names one or two components and counts more', () => {
    expect(describeChanges([node('added', 'Vector index')])).toBe('Iris added Vector index.');
    expect(describeChanges([node('added', 'Cache'), node('added', 'Ranker')])).toBe(
      'Iris added Cache and Ranker.',
    );
    expect(describeChanges([node('moved', 'A'), node('moved', 'B'), node('moved', 'C')])).toBe(
      'Iris moved 3 components.',
    );
  });

  it('says what an arrow connects', () => {
    expect(describeChanges([edge('added', 'Ranker', 'Cache')])).toBe('Iris connected Ranker to Cache.');
    expect(describeChanges([edge('deleted', 'Ranker', 'Cache')])).toBe(
      'Iris deleted the arrow from Ranker to Cache.',
    );
    expect(describeChanges([edge('changed', 'A', 'B'), edge('changed', 'B', 'C')])).toBe(
      'Iris changed 2 arrows.',
    );
  });

  it('says both names of what was renamed', () => {
    const renamed: PeerChange = {
      of: 'node',
      what: 'renamed',
      name: 'Deep ranker',
      was: 'Ranker',
      by: 'Iris',
      id: id(),
    };
    expect(describeChanges([renamed])).toBe('Iris renamed Ranker to Deep ranker.');
  });

  it('puts what one person did into one sentence, and each person into their own', () => {
    expect(
      describeChanges([
        node('added', 'Cache'),
        node('deleted', 'Ranker', null),
        edge('added', 'Cache', 'Gateway'),
        { of: 'stroke', what: 'added', by: 'Carl', id: id() },
        { of: 'stroke', what: 'added', by: 'Carl', id: id() },
      ]),
    ).toBe('Iris added Cache, connected Cache to Gateway. Somebody deleted Ranker. Carl drew on the board.');
  });

  it('cuts names that would go on for minutes', () => {
    expect(describeChanges([node('added', 'x'.repeat(240))]).length).toBeLessThan(60);
  });
});
