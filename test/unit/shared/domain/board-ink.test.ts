import { describe, expect, it } from 'vitest';
import {
  HIGHLIGHTER_OPACITY,
  inDrawingOrder,
  isStrokeMet,
  segmentDistance,
  strokeBounds,
  strokeFill,
  strokePath,
} from '#shared/domain/board-ink.ts';
import { BOARD_COLOURS, EMPTY_BOARD, type BoardStroke } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { BOARD_THEMES, BOARD_THEME_NAMES } from '#shared/domain/board-theme.ts';
import { parseStrictXml } from './board-xml.ts';

function stroke(change: Partial<BoardStroke> = {}): BoardStroke {
  const points = [
    { x: 0, y: 0, atMs: 0 },
    { x: 100, y: 0, atMs: 100 },
    { x: 100, y: 80, atMs: 200 },
  ];
  return { id: 'stroke00', kind: 'pen', colour: null, width: 4, points, ...change };
}

/** Largest distance between two numbers of a path's first axis. */
function widthOf(path: string): number {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const across = numbers.filter((_number, index) => index % 2 === 1);
  return Math.max(...across) - Math.min(...across);
}

describe('the outline of a stroke', () => {
  it('is a closed path of finite numbers, for a tap as well', () => {
    for (const points of [stroke().points, stroke().points.slice(0, 1)])
      expect(strokePath(stroke({ points }))).toMatch(/^M[-\d. QZ]+Z$/);
    expect(strokePath(stroke({ points: [] }))).toBe('');
  });

  it('is wider where a pen was pressed harder', () => {
    const line = (pressure: number) =>
      stroke({ points: [0, 20, 40, 60].map((x) => ({ x, y: 0, atMs: x, pressure })) });
    expect(widthOf(strokePath(line(0.9)))).toBeGreaterThan(widthOf(strokePath(line(0.2))) * 1.4);
  });

  it('keeps the width of a highlighter however fast it was', () => {
    const line = (step: number) =>
      stroke({
        kind: 'highlighter',
        width: 20,
        points: [0, 1, 2, 3, 4, 5].map((at) => ({ x: at * step, y: 0, atMs: at * 16 })),
      });
    expect(widthOf(strokePath(line(60)))).toBeCloseTo(widthOf(strokePath(line(8))), 0);
  });

  it('lies within the bounds', () => {
    const { x, y, w, h } = strokeBounds(stroke()) ?? { x: 0, y: 0, w: 0, h: 0 };
    expect({ x, y, w, h }).toEqual({ x: -2, y: -2, w: 104, h: 84 });
    expect(strokeBounds(stroke({ points: [] }))).toBeNull();
  });
});

describe('the eraser', () => {
  const touches = (x: number, y: number, reach = 5) => {
    const bounds = strokeBounds(stroke());
    return bounds !== null && isStrokeMet(stroke(), bounds, { from: { x, y }, to: { x, y }, reach });
  };

  it('meets a line between its points, not the room it encloses', () => {
    expect(touches(50, 6)).toBe(true);
    expect(touches(50, 8)).toBe(false);
    expect(touches(40, 40)).toBe(false);
    expect(touches(50, 8, 12)).toBe(true);
  });

  it('meets what it swept over between two events', () => {
    const bounds = strokeBounds(stroke()) ?? { x: 0, y: 0, w: 0, h: 0 };
    const sweep = { from: { x: 50, y: -200 }, to: { x: 50, y: 200 }, reach: 1 };
    expect(isStrokeMet(stroke(), bounds, sweep)).toBe(true);
  });

  it('meets a dot', () => {
    const dot = stroke({ points: [{ x: 10, y: 10, atMs: 0 }] });
    const bounds = strokeBounds(dot) ?? { x: 0, y: 0, w: 0, h: 0 };
    const at = (x: number) => ({ from: { x, y: 10 }, to: { x, y: 10 }, reach: 3 });
    expect(isStrokeMet(dot, bounds, at(14))).toBe(true);
    expect(isStrokeMet(dot, bounds, at(16))).toBe(false);
  });

  it('measures from segment to segment', () => {
    const flat = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ] as const;
    expect(
      segmentDistance(flat, [
        { x: 5, y: -3 },
        { x: 5, y: 3 },
      ]),
    ).toBe(0);
    expect(
      segmentDistance(flat, [
        { x: 13, y: 4 },
        { x: 20, y: 4 },
      ]),
    ).toBe(5);
  });
});

describe('ink in a picture', () => {
  it('lies above the nodes, highlighters below pens', () => {
    const strokes = [
      stroke({ id: 'stroke01', colour: 'red' }),
      stroke({ id: 'stroke02', kind: 'highlighter', colour: 'amber', width: 20 }),
    ];
    expect(inDrawingOrder(strokes).map(({ kind }) => kind)).toEqual(['highlighter', 'pen']);
    const svg = boardToSvg({ ...EMPTY_BOARD, strokes });
    expect(parseStrictXml(svg).elements).toEqual(['svg', 'title', 'rect', 'path', 'path']);
    const { red, amber } = BOARD_THEMES.light.colours;
    expect(svg.indexOf(`fill="${amber.border}" fill-opacity="${HIGHLIGHTER_OPACITY}"`)).toBeLessThan(
      svg.indexOf(`fill="${red.ink}"/>`),
    );
  });

  it('leaves the text of components readable under every highlighter', () => {
    for (const name of BOARD_THEME_NAMES) {
      const theme = BOARD_THEMES[name];
      for (const colour of BOARD_COLOURS) {
        const marker = strokeFill({ kind: 'highlighter', colour }, name);
        for (const ground of [theme.surface, theme.sticky.fill, theme.colours[colour].fill])
          expect(contrast(under(marker, theme.text), under(marker, ground))).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

type Rgb = readonly number[];

function under(marker: string, colour: string): Rgb {
  const top = toRgb(marker);
  return toRgb(colour).map(
    (value, index) => value * (1 - HIGHLIGHTER_OPACITY) + (top[index] ?? 0) * HIGHLIGHTER_OPACITY,
  );
}

function toRgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(first: Rgb, second: Rgb): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
