import type { EdgeGeometry } from './board-geometry.ts';
import { FLOW_NAMES, type BoardEdge, type Rect } from './board-model.ts';
import { fitText, measureText } from './board-text.ts';

/** Pixels of an edge label. */
export const EDGE_LABEL = { font: 12, height: 20, padding: 6, maxWidth: 200 } as const;

export interface EdgeLabel {
  readonly text: string;
  readonly w: number;
}

/**
 * The words on an edge: the flow, unless it is the plain `sync` of a solid line, and the label. Null when there is
 * nothing to say.
 */
export function edgeLabelOf(edge: Pick<BoardEdge, 'flow' | 'label'>): EdgeLabel | null {
  const label = edge.label.replaceAll(/\s+/g, ' ').trim();
  const words = [...(edge.flow === 'sync' ? [] : [FLOW_NAMES[edge.flow]]), ...(label === '' ? [] : [label])];
  if (words.length === 0) return null;
  const text = fitText(words.join(' · '), { fontSize: EDGE_LABEL.font, maxWidth: EDGE_LABEL.maxWidth });
  return { text, w: Math.ceil(measureText(text, EDGE_LABEL.font)) + EDGE_LABEL.padding * 2 };
}

/** Line that must stay visible on either side of a label before the label may sit on the line. */
const FREE_LINE = 22;

/**
 * Where the label stands: on the middle of the line or, where it would hide a short line, above it. A steep line is hidden
 * by the label's height only.
 */
export function edgeLabelRect({ w }: EdgeLabel, { start, end, labelAt }: EdgeGeometry): Rect {
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const slope =
    length < 1
      ? { x: 0, y: 0 }
      : { x: Math.abs(end.x - start.x) / length, y: Math.abs(end.y - start.y) / length };
  const covered = Math.min(w / Math.max(slope.x, 0.01), EDGE_LABEL.height / Math.max(slope.y, 0.01));
  const isCrowded = length > 0 && covered + FREE_LINE * 2 > length;
  const lift = isCrowded ? (EDGE_LABEL.height / 2 + 3) * slope.x + (w / 2) * slope.y * slope.x : 0;
  return { x: labelAt.x - w / 2, y: labelAt.y - lift - EDGE_LABEL.height / 2, w, h: EDGE_LABEL.height };
}
