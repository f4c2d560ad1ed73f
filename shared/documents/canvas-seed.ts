import type { BoardModel } from '#shared/domain/board-model.ts';
import { STARTER_MODEL, scenarioBoardToModel, type ScenarioBoard } from '#shared/domain/board-scenario.ts';
import { nodesOf } from './canvas.ts';
import {
  connect,
  createCanvasId,
  createNode,
  setQualifier,
  setTitle,
  type WriteContext,
} from './canvas-writers.ts';

/**
 * Fills a fresh board with its two lanes or with a scenario's starter board, in one transaction. Ids are fixed, and nothing
 * happens when the board already holds a node, so that a client that seeds late or twice does no harm.
 */
export function seedCanvas(context: WriteContext, starter: ScenarioBoard | null = null, title = ''): void {
  const { doc, gesture } = context;
  if (nodesOf(doc).size > 0) return;
  doc.transact(() => {
    if (title !== '') setTitle(context, title);
    writeModel(context, starter ? scenarioBoardToModel(starter) : STARTER_MODEL, {
      toId: (id) => id,
      dx: 0,
      dy: 0,
    });
  }, gesture);
}

/**
 * Puts a copy of `model` on the board, moved by `dx`, `dy`, as one gesture; lanes are left out when the board has lanes.
 * Returns the ids of the new nodes.
 */
export function insertModel(
  context: WriteContext,
  model: BoardModel,
  place: { readonly dx: number; readonly dy: number; readonly withLanes: boolean },
): readonly string[] {
  const ids = new Map<string, string>();
  const toId = (id: string): string => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    const fresh = createCanvasId(context);
    ids.set(id, fresh);
    return fresh;
  };
  const nodes = place.withLanes ? model.nodes : model.nodes.filter((node) => !node.kind.startsWith('lane'));
  return writeModel(context, { ...model, nodes }, { ...place, toId });
}

function writeModel(
  context: WriteContext,
  model: BoardModel,
  { toId, dx, dy }: { readonly toId: (id: string) => string; readonly dx: number; readonly dy: number },
): readonly string[] {
  const written: string[] = [];
  context.doc.transact(() => {
    for (const node of model.nodes) {
      const { kind, label, size, colour } = node;
      const id = createNode(context, {
        id: toId(node.id),
        kind,
        label,
        size,
        colour,
        x: node.x + dx,
        y: node.y + dy,
      });
      if (id === null) continue;
      written.push(id);
      for (const { key, value } of node.qualifiers) setQualifier(context, { id, key, value });
    }
    for (const { source, target, flow, label, id } of model.edges) {
      connect(context, { id: toId(id), source: toId(source), target: toId(target), flow, label });
    }
  }, context.gesture);
  return written;
}
