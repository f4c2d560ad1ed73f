import { describe, expect, it } from 'vitest';
import { NO_FILTER, filterScenarios, splitByLevel } from '#client/features/interviews/scenario-filter.ts';
import type { ListedScenario } from '#shared/contracts/interviews.contract.ts';

function listed(summary: Partial<ListedScenario['summary']> & { id: string }): ListedScenario {
  return {
    origin: 'bank',
    isSeenByCandidate: false,
    summary: {
      version: '1.0.0',
      status: 'published',
      title: summary.id,
      domain: 'search',
      difficulty: 3,
      levels: ['mid', 'senior', 'staff'],
      formats: ['m45', 'm60'],
      tags: [],
      updated: '2026-11-01',
      ...summary,
    },
  };
}

const all = [
  listed({ id: 'clicks', title: 'Predict clicks on feed ads', domain: 'ads', tags: ['ranking'] }),
  listed({ id: 'photos', title: 'Find goods from a photo', difficulty: 4, levels: ['senior', 'staff'] }),
  listed({ id: 'arrival', title: 'Promise an arrival time', domain: 'maps_eta', difficulty: 4 }),
];

const idsOf = (scenarios: readonly ListedScenario[]) => scenarios.map(({ summary }) => summary.id);
const find = (filter: Partial<typeof NO_FILTER>) => idsOf(filterScenarios(all, { ...NO_FILTER, ...filter }));

describe('finding a scenario', () => {
  it('shows all in the order given while nothing is asked for', () => {
    expect(find({})).toEqual(['clicks', 'photos', 'arrival']);
    expect(find({ text: '   ' })).toHaveLength(3);
  });

  it('looks for every word, in title, tags and the name of the field', () => {
    expect(find({ text: 'PHOTO goods' })).toEqual(['photos']);
    expect(find({ text: 'rank' })).toEqual(['clicks']);
    expect(find({ text: 'maps time' })).toEqual(['arrival']);
    expect(find({ text: 'photo ads' })).toEqual([]);
  });

  it('joins field, difficulty and words', () => {
    expect(find({ domain: 'search' })).toEqual(['photos']);
    expect(find({ difficulty: 4 })).toEqual(['photos', 'arrival']);
    expect(find({ difficulty: 4, domain: 'maps_eta', text: 'promise' })).toEqual(['arrival']);
    expect(find({ difficulty: 3, domain: 'maps_eta' })).toEqual([]);
  });

  it('sets apart what is not made for the level and loses nothing', () => {
    const { fitting, others } = splitByLevel(all, 'mid');
    expect([idsOf(fitting), idsOf(others)]).toEqual([['clicks', 'arrival'], ['photos']]);
    expect(splitByLevel(all, 'senior').others).toEqual([]);
  });
});
