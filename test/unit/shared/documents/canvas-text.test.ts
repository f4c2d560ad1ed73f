import { describe, expect, it } from 'vitest';
import { decodeInk, encodeInkChunk } from '#shared/documents/canvas-ink.ts';
import { applySplice, diffText, mapOffset, rebaseSplice } from '#shared/documents/canvas-text.ts';

describe('text splices', () => {
  it('finds the one change', () => {
    expect(diffText('feature store', 'feature cold store')).toEqual({ at: 8, remove: 0, insert: 'cold ' });
    expect(diffText('abc', 'abc')).toEqual({ at: 3, remove: 0, insert: '' });
    expect(diffText('', 'x')).toEqual({ at: 0, remove: 0, insert: 'x' });
  });

  it('uses the caret to tell which of equal characters is new', () => {
    expect(diffText('aaa', 'aaaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' });
    expect(diffText('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' });
  });

  it('never splits a surrogate pair', () => {
    const splice = diffText('😀', '😁');
    expect(splice).toEqual({ at: 0, remove: 2, insert: '😁' });
    expect(applySplice('x😀y', diffText('x😀y', 'x😁y'))).toBe('x😁y');
  });

  it('moves a splice over another', () => {
    const mine = diffText('ranker', 'ranker two');
    const theirs = diffText('ranker', 'deep ranker');
    expect(applySplice('deep ranker', rebaseSplice(mine, theirs))).toBe('deep ranker two');
    expect(mapOffset(3, { at: 1, remove: 4, insert: 'xy' })).toBe(3);
  });
});

describe('ink chunks', () => {
  it('continue one another', () => {
    const first = [
      { x: 10, y: 10, atMs: 0 },
      { x: 12.5, y: 9, atMs: 8 },
    ];
    const second = [{ x: -3, y: 400, atMs: 100 }];
    const chunks = [encodeInkChunk(first), encodeInkChunk(second, first[1])];
    expect(decodeInk(chunks)).toEqual([...first, ...second]);
  });

  it('cost a few bytes a point', () => {
    const points = Array.from({ length: 100 }, (_unused, at) => ({
      x: at * 2,
      y: Math.round(Math.sin(at) * 20),
      atMs: at * 16,
    }));
    expect(encodeInkChunk(points).length).toBeLessThan(400);
  });

  it('stop at the limit of a stroke', () => {
    const chunk = new Uint8Array(3 * 9000);
    expect(decodeInk([chunk, chunk])).toHaveLength(4000);
  });
});
