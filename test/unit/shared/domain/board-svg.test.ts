import { describe, expect, it } from 'vitest';
import { rectOf } from '#shared/domain/board-card.ts';
import {
  EMPTY_BOARD,
  type BoardModel,
  type BoardNode,
  type BoardStroke,
} from '#shared/domain/board-model.ts';
import { boardToSvg, escapeXml } from '#shared/domain/board-svg.ts';
import { COMPONENT_KINDS } from '#shared/domain/ml-components.ts';
import { parseStrictXml } from './board-xml.ts';

const ALLOWED = new Set(['svg', 'title', 'rect', 'path', 'text', 'tspan']);

function boardNode(change: Partial<BoardNode>): BoardNode {
  return {
    id: 'node0000',
    kind: 'ranker',
    x: 0,
    y: 0,
    size: null,
    label: '',
    colour: null,
    qualifiers: [],
    ...change,
  };
}

function boxOf(svg: string): { x: number; y: number; w: number; h: number } {
  const [x = 0, y = 0, w = 0, h = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  return { x, y, w, h };
}

describe('the board as SVG', () => {
  it('is well formed and inert whatever the texts hold', () => {
    const evil = `</text><script>alert(1)</script><image href="x" onerror='y'>]]>&amp;&\u0000\u0008\u001b\uD800\uFFFE 😀`;
    const model: BoardModel = {
      title: evil,
      nodes: [
        boardNode({ id: 'lane0000', kind: 'lane_online', label: evil }),
        boardNode({ id: 'node0001', label: evil, qualifiers: [{ key: 'p99', value: evil.slice(0, 40) }] }),
        boardNode({ id: 'node0002', kind: 'sticky', label: evil, x: 300 }),
      ],
      edges: [{ id: 'edge0000', source: 'node0001', target: 'node0002', label: evil, flow: 'stream' }],
      strokes: [],
    };
    const { elements, attributes } = parseStrictXml(boardToSvg(model));
    expect(elements.every((name) => ALLOWED.has(name))).toBe(true);
    expect(attributes.some((name) => name.startsWith('on') || name === 'href' || name === 'style')).toBe(
      false,
    );
  });

  it('draws every kind in both themes', () => {
    const nodes = COMPONENT_KINDS.map((kind, at) =>
      boardNode({ id: `node${String(at).padStart(4, '0')}`, kind, y: at * 100 }),
    );
    for (const theme of ['light', 'dark'] as const) {
      const { elements } = parseStrictXml(boardToSvg({ ...EMPTY_BOARD, nodes }, { theme }));
      expect(elements.filter((name) => name === 'rect').length).toBeGreaterThan(COMPONENT_KINDS.length);
    }
  });

  it('draws an empty board', () => {
    expect(parseStrictXml(boardToSvg(EMPTY_BOARD)).elements).toEqual(['svg', 'title', 'rect']);
  });

  it('has room for lanes, ink and labels beyond the nodes', () => {
    const node = boardNode({});
    const lane = boardNode({ id: 'lane0000', kind: 'lane', x: -500, y: -100, size: { w: 300, h: 200 } });
    const stroke: BoardStroke = {
      id: 'ink00000',
      kind: 'pen',
      colour: null,
      width: 10,
      points: [{ x: 900, y: 700, atMs: 0 }],
    };
    const box = boxOf(boardToSvg({ title: '', nodes: [lane, node], edges: [], strokes: [stroke] }));
    expect(box.x).toBeLessThan(-500);
    expect(box.x + box.w).toBeGreaterThan(905);
    expect(box.y + box.h).toBeGreaterThan(705);
    const loop = {
      id: 'edge0000',
      source: node.id,
      target: node.id,
      label: 'a long label of a loop',
      flow: 'feedback',
    } as const;
    const withLoop = boxOf(boardToSvg({ title: '', nodes: [node], edges: [loop], strokes: [] }));
    expect(withLoop.y).toBeLessThan(rectOf(node).y - 40);
  });

  it('says the flow in words and in a dash', () => {
    const nodes = [boardNode({ id: 'node0001' }), boardNode({ id: 'node0002', x: 600 })];
    const svg = boardToSvg({
      ...EMPTY_BOARD,
      nodes,
      edges: [{ id: 'edge0000', source: 'node0001', target: 'node0002', label: 'clicks', flow: 'batch' }],
    });
    expect(svg).toContain('batch · clicks');
    expect(svg).toContain('stroke-dasharray="16 6"');
  });

  it('leaves arrows without an end out', () => {
    const svg = boardToSvg({
      ...EMPTY_BOARD,
      nodes: [boardNode({ id: 'node0001' })],
      edges: [{ id: 'edge0000', source: 'node0001', target: 'gone0000', label: 'x', flow: 'sync' }],
    });
    expect(svg).not.toContain('<path');
  });

  it('escapes the five characters and drops what XML forbids', () => {
    expect(escapeXml(`<&>"'\u0001\uDC00ok`)).toBe('&lt;&amp;&gt;&quot;&#39;ok');
  });
});
