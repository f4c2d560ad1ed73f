import type * as Y from 'yjs';

/**
 * Text changes as splices, so that two people who type in one label keep each other's characters.
 */
export interface TextSplice {
  /** UTF-16 offset, as in Y.Text. */
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * The one splice that turns `from` into `to`. `caret`, the caret in `to` after the change, settles where a repeated
 * character was typed: "aa" to "aaa" alone does not say which "a" is new.
 */
export function diffText(from: string, to: string, caret = to.length): TextSplice {
  const shorter = Math.min(from.length, to.length);
  // What stands after the caret was there before; look for it first, then for the common start.
  const maxSuffix = Math.min(shorter, Math.max(0, to.length - caret));
  let suffix = 0;
  while (suffix < maxSuffix && from[from.length - 1 - suffix] === to[to.length - 1 - suffix]) suffix += 1;
  let prefix = 0;
  while (prefix < shorter - suffix && from[prefix] === to[prefix]) prefix += 1;
  while (suffix < shorter - prefix && from[from.length - 1 - suffix] === to[to.length - 1 - suffix])
    suffix += 1;
  const splice = {
    at: prefix,
    remove: from.length - prefix - suffix,
    insert: to.slice(prefix, to.length - suffix),
  };
  return keepPairsWhole(from, splice);
}

/** Applies a splice to a string. */
export function applySplice(text: string, { at, remove, insert }: TextSplice): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** Moves a splice that was made for a text so that it fits the text after `other` was applied to it. */
export function rebaseSplice(splice: TextSplice, other: TextSplice): TextSplice {
  const start = mapOffset(splice.at, other);
  const end = Math.max(start, mapOffset(splice.at + splice.remove, other));
  return { at: start, remove: end - start, insert: splice.insert };
}

/** Where an offset lies after `other`; an offset inside removed text moves to the end of what replaced it. */
export function mapOffset(offset: number, { at, remove, insert }: TextSplice): number {
  if (offset <= at) return offset;
  if (offset >= at + remove) return offset + insert.length - remove;
  return at + insert.length;
}

/** Changes `text` to `next` with the smallest splice. Call inside a transaction. */
export function spliceText(text: Y.Text, next: string, caret?: number): void {
  const { at, remove, insert } = diffText(text.toString(), next, caret);
  if (remove > 0) text.delete(at, remove);
  if (insert !== '') text.insert(at, insert);
}

/** Splitting a surrogate pair would turn an emoji into two broken characters on the other side. */
function keepPairsWhole(from: string, splice: TextSplice): TextSplice {
  let { at, remove, insert } = splice;
  if (at > 0 && isHighSurrogate(from.charCodeAt(at - 1)) && (remove > 0 || insert !== '')) {
    insert = `${from[at - 1] ?? ''}${insert}`;
    at -= 1;
    remove += 1;
  }
  const end = at + remove;
  if (
    end < from.length &&
    end > 0 &&
    isLowSurrogate(from.charCodeAt(end)) &&
    isHighSurrogate(from.charCodeAt(end - 1))
  ) {
    remove += 1;
    insert += from[end] ?? '';
  }
  return { at, remove, insert };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
