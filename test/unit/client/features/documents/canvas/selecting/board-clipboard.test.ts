import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
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
  });
});
