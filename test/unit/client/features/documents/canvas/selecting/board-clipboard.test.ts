import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { inkOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { moveStrokes, startStroke } from '#shared/documents/canvas-ink-writers.ts';
import { beginGesture, connect, createNode, setQualifier } from '#shared/documents/canvas-writers.ts';
import {
  BOARD_CLIPBOARD_TYPE,
  boardClipboard,
  type ClipboardActs,
} from '#client/features/documents/canvas/selecting/board-clipboard.ts';

/** One person's board with everything the clipboard asks of it, and the clipboard itself. */
function openBoard() {
  const doc = new Y.Doc();
  const history = new CanvasHistory(doc);
  const said: string[] = [];
  let selected: readonly string[] = [];
  const acts: ClipboardActs = {
    doc,
    isReadOnly: false,
    getModel: () => readBoard(doc),
    select: (ids) => {
      selected = ids;
    },
    announce: (text) => said.push(text),
    viewCentre: () => ({ x: 0, y: 0 }),
  };
  return { doc, history, said, acts, selected: () => selected };
}

function copyFrom(board: ReturnType<typeof openBoard>, ids: readonly string[], isCut = false) {
  const data = new Map<string, string>();
  boardClipboard.copy(
    { setData: (type, text) => void data.set(type, text) },
    { ...board.acts, selectedIds: ids, isCut },
  );
  return { text: data.get('text/plain') ?? '', board: data.get(BOARD_CLIPBOARD_TYPE) ?? '' };
}

let from: ReturnType<typeof openBoard>;
beforeEach(() => {
  from = openBoard();
  const context = { doc: from.doc, gesture: beginGesture('seed') };
  createNode(context, { id: 'aaaaaaa', kind: 'ranker', x: 0, y: 0, label: 'Heavy ranker', colour: 'teal' });
  setQualifier(context, { id: 'aaaaaaa', key: 'p99', value: '40 ms' });
  createNode(context, { id: 'bbbbbbb', kind: 'cache', x: 300, y: 80 });
  createNode(context, { id: 'ddddddd', kind: 'trainer', x: 600, y: 0 });
  connect(context, { id: 'ccccccc', source: 'aaaaaaa', target: 'bbbbbbb', flow: 'async', label: 'features' });
  connect(context, { id: 'eeeeeee', source: 'bbbbbbb', target: 'ddddddd' });
  from.history.open();
});

describe('copying', () => {
  it('gives other programs words and the next board everything that was selected', async () => {
    const to = openBoard();
    to.history.open();
    const content = copyFrom(from, ['aaaaaaa', 'bbbbbbb']);
    expect(content.text).toContain('Heavy ranker');
    await boardClipboard.paste(content, { ...to.acts, at: { x: 1000, y: 1000 } });
    const { nodes, edges } = readBoard(to.doc);
    expect(nodes.map(({ kind, label, colour, qualifiers }) => ({ kind, label, colour, qualifiers }))).toEqual(
      expect.arrayContaining([
        {
          kind: 'ranker',
          label: 'Heavy ranker',
          colour: 'teal',
          qualifiers: [{ key: 'p99', value: '40 ms' }],
        },
        { kind: 'cache', label: 'Cache', colour: null, qualifiers: [] },
      ]),
    );
    expect(edges.map(({ flow, label }) => ({ flow, label }))).toEqual([{ flow: 'async', label: 'features' }]);
    expect(nodes.map(({ id }) => id)).not.toContain('aaaaaaa');
    expect([...to.selected()].sort()).toEqual(nodes.map(({ id }) => id).sort());
    to.history.undo();
    expect(readBoard(to.doc).nodes).toEqual([]);
    expect(to.history.getState().canUndo).toBe(false);
  });

  it('does not put a second copy exactly on the first', async () => {
    const content = copyFrom(from, ['aaaaaaa']);
    for (let times = 0; times < 3; times += 1)
      await boardClipboard.paste(content, { ...from.acts, at: null });
    const places = readBoard(from.doc).nodes.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('takes drawings along, from where they were moved to, into another room and as one step of undo', async () => {
    const context = { doc: from.doc, gesture: beginGesture('draw') };
    const style = { kind: 'highlighter', colour: 'amber', width: 12 } as const;
    const line = [
      { x: 40.5, y: 200, atMs: 0 },
      { x: 140, y: 210.5, atMs: 40 },
    ];
    const stroke = startStroke(context, style, line)?.id ?? '';
    moveStrokes(context, new Map([[stroke, { x: 40.5, y: 400 }]]));
    const to = openBoard();
    to.history.open();
    const content = copyFrom(from, ['aaaaaaa', 'bbbbbbb', stroke]);
    expect(from.said.at(-1)).toBe('2 components and 1 drawing copied');
    await boardClipboard.paste(content, { ...to.acts, at: { x: 1000, y: 1000 } });
    expect(to.said.at(-1)).toBe('2 components and 1 drawing pasted');
    const { nodes, strokes } = readBoard(to.doc);
    const ranker = nodes.find(({ kind }) => kind === 'ranker') ?? { x: 0, y: 0 };
    expect(strokes).toMatchObject([style]);
    expect(strokes[0]?.points).toEqual([
      { x: ranker.x + 40.5, y: ranker.y + 400, atMs: 0 },
      { x: ranker.x + 140, y: ranker.y + 410.5, atMs: 40 },
    ]);
    expect([...to.selected()].sort()).toEqual([...nodes, ...strokes].map(({ id }) => id).sort());
    to.history.undo();
    expect(readBoard(to.doc)).toMatchObject({ nodes: [], strokes: [] });
    expect(to.history.getState().canUndo).toBe(false);
  });

  it('copies a drawing alone, which has no words, and puts no copy exactly on another', async () => {
    const context = { doc: from.doc, gesture: beginGesture('draw') };
    const dot = [{ x: 0, y: 0, atMs: 0 }];
    const stroke = startStroke(context, { kind: 'pen', colour: null, width: 3 }, dot)?.id ?? '';
    const content = copyFrom(from, [stroke]);
    expect(content.text).toBe('');
    for (let times = 0; times < 3; times += 1)
      await boardClipboard.paste(content, { ...from.acts, at: { x: 500, y: 500 } });
    const places = readBoard(from.doc).strokes.map(({ points: [first] }) => `${first?.x} ${first?.y}`);
    expect(places).toHaveLength(4);
    expect(new Set(places).size).toBe(4);
  });

  it('says so when it is more than can be pasted, and cuts nothing', () => {
    const context = { doc: from.doc, gesture: beginGesture('draw') };
    const points = Array.from({ length: BOARD_LIMITS.pointsPerStroke }, (_unused, index) => ({
      x: -90_000.5 - (index % 7),
      y: 80_000.5 + (index % 5),
      atMs: index * 4,
    }));
    const ids = Array.from({ length: 45 }, () =>
      String(startStroke(context, { kind: 'pen', colour: null, width: 3 }, points)?.id),
    );
    expect(copyFrom(from, ids, true)).toEqual({ text: '', board: '' });
    expect(from.said.at(-1)).toContain('Too much');
    expect(readBoard(from.doc).strokes).toHaveLength(45);
  });

  it('cuts in one step of undo', () => {
    copyFrom(from, ['aaaaaaa'], true);
    expect(readBoard(from.doc).nodes.map(({ id }) => id)).not.toContain('aaaaaaa');
    from.history.undo();
    expect(readBoard(from.doc).nodes).toHaveLength(3);
    expect(readBoard(from.doc).edges).toHaveLength(2);
  });
});

describe('pasting', () => {
  it('makes one text of several lines, without control characters and within its length', async () => {
    const to = openBoard();
    await boardClipboard.paste(
      { text: `one\u0000\r\ntwo\n${'x'.repeat(5000)}`, board: '' },
      { ...to.acts, at: null },
    );
    const { nodes } = readBoard(to.doc);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]?.kind).toBe('text');
    expect(nodes[0]?.label.startsWith('one\ntwo\n')).toBe(true);
    expect(nodes[0]?.label.length).toBe(BOARD_LIMITS.labelLength);
    expect(to.said.at(-1)).toContain('cut after');
  });

  it('makes components of a Mermaid flowchart, as one step of undo', async () => {
    const to = openBoard();
    to.history.open();
    await boardClipboard.paste(
      { text: 'flowchart LR\n  a[Ranker] -->|scores| b[Cache]', board: '' },
      { ...to.acts, at: null },
    );
    const { nodes, edges } = readBoard(to.doc);
    expect(nodes.map(({ label }) => label)).toEqual(expect.arrayContaining(['Ranker', 'Cache']));
    expect(edges.map(({ label }) => label)).toEqual(['scores']);
    to.history.undo();
    expect(readBoard(to.doc).nodes).toEqual([]);
  });

  it('writes nothing, rather than a part, when the board has no room', async () => {
    const to = openBoard();
    const context = { doc: to.doc, gesture: beginGesture('fill') };
    to.doc.transact(() => {
      for (let index = 0; index < BOARD_LIMITS.nodes - 1; index += 1)
        createNode(context, { kind: 'box', x: index, y: 0 });
    });
    await boardClipboard.paste(copyFrom(from, ['aaaaaaa', 'bbbbbbb']), { ...to.acts, at: null });
    expect(readBoard(to.doc).nodes).toHaveLength(BOARD_LIMITS.nodes - 1);
    expect(to.said.at(-1)).toContain('full');
    expect(to.selected()).toEqual([]);
  });

  it('writes nothing when there is no room for the ink', async () => {
    const to = openBoard();
    const context = { doc: from.doc, gesture: beginGesture('draw') };
    const dot = [{ x: 0, y: 0, atMs: 0 }];
    const stroke = startStroke(context, { kind: 'pen', colour: null, width: 3 }, dot)?.id ?? '';
    to.doc.transact(() => {
      for (let index = 0; index < BOARD_LIMITS.strokes; index += 1)
        inkOf(to.doc).set(`ink${String(index).padStart(5, '0')}`, new Y.Map());
    });
    await boardClipboard.paste(copyFrom(from, ['aaaaaaa', stroke]), { ...to.acts, at: null });
    expect(readBoard(to.doc).nodes).toEqual([]);
    expect(to.said.at(-1)).toContain('full');
  });
});
