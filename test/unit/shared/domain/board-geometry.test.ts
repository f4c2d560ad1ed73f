import { describe, expect, it } from 'vitest';
import { layoutCard, rectOf } from '#shared/domain/board-card.ts';
import { edgeLabelOf, edgeLabelRect } from '#shared/domain/board-edge-label.ts';
import { assignSlots, containsPoint, edgeGeometry, lineToPoint, num } from '#shared/domain/board-geometry.ts';
import type { BoardEdge, BoardNode, Rect } from '#shared/domain/board-model.ts';
import { findCentre, findLanePlace, findPlace } from '#shared/domain/board-placement.ts';
import { STARTER_MODEL } from '#shared/domain/board-scenario.ts';
import { fitText, measureText, wrapText } from '#shared/domain/board-text.ts';

const A: Rect = { x: 0, y: 0, w: 100, h: 60 };
const B: Rect = { x: 300, y: 0, w: 100, h: 60 };
const ALONE = { index: 0, count: 1 };

function edge(id: string, source: string, target: string): BoardEdge {
  return { id, source, target, label: '', flow: 'sync' };
}

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

describe('arrows', () => {
  it('run from border to border along the centre line', () => {
    const { start, end, labelAt } = edgeGeometry({
      source: A,
      target: B,
      slot: ALONE,
      isSelfLoop: false,
      isReversed: false,
    });
    expect(start).toEqual({ x: 103, y: 30 });
    expect(end).toEqual({ x: 297, y: 30 });
    expect(labelAt).toEqual({ x: 200, y: 30 });
  });

  it('between the same two nodes run apart, whichever way they point', () => {
    const slots = assignSlots([edge('e2', 'b', 'a'), edge('e1', 'a', 'b'), edge('e3', 'a', 'c')]);
    expect(slots.get('e1')).toEqual({ index: 0, count: 2 });
    expect(slots.get('e2')).toEqual({ index: 1, count: 2 });
    expect(slots.get('e3')).toEqual({ index: 0, count: 1 });
    const there = edgeGeometry({
      source: A,
      target: B,
      slot: { index: 0, count: 2 },
      isSelfLoop: false,
      isReversed: false,
    });
    const back = edgeGeometry({
      source: B,
      target: A,
      slot: { index: 1, count: 2 },
      isSelfLoop: false,
      isReversed: true,
    });
    expect(Math.abs(there.start.y - back.end.y)).toBeCloseTo(22);
  });

  it('stay on the border of the node however many there are', () => {
    const count = 12;
    for (let index = 0; index < count; index += 1) {
      const { start } = edgeGeometry({
        source: A,
        target: B,
        slot: { index, count },
        isSelfLoop: false,
        isReversed: false,
      });
      expect(start.y).toBeGreaterThan(0);
      expect(start.y).toBeLessThan(60);
    }
  });

  it('loop outside the node when both ends are the same', () => {
    const { bounds, labelAt } = edgeGeometry({
      source: A,
      target: A,
      slot: ALONE,
      isSelfLoop: true,
      isReversed: false,
    });
    expect(bounds.y).toBeLessThan(0);
    expect(containsPoint(A, labelAt)).toBe(false);
  });

  it('are finite between overlapping, equal and empty rectangles', () => {
    const odd: Rect[] = [A, { x: 40, y: 10, w: 100, h: 60 }, { x: 50, y: 30, w: 0, h: 0 }];
    for (const source of odd) {
      for (const target of odd) {
        const { path, head, start, end } = edgeGeometry({
          source,
          target,
          slot: { index: 1, count: 3 },
          isSelfLoop: false,
          isReversed: true,
        });
        expect(`${path}${head}`).not.toMatch(/NaN|Infinity/);
        expect([start.x, start.y, end.x, end.y].every(Number.isFinite)).toBe(true);
      }
    }
    expect(lineToPoint(A, { x: 50, y: 30 }).path).not.toMatch(/NaN/);
    expect(num(Number.NaN)).toBe('0');
  });

  it('lift the label off a short line and leave it on a long one', () => {
    const label = edgeLabelOf({ flow: 'stream', label: 'events' });
    if (!label) throw new Error('There is a label.');
    const short = edgeGeometry({
      source: A,
      target: { ...B, x: 190 },
      slot: ALONE,
      isSelfLoop: false,
      isReversed: false,
    });
    const long = edgeGeometry({
      source: A,
      target: { ...B, x: 900 },
      slot: ALONE,
      isSelfLoop: false,
      isReversed: false,
    });
    expect(edgeLabelRect(label, short).y + 20).toBeLessThan(short.start.y);
    expect(edgeLabelRect(label, long).y + 10).toBeCloseTo(long.start.y);
    expect(edgeLabelOf({ flow: 'sync', label: ' ' })).toBeNull();
  });
});

describe('text', () => {
  it('breaks at spaces, at newlines and inside words that are too long', () => {
    const options = { fontSize: 14, maxWidth: 100, maxLines: 10 };
    const lines = wrapText('Candidate retrieval service\nSupercalifragilisticexpialidocious', options);
    expect(lines[0]).toBe('Candidate');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(measureText(line, 14)).toBeLessThanOrEqual(100);
    expect(lines.join('').replaceAll(' ', '')).toBe(
      'CandidateretrievalserviceSupercalifragilisticexpialidocious',
    );
  });

  it('ends in an ellipsis where lines or width run out', () => {
    const lines = wrapText('one two three four five six', { fontSize: 14, maxWidth: 60, maxLines: 2 });
    expect(lines).toHaveLength(2);
    expect(lines[1]?.endsWith('…')).toBe(true);
    expect(fitText('a  very\nlong text', { fontSize: 12, maxWidth: 40 })).toMatch(/^a .*…$/);
  });
});

describe('cards', () => {
  it('say the kind above the label, or the group when the label is the kind', () => {
    expect(layoutCard(node({ label: 'CTR model' })).kicker).toBe('Ranker');
    expect(layoutCard(node({ label: 'ranker' })).kicker).toBe('Serving');
    expect(layoutCard(node({ label: '' })).lines).toEqual(['Ranker']);
  });

  it('grow with their text and chips, and keep chips inside', () => {
    const small = rectOf(node({}));
    const full = node({
      label: 'A ranker with a rather long name that wraps',
      qualifiers: [
        { key: 'items_in', value: '500' },
        { key: 'p99', value: '30 ms' },
        { key: 'model', value: 'DeepFM' },
        { key: 'zzz', value: 'no such field' },
      ],
    });
    const layout = layoutCard(full);
    expect(layout.h).toBeGreaterThan(small.h);
    expect(layout.chips.map(({ key }) => key)).toEqual(['items_in', 'p99', 'model']);
    for (const { x, y, w } of layout.chips) {
      expect(x + w).toBeLessThanOrEqual(layout.w);
      expect(y + 20).toBeLessThan(layout.h);
    }
  });

  it('keep a chosen size only where people may resize', () => {
    const size = { w: 400, h: 300 };
    expect(rectOf(node({ kind: 'box', size }))).toMatchObject(size);
    expect(rectOf(node({ kind: 'ranker', size })).w).toBe(184);
  });
});

describe('places for new nodes', () => {
  const size = { w: 184, h: 64 };

  it('are beside the focused node and never on top of another', () => {
    const first = node({ id: 'node0001' });
    const place = findPlace(
      { ...STARTER_MODEL, nodes: [first] },
      { size, beside: rectOf(first), centre: { x: 0, y: 0 } },
    );
    expect(place.x).toBeGreaterThan(184);
    const second = node({ id: 'node0002', ...place });
    const next = findPlace(
      { ...STARTER_MODEL, nodes: [first, second] },
      { size, beside: rectOf(first), centre: { x: 0, y: 0 } },
    );
    expect(next.y).toBeGreaterThanOrEqual(place.y + 64);
  });

  it('are on the grid and in the lane the kind belongs to', () => {
    const view = { x: 0, y: 0, w: 1160, h: 720 };
    const centre = findCentre(STARTER_MODEL, { kind: 'ranker', view });
    expect(centre).toEqual({ x: 580, y: 490 });
    expect(findCentre(STARTER_MODEL, { kind: 'box', view })).toEqual({ x: 580, y: 360 });
    const place = findPlace(STARTER_MODEL, { size, beside: null, centre });
    expect([place.x % 8, place.y % 8]).toEqual([0, 0]);
    expect(findLanePlace(STARTER_MODEL)).toEqual({ x: 0, y: 680 });
  });

  it('fill the lane before they leave it', () => {
    const centre = { x: 428, y: 490 };
    let model = STARTER_MODEL;
    const lane = model.nodes.find(({ kind }) => kind === 'lane_online');
    const within = lane ? rectOf(lane) : { x: 0, y: 0, w: 0, h: 0 };
    for (let index = 0; index < 6; index += 1) {
      const place = findPlace(model, { size, beside: null, centre });
      expect(place.x).toBeGreaterThanOrEqual(within.x);
      expect(place.x + size.w).toBeLessThanOrEqual(within.x + within.w);
      expect(place.y + size.h).toBeLessThanOrEqual(within.y + within.h);
      model = { ...model, nodes: [...model.nodes, node({ id: `node000${index}`, ...place })] };
    }
    const places = model.nodes.slice(2).map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(6);
    expect(findPlace(model, { size, beside: null, centre }).y).toBeGreaterThan(554);
  });
});
