import { CARD, isLane, layoutCard } from '#shared/domain/board-card.ts';
import { containsPoint, edgeGeometry } from '#shared/domain/board-geometry.ts';
import { paperOf } from '#shared/domain/board-marks.ts';
import type { BoardNode, Point, Rect } from '#shared/domain/board-model.ts';
import { measureText } from '#shared/domain/board-text.ts';
import { BOARD_THEMES, type BoardThemeName } from '#shared/domain/board-theme.ts';
import type { BoardFlowEdge, BoardFlowNode } from '../use-flow-elements.ts';

export interface FarScene {
  readonly nodes: readonly BoardFlowNode[];
  readonly edges: readonly BoardFlowEdge[];
  /** Ids of what elements show instead; of a lane they show the header only. */
  readonly drawn: ReadonlySet<string>;
  readonly theme: BoardThemeName;
}

export interface FarView {
  /** Of the viewport, as React Flow keeps it: screen = flow * zoom + (x, y). */
  readonly transform: readonly [x: number, y: number, zoom: number];
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
}

interface Arrow {
  readonly source: Rect;
  readonly target: Rect;
  readonly slot: { readonly index: number; readonly count: number };
  readonly line: Path2D;
  readonly head: Path2D;
  /** Around all of it that can be hit. */
  readonly reach: Rect;
}

/** How thick the bar is that stands for a line of text, flow pixels. */
const BAR_HEIGHT = 8;
const BAR_OPACITY = 0.45;
const LINE_WIDTH = 1.75;
/** How wide an arrow is to the pointer, flow pixels; as wide as its element, see `board-edge.module.css`. */
const ARROW_REACH = 24;
/** How far the handles of a component reach beyond it, flow pixels; see `board-node.module.css`. */
const HANDLE_REACH = 14;

/**
 * Paints components and arrows from so far that letters would be under 4 px: names are bars, arrows have no dashes. Two
 * milliseconds for five hundred things that as elements of the page would be most of a frame.
 */
export class FarPainter {
  #arrows = new Map<string, Arrow>();

  paint(
    context: CanvasRenderingContext2D,
    { nodes, edges, drawn, theme: themeName }: FarScene,
    view: FarView,
  ): void {
    const theme = BOARD_THEMES[themeName];
    const { ratio } = view;
    const [panX, panY, zoom] = view.transform;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * panX, ratio * panY);
    // A hairline, whatever the zoom.
    context.lineWidth = 1 / zoom;

    const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
    const paintCards = (areLanes: boolean) => {
      for (const { id, data } of nodes) {
        const place = places.get(id);
        if (place && isLane(data.node) === areLanes && (areLanes || !drawn.has(id)))
          paintCard(context, data.node, { place, themeName });
      }
    };
    paintCards(true);

    context.strokeStyle = theme.line;
    context.fillStyle = theme.line;
    context.lineWidth = Math.max(LINE_WIDTH, 0.6 / zoom);
    this.#arrows = this.#arrowsOf(edges, places);
    for (const [id, { line, head }] of this.#arrows) {
      if (drawn.has(id)) continue;
      context.stroke(line);
      context.fill(head);
    }
    context.lineWidth = 1 / zoom;
    paintCards(false);
  }

  /**
   * Id of the topmost component or arrow at a place, flow coordinates, or of the lane whose header is there. `last`, which was
   * hit before, keeps the room around it where its handles are.
   */
  itemAt(
    context: CanvasRenderingContext2D,
    { nodes }: FarScene,
    { at, last }: { readonly at: Point; readonly last: string | null },
  ): string | null {
    const cards = nodes.filter(({ data }) => !isLane(data.node));
    const node =
      cards.findLast((card) => containsPoint(placeOf(card), at)) ??
      cards.find((card) => card.id === last && containsPoint(grown(placeOf(card), HANDLE_REACH), at));
    if (node) return node.id;
    context.save();
    context.resetTransform();
    context.lineWidth = ARROW_REACH;
    const arrow = [...this.#arrows].findLast(
      ([, { reach, line }]) => containsPoint(reach, at) && context.isPointInStroke(line, at.x, at.y),
    );
    context.restore();
    if (arrow) return arrow[0];
    const lane = nodes.findLast((each) => isLane(each.data.node) && containsPoint(headerOf(each), at));
    return lane?.id ?? null;
  }

  /** Arrows run as they did while neither end moved. */
  #arrowsOf(edges: readonly BoardFlowEdge[], places: ReadonlyMap<string, Rect>): Map<string, Arrow> {
    const arrows = new Map<string, Arrow>();
    for (const { id, data } of edges) {
      const source = data && places.get(data.edge.source);
      const target = data && places.get(data.edge.target);
      if (!source || !target) continue;
      const { edge, slot } = data;
      const known = this.#arrows.get(id);
      const isAsBefore =
        known &&
        isSameRect(known.source, source) &&
        isSameRect(known.target, target) &&
        known.slot.index === slot.index &&
        known.slot.count === slot.count;
      if (isAsBefore) {
        arrows.set(id, known);
        continue;
      }
      const { path, head, bounds } = edgeGeometry({
        source,
        target,
        slot,
        isSelfLoop: edge.source === edge.target,
        isReversed: edge.source > edge.target,
      });
      const reach = grown(bounds, ARROW_REACH / 2);
      arrows.set(id, { source, target, slot, line: new Path2D(path), head: new Path2D(head), reach });
    }
    return arrows;
  }
}

/** Whether two scenes paint the same picture. */
export function looksSame(a: FarScene, b: FarScene): boolean {
  return (
    a.theme === b.theme &&
    isSameList(paintedNodes(a), paintedNodes(b)) &&
    isSameList(
      a.edges.filter(({ id }) => !a.drawn.has(id)),
      b.edges.filter(({ id }) => !b.drawn.has(id)),
    )
  );
}

function paintedNodes({ nodes, drawn }: FarScene): readonly BoardFlowNode[] {
  return nodes.filter(({ id, data }) => !drawn.has(id) || isLane(data.node));
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function paintCard(
  context: CanvasRenderingContext2D,
  node: BoardNode,
  { place: { x, y, w, h }, themeName }: { readonly place: Rect; readonly themeName: BoardThemeName },
): void {
  const theme = BOARD_THEMES[themeName];
  const { form, firstLineY } = layoutCard(node);
  const paper = paperOf(node, theme);
  if (form !== 'text') {
    context.fillStyle = paper.fill;
    context.fillRect(x, y, w, h);
    context.strokeStyle = paper.border;
    context.strokeRect(x, y, w, h);
  }
  if (form === 'lane') return;
  context.fillStyle = form === 'text' ? paper.ink : theme.text;
  context.globalAlpha = BAR_OPACITY;
  for (const [index, width] of barsOf(node).entries()) {
    const barX = form === 'box' ? x + (w - width) / 2 : x + CARD.padding;
    if (width > 0)
      context.fillRect(barX, y + firstLineY + index * CARD.lineHeight - BAR_HEIGHT / 2, width, BAR_HEIGHT);
  }
  context.globalAlpha = 1;
}

const bars = new WeakMap<BoardNode, readonly number[]>();

/** Widths of the lines of a label, flow pixels. */
function barsOf(node: BoardNode): readonly number[] {
  const known = bars.get(node);
  if (known) return known;
  const widths = layoutCard(node).lines.map((line) => measureText(line, CARD.labelFont));
  bars.set(node, widths);
  return widths;
}

function placeOf({ position, width = 0, height = 0 }: BoardFlowNode): Rect {
  return { x: position.x, y: position.y, w: width, h: height };
}

/** What a lane is taken hold of by; its words end before it does, which only its element knows. */
function headerOf(lane: BoardFlowNode): Rect {
  return { ...placeOf(lane), h: CARD.laneHeader };
}

function grown({ x, y, w, h }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
