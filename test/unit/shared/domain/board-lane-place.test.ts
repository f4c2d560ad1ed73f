import { describe, expect, it } from 'vitest';
import { layoutCard, rectOf } from '#shared/domain/board-card.ts';
import { findLanePlaceFor } from '#shared/domain/board-lane-place.ts';
import type { BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { laneOf, outlineOf } from '#shared/domain/board-outline.ts';
import { STARTER_MODEL } from '#shared/domain/board-scenario.ts';

const LANES = STARTER_MODEL.nodes.map(({ id }) => id);
const [OFFLINE = '', ONLINE = ''] = LANES;

function draft(id: string): BoardNode {
  return { id, kind: 'ranker', x: 0, y: 0, size: null, label: id, colour: null, qualifiers: [] };
}

function put(
  model: BoardModel,
  id: string,
  place: { readonly laneId: string | null; readonly after?: BoardNode },
): { readonly model: BoardModel; readonly node: BoardNode } {
  const fresh = draft(id);
  const { spot, lane, moves } = findLanePlaceFor(model, { size: layoutCard(fresh), ...place });
  const node = { ...fresh, ...spot };
  const nodes = model.nodes.map((known) => ({
    ...known,
    ...moves.get(known.id),
    ...(lane?.id === known.id ? { size: { w: lane.w, h: lane.h } } : {}),
  }));
  return { model: { ...model, nodes: [...nodes, node] }, node };
}

function overlap(a: BoardNode, b: BoardNode): boolean {
  const [p, q] = [rectOf(a), rectOf(b)];
  return p.x < q.x + q.w && q.x < p.x + p.w && p.y < q.y + q.h && q.y < p.y + p.h;
}

function fill(laneId: string | null, count: number): BoardModel {
  let model: BoardModel = STARTER_MODEL;
  for (let at = 0; at < count; at += 1)
    ({ model } = put(model, `n${String(at).padStart(2, '0')}`, { laneId }));
  return model;
}

describe('a place in a lane', () => {
  it('is free and in that lane, and the lane reads in the order of filling', () => {
    const model = fill(ONLINE, 12);
    const cards = model.nodes.filter(({ kind }) => kind === 'ranker');
    for (const [at, card] of cards.entries()) {
      expect(laneOf(model, card)?.id).toBe(ONLINE);
      for (const other of cards.slice(at + 1)) expect(overlap(card, other)).toBe(false);
    }
    const section = outlineOf(model).find(({ laneId }) => laneId === ONLINE);
    expect(section?.items.map(({ node }) => node.id)).toEqual(cards.map(({ id }) => id));
  });

  it('makes a full lane higher and pushes down what is below it', () => {
    const last = put(fill(OFFLINE, 20), 'last', { laneId: ONLINE });
    const { model } = put(last.model, 'more', { laneId: OFFLINE });
    const cards = model.nodes.filter(({ kind }) => kind === 'ranker');
    for (const [at, card] of cards.entries()) {
      expect(laneOf(model, card)?.id).toBe(card.id === 'last' ? ONLINE : OFFLINE);
      for (const other of cards.slice(at + 1)) expect(overlap(card, other)).toBe(false);
    }
    const [offline, online] = [OFFLINE, ONLINE].map((lane) => model.nodes.find(({ id }) => id === lane));
    if (!offline || !online) throw new Error('a lane is missing');
    expect(overlap(offline, online)).toBe(false);
  });

  it('is right of the one it follows when there is room', () => {
    const first = put(STARTER_MODEL, 'first', { laneId: ONLINE });
    const next = put(first.model, 'next', { laneId: ONLINE, after: first.node });
    expect(next.node.y).toBe(first.node.y);
    expect(next.node.x).toBeGreaterThan(first.node.x + rectOf(first.node).w);
  });

  it('outside of the lanes is in none of them and free', () => {
    const model = fill(null, 6);
    const cards = model.nodes.filter(({ kind }) => kind === 'ranker');
    for (const [at, card] of cards.entries()) {
      expect(laneOf(model, card)).toBeNull();
      for (const other of cards.slice(at + 1)) expect(overlap(card, other)).toBe(false);
    }
  });

  it('of a node that moves is not taken by itself', () => {
    const { model, node } = put(STARTER_MODEL, 'only', { laneId: ONLINE });
    const { spot } = findLanePlaceFor(model, {
      laneId: ONLINE,
      size: layoutCard(node),
      moving: node.id,
    });
    expect(spot).toEqual({ x: node.x, y: node.y });
  });
});
