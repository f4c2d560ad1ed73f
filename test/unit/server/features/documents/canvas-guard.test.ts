import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CanvasGuard, type GuardVerdict } from '#server/features/documents/canvas-guard.ts';
import { type UpdateOutline, checkUpdate } from '#server/features/documents/update-check.ts';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { CANVAS_LIMITS } from '#shared/documents/canvas-limits.ts';
import { moveStrokes } from '#shared/documents/canvas-ink-writers.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import {
  connect,
  createNode,
  deleteItems,
  setLabel,
  setQualifier,
} from '#shared/documents/canvas-writers.ts';
import { edgesOf, inkOf, metaOf, nodesOf } from '#shared/documents/canvas.ts';
import { act } from '#test/unit/shared/documents/canvas-support.ts';

function outlineOf(update: Uint8Array): UpdateOutline {
  const outline: UpdateOutline = { structs: [], deletes: [] };
  expect(checkUpdate(update, outline)).not.toBeNull();
  return outline;
}

/** A guarded board: what every change of `doc` came to. */
function guarded(clientID = 7) {
  const guard = new CanvasGuard();
  const doc = new Y.Doc();
  doc.clientID = clientID;
  const verdicts: GuardVerdict[] = [];
  doc.on('update', (update: Uint8Array) => verdicts.push(guard.admit(outlineOf(update))));
  return { guard, doc, verdicts };
}

/** What a guard that knows nothing says to a document with this content. */
function verdictOn(write: (doc: Y.Doc) => void): GuardVerdict {
  const doc = new Y.Doc();
  doc.transact(() => write(doc));
  return new CanvasGuard().admit(outlineOf(Y.encodeStateAsUpdate(doc)));
}

function id(number: number): string {
  return `n${number.toString(36).padStart(6, '0')}`;
}

function addNodes(doc: Y.Doc, from: number, to: number): void {
  doc.transact(() => {
    for (let i = from; i < to; i += 1) nodesOf(doc).set(id(i), new Y.Map([['k', 'box']]));
  });
}

function node(fields: readonly (readonly [string, unknown])[]): (doc: Y.Doc) => void {
  return (doc) => nodesOf(doc).set(id(1), new Y.Map(fields));
}

function stroke(field: readonly [string, unknown]): (doc: Y.Doc) => void {
  return (doc) => inkOf(doc).set(id(1), new Y.Map([field]));
}

describe('what a canvas may hold', () => {
  it('takes everything the writers write, undo and redo included', () => {
    const { doc, verdicts } = guarded();
    const history = new CanvasHistory(doc);
    history.open();
    const first = createNode(act(doc), {
      kind: 'ranker',
      x: 3,
      y: -4,
      colour: 'teal',
      size: { w: 90, h: 40 },
    });
    const second = createNode(act(doc), { kind: 'risk', x: 0, y: 0, label: 'a 😀 b' });
    if (first === null || second === null) throw new Error('not created');
    connect(act(doc), { source: first, target: second, flow: 'batch', label: 'features' });
    setLabel(act(doc), { of: 'node', id: first, label: 'Ranker 2' });
    setQualifier(act(doc), { id: first, key: 'p99', value: '50 ms' });
    inkOf(doc).set(
      id(9),
      new Y.Map<unknown>([
        ['c', 'red'],
        ['w', 3],
        ['d', Y.Array.from([new Uint8Array([2, 4, 6])])],
      ]),
    );
    moveStrokes(act(doc), new Map([[id(9), { x: 40.5, y: -1e9 }]]));
    moveStrokes(act(doc), new Map([[id(9), { x: 1, y: 2 }]]));
    deleteItems(act(doc), [first, id(9)]);
    for (let i = 0; i < 8; i += 1) history.undo();
    for (let i = 0; i < 8; i += 1) history.redo();
    expect(new Set(verdicts)).toEqual(new Set(['taken']));
  });

  it.each<readonly [string, (doc: Y.Doc) => void]>([
    ['an unknown root', (doc) => doc.getMap('x').set('a', 1)],
    ['a root with a name of the prototype', (doc) => doc.getMap('__proto__').set('a', 1)],
    ['a root that is a text', (doc) => doc.getText('n').insert(0, 'text')],
    ['a root that is a list', (doc) => doc.getArray('e').push([1])],
    ['an item that is no map', (doc) => nodesOf(doc).set(id(1), 'text')],
    ['an item that is a list', (doc) => edgesOf(doc).set(id(1), new Y.Array())],
    ['an item under a bad id', (doc) => nodesOf(doc).set('__proto__', new Y.Map())],
    ['a label that is XML', node([['l', new Y.XmlText('x')]])],
    ['a label that is a plain string', node([['l', 'label']])],
    ['a place with three numbers', node([['p', [1, 2, 3]]])],
    ['a place that is not finite', node([['p', [1, Number.NaN]]])],
    ['a place of strings', node([['p', ['1', '2']]])],
    ['a kind that is an object', node([['k', { kind: 'box' }]])],
    ['a huge string', node([['qps', 'x'.repeat(CANVAS_LIMITS.stringLength + 1)]])],
    ['a nested value', node([['qps', [[1]]]])],
    ['a map in a field', node([['qps', new Y.Map()]])],
    ['a key of the prototype', node([['__proto__', 'x']])],
    ['an edge whose end is no id', (doc) => edgesOf(doc).set(id(1), new Y.Map([['s', '<script>']]))],
    ['a stroke whose width is infinite', (doc) => inkOf(doc).set(id(1), new Y.Map([['w', Infinity]]))],
    ['a chunk that is no bytes', (doc) => inkOf(doc).set(id(1), new Y.Map([['d', Y.Array.from(['x'])]]))],
    ['a stroke moved by one number', stroke(['o', 4])],
    ['a stroke moved by three numbers', stroke(['o', [1, 2, 3]])],
    ['a stroke moved by half a pixel', stroke(['o', [0.5, 1]])],
    ['a stroke moved out of every board', stroke(['o', [0, CANVAS_LIMITS.strokeOffset + 1]])],
    ['a stroke moved by words', stroke(['o', '1 2'])],
    ['a title that is huge', (doc) => metaOf(doc).set('title', 'x'.repeat(10_000))],
    ['a label with an object in it', node([['l', embedded()]])],
    [
      'thousands of qualifiers',
      node(Array.from({ length: 2_000 }, (_, i): [string, string] => [`q${i}`, 'x'])),
    ],
  ])('refuses %s', (_name, write) => {
    expect(verdictOn(write)).toBe('CONTENT_REFUSED');
  });

  it('takes fields of a later version as long as they are small and plain', () => {
    expect(
      verdictOn(
        node([
          ['k', 'quantum_store'],
          ['z', 3],
          ['tags', 'a b'],
          ['old', null],
        ]),
      ),
    ).toBe('taken');
  });

  it('refuses a label past the limit, however it came together, and lets it be shortened', () => {
    const { doc, verdicts } = guarded();
    nodesOf(doc).set(id(1), new Y.Map<unknown>([['l', new Y.Text()]]));
    const text = nodesOf(doc).get(id(1));
    const label = text instanceof Y.Map ? text.get('l') : null;
    if (!(label instanceof Y.Text)) throw new Error('no label');
    for (let i = 0; i < CANVAS_LIMITS.labelLength; i += 60) label.insert(i, 'x'.repeat(60));
    expect(new Set(verdicts)).toEqual(new Set(['taken']));
    // A page shortens what is too long in the act of writing: more goes than comes.
    setLabel(act(doc), { of: 'node', id: id(1), label: `y${label.toString()}` });
    expect(label.length).toBe(BOARD_LIMITS.labelLength);
    expect(verdicts.at(-1)).toBe('taken');
    label.insert(0, 'z'.repeat(CANVAS_LIMITS.labelLength - BOARD_LIMITS.labelLength + 1));
    expect(verdicts.at(-1)).toBe('CONTENT_REFUSED');
  });

  it('refuses too many and too large chunks of ink, and chunks in a stroke of somebody else', () => {
    const chunks = (list: readonly Uint8Array[]) => (doc: Y.Doc) =>
      void inkOf(doc).set(id(1), new Y.Map([['d', Y.Array.from([...list])]]));
    const many = Array.from({ length: CANVAS_LIMITS.chunksPerStroke + 1 }, () => new Uint8Array([1]));
    expect(verdictOn(chunks(many.slice(1)))).toBe('taken');
    expect(verdictOn(chunks(many))).toBe('CONTENT_REFUSED');
    expect(verdictOn(chunks([new Uint8Array(CANVAS_LIMITS.inkNumbersPerStroke + 1)]))).toBe(
      'CONTENT_REFUSED',
    );
    expect(verdictOn(chunks([new Uint8Array(CANVAS_LIMITS.inkBytesPerStroke + 1).fill(0x80)]))).toBe(
      'CONTENT_REFUSED',
    );
    const { guard, doc } = guarded();
    chunks([new Uint8Array([1, 2, 3])])(doc);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(other);
    const stroke = inkOf(other).get(id(1));
    const list = stroke instanceof Y.Map ? stroke.get('d') : null;
    if (!(list instanceof Y.Array)) throw new Error('no chunks');
    list.push([new Uint8Array([9])]);
    expect(guard.admit(outlineOf(Y.encodeStateAsUpdate(other, before)))).toBe('CONTENT_REFUSED');
  });

  it('counts items that are there: deleting makes room, and deleting twice makes it once', () => {
    const { guard, doc, verdicts } = guarded();
    addNodes(doc, 0, CANVAS_LIMITS.nodes);
    expect(verdicts).toEqual(['taken']);
    deleteItems(act(doc), [id(0), id(1)]);
    const again = Y.encodeStateAsUpdate(doc);
    for (let i = 0; i < 3; i += 1) expect(guard.admit(outlineOf(again))).toBe('taken');
    addNodes(doc, CANVAS_LIMITS.nodes, CANVAS_LIMITS.nodes + 2);
    expect(verdicts.at(-1)).toBe('taken');
    addNodes(doc, CANVAS_LIMITS.nodes + 2, CANVAS_LIMITS.nodes + 3);
    expect(verdicts.at(-1)).toBe('BOARD_FULL');
  });

  it('keeps nothing of an update that is refused', () => {
    const { guard, doc } = guarded();
    addNodes(doc, 0, 1);
    const state = Y.encodeStateAsUpdate(doc);
    const hostile = new Y.Doc();
    Y.applyUpdate(hostile, state);
    const vector = Y.encodeStateVector(hostile);
    hostile.transact(() => {
      const item = nodesOf(hostile).get(id(0));
      for (let i = 0; i < CANVAS_LIMITS.unknownKeysPerItem; i += 1)
        if (item instanceof Y.Map) item.set(`key${i}`, 'x');
      nodesOf(hostile).set(id(1), new Y.Map());
      doc.getMap('x');
      hostile.getMap('x').set('a', 1);
    });
    const refused = outlineOf(Y.encodeStateAsUpdate(hostile, vector));
    for (let i = 0; i < 3; i += 1) expect(guard.admit(refused)).toBe('CONTENT_REFUSED');
    const honest = new Y.Doc();
    honest.clientID = hostile.clientID;
    Y.applyUpdate(honest, state);
    const item = nodesOf(honest).get(id(0));
    for (let i = 0; i < CANVAS_LIMITS.unknownKeysPerItem; i += 1)
      if (item instanceof Y.Map) item.set(`other${i}`, 'x');
    addNodes(honest, 1, CANVAS_LIMITS.nodes);
    expect(guard.admit(outlineOf(Y.encodeStateAsUpdate(honest, vector)))).toBe('taken');
  });

  it('says that an update is early when it builds on what is not there, and takes it afterwards', () => {
    const guard = new CanvasGuard();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    addNodes(doc, 0, 1);
    const before = Y.encodeStateAsUpdate(doc);
    setLabel(act(doc), { of: 'node', id: id(0), label: 'later' });
    const late = outlineOf(updates.at(-1) ?? new Uint8Array());
    expect(guard.admit(late)).toBe('early');
    expect(guard.admit(outlineOf(before))).toBe('taken');
    expect(guard.admit(late)).toBe('taken');
  });

  it('goes through clients that build on each other in any order, and does not wait for ever', () => {
    const a = new Y.Doc();
    const b = new Y.Doc();
    a.clientID = 1;
    b.clientID = 2;
    for (let i = 0; i < 40; i += 1) {
      setLabelOf(a, `a${i}`);
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
      setLabelOf(b, `b${i}`);
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
    }
    expect(new CanvasGuard().admit(outlineOf(Y.encodeStateAsUpdate(a)))).toBe('taken');
    // Two structs that are each other's neighbour.
    const circle = new Uint8Array([2, 1, 2, 0, 0x84, 1, 0, 1, 0x61, 1, 1, 0, 0x84, 2, 0, 1, 0x61, 0]);
    expect(new CanvasGuard().admit(outlineOf(circle))).toBe('early');
  });

  it('counts what is in the log already, whatever it holds and in whatever order it comes', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('x').insert(0, 'hostile');
    nodesOf(doc).set('hostile', 'no map');
    addNodes(doc, 0, CANVAS_LIMITS.nodes + 10);
    deleteItems(
      act(doc),
      Array.from({ length: 11 }, (_, i) => id(i)),
    );
    const guard = new CanvasGuard();
    for (const update of updates.toReversed()) guard.learn(outlineOf(update));
    const other = new Y.Doc();
    addNodes(other, 5_000, 5_001);
    expect(guard.admit(outlineOf(Y.encodeStateAsUpdate(other)))).toBe('taken');
    addNodes(other, 5_001, 5_002);
    expect(guard.admit(outlineOf(Y.encodeStateAsUpdate(other)))).toBe('BOARD_FULL');
  });
});

function setLabelOf(doc: Y.Doc, value: string): void {
  metaOf(doc).set('title', value);
}

function embedded(): Y.Text {
  const text = new Y.Text();
  text.insertEmbed(0, { image: 'x' });
  return text;
}
