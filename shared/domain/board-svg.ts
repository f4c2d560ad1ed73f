import { CARD, layoutCard, rectOf, type CardChip } from './board-card.ts';
import { EDGE_LABEL, edgeLabelOf, edgeLabelRect } from './board-edge-label.ts';
import { assignSlots, centreOf, edgeGeometry, num, unionOf, type EdgeGeometry } from './board-geometry.ts';
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
import { isXmlChar } from './printable-text.ts';

/**
 * Board to SVG text, the same in a browser and in Node. It is safe to open as a document whatever the board holds: only
 * rect, path, text, tspan and title are written, every text is escaped and stripped of what XML forbids, colours
 * and dashes are looked up, numbers are finite, ink is rebuilt from decoded points. Fonts are the system's, because an
 * SVG loaded as an image may not fetch any.
 */
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const MARGIN = 32;
const EMPTY_SIZE: Rect = { x: 0, y: 0, w: 640, h: 360 };

export interface SvgOptions {
  readonly theme?: BoardThemeName;
}

/** Draws `model`; width and height equal the drawing's extent in flow pixels plus a margin. */
export function boardToSvg(model: BoardModel, { theme: themeName = 'light' }: SvgOptions = {}): string {
  const theme: BoardTheme = BOARD_THEMES[themeName];
  const edges = placeEdges(model);
  const bounds = grow(unionOf(extentOf(model, edges)) ?? EMPTY_SIZE, MARGIN);
  const box = `${num(bounds.x)} ${num(bounds.y)} ${num(bounds.w)} ${num(bounds.h)}`;
  const lanes = model.nodes.filter((node) => componentOf(node.kind).form === 'lane');
  const others = model.nodes.filter((node) => componentOf(node.kind).form !== 'lane');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${num(bounds.w)}" height="${num(bounds.h)}" role="img" font-family="${FONT}">`,
    `<title>${escapeXml(model.title === '' ? 'Board' : model.title)}</title>`,
    rect(bounds, { fill: theme.background }),
    ...lanes.map((node) => drawLane(node, theme)),
    ...edges.map((placed) => drawEdge(placed, theme)),
    ...others.map((node) => drawNode(node, theme)),
    ...inDrawingOrder(model.strokes).map((stroke) => drawStroke(stroke, themeName)),
    '</svg>',
  ].join('');
}

/** Escapes the five characters of XML and drops what XML 1.0 does not allow at all, lone surrogates included. */
export function escapeXml(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isXmlChar(code)) out += ESCAPES[char] ?? char;
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

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

function drawLane(node: BoardNode, theme: BoardTheme): string {
  const { w, h, lines, firstLineY } = layoutCard(node);
  const tint = node.colour ? theme.colours[node.colour] : laneTint(node, theme);
  return (
    rect({ x: node.x, y: node.y, w, h }, { fill: tint.fill, stroke: tint.border, radius: 10 }) +
    textAt({ x: node.x + CARD.padding, y: node.y + firstLineY }, lines[0] ?? '', {
      fill: tint.ink,
      size: 14,
      weight: 600,
    })
  );
}

function laneTint(node: BoardNode, theme: BoardTheme): Tint {
  if (node.kind === 'lane_offline') return theme.laneOffline;
  return node.kind === 'lane_online' ? theme.laneOnline : theme.laneOther;
}

function drawEdge({ edge, geometry }: PlacedEdge, theme: BoardTheme): string {
  const dash = FLOW_DASHES[edge.flow];
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  const line = `<path d="${geometry.path}" fill="none" stroke="${theme.line}" stroke-width="1.75" stroke-linecap="round"${dashed}/>`;
  const head = `<path d="${geometry.head}" fill="${theme.line}"/>`;
  const label = edgeLabelOf(edge);
  const place = labelRect(edge, geometry);
  if (!label || !place) return line + head;
  return (
    line +
    head +
    rect(place, { fill: theme.surface, radius: 6 }) +
    textAt(centreOf(place), label.text, {
      fill: theme.muted,
      size: EDGE_LABEL.font,
      weight: 500,
      anchor: 'middle',
    })
  );
}

function labelRect(edge: BoardEdge, geometry: EdgeGeometry): Rect | null {
  const label = edgeLabelOf(edge);
  return label ? edgeLabelRect(label, geometry) : null;
}

function drawNode(node: BoardNode, theme: BoardTheme): string {
  const layout = layoutCard(node);
  const { form, w, h, kicker, lines, firstLineY, chips } = layout;
  const tint = node.colour ? theme.colours[node.colour] : null;
  const paper =
    form === 'sticky'
      ? (tint ?? theme.sticky)
      : (tint ?? { fill: theme.surface, border: theme.border, ink: theme.text });
  const frame =
    form === 'text'
      ? ''
      : rect(
          { x: node.x, y: node.y, w, h },
          { fill: paper.fill, stroke: paper.border, radius: form === 'sticky' ? 4 : 8 },
        );
  const isCentred = form === 'box';
  const labelX = isCentred ? node.x + w / 2 : node.x + CARD.padding;
  const labelFill = form === 'text' && tint ? tint.ink : theme.text;
  const weight = form === 'card' ? 600 : 500;
  const label = drawLines({ x: labelX, y: node.y + firstLineY }, lines, {
    fill: labelFill,
    size: CARD.labelFont,
    weight,
    anchor: isCentred ? 'middle' : 'start',
  });
  return (
    frame +
    drawKicker(node, kicker, theme) +
    label +
    chips.map((chip) => drawChip(node, chip, theme)).join('')
  );
}

function drawChip(node: BoardNode, chip: CardChip, theme: BoardTheme): string {
  const place = { x: node.x + chip.x, y: node.y + chip.y, w: chip.w, h: CARD.chipHeight };
  const at = { x: place.x + CARD.chipPadding, y: place.y + CARD.chipHeight / 2 };
  return (
    rect(place, { fill: theme.chip, radius: 5 }) +
    textAt(at, chip.text, { fill: theme.text, size: CARD.chipFont, weight: 500 })
  );
}

function drawKicker(node: BoardNode, kicker: string, theme: BoardTheme): string {
  if (kicker === '') return '';
  const { form, group } = componentOf(node.kind);
  const colour = GROUP_COLOURS[group];
  const y = node.y + CARD.padding + CARD.kickerHeight / 2;
  const fill =
    form === 'sticky' ? (node.colour ? theme.colours[node.colour].ink : theme.sticky.ink) : theme.muted;
  if (form === 'sticky')
    return textAt({ x: node.x + CARD.padding, y }, kicker, { fill, size: CARD.kickerFont, weight: 600 });
  const tile = { x: node.x + CARD.padding, y: y - 6, w: 12, h: 12 };
  const mark = colour
    ? rect(tile, { fill: theme.colours[colour].fill, stroke: theme.colours[colour].ink, radius: 3 })
    : rect(tile, { fill: theme.chip, stroke: theme.muted, radius: 3 });
  return mark + textAt({ x: tile.x + 18, y }, kicker, { fill, size: CARD.kickerFont, weight: 500 });
}

function drawStroke(stroke: BoardStroke, themeName: BoardThemeName): string {
  const fill = strokeFill(stroke, themeName);
  const opacity = stroke.kind === 'highlighter' ? ` fill-opacity="${HIGHLIGHTER_OPACITY}"` : '';
  return `<path d="${strokePath(stroke)}" fill="${fill}"${opacity}/>`;
}

function rect(
  place: Rect,
  { fill, stroke, radius }: { fill: string; stroke?: string; radius?: number },
): string {
  const border = stroke === undefined ? '' : ` stroke="${stroke}"`;
  const round = radius === undefined ? '' : ` rx="${num(radius)}"`;
  return `<rect x="${num(place.x)}" y="${num(place.y)}" width="${num(Math.max(0, place.w))}" height="${num(Math.max(0, place.h))}"${round} fill="${fill}"${border}/>`;
}

interface TextStyle {
  readonly fill: string;
  readonly size: number;
  readonly weight: number;
  readonly anchor?: 'start' | 'middle';
}

function textAt(at: { x: number; y: number }, content: string, style: TextStyle): string {
  return drawLines(at, [content], style);
}

/** `at` is the middle of the first line; the baseline is placed by hand because renderers disagree about dominant-baseline. */
function drawLines(
  at: { x: number; y: number },
  lines: readonly string[],
  { fill, size, weight, anchor = 'start' }: TextStyle,
): string {
  const baseline = at.y + size * 0.35;
  const spans = lines
    .map(
      (line, index) =>
        `<tspan x="${num(at.x)}" y="${num(baseline + index * CARD.lineHeight)}">${escapeXml(line)}</tspan>`,
    )
    .join('');
  return `<text font-size="${num(size)}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${spans}</text>`;
}

function grow(place: Rect, margin: number): Rect {
  return { x: place.x - margin, y: place.y - margin, w: place.w + margin * 2, h: place.h + margin * 2 };
}
