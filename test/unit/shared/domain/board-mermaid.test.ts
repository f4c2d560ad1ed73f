import { describe, expect, it } from 'vitest';
import { boardToMermaid } from '#shared/domain/board-mermaid.ts';
import { readMermaidBoard } from '#shared/domain/board-mermaid-import.ts';
import { BOARD_LIMITS, FLOWS, type BoardModel, type BoardNode } from '#shared/domain/board-model.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { HOSTILE_BOARDS } from './board-hostile.ts';

function boardNode(change: Partial<BoardNode>): BoardNode {
  return {
    id: 'node0001',
    kind: 'ranker',
    x: 40,
    y: 80,
    size: null,
    label: 'Ranker',
    colour: null,
    qualifiers: [],
    ...change,
  };
}

const LANE = boardNode({
  id: 'lane0onl',
  kind: 'lane_online',
  label: 'Online serving',
  x: 0,
  y: 0,
  size: { w: 900, h: 300 },
});

const BOARD: BoardModel = {
  title: 'Feed: "ranking"',
  nodes: [
    LANE,
    boardNode({ qualifiers: [{ key: 'p99', value: '50 ms' }] }),
    boardNode({ id: 'node0002', kind: 'online_feature_store', label: 'Redis "hot"', x: 340 }),
    boardNode({ id: 'node0003', kind: 'sticky', label: '10 k QPS', y: 600 }),
  ],
  edges: [
    { id: 'edge0001', source: 'node0002', target: 'node0001', label: 'features', flow: 'sync' },
    { id: 'edge0002', source: 'node0001', target: 'node0002', label: '', flow: 'stream' },
    { id: 'edge0003', source: 'node0001', target: 'node0001', label: 'Stream', flow: 'sync' },
    { id: 'edge0004', source: 'node0001', target: 'node0002', label: 'clicks', flow: 'feedback' },
  ],
  strokes: [],
};

/** The words a label has after any trip through text. */
function words(label: string, max: number = BOARD_LIMITS.labelLength): string {
  const text = toPrintable(label).trim();
  return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) && text.length > max ? max - 1 : max);
}

describe('a board as a Mermaid flowchart', () => {
  it('has a subgraph a lane, a shape by form and an arrow by flow', () => {
    expect(boardToMermaid(BOARD).split('\n')).toEqual([
      '---',
      'title: "Feed: \\"ranking\\""',
      '---',
      'flowchart LR',
      '  subgraph online1["Online serving"]',
      '    n1["Ranker<br/>· p99 50 ms"]:::kind_ranker',
      '    n2[("Online feature store ·<br/>Redis #34;hot#34;")]:::kind_online_feature_store',
      '  end',
      '  n3>"Sticky note ·<br/>10 k QPS"]:::kind_sticky',
      '  n2 -->|"features"| n1',
      '  n1 ==>|"stream"| n2',
      '  n1 -->|"#83;tream"| n1',
      '  n1 -.->|"feedback · clicks"| n2',
      '',
    ]);
  });

  it('writes nothing that Mermaid looks for outside of quotes', () => {
    for (const board of HOSTILE_BOARDS) {
      const [, ...lines] = boardToMermaid({ ...board, title: '' })
        .split('\n')
        .slice(0, -1);
      for (const line of lines) {
        // What is between quotes, and what is left of the line without them.
        const inside = [...line.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text).join('');
        expect(line.replaceAll(/"[^"]*"/g, '""')).toMatch(
          /^ +(?:subgraph \w+\[""\]|end|n\d+[[({>/]*""[\])}/]*:::kind_\w+|n\d+ \S+> ?n\d+|n\d+ [-.=]+>\|""\| n\d+)$/,
        );
        expect(inside).not.toMatch(
          /%%|`|\\|[&{}|]|\$\$|:fa-|(?:style|classDef).*:|direction\s+(?:TB|TD|BT|LR|RL)/i,
        );
        expect(inside.replaceAll('<br/>', '')).not.toMatch(/[<>]/);
        expect(inside.replaceAll(/#\d+;/g, '')).not.toMatch(/[#;]/);
      }
    }
  });

  it('is read back to the same kinds, labels, details and arrows, whatever the labels hold', () => {
    for (const board of [BOARD, ...HOSTILE_BOARDS]) {
      const read = readMermaidBoard(boardToMermaid(board));
      if (!read.isOk) throw new Error(read.reason);
      const shown = (model: BoardModel) =>
        model.nodes
          .filter(({ kind }) => !kind.startsWith('lane'))
          .map(({ kind, label, qualifiers }) =>
            JSON.stringify([
              kind,
              words(label) === '' && kind === 'ranker'
                ? 'Ranker'
                : words(label) === '' && kind === 'box'
                  ? 'Box'
                  : words(label),
              qualifiers.flatMap(({ key, value }) => {
                const text = words(value, BOARD_LIMITS.qualifierLength);
                return text === '' ? [] : [[key, text]];
              }),
            ]),
          )
          .sort();
      expect(shown(read.model)).toEqual(shown(board));
      const arrows = (model: BoardModel) =>
        model.edges
          .map(
            ({ flow, label }) =>
              `${flow} ${words(words(label, 1e6).replaceAll(/\s+/g, ' '), BOARD_LIMITS.edgeLabelLength)}`,
          )
          .sort();
      expect(arrows(read.model)).toEqual(arrows(board));
    }
  });

  it('brings back every flow', () => {
    const edges = FLOWS.map((flow, at) => ({
      id: `edge000${at}`,
      source: 'node0001',
      target: 'node0002',
      label: flow,
      flow,
    }));
    const read = readMermaidBoard(boardToMermaid({ ...BOARD, edges }));
    const said = read.isOk ? read.model.edges.map(({ flow, label }) => `${flow} ${label}`) : [];
    expect(said.sort()).toEqual(FLOWS.map((flow) => `${flow} ${flow}`).sort());
  });
});
