import { footprintOf } from '#shared/domain/board-scenario.ts';
import { isLane } from '#shared/domain/board-card.ts';
import type { BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { findLanePlace } from '#shared/domain/board-placement.ts';
import { insertPart } from './canvas-copy.ts';
import { addStrokes } from './canvas-ink-writers.ts';
import { insertModel } from './canvas-seed.ts';
import { resizeNode, type WriteContext } from './canvas-writers.ts';

/**
 * Puts a skeleton on the board, as one gesture. A board that holds nothing but its lanes keeps them: they become as large as
 * the skeleton needs. On any other board the skeleton comes with lanes of its own, below what is there. Returns the ids of
 * the new nodes; none when the board has no room.
 */
export function insertSkeleton(
  context: WriteContext,
  board: BoardModel,
  skeleton: BoardModel,
): readonly string[] {
  const pairs = pairLanes(board, skeleton);
  const [first] = pairs ?? [];
  if (!pairs || !first) return insertBelow(context, board, skeleton);
  const dx = first.own.x - first.wanted.x;
  const dy = first.own.y - first.wanted.y;
  let written: readonly string[] = [];
  context.doc.transact(() => {
    for (const { own, wanted } of pairs) {
      const w = Math.max(own.size?.w ?? 0, wanted.size?.w ?? 0);
      const h = wanted.size?.h ?? 0;
      resizeNode(context, { id: own.id, x: wanted.x + dx, y: wanted.y + dy, w, h });
    }
    written = insertModel(context, skeleton, { dx, dy, withLanes: false });
  }, context.gesture);
  addStrokes(context, skeleton.strokes, { dx, dy });
  return written;
}

interface LanePair {
  readonly own: BoardNode;
  readonly wanted: BoardNode;
}

/** The board's lanes beside the skeleton's, when the board holds exactly those and nothing else. */
function pairLanes(board: BoardModel, skeleton: BoardModel): readonly LanePair[] | null {
  const wanted = skeleton.nodes.filter(isLane).sort((a, b) => a.y - b.y);
  if (board.nodes.length !== wanted.length || board.strokes.length > 0) return null;
  const pairs = wanted.flatMap((lane) => {
    const own = board.nodes.find(({ kind }) => kind === lane.kind);
    return own ? [{ own, wanted: lane }] : [];
  });
  return pairs.length === wanted.length ? pairs : null;
}

function insertBelow(context: WriteContext, board: BoardModel, skeleton: BoardModel): readonly string[] {
  const all = footprintOf(board);
  const wanted = footprintOf(skeleton);
  const top = all ? Math.max(findLanePlace(board).y, all.y + all.h + 40) : 0;
  const place =
    all && wanted ? { dx: Math.round(all.x - wanted.x), dy: Math.round(top - wanted.y) } : { dx: 0, dy: 0 };
  const written = insertPart(context, skeleton, place);
  if (written.length === skeleton.nodes.length) addStrokes(context, skeleton.strokes, place);
  return written;
}
