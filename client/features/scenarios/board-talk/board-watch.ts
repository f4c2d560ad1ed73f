import type * as Y from 'yjs';
import { EMPTY_BOARD, type BoardModel } from '#shared/domain/board-model.ts';
import { composeBoard, edgesOf, nodesOf, readAll, readEdge, readNode } from '#shared/documents/canvas.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';

/** A drag writes twenty times a second; what there is to ask changes far more slowly. */
const MIN_INTERVAL_MS = 1_000;
/** An idle moment that never comes must not keep the board from being read. */
const MAX_WAIT_MS = 1_000;

export interface BoardWatch extends ReadableStore<BoardModel> {
  readonly close: () => void;
}

/** Runs `task` when the page has nothing better to do; returns how to call it off. */
export type RunIdle = (task: () => void) => () => void;

/** Nodes and edges of a canvas, read at most once a second and in idle moments. Ink is left out: it says nothing to a graph. */
export function watchBoard(doc: Y.Doc, runIdle: RunIdle = runWhenIdle): BoardWatch {
  const roots = [nodesOf(doc), edgesOf(doc)] as const;
  const store = createStore<BoardModel>(EMPTY_BOARD);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let callOff: (() => void) | null = null;
  let isStale = false;

  function read(): void {
    isStale = false;
    callOff = null;
    store.set(
      composeBoard({
        title: '',
        nodes: readAll(roots[0], readNode),
        edges: readAll(roots[1], readEdge),
        strokes: [],
      }),
    );
    timer = setTimeout(() => {
      timer = null;
      if (isStale) callOff = runIdle(read);
    }, MIN_INTERVAL_MS);
  }
  function handleChange(): void {
    if (isStale) return;
    isStale = true;
    // Otherwise the running timer sees to it.
    if (timer === null) callOff = runIdle(read);
  }

  for (const root of roots) root.observeDeep(handleChange);
  read();
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    close() {
      for (const root of roots) root.unobserveDeep(handleChange);
      if (timer !== null) clearTimeout(timer);
      callOff?.();
    },
  };
}

function runWhenIdle(task: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(task, 0);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: MAX_WAIT_MS });
  return () => cancelIdleCallback(handle);
}
