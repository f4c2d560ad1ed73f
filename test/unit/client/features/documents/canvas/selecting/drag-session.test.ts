import { describe, expect, it, vi } from 'vitest';
import type { BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { DragSession, resizeToGrid } from '#client/features/documents/canvas/selecting/drag-session.ts';

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

const MODEL: BoardModel = {
  title: '',
  nodes: [
    node({ id: 'aaaaaaa', x: 0, y: 0 }),
    node({ id: 'bbbbbbb', x: 213, y: 35 }),
    node({ id: 'ccccccc', x: 1003, y: 500 }),
  ],
  edges: [],
  strokes: [],
};

function startDrag(ids: readonly string[]): DragSession {
  return new DragSession({
    model: MODEL,
    dragged: ids,
    moved: new Map(MODEL.nodes.filter(({ id }) => ids.includes(id)).map(({ id, x, y }) => [id, { x, y }])),
    view: { x: -2000, y: -2000, w: 4000, h: 4000 },
    zoom: 1,
  });
}

describe('a drag', () => {
  it('keeps the distances within a group and brings the group, not each node, to the grid', () => {
    const places = startDrag(['aaaaaaa', 'bbbbbbb']).placeAt('bbbbbbb', {
      x: 213 + 42.4,
      y: 35 + 299.7,
    })?.places;
    expect(places?.get('aaaaaaa')).toEqual({ x: 40, y: 296 });
    expect(places?.get('bbbbbbb')).toEqual({ x: 253, y: 331 });
  });

  it('snaps to what stands still once that can be told, and not while the modifier is held', async () => {
    const session = startDrag(['aaaaaaa']);
    await vi.waitFor(() =>
      expect(session.placeAt('aaaaaaa', { x: 1000.3, y: 200 })?.places.get('aaaaaaa')?.x).toBe(1003),
    );
    session.isFree = true;
    const free = session.placeAt('aaaaaaa', { x: 1000.3, y: 201.6 });
    expect(free?.places.get('aaaaaaa')).toEqual({ x: 1000, y: 202 });
    expect(free?.guides).toEqual([]);
  });

  it('moves copies in place of the nodes under the pointer', () => {
    const session = new DragSession({
      model: MODEL,
      dragged: ['aaaaaaa'],
      moved: new Map([['copy0000', { x: 0, y: 0 }]]),
      view: { x: 0, y: 0, w: 10, h: 10 },
      zoom: 1,
    });
    expect([...(session.placeAt('aaaaaaa', { x: 400, y: 304 })?.places ?? [])]).toEqual([
      ['copy0000', { x: 400, y: 304 }],
    ]);
  });

  it('takes ink along by whole pixels, and ink alone goes where the hand goes', () => {
    const stroke = ['sssssss', { x: 12.5, y: 7 }] as const;
    const both = new DragSession({
      model: MODEL,
      dragged: ['aaaaaaa', 'sssssss'],
      moved: new Map([['aaaaaaa', { x: 0, y: 0 }], stroke]),
      view: { x: -2000, y: -2000, w: 4000, h: 4000 },
      zoom: 1,
    });
    const { places } = both.placeBy({ x: 43, y: 299.7 });
    expect([...places.values()]).toEqual([
      { x: 40, y: 296 },
      { x: 52.5, y: 303 },
    ]);
    const alone = new DragSession({
      model: MODEL,
      dragged: ['sssssss'],
      moved: new Map([stroke]),
      view: { x: 0, y: 0, w: 10, h: 10 },
      zoom: 1,
    });
    expect(alone.placeBy({ x: 43.2, y: -1.6 })).toEqual({
      places: new Map([['sssssss', { x: 55.5, y: 5 }]]),
      guides: [],
    });
  });

  it('has no place for what is not dragged', () => {
    expect(startDrag(['aaaaaaa']).placeAt('ccccccc', { x: 0, y: 0 })).toBe(null);
  });
});

describe('a border that is dragged', () => {
  it('goes to the grid and leaves the other borders', () => {
    const before = { x: 13, y: 5, w: 200, h: 101 };
    expect(resizeToGrid(before, { x: 13, y: 5, w: 230.4, h: 101 })).toEqual({ x: 13, y: 5, w: 227, h: 101 });
    expect(resizeToGrid(before, { x: 41.7, y: 5, w: 171.3, h: 101 })).toEqual({
      x: 40,
      y: 5,
      w: 173,
      h: 101,
    });
  });
});
