import { describe, expect, it } from 'vitest';
import { BOARD_FILE_MAX_LENGTH, boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { BOARD_LIMITS, EMPTY_BOARD, type BoardModel } from '#shared/domain/board-model.ts';
import { HOSTILE_BOARDS } from './board-hostile.ts';

const BOARD: BoardModel = {
  title: 'Feed ranking',
  nodes: [
    {
      id: 'lane0onl',
      kind: 'lane_online',
      x: 0,
      y: -40,
      size: { w: 900, h: 300 },
      label: 'Online serving',
      colour: null,
      qualifiers: [],
    },
    {
      id: 'node0001',
      kind: 'ranker',
      x: 40,
      y: 64,
      size: null,
      label: 'Ranker',
      colour: 'teal',
      qualifiers: [
        { key: 'items_in', value: '500' },
        { key: 'p99', value: '50 ms' },
      ],
    },
    {
      id: 'node0002',
      kind: 'box',
      x: 340,
      y: 64,
      size: { w: 160, h: 90 },
      label: 'Cache\nwarm',
      colour: null,
      qualifiers: [],
    },
  ],
  edges: [{ id: 'edge0001', source: 'node0001', target: 'node0002', label: 'scores', flow: 'async' }],
  strokes: [
    {
      id: 'ink00001',
      kind: 'pen',
      colour: 'red',
      width: 3,
      points: [
        { x: 0.5, y: -2, atMs: 0, pressure: 16 / 31 },
        { x: 4, y: 9.5, atMs: 16, pressure: 1 },
      ],
    },
    { id: 'ink00002', kind: 'highlighter', colour: null, width: 18, points: [{ x: 1, y: 2, atMs: 0 }] },
  ],
};

/** The file of `BOARD` with one change. */
function fileWith(change: (file: Record<string, unknown[]>) => void): string {
  const file: Record<string, unknown[]> = JSON.parse(boardToJson(BOARD));
  change(file);
  return JSON.stringify(file);
}

function reasonFor(text: string): string {
  const reading = readBoardJson(text);
  return reading.isOk ? 'read without complaint' : reading.reason;
}

describe('a board as a JSON file', () => {
  it('comes back as it was: nodes, arrows, details, colours, sizes and ink', () => {
    expect(readBoardJson(boardToJson(BOARD))).toEqual({ isOk: true, model: BOARD });
    expect(readBoardJson(boardToJson(EMPTY_BOARD))).toEqual({ isOk: true, model: EMPTY_BOARD });
  });

  const fitting = HOSTILE_BOARDS.filter(({ title }) => title.length <= BOARD_LIMITS.titleLength);
  it('comes back as it was with labels made to break it', () => {
    expect(fitting.length).toBeGreaterThan(30);
    for (const board of fitting) {
      const reading = readBoardJson(boardToJson(board));
      expect(reading.isOk && boardToJson(reading.model)).toBe(boardToJson(board));
    }
  });

  it('refuses labels no board can hold', () => {
    for (const board of HOSTILE_BOARDS.filter((each) => !fitting.includes(each)))
      expect(reasonFor(boardToJson(board))).toBe(
        `The board: the title is too long (at most ${BOARD_LIMITS.titleLength} characters).`,
      );
  });

  it.each([
    ['', 'The file is not JSON, or it was cut off.'],
    [boardToJson(BOARD).slice(0, -20), 'The file is not JSON, or it was cut off.'],
    ['[]', 'This JSON is not a board: it does not say "format": "dryrun-board".'],
    ['null', 'This JSON is not a board: it does not say "format": "dryrun-board".'],
    [
      '{"type":"excalidraw","elements":[]}',
      'This is an Excalidraw file. Only board files saved as JSON here can be read.',
    ],
    [
      '{"format":"dryrun-board","version":7}',
      'The file was made by a newer version (7); this one reads version 1.',
    ],
    ['{"format":"dryrun-board"}', 'The file does not say a version that can be read; it should be 1.'],
  ])('says in words what kind of file %j is not', (text, reason) => {
    expect(reasonFor(text)).toBe(reason);
  });

  it.each<readonly [reason: string, change: (file: Record<string, unknown[]>) => void]>([
    ['The file has no list of arrows.', (file) => delete file['edges']],
    [
      'Component 2: the kind is not one of those a board knows.',
      (file) => set(file, 'nodes', 1, { kind: 'x' }),
    ],
    ['Component 2: the label is too long (at most 240 characters).', longLabel],
    ['Component 3: the place is more than 100000.', (file) => set(file, 'nodes', 2, { x: 1e9 })],
    [
      'Component 3: the place is missing or is not of the right sort.',
      (file) => set(file, 'nodes', 2, { x: 0.5 }),
    ],
    ['Component 3: the size is less than 32.', (file) => set(file, 'nodes', 2, { size: { w: 1, h: 40 } })],
    [
      'Component 1: the id is missing or is not of the right sort.',
      (file) => set(file, 'nodes', 0, { id: '<x>' }),
    ],
    [
      'Component 1: it has fields a board file does not have.',
      (file) => set(file, 'nodes', 0, { onclick: 'x' }),
    ],
    [
      'Component 2: the colour is not one of those a board knows.',
      (file) => set(file, 'nodes', 1, { colour: 'url(x)' }),
    ],
    ['Arrow 1: the flow is not one of those a board knows.', (file) => set(file, 'edges', 0, { flow: 'x' })],
    [
      'Arrow 1 ends at a component the file does not have.',
      (file) => set(file, 'edges', 0, { target: 'lane0onl' }),
    ],
    [
      'Arrow 1 starts at a component the file does not have.',
      (file) => set(file, 'edges', 0, { source: 'gone0001' }),
    ],
    [
      'Two items of the file have the same id, node0001.',
      (file) => set(file, 'nodes', 2, { id: 'node0001' }),
    ],
    ['Stroke 1: the width is more than 40.', (file) => set(file, 'strokes', 0, { width: 1e6 })],
    ['Stroke 1: a point is empty.', (file) => set(file, 'strokes', 0, { points: [] })],
    [
      'Stroke 1 has the pressure of some points and not of others.',
      (file) =>
        set(file, 'strokes', 0, {
          points: [
            [0, 0, 0, 1],
            [1, 1, 4],
          ],
        }),
    ],
    [
      'Component 2 has the same detail twice.',
      (file) =>
        set(file, 'nodes', 1, {
          qualifiers: [
            { key: 'p99', value: '1' },
            { key: 'p99', value: '2' },
          ],
        }),
    ],
    [
      'The file has too many components: at most 600 fit on a board.',
      (file) => (file['nodes'] = Array.from({ length: 601 }, () => file['nodes']?.[0])),
    ],
  ])('says: %s', (reason, change) => {
    expect(reasonFor(fileWith(change))).toBe(reason);
  });

  it('refuses a file that is too large before looking into it', () => {
    expect(reasonFor(' '.repeat(BOARD_FILE_MAX_LENGTH + 1))).toMatch(/^The file is too large/);
  });
});

function set(file: Record<string, unknown[]>, list: string, at: number, change: object): void {
  Object.assign(Object(file[list]?.[at]), change);
}

function longLabel(file: Record<string, unknown[]>): void {
  set(file, 'nodes', 1, { label: 'x'.repeat(241) });
}
