import { BOARD_LIMITS } from '#shared/domain/board-model.ts';

/**
 * How far the server's bounds on a canvas document lie above those at which every honest page stops by itself. Pages that
 * were offline cannot see each other's items or characters, so a merge may go past `BOARD_LIMITS`; with this factor four
 * people who each filled the whole board, or one label, still come together. What is beyond it, no page of ours has written.
 */
export const CANVAS_MERGE_FACTOR = 4;

/** Ink numbers are varints of at most this many bytes. */
const INK_NUMBER_BYTES = 6;
/** x, y, time and pressure. */
const INK_NUMBERS_PER_POINT = 4;

/** What the server takes into a canvas document; readers cut at `BOARD_LIMITS`. */
export const CANVAS_LIMITS = {
  nodes: BOARD_LIMITS.nodes * CANVAS_MERGE_FACTOR,
  edges: BOARD_LIMITS.edges * CANVAS_MERGE_FACTOR,
  strokes: BOARD_LIMITS.strokes * CANVAS_MERGE_FACTOR,
  /** Characters of shared texts. */
  labelLength: BOARD_LIMITS.labelLength * CANVAS_MERGE_FACTOR,
  edgeLabelLength: BOARD_LIMITS.edgeLabelLength * CANVAS_MERGE_FACTOR,
  /** Characters of a string that is set as a whole, such as a qualifier; the longest a page writes is the title. */
  stringLength: Math.max(BOARD_LIMITS.qualifierLength, BOARD_LIMITS.titleLength),
  /** Bytes of one plain value as encoded: the longest string with four bytes a character. */
  valueBytes: 4 * Math.max(BOARD_LIMITS.qualifierLength, BOARD_LIMITS.titleLength) + 16,
  /** Different keys an item has ever had that are neither fields nor qualifiers of the catalogue. */
  unknownKeysPerItem: 16,
  /** Flow pixels a stroke may be moved in either direction: from one border of the board to the other. */
  strokeOffset: BOARD_LIMITS.coordinate * 2,
  /** A pen that rests makes chunks of one point. */
  chunksPerStroke: BOARD_LIMITS.pointsPerStroke,
  inkNumbersPerStroke: BOARD_LIMITS.pointsPerStroke * INK_NUMBERS_PER_POINT,
  inkBytesPerStroke: BOARD_LIMITS.pointsPerStroke * INK_NUMBERS_PER_POINT * INK_NUMBER_BYTES,
} as const;
