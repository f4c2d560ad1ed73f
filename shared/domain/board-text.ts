/**
 * Line breaking that does not ask a browser, so that the node on screen and the exported picture break lines alike.
 * Widths are estimated from classes of characters, a little on the wide side of the usual interface sans faces.
 */

const NARROW = new Set("iljI.,:;'|!`· ".split(''));
const SLIM = new Set('ftr()[]{}/\\-"*'.split(''));
const WIDE = new Set('mwMW@%&+=<>~—'.split(''));

/** Estimated advance of one character, in em. */
function advanceOf(char: string): number {
  if (NARROW.has(char)) return 0.29;
  if (SLIM.has(char)) return 0.39;
  if (WIDE.has(char)) return 0.9;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x2e80) return 1.05; // CJK, emoji: full width
  if (char >= 'A' && char <= 'Z') return 0.7;
  return 0.6;
}

/** Estimated width of `text` in pixels at `fontSize` pixels. */
export function measureText(text: string, fontSize: number): number {
  let em = 0;
  for (const char of text) em += advanceOf(char);
  return em * fontSize;
}

export interface WrapOptions {
  readonly fontSize: number;
  /** Pixels. */
  readonly maxWidth: number;
  readonly maxLines: number;
}

/** Breaks `text` at newlines, spaces and, where a word is wider than the line, inside words; what exceeds `maxLines` ends in an ellipsis. */
export function wrapText(text: string, options: WrapOptions): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    lines.push(...wrapParagraph(paragraph, options));
    if (lines.length > options.maxLines) break;
  }
  if (lines.length <= options.maxLines) return lines;
  const kept = lines.slice(0, options.maxLines);
  const last = kept.pop() ?? '';
  return [...kept, `${cutToWidth(last, options, '…')}…`];
}

/** `text` on one line, cut with an ellipsis when it is wider than `maxWidth`. */
export function fitText(text: string, options: Omit<WrapOptions, 'maxLines'>): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (measureText(line, options.fontSize) <= options.maxWidth) return line;
  return `${cutToWidth(line, options, '…')}…`;
}

function wrapParagraph(paragraph: string, { fontSize, maxWidth }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/).filter(Boolean)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (measureText(joined, fontSize) <= maxWidth) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const char of word) {
      if (line !== '' && measureText(line + char, fontSize) > maxWidth) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  lines.push(line);
  return lines;
}

function cutToWidth(
  text: string,
  { fontSize, maxWidth }: Omit<WrapOptions, 'maxLines'>,
  tail: string,
): string {
  const room = maxWidth - measureText(tail, fontSize);
  let kept = '';
  let width = 0;
  for (const char of text) {
    width += measureText(char, fontSize);
    if (width > room) break;
    kept += char;
  }
  return kept.trimEnd();
}
