import type { ComponentKind } from './ml-components.ts';

/**
 * The board as plain immutable values: what the Yjs reader produces and what exporter, outline, checks and screens read.
 * Coordinates are integer flow pixels, x to the right and y down; `x`, `y` is the top left corner of a node.
 */

/** Colours a node, an edge or a stroke may carry; what they look like is the theme's matter. */
export const BOARD_COLOURS = ['blue', 'teal', 'green', 'amber', 'red', 'violet'] as const;
export type BoardColour = (typeof BOARD_COLOURS)[number];

/** What travels along an edge, told apart by dash and word. */
export const FLOWS = ['sync', 'async', 'stream', 'batch', 'feedback'] as const;
export type Flow = (typeof FLOWS)[number];

/** The words shown for flows. */
export const FLOW_NAMES = {
  sync: 'sync',
  async: 'async',
  stream: 'stream',
  batch: 'batch',
  feedback: 'feedback',
} as const satisfies Record<Flow, string>;

/**
 * Bounds of a board. Writers refuse to pass them and readers cut what lies beyond, because a modified client can put
 * anything into a document. An interview's board has fewer than 100 nodes; DOM rendering stays smooth to about 1,000.
 */
export const BOARD_LIMITS = {
  nodes: 600,
  edges: 1200,
  strokes: 1500,
  /** Characters. */
  labelLength: 240,
  edgeLabelLength: 80,
  qualifierLength: 40,
  titleLength: 120,
  qualifiersPerNode: 8,
  /** Flow pixels from the origin in any direction. */
  coordinate: 100_000,
  minSize: 32,
  maxSize: 6000,
  /** Longer strokes are started anew, so that one stroke never dominates a redraw. */
  pointsPerStroke: 4000,
  minStrokeWidth: 1,
  maxStrokeWidth: 40,
} as const;

export interface BoardQualifier {
  readonly key: string;
  readonly value: string;
}

export interface BoardNode {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly x: number;
  readonly y: number;
  /** Set only when somebody resized the node; otherwise the size follows from kind and text. */
  readonly size: { readonly w: number; readonly h: number } | null;
  readonly label: string;
  readonly colour: BoardColour | null;
  /** Filled qualifiers, sorted by key. */
  readonly qualifiers: readonly BoardQualifier[];
}

export interface BoardEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly flow: Flow;
}

/** What a stroke was drawn with. */
export const STROKE_KINDS = ['pen', 'highlighter'] as const;
export type StrokeKind = (typeof STROKE_KINDS)[number];

/** A point of ink: flow pixels (halves occur) and milliseconds since the stroke began. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
  /** 0 to 1, where the device measured it; a stroke has it at every point or at none. */
  readonly pressure?: number | undefined;
}

export interface BoardStroke {
  readonly id: string;
  readonly kind: StrokeKind;
  readonly colour: BoardColour | null;
  readonly width: number;
  readonly points: readonly InkPoint[];
}

/** The whole board. Lanes come first among the nodes, then order is by id; edges always have both ends. */
export interface BoardModel {
  readonly title: string;
  readonly nodes: readonly BoardNode[];
  readonly edges: readonly BoardEdge[];
  readonly strokes: readonly BoardStroke[];
}

export const EMPTY_BOARD: BoardModel = { title: '', nodes: [], edges: [], strokes: [] };

/** An axis-parallel rectangle in flow pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
