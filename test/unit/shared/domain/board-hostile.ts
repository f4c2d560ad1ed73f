import type { BoardModel, BoardNode } from '#shared/domain/board-model.ts';

/** Labels that somebody might hope a file format chokes on. None is longer than a label may be, but the last. */
export const HOSTILE_LABELS: readonly string[] = [
  '</text><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ']]> <![CDATA[ x ]]>',
  '-- --> ---> -.-> ==> --x o--o ~~~',
  '%% comment',
  '%%{init: {"theme": "dark"}}%%',
  'end',
  'subgraph x',
  'style a:fill#f00;',
  'classDef x fill:#f00,stroke:#333;',
  'direction LR',
  'click n1 href "javascript:alert(1)"',
  'a "quoted" \'word\' and `code` and "`**markdown**`"',
  '[square] (round) {curly} ((circle)) [/slash/] [\\back\\] >flag]',
  '#quot; &quot; #35; &#35; &amp; #',
  'a | b || c',
  'a ; b ; c',
  'one\ntwo\r\nthree\rfour\u2028five',
  'a\\nb <br/> c <br> d',
  '· p99 5 ms',
  'stream',
  'Feedback · scores',
  ':::kind_ranker',
  '@{ shape: cyl }',
  'fa:fa-ban $$x^2$$',
  '\u0000\u0001\u0008\u000b\u001b\u007f\u0085 control',
  '\uD800 lone \uDC00 surrogates \uD83D',
  '\u202Eright to left\u202C \u200F \u2066 marks \u2069',
  '😀👩‍👩‍👧‍👦🏳️‍🌈 emoji',
  '\uFFFE\uFFFF non-characters',
  '__proto__',
  'constructor',
  '---\ntitle: x\n---',
  '```mermaid',
  '   ',
  '',
  'x'.repeat(10_000),
];

function nodeOf(at: number, label: string): BoardNode {
  return {
    id: `node${String(at).padStart(4, '0')}`,
    kind: at % 3 === 0 ? 'sticky' : at % 3 === 1 ? 'ranker' : 'box',
    x: (at % 6) * 240,
    y: Math.floor(at / 6) * 160,
    size: null,
    label,
    colour: null,
    qualifiers: at % 3 === 1 ? [{ key: 'p99', value: label.trim().slice(0, 40) || '5 ms' }] : [],
  };
}

/** A board on which every hostile label stands on a component, an arrow, a lane, a detail and in the title. */
export const HOSTILE_BOARDS: readonly BoardModel[] = HOSTILE_LABELS.map((label) => {
  const inside = nodeOf(1, label);
  return {
    title: label,
    nodes: [
      {
        ...nodeOf(0, label),
        id: 'lane0000',
        kind: 'lane_online',
        x: -40,
        y: -80,
        size: { w: 1600, h: 600 },
      },
      inside,
      nodeOf(2, label),
      nodeOf(3, label),
      { ...nodeOf(4, label), y: 900 },
    ],
    edges: [
      { id: 'edge0001', source: inside.id, target: 'node0002', label, flow: 'sync' },
      { id: 'edge0002', source: 'node0002', target: inside.id, label, flow: 'stream' },
      { id: 'edge0003', source: 'node0004', target: 'node0004', label, flow: 'feedback' },
    ],
    strokes: [{ id: 'ink00001', kind: 'pen', colour: null, width: 3, points: [{ x: 0, y: 0, atMs: 0 }] }],
  };
});
