import { BOARD_LIMITS, type BoardModel } from '#shared/domain/board-model.ts';
import { partOf } from '#shared/domain/board-part.ts';
import { edgesOf, nodesOf } from './canvas.ts';
import { insertModel } from './canvas-seed.ts';
import type { WriteContext } from './canvas-writers.ts';

/**
 * Puts copies of nodes, with their qualifiers and the arrows among them, on the board at `dx`, `dy` from where they are.
 * Returns the copies by the ids of their originals. Without room for all of them nothing is written, because half a copy is
 * worse than none, and the map is empty.
 */
export function copyNodes(
  context: WriteContext,
  model: BoardModel,
  { ids, dx, dy }: { readonly ids: Iterable<string>; readonly dx: number; readonly dy: number },
): ReadonlyMap<string, string> {
  const part = { ...partOf(model, ids), strokes: [] };
  const written = insertPart(context, part, { dx, dy });
  return new Map(
    part.nodes.flatMap(({ id }, index) => (written[index] === undefined ? [] : [[id, written[index]]])),
  );
}

/** As `insertModel`, lanes included, but all or nothing: returns no ids when the board has no room for every item. */
export function insertPart(
  context: WriteContext,
  part: BoardModel,
  place: { readonly dx: number; readonly dy: number },
): readonly string[] {
  const { doc } = context;
  const hasRoom =
    nodesOf(doc).size + part.nodes.length <= BOARD_LIMITS.nodes &&
    edgesOf(doc).size + part.edges.length <= BOARD_LIMITS.edges;
  return hasRoom ? insertModel(context, part, { ...place, withLanes: true }) : [];
}
