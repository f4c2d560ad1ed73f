import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD, type BoardModel, type BoardNode } from '#shared/domain/board-model.ts';
import { alternativesOf, diffWithReference } from '#shared/domain/board-diff.ts';
import { scenarioBoardToModel, type ScenarioBoard } from '#shared/domain/board-scenario.ts';
import { componentOf, type ComponentKind } from '#shared/domain/ml-components.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';
import { drawBoard } from './board-drawing.ts';

const REFERENCE = GOOD_SCENARIO.interviewer.architecture;
const DRAWN = scenarioBoardToModel(REFERENCE);
const compare = (model: BoardModel, reference: ScenarioBoard = REFERENCE) =>
  diffWithReference(model, reference, alternativesOf(reference));

/** The reference as somebody drew it, after a change of the node called `label`. */
function change(label: string, to: (node: BoardNode) => BoardNode | null): BoardModel {
  const nodes = DRAWN.nodes.flatMap((node) => (node.label === label ? (to(node) ?? []) : node));
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = DRAWN.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  expect(nodes.every((node, index) => node === DRAWN.nodes[index])).toBe(false);
  return { ...DRAWN, nodes, edges };
}
const asKind = (kind: ComponentKind) => (node: BoardNode) => ({ ...node, kind });

const SMALL: ScenarioBoard = {
  nodes: [
    { id: 'app', type: 'client', lane: 'online', label: 'App' },
    { id: 'rank', type: 'ranker', lane: 'online', label: 'Ranker' },
    { id: 'feat', type: 'online_feature_store', lane: 'online', label: 'Features' },
    { id: 'log', type: 'event_log', lane: 'offline', label: 'Log' },
  ],
  edges: [
    { from: 'app', to: 'rank', kind: 'request', mode: 'sync' },
    { from: 'rank', to: 'feat', kind: 'request', mode: 'sync' },
    { from: 'app', to: 'log', kind: 'feedback', mode: 'async' },
  ],
};
const states = (model: BoardModel) => compare(model, SMALL).paths.map(({ state }) => state);

describe('the reference beside itself', () => {
  it('has every part and every path, and nothing else', () => {
    const { present, missing, extra, paths } = compare(DRAWN);
    expect(present.map(({ part }) => part.id)).toEqual(REFERENCE.nodes.map(({ id }) => id));
    expect(present.every(({ part, name, foundBy }) => part.label === name && foundBy === 'kind')).toBe(true);
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
    expect(paths).toHaveLength(REFERENCE.edges.length);
    expect(paths.filter(({ state, flow }) => state !== 'direct' || flow !== null)).toEqual([]);
  });
});

describe('parts', () => {
  it('misses one that was removed, with the paths it ends', () => {
    const { missing, extra, paths } = compare(change('Alerts with owner', () => null));
    expect(missing.map(({ id }) => id)).toEqual(['alerts']);
    expect(extra).toEqual([]);
    expect(paths.filter(({ state }) => state !== 'direct').map(({ state, to }) => [state, to.id])).toEqual([
      ['end-missing', 'alerts'],
    ]);
  });

  it('counts an alternative the scenario lists as present', () => {
    const { present, missing, extra } = compare(
      change('Click joiner with one hour wait', asKind('label_store')),
    );
    expect(present.find(({ part }) => part.id === 'joiner')?.foundBy).toBe('alternative');
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
  });

  it('lets one ranker stand for two passes where the scenario says so', () => {
    const { present, missing } = compare(change('Small model on 500 ads', () => null));
    expect(missing).toEqual([]);
    const small = present.find(({ part }) => part.id === 'small');
    expect(small).toMatchObject({ foundBy: 'alternative', name: 'Large model on 50 ads plus correction' });
  });

  it('counts no kind that the scenario does not list', () => {
    const { missing, extra } = compare(change('Alerts with owner', asKind('human_review')));
    expect(missing.map(({ id }) => id)).toEqual(['alerts']);
    expect(extra.map(({ kind }) => kind)).toEqual(['human_review']);
  });

  it('knows a plain box by its words, those of the part or those of its kind', () => {
    for (const label of ['Registry of model and vectors', 'Model registry']) {
      const { present, missing, extra } = compare(
        change('Registry of model, correction and vectors', (node) => ({ ...node, kind: 'box', label })),
      );
      expect(present.find(({ part }) => part.id === 'registry')).toMatchObject({
        foundBy: 'label',
        name: label,
      });
      expect({ missing, extra }).toEqual({ missing: [], extra: [] });
    }
  });

  it('tells two of one kind apart by their words', () => {
    const two: ScenarioBoard = {
      nodes: [
        { id: 'ads', type: 'ranker', lane: 'online', label: 'Ads ranker' },
        { id: 'posts', type: 'ranker', lane: 'online', label: 'Posts ranker' },
      ],
      edges: [],
    };
    const board = drawBoard({ a: { kind: 'ranker', label: 'Ranker of posts' }, b: { kind: 'ranker' } });
    expect(compare(board, two).present.map(({ part, nodeId }) => [part.id, nodeId])).toEqual([
      ['ads', 'b'],
      ['posts', 'a'],
    ]);
  });

  it('says what is not in the reference, and takes no text or actor for a part', () => {
    const board = drawBoard({
      a: { kind: 'ranker' },
      b: { kind: 'cache' },
      c: { kind: 'text', label: 'Log' },
      d: { kind: 'actor', label: 'App' },
    });
    const { extra, missing } = compare(board, SMALL);
    expect(extra).toEqual([{ nodeId: 'b', kind: 'cache', name: 'Cache' }]);
    expect(missing.map(({ id }) => id)).toEqual(['app', 'feat', 'log']);
  });

  it('misses everything on an empty board', () => {
    const { present, missing, extra, paths } = compare(EMPTY_BOARD);
    expect([present.length, missing.length, extra.length]).toEqual([0, REFERENCE.nodes.length, 0]);
    expect(new Set(paths.map(({ state }) => state))).toEqual(new Set(['end-missing']));
  });
});

describe('paths', () => {
  const parts = {
    app: { kind: 'client' },
    rank: { kind: 'ranker' },
    feat: { kind: 'online_feature_store' },
    log: { kind: 'event_log' },
    gate: { kind: 'gateway' },
  } as const;

  it('are present by way of other parts, and name them', () => {
    const board = drawBoard(parts, ['app -> gate', 'gate -> rank', 'rank -> feat', 'app -> log : feedback']);
    expect(states(board)).toEqual(['through', 'direct', 'direct']);
    expect(compare(board, SMALL).paths[0]).toMatchObject({
      through: [componentOf('gateway').name],
      nodeIds: ['app', 'gate', 'rank'],
    });
  });

  it('are present when the arrow is drawn the other way round, and missing when there is none', () => {
    expect(states(drawBoard(parts, ['app -> rank', 'feat -> rank']))).toEqual([
      'direct',
      'reversed',
      'missing',
    ]);
  });

  it('tell another flow, but take a stream for asynchronous', () => {
    const flows = (edge: string) => compare(drawBoard(parts, [edge]), SMALL).paths[2]?.flow;
    expect(flows('app -> log : batch')).toEqual({ reference: 'feedback', board: 'batch' });
    expect(flows('app -> log : feedback')).toBeNull();
    const asynchronous: ScenarioBoard = {
      ...SMALL,
      edges: [{ from: 'app', to: 'log', kind: 'data', mode: 'async' }],
    };
    expect(compare(drawBoard(parts, ['app -> log : stream']), asynchronous).paths[0]?.flow).toBeNull();
  });

  it('do not wind through half the board', () => {
    const far = drawBoard(
      { ...parts, b: { kind: 'cache' }, c: { kind: 'auction' }, d: { kind: 'reranker' } },
      ['app -> b', 'b -> c', 'c -> d', 'd -> rank'],
    );
    expect(states(far)[0]).toBe('missing');
  });
});
