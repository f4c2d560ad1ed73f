import type { BoardModel } from './board-model.ts';

/**
 * The part of `model` that `ids` name, for copies and exports: the named nodes and strokes, and every arrow whose two ends
 * are both among the named nodes, whether the arrow is named or not. Ids of arrows and ids that name nothing are passed over.
 * Items keep their identity and order; the title stays.
 */
export function partOf(model: BoardModel, ids: Iterable<string>): BoardModel {
  const wanted = new Set(ids);
  const nodes = model.nodes.filter(({ id }) => wanted.has(id));
  const kept = new Set(nodes.map(({ id }) => id));
  return {
    title: model.title,
    nodes,
    edges: model.edges.filter(({ source, target }) => kept.has(source) && kept.has(target)),
    strokes: model.strokes.filter(({ id }) => wanted.has(id)),
  };
}

/** True when a model shows nothing at all. */
export function isEmptyBoard({ nodes, strokes }: Pick<BoardModel, 'nodes' | 'strokes'>): boolean {
  return nodes.length === 0 && strokes.length === 0;
}
