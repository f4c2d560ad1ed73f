import { describe, expect, it } from 'vitest';
import { findLeader, viewportFor, visibleRect, type Follower } from '#shared/domain/board-follow.ts';

const SELF = 1;
const people = (following: Readonly<Record<number, number | null>>): Follower[] =>
  Object.entries(following).map(([clientId, followed]) => ({
    clientId: Number(clientId),
    following: followed,
  }));

describe('whose view a follower sees', () => {
  it('is that of the person followed', () => {
    expect(findLeader(people({ 2: null }), { self: SELF, following: 2 })).toBe(2);
  });

  it('is that at the end of a chain', () => {
    expect(findLeader(people({ 2: 3, 3: 4, 4: null }), { self: SELF, following: 2 })).toBe(4);
  });

  it('is nobody’s when two follow each other, so that neither moves', () => {
    expect(findLeader(people({ 2: SELF }), { self: SELF, following: 2 })).toBeNull();
  });

  it('is nobody’s in a larger ring, and behind a ring of others', () => {
    expect(findLeader(people({ 2: 3, 3: SELF }), { self: SELF, following: 2 })).toBeNull();
    expect(findLeader(people({ 2: 3, 3: 2 }), { self: SELF, following: 2 })).toBeNull();
  });

  it('is nobody’s once the person is gone', () => {
    expect(findLeader([], { self: SELF, following: 2 })).toBeNull();
  });

  it('is that of the one followed when whom they follow has left', () => {
    expect(findLeader(people({ 2: 9 }), { self: SELF, following: 2 })).toBe(2);
  });
});

describe('showing a part of the board', () => {
  const pane = { w: 1000, h: 500 };
  const bounds = { min: 0.15, max: 2.5 };

  it('comes back to the same viewport in a pane of the same size', () => {
    const viewport = { x: -200, y: 75, zoom: 0.5 };
    expect(viewportFor(visibleRect(viewport, pane), pane, bounds)).toEqual(viewport);
  });

  it('shows all of it in a pane of another shape', () => {
    const rect = { x: 100, y: 100, w: 400, h: 800 };
    const shown = visibleRect(viewportFor(rect, pane, bounds), pane);
    expect(shown.x).toBeLessThanOrEqual(rect.x);
    expect(shown.y).toBeLessThanOrEqual(rect.y);
    expect(shown.x + shown.w).toBeGreaterThanOrEqual(rect.x + rect.w);
    expect(shown.y + shown.h).toBeGreaterThanOrEqual(rect.y + rect.h);
    expect(shown.x + shown.w / 2).toBeCloseTo(300);
    expect(shown.y + shown.h / 2).toBeCloseTo(500);
  });

  it('stays within the zoom bounds and keeps the middle', () => {
    const viewport = viewportFor({ x: 0, y: 0, w: 1_000_000, h: 10 }, pane, bounds);
    expect(viewport.zoom).toBe(0.15);
    expect(visibleRect(viewport, pane).x + visibleRect(viewport, pane).w / 2).toBeCloseTo(500_000);
    expect(viewportFor({ x: 0, y: 0, w: 1, h: 1 }, pane, bounds).zoom).toBe(2.5);
  });
});
