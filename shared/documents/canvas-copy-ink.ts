import { BOARD_LIMITS, type BoardModel } from '#shared/domain/board-model.ts';
import { partOf } from '#shared/domain/board-part.ts';
import { inkOf } from './canvas.ts';
import { insertPart } from './canvas-copy.ts';
import { addStrokes } from './canvas-ink-writers.ts';
import type { WriteContext } from './canvas-writers.ts';

/** As `copyNodes`, and of strokes as well: the copies of both by the ids of their originals. */
export function copyWithInk(
  context: WriteContext,
  model: BoardModel,
  { ids, dx, dy }: { readonly ids: Iterable<string>; readonly dx: number; readonly dy: number },
): ReadonlyMap<string, string> {
  return insertWithInk(context, partOf(model, ids), { dx, dy });
}

/** As `insertPart` with the ink of the part: the new items by the ids they had, none when there is no room for all. */
export function insertWithInk(
  context: WriteContext,
  part: BoardModel,
  place: { readonly dx: number; readonly dy: number },
): ReadonlyMap<string, string> {
  if (inkOf(context.doc).size + part.strokes.length > BOARD_LIMITS.strokes) return new Map();
  const written = insertPart(context, part, place);
  if (written.length < part.nodes.length) return new Map();
  return new Map([
    ...part.nodes.flatMap(({ id }, index): [string, string][] =>
      written[index] === undefined ? [] : [[id, written[index]]],
    ),
    ...addStrokes(context, part.strokes, place),
  ]);
}
