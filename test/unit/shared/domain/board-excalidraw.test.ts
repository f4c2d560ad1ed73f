import { describe, expect, it } from 'vitest';
import {
  boardToExcalidraw,
  toExcalidrawFile,
  type ExcalidrawElement,
} from '#shared/domain/board-excalidraw.ts';
import { EMPTY_BOARD, FLOWS, type BoardModel, type BoardNode } from '#shared/domain/board-model.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { HOSTILE_BOARDS } from './board-hostile.ts';

function boardNode(change: Partial<BoardNode>): BoardNode {
  return {
    id: 'node0001',
    kind: 'ranker',
    x: 0,
    y: 0,
    size: null,
    label: 'Ranker',
    colour: null,
    qualifiers: [],
    ...change,
  };
}

const BOARD: BoardModel = {
  title: 'Feed ranking',
  nodes: [
    boardNode({
      id: 'lane0onl',
      kind: 'lane_online',
      label: 'Online',
      x: -40,
      y: -60,
      size: { w: 900, h: 300 },
    }),
    boardNode({ qualifiers: [{ key: 'p99', value: '50 ms' }], label: 'v2' }),
    boardNode({ id: 'node0002', kind: 'sticky', label: 'Assume 10 k QPS', x: 320 }),
    boardNode({ id: 'node0003', kind: 'text', label: 'Serving path', x: 320, y: 200 }),
  ],
  edges: [
    { id: 'edge0001', source: 'node0001', target: 'node0002', label: 'scores', flow: 'stream' },
    { id: 'edge0002', source: 'node0002', target: 'node0001', label: '', flow: 'sync' },
    { id: 'edge0003', source: 'node0001', target: 'node0001', label: '', flow: 'feedback' },
    { id: 'edge0004', source: 'node0001', target: 'node0003', label: '', flow: 'batch' },
  ],
  strokes: [
    {
      id: 'ink00001',
      kind: 'pen',
      colour: 'red',
      width: 3,
      points: [
        { x: 10.5, y: 20, atMs: 0, pressure: 0.5 },
        { x: 14, y: 10, atMs: 8, pressure: 1 },
      ],
    },
    { id: 'ink00002', kind: 'highlighter', colour: null, width: 20, points: [{ x: 1, y: 1, atMs: 0 }] },
  ],
};

const elements = toExcalidrawFile(BOARD).elements;

function byId(id: string, list: readonly ExcalidrawElement[] = elements): ExcalidrawElement {
  const found = list.find((element) => element.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

interface End {
  readonly elementId: string;
  readonly fixedPoint: readonly number[];
}

/** What an element is tied to, by its own fields. */
function tiesOf(element: ExcalidrawElement): readonly { readonly to: string; readonly type: string }[] {
  const ends = endsOf(element).map(({ elementId }) => ({ to: elementId, type: 'arrow' }));
  const container = element['containerId'];
  return typeof container === 'string' ? [...ends, { to: container, type: 'text' }] : ends;
}

function endsOf(element: ExcalidrawElement): readonly End[] {
  return (['startBinding', 'endBinding'] as const).flatMap((end) => (element[end] as End | undefined) ?? []);
}

/** Every reference holds in both directions, as Excalidraw expects of a scene. */
function expectBound(list: readonly ExcalidrawElement[]): void {
  const ids = list.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const element of list) {
    for (const { to, type } of tiesOf(element))
      expect(byId(to, list)['boundElements']).toContainEqual({ id: element.id, type });
    for (const { id, type } of element['boundElements'] as readonly { id: string; type: string }[])
      expect(tiesOf(byId(id, list))).toContainEqual({ to: element.id, type });
    for (const ratio of endsOf(element).flatMap(({ fixedPoint }) => fixedPoint))
      expect(ratio > 0 && ratio < 1 && ratio !== 0.5).toBe(true);
    for (const field of ['x', 'y', 'width', 'height', 'seed', 'versionNonce'])
      expect(Number.isFinite(element[field])).toBe(true);
  }
}

describe('a board as an Excalidraw file', () => {
  it('has the head of the format', () => {
    expect(toExcalidrawFile(EMPTY_BOARD)).toEqual({
      type: 'excalidraw',
      version: 2,
      source: 'dryrun-board',
      elements: [],
      appState: { viewBackgroundColor: '#ffffff', gridSize: null },
      files: {},
    });
  });

  it('binds words to shapes and arrows to both their ends, in both directions', () => {
    expectBound(elements);
    expect(byId('edge0001')).toMatchObject({
      startBinding: { elementId: 'node0001' },
      endBinding: { elementId: 'node0002' },
    });
    expect(byId('edge0001_t')).toMatchObject({ containerId: 'edge0001', originalText: 'stream · scores' });
    expect(byId('edge0004')).toMatchObject({ endBinding: { elementId: 'node0003' } });
  });

  it('puts lanes behind everything else and keeps kind, label and details as words', () => {
    expect(elements[0]).toMatchObject({ id: 'lane0onl', type: 'rectangle', width: 900, height: 300 });
    expect(byId('node0001_t')['originalText']).toBe('Ranker\nv2\np99 50 ms');
    expect(byId('node0001')['customData']).toEqual({ kind: 'ranker', qualifiers: { p99: '50 ms' } });
    expect(byId('node0003')).toMatchObject({ type: 'text', containerId: null, text: 'Serving path' });
  });

  it('keeps apart arrows that run between the same two shapes', () => {
    const aims = ['edge0001', 'edge0002'].map((id) => {
      const { startBinding, endBinding } = byId(id) as unknown as Record<
        'startBinding' | 'endBinding',
        { elementId: string; fixedPoint: readonly number[] }
      >;
      return [startBinding, endBinding].find(({ elementId }) => elementId === 'node0001')?.fixedPoint;
    });
    expect(aims[0]).not.toEqual(aims[1]);
  });

  it('draws every flow in a way of its own', () => {
    const looks = FLOWS.map((flow) => {
      const edges = [{ id: 'edge0001', source: 'node0001', target: 'node0002', label: '', flow }];
      const arrow = byId('edge0001', toExcalidrawFile({ ...BOARD, edges }).elements);
      return [arrow['strokeStyle'], arrow['strokeWidth'], arrow['endArrowhead']].join();
    });
    expect(new Set(looks).size).toBe(FLOWS.length);
  });

  it('draws ink with points relative to its first and the pressure that was measured', () => {
    expect(byId('ink00001')).toMatchObject({
      type: 'freedraw',
      x: 10.5,
      y: 20,
      width: 3.5,
      height: 10,
      points: [
        [0, 0],
        [3.5, -10],
      ],
      pressures: [0.5, 1],
      simulatePressure: false,
    });
    expect(byId('ink00002')).toMatchObject({ opacity: 40, simulatePressure: false, pressures: [0.5] });
  });

  it('is the same text every time', () => {
    expect(boardToExcalidraw(BOARD)).toBe(boardToExcalidraw(structuredClone(BOARD)));
  });

  it('shows every kind', () => {
    const nodes = COMPONENT_KINDS.map((kind, at) =>
      boardNode({ id: `node${String(at).padStart(4, '0')}`, kind, y: at * 100 }),
    );
    expectBound(toExcalidrawFile({ ...EMPTY_BOARD, nodes }).elements);
  });

  it('stays valid JSON with whole references and printable words whatever the labels hold', () => {
    for (const board of HOSTILE_BOARDS) {
      const file = JSON.parse(boardToExcalidraw(board)) as { elements: readonly ExcalidrawElement[] };
      expectBound(file.elements);
      for (const { text = '' } of file.elements) {
        expect(typeof text === 'string' && !/\p{Surrogate}/u.test(text)).toBe(true);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/);
      }
    }
  });
});
