import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_COMPONENTS, checkBoard } from '#shared/domain/board-checks.ts';
import { alternativesOf, diffWithReference } from '#shared/domain/board-diff.ts';
import { FLOWS, type BoardModel } from '#shared/domain/board-model.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { GOOD_SCENARIO } from '#test/unit/server/features/scenarios/scenario-fixture.ts';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const OPTIONS = { seed: SEED, numRuns: Number(process.env['FC_RUNS'] ?? 300) };
// A failing run is repeated with FC_SEED.
process.stdout.write(`board check properties: seed ${SEED}\n`);

const REFERENCE = GOOD_SCENARIO.interviewer.architecture;

const anyLabel = fc.oneof(
  fc.constantFrom('', 'Ranker', 'Feature store', 'Monitoring', 'Offline', '→', 'ranking\nmodel'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Boards as a reader gives them, except that edges may hang in the air. No two nodes lie exactly on each other. */
const anyBoard: fc.Arbitrary<BoardModel> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...COMPONENT_KINDS),
      label: anyLabel,
      x: fc.integer({ min: -500, max: 2000 }),
      y: fc.integer({ min: -500, max: 1000 }),
      size: fc.option(
        fc.record({ w: fc.integer({ min: 32, max: 3000 }), h: fc.integer({ min: 32, max: 3000 }) }),
      ),
    }),
    { maxLength: 24 },
  )
  .chain((drawn) => {
    const places = new Set<string>();
    const nodes = drawn
      .filter(({ x, y }) => !places.has(`${x} ${y}`) && places.add(`${x} ${y}`))
      .map((node, index) => ({ ...node, id: `node${index}`, colour: null, qualifiers: [] }));
    const anyEnd = fc.constantFrom(...nodes.map(({ id }) => id), 'gone');
    return fc
      .array(
        fc.record({ source: anyEnd, target: anyEnd, flow: fc.constantFrom(...FLOWS), label: anyLabel }),
        {
          maxLength: 40,
        },
      )
      .map((edges) => ({
        title: '',
        nodes,
        edges: edges.map((edge, index) => ({ ...edge, id: `edge${index}` })),
        strokes: [],
      }));
  });

/** Everything but the ids, which name the same things in another order when arrows share both ends. */
function checked(model: BoardModel, rename: (id: string) => string = (id) => id) {
  const { findings, ...rest } = checkBoard(model);
  return {
    ...rest,
    findings: findings.map((finding) => ({ ...finding, ids: finding.ids.map(rename).sort() })),
  };
}

function compared(model: BoardModel) {
  return diffWithReference(model, REFERENCE, alternativesOf(REFERENCE));
}

describe('checks of any board', () => {
  it('never throw, name only what is there, and give each prompt once', () => {
    fc.assert(
      fc.property(anyBoard, (model) => {
        const { findings, isTooEarly, componentCount } = checkBoard(model);
        const ids = new Set([...model.nodes, ...model.edges].map(({ id }) => id));
        expect(findings.flatMap((finding) => finding.ids).filter((id) => !ids.has(id))).toEqual([]);
        expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length);
        for (const { seen, ask } of findings) {
          expect(seen).toMatch(/\.$/);
          expect(ask).toMatch(/\?$/);
        }
        expect(isTooEarly).toBe(componentCount < MIN_COMPONENTS);
        expect(isTooEarly && findings.length > 0).toBe(false);
      }),
      OPTIONS,
    );
  });

  it('do not depend on the order of nodes and edges or on their ids', () => {
    fc.assert(
      fc.property(anyBoard, fc.infiniteStream(fc.nat()), (model, random) => {
        const shuffle = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, at: Number(random.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const toNew = new Map(
          shuffle([...model.nodes, ...model.edges].map(({ id }) => id)).map((id, index) => [
            id,
            `new${index}`,
          ]),
        );
        const toOld = new Map([...toNew].map(([old, fresh]) => [fresh, old]));
        const renamed = (id: string) => toNew.get(id) ?? id;
        const other: BoardModel = {
          ...model,
          nodes: shuffle(model.nodes).map((node) => ({ ...node, id: renamed(node.id) })),
          edges: shuffle(model.edges).map((edge) => ({
            ...edge,
            id: renamed(edge.id),
            source: renamed(edge.source),
            target: renamed(edge.target),
          })),
        };
        expect(checked(other, (id) => toOld.get(id) ?? id)).toEqual(checked(model));
      }),
      OPTIONS,
    );
  });

  it('do not depend on where on the plane the board lies', () => {
    fc.assert(
      fc.property(
        anyBoard,
        fc.integer({ min: -9000, max: 9000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (model, dx, dy) => {
          const moved = {
            ...model,
            nodes: model.nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
          };
          expect(checkBoard(moved)).toEqual(checkBoard(model));
          expect(compared(moved)).toEqual(compared(model));
        },
      ),
      OPTIONS,
    );
  });
});

describe('the comparison of any board with a reference', () => {
  it('puts every part of the reference and every component of the board in one place', () => {
    fc.assert(
      fc.property(anyBoard, (model) => {
        const { present, missing, extra, paths } = compared(model);
        const parts = [...present.map(({ part }) => part.id), ...missing.map(({ id }) => id)];
        expect(parts.toSorted()).toEqual(REFERENCE.nodes.map(({ id }) => id).toSorted());
        const found = new Set(present.map(({ nodeId }) => nodeId));
        expect(extra.filter(({ nodeId }) => found.has(nodeId))).toEqual([]);
        expect(paths).toHaveLength(REFERENCE.edges.length);
        const isMissing = new Set(missing.map(({ id }) => id));
        for (const { from, to, state } of paths) {
          expect(state === 'end-missing').toBe(isMissing.has(from.id) || isMissing.has(to.id));
        }
      }),
      OPTIONS,
    );
  });
});
