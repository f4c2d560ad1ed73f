import { rectOf } from '#shared/domain/board-card.ts';
import {
  alignItems,
  distributeItems,
  type Alignment,
  type Distribution,
} from '#shared/domain/board-arrange.ts';
import { isLane } from '#shared/domain/board-card.ts';
import { withLaneContents } from '#shared/domain/board-lanes.ts';
import type { BoardColour, BoardModel, BoardNode, Point } from '#shared/domain/board-model.ts';
import { beginGesture, moveNodes, setColour } from '#shared/documents/canvas-writers.ts';
import { useBoardActs } from '../board-context.ts';
import { SELECTION_STRINGS as WORDS } from './selection-strings.ts';
import { STRINGS } from '../strings.ts';

/** What can be done with several selected nodes at once; each act is one step of undo. */
export function useArrange(model: BoardModel, nodes: readonly BoardNode[]) {
  const { doc, announce } = useBoardActs();
  const arranged = arrangeable(nodes);
  const items = arranged.map((node) => ({ id: node.id, rect: rectOf(node) }));

  function move(places: ReadonlyMap<string, Point>, words: { gesture: string; said: string }) {
    const all = new Map<string, Point>();
    for (const node of arranged) {
      const place = places.get(node.id);
      if (!place) continue;
      // What stands in a lane goes where the lane goes.
      const carried = withLaneContents(model, [node.id]);
      for (const { id, x, y } of model.nodes)
        if (carried.has(id)) all.set(id, { x: x + place.x - node.x, y: y + place.y - node.y });
    }
    moveNodes({ doc, gesture: beginGesture(words.gesture) }, all);
    announce(words.said);
  }

  return {
    canDistribute: arranged.length > 2,
    align: (alignment: Alignment) =>
      move(alignItems(items, alignment), { gesture: WORDS.gestures.align, said: WORDS.said.aligned }),
    distribute: (distribution: Distribution) =>
      move(distributeItems(items, distribution), {
        gesture: WORDS.gestures.distribute,
        said: WORDS.said.distributed,
      }),
    colour: (colour: BoardColour | null) =>
      setColour(
        { doc, gesture: beginGesture(STRINGS.gestures.colour) },
        { ids: nodes.map(({ id }) => id), colour },
      ),
  };
}

/** Components among themselves; lanes only when nothing else is selected, because a lane is the ground components stand on. */
function arrangeable(nodes: readonly BoardNode[]): readonly BoardNode[] {
  const components = nodes.filter((node) => !isLane(node));
  return components.length > 1 ? components : nodes.filter(isLane);
}
