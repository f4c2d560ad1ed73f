import { toPrintable } from './printable-text.ts';

/** Words of a Mermaid label: what stands between its quotes or brackets, with codes and markup resolved. */

const NAMED_CODES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  colon: ':',
  semi: ';',
  num: '#',
};
const CODE = /&?#(\d{1,7});|&#x([0-9a-f]{1,6});|[#&](quot|apos|amp|lt|gt|nbsp|colon|semi|num);/gi;
const LINE_BREAK = /<br\s*\/?>|\\n/gi;
const TAG = /<\/?(?:b|i|em|strong|u|s|small|sub|sup|span|code|p|div|font|center)(?:\s[^<>]{0,200})?>/gi;
const ICON = /\bfa[bklrs]?:fa-[\w-]+\s*/g;

/** Decodes once, from left to right: what a code stands for is never read as a code again. */
export function decodeMermaidLabel(raw: string): string {
  const isMarkdown = raw.startsWith('`') && raw.trimEnd().endsWith('`');
  const plain = isMarkdown
    ? raw
        .trim()
        .replaceAll(/^`|`$/g, '')
        .replaceAll(/\*\*|__|\*/g, '')
    : raw;
  const words = plain
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(TAG, '')
    .replaceAll(ICON, '')
    .replaceAll(CODE, (code: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED_CODES[name.toLowerCase()] ?? code;
      const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    });
  return toPrintable(words).trim();
}
