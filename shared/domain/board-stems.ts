/**
 * Words compared by crude English stems: "monitors", "monitoring" and "Monitor" are one. Good enough to tell which of a few
 * dozen components a label speaks of; never shown to anybody.
 */

const SUFFIXES = ['ation', 'ator', 'ate', 'ing', 'er', 'or', 'al', 'ed', 'es', 's', 'e'] as const;
/** Shorter stems would make different words one. */
const MIN_STEM = 3;
const MAX_STRIPS = 3;

function stemOf(word: string): string {
  let stem = word;
  for (let strips = 0; strips < MAX_STRIPS; strips += 1) {
    const suffix = SUFFIXES.find((each) => stem.endsWith(each) && stem.length - each.length >= MIN_STEM);
    if (suffix === undefined) break;
    // "labelling" and "label" are one.
    stem = stem.slice(0, -suffix.length).replace(/([^aeiou])\1$/u, '$1');
  }
  return stem;
}

/** Words that tell nothing apart. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  ['a', 'an', 'the', 'of', 'and', 'or', 'for', 'to', 'with', 'on', 'in', 'by', 'per', 'from'].map(stemOf),
);

/** How much two texts have in common, by their stems: words in both over words in either, 0 to 1. */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared += 1;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** The stems of the telling words in `text`. */
export function stemsOf(text: string): ReadonlySet<string> {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== '' && !STOP_WORDS.has(word)).map(stemOf));
}
