import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../client/styles/tokens.css', import.meta.url), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
);

const light = parseBlock(':root {');
const dark = parseBlock(":root[data-theme='dark'] {");
const systemDark = parseBlock(":root:not([data-theme='light']) {");

const tones = ['accent', 'info', 'good', 'warn', 'bad'];
const participants = [1, 2, 3, 4, 5, 6].map((number) => `participant-${number}`);
const surfaces = ['bg', 'bg-raised', 'bg-sunken', 'bg-hover'];
const textSurfaces = [...surfaces, 'bg-active', 'bg-selected'];

/** Full deficiency after Machado, Oliveira and Fernandes (2009), on linear RGB. */
const visionMatrices: Readonly<Record<string, Matrix>> = {
  'common vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe.each([
  ['light', light],
  ['dark', { ...light, ...dark }],
])('tokens in the %s theme', (_theme, tokens) => {
  it.each(pairs(['text', 'text-muted', 'text-faint', 'accent-text'], textSurfaces))(
    'reads %s on %s at 4.5:1',
    (text, surface) => {
      expect(contrast(tokens, text, surface)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(pairs(['info-text', 'good-text', 'warn-text', 'bad-text'], surfaces))(
    'reads %s on %s at 4.5:1',
    (text, surface) => {
      expect(contrast(tokens, text, surface)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(
    [...tones, ...participants].flatMap((tone) => pairs([`${tone}-text`], ['bg', 'bg-raised', `${tone}-bg`])),
  )('reads %s on %s at 4.5:1', (text, surface) => {
    expect(contrast(tokens, text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each<[string, string]>([
    ['accent-contrast', 'accent'],
    ['accent-contrast', 'accent-hover'],
    ['bad-contrast', 'bad'],
    ['bad-contrast', 'bad-hover'],
    ['text-tooltip', 'bg-tooltip'],
    ...pairs(['participant-contrast'], participants),
  ])('reads %s on the solid %s at 4.5:1', (text, fill) => {
    expect(contrast(tokens, text, fill)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(
    ['lane-offline', 'lane-online'].flatMap((lane) =>
      pairs([`${lane}-text`, 'text', 'text-muted', 'text-faint'], [lane]),
    ),
  )('reads %s on %s at 4.5:1', (text, lane) => {
    expect(contrast(tokens, text, lane)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(
    pairs(['border-strong', 'focus-ring', ...tones, ...participants], ['bg', 'bg-raised', 'bg-sunken']),
  )('shows %s on %s at 3:1', (mark, surface) => {
    expect(contrast(tokens, mark, surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(pairs(['focus-ring'], ['bg-hover', 'bg-active', 'bg-selected']))(
    'shows %s on %s at 3:1',
    (ring, row) => {
      expect(contrast(tokens, ring, row)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(Object.entries(visionMatrices))('keeps the six participants apart with %s', (_vision, matrix) => {
    const distances = pairs(participants, participants)
      .filter(([first, second]) => first < second)
      .map(([first, second]) => perceivedDistance(seen(tokens, first, matrix), seen(tokens, second, matrix)));
    expect(distances).toHaveLength(15);
    // Just under the closest pair of the palette, so that no later edit brings two people closer together.
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.065);
  });
});

describe('tokens', () => {
  it('gives the dark theme the same values whether chosen or followed from the system', () => {
    expect(systemDark).toEqual(dark);
  });

  it('gives every colour of the light theme a dark value', () => {
    const colours = Object.keys(light).filter((name) => /^(#|rgb|var\()/.test(light[name] ?? ''));
    expect(Object.keys(dark)).toEqual(expect.arrayContaining(colours));
    expect(colours.length).toBeGreaterThan(70);
  });

  it('refers only to tokens that exist', () => {
    const referred = [...css.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name);
    expect(Object.keys(light)).toEqual(expect.arrayContaining(referred));
  });

  it('keeps the type sizes and spaces on the grid', () => {
    const sizes = [12, 13, 14, 16, 20, 28];
    expect(sizes.map((size) => light[`text-${size}`])).toEqual(sizes.map((size) => `${size / 16}rem`));
    const steps = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(steps.map((step) => light[`space-${step}`])).toEqual(steps.map((step) => `${(step * 4) / 16}rem`));
  });
});

type Tokens = Readonly<Record<string, string>>;
type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

function parseBlock(opening: string): Tokens {
  const start = css.indexOf(opening);
  if (start < 0) throw new Error(`tokens.css has no block ${opening}`);
  const body = css.slice(start + opening.length, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

function pairs(first: readonly string[], second: readonly string[]): [string, string][] {
  return first.flatMap((a) => second.map((b): [string, string] => [a, b]));
}

function linearRgb(tokens: Tokens, name: string): Rgb {
  const value = tokens[name];
  const reference = value?.match(/^var\(--([\w-]+)\)$/)?.[1];
  if (reference) return linearRgb(tokens, reference);
  const hex = value?.match(/^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i);
  if (!hex) throw new Error(`--${name} is not a colour: ${value}`);
  const [red = 0, green = 0, blue = 0] = hex
    .slice(1)
    .map((part) => toLinear(Number.parseInt(part, 16) / 255));
  return [red, green, blue];
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** WCAG 2.2, contrast ratio. */
function contrast(tokens: Tokens, first: string, second: string): number {
  const [lighter = 0, darker = 0] = [first, second]
    .map((name) => {
      const [red, green, blue] = linearRgb(tokens, name);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function seen(tokens: Tokens, name: string, matrix: Matrix): Rgb {
  const rgb = linearRgb(tokens, name);
  const [red, green, blue] = matrix.map((row) =>
    Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]),
  );
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** Distance in OKLab (Ottosson 2020). */
function perceivedDistance(first: Rgb, second: Rgb): number {
  const a = toOklab(first);
  const b = toOklab(second);
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function toOklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
