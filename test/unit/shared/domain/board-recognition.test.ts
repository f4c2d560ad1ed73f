import { describe, expect, it } from 'vitest';
import { recogniseKind } from '#shared/domain/board-recognition.ts';
import { likenessOf, stemsOf } from '#shared/domain/board-stems.ts';

const box = (label: string, side: 'offline' | 'online' | null = null) =>
  recogniseKind({ kind: 'box', label }, side);

describe('the kind of a box', () => {
  it.each([
    ['Monitors & dashboards', 'monitor'],
    ['Model training monitoring', 'monitor'],
    ['Ranking', 'ranker'],
    ['Ranking model', 'ranker'],
    ['Candidate generation service', 'retriever'],
    ['Vector DB', 'vector_index'],
    ['User features (daily)', 'offline_feature_store'],
    ['User events', 'event_log'],
    ['App logs', 'event_log'],
    ['App server', 'orchestrator'],
    ['Mobile app', 'client'],
    ['Training data', 'dataset_builder'],
    ['Join of clicks and labels', 'label_joiner'],
    ['Kafka', 'stream'],
    ['Feature store cache', 'cache'],
    ['Something else', 'box'],
    ['', 'box'],
    ['→', 'box'],
  ])('%s counts as %s', (label, kind) => {
    expect(box(label)).toBe(kind);
  });

  it('goes by the side it stands on where words fit both', () => {
    expect(box('Feature store', 'online')).toBe('online_feature_store');
    expect(box('Feature store', 'offline')).toBe('offline_feature_store');
  });

  it('is never read for a component with a kind of its own', () => {
    expect(recogniseKind({ kind: 'cache', label: 'Ranker' }, null)).toBe('cache');
  });
});

describe('likeness of words', () => {
  it('takes forms of one word for the same, and tells nothing from small words', () => {
    expect(stemsOf('Labelling the labels')).toEqual(stemsOf('label'));
    expect(likenessOf(stemsOf('Trainer of both passes'), stemsOf('training, both passes'))).toBe(1);
    expect(likenessOf(stemsOf('the and of'), stemsOf('of'))).toBe(0);
  });
});
