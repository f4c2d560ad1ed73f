import { describe, expect, it } from 'vitest';
import { rectOf } from '#shared/domain/board-card.ts';
import {
  laneOf,
  neighbourInOrder,
  outlineOf,
  outlineText,
  spokenItem,
} from '#shared/domain/board-outline.ts';
import { scenarioBoardToModel, type ScenarioBoard } from '#shared/domain/board-scenario.ts';
import {
  COMPONENT_KINDS,
  ML_COMPONENTS,
  componentOf,
  isComponentKind,
  kindForNodeType,
} from '#shared/domain/ml-components.ts';

/** The node types that scenario files may use. */
const NODE_TYPES =
  `client event_log stream operational_db object_store warehouse document_corpus label_joiner human_labelling
  label_store batch_features stream_features offline_feature_store online_feature_store dataset_builder trainer tuner
  offline_evaluator model_registry embedding_job index_builder gateway orchestrator retriever vector_index light_ranker ranker
  reranker policy_filter model_server auction prompt_builder llm_server guardrail cache fallback experiment_platform
  shadow_or_canary monitor alerting human_review retrain_trigger privacy_service`.split(/\s+/);

const BOARD: ScenarioBoard = {
  nodes: [
    { id: 'log', type: 'event_log', lane: 'offline', label: 'Clicks' },
    { id: 'train', type: 'trainer', lane: 'offline', label: 'Train' },
    { id: 'reg', type: 'model_registry', lane: 'shared', label: 'Registry' },
    { id: 'feat', type: 'online_feature_store', lane: 'online', label: 'Features' },
    { id: 'rank', type: 'ranker', lane: 'online', label: 'Ranker' },
    { id: 'cache', type: 'cache', lane: 'online', label: 'Cache' },
    { id: 'tap', type: 'stream', lane: 'shared', label: 'Tap' },
  ],
  edges: [
    { from: 'log', to: 'train', kind: 'data', mode: 'batch' },
    { from: 'train', to: 'reg', kind: 'model', mode: 'batch' },
    { from: 'reg', to: 'rank', kind: 'model', mode: 'async' },
    { from: 'feat', to: 'rank', kind: 'data', mode: 'sync' },
    { from: 'rank', to: 'cache', kind: 'data', mode: 'sync' },
    { from: 'rank', to: 'tap', kind: 'data', mode: 'async', label: 'scores' },
    { from: 'rank', to: 'log', kind: 'feedback', mode: 'async' },
    { from: 'cache', to: 'feat', kind: 'data', mode: 'sync' },
    { from: 'gone', to: 'rank', kind: 'data', mode: 'sync' },
  ],
};

describe('the palette', () => {
  it('has a kind for every node type of scenario files', () => {
    for (const type of NODE_TYPES) expect(kindForNodeType(type)).toBe(type);
    expect(kindForNodeType('toString')).toBe('box');
    expect(isComponentKind('__proto__')).toBe(false);
  });

  it('gives every component two to four qualifiers with keys that can be stored', () => {
    for (const kind of COMPONENT_KINDS) {
      const { form, qualifiers } = componentOf(kind);
      if (form !== 'card') continue;
      expect([kind, qualifiers.length >= 2 && qualifiers.length <= 4]).toEqual([kind, true]);
      for (const { key } of qualifiers) expect(key).toMatch(/^[a-z][a-z0-9_]{1,15}$/);
    }
  });

  it('has no two kinds of one name', () => {
    expect(new Set(Object.values(ML_COMPONENTS).map(({ name }) => name)).size).toBe(COMPONENT_KINDS.length);
  });
});

describe('a scenario’s board', () => {
  const model = scenarioBoardToModel(BOARD, 'Ads');

  it('is laid out the same every time, without overlaps, each node in its lane', () => {
    expect(scenarioBoardToModel(BOARD, 'Ads')).toEqual(model);
    const cards = model.nodes.filter((node) => componentOf(node.kind).form !== 'lane');
    expect(cards).toHaveLength(7);
    for (const [at, node] of cards.entries()) {
      for (const other of cards.slice(at + 1)) {
        const [a, b] = [rectOf(node), rectOf(other)];
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
      }
    }
    const laneOfLabel = (label: string) => {
      const node = cards.find((candidate) => candidate.label === label);
      return node ? (laneOf(model, node)?.kind ?? null) : undefined;
    };
    expect(laneOfLabel('Train')).toBe('lane_offline');
    expect(laneOfLabel('Cache')).toBe('lane_online');
    expect(laneOfLabel('Registry')).toBeNull();
  });

  it('turns modes into flows and leaves out arrows without an end', () => {
    expect(model.edges).toHaveLength(8);
    expect(model.edges.filter(({ flow }) => flow === 'feedback')).toHaveLength(1);
    expect(model.edges.find(({ label }) => label === 'scores')?.flow).toBe('stream');
  });
});

describe('the board as text', () => {
  it('goes lane by lane in reading order and names what flows in and out', () => {
    const model = scenarioBoardToModel(BOARD);
    expect(outlineOf(model).map(({ title }) => title)).toEqual([
      'Offline training',
      'Online serving',
      'Outside the lanes',
    ]);
    const text = outlineText(model);
    expect(text).toContain('- Ranker: in from ');
    expect(text).toMatch(/Ranker: in from .*Features.*, out to .*Tap \(stream, scores\)/);
    expect(text).toMatch(/Clicks \(Event log\): in from Ranker \(feedback\), out to Train \(batch\)/);
  });

  it('reads a row from left to right although its cards differ in height', () => {
    const model = scenarioBoardToModel(BOARD);
    const namesOf = (board: typeof model) =>
      outlineOf(board).flatMap(({ items }) => items.map(({ name }) => name));
    const features = model.nodes.find(({ label }) => label === 'Features');
    const lowered = model.nodes.map((node) => (node === features ? { ...node, y: node.y + 6 } : node));
    expect(namesOf({ ...model, nodes: lowered })).toEqual(namesOf(model));
  });

  it('says a component as one sentence: name, lane, what comes in, what goes out', () => {
    const items = outlineOf(scenarioBoardToModel(BOARD)).flatMap((section) =>
      section.items.map((item) => spokenItem(item, section.laneId === null ? null : section.title)),
    );
    expect(items.find((text) => text.startsWith('Cache'))).toBe(
      'Cache, in Online serving; in from Ranker; out to Features',
    );
    expect(items.find((text) => text.startsWith('Tap'))).toBe('Tap, Stream; in from Ranker, stream, scores');
  });

  it('lists the arrows of a component from its own side', () => {
    const items = outlineOf(scenarioBoardToModel(BOARD)).flatMap((section) => section.items);
    const cache = items.find(({ name }) => name === 'Cache');
    expect(cache?.connections.map(({ direction, otherName, flow }) => [direction, otherName, flow])).toEqual([
      ['in', 'Ranker', 'sync'],
      ['out', 'Features', 'sync'],
    ]);
  });

  it('hands focus to the next item of the list, at its end to the one before', () => {
    const order = ['a', 'b', 'c', 'd'];
    expect(neighbourInOrder(order, { gone: 'b', after: new Set(['a', 'c', 'd']) })).toBe('c');
    expect(neighbourInOrder(order, { gone: 'd', after: new Set(['a', 'b', 'c']) })).toBe('c');
    expect(neighbourInOrder(order, { gone: 'b', after: new Set(['a', 'd']) })).toBe('d');
    expect(neighbourInOrder(order, { gone: 'a', after: new Set() })).toBeNull();
    expect(neighbourInOrder(order, { gone: 'x', after: new Set(order) })).toBeNull();
  });
});
