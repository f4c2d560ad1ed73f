import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { edgesOf, inkOf, isCanvasId, nodesOf, readBoard } from '#shared/documents/canvas.ts';
import { encodeInkChunk } from '#shared/documents/canvas-ink.ts';
import { insertModel, seedCanvas } from '#shared/documents/canvas-seed.ts';
import {
  connect,
  createCanvasId,
  createNode,
  deleteItems,
  moveNodes,
  resizeNode,
  reverseEdge,
  setColour,
  setFlow,
  setLabel,
  setQualifier,
  setTitle,
} from '#shared/documents/canvas-writers.ts';
import { scenarioBoardToModel } from '#shared/domain/board-scenario.ts';
import { act, at, boardText, openDocs } from './canvas-support.ts';

function newNode(doc: Y.Doc, kind: 'ranker' | 'cache' | 'lane' = 'ranker'): string {
  const id = createNode(act(doc), { kind, x: 10, y: 20 });
  if (id === null) throw new Error('The node was not created.');
  return id;
}

describe('writing and reading a board', () => {
  it('reads back what was written, in whole pixels', () => {
    const doc = new Y.Doc();
    const id = newNode(doc);
    moveNodes(act(doc), new Map([[id, { x: 12.6, y: -7.2 }]]));
    setLabel(act(doc), { of: 'node', id, label: 'Deep ranker' });
    setQualifier(act(doc), { id, key: 'p99', value: ' 30 ms ' });
    setColour(act(doc), { ids: [id], colour: 'teal' });
    setTitle(act(doc), 'Ads');
    expect(readBoard(doc)).toEqual({
      title: 'Ads',
      nodes: [
        {
          id,
          kind: 'ranker',
          x: 13,
          y: -7,
          size: null,
          label: 'Deep ranker',
          colour: 'teal',
          qualifiers: [{ key: 'p99', value: '30 ms' }],
        },
      ],
      edges: [],
      strokes: [],
    });
  });

  it('clears a qualifier with an empty value and refuses keys of other fields', () => {
    const doc = new Y.Doc();
    const id = newNode(doc);
    setQualifier(act(doc), { id, key: 'p99', value: '30 ms' });
    setQualifier(act(doc), { id, key: 'p99', value: '  ' });
    setQualifier(act(doc), { id, key: 'k', value: 'cache' });
    expect(readBoard(doc).nodes[0]).toMatchObject({ kind: 'ranker', qualifiers: [] });
  });

  it('makes ids of the right shape that carry the client and never repeat', () => {
    const doc = new Y.Doc();
    const draws = [0.5, 0.5, 0.25];
    const random = () => draws.shift() ?? 0;
    const first = createCanvasId({ doc, random });
    createNode(act(doc), { id: first, kind: 'box', x: 0, y: 0 });
    const second = createCanvasId({ doc, random });
    expect(isCanvasId(first)).toBe(true);
    expect(second).not.toBe(first);
    expect(second.slice(0, 3)).toBe(first.slice(0, 3));
  });

  it('sorts lanes before everything else, then by id', () => {
    const doc = new Y.Doc();
    createNode(act(doc), { id: 'aaaaaaa', kind: 'ranker', x: 0, y: 0 });
    createNode(act(doc), { id: 'zzzzzzz', kind: 'lane', x: 0, y: 0 });
    createNode(act(doc), { id: 'bbbbbbb', kind: 'cache', x: 0, y: 0 });
    expect(readBoard(doc).nodes.map(({ id }) => id)).toEqual(['zzzzzzz', 'aaaaaaa', 'bbbbbbb']);
  });

  it('connects, relabels, turns and deletes an arrow', () => {
    const doc = new Y.Doc();
    const [a, b] = [newNode(doc), newNode(doc, 'cache')];
    const id = connect(act(doc), { source: a, target: b });
    if (id === null) throw new Error('Not connected.');
    setFlow(act(doc), { id, flow: 'feedback' });
    setLabel(act(doc), { of: 'edge', id, label: 'clicks' });
    reverseEdge(act(doc), id);
    expect(readBoard(doc).edges).toEqual([{ id, source: b, target: a, label: 'clicks', flow: 'feedback' }]);
    deleteItems(act(doc), [id]);
    expect(readBoard(doc).edges).toEqual([]);
    expect(readBoard(doc).nodes).toHaveLength(2);
  });

  it('refuses an arrow to something that is gone and to a lane', () => {
    const doc = new Y.Doc();
    const [a, b, lane] = [newNode(doc), newNode(doc), newNode(doc, 'lane')];
    deleteItems(act(doc), [b]);
    expect(connect(act(doc), { source: a, target: b })).toBeNull();
    expect(connect(act(doc), { source: a, target: lane })).toBeNull();
    expect(edgesOf(doc).size).toBe(0);
  });

  it('deletes nodes with their arrows in one transaction', () => {
    const doc = new Y.Doc();
    const [a, b, c] = [newNode(doc), newNode(doc), newNode(doc)];
    connect(act(doc), { source: a, target: b });
    connect(act(doc), { source: b, target: c });
    let updates = 0;
    doc.on('update', () => (updates += 1));
    deleteItems(act(doc), [a, b]);
    expect(updates).toBe(1);
    expect(readBoard(doc)).toMatchObject({ nodes: [{ id: c }], edges: [] });
    expect(edgesOf(doc).size).toBe(0);
  });

  it('writes nothing for a move to the same place', () => {
    const doc = new Y.Doc();
    const id = newNode(doc);
    let updates = 0;
    doc.on('update', () => (updates += 1));
    moveNodes(act(doc), new Map([[id, { x: 10.2, y: 20 }]]));
    expect(updates).toBe(0);
  });

  it('keeps a drag sample small', () => {
    const doc = new Y.Doc();
    const id = newNode(doc);
    let bytes = 0;
    doc.on('update', (update: Uint8Array) => (bytes += update.length));
    moveNodes(act(doc), new Map([[id, { x: 400, y: 300 }]]));
    // The design measured 36 bytes; double it and the history of an hour would double.
    expect(bytes).toBeLessThan(48);
  });

  it('stops at the limits', () => {
    const doc = new Y.Doc();
    const id = newNode(doc);
    resizeNode(act(doc), { id, x: 1e9, y: Number.NaN, w: 1e9, h: -5 });
    setLabel(act(doc), { of: 'node', id, label: 'x'.repeat(5000) });
    const node = readBoard(doc).nodes[0];
    expect(node).toMatchObject({
      x: BOARD_LIMITS.coordinate,
      y: 0,
      size: { w: BOARD_LIMITS.maxSize, h: BOARD_LIMITS.minSize },
    });
    expect(node?.label).toHaveLength(BOARD_LIMITS.labelLength);
    for (let count = 1; count < BOARD_LIMITS.nodes; count += 1) newNode(doc);
    expect(createNode(act(doc), { kind: 'box', x: 0, y: 0 })).toBeNull();
  });

  it('survives writers that name items which are gone', () => {
    const doc = new Y.Doc();
    const gone = 'gone0000';
    moveNodes(act(doc), new Map([[gone, { x: 1, y: 1 }]]));
    setLabel(act(doc), { of: 'node', id: gone, label: 'x' });
    setQualifier(act(doc), { id: gone, key: 'p99', value: 'x' });
    setColour(act(doc), { ids: [gone], colour: 'red' });
    setFlow(act(doc), { id: gone, flow: 'sync' });
    reverseEdge(act(doc), gone);
    deleteItems(act(doc), [gone]);
    expect(nodesOf(doc).size).toBe(0);
  });
});

describe('reading what a hostile client wrote', () => {
  it('skips what is no item and defaults the rest', () => {
    const doc = new Y.Doc();
    const nodes = nodesOf(doc);
    nodes.set('string00', 'text');
    nodes.set('nokind00', new Y.Map([['p', [1, 2]]]));
    nodes.set('<script>', new Y.Map([['k', 'ranker']]));
    nodes.set(
      'later000',
      new Y.Map<unknown>([
        ['k', 'quantum_ranker'],
        ['p', ['1', Infinity]],
        ['s', [Number.NaN, 3]],
        ['c', 'url(x)'],
        ['l', 7],
      ]),
    );
    nodes.set(
      'odd00000',
      new Y.Map<unknown>([
        ['k', 'cache'],
        ['p', [1e300, -1e300]],
        ['l', 'plain'],
        ['constructor', 'x'],
        ['__proto__', 'y'],
      ]),
    );
    const board = readBoard(doc);
    expect(board.nodes).toEqual([
      { id: 'later000', kind: 'box', x: 0, y: 0, size: null, label: '', colour: null, qualifiers: [] },
      {
        id: 'odd00000',
        kind: 'cache',
        x: BOARD_LIMITS.coordinate,
        y: -BOARD_LIMITS.coordinate,
        size: null,
        label: 'plain',
        colour: null,
        qualifiers: [{ key: 'constructor', value: 'x' }],
      },
    ]);
  });

  it('reads ink with bounds', () => {
    const doc = new Y.Doc();
    const points = [
      { x: 1.5, y: 2, atMs: 0 },
      { x: 4, y: -3.5, atMs: 16 },
    ];
    const good = new Y.Map<unknown>([
      ['w', 1e9],
      ['c', 'red'],
      ['d', Y.Array.from([encodeInkChunk(points)])],
    ]);
    inkOf(doc).set('stroke00', good);
    inkOf(doc).set(
      'stroke01',
      new Y.Map<unknown>([
        ['d', Y.Array.from(['x', 3, new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])])],
      ]),
    );
    expect(readBoard(doc).strokes).toEqual([
      { id: 'stroke00', kind: 'pen', colour: 'red', width: BOARD_LIMITS.maxStrokeWidth, points },
    ]);
  });
});

describe('two people at once', () => {
  it('keeps a move and a relabel of one node', () => {
    const { docs, sync } = openDocs(2);
    const id = newNode(at(docs, 0));
    sync();
    moveNodes(act(docs[0]), new Map([[id, { x: 300, y: 200 }]]));
    setLabel(act(docs[1]), { of: 'node', id, label: 'Light ranker' });
    sync();
    expect(boardText(docs[0])).toBe(boardText(docs[1]));
    expect(readBoard(at(docs, 0)).nodes[0]).toMatchObject({ x: 300, y: 200, label: 'Light ranker' });
  });

  it('merges two renames character by character', () => {
    const { docs, sync } = openDocs(2);
    const id = newNode(at(docs, 0));
    sync();
    setLabel(act(docs[0]), { of: 'node', id, label: 'Ranker (deep)' });
    setLabel(act(docs[1]), { of: 'node', id, label: 'Ad Ranker' });
    sync();
    expect(readBoard(at(docs, 0)).nodes[0]?.label).toBe('Ad Ranker (deep)');
    expect(boardText(docs[0])).toBe(boardText(docs[1]));
  });

  it('hides an arrow whose node was deleted and shows it again when the node comes back', () => {
    const { docs, sync } = openDocs(2);
    const [a, b] = [newNode(at(docs, 0)), newNode(at(docs, 0))];
    sync();
    deleteItems(act(docs[0]), [b]);
    const edge = connect(act(docs[1]), { source: a, target: b });
    sync();
    expect(boardText(docs[0])).toBe(boardText(docs[1]));
    expect(readBoard(at(docs, 0)).edges).toEqual([]);
    expect(edgesOf(at(docs, 0)).has(edge ?? '')).toBe(true);
    createNode(act(docs[0]), { id: b, kind: 'ranker', x: 0, y: 0 });
    sync();
    expect(readBoard(at(docs, 1)).edges).toMatchObject([{ id: edge, source: a, target: b }]);
  });

  it('ends with one pair of lanes when both seed', () => {
    const { docs, sync } = openDocs(2);
    for (const doc of docs) seedCanvas(act(doc));
    sync();
    expect(readBoard(at(docs, 0)).nodes.map(({ kind }) => kind)).toEqual(['lane_offline', 'lane_online']);
    seedCanvas(act(docs[0]));
    expect(readBoard(at(docs, 0)).nodes).toHaveLength(2);
  });
});

describe('seeding', () => {
  const board = {
    nodes: [
      { id: 'log', type: 'event_log', lane: 'offline', label: 'Clicks' },
      { id: 'train', type: 'trainer', lane: 'offline', label: 'Train' },
      { id: 'rank', type: 'ranker', lane: 'online', label: 'Rank' },
    ],
    edges: [
      { from: 'log', to: 'train', kind: 'data', mode: 'batch' },
      { from: 'train', to: 'rank', kind: 'model', mode: 'async', label: 'weekly' },
    ],
  } as const;

  it('puts a starter board down in one update, the same for everybody', () => {
    const { docs, sync } = openDocs(2);
    let updates = 0;
    at(docs, 0).on('update', () => (updates += 1));
    seedCanvas(act(docs[0]), board, 'Ads');
    expect(updates).toBe(1);
    seedCanvas(act(docs[1]), board, 'Ads');
    sync();
    const model = readBoard(at(docs, 1));
    expect(model).toEqual(scenarioBoardToModel(board, 'Ads'));
    expect(model.edges.map(({ flow, label }) => `${flow} ${label}`).sort()).toEqual([
      'async weekly',
      'batch ',
    ]);
  });

  it('inserts a copy with fresh ids, twice if asked, without doubling lanes', () => {
    const doc = new Y.Doc();
    seedCanvas(act(doc));
    const model = scenarioBoardToModel(board);
    const first = insertModel(act(doc), model, { dx: 10, dy: 0, withLanes: false });
    const second = insertModel(act(doc), model, { dx: 20, dy: 0, withLanes: false });
    expect(new Set([...first, ...second]).size).toBe(6);
    expect(readBoard(doc).nodes).toHaveLength(8);
    expect(readBoard(doc).edges).toHaveLength(4);
  });
});
