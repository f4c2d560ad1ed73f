import { num } from './board-geometry.ts';
import { drawBoard, type BoardMark } from './board-marks.ts';
import type { BoardModel } from './board-model.ts';
import type { BoardThemeName } from './board-theme.ts';
import { isXmlChar } from './printable-text.ts';

/**
 * Board to SVG text, the same in a browser and in Node. It is safe to open as a document whatever the board holds: only
 * rect, path, text, tspan and title are written, every text is escaped and stripped of what XML forbids, colours
 * and dashes are looked up, numbers are finite, ink is rebuilt from decoded points. Fonts are the system's, because an
 * SVG loaded as an image may not fetch any.
 */
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export interface SvgOptions {
  readonly theme?: BoardThemeName;
}

/** Draws `model`; width and height equal the drawing's extent in flow pixels plus a margin. */
export function boardToSvg(model: BoardModel, { theme = 'light' }: SvgOptions = {}): string {
  const { bounds, marks } = drawBoard(model, theme);
  const box = `${num(bounds.x)} ${num(bounds.y)} ${num(bounds.w)} ${num(bounds.h)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${num(bounds.w)}" height="${num(bounds.h)}" role="img" font-family="${FONT}">`,
    `<title>${escapeXml(model.title === '' ? 'Board' : model.title)}</title>`,
    ...marks.map(markToSvg),
    '</svg>',
  ].join('');
}

/** Escapes the five characters of XML and drops what XML 1.0 does not allow at all, lone surrogates included. */
export function escapeXml(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isXmlChar(code)) out += ESCAPES[char] ?? char;
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markToSvg(mark: BoardMark): string {
  switch (mark.type) {
    case 'rect': {
      const { place, fill, stroke, radius } = mark;
      const border = stroke === undefined ? '' : ` stroke="${stroke}"`;
      const round = radius === undefined ? '' : ` rx="${num(radius)}"`;
      return `<rect x="${num(place.x)}" y="${num(place.y)}" width="${num(place.w)}" height="${num(place.h)}"${round} fill="${fill}"${border}/>`;
    }
    case 'path': {
      const { d, fill = 'none', stroke, opacity } = mark;
      const dashed = stroke === undefined || stroke.dash === '' ? '' : ` stroke-dasharray="${stroke.dash}"`;
      const line =
        stroke === undefined
          ? ''
          : ` stroke="${stroke.colour}" stroke-width="${num(stroke.width)}" stroke-linecap="round"${dashed}`;
      return `<path d="${d}" fill="${fill}"${opacity === undefined ? '' : ` fill-opacity="${opacity}"`}${line}/>`;
    }
    case 'text': {
      const spans = mark.lines
        .map(
          ({ x, baseline, text }) => `<tspan x="${num(x)}" y="${num(baseline)}">${escapeXml(text)}</tspan>`,
        )
        .join('');
      return `<text font-size="${num(mark.size)}" font-weight="${mark.weight}" fill="${mark.fill}" text-anchor="${mark.anchor}">${spans}</text>`;
    }
  }
}
