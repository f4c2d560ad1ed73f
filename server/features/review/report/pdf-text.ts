import bidiFactory from 'bidi-js';
import LineBreaker from 'linebreak';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { MISSING, type PdfFont, type Weight } from './pdf-fonts.ts';

/**
 * Text to lines of runs: which font has the characters, where a line may break (UAX #14), and in which order the pieces stand
 * where a text runs from right to left (UAX #9). The PDF library shapes the letters of one run; it knows nothing of
 * falling back to another font or of two directions in one line.
 */

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Joiners, marks of direction and variation selectors: drawn as nothing, so no font has to have them. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const LATIN_ONLY =
  /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\n]*$/;

export interface TextStyle {
  readonly weight: Weight;
  /** Points. */
  readonly size: number;
}

export interface Run {
  readonly font: string;
  readonly text: string;
  /** Points from the left end of the line. */
  readonly x: number;
}

export interface Line {
  /** In the order they are drawn, from left to right. */
  readonly runs: readonly Run[];
  readonly width: number;
  /** The paragraph reads from right to left, so it stands at the right. */
  readonly isRightToLeft: boolean;
}

export interface TextLayout {
  /** Lines of `text` no wider than `width`; at least one. */
  layOut(text: string, style: TextStyle, width: number): readonly Line[];
  /** Characters no font had, so far. */
  missing(): number;
}

/** @param measure width in points of a text in one font at size 1 */
export function createTextLayout(deps: {
  fonts: Readonly<Record<Weight, readonly PdfFont[]>>;
  measure: (font: string, text: string) => number;
}): TextLayout {
  const widths = new Map<string, number>();
  let missing = 0;

  function widthOf(font: string, text: string): number {
    const key = `${font}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = deps.measure(font, text);
    // Words repeat, whole texts do not.
    if (text.length <= 24 && widths.size < 20_000) widths.set(key, width);
    return width;
  }

  /** The name of the font of every UTF-16 unit, with characters nobody has replaced. */
  function assignFonts(text: string, weight: Weight): { text: string; fonts: string[] } {
    const chain = deps.fonts[weight];
    const first = chain[0]?.name ?? '';
    if (LATIN_ONLY.test(text)) return { text, fonts: Array.from({ length: text.length }, () => first) };
    let out = '';
    const fonts: string[] = [];
    let last = first;
    for (const { segment } of graphemes.segment(text)) {
      const points = Array.from(segment, (char) => char.codePointAt(0) ?? 0);
      const hasAll = ({ codePoints }: PdfFont) => points.every((point) => codePoints.has(point));
      // A space goes with the word before it: one run less.
      const isSpace = segment === ' ';
      const font = isSpace ? last : chain.find(hasAll)?.name;
      if (font === undefined) missing += 1;
      const drawn = font === undefined ? MISSING : segment;
      last = font ?? chain.at(-1)?.name ?? first;
      out += drawn;
      for (let unit = 0; unit < drawn.length; unit += 1) fonts.push(last);
    }
    return { text: out, fonts };
  }

  function measureSpan(span: { text: string; fonts: readonly string[] }, from: number, to: number): number {
    let width = 0;
    for (let start = from; start < to;) {
      let end = start + 1;
      while (end < to && span.fonts[end] === span.fonts[start]) end += 1;
      width += widthOf(span.fonts[start] ?? '', span.text.slice(start, end));
      start = end;
    }
    return width;
  }

  /** Ends of lines as positions in the text. */
  function breakLines(span: { text: string; fonts: readonly string[] }, room: number): [number, number][] {
    const lines: [number, number][] = [];
    const breaker = new LineBreaker(span.text);
    let start = 0;
    let width = 0;
    let at = 0;
    for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
      const piece = measureSpan(span, at, next.position);
      // A space at the end of a line hangs over.
      const shown = at + span.text.slice(at, next.position).trimEnd().length;
      const needed = shown === next.position ? piece : measureSpan(span, at, shown);
      if (width + needed > room && at > start) {
        lines.push([start, at]);
        start = at;
        width = 0;
      }
      if (needed > room) {
        // A word wider than the line is cut where it must be.
        for (const { index, segment } of graphemes.segment(span.text.slice(at, next.position))) {
          const glyph = measureSpan(span, at + index, at + index + segment.length);
          if (width + glyph > room && at + index > start) {
            lines.push([start, at + index]);
            start = at + index;
            width = 0;
          }
          width += glyph;
        }
      } else width += piece;
      at = next.position;
    }
    lines.push([start, span.text.length]);
    return lines;
  }

  function paragraphLines(raw: string, { weight, size }: TextStyle, width: number): Line[] {
    const span = assignFonts(raw, weight);
    const isMixed = RIGHT_TO_LEFT.test(span.text);
    const levels = isMixed ? bidi.getEmbeddingLevels(span.text) : null;
    const isRightToLeft = ((levels?.paragraphs[0]?.level ?? 0) & 1) === 1;
    return breakLines(span, width / size).map(([from, to]) => {
      const end = from + span.text.slice(from, to).trimEnd().length;
      const pieces = levels
        ? visualPieces({ ...span, levels }, from, end)
        : sameFont(span.fonts, from, end).map(([a, b]) => ({
            font: span.fonts[a] ?? '',
            text: span.text.slice(a, b),
          }));
      const runs: Run[] = [];
      let x = 0;
      for (const { font, text } of pieces) {
        runs.push({ font, text, x });
        x += widthOf(font, text) * size;
      }
      return { runs, width: x, isRightToLeft };
    });
  }

  return {
    layOut(text, style, width) {
      const clean = toPrintable(text).replaceAll(IGNORED, '');
      return clean.split('\n').flatMap((paragraph) => paragraphLines(paragraph, style, width));
    },
    missing: () => missing,
  };
}

/** Stretches of one font in `[from, to)`. */
function sameFont(fonts: readonly string[], from: number, to: number): [number, number][] {
  const out: [number, number][] = [];
  for (let start = from; start < to;) {
    let end = start + 1;
    while (end < to && fonts[end] === fonts[start]) end += 1;
    out.push([start, end]);
    start = end;
  }
  return out;
}

/** Pieces of one line from left to right. The library turns the letters of a right-to-left word round itself. */
function visualPieces(
  span: {
    text: string;
    fonts: readonly string[];
    levels: ReturnType<typeof bidi.getEmbeddingLevels>;
  },
  from: number,
  end: number,
): { font: string; text: string }[] {
  if (end <= from) return [];
  const { text, fonts, levels } = span;
  const level = (index: number) => levels.levels[index] ?? 0;
  // Logical stretches of one level and font; right-to-left ones end at every space too, since words turn round one by one.
  const stretches: { from: number; to: number; level: number }[] = [];
  for (let start = from; start < end;) {
    let to = start + 1;
    const isOdd = (level(start) & 1) === 1;
    while (
      to < end &&
      level(to) === level(start) &&
      fonts[to] === fonts[start] &&
      !(isOdd && (text[to] === ' ' || text[to - 1] === ' '))
    )
      to += 1;
    stretches.push({ from: start, to, level: level(start) });
    start = to;
  }
  // Rule L2: from the highest level down to the lowest odd one, turn round what is at it or above.
  const highest = Math.max(...stretches.map((each) => each.level));
  for (let at = highest; at >= 1; at -= 1) {
    for (let i = 0; i < stretches.length;) {
      if ((stretches[i]?.level ?? 0) < at) {
        i += 1;
        continue;
      }
      let j = i;
      while (j < stretches.length && (stretches[j]?.level ?? 0) >= at) j += 1;
      stretches.splice(i, j - i, ...stretches.slice(i, j).toReversed());
      i = j;
    }
  }
  return stretches.map(({ from: a, to: b, level: own }) => {
    const logical = text.slice(a, b);
    const font = fonts[a] ?? '';
    if ((own & 1) === 0) return { font, text: logical };
    const mirrored = Array.from(logical, (char) => bidi.getMirroredCharacter(char) ?? char).join('');
    // A piece without letters is laid out from left to right by the library.
    return {
      font,
      text: RIGHT_TO_LEFT.test(logical) ? mirrored : Array.from(mirrored).toReversed().join(''),
    };
  });
}
