import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD, type BoardEdge, type BoardModel, type BoardNode } from '#shared/domain/board-model.ts';
import { endTowards, neighbourAlong, neighbourOfDoomed } from '#shared/domain/board-walk.ts';
import type { ComponentKind } from '#shared/domain/ml-components.ts';

function node(id: string, x: number, y: number, kind: ComponentKind = 'box'): BoardNode {
  return { id, kind, x, y, size: null, label: id, colour: null, qualifiers: [] };
}

function edge(id: string, source: string, target: string): BoardEdge {
  return { id, source, target, flow: 'sync', label: '' };
}

/** gate → rank → cache along a row; a log below the ranker; a far store behind the cache. */
const BOARD: BoardModel = {
  ...EMPTY_BOARD,
  nodes: [
    node('lane', -50, -50, 'lane_online'),
    node('gate', 0, 0),
    node('rank', 300, 0),
    node('cache', 600, 0),
    node('store', 900, 0),
    node('log', 300, 300),
    node('alone', 300, -300),
  ],
  edges: [
    edge('e1', 'gate', 'rank'),
    edge('e2', 'rank', 'cache'),
    edge('e3', 'rank', 'store'),
    edge('e4', 'log', 'rank'),
    edge('e5', 'rank', 'rank'),
  ],
};

describe('walking along arrows', () => {
  const from = (nodeId: string, direction: 'left' | 'right' | 'up' | 'down') =>
    neighbourAlong(BOARD, { nodeId, direction })?.node.id ?? null;

  it('goes to the node at the other end of the arrow on that side, whichever way the arrow points', () => {
    expect(from('rank', 'left')).toBe('gate');
    expect(from('rank', 'down')).toBe('log');
    expect(from('log', 'up')).toBe('rank');
  });

  it('takes the nearer of two that lie in one line', () => {
    expect(from('rank', 'right')).toBe('cache');
  });

  it('stays where no arrow leads, however near a node stands', () => {
    expect(from('rank', 'up')).toBeNull();
    expect(from('alone', 'down')).toBeNull();
    expect(from('gone', 'down')).toBeNull();
  });

  it('goes from an arrow to the end on that side, to its target when both ends are level', () => {
    const end = (edgeId: string, direction: 'left' | 'right' | 'up' | 'down') =>
      endTowards(BOARD, { edgeId, direction })?.node.id ?? null;
    expect(end('e1', 'left')).toBe('gate');
    expect(end('e1', 'right')).toBe('rank');
    expect(end('e1', 'up')).toBe('rank');
    expect(end('e4', 'up')).toBe('rank');
    expect(end('e4', 'down')).toBe('log');
    expect(end('none', 'up')).toBeNull();
  });
});

describe('who takes over the keyboard from what is deleted', () => {
  const heir = (...ids: string[]) => neighbourOfDoomed(BOARD, new Set(ids));

  it('is a node connected to it, an end of a deleted arrow, else the nearest, never a lane', () => {
    expect(heir('gate')).toBe('rank');
    expect(heir('e2')).toBe('rank');
    expect(heir('alone')).toBe('rank');
    expect(heir('gate', 'rank', 'log', 'alone')).toBe('cache');
  });

  it('is nobody when nothing is left', () => {
    expect(heir('gate', 'rank', 'cache', 'store', 'log', 'alone')).toBeNull();
    expect(heir('gone')).toBeNull();
  });
});
