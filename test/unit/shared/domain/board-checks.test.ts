import { describe, expect, it } from 'vitest';
import type { CheckCode } from '#shared/domain/board-check-words.ts';
import { MIN_COMPONENTS, checkBoard } from '#shared/domain/board-checks.ts';
import { EMPTY_BOARD, type BoardModel } from '#shared/domain/board-model.ts';
import { scenarioBoardToModel } from '#shared/domain/board-scenario.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';
import { LANES, drawBoard } from './board-drawing.ts';

const codes = (model: BoardModel) => checkBoard(model).findings.map(({ code }) => code);
const finding = (model: BoardModel, code: CheckCode) =>
  checkBoard(model).findings.find((each) => each.code === code);

/** A small system that leaves nothing to ask: trained, deployed, watched, fed back. */
const WHOLE = {
  log: { kind: 'event_log' },
  labels: { kind: 'label_joiner' },
  trainer: { kind: 'trainer' },
  registry: { kind: 'model_registry' },
  features: { kind: 'online_feature_store' },
  retriever: { kind: 'retriever' },
  ranker: { kind: 'ranker' },
  monitor: { kind: 'monitor' },
} as const;
const WHOLE_EDGES = [
  'log -> labels : batch',
  'labels -> trainer : batch',
  'trainer -> registry : batch',
  'registry -> ranker : async',
  'features -> ranker : sync : 40 values',
  'retriever -> ranker : sync',
  'ranker -> log : feedback : clicks',
  'ranker -> monitor : async',
];
const without = (id: keyof typeof WHOLE) => {
  const { [id]: _gone, ...rest } = WHOLE;
  return drawBoard(
    rest,
    WHOLE_EDGES.filter((edge) => !edge.split(' : ')[0]?.split(' -> ').includes(id)),
  );
};
const withEdges = (...edges: string[]) => drawBoard(WHOLE, [...WHOLE_EDGES, ...edges]);
const lessEdge = (edge: string) =>
  drawBoard(
    WHOLE,
    WHOLE_EDGES.filter((each) => !each.startsWith(edge)),
  );

describe('a board that has barely begun', () => {
  it('gives no finding and says that it is too early', () => {
    expect(checkBoard(EMPTY_BOARD)).toEqual({ isTooEarly: true, componentCount: 0, findings: [] });
    const begun = drawBoard({ a: { kind: 'ranker' }, b: { kind: 'client' }, c: { kind: 'cache' } });
    expect(checkBoard(begun)).toEqual({ isTooEarly: true, componentCount: 3, findings: [] });
  });

  it('counts no text, sticky, actor or lane as a component', () => {
    const words = drawBoard({
      a: { kind: 'text', label: 'Goals' },
      b: { kind: 'risk' },
      c: { kind: 'actor' },
      d: { kind: 'question' },
      e: { kind: 'box', label: 'Something' },
    });
    expect(checkBoard(words)).toMatchObject({ isTooEarly: true, componentCount: 1 });
    expect(MIN_COMPONENTS).toBe(4);
  });
});

describe('a board with nothing left to ask', () => {
  it('gives no finding', () => {
    expect(codes(drawBoard(WHOLE, WHOLE_EDGES))).toEqual([]);
  });

  it('reads plain boxes by their words', () => {
    const boxes = Object.fromEntries(
      Object.entries({
        log: 'Click log',
        labels: 'Joining labels',
        trainer: 'Model training',
        registry: 'Registry',
        features: 'Feature store',
        retriever: 'Candidate generation',
        ranker: 'Ranking',
        monitor: 'Dashboards & monitors',
      }).map(([id, label]) => {
        const isOffline = ['log', 'labels', 'trainer'].includes(id);
        return [id, { kind: 'box', label, in: isOffline ? 'offline' : 'online' } as const];
      }),
    );
    expect(codes(drawBoard(boxes, WHOLE_EDGES))).toEqual([]);
  });
});

describe('what is not drawn', () => {
  it('asks about monitoring', () => {
    expect(checkBoard(without('monitor')).findings).toEqual([
      {
        code: 'monitoring-missing',
        kind: 'missing',
        ids: [],
        seen: 'Nothing on the board watches the model or its data.',
        ask: 'How would you notice that the model has gone stale?',
      },
    ]);
  });

  it('asks how outcomes come back, unless a path leads from serving to labels or training', () => {
    expect(codes(lessEdge('ranker -> log'))).toEqual(['feedback-missing']);
    const another = lessEdge('ranker -> log');
    const edge = { id: 'x', source: 'monitor', target: 'trainer', label: '', flow: 'async' } as const;
    expect(codes({ ...another, edges: [...another.edges, edge] })).toEqual([]);
  });

  it('asks how the model is deployed, whichever way the read from the registry is drawn', () => {
    expect(finding(lessEdge('registry -> ranker'), 'deploy-missing')).toMatchObject({
      kind: 'missing',
      ids: ['trainer'],
    });
    const pulled = lessEdge('registry -> ranker');
    const edge = { id: 'x', source: 'ranker', target: 'registry', label: '', flow: 'async' } as const;
    expect(codes({ ...pulled, edges: [...pulled.edges, edge] })).toEqual([]);
  });

  it('asks for labels, and where training reads logs only for the step that makes them', () => {
    const bare = drawBoard({ ...WHOLE, labels: { kind: 'box', label: 'Stuff', in: 'offline' } }, WHOLE_EDGES);
    expect(codes(bare)).toEqual(['label-step-missing']);
    const cut = drawBoard(
      { ...WHOLE, labels: { kind: 'box', label: 'Stuff', in: 'offline' } },
      WHOLE_EDGES.filter((edge) => !edge.startsWith('log')),
    );
    expect(codes(cut)).toContain('label-source-missing');
  });

  it('asks for features, and for their way to serving when they are drawn', () => {
    expect(finding(without('features'), 'features-missing')?.seen).toBe('Ranker is drawn without features.');
    expect(codes(lessEdge('features'))).toEqual(['features-unread', 'isolated']);
  });

  it('leaves open what stands alone in retrieval and ranking', () => {
    expect(finding(without('retriever'), 'retrieval-missing')?.kind).toBe('unclear');
    expect(finding(without('ranker'), 'ranking-missing')).toMatchObject({
      kind: 'unclear',
      ids: ['retriever'],
    });
  });
});

describe('how it is joined', () => {
  it('asks about calls that wait for the other side', () => {
    expect(finding(withEdges('ranker -> trainer : sync'), 'sync-online-offline')).toMatchObject({
      kind: 'wiring',
      ids: ['ranker-trainer-sync'],
      seen: 'A request waits for the offline side: Ranker → Training pipeline.',
    });
    expect(codes(withEdges('ranker -> trainer : batch'))).toEqual([]);
    expect(finding(withEdges('trainer -> ranker : sync'), 'sync-offline-online')?.kind).toBe('unclear');
  });

  it('goes by the lane a node is drawn in before the side its kind is usually on', () => {
    const moved = drawBoard({ ...WHOLE, labels: { kind: 'label_joiner', in: 'online' } }, [
      ...WHOLE_EDGES,
      'ranker -> labels : sync',
    ]);
    expect(codes(moved)).not.toContain('sync-online-offline');
  });

  it('names a part without any arrow, and takes an actor for the other end of one', () => {
    const alone = drawBoard({ ...WHOLE, cache: { kind: 'cache' } }, WHOLE_EDGES);
    expect(finding(alone, 'isolated')).toMatchObject({ ids: ['cache'], seen: 'Without any arrow: Cache.' });
    const nodes = {
      ...WHOLE,
      cache: { kind: 'cache' },
      person: { kind: 'actor' },
      note: { kind: 'sticky' },
    } as const;
    expect(codes(drawBoard(nodes, [...WHOLE_EDGES, 'person -> cache']))).toEqual([]);
    expect(codes(drawBoard(nodes, [...WHOLE_EDGES, 'note -> cache', 'cache -> cache']))).toContain(
      'isolated',
    );
  });

  it('finds calls in a circle, but takes an answer to the client for none', () => {
    const circle = drawBoard({ ...WHOLE, cache: { kind: 'cache' }, app: { kind: 'client' } }, [
      ...WHOLE_EDGES,
      'ranker -> cache : sync',
      'cache -> retriever : sync',
      'app -> retriever : sync',
      'ranker -> app : sync',
    ]);
    expect(finding(circle, 'sync-cycle')?.ids.toSorted()).toEqual(['cache', 'ranker', 'retriever']);
    const answered = drawBoard({ ...WHOLE, app: { kind: 'client' } }, [
      ...WHOLE_EDGES,
      'app -> retriever : sync',
      'ranker -> app : sync',
    ]);
    expect(codes(answered)).not.toContain('sync-cycle');
  });
});

describe('lanes', () => {
  it('asks about serving among training and the other way round', () => {
    const swapped = drawBoard(
      { ...WHOLE, ranker: { kind: 'ranker', in: 'offline' }, trainer: { kind: 'trainer', in: 'online' } },
      WHOLE_EDGES,
    );
    expect(finding(swapped, 'lane-mismatch')?.ids.toSorted()).toEqual(['ranker', 'trainer']);
  });

  it('asks about parts outside of them, but not about what belongs between', () => {
    const outside = drawBoard(
      { ...WHOLE, ranker: { kind: 'ranker', in: 'none' }, registry: { kind: 'model_registry', in: 'none' } },
      WHOLE_EDGES,
    );
    expect(finding(outside, 'outside-lanes')?.ids).toEqual(['ranker']);
  });

  it('asks about lanes that overlap or are not there', () => {
    const board = drawBoard(WHOLE, WHOLE_EDGES);
    const [offline, online] = LANES;
    const rest = board.nodes.slice(LANES.length);
    if (!offline || !online) throw new Error('two lanes');
    const overlapping = [{ ...offline, size: { w: 6000, h: 700 } }, online, ...rest];
    expect(codes({ ...board, nodes: overlapping })).toContain('lanes-overlap');
    expect(codes({ ...board, nodes: rest })).toEqual(['lanes-missing']);
  });
});

describe('labels of arrows', () => {
  it('asks about feature paths one by one and folds the rest', () => {
    const edges = [...WHOLE_EDGES, 'monitor -> trainer : async', 'labels -> monitor : async'];
    const plain = drawBoard(
      WHOLE,
      edges.map((edge) => edge.split(' : ').slice(0, 2).join(' : ')),
    );
    expect(finding(plain, 'feature-path-unlabelled')?.seen).toBe(
      'Feature paths without a label: Online feature store → Ranker.',
    );
    expect(finding(plain, 'edges-unlabelled')).toMatchObject({
      kind: 'unclear',
      seen: '9 other arrows have no label.',
    });
  });
});

describe('the reference architecture of the bank', () => {
  it('leaves no more than open labels to ask about', () => {
    const model = scenarioBoardToModel(GOOD_SCENARIO.interviewer.architecture);
    expect(codes(model)).toEqual(['feature-path-unlabelled', 'edges-unlabelled']);
  });
});
