import { useEffect, useRef, useState } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { ReadableStore } from '#client/platform/store.ts';
import type { BoardFlowEdge, BoardFlowNode } from './use-flow-elements.ts';

/** Items that another part of the page asks to show: nodes and edges. A new object for every request. */
export interface BoardSpotlight {
  readonly ids: readonly string[];
}

/** Few items are not blown up beyond what people draw at. */
const VIEW = { padding: 0.3, maxZoom: 1, duration: 200, includeHiddenNodes: true } as const;

export interface SpotlightInput {
  readonly spotlight: ReadableStore<BoardSpotlight | null> | undefined;
  readonly flow: ReactFlowInstance<BoardFlowNode, BoardFlowEdge>;
  readonly model: BoardModel;
  readonly select: (ids: readonly string[]) => void;
  readonly showDrawing: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Selects what is asked for and moves the view to it; what has gone since is left out. Returns what was last asked for: a
 * selection made by the guide tells what the guide says, so it is not shown to others.
 */
export function useSpotlight(input: SpotlightInput): ReadonlySet<string> {
  const { spotlight } = input;
  const [spotlit, setSpotlit] = useState(NOTHING);
  const newest = useRef(input);
  useEffect(() => {
    newest.current = input;
  });
  useEffect(
    () =>
      spotlight?.subscribe(() => {
        const { flow, model, select, showDrawing } = newest.current;
        const wanted = new Set(spotlight.getSnapshot()?.ids);
        const edges = model.edges.filter(({ id }) => wanted.has(id));
        const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
        const nodes = model.nodes.filter(({ id }) => wanted.has(id) || ends.has(id));
        if (nodes.length === 0) return;
        showDrawing();
        setSpotlit(wanted);
        select([...wanted]);
        const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
        // A pane that was out of sight gets its size with the next frame.
        requestAnimationFrame(
          () => void flow.fitView({ ...VIEW, nodes, duration: isCalm ? 0 : VIEW.duration }),
        );
      }),
    [spotlight],
  );
  return spotlit;
}
