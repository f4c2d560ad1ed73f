import { describe, expect, test } from 'vitest';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import {
  NO_FILTER,
  countFacet,
  filterBank,
  isFiltering,
  readFilter,
  toggleFacet,
  writeFilter,
} from '#client/features/scenarios/bank/bank-filter.ts';

function entry(
  id: string,
  change: Partial<ScenarioEntry['summary']> = {},
  rest: Partial<ScenarioEntry> = {},
): ScenarioEntry {
  return {
    summary: {
      id,
      version: '1.0.0',
      status: 'published',
      title: `Case ${id}`,
      domain: 'ads',
      difficulty: 3,
      levels: ['mid', 'senior', 'staff'],
      formats: ['m45', 'm60'],
      tags: ['ranking'],
      updated: '2026-01-15',
      ...change,
    },
    origin: 'bank',
    isSeen: false,
    authorName: null,
    rooms: [],
    ...rest,
  };
}

const bank = [
  entry('one', { title: 'Predict clicks' }),
  entry('two', { domain: 'search', difficulty: 4, tags: ['ranking', 'retail'] }),
  entry('three', { domain: 'search', difficulty: 2, levels: ['senior'], tags: ['video'] }, { isSeen: true }),
  entry('four', { domain: 'nlp', title: 'Sort Café reviews' }, { origin: 'own', authorName: 'Iris' }),
];
const ids = (query: string) =>
  filterBank(bank, readFilter(new URLSearchParams(query))).map(({ summary }) => summary.id);

describe('filtering the bank', () => {
  test('shows everything without a filter', () => {
    expect(ids('')).toEqual(['one', 'two', 'three', 'four']);
    expect(isFiltering(NO_FILTER)).toBe(false);
  });

  test('any of the values of one part fits, all parts must', () => {
    expect(ids('field=ads,search')).toEqual(['one', 'two', 'three']);
    expect(ids('field=ads,search&difficulty=4')).toEqual(['two']);
    expect(ids('seen=seen')).toEqual(['three']);
    expect(ids('from=own')).toEqual(['four']);
  });

  test('two tags are both wanted', () => {
    expect(ids('tag=ranking')).toEqual(['one', 'two', 'four']);
    expect(ids('tag=ranking,retail')).toEqual(['two']);
  });

  test('a level leaves out what is not made for it', () => {
    expect(ids('level=mid')).toEqual(['one', 'two', 'four']);
  });

  test('words are found in title, field, tags and author, whatever the accents', () => {
    expect(ids('q=clicks')).toEqual(['one']);
    expect(ids('q=search%20retail')).toEqual(['two']);
    expect(ids('q=cafe')).toEqual(['four']);
    expect(ids('q=iris')).toEqual(['four']);
    expect(ids('q=nowhere')).toEqual([]);
  });
});

describe('the address', () => {
  test('holds the whole filter and gives it back', () => {
    const query = 'q=a+b&field=ads%2Csearch&difficulty=2%2C4&level=senior&tag=retail&seen=unseen&from=bank';
    expect(writeFilter(readFilter(new URLSearchParams(query))).toString()).toBe(query);
    expect(writeFilter(NO_FILTER).toString()).toBe('');
  });

  test('passes over what is none of its words', () => {
    const filter = readFilter(
      new URLSearchParams('field=ads,cars&difficulty=9,x,1&level=boss&tag=<b>,ok&seen=maybe'),
    );
    expect(filter).toEqual({ ...NO_FILTER, domains: ['ads'], difficulties: [1], tags: ['ok'] });
  });
});

describe('counts', () => {
  test('say what a value would show, the rest of the filter standing', () => {
    const filter = { ...NO_FILTER, domains: ['ads' as const], difficulties: [3] };
    expect([...countFacet(bank, filter, 'domains')]).toEqual([
      ['ads', 1],
      ['search', 0],
      ['nlp', 1],
    ]);
    expect(countFacet(bank, filter, 'difficulties').get(4)).toBe(0);
  });

  test('a tag counts what it would leave, because tags narrow', () => {
    const counts = countFacet(bank, { ...NO_FILTER, tags: ['ranking'] }, 'tags');
    expect(counts.get('retail')).toBe(1);
    expect(counts.get('video')).toBe(0);
  });
});

test('a value is ticked and ticked off', () => {
  const once = toggleFacet(NO_FILTER, 'domains', 'ads');
  expect(once.domains).toEqual(['ads']);
  expect(toggleFacet(once, 'domains', 'ads')).toEqual(NO_FILTER);
});
