import { BOARD_LIMITS, type BoardModel } from '#shared/domain/board-model.ts';
import { insertSkeleton } from './canvas-skeleton.ts';
import type { WriteContext } from './canvas-writers.ts';

/** What an import is too much for; null when there is room for all of it. */
export function findMissingRoom(
  board: BoardModel,
  incoming: BoardModel,
): { readonly of: 'nodes' | 'edges' | 'strokes'; readonly left: number } | null {
  for (const of of ['nodes', 'edges', 'strokes'] as const) {
    const left = Math.max(0, BOARD_LIMITS[of] - board[of].length);
    if (incoming[of].length > left) return { of, left };
  }
  return null;
}

/**
 * Puts a board from a file beside what is there, as one gesture: below it with lanes of its own, or into the lanes of a board
 * that holds nothing else. Nothing that is there is replaced. Returns the new nodes' ids; none, and nothing is written,
 * when there is no room for everything.
 */
export function importBoard(
  context: WriteContext,
  board: BoardModel,
  incoming: BoardModel,
): readonly string[] {
  return findMissingRoom(board, incoming) === null ? insertSkeleton(context, board, incoming) : [];
}
