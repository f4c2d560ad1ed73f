import { z } from 'zod';
import {
  BOARD_COLOURS,
  BOARD_LIMITS,
  FLOWS,
  STROKE_KINDS,
  type BoardEdge,
  type BoardModel,
  type BoardNode,
  type BoardStroke,
  type InkPoint,
} from './board-model.ts';
import { COMPONENT_KINDS, componentOf } from './ml-components.ts';

/**
 * A board as a file people keep and bring back. The file is read as strictly as if a stranger had made it: what is unknown,
 * too long, out of bounds or points at nothing is refused with one reason in plain words.
 */

export const BOARD_FILE_FORMAT = 'dryrun-board';
/** Raised when the file's shape changes; readers refuse what is newer than they are. */
export const BOARD_FILE_VERSION = 1;
/** Characters of a file that is looked at at all: some 300,000 points of ink, which one message to the server still carries. */
export const BOARD_FILE_MAX_LENGTH = 4_000_000;

const { coordinate, minSize, maxSize } = BOARD_LIMITS;
const Id = z.string().regex(/^[0-9a-z]{7,10}$/);
const Coordinate = z.number().int().min(-coordinate).max(coordinate);
const Size = z.number().int().min(minSize).max(maxSize);
const Colour = z.enum(BOARD_COLOURS).nullable();
/** Six hours, longer than any room is open. */
const InkTime = z
  .number()
  .min(0)
  .max(6 * 60 * 60 * 1000);
const InkPlace = z.number().min(-coordinate).max(coordinate);

const QualifierSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{1,15}$/),
  value: z.string().min(1).max(BOARD_LIMITS.qualifierLength),
});

const NodeSchema = z.strictObject({
  id: Id,
  kind: z.enum(COMPONENT_KINDS),
  x: Coordinate,
  y: Coordinate,
  size: z.strictObject({ w: Size, h: Size }).nullable(),
  label: z.string().max(BOARD_LIMITS.labelLength),
  colour: Colour,
  qualifiers: z.array(QualifierSchema).max(BOARD_LIMITS.qualifiersPerNode),
});

const EdgeSchema = z.strictObject({
  id: Id,
  source: Id,
  target: Id,
  label: z.string().max(BOARD_LIMITS.edgeLabelLength),
  flow: z.enum(FLOWS),
});

const StrokeSchema = z.strictObject({
  id: Id,
  kind: z.enum(STROKE_KINDS),
  colour: Colour,
  width: z.number().min(BOARD_LIMITS.minStrokeWidth).max(BOARD_LIMITS.maxStrokeWidth),
  /** x, y in flow pixels, milliseconds since the stroke began and, where it was measured, pressure. */
  points: z
    .array(
      z.union([
        z.tuple([InkPlace, InkPlace, InkTime]),
        z.tuple([InkPlace, InkPlace, InkTime, z.number().min(0).max(1)]),
      ]),
    )
    .min(1)
    .max(BOARD_LIMITS.pointsPerStroke),
});

const BoardFileSchema = z.strictObject({
  format: z.literal(BOARD_FILE_FORMAT),
  version: z.literal(BOARD_FILE_VERSION),
  title: z.string().max(BOARD_LIMITS.titleLength),
  nodes: z.array(NodeSchema).max(BOARD_LIMITS.nodes),
  edges: z.array(EdgeSchema).max(BOARD_LIMITS.edges),
  strokes: z.array(StrokeSchema).max(BOARD_LIMITS.strokes),
});
type BoardFile = z.infer<typeof BoardFileSchema>;

/** The file for `model`: one item a line, so that two versions can be compared. Reading it gives an equal model. */
export function boardToJson({ title, nodes, edges, strokes }: BoardModel): string {
  const items = (values: readonly object[]): string =>
    values.length === 0
      ? '[]'
      : `[\n    ${values.map((value) => JSON.stringify(value)).join(',\n    ')}\n  ]`;
  const lines = [
    `"format": ${JSON.stringify(BOARD_FILE_FORMAT)}`,
    `"version": ${BOARD_FILE_VERSION}`,
    `"title": ${JSON.stringify(title)}`,
    `"nodes": ${items(nodes.map(writeNode))}`,
    `"edges": ${items(edges.map(writeEdge))}`,
    `"strokes": ${items(strokes.map(writeStroke))}`,
  ];
  return `{\n  ${lines.join(',\n  ')}\n}\n`;
}

export type BoardReading =
  | { readonly isOk: true; readonly model: BoardModel }
  /** One sentence or two: what is wrong and where. */
  | { readonly isOk: false; readonly reason: string };

/** Reads a file of `boardToJson`. Never throws. */
export function readBoardJson(text: string): BoardReading {
  if (text.length > BOARD_FILE_MAX_LENGTH)
    return refuse(
      `The file is too large: more than ${BOARD_FILE_MAX_LENGTH / 1_000_000} million characters.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('The file is not JSON, or it was cut off.');
  }
  const head = readHead(value);
  if (head !== null) return refuse(head);
  const parsed = BoardFileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(issue ? wordsFor(issue) : 'The file does not have the shape of a board.');
  }
  const fault = findFault(parsed.data);
  return fault === null ? { isOk: true, model: toModel(parsed.data) } : refuse(fault);
}

function refuse(reason: string): BoardReading {
  return { isOk: false, reason };
}

// Written out field by field, so that nothing the model may hold one day slips into a file of version 1.
function writeNode({ id, kind, x, y, size, label, colour, qualifiers }: BoardNode): object {
  return {
    id,
    kind,
    x,
    y,
    size: size && { w: size.w, h: size.h },
    label,
    colour,
    qualifiers: qualifiers.map(({ key, value }) => ({ key, value })),
  };
}

function writeEdge({ id, source, target, label, flow }: BoardEdge): object {
  return { id, source, target, label, flow };
}

function writeStroke({ id, kind, colour, width, points }: BoardStroke): object {
  return {
    id,
    kind,
    colour,
    width,
    points: points.map(({ x, y, atMs, pressure }) =>
      pressure === undefined ? [x, y, atMs] : [x, y, atMs, pressure],
    ),
  };
}

function toModel({ title, nodes, edges, strokes }: BoardFile): BoardModel {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
  const layer = ({ kind }: { readonly kind: BoardNode['kind'] }): number =>
    componentOf(kind).form === 'lane' ? 0 : 1;
  return {
    title,
    nodes: nodes
      .map((node) => ({
        ...node,
        qualifiers: node.qualifiers.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      }))
      .sort((a, b) => layer(a) - layer(b) || byId(a, b)),
    edges: edges.toSorted(byId),
    strokes: strokes.map((stroke) => ({ ...stroke, points: stroke.points.map(toPoint) })).sort(byId),
  };
}

function toPoint([x, y, atMs, pressure]: BoardFile['strokes'][number]['points'][number]): InkPoint {
  return pressure === undefined ? { x, y, atMs } : { x, y, atMs, pressure };
}

/** What the file says of itself, before its content is looked at: the commonest mistakes deserve their own words. */
function readHead(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('format' in value)) {
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'excalidraw'
      ? 'This is an Excalidraw file. Only board files saved as JSON here can be read.'
      : 'This JSON is not a board: it does not say "format": "dryrun-board".';
  }
  if (value.format !== BOARD_FILE_FORMAT)
    return 'This JSON is not a board: it does not say "format": "dryrun-board".';
  const version = 'version' in value ? value.version : undefined;
  if (version === BOARD_FILE_VERSION) return null;
  return typeof version === 'number' && version > BOARD_FILE_VERSION
    ? `The file was made by a newer version (${version}); this one reads version ${BOARD_FILE_VERSION}.`
    : `The file does not say a version that can be read; it should be ${BOARD_FILE_VERSION}.`;
}

/** What a schema of single items cannot see: ids given twice, arrows that start or end at nothing. */
function findFault({ nodes, edges, strokes }: BoardFile): string | null {
  const seen = new Set<string>();
  for (const { id } of [...nodes, ...edges, ...strokes]) {
    if (seen.has(id)) return `Two items of the file have the same id, ${id}.`;
    seen.add(id);
  }
  for (const [at, { qualifiers }] of nodes.entries()) {
    if (new Set(qualifiers.map(({ key }) => key)).size < qualifiers.length)
      return `Component ${at + 1} has the same detail twice.`;
  }
  for (const [at, { points }] of strokes.entries()) {
    if (new Set(points.map((point) => point.length)).size > 1)
      return `Stroke ${at + 1} has the pressure of some points and not of others.`;
  }
  const ends = new Set(nodes.filter(({ kind }) => componentOf(kind).form !== 'lane').map(({ id }) => id));
  for (const [at, edge] of edges.entries()) {
    if (!ends.has(edge.source)) return `Arrow ${at + 1} starts at a component the file does not have.`;
    if (!ends.has(edge.target)) return `Arrow ${at + 1} ends at a component the file does not have.`;
  }
  return null;
}

const COLLECTIONS: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  nodes: { one: 'Component', many: 'components' },
  edges: { one: 'Arrow', many: 'arrows' },
  strokes: { one: 'Stroke', many: 'strokes' },
};

const FIELDS: Readonly<Record<string, string>> = {
  id: 'the id',
  kind: 'the kind',
  x: 'the place',
  y: 'the place',
  size: 'the size',
  label: 'the label',
  colour: 'the colour',
  qualifiers: 'a detail',
  source: 'the start',
  target: 'the end',
  flow: 'the flow',
  width: 'the width',
  points: 'a point',
  title: 'the title',
};

/** One schema issue as a sentence: "Component 3: the label is too long (at most 240)." */
function wordsFor(issue: z.core.$ZodIssue): string {
  const [collection, at, field] = issue.path;
  const words = typeof collection === 'string' ? COLLECTIONS[collection] : undefined;
  if (words && at === undefined)
    return issue.code === 'too_big'
      ? `The file has too many ${words.many}: at most ${issue.maximum} fit on a board.`
      : `The file has no list of ${words.many}.`;
  const isItem = words !== undefined && typeof at === 'number';
  const name = isItem ? field : collection;
  const what = typeof name === 'string' ? (FIELDS[name] ?? 'a field') : 'it';
  return `${isItem ? `${words.one} ${at + 1}` : 'The board'}: ${what} ${faultOf(issue)}.`;
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `is too long (at most ${issue.maximum} characters)`
      : `is more than ${issue.maximum}`;
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int' ? `is less than ${issue.minimum}` : 'is empty';
  if (issue.code === 'unrecognized_keys') return 'has fields a board file does not have';
  if (issue.code === 'invalid_value') return 'is not one of those a board knows';
  return 'is missing or is not of the right sort';
}
