import { describe, expect, test } from 'vitest';
import { indexGuide, searchGuide } from '#client/features/scenarios/guide-index.ts';
import { citedSources, plainText, splitSources } from '#client/features/scenarios/sourced-parts.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';

const entries = indexGuide(GOOD_SCENARIO);
const find = (query: string) => searchGuide(entries, query);

describe('finding in the guide', () => {
  test('an expectation is found by its own words and by those of its hints', () => {
    expect(find('multiplied by a bid').map(({ id }) => id)).toContain('cl.goal');
    expect(find('somebody has to do something').map(({ id }) => id)).toEqual(['cl.goal']);
  });

  test.each(['qps', 'ads shown per request', 'credit asking before'])(
    'a card is found by what counts as asking, by its face and by its note: %s',
    (query) => {
      expect(find(query).map(({ id }) => id)).toContain('r.scale');
    },
  );

  test('all words have to be there, in any order and case', () => {
    expect(find('REDIS vectors').map(({ id }) => id)).toContain('se.p3');
    expect(find('redis zebra')).toEqual([]);
  });

  test('every part of the guide can be found', () => {
    const kinds = new Set(entries.map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set([
        'expectation',
        'probe',
        'reveal',
        'red-flag',
        'trade-off',
        'worksheet-line',
        'curveball',
        'deep-dive',
        'reading',
      ]),
    );
  });

  test.each([
    ['public holiday', 'curveballs'],
    ['normalised entropy', 'measures'],
    ['minimisation and storage limitation', 'measures'],
    ['predicted over observed clicks on views', 'measures'],
    ['sampler that keeps weights', 'architecture'],
    ['you do not need to know advertising', 'brief'],
    ['thanks for joining', 'brief'],
  ])('%s is found in %s', (query, place) => {
    expect(find(query).map((entry) => entry.place)).toContain(place);
  });

  test('an empty query finds nothing, and entries have keys of their own', () => {
    expect(find('  ')).toEqual([]);
    expect(new Set(entries.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(entries.length);
  });

  test('source markers are not part of what is found or shown', () => {
    expect(find('src:he2014')).toEqual([]);
    expect(entries.filter(({ title }) => title.includes('[src'))).toEqual([]);
  });
});

describe('source markers', () => {
  test('are cut out with the space before them', () => {
    expect(splitSources('By over 3 % [src:he2014], in one system.')).toEqual([
      { kind: 'text', text: 'By over 3 %' },
      { kind: 'source', id: 'he2014' },
      { kind: 'text', text: ', in one system.' },
    ]);
    expect(plainText('returns the true rate [src:he2014]')).toBe('returns the true rate');
    expect(plainText('no marker [here]')).toBe('no marker [here]');
  });

  test('are listed once each', () => {
    expect(citedSources('a [src:one] b [src:two] c [src:one]')).toEqual(['one', 'two']);
  });

  test('every marker of the case names one of its sources', () => {
    const known = GOOD_SCENARIO.interviewer.sources.map(({ id }) => id);
    const cited = citedSources(JSON.stringify(GOOD_SCENARIO));
    expect(cited.length).toBeGreaterThan(1);
    expect(cited.filter((id) => !known.includes(id))).toEqual([]);
  });
});
