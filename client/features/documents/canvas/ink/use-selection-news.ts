import { useEffect, useRef } from 'react';
import { useStoreApi } from '@xyflow/react';
import type { BoardStroke } from '#shared/domain/board-model.ts';
import { SELECTION_STRINGS } from '../selecting/selection-strings.ts';
import { useRested } from '../use-rested.ts';

/** Says what is selected when there is ink in it, once the selection has come to rest: ink takes no keyboard focus. */
export function useSelectionNews(input: {
  readonly strokes: readonly BoardStroke[];
  readonly selected: ReadonlySet<string>;
  readonly announce: (text: string) => void;
}): void {
  const store = useStoreApi();
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const rested = useRested(input.selected);
  useEffect(() => {
    const { strokes, announce } = latest.current;
    const countOf = (items: readonly { readonly id: string }[]) =>
      items.filter(({ id }) => rested.has(id)).length;
    const drawings = countOf(strokes);
    if (drawings === 0) return;
    const { nodes, edges } = store.getState();
    const counts = { components: countOf(nodes), arrows: countOf(edges), drawings };
    announce(SELECTION_STRINGS.said.selected(counts));
  }, [rested, store]);
}
