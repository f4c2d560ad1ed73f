import { describe, expect, it } from 'vitest';
import { BOARD_LIMITS, EMPTY_BOARD, type BoardModel, type BoardNode } from '#shared/domain/board-model.ts';
import { rectOf } from '#shared/domain/board-card.ts';
import { footprintOf } from '#shared/domain/board-scenario.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { findMissingRoom, importBoard } from '#shared/documents/canvas-import.ts';
import { seedCanvas } from '#shared/documents/canvas-seed.ts';
import { createNode } from '#shared/documents/canvas-writers.ts';
import { act, at, boardText, openDocs } from './canvas-support.ts';

function boardNode(change: Partial<BoardNode>): BoardNode {
  return {
    id: 'node0001',
    kind: 'ranker',
    x: 40,
    y: 80,
    size: null,
    label: 'Ranker',
    colour: 'teal',
    qualifiers: [{ key: 'p99', value: '50 ms' }],
    ...change,
  };
}

const INCOMING: BoardModel = {
  title: 'Somebody else’s',
  nodes: [
    boardNode({
      id: 'lane0001',
      kind: 'lane_online',
      label: 'Serving',
      x: 0,
      y: 0,
      size: { w: 900, h: 300 },
      colour: null,
      qualifiers: [],
    }),
    boardNode({}),
    boardNode({ id: 'node0002', kind: 'box', label: 'Other', x: 400, size: { w: 200, h: 90 } }),
  ],
  edges: [{ id: 'edge0001', source: 'node0001', target: 'node0002', label: 'x', flow: 'batch' }],
  strokes: [
    {
      id: 'ink00001',
      kind: 'highlighter',
      colour: 'red',
      width: 12,
      points: [
        { x: 40, y: 400, atMs: 0 },
        { x: 90.5, y: 410, atMs: 8 },
      ],
    },
  ],
};

/** Everything but ids and places. */
function shown({ nodes, edges, strokes }: BoardModel): unknown {
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  return {
    nodes: nodes.map(({ id: _id, x: _x, y: _y, ...rest }) => JSON.stringify(rest)).sort(),
    edges: edges.map((edge) => [names.get(edge.source), names.get(edge.target), edge.flow, edge.label]),
    strokes: strokes.map(({ kind, colour, width, points }) => [kind, colour, width, points.length]),
  };
}

describe('importing a board', () => {
  it('puts everything below what is there, as one step that one undo takes back whole', () => {
    const { docs } = openDocs(1);
    const doc = at(docs, 0);
    const history = new CanvasHistory(doc);
    const stop = history.open();
    createNode(act(doc), { kind: 'cache', x: 100, y: 900 });
    const before = boardText(doc);
    const ids = importBoard(act(doc, 'import'), readBoard(doc), INCOMING);
    const after = readBoard(doc);
    const fresh = { ...after, nodes: after.nodes.filter(({ id }) => ids.includes(id)) };
    expect(shown(fresh)).toEqual(shown(INCOMING));
    const old = after.nodes.filter(({ id }) => !ids.includes(id)).map(rectOf);
    expect(footprintOf(fresh)?.y).toBeGreaterThan(Math.max(...old.map(({ y, h }) => y + h)));
    // Ink keeps its place among the components.
    const offset = (model: BoardModel) =>
      (model.strokes[0]?.points[0]?.y ?? 0) - (model.nodes.find(({ label }) => label === 'Ranker')?.y ?? 0);
    expect(offset(fresh)).toBe(offset(INCOMING));
    history.undo();
    expect(boardText(doc)).toBe(before);
    expect(history.getState().canUndo).toBe(true);
    stop();
  });

  it('goes into the lanes of a board that holds nothing else', () => {
    const { docs } = openDocs(1);
    const doc = at(docs, 0);
    seedCanvas(act(doc));
    const lanes = readBoard(doc).nodes.map(({ kind, label, id }) => ({
      ...boardNode({}),
      kind,
      label,
      id,
      size: { w: 2000, h: 500 },
    }));
    const ids = importBoard(act(doc), readBoard(doc), {
      ...INCOMING,
      nodes: [...lanes, ...INCOMING.nodes.slice(1)],
    });
    expect(ids).toHaveLength(2);
    expect(readBoard(doc).nodes.filter(({ kind }) => kind.startsWith('lane'))).toHaveLength(2);
    expect(readBoard(doc).strokes).toHaveLength(1);
  });

  it('takes ink alone', () => {
    const { docs } = openDocs(1);
    const doc = at(docs, 0);
    importBoard(act(doc), readBoard(doc), { ...EMPTY_BOARD, strokes: INCOMING.strokes });
    expect(readBoard(doc).strokes[0]?.points).toEqual(INCOMING.strokes[0]?.points);
  });

  it('writes nothing when there is no room for all of it, and says what is too much', () => {
    const { docs } = openDocs(1);
    const doc = at(docs, 0);
    const full = {
      ...EMPTY_BOARD,
      nodes: Array.from({ length: BOARD_LIMITS.nodes - 2 }, () => boardNode({})),
    };
    expect(findMissingRoom(full, INCOMING)).toEqual({ of: 'nodes', left: 2 });
    expect(importBoard(act(doc), full, INCOMING)).toEqual([]);
    expect(readBoard(doc)).toEqual(EMPTY_BOARD);
  });
});
