import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { ChangeWatch, REST_MS, SELF } from '#client/features/documents/canvas/company/change-watch.ts';
import { describeChanges } from '#client/features/documents/canvas/company/describe-changes.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  moveNodes,
  setColour,
  setLabel,
} from '#shared/documents/canvas-writers.ts';
import { act, at, openDocs } from '#test/unit/shared/documents/canvas-support.ts';

/** One who watches, Iris and Carl who change; with a clock. */
function openWatch() {
  const { docs, sync } = openDocs(3);
  const [mine, iris, carl] = [at(docs, 0), at(docs, 1), at(docs, 2)];
  const names = new Map([
    [iris.clientID, 'Iris'],
    [carl.clientID, 'Carl'],
  ]);
  let now = 0;
  let calls = 0;
  const ownPages = new Set([mine.clientID]);
  let remover: string | null = null;
  const watch = new ChangeWatch({
    doc: mine,
    nameOfAuthor: (clientId) => {
      if (clientId === null) return remover;
      return ownPages.has(clientId) ? SELF : (names.get(clientId) ?? null);
    },
    now: () => now,
    onChange: () => (calls += 1),
  });
  return {
    mine,
    iris,
    carl,
    sync,
    watch,
    ownPages,
    names,
    calls: () => calls,
    pass: (ms: number) => (now += ms),
    setRemover: (name: string | null) => (remover = name),
    /** What is said once everything has come to rest. */
    said: () => {
      now += REST_MS;
      return describeChanges(watch.take());
    },
  };
}

function addNode(doc: Y.Doc, label: string): string {
  const id = createNode(act(doc), { kind: 'ranker', x: 0, y: 0, label });
  if (id === null) throw new Error('The node was not created.');
  return id;
}

describe('what others change', () => {
  it('is told with their names, and what was there before is no news', () => {
    const { iris, carl, sync, watch, said } = openWatch();
    const ranker = addNode(iris, 'Ranker');
    sync();
    watch.open();
    const cache = addNode(iris, 'Cache');
    moveNodes(act(carl), new Map([[ranker, { x: 80, y: 0 }]]));
    sync();
    connect(act(iris), { source: ranker, target: cache });
    sync();
    expect(said()).toBe('Iris added Cache, connected Ranker to Cache. Carl moved Ranker.');
    expect(said()).toBe('');
  });

  it('is one change however often an item was written', () => {
    const { iris, sync, watch, said } = openWatch();
    watch.open();
    const gesture = beginGesture('insert');
    const id = createNode({ doc: iris, gesture }, { kind: 'ranker', x: 0, y: 0, label: '' }) ?? '';
    sync();
    for (const label of ['V', 'Ve', 'Vector index']) {
      setLabel({ doc: iris, gesture }, { of: 'node', id, label });
      sync();
    }
    moveNodes(act(iris), new Map([[id, { x: 80, y: 0 }]]));
    sync();
    expect(said()).toBe('Iris added Vector index.');
  });

  it('is not told while it goes on', () => {
    const { iris, sync, watch, pass, said } = openWatch();
    const id = addNode(iris, 'Ranker');
    sync();
    watch.open();
    for (let x = 1; x <= 5; x += 1) {
      moveNodes(act(iris), new Map([[id, { x, y: 0 }]]));
      sync();
      pass(REST_MS - 1);
      expect(watch.take()).toEqual([]);
      expect(watch.hasPending).toBe(true);
    }
    expect(said()).toBe('Iris moved Ranker.');
    expect(watch.hasPending).toBe(false);
  });

  it('is nothing when somebody adds something and takes it back at once', () => {
    const { iris, sync, watch, said } = openWatch();
    watch.open();
    const history = new CanvasHistory(iris);
    history.open();
    addNode(iris, 'Ranker');
    sync();
    history.undo();
    sync();
    expect(said()).toBe('');
  });

  it('says who deleted only when nobody else can have, and leaves out the arrows that went along', () => {
    const { iris, sync, watch, said, setRemover } = openWatch();
    const [a, b] = [addNode(iris, 'Ranker'), addNode(iris, 'Cache')];
    connect(act(iris), { source: a, target: b });
    sync();
    watch.open();
    deleteItems(act(iris), [a]);
    sync();
    expect(said()).toBe('Somebody deleted Ranker.');
    setRemover('Iris');
    deleteItems(act(iris), [b]);
    sync();
    expect(said()).toBe('Iris deleted Cache.');
  });

  it('leaves out what this person did, here or on another page', () => {
    const { mine, iris, carl, sync, watch, said, ownPages, calls } = openWatch();
    watch.open();
    ownPages.add(carl.clientID);
    addNode(mine, 'Mine');
    addNode(carl, 'Mine elsewhere');
    sync();
    expect(calls()).toBe(0);
    addNode(iris, 'Theirs');
    sync();
    expect(said()).toBe('Iris added Theirs.');
  });

  it('is not told of an item this person has taken in hand since', () => {
    const { mine, iris, sync, watch, said } = openWatch();
    watch.open();
    const id = addNode(iris, 'Ranker');
    sync();
    setColour(act(mine), { ids: [id], colour: 'red' });
    expect(said()).toBe('');
  });

  it('is somebody’s when the person is not known', () => {
    const { iris, sync, watch, said, names } = openWatch();
    names.clear();
    watch.open();
    addNode(iris, 'Ranker');
    sync();
    expect(said()).toBe('Somebody added Ranker.');
  });
});
