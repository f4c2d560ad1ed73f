import { describe, expect, it } from 'vitest';
import type { BoardEdge, BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { isEmptyBoard, partOf } from '#shared/domain/board-part.ts';

function node(id: string): BoardNode {
  return { id, kind: 'box', x: 0, y: 0, size: null, label: id, colour: null, qualifiers: [] };
}

function edge(id: string, source: string, target: string): BoardEdge {
  return { id, source, target, label: '', flow: 'sync' };
}

const BOARD: BoardModel = {
  title: 'Ranker',
  nodes: [node('nodea01'), node('nodeb01'), node('nodec01')],
  edges: [
    edge('edge001', 'nodea01', 'nodeb01'),
    edge('edge002', 'nodeb01', 'nodec01'),
    edge('edge003', 'nodea01', 'nodea01'),
  ],
  strokes: [
    { id: 'ink0001', kind: 'pen', colour: null, width: 3, points: [{ x: 0, y: 0, atMs: 0 }] },
    { id: 'ink0002', kind: 'pen', colour: null, width: 3, points: [{ x: 9, y: 9, atMs: 0 }] },
  ],
};

describe('a part of a board', () => {
  it('keeps named nodes and strokes and the arrows between named nodes, and drops arrows that would dangle', () => {
    const part = partOf(BOARD, ['nodea01', 'nodeb01', 'ink0002']);
    expect(part.nodes.map(({ id }) => id)).toEqual(['nodea01', 'nodeb01']);
    expect(part.edges.map(({ id }) => id)).toEqual(['edge001', 'edge003']);
    expect(part.strokes.map(({ id }) => id)).toEqual(['ink0002']);
    expect(part.title).toBe('Ranker');
  });

  it('does not keep an arrow that is named without its ends, and passes over ids of nothing', () => {
    expect(partOf(BOARD, ['edge002', 'gone001'])).toEqual({
      title: 'Ranker',
      nodes: [],
      edges: [],
      strokes: [],
    });
  });

  it('keeps the identity of what it keeps', () => {
    const part = partOf(BOARD, new Set(['nodec01']));
    expect(part.nodes[0]).toBe(BOARD.nodes[2]);
  });

  it('is empty when it has neither node nor stroke', () => {
    expect(isEmptyBoard(partOf(BOARD, []))).toBe(true);
    expect(isEmptyBoard(partOf(BOARD, ['ink0001']))).toBe(false);
  });
});
