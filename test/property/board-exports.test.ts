import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExcalidrawFile } from '#shared/domain/board-excalidraw.ts';
import { boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { boardToMermaid } from '#shared/domain/board-mermaid.ts';
import { readMermaidBoard } from '#shared/domain/board-mermaid-import.ts';
import {
  BOARD_COLOURS,
  BOARD_LIMITS,
  FLOWS,
  STROKE_KINDS,
  type BoardModel,
} from '#shared/domain/board-model.ts';
import { partOf } from '#shared/domain/board-part.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { parseStrictXml } from '#test/unit/shared/domain/board-xml.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 300) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`board export properties: seed ${SEED}\n`);

/** Pieces that mean something to one format or another. */
const PIECES = String.raw`end " # ; & < > | --> %% { } [ ] ( ) · stream style : <br/> \n #35; &lt;`.split(
  ' ',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...PIECES, ' ', '\n', '`', 'direction LR', '\u202E', '\uD83D', '😀'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);
const coordinate = fc.integer({ min: -5000, max: 5000 });
const colour = fc.option(fc.constantFrom(...BOARD_COLOURS), { nil: null });

const anyBoard: fc.Arbitrary<BoardModel> = fc
  .record({
    title: anyText.map((text) => text.slice(0, BOARD_LIMITS.titleLength)),
    nodes: fc.array(
      fc.record({
        kind: fc.constantFrom(...COMPONENT_KINDS),
        x: coordinate,
        y: coordinate,
        size: fc.option(
          fc.record({ w: fc.integer({ min: 32, max: 2000 }), h: fc.integer({ min: 32, max: 2000 }) }),
          { nil: null },
        ),
        label: anyText.map((text) => text.slice(0, BOARD_LIMITS.labelLength)),
        colour,
        qualifiers: fc
          .dictionary(fc.constantFrom('p99', 'qps', 'note', 'window'), anyText, {
            maxKeys: 3,
            noNullPrototype: true,
          })
          .map((values) =>
            Object.entries(values)
              .map(([key, value]) => ({ key, value: value.slice(0, BOARD_LIMITS.qualifierLength) }))
              .filter(({ value }) => value !== '')
              .sort((a, b) => (a.key < b.key ? -1 : 1)),
          ),
      }),
      { maxLength: 8 },
    ),
    edges: fc.array(
      fc.record({
        from: fc.nat({ max: 7 }),
        to: fc.nat({ max: 7 }),
        label: anyText.map((text) => text.slice(0, BOARD_LIMITS.edgeLabelLength)),
        flow: fc.constantFrom(...FLOWS),
      }),
      { maxLength: 10 },
    ),
    strokes: fc.array(
      fc.record({
        kind: fc.constantFrom(...STROKE_KINDS),
        colour,
        width: fc.integer({ min: 1, max: 40 }),
        hasPressure: fc.boolean(),
        points: fc.array(fc.tuple(coordinate, coordinate, fc.nat(1000), fc.nat(31)), {
          minLength: 1,
          maxLength: 6,
        }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ title, nodes, edges, strokes }) => {
    const id = (prefix: string, at: number): string => `${prefix}${String(at).padStart(5, '0')}`;
    const isLane = (at: number): boolean => nodes[at]?.kind.startsWith('lane') ?? true;
    return {
      title,
      nodes: nodes
        .map((node, at) => ({ ...node, id: id('nod', at) }))
        .sort(
          (a, b) =>
            Number(b.kind.startsWith('lane')) - Number(a.kind.startsWith('lane')) || (a.id < b.id ? -1 : 1),
        ),
      edges: edges
        .filter(({ from, to }) => !isLane(from) && !isLane(to))
        .map(({ from, to, label, flow }, at) => ({
          id: id('edg', at),
          source: id('nod', from),
          target: id('nod', to),
          label,
          flow,
        })),
      strokes: strokes.map(({ hasPressure, points, ...stroke }, at) => ({
        ...stroke,
        id: id('ink', at),
        points: points.map(([x, y, atMs, level]) =>
          hasPressure ? { x: x / 2, y: y / 2, atMs, pressure: level / 31 } : { x: x / 2, y: y / 2, atMs },
        ),
      })),
    };
  });

describe('exports of any board', () => {
  it('JSON gives the same board back', () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        expect(readBoardJson(boardToJson(board))).toEqual({ isOk: true, model: board });
      }),
      OPTIONS,
    );
  });

  it('SVG is well formed', () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        parseStrictXml(boardToSvg(board));
      }),
      OPTIONS,
    );
  });

  it('Excalidraw elements point at each other in both directions', () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const { elements } = toExcalidrawFile(board);
        const found = new Map(elements.map((element) => [element.id, JSON.stringify(element)]));
        expect(found.size).toBe(elements.length);
        for (const { id, boundElements, containerId = null } of elements) {
          for (const bound of boundElements as readonly { id: string }[])
            expect(found.get(bound.id)).toContain(`"${id}"`);
          const container = typeof containerId === 'string' ? found.get(containerId) : `"${id}"`;
          expect(container).toContain(`"${id}"`);
        }
        expect(elements.filter(({ type }) => type === 'arrow')).toHaveLength(board.edges.length);
      }),
      OPTIONS,
    );
  });

  it('Mermaid is read back without a warning to the same labels, kinds and flows', () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const parts = board.nodes.filter(({ kind }) => !kind.startsWith('lane'));
        fc.pre(parts.length > 0);
        const read = readMermaidBoard(boardToMermaid(board));
        if (!read.isOk) throw new Error(read.reason);
        expect(read.warnings).toEqual([]);
        const labels = (model: BoardModel) =>
          model.nodes
            .filter(({ kind, label }) => !kind.startsWith('lane') && toPrintable(label).trim() !== '')
            .map(({ kind, label }) => `${kind} ${toPrintable(label).trim()}`)
            .sort();
        // A component without a label comes back under the name of its kind.
        for (const label of labels(board)) expect(labels(read.model)).toContain(label);
        expect(read.model.nodes.filter(({ kind }) => !kind.startsWith('lane'))).toHaveLength(parts.length);
        const arrows = (model: BoardModel) =>
          model.edges
            .map(({ flow, label }) => `${flow} ${toPrintable(label).replaceAll(/\s+/g, ' ').trim()}`)
            .sort();
        expect(arrows(read.model)).toEqual(arrows(board));
      }),
      OPTIONS,
    );
  });
});

describe('reading files', () => {
  it('never throws, and a board that is read is within bounds', () => {
    const anyFile = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      // A good file with one value replaced by anything.
      fc.tuple(anyBoard, fc.nat(), fc.jsonValue()).map(([board, at, value]) => {
        const text = boardToJson(board);
        const colons = [...text.matchAll(/: ?(?:-?[\d.]+|"[a-z0-9_]*"|null)(?=[,}\n])/g)];
        const place = colons[at % Math.max(1, colons.length)];
        return place
          ? `${text.slice(0, place.index)}: ${JSON.stringify(value)}${text.slice(place.index + place[0].length)}`
          : text;
      }),
    );
    fc.assert(
      fc.property(anyFile, (text) => {
        const reading = readBoardJson(text);
        const places = reading.isOk ? reading.model.nodes.map(({ x }) => Math.abs(x)) : [];
        expect(reading.isOk || reading.reason.endsWith('.')).toBe(true);
        expect(Math.max(0, ...places)).toBeLessThanOrEqual(BOARD_LIMITS.coordinate);
      }),
      OPTIONS,
    );
  });

  it('reads any Mermaid text without throwing, to a board with whole arrows', () => {
    const tokens = String.raw`A B node --> --- -.-> ==> <--> --o -->|y| & ; [ ] ( ) ([ ]) {{ }} [/ \] " end %% :::c @{ }`;
    const token = fc.constantFrom(...tokens.split(' '), '\n', '`', '-- x -->', 'subgraph x');
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        (words, noise) => {
          const read = readMermaidBoard(`flowchart LR\n${words.join(' ')}${noise}`);
          if (!read.isOk) return;
          const ids = new Set(read.model.nodes.map(({ id }) => id));
          for (const { source, target } of read.model.edges)
            expect(ids.has(source) && ids.has(target)).toBe(true);
        },
      ),
      OPTIONS,
    );
  });

  it('a part of a board has no dangling arrow and loses none between its members', () => {
    fc.assert(
      fc.property(anyBoard, fc.array(fc.nat({ max: 7 })), (board, picks) => {
        const part = partOf(
          board,
          picks.map((at) => board.nodes[at % Math.max(1, board.nodes.length)]?.id ?? ''),
        );
        const ids = new Set(part.nodes.map(({ id }) => id));
        for (const edge of board.edges)
          expect(part.edges.includes(edge)).toBe(ids.has(edge.source) && ids.has(edge.target));
      }),
      OPTIONS,
    );
  });
});
