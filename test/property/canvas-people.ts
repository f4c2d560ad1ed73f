import * as Y from 'yjs';
import { FLOWS } from '#shared/domain/board-model.ts';
import { edgesOf, inkOf, nodesOf } from '#shared/documents/canvas.ts';
import { CanvasHistory, type HistoryOutcome } from '#shared/documents/canvas-history.ts';
import { encodeInkChunk } from '#shared/documents/canvas-ink.ts';
import { moveStrokes } from '#shared/documents/canvas-ink-writers.ts';
import {
  beginGesture,
  connect,
  createCanvasId,
  createNode,
  deleteItems,
  findLabel,
  moveNodes,
  resizeNode,
  reverseEdge,
  setColour,
  setFlow,
  setLabel,
  setQualifier,
  type CanvasGesture,
} from '#shared/documents/canvas-writers.ts';

/** Several people on one board, who hear of each other only when two of them meet. */

/** What one of them does. Numbers pick among what is there, so that most acts hit something. */
export interface Deed {
  readonly who: number;
  readonly act: (typeof ACTS)[number];
  readonly a: number;
  readonly b: number;
  /** Goes on with the label or stroke begun before, as one gesture. */
  readonly isGoingOn: boolean;
}

export const ACTS = [
  'create',
  'move',
  'drag',
  'resize',
  'type',
  'erase-text',
  'qualify',
  'colour',
  'connect',
  'connect-new',
  'flow',
  'reverse',
  'draw',
  'move-ink',
  'drag-both',
  'delete',
  'delete-two',
  'undo',
  'redo',
  'meet',
] as const;

/** Characters nobody else types: they tell whose they are. */
const ALPHABETS = ['abc', '123', '+-='] as const;

export interface Person {
  readonly doc: Y.Doc;
  readonly history: CanvasHistory;
  readonly letters: string;
  readonly next: () => number;
  session: { readonly of: 'node' | 'edge'; readonly id: string; readonly gesture: CanvasGesture } | null;
  stroke: { readonly id: string; readonly gesture: CanvasGesture } | null;
}

export function openPeople(count: number): Person[] {
  return Array.from({ length: count }, (_unused, index) => {
    const doc = new Y.Doc();
    doc.clientID = 1000 + index * 7919;
    const history = new CanvasHistory(doc);
    history.open();
    let made = 0;
    // Ids that differ and are the same again in every run.
    const next = () => ((made += 1) % 9973) / 9973;
    return { doc, history, letters: ALPHABETS[index] ?? 'xyz', next, session: null, stroke: null };
  });
}

/** Two people tell each other everything they know. */
export function meet(one: Person, other: Person): void {
  const [mine, theirs] = [Y.encodeStateAsUpdate(one.doc), Y.encodeStateAsUpdate(other.doc)];
  Y.applyUpdate(one.doc, theirs, 'remote');
  Y.applyUpdate(other.doc, mine, 'remote');
}

/** Carries out a deed; undo and redo go through `travel`, which may look before and after. */
export function perform(
  people: readonly Person[],
  deed: Deed,
  travel: (person: Person, direction: 'undo' | 'redo') => void,
): void {
  const person = people[deed.who % people.length];
  if (!person) return;
  if (deed.act === 'undo' || deed.act === 'redo') travel(person, deed.act);
  else if (deed.act === 'meet') {
    const other = people[(deed.who + 1 + (deed.a % (people.length - 1))) % people.length];
    if (other) meet(person, other);
  } else write(person, deed);
}

function write(person: Person, { act, a, b, isGoingOn }: Deed): void {
  const { doc, next: random } = person;
  const gesture = beginGesture(act);
  const context = { doc, gesture, random };
  const node = pick(nodesOf(doc), a);
  const other = pick(nodesOf(doc), b);
  const edge = pick(edgesOf(doc), a);
  switch (act) {
    case 'create':
      createNode(context, { kind: a % 4 === 0 ? 'sticky' : 'ranker', x: a, y: b, label: '' });
      return;
    case 'move':
      moveNodes(context, new Map([[node, { x: a, y: b }]]));
      return;
    case 'drag':
      for (const step of [1, 2, 3])
        moveNodes(
          context,
          new Map([
            [node, { x: a + step, y: b }],
            [other, { x: b, y: a + step }],
          ]),
        );
      return;
    case 'resize':
      resizeNode(context, { id: node, x: a, y: b, w: 40 + (a % 100), h: 60 });
      return;
    case 'type':
    case 'erase-text':
      typeLabel(person, { act, a, b, isGoingOn });
      return;
    case 'qualify':
      setQualifier(context, { id: node, key: 'p99', value: b % 3 === 0 ? '' : String(b) });
      return;
    case 'colour':
      setColour(context, { ids: [node, other], colour: b % 3 === 0 ? null : b % 3 === 1 ? 'red' : 'blue' });
      return;
    case 'connect':
      connect(context, { source: node, target: other });
      return;
    case 'connect-new': {
      const target = createNode(context, { kind: 'cache', x: a, y: b, label: '' });
      if (target !== null) connect(context, { source: node, target });
      return;
    }
    case 'flow':
      setFlow(context, { id: edge, flow: FLOWS[b % FLOWS.length] ?? 'sync' });
      return;
    case 'reverse':
      reverseEdge(context, edge);
      return;
    case 'draw':
      draw(person, { a, b, isGoingOn });
      return;
    case 'move-ink':
      moveStrokes(context, new Map([[pick(inkOf(doc), a), { x: a, y: b }]]));
      return;
    case 'drag-both':
      for (const step of [1, 2, 3])
        doc.transact(() => {
          moveNodes(context, new Map([[node, { x: a + step, y: b }]]));
          moveStrokes(context, new Map([[pick(inkOf(doc), b), { x: a + step, y: b }]]));
        }, gesture);
      return;
    case 'delete':
      deleteItems(context, [anyItem(doc, a)]);
      return;
    case 'delete-two':
      deleteItems(context, [anyItem(doc, a), anyItem(doc, b)]);
      return;
    case 'undo':
    case 'redo':
    case 'meet':
      return;
  }
}

/** One letter in or out somewhere in a label; going on, in the label and gesture begun before. */
function typeLabel(
  person: Person,
  { act, a, b, isGoingOn }: Pick<Deed, 'a' | 'b' | 'isGoingOn'> & { act: 'type' | 'erase-text' },
): void {
  const { doc, letters } = person;
  if (!isGoingOn || !person.session) {
    const of = a % 3 === 0 ? 'edge' : 'node';
    const id = pick(of === 'edge' ? edgesOf(doc) : nodesOf(doc), a);
    person.session = { of, id, gesture: beginGesture('rename') };
  }
  const { of, id, gesture } = person.session;
  const text = findLabel(doc, { of, id })?.toString();
  if (text === undefined) return;
  const at = b % (text.length + 1);
  const letter = letters[a % letters.length] ?? '';
  const label =
    act === 'type' ? text.slice(0, at) + letter + text.slice(at) : text.slice(0, at) + text.slice(at + 1);
  setLabel({ doc, gesture }, { of, id, label, caret: act === 'type' ? at + 1 : at });
}

/** A stroke as the pen writes it: made with its first chunk, then longer by a chunk at a time. */
function draw(person: Person, { a, b, isGoingOn }: Pick<Deed, 'a' | 'b' | 'isGoingOn'>): void {
  const { doc } = person;
  const chunk = encodeInkChunk([{ x: a, y: b, atMs: 4 }]);
  const known = isGoingOn && person.stroke ? person.stroke : null;
  if (known) {
    const stroke = inkOf(doc).get(known.id);
    const chunks = stroke instanceof Y.Map ? stroke.get('d') : null;
    // The stroke may have been erased by somebody while the pen was down.
    if (chunks instanceof Y.Array) doc.transact(() => chunks.push([chunk]), known.gesture);
    return;
  }
  const gesture = beginGesture('draw');
  const id = createCanvasId({ doc, random: person.next });
  person.stroke = { id, gesture };
  doc.transact(() => {
    inkOf(doc).set(
      id,
      new Y.Map<unknown>([
        ['w', 3],
        ['d', Y.Array.from([chunk])],
      ]),
    );
  }, gesture);
}

function pick(root: Y.Map<unknown>, number: number): string {
  const ids = [...root.keys()].sort();
  return ids[number % Math.max(1, ids.length)] ?? 'nothing0';
}

function anyItem(doc: Y.Doc, number: number): string {
  const roots = [nodesOf(doc), edgesOf(doc), inkOf(doc)];
  const root = roots[number % roots.length];
  return root ? pick(root, number >> 2) : 'nothing0';
}

/** What of the board is somebody else's word, as Yjs itself records it: independent of what the history remembers. */
export interface OthersWork {
  /** Values by `root item field`. */
  readonly values: ReadonlyMap<string, string>;
  /** Letters of others in each label, in their order. */
  readonly letters: ReadonlyMap<string, string>;
  /** Nodes at which somebody else's arrow ends. */
  readonly ends: ReadonlySet<string>;
}

export function othersWork({ doc, letters: own }: Person): OthersWork {
  const values = new Map<string, string>();
  const letters = new Map<string, string>();
  const ends = new Set<string>();
  for (const [name, root] of [
    ['n', nodesOf(doc)],
    ['e', edgesOf(doc)],
    ['i', inkOf(doc)],
  ] as const)
    for (const [id, item] of root.entries()) {
      if (!(item instanceof Y.Map)) continue;
      let isTheirs = false;
      for (const [field, struct] of item._map) {
        const value: unknown = item.get(field);
        if (value instanceof Y.Text) {
          const text = value
            .toString()
            .split('')
            .filter((letter) => !own.includes(letter))
            .join('');
          if (text !== '') letters.set(`${name} ${id}`, text);
        } else if (!struct.deleted && struct.id.client !== doc.clientID) {
          isTheirs = true;
          values.set(`${name} ${id} ${field}`, JSON.stringify(value));
        }
      }
      if (name !== 'e' || !isTheirs) continue;
      for (const end of [item.get('s'), item.get('t')])
        if (typeof end === 'string' && nodesOf(doc).has(end)) ends.add(end);
    }
  return { values, letters, ends };
}

/** What was others' before and is not there any more, in words; empty when nothing was lost. */
export function lostWork(before: OthersWork, person: Person, outcome: HistoryOutcome | null): string[] {
  const { doc } = person;
  const roots = new Map([
    ['n', nodesOf(doc)],
    ['e', edgesOf(doc)],
    ['i', inkOf(doc)],
  ]);
  const fieldOf = (key: string): unknown => {
    const [root = '', id = '', field = ''] = key.split(' ');
    const item = roots.get(root)?.get(id);
    return item instanceof Y.Map ? item.get(field) : undefined;
  };
  const lost: string[] = [];
  for (const [key, value] of before.values)
    if (JSON.stringify(fieldOf(key)) !== value) lost.push(`${key} was ${value}`);
  for (const [key, letters] of before.letters) {
    const text = fieldOf(`${key} l`);
    const now = text instanceof Y.Text ? text.toString() : '';
    if (!containsInOrder(now, letters)) lost.push(`${key} had ${letters}, has ${now}`);
  }
  for (const id of before.ends) if (!nodesOf(doc).has(id)) lost.push(`n ${id} had somebody's arrow`);
  return lost.map((what) => `${outcome?.label ?? 'nothing'}: ${what}`);
}

/** Arrows that are not in `before` and lead to nothing, though no end of them came with them: nobody could see them. */
export function deadArrows(before: ReadonlySet<string>, { doc }: Person): string[] {
  const nodes = nodesOf(doc);
  return [...edgesOf(doc).entries()].flatMap(([id, edge]) => {
    if (before.has(id) || !(edge instanceof Y.Map)) return [];
    const ends = [String(edge.get('s')), String(edge.get('t'))];
    const isAlone =
      ends.some((end) => !nodes.has(end)) && !ends.some((end) => nodes.has(end) && !before.has(end));
    return isAlone ? [id] : [];
  });
}

/** Ids of everything on a board. */
export function idsOf({ doc }: Person): ReadonlySet<string> {
  return new Set([nodesOf(doc), edgesOf(doc), inkOf(doc)].flatMap((root) => [...root.keys()]));
}

function containsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at += 1;
  return at === letters.length;
}
