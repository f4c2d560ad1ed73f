/** Scenario texts carry their sources as `[src:id]`; a screen shows a small reference instead, or nothing. Pure. */

const MARKER = /\s*\[src:([a-z0-9._-]+)\]/g;

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'source'; readonly id: string };

/** A text cut at its markers; the space before a marker goes with it. */
export function splitSources(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKER)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'source', id: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** The text alone. */
export function plainText(text: string): string {
  return text.replace(MARKER, '');
}

/** Ids of the sources a text cites, each once. */
export function citedSources(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARKER)].map((match) => match[1] ?? ''))];
}
