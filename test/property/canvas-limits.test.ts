import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CanvasGuard } from '#server/features/documents/canvas-guard.ts';
import { type UpdateOutline, checkUpdate } from '#server/features/documents/update-check.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { growStroke, startStroke } from '#shared/documents/canvas-ink-writers.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  moveNodes,
  setLabel,
  setQualifier,
} from '#shared/documents/canvas-writers.ts';
import { nodesOf, inkOf } from '#shared/documents/canvas.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 120) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`canvas limits: seed ${SEED}\n`);

function outlineOf(update: Uint8Array): UpdateOutline {
  const outline: UpdateOutline = { structs: [], deletes: [] };
  if (checkUpdate(update, outline) === null) throw new Error('malformed');
  return outline;
}

/** Few, so that a full board is quickly made; the acts of a run make at most 60. */
const LIMITS = { nodes: 100, edges: 100, strokes: 100 };

/** A server as far as limits go: what it took is its document. */
class Server {
  readonly doc = new Y.Doc();
  readonly guard = new CanvasGuard(LIMITS);
  readonly verdicts = new Set<string>();

  take(update: Uint8Array): void {
    const verdict = this.guard.admit(outlineOf(update));
    this.verdicts.add(verdict);
    if (verdict === 'taken') Y.applyUpdate(this.doc, update);
  }
}

interface Person {
  readonly doc: Y.Doc;
  readonly history: CanvasHistory;
  isOnline: boolean;
}

/** Comes back: sends what the server does not have, reads what it missed. */
function synchronise(server: Server, { doc }: Person): void {
  server.take(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server.doc)));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(doc)), 'remote');
}

type Act = (person: Person) => void;

const pick = (ids: readonly string[], at: number): string => ids[at % Math.max(1, ids.length)] ?? 'none';
const nodeIds = (doc: Y.Doc) => [...nodesOf(doc).keys()];
const point = (at: number) => ({ x: at, y: -at, atMs: at * 10 });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constantFrom(...COMPONENT_KINDS), fc.nat(500)).map(([kind, x]): Act => {
    return ({ doc }) => void createNode({ doc, gesture: beginGesture('insert') }, { kind, x, y: x });
  }),
  fc.tuple(fc.nat(20), fc.nat(500)).map(([at, x]): Act => {
    return ({ doc }) => {
      const place = new Map([[pick(nodeIds(doc), at), { x, y: x }]]);
      moveNodes({ doc, gesture: beginGesture('move') }, place);
    };
  }),
  fc.tuple(fc.nat(20), fc.string({ unit: 'grapheme', maxLength: 30 })).map(([at, label]): Act => {
    return ({ doc }) =>
      setLabel({ doc, gesture: beginGesture('rename') }, { of: 'node', id: pick(nodeIds(doc), at), label });
  }),
  fc
    .tuple(fc.nat(20), fc.constantFrom('p99', 'qps', 'own_key'), fc.string({ maxLength: 9 }))
    .map(([at, key, value]): Act => {
      return ({ doc }) =>
        setQualifier({ doc, gesture: beginGesture('details') }, { id: pick(nodeIds(doc), at), key, value });
    }),
  fc.tuple(fc.nat(20), fc.nat(20)).map(([from, to]): Act => {
    return ({ doc }) => {
      const ids = nodeIds(doc);
      connect({ doc, gesture: beginGesture('connect') }, { source: pick(ids, from), target: pick(ids, to) });
    };
  }),
  fc.nat(20).map((at): Act => {
    return ({ doc }) => {
      const context = { doc, gesture: beginGesture('draw') };
      const style = { kind: 'pen', colour: 'red', width: 3 } as const;
      const stroke = startStroke(context, style, [point(at)]);
      if (stroke !== null) growStroke(context, stroke, [point(at + 1), point(at + 2)]);
    };
  }),
  fc.nat(20).map((at): Act => {
    return ({ doc }) =>
      deleteItems({ doc, gesture: beginGesture('delete') }, [
        pick(nodeIds(doc), at),
        pick([...inkOf(doc).keys()], at),
      ]);
  }),
  fc.constant<Act>(({ history }) => void history.undo()),
  fc.constant<Act>(({ history }) => void history.redo()),
);

const steps = fc.array(
  fc.record({
    who: fc.nat(2),
    run: act,
    /** Goes offline or comes back before it. */
    turns: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  }),
  { maxLength: 60 },
);

function addNodes(doc: Y.Doc, count: number): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    for (let i = 0; i < count; i += 1)
      nodesOf(doc).set(`x${i.toString(36).padStart(7, '0')}`, new Y.Map([['k', 'box']]));
  });
  return Y.encodeStateAsUpdate(doc, before);
}

describe('the server and honest pages', () => {
  it('takes everything that people write, offline and online, undo and redo included, and counts it right', () => {
    fc.assert(
      fc.property(steps, (written) => {
        const server = new Server();
        const people = [0, 1, 2].map((index): Person => {
          const doc = new Y.Doc();
          doc.clientID = 100 + index;
          const history = new CanvasHistory(doc);
          history.open();
          const person = { doc, history, isOnline: true };
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (!person.isOnline || origin === 'remote') return;
            server.take(update);
            for (const other of people)
              if (other !== person && other.isOnline) Y.applyUpdate(other.doc, update, 'remote');
          });
          return person;
        });
        for (const { who, run, turns } of written) {
          const person = people[who];
          if (person === undefined) continue;
          if (turns) {
            person.isOnline = !person.isOnline;
            if (person.isOnline) for (const one of people) if (one.isOnline) synchronise(server, one);
          }
          run(person);
        }
        for (let pass = 0; pass < 2; pass += 1) for (const one of people) synchronise(server, one);
        expect([...server.verdicts].filter((verdict) => verdict !== 'taken')).toEqual([]);

        const state = Y.encodeStateAsUpdate(server.doc);
        for (const { doc } of people) expect(nodesOf(doc).size).toBe(nodesOf(server.doc).size);
        const room = LIMITS.nodes - nodesOf(server.doc).size;
        const loaded = new CanvasGuard(LIMITS);
        loaded.learn(outlineOf(state));
        const overfull = addNodes(new Y.Doc(), room + 1);
        expect(server.guard.admit(outlineOf(overfull))).toBe('BOARD_FULL');
        expect(loaded.admit(outlineOf(overfull))).toBe('BOARD_FULL');
        expect(loaded.admit(outlineOf(addNodes(new Y.Doc(), room)))).toBe('taken');
      }),
      OPTIONS,
    );
  });
});
