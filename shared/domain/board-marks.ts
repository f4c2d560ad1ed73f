import { CARD, layoutCard, rectOf, type CardChip } from './board-card.ts';
import { EDGE_LABEL, edgeLabelOf, edgeLabelRect } from './board-edge-label.ts';
import { assignSlots, centreOf, edgeGeometry, unionOf, type EdgeGeometry } from './board-geometry.ts';
import { HIGHLIGHTER_OPACITY, inDrawingOrder, strokeBounds, strokeFill, strokePath } from './board-ink.ts';
import type { BoardEdge, BoardModel, BoardNode, BoardStroke, Rect } from './board-model.ts';
import {
  BOARD_THEMES,
  FLOW_DASHES,
  GROUP_COLOURS,
  type BoardTheme,
  type BoardThemeName,
  type Tint,
} from './board-theme.ts';
import { componentOf } from './ml-components.ts';

/**
 * A board as a list of marks in drawing order: what SVG and PDF have in common. Colours and dashes are looked up, ink is
 * rebuilt from decoded points, path data holds finite numbers only; texts are as people wrote them.
 */
export type BoardMark =
  | {
      readonly type: 'rect';
      readonly place: Rect;
      readonly fill: string;
      readonly stroke?: string;
      readonly radius?: number;
    }
  | {
      readonly type: 'path';
      /** SVG path data. */
      readonly d: string;
      readonly fill?: string;
      /** Round caps; `dash` as in `stroke-dasharray`, empty for a solid line. */
      readonly stroke?: { readonly colour: string; readonly width: number; readonly dash: string };
      /** Of the fill, 0..1. */
      readonly opacity?: number;
    }
  | {
      readonly type: 'text';
      readonly size: number;
      readonly weight: number;
      readonly fill: string;
      readonly anchor: 'start' | 'middle';
      readonly lines: readonly { readonly x: number; readonly baseline: number; readonly text: string }[];
    };

/** Room left around the drawing, in flow pixels. */
const MARGIN = 32;
const EMPTY_SIZE: Rect = { x: 0, y: 0, w: 640, h: 360 };

/** The marks of `model`, the background first; `bounds` is the drawing's extent in flow pixels with its margin. */
export function drawBoard(
  model: BoardModel,
  themeName: BoardThemeName,
): { readonly bounds: Rect; readonly marks: readonly BoardMark[] } {
  const theme: BoardTheme = BOARD_THEMES[themeName];
  const edges = placeEdges(model);
  const bounds = grow(unionOf(extentOf(model, edges)) ?? EMPTY_SIZE, MARGIN);
  const lanes = model.nodes.filter((node) => componentOf(node.kind).form === 'lane');
  const others = model.nodes.filter((node) => componentOf(node.kind).form !== 'lane');
  return {
    bounds,
    marks: [
      rect(bounds, { fill: theme.background }),
      ...lanes.flatMap((node) => drawLane(node, theme)),
      ...edges.flatMap((placed) => drawEdge(placed, theme)),
      ...others.flatMap((node) => drawNode(node, theme)),
      ...inDrawingOrder(model.strokes).map((stroke) => drawStroke(stroke, themeName)),
    ],
  };
}

interface PlacedEdge {
  readonly edge: BoardEdge;
  readonly geometry: EdgeGeometry;
}

function placeEdges(model: BoardModel): readonly PlacedEdge[] {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const slots = assignSlots(model.edges);
  return model.edges.flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    const slot = slots.get(edge.id);
    if (!source || !target || !slot) return [];
    const geometry = edgeGeometry({
      source: rectOf(source),
      target: rectOf(target),
      slot,
      isSelfLoop: source === target,
      isReversed: edge.source > edge.target,
    });
    return [{ edge, geometry }];
  });
}

function extentOf(model: BoardModel, edges: readonly PlacedEdge[]): readonly Rect[] {
  return [
    ...model.nodes.map(rectOf),
    ...edges.flatMap(({ edge, geometry }) => {
      const label = labelRect(edge, geometry);
      return label ? [geometry.bounds, label] : [geometry.bounds];
    }),
    ...model.strokes.flatMap((stroke) => {
      const extent = strokeBounds(stroke);
      return extent ? [extent] : [];
    }),
  ];
}

/** Fill, border and ink of a node's paper. A text has no paper: of it only the ink is used. */
export function paperOf(node: BoardNode, theme: BoardTheme): Tint {
  if (node.colour) return theme.colours[node.colour];
  const { form } = componentOf(node.kind);
  if (form === 'sticky') return theme.sticky;
  if (form === 'lane') return laneTint(node, theme);
  return { fill: theme.surface, border: theme.border, ink: theme.text };
}

function drawLane(node: BoardNode, theme: BoardTheme): readonly BoardMark[] {
  const { w, h, lines, firstLineY } = layoutCard(node);
  const tint = paperOf(node, theme);
  return [
    rect({ x: node.x, y: node.y, w, h }, { fill: tint.fill, stroke: tint.border, radius: 10 }),
    textAt({ x: node.x + CARD.padding, y: node.y + firstLineY }, lines[0] ?? '', {
      fill: tint.ink,
      size: 14,
      weight: 600,
    }),
  ];
}

function laneTint(node: BoardNode, theme: BoardTheme): Tint {
  if (node.kind === 'lane_offline') return theme.laneOffline;
  return node.kind === 'lane_online' ? theme.laneOnline : theme.laneOther;
}

function drawEdge({ edge, geometry }: PlacedEdge, theme: BoardTheme): readonly BoardMark[] {
  const line: BoardMark = {
    type: 'path',
    d: geometry.path,
    stroke: { colour: theme.line, width: 1.75, dash: FLOW_DASHES[edge.flow] },
  };
  const head: BoardMark = { type: 'path', d: geometry.head, fill: theme.line };
  const label = edgeLabelOf(edge);
  const place = labelRect(edge, geometry);
  if (!label || !place) return [line, head];
  return [
    line,
    head,
    rect(place, { fill: theme.surface, radius: 6 }),
    textAt(centreOf(place), label.text, {
      fill: theme.muted,
      size: EDGE_LABEL.font,
      weight: 500,
      anchor: 'middle',
    }),
  ];
}

function labelRect(edge: BoardEdge, geometry: EdgeGeometry): Rect | null {
  const label = edgeLabelOf(edge);
  return label ? edgeLabelRect(label, geometry) : null;
}

function drawNode(node: BoardNode, theme: BoardTheme): readonly BoardMark[] {
  const layout = layoutCard(node);
  const { form, w, h, kicker, lines, firstLineY, chips } = layout;
  const paper = paperOf(node, theme);
  const frame =
    form === 'text'
      ? []
      : [
          rect(
            { x: node.x, y: node.y, w, h },
            { fill: paper.fill, stroke: paper.border, radius: form === 'sticky' ? 4 : 8 },
          ),
        ];
  const isCentred = form === 'box';
  const labelX = isCentred ? node.x + w / 2 : node.x + CARD.padding;
  const labelFill = form === 'text' ? paper.ink : theme.text;
  const weight = form === 'card' ? 600 : 500;
  const label = drawLines({ x: labelX, y: node.y + firstLineY }, lines, {
    fill: labelFill,
    size: CARD.labelFont,
    weight,
    anchor: isCentred ? 'middle' : 'start',
  });
  return [
    ...frame,
    ...drawKicker(node, kicker, theme),
    label,
    ...chips.flatMap((chip) => drawChip(node, chip, theme)),
  ];
}

function drawChip(node: BoardNode, chip: CardChip, theme: BoardTheme): readonly BoardMark[] {
  const place = { x: node.x + chip.x, y: node.y + chip.y, w: chip.w, h: CARD.chipHeight };
  const at = { x: place.x + CARD.chipPadding, y: place.y + CARD.chipHeight / 2 };
  return [
    rect(place, { fill: theme.chip, radius: 5 }),
    textAt(at, chip.text, { fill: theme.text, size: CARD.chipFont, weight: 500 }),
  ];
}

function drawKicker(node: BoardNode, kicker: string, theme: BoardTheme): readonly BoardMark[] {
  if (kicker === '') return [];
  const { form, group } = componentOf(node.kind);
  const colour = GROUP_COLOURS[group];
  const y = node.y + CARD.padding + CARD.kickerHeight / 2;
  const fill = form === 'sticky' ? paperOf(node, theme).ink : theme.muted;
  if (form === 'sticky')
    return [textAt({ x: node.x + CARD.padding, y }, kicker, { fill, size: CARD.kickerFont, weight: 600 })];
  const tile = { x: node.x + CARD.padding, y: y - 6, w: 12, h: 12 };
  const mark = colour
    ? rect(tile, { fill: theme.colours[colour].fill, stroke: theme.colours[colour].ink, radius: 3 })
    : rect(tile, { fill: theme.chip, stroke: theme.muted, radius: 3 });
  return [mark, textAt({ x: tile.x + 18, y }, kicker, { fill, size: CARD.kickerFont, weight: 500 })];
}

function drawStroke(stroke: BoardStroke, themeName: BoardThemeName): BoardMark {
  return {
    type: 'path',
    d: strokePath(stroke),
    fill: strokeFill(stroke, themeName),
    ...(stroke.kind === 'highlighter' ? { opacity: HIGHLIGHTER_OPACITY } : {}),
  };
}

function rect(place: Rect, look: { fill: string; stroke?: string; radius?: number }): BoardMark {
  return { type: 'rect', place: { ...place, w: Math.max(0, place.w), h: Math.max(0, place.h) }, ...look };
}

interface TextStyle {
  readonly fill: string;
  readonly size: number;
  readonly weight: number;
  readonly anchor?: 'start' | 'middle';
}

function textAt(at: { x: number; y: number }, content: string, style: TextStyle): BoardMark {
  return drawLines(at, [content], style);
}

/** `at` is the middle of the first line; the baseline is placed by hand because renderers disagree about dominant-baseline. */
function drawLines(
  at: { x: number; y: number },
  lines: readonly string[],
  { fill, size, weight, anchor = 'start' }: TextStyle,
): BoardMark {
  const baseline = at.y + size * 0.35;
  return {
    type: 'text',
    size,
    weight,
    fill,
    anchor,
    lines: lines.map((text, index) => ({ x: at.x, baseline: baseline + index * CARD.lineHeight, text })),
  };
}

function grow(place: Rect, margin: number): Rect {
  return { x: place.x - margin, y: place.y - margin, w: place.w + margin * 2, h: place.h + margin * 2 };
}
