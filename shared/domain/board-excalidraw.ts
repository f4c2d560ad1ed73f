import { CARD, layoutCard, rectOf } from './board-card.ts';
import { edgeLabelOf, edgeLabelRect } from './board-edge-label.ts';
import { assignSlots, centreOf, edgeGeometry, type EdgeGeometry } from './board-geometry.ts';
import type { BoardEdge, BoardModel, BoardNode, BoardStroke, Flow, Point, Rect } from './board-model.ts';
import { BOARD_THEMES, type Tint } from './board-theme.ts';
import { measureText, wrapText } from './board-text.ts';
import { componentOf, type ComponentForm } from './ml-components.ts';
import { toPrintable } from './printable-text.ts';

/**
 * Board to an `.excalidraw` file (format version 2; the element fields are those of the project's `packages/element`
 * types and of `restore.ts`, which reads files). Components become rectangles with their words bound to them, arrows are
 * bound to both ends, ink becomes freehand lines. What Excalidraw has no notion of, kind, flow and details, travels as
 * `customData` and in the words. The same board always gives the same file.
 */

const THEME = BOARD_THEMES.light;
/** Excalidraw's number of its plain sans face; every installation has it. */
const FONT_FAMILY = 2;
const LINE_HEIGHT = 1.25;
const FONT_SIZE = CARD.labelFont;
/** Excalidraw keeps this many pixels between a shape's border and its words. */
const TEXT_PADDING = 5;
/** Excalidraw draws freehand lines this much wider than their stroke width. */
const FREEDRAW_SCALE = 4.25;
const HIGHLIGHTER_OPACITY = 40;

interface Binding {
  readonly elementId: string;
  readonly mode: 'orbit' | 'inside';
  readonly fixedPoint: readonly [number, number];
  /** Read by versions up to 0.18. */
  readonly focus: number;
  readonly gap: number;
}

/** One element of the file; `type` decides which further fields it has. */
export type ExcalidrawElement = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: 'rectangle' | 'text' | 'arrow' | 'freedraw';
};

export interface ExcalidrawFile {
  readonly type: 'excalidraw';
  readonly version: 2;
  readonly source: string;
  readonly elements: readonly ExcalidrawElement[];
  readonly appState: { readonly viewBackgroundColor: string; readonly gridSize: null };
  readonly files: Readonly<Record<string, never>>;
}

/** The text of an `.excalidraw` file that shows `model`. */
export function boardToExcalidraw(model: BoardModel): string {
  return `${JSON.stringify(toExcalidrawFile(model), null, 1)}\n`;
}

/** The same as a value. Elements stand from back to front: lanes, components, arrows, ink. */
export function toExcalidrawFile(model: BoardModel): ExcalidrawFile {
  const arrows = placeArrows(model);
  const boundArrows = new Map<string, string[]>();
  for (const { edge } of arrows) {
    for (const id of new Set([edge.source, edge.target]))
      boundArrows.set(id, [...(boundArrows.get(id) ?? []), edge.id]);
  }
  return {
    type: 'excalidraw',
    version: 2,
    source: 'dryrun-board',
    elements: [
      ...model.nodes.flatMap((node) => nodeElements(node, boundArrows.get(node.id) ?? [])),
      ...arrows.flatMap(arrowElements),
      ...model.strokes.map(strokeElement),
    ],
    appState: { viewBackgroundColor: '#ffffff', gridSize: null },
    files: {},
  };
}

function nodeElements(node: BoardNode, arrowIds: readonly string[]): readonly ExcalidrawElement[] {
  const layout = layoutCard(node);
  const { form } = layout;
  const look = lookOf(node, form);
  const bound = arrowIds.map((id) => ({ id, type: 'arrow' }));
  const rect = rectOf(node);
  const words = wordsOf(node);
  if (form === 'text')
    return [freeText(node, { rect, words: words.trim() === '' ? ' ' : words, color: look.ink, bound })];
  const text = boundText({
    id: `${node.id}_t`,
    containerId: node.id,
    container: rect,
    words,
    color: look.ink,
    align: form === 'box' ? 'center' : 'left',
    vertical: form === 'box' ? 'middle' : 'top',
  });
  const box: ExcalidrawElement = {
    ...baseOf(node.id, rect),
    type: 'rectangle',
    strokeColor: look.border,
    backgroundColor: look.fill,
    roundness: form === 'sticky' ? null : { type: 3 },
    boundElements: [...(text ? [{ id: text.id, type: 'text' }] : []), ...bound],
    customData: {
      kind: node.kind,
      ...(node.qualifiers.length > 0 && {
        qualifiers: Object.fromEntries(node.qualifiers.map(({ key, value }) => [key, toPrintable(value)])),
      }),
    },
  };
  return text ? [box, text] : [box];
}

/** Kind, label and details as one text, because a shape holds one. */
function wordsOf(node: BoardNode): string {
  const { form, kicker } = layoutCard(node);
  const { name, qualifiers } = componentOf(node.kind);
  const label = toPrintable(node.label).trim();
  const own = label === '' && form !== 'text' && form !== 'sticky' ? name : label;
  const details = node.qualifiers.map(({ key, value }) => {
    const title = qualifiers.find((definition) => definition.key === key)?.label ?? key;
    return toPrintable(`${title} ${value}`);
  });
  return [...(kicker === '' ? [] : [kicker]), own, ...details].join('\n');
}

function lookOf(node: BoardNode, form: ComponentForm): Tint {
  const tint = node.colour ? THEME.colours[node.colour] : null;
  if (form === 'lane') {
    if (tint) return tint;
    if (node.kind === 'lane_offline') return THEME.laneOffline;
    return node.kind === 'lane_online' ? THEME.laneOnline : THEME.laneOther;
  }
  if (form === 'sticky') return { ...(tint ?? THEME.sticky), ink: THEME.text };
  if (form === 'text') return { fill: 'transparent', border: 'transparent', ink: tint?.ink ?? THEME.text };
  return { fill: tint?.fill ?? THEME.surface, border: tint?.border ?? THEME.border, ink: THEME.text };
}

interface PlacedArrow {
  readonly edge: BoardEdge;
  readonly geometry: EdgeGeometry;
  readonly source: Rect;
  readonly target: Rect;
}

function placeArrows(model: BoardModel): readonly PlacedArrow[] {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const slots = assignSlots(model.edges);
  return model.edges.flatMap((edge) => {
    const from = nodes.get(edge.source);
    const to = nodes.get(edge.target);
    const slot = slots.get(edge.id);
    if (!from || !to || !slot) return [];
    const source = rectOf(from);
    const target = rectOf(to);
    const geometry = edgeGeometry({
      source,
      target,
      slot,
      isSelfLoop: from === to,
      isReversed: edge.source > edge.target,
    });
    return [{ edge, geometry, source, target }];
  });
}

/** Excalidraw has three dashes, so flows that share one differ in width or head; the word on the arrow always says it. */
const FLOW_LOOKS = {
  sync: { strokeStyle: 'solid', strokeWidth: 2, endArrowhead: 'triangle' },
  async: { strokeStyle: 'dashed', strokeWidth: 2, endArrowhead: 'triangle' },
  stream: { strokeStyle: 'dotted', strokeWidth: 2, endArrowhead: 'triangle' },
  batch: { strokeStyle: 'dashed', strokeWidth: 4, endArrowhead: 'triangle' },
  feedback: { strokeStyle: 'dotted', strokeWidth: 2, endArrowhead: 'triangle_outline' },
} as const satisfies Record<Flow, object>;

function arrowElements(arrow: PlacedArrow): readonly ExcalidrawElement[] {
  const { edge, geometry, source, target } = arrow;
  const isLoop = edge.source === edge.target;
  const corner = { x: geometry.labelAt.x, y: geometry.labelAt.y };
  const path = isLoop ? [geometry.start, corner, geometry.end] : [geometry.start, geometry.end];
  const label = edgeLabelOf(edge);
  const place = label && edgeLabelRect(label, geometry);
  const text =
    label && place
      ? boundText({
          id: `${edge.id}_t`,
          containerId: edge.id,
          container: place,
          words: toPrintable(label.text),
          color: THEME.muted,
          align: 'center',
          vertical: 'middle',
        })
      : null;
  const line: ExcalidrawElement = {
    ...baseOf(edge.id, boundsOf(path)),
    type: 'arrow',
    x: round(geometry.start.x),
    y: round(geometry.start.y),
    ...FLOW_LOOKS[edge.flow],
    strokeColor: THEME.line,
    backgroundColor: 'transparent',
    roundness: isLoop ? { type: 2 } : null,
    points: path.map((point) => [round(point.x - geometry.start.x), round(point.y - geometry.start.y)]),
    lastCommittedPoint: null,
    startArrowhead: null,
    startBinding: bindingOf(edge.source, { rect: source, at: geometry.start, geometry, isLoop }),
    endBinding: bindingOf(edge.target, { rect: target, at: geometry.end, geometry, isLoop }),
    elbowed: false,
    boundElements: text ? [{ id: text.id, type: 'text' }] : [],
    customData: { flow: edge.flow },
  };
  return text ? [line, text] : [line];
}

/**
 * The arrow aims at the point of its own line that is nearest to the middle of the shape, so that arrows side by side stay
 * apart when somebody moves the shape.
 */
function bindingOf(
  elementId: string,
  { rect, at, geometry, isLoop }: { rect: Rect; at: Point; geometry: EdgeGeometry; isLoop: boolean },
): Binding {
  const aim = isLoop ? at : nearestOnLine(centreOf(rect), geometry);
  const ratio = (value: number): number => Math.round(Math.max(0.0001, Math.min(0.9999, value)) * 1e4) / 1e4;
  const fixedPoint = [
    // Exactly one half makes Excalidraw jump between two sides.
    nudge(ratio((aim.x - rect.x) / Math.max(1, rect.w))),
    nudge(ratio((aim.y - rect.y) / Math.max(1, rect.h))),
  ] as const;
  return { elementId, mode: isLoop ? 'inside' : 'orbit', fixedPoint, focus: 0, gap: 3 };
}

function nudge(ratio: number): number {
  return Math.abs(ratio - 0.5) < 0.0001 ? 0.5001 : ratio;
}

function nearestOnLine(point: Point, { start, end }: EdgeGeometry): Point {
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const length = dx * dx + dy * dy;
  if (length < 1) return point;
  const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
  return { x: start.x + along * dx, y: start.y + along * dy };
}

function strokeElement(stroke: BoardStroke): ExcalidrawElement {
  const [first = { x: 0, y: 0, atMs: 0 }] = stroke.points;
  const isHighlighter = stroke.kind === 'highlighter';
  const pressures = stroke.points.flatMap(({ pressure }) =>
    pressure === undefined ? [] : [round(pressure)],
  );
  const hasPressure = pressures.length === stroke.points.length;
  return {
    ...baseOf(stroke.id, boundsOf(stroke.points)),
    type: 'freedraw',
    x: round(first.x),
    y: round(first.y),
    strokeColor: stroke.colour ? THEME.colours[stroke.colour].ink : THEME.text,
    backgroundColor: 'transparent',
    strokeWidth: round(stroke.width / FREEDRAW_SCALE),
    opacity: isHighlighter ? HIGHLIGHTER_OPACITY : 100,
    roundness: null,
    points: stroke.points.map(({ x, y }) => [round(x - first.x), round(y - first.y)]),
    // A highlighter is as wide everywhere; even pressure is how a freehand line says so.
    pressures: hasPressure ? pressures : isHighlighter ? stroke.points.map(() => 0.5) : [],
    simulatePressure: !hasPressure && !isHighlighter,
    lastCommittedPoint: null,
    boundElements: [],
  };
}

interface BoundText {
  readonly id: string;
  readonly containerId: string;
  readonly container: Rect;
  readonly words: string;
  readonly color: string;
  readonly align: 'left' | 'center';
  readonly vertical: 'top' | 'middle';
}

function boundText(input: BoundText): ExcalidrawElement | null {
  const { id, containerId, container, words, color, align, vertical } = input;
  if (words.trim() === '') return null;
  const inner = container.w - TEXT_PADDING * 2;
  const { text, w, h } = sizeOf(words, inner);
  const x = align === 'left' ? container.x + TEXT_PADDING : container.x + (container.w - w) / 2;
  const y = vertical === 'top' ? container.y + TEXT_PADDING : container.y + (container.h - h) / 2;
  return {
    ...baseOf(id, { x, y, w, h }),
    ...textFields({ text, words, color }),
    type: 'text',
    textAlign: align,
    verticalAlign: vertical,
    containerId,
    autoResize: true,
    boundElements: [],
  };
}

function freeText(
  node: BoardNode,
  {
    rect,
    words,
    color,
    bound,
  }: { rect: Rect; words: string; color: string; bound: readonly { id: string; type: string }[] },
): ExcalidrawElement {
  const { text, h } = sizeOf(words, rect.w);
  return {
    ...baseOf(node.id, { ...rect, h }),
    ...textFields({ text, words, color }),
    type: 'text',
    textAlign: 'left',
    verticalAlign: 'top',
    containerId: null,
    // Keeps the width people gave it and breaks lines to fit.
    autoResize: false,
    boundElements: bound,
    customData: { kind: node.kind },
  };
}

function textFields({ text, words, color }: { text: string; words: string; color: string }): object {
  return {
    text,
    originalText: words,
    fontSize: FONT_SIZE,
    fontFamily: FONT_FAMILY,
    lineHeight: LINE_HEIGHT,
    strokeColor: color,
    backgroundColor: 'transparent',
    roundness: null,
  };
}

/** Lines as they break at `maxWidth`, and the room they take. */
function sizeOf(words: string, maxWidth: number): { text: string; w: number; h: number } {
  const lines = wrapText(words, { fontSize: FONT_SIZE, maxWidth, maxLines: Infinity });
  const widest = Math.max(0, ...lines.map((line) => measureText(line, FONT_SIZE)));
  return {
    text: lines.join('\n'),
    w: Math.ceil(Math.min(widest, maxWidth)),
    h: Math.ceil(lines.length * FONT_SIZE * LINE_HEIGHT),
  };
}

function baseOf(id: string, { x, y, w, h }: Rect) {
  return {
    id,
    x: round(x),
    y: round(y),
    width: round(w),
    height: round(h),
    angle: 0,
    fillStyle: 'solid',
    strokeWidth: 1,
    strokeStyle: 'solid',
    roughness: 0,
    opacity: 100,
    seed: seedOf(id),
    version: 1,
    versionNonce: seedOf(`${id} nonce`),
    index: null,
    isDeleted: false,
    groupIds: [],
    frameId: null,
    updated: 1,
    link: null,
    locked: false,
  } as const;
}

function boundsOf(points: readonly Point[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return points.length === 0
    ? { x: 0, y: 0, w: 0, h: 0 }
    : { x: left, y: top, w: right - left, h: bottom - top };
}

/** Excalidraw wants a whole number that never changes, so that rough shapes look alike every time: FNV-1a of the id. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 1) + 1;
}

/** Hundredths of a pixel are exact enough and keep files small. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
