import { describe, expect, it } from 'vitest';
import { rectOf } from '#shared/domain/board-card.ts';
import { readMermaidBoard } from '#shared/domain/board-mermaid-import.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { laneOf } from '#shared/domain/board-outline.ts';
import { FLOWCHART_LIMITS, readFlowchart, type Flowchart } from '#shared/domain/mermaid-flowchart.ts';

function parse(text: string): Flowchart {
  const reading = readFlowchart(text);
  if (!reading.isOk) throw new Error(reading.reason);
  return reading.flowchart;
}

function read(text: string): { readonly model: BoardModel; readonly warnings: readonly string[] } {
  const reading = readMermaidBoard(text);
  if (!reading.isOk) throw new Error(reading.reason);
  return reading;
}

function reasonFor(text: string): string {
  const reading = readMermaidBoard(text);
  return reading.isOk ? 'read' : reading.reason;
}

/** "A>B" of each arrow, in order. */
function arrows(text: string): readonly string[] {
  const { edges, warnings } = parse(`graph TD\n${text}`);
  expect(warnings).toEqual([]);
  return edges.map(({ from, to, line, label }) => `${from}>${to}${label === '' ? '' : `:${label}`} ${line}`);
}

describe('reading a Mermaid flowchart', () => {
  it.each([
    'graph TD',
    'graph TB',
    'flowchart LR',
    'flowchart RL;',
    'flowchart BT',
    'graph',
    'flowchart-elk LR',
  ])('begins with %s', (head) => {
    expect(parse(`${head}\nA-->B`).edges).toHaveLength(1);
  });

  it.each([
    ['A[box]', 'box', 'box'],
    ['A(round)', 'round', 'round'],
    ['A([stadium])', 'stadium', 'stadium'],
    ['A[[sub]]', 'sub', 'subroutine'],
    ['A[(store)]', 'store', 'cylinder'],
    ['A((circle))', 'circle', 'circle'],
    ['A(((double)))', 'double', 'circle'],
    ['A{choice}', 'choice', 'diamond'],
    ['A{{hex}}', 'hex', 'hexagon'],
    ['A[/lean/]', 'lean', 'lean'],
    ['A[\\lean\\]', 'lean', 'lean'],
    ['A[/trap\\]', 'trap', 'lean'],
    ['A>flag]', 'flag', 'flag'],
    ['A["quoted [x] --> y"]', 'quoted [x] --> y', 'box'],
    ['A["`**bold** text`"]', '`**bold** text`', 'box'],
    ['A["two\nlines"]', 'two\nlines', 'box'],
    ['A@{ shape: cyl, label: "Store" }', 'Store', 'cylinder'],
  ])('reads the shape %s', (text, label, shape) => {
    const { nodes, warnings } = parse(`graph TD\n${text}:::x`);
    expect(warnings).toEqual([]);
    expect(nodes).toEqual([{ id: 'A', label, shape, classes: ['x'], subgraph: null }]);
  });

  it.each([
    ['A-->B', ['A>B solid']],
    ['A --- B', ['A>B solid']],
    ['A ----> B', ['A>B solid']],
    ['A -.-> B', ['A>B dotted']],
    ['A -..- B', ['A>B dotted']],
    ['A ==> B', ['A>B thick']],
    ['A --o B', ['A>B solid']],
    ['A --x B', ['A>B solid']],
    ['A <--> B', ['A>B solid', 'B>A solid']],
    ['A <-.- B', ['B>A dotted']],
    ['A o--o B', ['A>B solid']],
    ['A ~~~ B', []],
    ['A -->|x y| B', ['A>B:x y solid']],
    ['A -->|"a | b"| B', ['A>B:a | b solid']],
    ['A -- x y --> B', ['A>B:x y solid']],
    ['A -- "x --> y" --> B', ['A>B:x --> y solid']],
    ['A -. x .-> B', ['A>B:x dotted']],
    ['A == x ==> B', ['A>B:x thick']],
    ['A e1@--> B', ['A>B solid']],
    ['A --> B --> C', ['A>B solid', 'B>C solid']],
    ['A & B --> C & D', ['A>C solid', 'A>D solid', 'B>C solid', 'B>D solid']],
    ['A[a] --> B(b) -.->|x| C{c}; C-->A', ['A>B solid', 'B>C:x dotted', 'C>A solid']],
    ['my-node --> other_node.1', ['my-node>other_node.1 solid']],
    ['größe --> 模型', ['größe>模型 solid']],
    ['A\n --> B', ['A>B solid']],
  ])('reads the arrows of %s', (text, expected) => {
    expect(arrows(text)).toEqual(expected);
  });

  it('knows subgraphs, nested ones too, and who is in them', () => {
    const { nodes, subgraphs } = parse(
      'graph LR\nsubgraph one [First one]\n A-->B\n subgraph "Second"\n  direction TB\n  C\n end\nend\nsubgraph three\n D & A\nend',
    );
    expect(subgraphs).toEqual([
      { id: 'one', title: 'First one', parent: null },
      { id: 'Second', title: 'Second', parent: 0 },
      { id: 'three', title: 'three', parent: null },
    ]);
    expect(nodes.map(({ id, subgraph }) => [id, subgraph])).toEqual([
      ['A', 0],
      ['B', 0],
      ['C', 1],
      ['D', 2],
    ]);
  });

  it('passes over comments, styles, classes, links, directives and front matter', () => {
    const { edges, nodes, title, warnings } = parse(
      [
        '```mermaid',
        '---',
        'title: My system',
        'config:',
        '  theme: dark',
        '---',
        '%%{init: {"theme": "dark"}}%%',
        '%% a comment --> here',
        'graph TD; A-->B %% behind',
        'style A fill:#f9f,stroke:#333',
        'classDef big font-size:20px;',
        'class A,B big',
        'linkStyle 0 stroke:#ff3',
        'click A "https://example.org" _blank',
        'accTitle: x',
        '```',
        'Words behind the block --> are not read',
      ].join('\n'),
    );
    expect(title).toBe('My system');
    expect(warnings).toEqual([]);
    expect(edges).toHaveLength(1);
    expect(nodes).toHaveLength(2);
  });

  it('says with its line what it does not understand, and goes on', () => {
    const { edges, warnings } = parse('graph TD\nA-->B\n\nC -> D\n}{ what\nend\nE-->F\nsubgraph x');
    expect(edges).toHaveLength(2);
    expect(warnings).toEqual([
      'Line 4: “-> D” was not understood and is left out.',
      'Line 5: “}{ what” was not understood and is left out.',
      'Line 6: This “end” closes nothing.',
      'Line 8: A subgraph has no “end”.',
    ]);
  });

  it('keeps to its limits', () => {
    const many = `graph TD\n${Array.from({ length: 700 }, (_, at) => `a${at}`).join(' & ')} --> z`;
    const { nodes, edges, warnings } = parse(many);
    expect(nodes).toHaveLength(FLOWCHART_LIMITS.nodes);
    expect(edges.length).toBeLessThanOrEqual(FLOWCHART_LIMITS.edges);
    expect(warnings).toEqual([`Line 2: only the first ${FLOWCHART_LIMITS.nodes} components are read.`]);
    const cross = Array.from({ length: 60 }, (_, at) => `a${at}`).join(' & ');
    expect(parse(`graph TD\n${cross} --> ${cross}`).edges).toHaveLength(FLOWCHART_LIMITS.edges);
    expect(reasonFor('x'.repeat(FLOWCHART_LIMITS.characters + 1))).toBe(
      'The text is too long: at most 100,000 characters can be read.',
    );
    expect(parse(`graph TD\n${'?:\n'.repeat(500)}`).warnings).toHaveLength(FLOWCHART_LIMITS.warnings + 1);
  });

  it.each([
    ['a ['],
    ['a["'],
    ['a -- '],
    ['a -. b\n'],
    ['%%{'],
    ['@{'],
    ['a@{ "'],
    ['subgraph '],
    ['a & '],
    ['[[[[(((('],
    ['a-->'],
    ['---\n'],
    ['```'],
    ['accDescr {'],
    ['a[/'],
    ['"'],
  ])('reads a hundred thousand characters of %j in a moment', (piece) => {
    const text = `graph TD\n${piece.repeat(Math.floor((FLOWCHART_LIMITS.characters - 20) / piece.length))}`;
    const start = performance.now();
    readMermaidBoard(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each([
    ['', 'There is nothing to read yet.'],
    ['sequenceDiagram\nA->>B: x', 'This is a Mermaid sequenceDiagram. Only flowcharts can be read.'],
    ['hello', 'This is not a Mermaid flowchart: its first line should be “flowchart LR” or “graph TD”.'],
    ['graph TD', 'No component was found in the text.'],
    ['graph TD\n}', 'No component was found in the text. Line 2: “}” was not understood and is left out.'],
  ])('says why %j is no board', (text, reason) => {
    expect(reasonFor(text)).toBe(reason);
  });
});

describe('a pasted flowchart as a board', () => {
  const { model, warnings } = read(`flowchart TD
    subgraph Offline training
      logs[(Click logs)] -->|daily| feats[Feature engineering]
      feats ==> train[Train the model]
    end
    subgraph serve["Online / serving"]
      user([User]) --> api[API gateway] --> rank[Ranking model]
      rank --> fs[(Feature store)]
    end
    train -- model --> reg[Model registry]
    reg -.-> rank
    user -.->|feedback events| logs
    subgraph ops
      mon[Dashboard]
    end
  `);

  it('takes kinds from words and lanes from subgraphs', () => {
    const kinds = Object.fromEntries(model.nodes.map(({ label, kind }) => [label, kind]));
    expect(kinds).toMatchObject({
      'Click logs': 'event_log',
      'Feature engineering': 'batch_features',
      'Train the model': 'trainer',
      User: 'client',
      'API gateway': 'gateway',
      'Ranking model': 'ranker',
      'Feature store': 'online_feature_store',
      'Model registry': 'model_registry',
      Dashboard: 'monitor',
    });
    const homes = Object.fromEntries(model.nodes.map((node) => [node.kind, laneOf(model, node)?.kind]));
    expect(homes).toMatchObject({
      event_log: 'lane_offline',
      batch_features: 'lane_offline',
      trainer: 'lane_offline',
      client: 'lane_online',
      gateway: 'lane_online',
      ranker: 'lane_online',
      monitor: 'lane_online',
    });
    expect(warnings).toEqual(['“ops” is no lane; what is in it was placed by what it is.']);
  });

  it('takes flows from lines and words', () => {
    expect(model.edges.map(({ flow, label }) => `${flow} ${label}`.trim()).sort()).toEqual([
      'async',
      'feedback feedback events',
      'stream',
      'sync',
      'sync',
      'sync',
      'sync daily',
      'sync model',
    ]);
  });

  it('lays components out without laying one over another', () => {
    const rects = model.nodes.filter(({ kind }) => !kind.startsWith('lane')).map(rectOf);
    for (const [at, a] of rects.entries()) {
      for (const b of rects.slice(at + 1)) {
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
      }
    }
  });

  it('draws no lanes for a flowchart of something else', () => {
    const other = read('graph TD\nA[Wake up]-->B[Make coffee]-->C{Enough milk}\nC-->|no|D[Go shopping]-->B');
    expect(other.model.nodes.map(({ kind }) => kind)).toEqual(['box', 'box', 'box', 'box']);
    expect(new Set(other.model.nodes.map(({ x }) => x)).size).toBe(4);
  });

  it('leaves out arrows to subgraphs and cuts what is too long', () => {
    const long = read(`graph TD\nsubgraph Online\nA["${'x'.repeat(500)}"]\nend\nOnline --> A\nB --> A`);
    expect(long.model.edges).toHaveLength(1);
    expect(long.model.nodes.find(({ label }) => label.startsWith('xxx'))?.label).toHaveLength(240);
    expect(long.warnings).toEqual([
      'One label is cut at 240 characters.',
      'One arrow to or from a subgraph left out.',
    ]);
  });

  it('reads markup and codes in labels as words', () => {
    const { model: decoded } = read(
      'graph TD\nA["`**Big** box`"]\nB["a<br/>b<br>c #quot;d#quot; &lt;e&gt; #9829;"]\nC["<b>bold</b> fa:fa-ban x"]',
    );
    expect(decoded.nodes.map(({ label }) => label).sort()).toEqual([
      'Big box',
      'a\nb\nc "d" <e> ♥',
      'bold x',
    ]);
  });
});
