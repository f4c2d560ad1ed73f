import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardToJson } from '#shared/domain/board-json.ts';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { skeletonModel } from '#shared/domain/board-skeletons.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import { CanvasHistory } from '#shared/documents/canvas-history.ts';
import { boardClipboard } from '#client/features/documents/canvas/selecting/board-clipboard.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
// A failing run is repeated with FC_SEED.
process.stdout.write(`clipboard properties: seed ${SEED}\n`);

const FILE = boardToJson(skeletonModel('fraud_scoring'));
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  fc
    .tuple(fc.nat(FILE.length), fc.string({ maxLength: 6 }), fc.nat(12))
    .map(([at, put, gone]) => FILE.slice(0, at) + put + FILE.slice(at + gone)),
  fc
    .tuple(fc.constantFrom('"x":40', '"label":"Gateway"', '"kind":"gateway"'), fc.json())
    .map(([field, value]) => FILE.replace(field, () => `${field.split(':')[0]}:${value}`)),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ maxLength: 200 }).map((rest) => `flowchart LR\n${rest}`),
);

it('pasting never throws and never leaves the bounds, whatever a stranger put on the clipboard, and is one undo', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, text, async (board, words) => {
      const doc = new Y.Doc();
      const history = new CanvasHistory(doc);
      history.open();
      await boardClipboard.paste(
        { text: words, board },
        {
          doc,
          isReadOnly: false,
          getModel: () => readBoard(doc),
          select: () => {},
          announce: () => {},
          viewCentre: () => ({ x: 0, y: 0 }),
          at: null,
        },
      );
      for (const node of readBoard(doc).nodes) {
        expect(Math.abs(node.x)).toBeLessThanOrEqual(BOARD_LIMITS.coordinate);
        expect(node.label.length).toBeLessThanOrEqual(BOARD_LIMITS.labelLength);
      }
      history.undo();
      expect(history.getState().canUndo).toBe(false);
      expect(readBoard(doc).nodes).toEqual([]);
    }),
    { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 150) },
  );
});
