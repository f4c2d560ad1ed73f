import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { BoardStore } from '#client/features/documents/canvas/board-store.ts';
import { PresenceChannel } from '#client/features/documents/canvas/presence-channel.ts';
import { layoutCard } from '#shared/domain/board-card.ts';
import { checkBoard } from '#shared/domain/board-checks.ts';
import { diffWithReference } from '#shared/domain/board-diff.ts';
import { edgeLabelOf } from '#shared/domain/board-edge-label.ts';
import { boardToExcalidraw } from '#shared/domain/board-excalidraw.ts';
import { findLeader } from '#shared/domain/board-follow.ts';
import { assignSlots, edgeGeometry } from '#shared/domain/board-geometry.ts';
import { strokeBounds, strokePath } from '#shared/domain/board-ink.ts';
import { boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { boardToMermaid } from '#shared/domain/board-mermaid.ts';
import { BOARD_LIMITS, type BoardModel } from '#shared/domain/board-model.ts';
import { outlineOf, outlineText } from '#shared/domain/board-outline.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { neighbourAlong, neighbourOfDoomed } from '#shared/domain/board-walk.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { readPresence } from '#shared/documents/canvas-presence.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  setLabel,
} from '#shared/documents/canvas-writers.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import { parseStrictXml } from '#test/unit/shared/domain/board-xml.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 80) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`hostile boards: seed ${SEED}\n`);

const ROOTS = ['n', 'e', 'i', 'm'] as const;
const IDS = ['aaaaaaa', 'bbbbbbb', 'ccccccc', 'eeeeeee', 'iiiiiii'] as const;
const KEYS = [
  'k',
  'p',
  's',
  't',
  'l',
  'c',
  'f',
  'w',
  'n',
  'd',
  'o',
  'v',
  'title',
  'p99',
  'qps',
  'z',
] as const;
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', ''] as const;

/** Makes the value anew for every document: a shared type belongs to one. */
type Make = () => unknown;

const plain = fc.oneof(
  fc.constantFrom<unknown>(...COMPONENT_KINDS, 'lane_offline', 'sync', 'feedback', 'red', ...IDS),
  fc.constantFrom<unknown>(NaN, Infinity, -Infinity, -0, 1e308, 2 ** 53, null, undefined, true),
  fc.constantFrom<unknown>(
    [NaN, 1],
    [Infinity, -Infinity],
    [1e300, 1e300],
    [0, 0],
    [[1], [2]],
    [],
    ['1', '2'],
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(20_000),
    '\u0000\ud800\u202e',
    '</text><script>',
    '"]\n--> evil',
    '%%{init}%%',
  ),
  fc.tuple(fc.integer(), fc.integer()),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.uint8Array({ maxLength: 60 }),
  fc.record({ x: fc.integer(), deep: fc.constant([{ a: [1] }]) }, { noNullPrototype: true }),
);
const ink = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.constantFrom(new Uint8Array(400).fill(0xff), new Uint8Array(13_000).fill(2), new Uint8Array()),
);
const shared: fc.Arbitrary<Make> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }).map((text) => () => new Y.Text(text)),
  fc.string({ maxLength: 30 }).map((text) => () => new Y.XmlText(text)),
  fc.constant(() => new Y.XmlElement('script')),
  fc.constant(() => {
    const text = new Y.Text('a');
    text.insertEmbed(1, { image: 'x' });
    text.insert(1, 'bold', { bold: true });
    return text;
  }),
  fc.array(fc.oneof(ink, plain), { maxLength: 6 }).map((values) => () => listOf(values)),
  plain.map(
    (value) => () =>
      new Y.Map<unknown>([
        ['k', value],
        ['l', new Y.Map<unknown>()],
      ]),
  ),
);
const value: fc.Arbitrary<Make> = fc.oneof(
  { weight: 4, arbitrary: plain.map((one) => () => one) },
  { weight: 2, arbitrary: shared },
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom<string>(...PROTOTYPE) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);
/** Items that nearly are what they should be reach further into the code than noise does. */
const likely: fc.Arbitrary<readonly (readonly [string, Make])[]> = fc.oneof(
  fc.tuple(fc.constantFrom(...COMPONENT_KINDS), fc.string({ unit: 'binary', maxLength: 300 })).map(
    ([kind, label]) =>
      [
        ['k', () => kind],
        ['l', () => new Y.Text(label)],
      ] as const,
  ),
  // Self edges, edges of edges and edges to nowhere among them.
  fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS)).map(
    ([source, target]) =>
      [
        ['s', () => source],
        ['t', () => target],
      ] as const,
  ),
  fc.array(ink, { maxLength: 4 }).map((chunks) => [['d', () => listOf(chunks)]] as const),
);
const item: fc.Arbitrary<Make> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(likely, fc.array(fc.tuple(key, value), { maxLength: 6 })).map(
      ([own, more]) =>
        () =>
          new Y.Map<unknown>([...own, ...more].map(([name, make]) => [name, make()])),
    ),
  },
  { weight: 1, arbitrary: value },
);
const id = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...IDS) },
  { weight: 1, arbitrary: fc.constantFrom<string>(...PROTOTYPE, 'TOO LARGE', 'ümlaut7') },
);
const writes = fc.array(fc.tuple(fc.constantFrom(...ROOTS), id, item), { maxLength: 16 });

function listOf(values: readonly unknown[]): Y.Array<unknown> {
  const list = new Y.Array<unknown>();
  // A list, unlike a map, takes no `undefined`.
  list.push(values.map((value) => value ?? null));
  return list;
}

/** Everything that is made of a board somewhere; what it gives must be within bounds. */
function useEverywhere(model: BoardModel): void {
  expect(model.nodes.length).toBeLessThanOrEqual(BOARD_LIMITS.nodes);
  expect(model.edges.length).toBeLessThanOrEqual(BOARD_LIMITS.edges);
  expect(model.strokes.length).toBeLessThanOrEqual(BOARD_LIMITS.strokes);
  expect(model.title.length).toBeLessThanOrEqual(BOARD_LIMITS.titleLength);
  const slots = assignSlots(model.edges);
  const rects = new Map(
    model.nodes.map((node) => {
      const { w, h } = layoutCard(node);
      expect(Number.isFinite(w) && Number.isFinite(h) && w > 0 && h > 0).toBe(true);
      expect(node.label.length).toBeLessThanOrEqual(BOARD_LIMITS.labelLength);
      return [node.id, { x: node.x, y: node.y, w, h }] as const;
    }),
  );
  for (const edge of model.edges) {
    const [source, target] = [rects.get(edge.source), rects.get(edge.target)];
    const slot = slots.get(edge.id);
    if (!source || !target || !slot) throw new Error('an edge without its ends');
    expect(
      edgeGeometry({
        source,
        target,
        slot,
        isSelfLoop: edge.source === edge.target,
        isReversed: edge.source > edge.target,
      }).path,
    ).not.toMatch(/NaN|Infinity/);
    edgeLabelOf(edge);
  }
  for (const stroke of model.strokes) {
    expect(stroke.points.length).toBeLessThanOrEqual(BOARD_LIMITS.pointsPerStroke);
    expect(strokePath(stroke)).not.toMatch(/NaN|Infinity/);
    expect(Object.values(strokeBounds(stroke) ?? {}).every(Number.isFinite)).toBe(true);
  }
  parseStrictXml(boardToSvg(model));
  JSON.parse(boardToExcalidraw(model));
  expect(boardToMermaid(model)).toMatch(/flowchart/);
  readBoardJson(boardToJson(model));
  outlineOf(model);
  outlineText(model);
  checkBoard(model);
  const [first] = model.nodes;
  if (first) {
    neighbourAlong(model, { nodeId: first.id, direction: 'left' });
    neighbourOfDoomed(model, new Set([first.id]));
  }
  diffWithReference(model, {
    nodes: [{ id: 'ranker', type: 'ranker', label: 'Ranker', lane: 'online' }],
    edges: [],
  });
}

describe('whatever another client writes', () => {
  it('no page that follows the board throws, and everything made of it is within bounds', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const hostile = new Y.Doc();
        const honest = new Y.Doc();
        hostile.on('update', (update: Uint8Array) => Y.applyUpdate(honest, update, 'remote'));
        const write = (list: typeof before) => {
          for (const [root, name, make] of list)
            hostile.transact(() => hostile.getMap(root).set(name, make()));
        };
        write(before);
        const store = new BoardStore(honest);
        const stop = store.subscribe(() => {});
        const history = new CanvasHistory(honest);
        const close = history.open();
        const context = () => ({ doc: honest, gesture: beginGesture('act') });
        const mine = createNode(context(), { kind: 'ranker', x: 1, y: 2 });
        for (const one of IDS) {
          setLabel(context(), { of: 'node', id: one, label: 'mine' });
          setLabel(context(), { of: 'edge', id: one, label: 'mine' });
          if (mine !== null) connect(context(), { source: mine, target: one });
        }
        deleteItems(context(), [IDS[0], IDS[4]]);
        write(after);
        expect(store.getSnapshot()).toEqual(readBoard(honest));
        useEverywhere(store.getSnapshot());
        while (history.undo() !== null) expect(store.getSnapshot()).toEqual(readBoard(honest));
        while (history.redo() !== null) readBoard(honest);
        useEverywhere(readBoard(honest));
        close();
        stop();
      }),
      OPTIONS,
    );
  });

  it('a board with far more of everything than any page writes is cut at the limits', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let i = 0; i < BOARD_LIMITS.strokes + 50; i += 1) {
        const name = `a${i.toString(36).padStart(6, '0')}`;
        doc.getMap('n').set(name, new Y.Map<unknown>([['k', 'box']]));
        doc.getMap('e').set(
          name,
          new Y.Map<unknown>([
            ['s', 'a000000'],
            ['t', i % 3 === 0 ? 'a000000' : 'a000001'],
          ]),
        );
        doc.getMap('i').set(name, new Y.Map<unknown>([['d', listOf([new Uint8Array([2, 2, 2])])]]));
      }
      const many = Array.from({ length: 3_000 }, (_, i): [string, unknown] => [`q${i}`, 'x'.repeat(500)]);
      doc
        .getMap('n')
        .set(
          'a000000',
          new Y.Map<unknown>([['k', 'ranker'], ['l', new Y.Text('w '.repeat(50_000))], ...many]),
        );
    });
    const board = readBoard(doc);
    expect(board.nodes).toHaveLength(BOARD_LIMITS.nodes);
    expect(board.edges).toHaveLength(BOARD_LIMITS.edges);
    expect(board.strokes).toHaveLength(BOARD_LIMITS.strokes);
    expect(board.nodes[0]?.qualifiers).toHaveLength(BOARD_LIMITS.qualifiersPerNode);
    useEverywhere(board);
  });

  it('no awareness state breaks a page', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 6 }), fc.anything(), (states, field) => {
        const awareness = new Awareness(new Y.Doc());
        const channel = new PresenceChannel({ awareness, participantId: 'own' });
        const close = channel.open({ participantId: 'own', name: 'Own', colour: 1 });
        const user = { participantId: 'other', name: 'Other', colour: field };
        const known = states.map((state) => ({
          user,
          pointer: state,
          selected: [state],
          tool: state,
          view: state,
          following: state,
          editing: state,
          laser: state,
        }));
        for (const [index, state] of [...states, ...known].entries()) {
          readPresence(state);
          // What arrives has been through JSON and is an object.
          if (typeof state === 'object' && state !== null) awareness.states.set(1_000 + index, { ...state });
        }
        awareness.emit('change', [{ added: [], updated: [], removed: [] }, 'remote']);
        for (const peer of channel.getPeers()) {
          expect(peer.pointer === null || peer.pointer.every(Number.isInteger)).toBe(true);
          expect(peer.selected.length).toBeLessThanOrEqual(40);
        }
        channel.getMarks();
        findLeader(
          [
            { clientId: 1, following: 2 },
            { clientId: 2, following: 1 },
          ],
          { self: 3, following: 1 },
        );
        close();
        awareness.destroy();
      }),
      OPTIONS,
    );
  });
});
