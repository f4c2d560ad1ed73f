import type * as Y from 'yjs';
import { layoutCard, rectOf } from '#shared/domain/board-card.ts';
import { centreOf, unionOf } from '#shared/domain/board-geometry.ts';
import { BOARD_FILE_MAX_LENGTH, boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { BOARD_LIMITS, type BoardModel, type Point, type Rect } from '#shared/domain/board-model.ts';
import { outlineText } from '#shared/domain/board-outline.ts';
import { isEmptyBoard, partOf } from '#shared/domain/board-part.ts';
import { BOARD_GRID, toGrid } from '#shared/domain/board-placement.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { insertWithInk } from '#shared/documents/canvas-copy-ink.ts';
import { insertSkeleton } from '#shared/documents/canvas-skeleton.ts';
import {
  beginGesture,
  createNode,
  deleteItems,
  type WriteContext,
} from '#shared/documents/canvas-writers.ts';
import { SELECTION_STRINGS as WORDS, type ItemCounts } from './selection-strings.ts';
import { STRINGS } from '../strings.ts';

/**
 * What copying puts on the clipboard: words for every other program, and the board's own file under a type of its own, which
 * browsers keep between tabs and rooms. What is pasted was written by a stranger and goes through the file's strict reader.
 */

/** Kept by browsers as it is, beside the text; other programs do not see it. */
export const BOARD_CLIPBOARD_TYPE = 'application/x-dryrun-board+json';
/** How far a copy stands from a copy that is there already. */
const CASCADE = BOARD_GRID * 3;
const TEXT_WIDTH = 320;

/** What the clipboard needs of the board. */
export interface ClipboardActs {
  readonly doc: Y.Doc;
  readonly isReadOnly: boolean;
  readonly getModel: () => BoardModel;
  readonly select: (ids: readonly string[]) => void;
  readonly announce: (text: string) => void;
  /** Middle of what is in view, flow coordinates. */
  readonly viewCentre: () => Point;
}

export interface Pasted {
  readonly text: string;
  /** Content of our own type, empty when there is none. */
  readonly board: string;
}

export interface BoardClipboard {
  copy(
    data: Pick<DataTransfer, 'setData'>,
    input: ClipboardActs & { readonly selectedIds: readonly string[]; readonly isCut: boolean },
  ): void;
  /** Done when it is written; a Mermaid flowchart waits for what reads it. */
  paste(content: Pasted, input: ClipboardActs & { readonly at: Point | null }): Promise<void>;
}

export const boardClipboard: BoardClipboard = {
  copy(data, { doc, getModel, select, announce, selectedIds, isCut }) {
    const part = { ...partOf(getModel(), selectedIds), title: '' };
    if (isEmptyBoard(part)) return;
    const file = boardToJson(part);
    if (file.length > BOARD_FILE_MAX_LENGTH) {
      announce(WORDS.said.tooMuch);
      return;
    }
    // A drawing has no words.
    if (part.nodes.length > 0) data.setData('text/plain', wordsOf(part));
    data.setData(BOARD_CLIPBOARD_TYPE, file);
    if (isCut) {
      deleteItems({ doc, gesture: beginGesture(WORDS.gestures.cut) }, selectedIds);
      select([]);
    }
    announce((isCut ? WORDS.said.cut : WORDS.said.copied)(countsOf(part)));
  },

  async paste(content, { doc, getModel, select, announce, viewCentre, at }) {
    const context = { doc, gesture: beginGesture(WORDS.gestures.paste) };
    const centre = at ?? viewCentre();
    const part = readPart(content.board);
    if (part) {
      const written = insertWithInk(context, part, freePlace(getModel(), part, centre));
      select([...written.values()]);
      announce(written.size === 0 ? STRINGS.said.full : WORDS.said.pasted(countsOf(part)));
      return;
    }
    const flowchart = await readFlowchart(content.text);
    if (flowchart) {
      const written = insertSkeleton(context, getModel(), flowchart);
      select(written);
      announce(
        written.length === 0
          ? STRINGS.said.full
          : WORDS.said.pasted({ components: written.length, drawings: 0 }),
      );
      return;
    }
    const text = toPrintable(content.text).trim();
    if (text === '') return;
    const id = writeText(context, text, centre);
    if (id !== null) select([id]);
    if (id === null) announce(STRINGS.said.full);
    else
      announce(
        text.length > BOARD_LIMITS.labelLength
          ? WORDS.said.textCutShort(BOARD_LIMITS.labelLength)
          : WORDS.said.textPasted,
      );
  },
};

function countsOf({ nodes, strokes }: BoardModel): ItemCounts {
  return { components: nodes.length, drawings: strokes.length };
}

/** What another program gets: the words of a single note as they are, everything else as an outline. */
function wordsOf(part: BoardModel): string {
  const [only] = part.nodes;
  return part.nodes.length === 1 && only?.label ? only.label : outlineText(part);
}

function readPart(text: string): BoardModel | null {
  if (text === '') return null;
  const reading = readBoardJson(text);
  return reading.isOk && !isEmptyBoard(reading.model) ? reading.model : null;
}

/** The first words of a Mermaid flowchart, after comments or the fence it was copied with. */
const FLOWCHART = /^\s*(?:```\s*mermaid\s+)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph)[ \t]+(?:TB|TD|BT|RL|LR)\b/;

async function readFlowchart(text: string): Promise<BoardModel | null> {
  if (!FLOWCHART.test(text.slice(0, 2000))) return null;
  const { readMermaidBoard } = await import('#shared/domain/board-mermaid-import.ts');
  const reading = readMermaidBoard(text);
  return reading.isOk && reading.model.nodes.length > 0 ? reading.model : null;
}

/** Centred on a point, on the grid, and moved on while something of the board is exactly where a pasted thing would be. */
function freePlace(model: BoardModel, part: BoardModel, centre: Point): { dx: number; dy: number } {
  const middle = centreOf(unionOf(placesOf(part)) ?? { x: 0, y: 0, w: 0, h: 0 });
  let dx = toGrid(centre.x - middle.x);
  let dy = toGrid(centre.y - middle.y);
  const corners = ({ nodes, strokes }: BoardModel): readonly Point[] => [
    ...nodes,
    ...strokes.flatMap(({ points }) => points.slice(0, 1)),
  ];
  const taken = new Set(corners(model).map(({ x, y }) => `${x} ${y}`));
  const isTaken = (): boolean => corners(part).some(({ x, y }) => taken.has(`${x + dx} ${y + dy}`));
  for (let tries = 0; tries < BOARD_LIMITS.nodes && isTaken(); tries += 1) {
    dx += CASCADE;
    dy += CASCADE;
  }
  return { dx, dy };
}

function placesOf({ nodes, strokes }: BoardModel): readonly Rect[] {
  return [
    ...nodes.map(rectOf),
    ...strokes.flatMap(({ points }) => points.map(({ x, y }) => ({ x, y, w: 0, h: 0 }))),
  ];
}

/** Several lines are one text: a pasted list is one thought. */
function writeText(context: WriteContext, text: string, centre: Point): string | null {
  const label = text.slice(0, BOARD_LIMITS.labelLength);
  const size = text.length > 40 || text.includes('\n') ? { w: TEXT_WIDTH, h: BOARD_LIMITS.minSize } : null;
  const { w, h } = layoutCard({
    id: '',
    kind: 'text',
    x: 0,
    y: 0,
    size,
    label,
    colour: null,
    qualifiers: [],
  });
  return createNode(context, {
    kind: 'text',
    label,
    size: size && { w: size.w, h },
    x: toGrid(centre.x - w / 2),
    y: toGrid(centre.y - h / 2),
  });
}
