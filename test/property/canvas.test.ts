import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD_COLOURS, BOARD_LIMITS, FLOWS } from '#shared/domain/board-model.ts';
import { outlineText } from '#shared/domain/board-outline.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { edgesOf, inkOf, metaOf, nodesOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { decodeInk, encodeInkChunk } from '#shared/documents/canvas-ink.ts';
import { readPresence } from '#shared/documents/canvas-presence.ts';
import { applySplice, diffText, rebaseSplice } from '#shared/documents/canvas-text.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  moveNodes,
  resizeNode,
  setColour,
  setFlow,
  setLabel,
  setQualifier,
} from '#shared/documents/canvas-writers.ts';
import {
  ACTS,
  deadArrows,
  idsOf,
  lostWork,
  meet,
  openPeople,
  othersWork,
  perform,
  type Deed,
  type Person,
} from './canvas-people.ts';
import { parseStrictXml } from '#test/unit/shared/domain/board-xml.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 300) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`canvas properties: seed ${SEED}\n`);

/** A shared array of anything; `Y.Array.from` only takes what its types foresee. */
function toArray(values: readonly unknown[]): Y.Array<unknown> {
  const array = new Y.Array<unknown>();
  array.push([...values]);
  return array;
}

const IDS = ['aaaaaaa', 'bbbbbbb', 'ccccccc', 'ddddddd'] as const;
const anyId = fc.constantFrom(...IDS);
const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('reading anything', () => {
  const leaf = fc.oneof(
    fc.constantFrom(...COMPONENT_KINDS, ...BOARD_COLOURS, ...FLOWS, ...IDS),
    anyText,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(fc.oneof(fc.double(), fc.integer(), anyText), { maxLength: 3 }),
    fc.record({ x: fc.integer() }, { noNullPrototype: true }),
  );
  const nested = fc.oneof(
    { weight: 6, arbitrary: leaf.map((value) => () => value) },
    { weight: 2, arbitrary: anyText.map((text) => () => new Y.Text(text)) },
    {
      weight: 1,
      arbitrary: fc.array(leaf, { maxLength: 4 }).map((values) => () => toArray(values)),
    },
    { weight: 1, arbitrary: leaf.map((value) => () => new Y.Map<unknown>([['k', value]])) },
  );
  const key = fc.oneof(
    fc.constantFrom(
      'k',
      'p',
      's',
      'l',
      'c',
      't',
      'f',
      'w',
      'd',
      'o',
      'p99',
      'qps',
      '__proto__',
      'constructor',
    ),
    anyText,
  );
  const item = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .array(fc.tuple(key, nested), { maxLength: 8 })
        .map((fields) => () => new Y.Map<unknown>(fields.map(([name, make]) => [name, make()]))),
    },
    { weight: 1, arbitrary: nested },
  );
  const itemId = fc.oneof(
    anyId,
    fc.string({ unit: fc.constantFrom('0', '1', '7', 'a', 'b', 'z', '<', 'A'), minLength: 6, maxLength: 11 }),
  );
  const entries = fc.array(fc.tuple(fc.constantFrom('n', 'e', 'i', 'm'), itemId, item), { maxLength: 14 });

  it('never throws and gives bounded finite numbers that export to well-formed SVG', () => {
    fc.assert(
      fc.property(entries, (written) => {
        const doc = new Y.Doc();
        for (const [root, id, make] of written) doc.getMap(root).set(id, make());
        const board = readBoard(doc);
        for (const { x, y, size, label, qualifiers } of board.nodes) {
          for (const number of [x, y, size?.w ?? 0, size?.h ?? 0])
            expect(Number.isInteger(number)).toBe(true);
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(BOARD_LIMITS.coordinate);
          expect(label.length).toBeLessThanOrEqual(BOARD_LIMITS.labelLength);
          expect(qualifiers.length).toBeLessThanOrEqual(BOARD_LIMITS.qualifiersPerNode);
        }
        const ids = new Set(board.nodes.map(({ id }) => id));
        for (const { source, target } of board.edges) expect(ids.has(source) && ids.has(target)).toBe(true);
        for (const { points } of board.strokes)
          for (const { x, y, atMs } of points) expect([x, y, atMs].every(Number.isFinite)).toBe(true);
        parseStrictXml(boardToSvg(board));
        expect(typeof outlineText(board)).toBe('string');
      }),
      OPTIONS,
    );
  });

  it('holds for roots that another client made of another type', () => {
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 5 }), fc.constantFrom('n', 'e', 'i', 'm'), (values, root) => {
        const hostile = new Y.Doc();
        hostile.getArray(root).push(values);
        const doc = new Y.Doc();
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(hostile));
        expect(readBoard(doc)).toEqual({ title: '', nodes: [], edges: [], strokes: [] });
        nodesOf(doc);
        edgesOf(doc);
        inkOf(doc);
        metaOf(doc);
      }),
      { ...OPTIONS, numRuns: 60 },
    );
  });

  it('holds for awareness states', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (state, pointer, selected) => {
        readPresence(state);
        const presence = readPresence({
          user: { participantId: 'p', name: 'n', colour: state },
          pointer,
          selected,
          tool: state,
        });
        expect(presence?.pointer === null || presence?.pointer.every(Number.isInteger)).toBe(true);
      }),
      OPTIONS,
    );
  });
});

describe('ink and text', () => {
  it('ink comes back to half a pixel and four milliseconds, however it was cut into chunks', () => {
    const point = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 }),
      atMs: fc.nat(60_000),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (raw, size) => {
        const points = raw
          .map(({ x, y, atMs }) => ({ x: x / 2, y: y / 2, atMs: atMs - (atMs % 4) }))
          .sort((a, b) => a.atMs - b.atMs);
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < points.length; at += size)
          chunks.push(encodeInkChunk(points.slice(at, at + size), points[at - 1]));
        expect(decodeInk(chunks)).toEqual(points);
      }),
      OPTIONS,
    );
  });

  it('a splice turns one text into the other, and two splices at different places commute', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(40), (from, to, caret) => {
        expect(applySplice(from, diffText(from, to, Math.min(caret, to.length)))).toBe(to);
      }),
      OPTIONS,
    );
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        (middle, head, tail) => {
          const base = `[${middle}]`;
          const mine = { at: 0, remove: 0, insert: head };
          const theirs = { at: base.length, remove: 0, insert: tail };
          expect(applySplice(applySplice(base, theirs), rebaseSplice(mine, theirs))).toBe(head + base + tail);
          expect(applySplice(applySplice(base, mine), rebaseSplice(theirs, mine))).toBe(head + base + tail);
        },
      ),
      OPTIONS,
    );
  });
});

type Step = { readonly who: number; readonly run: (doc: Y.Doc, history: CanvasHistory) => void };

describe('people working at once', () => {
  const number = fc.integer({ min: -500, max: 500 });
  const act = fc.oneof(
    fc.tuple(anyId, fc.constantFrom(...COMPONENT_KINDS), number).map(
      ([id, kind, x]) =>
        (doc: Y.Doc) =>
          void createNode({ doc, gesture: beginGesture('insert') }, { id, kind, x, y: x }),
    ),
    fc.tuple(anyId, number, number).map(
      ([id, x, y]) =>
        (doc: Y.Doc) =>
          moveNodes({ doc, gesture: beginGesture('move') }, new Map([[id, { x, y }]])),
    ),
    fc.tuple(anyId, number).map(
      ([id, w]) =>
        (doc: Y.Doc) =>
          resizeNode({ doc, gesture: beginGesture('resize') }, { id, x: w, y: w, w, h: w }),
    ),
    fc.tuple(anyId, fc.string({ maxLength: 12 })).map(
      ([id, label]) =>
        (doc: Y.Doc) =>
          setLabel({ doc, gesture: beginGesture('rename') }, { of: 'node', id, label }),
    ),
    fc.tuple(anyId, fc.constantFrom('p99', 'qps'), fc.string({ maxLength: 5 })).map(
      ([id, key, value]) =>
        (doc: Y.Doc) =>
          setQualifier({ doc, gesture: beginGesture('details') }, { id, key, value }),
    ),
    fc.tuple(anyId, fc.constantFrom(...BOARD_COLOURS, null)).map(
      ([id, colour]) =>
        (doc: Y.Doc) =>
          setColour({ doc, gesture: beginGesture('colour') }, { ids: [id], colour }),
    ),
    fc.tuple(anyId, anyId, fc.constantFrom('eeeeeee', 'fffffff')).map(
      ([source, target, id]) =>
        (doc: Y.Doc) =>
          void connect({ doc, gesture: beginGesture('connect') }, { id, source, target }),
    ),
    fc.tuple(fc.constantFrom('eeeeeee', 'fffffff'), fc.constantFrom(...FLOWS)).map(
      ([id, flow]) =>
        (doc: Y.Doc) =>
          setFlow({ doc, gesture: beginGesture('flow') }, { id, flow }),
    ),
    fc
      .array(fc.constantFrom(...IDS, 'eeeeeee'), { minLength: 1, maxLength: 2 })
      .map((ids) => (doc: Y.Doc) => deleteItems({ doc, gesture: beginGesture('delete') }, ids)),
  );
  const undoOrRedo = fc
    .boolean()
    .map(
      (isUndo) => (_doc: Y.Doc, history: CanvasHistory) => void (isUndo ? history.undo() : history.redo()),
    );
  const steps = fc.array(
    fc.record({
      who: fc.nat(1),
      run: fc.oneof({ weight: 5, arbitrary: act }, { weight: 2, arbitrary: undoOrRedo }),
    }),
    { maxLength: 30 },
  );

  function play(written: readonly Step[], syncEvery: number): Y.Doc[] {
    const docs = [new Y.Doc(), new Y.Doc()];
    const histories = docs.map((doc, index) => {
      doc.clientID = 100 + index;
      const history = new CanvasHistory(doc);
      history.open();
      return history;
    });
    const sync = (): void => {
      const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
      for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update, 'remote');
    };
    for (const [at, { who, run }] of written.entries()) {
      const [doc, history] = [docs[who], histories[who]];
      if (doc && history) run(doc, history);
      if (at % syncEvery === 0) sync();
    }
    sync();
    return docs;
  }

  it('end with the same board, undo and redo included', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 9 }), (written, syncEvery) => {
        const [first, second] = play(written, syncEvery).map(readBoard);
        expect(first).toEqual(second);
        expect(first?.nodes.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
      }),
      OPTIONS,
    );
  });
});

describe('undo among people who hear of each other late', () => {
  const deed: fc.Arbitrary<Deed> = fc.record({
    who: fc.nat(2),
    act: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ACTS) },
      // Without these people would rarely touch the same thing, know of it and then want to go back.
      { weight: 3, arbitrary: fc.constantFrom('move', 'type', 'colour', 'connect', 'flow', 'delete') },
      { weight: 3, arbitrary: fc.constant('meet') },
      { weight: 5, arbitrary: fc.constantFrom('undo', 'undo', 'redo') },
    ),
    // Few numbers, so that deeds fall on the same items and write the same values.
    a: fc.nat(11),
    b: fc.nat(11),
    isGoingOn: fc.boolean(),
  });
  const deeds = fc.array(deed, { minLength: 20, maxLength: 50, size: 'max' });
  const crowd = fc.integer({ min: 2, max: 3 });
  /** Everybody has made, named and joined something before they part. */
  const beginnings = (['create', 'type', 'connect', 'meet'] as const).flatMap((act) =>
    [0, 1, 2].map((who): Deed => ({ who, act, a: who + 1, b: who, isGoingOn: false })),
  );

  function everybodyMeets(people: readonly Person[]): void {
    for (const _round of people)
      for (const one of people) for (const other of people) if (one !== other) meet(one, other);
  }

  it('never takes back what somebody else wrote last, and everybody ends with the same board', () => {
    fc.assert(
      fc.property(crowd, deeds, (count, done) => {
        const people = openPeople(count);
        for (const each of [...beginnings, ...done])
          perform(people, each, (person, direction) => {
            const before = othersWork(person);
            const state = Y.encodeStateVector(person.doc);
            const ids = idsOf(person);
            const outcome = person.history[direction]();
            // Doing a deletion again takes letters with it that the undo before it brought back.
            const held = direction === 'undo' ? before : { ...before, letters: new Map() };
            expect(lostWork(held, person, outcome)).toEqual([]);
            expect(deadArrows(ids, person)).toEqual([]);
            // A press that takes nothing back leaves the document as it is and tells for whom.
            const isQuiet = outcome?.applied === 0;
            const isSame = String(Y.encodeStateVector(person.doc)) === String(state);
            expect(isQuiet && (outcome.kept.length === 0 || !isSame)).toBe(false);
          });
        everybodyMeets(people);
        const [first, ...others] = people.map(({ doc }) => readBoard(doc));
        for (const board of others) expect(board).toEqual(first);
        expect(first?.nodes.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
      }),
      OPTIONS,
    );
  });

  it('alone, goes back to an empty board and forth to the full one, ink and labels included', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const [person] = openPeople(1);
        if (!person) return;
        for (const each of done)
          if (!['undo', 'redo', 'meet'].includes(each.act)) perform([person], each, () => undefined);
        const full = readBoard(person.doc);
        for (let out = person.history.undo(); out; out = person.history.undo()) expect(out.kept).toEqual([]);
        expect(readBoard(person.doc)).toEqual({ title: '', nodes: [], edges: [], strokes: [] });
        for (let out = person.history.redo(); out; out = person.history.redo()) expect(out.kept).toEqual([]);
        expect(readBoard(person.doc)).toEqual(full);
      }),
      OPTIONS,
    );
  });
});
