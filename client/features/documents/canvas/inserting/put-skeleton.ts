import type * as Y from 'yjs';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { skeletonModel, type SkeletonId } from '#shared/domain/board-skeletons.ts';
import { insertSkeleton } from '#shared/documents/canvas-skeleton.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import { SKELETON_NAMES } from './skeleton-names.ts';
import { STRINGS } from '../strings.ts';

/** Puts a skeleton on the board as one step of undo and returns what is said. */
export function putSkeleton({ doc, model, id }: { doc: Y.Doc; model: BoardModel; id: SkeletonId }): string {
  const ids = insertSkeleton(
    { doc, gesture: beginGesture(STRINGS.gestures.skeleton) },
    model,
    skeletonModel(id),
  );
  return ids.length === 0 ? STRINGS.said.full : STRINGS.said.inserted(SKELETON_NAMES[id]);
}
