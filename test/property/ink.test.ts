import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isStrokeMet, strokeBounds, strokePath } from '#shared/domain/board-ink.ts';
import { BOARD_LIMITS, STROKE_KINDS, type InkPoint } from '#shared/domain/board-model.ts';
import { inkOf, readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { decodeInk, encodeInkChunk, toInkPoint } from '#shared/documents/canvas-ink.ts';
import { growStroke, moveStrokes, startStroke } from '#shared/documents/canvas-ink-writers.ts';
import { StrokeReader } from '#shared/documents/canvas-stroke-reader.ts';
import { beginGesture, deleteItems } from '#shared/documents/canvas-writers.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 200) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`ink properties: seed ${SEED}\n`);

const place = fc.double({ min: -9000, max: 9000, noNaN: true });
const plainPoint = fc.record({ x: place, y: place, atMs: fc.nat(60_000) });
const pressedPoint = fc.record({
  x: place,
  y: place,
  atMs: fc.nat(60_000),
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
});
/** As a device gives them: in order of time, and with pressure at every point or at none. */
const line = (maxLength: number): fc.Arbitrary<InkPoint[]> =>
  fc
    .oneof(
      fc.array(plainPoint, { minLength: 1, maxLength }),
      fc.array(pressedPoint, { minLength: 1, maxLength }),
    )
    .map((points: InkPoint[]) => points.map(toInkPoint).sort((a, b) => a.atMs - b.atMs));
const chunkSize = fc.integer({ min: 1, max: 20 });

function cut(points: readonly InkPoint[], size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < points.length; from += size)
    chunks.push(encodeInkChunk(points.slice(from, from + size), points[from - 1]));
  return chunks;
}

describe('ink chunks', () => {
  it('come back as they were drawn, pressure included, however they were cut', () => {
    fc.assert(
      fc.property(line(60), chunkSize, (points, size) => {
        const numbers = points[0]?.pressure === undefined ? 3 : 4;
        expect(decodeInk(cut(points, size), numbers)).toEqual(points);
      }),
      OPTIONS,
    );
  });

  it('never throw and stay in bounds when they are damaged', () => {
    const damage = fc.record({ at: fc.nat(400), byte: fc.nat(255), cutAt: fc.nat(400) });
    fc.assert(
      fc.property(
        line(60),
        chunkSize,
        damage,
        fc.constantFrom(3, 4),
        (points, size, { at, byte, cutAt }, numbers) => {
          const chunks = cut(points, size).map((chunk) => {
            const broken = chunk.slice(0, cutAt);
            broken[at % Math.max(1, broken.length)] = byte;
            return broken;
          });
          const read = decodeInk(chunks, numbers === 4 ? 4 : 3);
          expect(read.length).toBeLessThanOrEqual(BOARD_LIMITS.pointsPerStroke);
          for (const { x, y, atMs, pressure = 0 } of read) {
            expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(BOARD_LIMITS.coordinate);
            expect(Number.isFinite(atMs) && atMs >= 0 && pressure >= 0 && pressure <= 1).toBe(true);
          }
        },
      ),
      OPTIONS,
    );
  });
});

describe('a stroke', () => {
  it('outlines to finite numbers and is met where it was drawn', () => {
    fc.assert(
      fc.property(
        line(40),
        fc.constantFrom(...STROKE_KINDS),
        fc.integer({ min: 1, max: 40 }),
        (points, kind, width) => {
          const stroke = { kind, width, points };
          expect(strokePath(stroke)).toMatch(/^(?:M[-\d.eQZ ]+Z)?$/);
          const bounds = strokeBounds(stroke);
          expect(bounds).not.toBeNull();
          for (const point of points)
            expect(bounds && isStrokeMet(stroke, bounds, { from: point, to: point, reach: 1 })).toBe(true);
        },
      ),
      OPTIONS,
    );
  });
});

type InkStep =
  | { readonly type: 'draw'; readonly points: readonly InkPoint[]; readonly size: number }
  | { readonly type: 'erase'; readonly index: number }
  | { readonly type: 'move'; readonly index: number; readonly x: number; readonly y: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

describe('people drawing, moving and erasing at once', () => {
  const act = fc.oneof<fc.WeightedArbitrary<InkStep>[]>(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('draw'), points: line(30), size: chunkSize }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('erase'), index: fc.nat(9) }) },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('move'), index: fc.nat(9), x: place, y: place }),
    },
    { weight: 1, arbitrary: fc.constantFrom({ type: 'undo' }, { type: 'redo' }) },
  );
  const acts = fc.array(fc.record({ who: fc.nat(1), act }), { maxLength: 16 });

  it('end with the same ink, and what was followed is what is there', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 5 }), (written, syncEvery) => {
        const people = [0, 1].map((index) => openPerson(index));
        const sync = (): void => {
          const updates = people.map(({ doc }) => Y.encodeStateAsUpdate(doc));
          for (const { doc } of people) for (const update of updates) Y.applyUpdate(doc, update, 'remote');
        };
        for (const [index, step] of written.entries()) {
          const person = people[step.who];
          if (person) perform(person, step.act);
          if (index % syncEvery === 0) sync();
        }
        sync();
        const [first, second] = people.map(({ doc }) => readBoard(doc).strokes);
        expect(first).toEqual(second);
        for (const { doc, seen } of people)
          expect([...seen().values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(readBoard(doc).strokes);
      }),
      { ...OPTIONS, numRuns: Math.min(OPTIONS.numRuns, 60) },
    );
  });

  function openPerson(index: number) {
    const doc = new Y.Doc();
    doc.clientID = 100 + index;
    const history = new CanvasHistory(doc);
    history.open();
    return { doc, history, seen: follow(doc) };
  }

  /** As the board's store follows ink. */
  function follow(doc: Y.Doc) {
    const root = inkOf(doc);
    const reader = new StrokeReader();
    const strokes = new Map<string, NonNullable<ReturnType<StrokeReader['read']>>>();
    root.observeDeep((events, { deleteSet }) => {
      const ids = events.flatMap((event) =>
        event.path.length > 0 ? [String(event.path[0])] : [...event.keys.keys()],
      );
      for (const id of ids) {
        const stroke = reader.read(id, root.get(id), { isGrowth: deleteSet.clients.size === 0 });
        if (stroke) strokes.set(id, stroke);
        else strokes.delete(id);
      }
    });
    return () => strokes;
  }

  function pick(doc: Y.Doc, index: number): string | undefined {
    const ids = [...inkOf(doc).keys()];
    return ids[index % Math.max(1, ids.length)];
  }

  function perform({ doc, history }: ReturnType<typeof openPerson>, step: InkStep): void {
    if (step.type === 'undo') history.undo();
    else if (step.type === 'redo') history.redo();
    else if (step.type === 'erase') {
      const id = pick(doc, step.index);
      if (id !== undefined) deleteItems({ doc, gesture: beginGesture('erase') }, [id]);
    } else if (step.type === 'move') {
      const id = pick(doc, step.index);
      if (id !== undefined) moveStrokes({ doc, gesture: beginGesture('move') }, new Map([[id, step]]));
    } else {
      const context = { doc, gesture: beginGesture('draw') };
      const { points, size } = step;
      let stroke = startStroke(context, { kind: 'pen', colour: null, width: 3 }, points.slice(0, size));
      for (let from = size; stroke && from < points.length; from += size)
        stroke = growStroke(context, stroke, points.slice(from, from + size));
    }
  }
});
