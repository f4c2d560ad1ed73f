import type { BoardEdge, BoardModel, BoardNode } from '#shared/domain/board-model.ts';
import { STARTER_LANES } from '#shared/domain/board-scenario.ts';
import { invariant } from '#shared/errors.ts';
import type { BoardFile } from './reference-file.ts';

/** Board pixels: room for a card and for the word of an arrow beside it. */
const COLUMN = 296;
const ROW = 160;
const PADDING = 48;
const LANE_TOP = 64;
const LANE_GAP = 40;

/** The board of a file as the model everything else draws from. Ids follow from the place in the file. */
export function toBoardModel(file: BoardFile): BoardModel {
  const ids = new Map(file.nodes.map((node, index) => [node.name, `node${String(index).padStart(4, '0')}`]));
  const lastColumn = Math.max(...file.nodes.map(({ place: [column] }) => column));
  const w = PADDING * 2 + lastColumn * COLUMN + 184;
  const lanes: BoardNode[] = [];
  const nodes: BoardNode[] = [];
  let top = 0;
  for (const [index, lane] of (['offline', 'online'] as const).entries()) {
    const starter = STARTER_LANES[index];
    invariant(starter, 'a board starts with two lanes');
    const members = file.nodes.filter((node) => node.lane === lane);
    const rows = 1 + Math.max(0, ...members.map(({ place: [, row] }) => row));
    const h = LANE_TOP + rows * ROW + 8;
    lanes.push({ ...starter, y: top, size: { w, h } });
    for (const { name, kind, label, qualifiers = {}, place } of members) {
      nodes.push({
        id: idOf(ids, name),
        kind,
        x: PADDING + place[0] * COLUMN,
        y: top + LANE_TOP + place[1] * ROW,
        size: null,
        label,
        colour: null,
        qualifiers: Object.entries(qualifiers)
          .map(([key, value]) => ({ key, value }))
          .sort((a, b) => (a.key < b.key ? -1 : 1)),
      });
    }
    top += h + LANE_GAP;
  }
  const edges = file.flows.map(({ from, to, flow, label = '' }, index): BoardEdge => ({
    id: `flow${String(index).padStart(4, '0')}`,
    source: idOf(ids, from),
    target: idOf(ids, to),
    label,
    flow,
  }));
  return {
    title: file.title,
    nodes: [...lanes, ...nodes.sort((a, b) => (a.id < b.id ? -1 : 1))],
    edges,
    strokes: [],
  };
}

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  invariant(id !== undefined, `an arrow ends at "${name}", which is not on the board`);
  return id;
}
