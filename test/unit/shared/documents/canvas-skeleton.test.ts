import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { rectOf } from '#shared/domain/board-card.ts';
import { isLane } from '#shared/domain/board-card.ts';
import { enclosesRect, rectsIntersect } from '#shared/domain/board-geometry.ts';
import { BOARD_SKELETONS, skeletonModel, type SkeletonId } from '#shared/domain/board-skeletons.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { seedCanvas } from '#shared/documents/canvas-seed.ts';
import { insertSkeleton } from '#shared/documents/canvas-skeleton.ts';
import { beginGesture, createNode } from '#shared/documents/canvas-writers.ts';

// Object.keys of a literal table lists exactly its keys.
const IDS = Object.keys(BOARD_SKELETONS) as SkeletonId[];

describe.each(IDS)('skeleton %s', (id) => {
  it('goes into the two lanes of a fresh board, every part in a lane or between them, and comes away with one undo', () => {
    const doc = new Y.Doc();
    seedCanvas({ doc, gesture: beginGesture('seed') });
    const before = readBoard(doc);
    const history = new CanvasHistory(doc);
    history.open();
    const written = insertSkeleton({ doc, gesture: beginGesture('skeleton') }, before, skeletonModel(id));
    const { nodes, edges } = readBoard(doc);
    const lanes = nodes.filter(isLane);
    const parts = nodes.filter((node) => !isLane(node));
    expect(lanes).toHaveLength(2);
    expect(parts.map((node) => node.id).sort()).toEqual([...written].sort());
    expect(edges).toHaveLength(BOARD_SKELETONS[id].arrows.length);
    for (const part of parts) {
      const around = lanes.filter((lane) => enclosesRect(rectOf(lane), rectOf(part)));
      const crossed = lanes.filter((lane) => rectsIntersect(rectOf(lane), rectOf(part)));
      expect(crossed).toEqual(around);
    }
    history.undo();
    expect(readBoard(doc)).toEqual(before);
    expect(history.getState().canUndo).toBe(false);
  });

  it('leaves the answer open: no evaluation, monitoring, feedback or fallback', () => {
    const kinds = skeletonModel(id).nodes.map((node) => node.kind);
    for (const kind of [
      'monitor',
      'drift_detector',
      'offline_evaluator',
      'feedback_loop',
      'fallback',
    ] as const)
      expect(kinds).not.toContain(kind);
    expect(skeletonModel(id).edges.filter(({ flow }) => flow === 'feedback')).toEqual([]);
  });
});

describe('a skeleton on a board that is in use', () => {
  it('stands below what is there, in lanes of its own', () => {
    const doc = new Y.Doc();
    seedCanvas({ doc, gesture: beginGesture('seed') });
    createNode({ doc, gesture: beginGesture('insert') }, { kind: 'ranker', x: 40, y: 80 });
    const before = readBoard(doc);
    const skeleton = skeletonModel('fraud_scoring');
    insertSkeleton({ doc, gesture: beginGesture('skeleton') }, before, skeleton);
    const after = readBoard(doc);
    const known = new Set(before.nodes.map(({ id }) => id));
    const fresh = after.nodes.filter(({ id }) => !known.has(id));
    expect(fresh).toHaveLength(skeleton.nodes.length);
    expect(after.nodes.filter(({ id }) => known.has(id))).toEqual(before.nodes);
    for (const node of fresh)
      for (const old of before.nodes) expect(rectsIntersect(rectOf(node), rectOf(old))).toBe(false);
  });
});
