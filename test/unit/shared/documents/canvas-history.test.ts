import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { edgesOf, inkOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { encodeInkChunk } from '#shared/documents/canvas-ink.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  moveNodes,
  setLabel,
  setQualifier,
} from '#shared/documents/canvas-writers.ts';
import { act, at, boardText, openDocs } from './canvas-support.ts';

/** Two people, of whom the first has a history. */
function openPair() {
  const { docs, sync } = openDocs(2);
  const [mine, theirs] = [at(docs, 0), at(docs, 1)];
  const history = new CanvasHistory(mine);
  history.open();
  return { mine, theirs, sync, history };
}

function addNode(doc: Y.Doc, kind: 'ranker' | 'cache' = 'ranker'): string {
  const id = createNode(act(doc, 'insert'), { kind, x: 0, y: 0 });
  if (id === null) throw new Error('The node was not created.');
  return id;
}

const nodeOf = (doc: Y.Doc, id: string) => readBoard(doc).nodes.find((node) => node.id === id);

describe('undo of own gestures', () => {
  it('goes back and forth through a chain exactly', () => {
    const { mine, history } = openPair();
    const states = [boardText(mine)];
    const a = addNode(mine);
    states.push(boardText(mine));
    const b = addNode(mine, 'cache');
    states.push(boardText(mine));
    connect(act(mine), { source: a, target: b });
    states.push(boardText(mine));
    setQualifier(act(mine), { id: b, key: 'ttl', value: '60 s' });
    states.push(boardText(mine));
    deleteItems(act(mine), [a]);
    const last = boardText(mine);
    for (const state of states.toReversed()) {
      expect(history.undo()?.kept).toEqual([]);
      expect(boardText(mine)).toBe(state);
    }
    expect(history.undo()).toBeNull();
    for (const state of [...states.slice(1), last]) {
      history.redo();
      expect(boardText(mine)).toBe(state);
    }
    expect(history.redo()).toBeNull();
  });

  it('takes a drag of many writes as one step', () => {
    const { mine, history } = openPair();
    const id = addNode(mine);
    const gesture = beginGesture('move');
    for (let step = 1; step <= 20; step += 1)
      moveNodes({ doc: mine, gesture }, new Map([[id, { x: step * 10, y: step }]]));
    expect(history.undo()).toEqual({ label: 'move', applied: 1, kept: [] });
    expect(nodeOf(mine, id)).toMatchObject({ x: 0, y: 0 });
  });

  it('forgets what could be done again once something new is done', () => {
    const { mine, history } = openPair();
    const id = addNode(mine);
    moveNodes(act(mine), new Map([[id, { x: 80, y: 0 }]]));
    history.undo();
    expect(history.getState()).toEqual({ canUndo: true, canRedo: true });
    setLabel(act(mine), { of: 'node', id, label: 'x' });
    expect(history.getState()).toEqual({ canUndo: true, canRedo: false });
  });
});

describe('undo beside somebody else', () => {
  it('leaves the other person’s things alone', () => {
    const { mine, theirs, sync, history } = openPair();
    const own = addNode(mine);
    const other = addNode(theirs, 'cache');
    sync();
    history.undo();
    sync();
    expect(nodeOf(theirs, own)).toBeUndefined();
    expect(nodeOf(mine, other)).toBeDefined();
  });

  it('keeps a created node that somebody labelled since', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    sync();
    setLabel(act(theirs), { of: 'node', id, label: 'Their ranker' });
    sync();
    expect(history.undo()).toEqual({
      label: 'insert',
      applied: 0,
      kept: [{ why: 'changed', by: theirs.clientID }],
    });
    expect(nodeOf(mine, id)?.label).toBe('Their ranker');
  });

  it('keeps a created node that somebody attached an arrow to', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    const other = addNode(theirs);
    sync();
    connect(act(theirs), { source: other, target: id });
    sync();
    expect(history.undo()?.applied).toBe(0);
    expect(nodeOf(mine, id)).toBeDefined();
  });

  it('keeps the place somebody moved the node to, and does not fall through to an older step', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    moveNodes(act(mine, 'move'), new Map([[id, { x: 100, y: 0 }]]));
    sync();
    moveNodes(act(theirs), new Map([[id, { x: 500, y: 50 }]]));
    sync();
    expect(history.undo()).toEqual({
      label: 'move',
      applied: 0,
      kept: [{ why: 'changed', by: theirs.clientID }],
    });
    expect(nodeOf(mine, id)).toMatchObject({ x: 500, y: 50 });
  });

  it('after two moves at once, the winner goes back and the loser changes nothing', () => {
    const { mine, theirs, sync, history } = openPair();
    const rival = new CanvasHistory(theirs);
    rival.open();
    const id = addNode(mine);
    sync();
    moveNodes(act(mine), new Map([[id, { x: 100, y: 0 }]]));
    moveNodes(act(theirs), new Map([[id, { x: 0, y: 100 }]]));
    sync();
    const isMineOnTop = nodeOf(mine, id)?.x === 100;
    const [winner, loser] = isMineOnTop ? [history, rival] : [rival, history];
    expect(loser.undo()?.applied).toBe(0);
    sync();
    expect(winner.undo()?.applied).toBe(1);
    sync();
    expect(boardText(mine)).toBe(boardText(theirs));
    expect(Number.isFinite(nodeOf(mine, id)?.x)).toBe(true);
  });

  it('takes back own characters around those of somebody else', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    sync();
    const gesture = beginGesture('rename');
    setLabel({ doc: mine, gesture }, { of: 'node', id, label: 'Ranker de' });
    sync();
    setLabel(act(theirs), { of: 'node', id, label: 'Ad Ranker de' });
    sync();
    setLabel({ doc: mine, gesture }, { of: 'node', id, label: 'Ad Ranker deep' });
    history.undo();
    expect(nodeOf(mine, id)?.label).toBe('Ad Ranker');
    history.redo();
    expect(nodeOf(mine, id)?.label).toBe('Ad Ranker deep');
  });

  it('brings a deleted node back with its arrows, and with one that was attached meanwhile', () => {
    const { mine, theirs, sync, history } = openPair();
    const [a, b] = [addNode(mine), addNode(mine, 'cache')];
    const edge = connect(act(mine), { source: a, target: b });
    sync();
    deleteItems(act(mine), [b]);
    const late = connect(act(theirs), { source: b, target: a });
    sync();
    expect(readBoard(theirs).edges).toEqual([]);
    history.undo();
    sync();
    expect(new Set(readBoard(theirs).edges.map(({ id }) => id))).toEqual(new Set([edge, late]));
  });

  it('stops following when closed', () => {
    const { mine } = openPair();
    const history = new CanvasHistory(mine);
    const close = history.open();
    addNode(mine);
    close();
    addNode(mine);
    expect(history.getState()).toEqual({ canUndo: false, canRedo: false });
    expect(history.undo()).toBeNull();
  });
});

describe('what is kept, and for whom', () => {
  it('tells a step of which one part was taken back and another kept, and redoes only the first', () => {
    const { mine, theirs, sync, history } = openPair();
    const [a, b] = [addNode(mine), addNode(mine, 'cache')];
    moveNodes(
      act(mine, 'move'),
      new Map([
        [a, { x: 100, y: 0 }],
        [b, { x: 200, y: 0 }],
      ]),
    );
    sync();
    moveNodes(act(theirs), new Map([[b, { x: 300, y: 0 }]]));
    sync();
    expect(history.undo()).toEqual({
      label: 'move',
      applied: 1,
      kept: [{ why: 'changed', by: theirs.clientID }],
    });
    expect(nodeOf(mine, a)?.x).toBe(0);
    expect(nodeOf(mine, b)?.x).toBe(300);
    expect(history.redo()).toEqual({ label: 'move', applied: 1, kept: [] });
    expect(nodeOf(mine, a)?.x).toBe(100);
    expect(nodeOf(mine, b)?.x).toBe(300);
  });

  it('keeps a value that somebody else wrote last although it is the same again', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    moveNodes(act(mine, 'move'), new Map([[id, { x: 100, y: 0 }]]));
    sync();
    moveNodes(act(theirs), new Map([[id, { x: 500, y: 0 }]]));
    moveNodes(act(theirs), new Map([[id, { x: 100, y: 0 }]]));
    sync();
    expect(history.undo()).toMatchObject({ applied: 0, kept: [{ by: theirs.clientID }] });
    expect(nodeOf(mine, id)?.x).toBe(100);
  });

  it('takes a drag back that went on after somebody else had moved the node in between', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    sync();
    const gesture = beginGesture('move');
    moveNodes({ doc: mine, gesture }, new Map([[id, { x: 10, y: 0 }]]));
    sync();
    moveNodes(act(theirs), new Map([[id, { x: 500, y: 0 }]]));
    sync();
    moveNodes({ doc: mine, gesture }, new Map([[id, { x: 20, y: 0 }]]));
    expect(history.undo()).toMatchObject({ applied: 1, kept: [] });
    expect(nodeOf(mine, id)?.x).toBe(0);
  });

  it('says that a label was replaced and does not fall through to an older step', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    moveNodes(act(mine, 'move'), new Map([[id, { x: 100, y: 0 }]]));
    setLabel(act(mine, 'rename'), { of: 'node', id, label: 'Abc' });
    sync();
    setLabel(act(theirs), { of: 'node', id, label: 'Xyz' });
    sync();
    expect(history.undo()).toEqual({
      label: 'rename',
      applied: 0,
      kept: [{ why: 'changed', by: theirs.clientID }],
    });
    expect(nodeOf(mine, id)).toMatchObject({ label: 'Xyz', x: 100 });
  });

  it('says when the thing is gone, by whom is not known', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    moveNodes(act(mine, 'move'), new Map([[id, { x: 100, y: 0 }]]));
    sync();
    deleteItems(act(theirs), [id]);
    sync();
    expect(history.undo()).toEqual({ label: 'move', applied: 0, kept: [{ why: 'deleted', by: null }] });
  });

  it('leaves alone what somebody else brought back', () => {
    const { mine, theirs, sync, history } = openPair();
    const rival = new CanvasHistory(theirs);
    rival.open();
    const id = addNode(mine);
    moveNodes(act(mine, 'move'), new Map([[id, { x: 100, y: 0 }]]));
    sync();
    deleteItems(act(theirs), [id]);
    sync();
    rival.undo();
    sync();
    expect(history.undo()).toMatchObject({ applied: 0, kept: [{ by: theirs.clientID }] });
    expect(nodeOf(mine, id)?.x).toBe(100);
  });

  it('does not draw an arrow again to a component that somebody deleted meanwhile, and says so', () => {
    const { mine, theirs, sync, history } = openPair();
    const [from, to] = [addNode(mine), addNode(mine, 'cache')];
    connect(act(mine, 'connect'), { source: from, target: to });
    sync();
    history.undo();
    sync();
    deleteItems(act(theirs), [to]);
    sync();
    expect(history.redo()).toMatchObject({ label: 'connect', applied: 0, kept: [{ why: 'deleted' }] });
    expect(edgesOf(mine).size).toBe(0);
    // What was left is not asked for again, and the steps before it are still there.
    expect(history.redo()).toBeNull();
    expect(history.undo()).toMatchObject({ applied: 0, kept: [{ why: 'deleted' }] });
    expect(history.undo()).toMatchObject({ applied: 1, kept: [] });
    expect(readBoard(mine).nodes).toEqual([]);
  });

  it('brings a component back with its arrow to one that is gone, which shows when that one comes back', () => {
    const { mine, theirs, sync, history } = openPair();
    const rival = new CanvasHistory(theirs);
    rival.open();
    const [from, to] = [addNode(mine), addNode(mine, 'cache')];
    const edge = connect(act(mine), { source: from, target: to });
    sync();
    deleteItems(act(mine), [from]);
    sync();
    deleteItems(act(theirs), [to]);
    sync();
    expect(history.undo()).toMatchObject({ kept: [] });
    expect(readBoard(mine)).toMatchObject({ nodes: [{ id: from }], edges: [] });
    sync();
    rival.undo();
    sync();
    expect(readBoard(mine).edges).toMatchObject([{ id: edge }]);
    expect(boardText(mine)).toBe(boardText(theirs));
  });

  it('keeps a node made again to which somebody attached an arrow while it was gone', () => {
    const { mine, theirs, sync, history } = openPair();
    const id = addNode(mine);
    const other = addNode(theirs);
    sync();
    history.undo();
    connect(act(theirs), { source: other, target: id });
    sync();
    history.redo();
    expect(history.undo()).toMatchObject({ applied: 0 });
    expect(nodeOf(mine, id)).toBeDefined();
  });

  it('takes back the part of a stroke drawn after an undo, and leaves a stroke that can be read', () => {
    const { mine, history } = openPair();
    const chunk = (x: number) => encodeInkChunk([{ x, y: 0, atMs: 4 }]);
    const chunks = Y.Array.from([chunk(1)]);
    mine.transact(
      () =>
        inkOf(mine).set(
          'stroke01',
          new Y.Map<unknown>([
            ['w', 3],
            ['d', chunks],
          ]),
        ),
      beginGesture('draw'),
    );
    mine.transact(() => chunks.push([chunk(2)]), beginGesture('draw on'));
    const drawn = boardText(mine);
    expect(history.undo()).toMatchObject({ label: 'draw on', applied: 1 });
    expect(readBoard(mine).strokes).toHaveLength(1);
    history.redo();
    expect(boardText(mine)).toBe(drawn);
    expect(history.undo()).toMatchObject({ label: 'draw on', applied: 1 });
  });
});
