import { describe, expect, it } from 'vitest';
import { alignItems, distributeItems, type Placed } from '#shared/domain/board-arrange.ts';
import { withLaneContents } from '#shared/domain/board-lanes.ts';
import type { BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { createSnapper } from '#shared/domain/board-snap.ts';

const SMALL: Placed = { id: 'small', rect: { x: 10, y: 0, w: 40, h: 40 } };
const WIDE: Placed = { id: 'wide', rect: { x: 100, y: 60, w: 101, h: 50 } };
const LOW: Placed = { id: 'low', rect: { x: 300, y: 200, w: 60, h: 80 } };
const OPTIONS = { tolerance: 6, grid: 8 };

describe('aligning', () => {
  it('brings things to the outermost edge or to the common middle, in whole pixels', () => {
    const all = [SMALL, WIDE, LOW];
    expect(alignItems(all, 'left').get('low')).toEqual({ x: 10, y: 200 });
    expect(alignItems(all, 'right').get('wide')).toEqual({ x: 259, y: 60 });
    expect(alignItems(all, 'bottom').get('small')).toEqual({ x: 10, y: 240 });
    expect(alignItems(all, 'centre').get('wide')).toEqual({ x: 135, y: 60 });
  });

  it('has nothing to say about nothing', () => {
    expect(alignItems([], 'left').size).toBe(0);
  });
});

describe('distributing', () => {
  it('makes the gaps equal and leaves both ends', () => {
    const places = distributeItems([LOW, SMALL, WIDE], 'horizontally');
    expect(places.get('small')).toEqual({ x: 10, y: 0 });
    expect(places.get('low')).toEqual({ x: 300, y: 200 });
    expect(places.get('wide')).toEqual({ x: 125, y: 60 });
  });

  it('leaves two things as they are', () => {
    expect(distributeItems([SMALL, LOW], 'vertically').get('small')).toEqual({ x: 10, y: 0 });
  });
});

describe('snapping', () => {
  const still = { x: 100, y: 100, w: 80, h: 40 };

  it('goes to the edge or the middle of what stands still, and says where the line runs', () => {
    const { dx, dy, guides } = createSnapper([still])({ x: 103, y: 300, w: 60, h: 40 }, OPTIONS);
    expect({ dx, dy }).toEqual({ dx: -3, dy: 4 });
    expect(guides).toEqual([{ kind: 'line', x1: 100, x2: 100, y1: 100, y2: 344 }]);
  });

  it('keeps to the grid where nothing is near', () => {
    const { dx, dy, guides } = createSnapper([still])({ x: 801, y: 803, w: 60, h: 40 }, OPTIONS);
    expect({ dx, dy, guides }).toEqual({ dx: -1, dy: -3, guides: [] });
  });

  it('finds the place where the gap to a neighbour equals the gap behind it', () => {
    const next = { x: 230, y: 100, w: 80, h: 40 };
    const { dx, guides } = createSnapper([still, next])({ x: 362, y: 97, w: 50, h: 40 }, OPTIONS);
    expect(dx).toBe(-2);
    expect(guides.filter(({ kind }) => kind === 'gap').map(({ x1, x2 }) => [x1, x2])).toEqual([
      [180, 230],
      [310, 360],
    ]);
  });

  it('finds the middle between two neighbours', () => {
    const right = { x: 400, y: 100, w: 80, h: 40 };
    const { dx } = createSnapper([still, right])({ x: 263, y: 102, w: 50, h: 20 }, OPTIONS);
    expect(263 + (dx ?? 0)).toBe(265);
  });
});

describe('a lane that moves', () => {
  function node(change: Partial<BoardNode>): BoardNode {
    return {
      id: 'node0000',
      kind: 'ranker',
      x: 0,
      y: 0,
      size: null,
      label: '',
      colour: null,
      qualifiers: [],
      ...change,
    };
  }
  const model: BoardModel = {
    title: '',
    nodes: [
      node({ id: 'lane0000', kind: 'lane', size: { w: 600, h: 300 } }),
      node({ id: 'inner000', kind: 'lane_online', x: 20, y: 20, size: { w: 200, h: 100 } }),
      node({ id: 'half0000', kind: 'lane_offline', x: 500, y: 20, size: { w: 300, h: 100 } }),
      node({ id: 'inside00', x: 100, y: 100 }),
      node({ id: 'border00', x: 550, y: 100 }),
      node({ id: 'outside0', x: 900, y: 100 }),
    ],
    edges: [],
    strokes: [],
  };

  it('takes along the nodes whose middle lies in it and the lanes that lie wholly in it', () => {
    expect([...withLaneContents(model, ['lane0000'])].sort()).toEqual(['inner000', 'inside00', 'lane0000']);
  });

  it('is not concerned when a component moves', () => {
    expect([...withLaneContents(model, ['inside00'])]).toEqual(['inside00']);
  });
});
