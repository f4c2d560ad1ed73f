import { describe, expect, it } from 'vitest';
import { ClockSet, StructRanges } from '#server/features/documents/struct-ranges.ts';

describe('StructRanges', () => {
  it('finds what each tick belongs to, and the parts of a range', () => {
    const ranges = new StructRanges<string>();
    ranges.append(3, 'a');
    ranges.append(2, 'a');
    ranges.append(4, 'b');
    expect([0, 4, 5, 8].map((clock) => ranges.find(clock))).toEqual(['a', 'a', 'b', 'b']);
    expect(ranges.find(9)).toBeUndefined();
    expect([...ranges.within({ from: 4, to: 20 })]).toEqual([
      { from: 4, to: 5, place: 'a' },
      { from: 5, to: 9, place: 'b' },
    ]);
  });

  it('is cut back to any tick, in the middle of a run too', () => {
    const ranges = new StructRanges<string>();
    ranges.append(3, 'a');
    ranges.append(3, 'b');
    ranges.truncate(2);
    ranges.append(2, 'c');
    expect([0, 1, 2, 3].map((clock) => ranges.find(clock))).toEqual(['a', 'a', 'c', 'c']);
    expect(ranges.next).toBe(4);
    ranges.truncate(0);
    expect(ranges.find(0)).toBeUndefined();
  });
});

describe('ClockSet', () => {
  it('says which ticks are new, whatever overlaps', () => {
    const set = new ClockSet();
    const ticks = new Set<number>();
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let i = 0; i < 400; i += 1) {
      const from = random(200);
      const to = from + 1 + random(12);
      const expected = Array.from({ length: to - from }, (_, at) => from + at).filter((at) => !ticks.has(at));
      const fresh = set.add({ from, to }).flatMap((part) => {
        expect(part.from).toBeLessThan(part.to);
        return Array.from({ length: part.to - part.from }, (_, at) => part.from + at);
      });
      expect(fresh).toEqual(expected);
      for (const at of expected) ticks.add(at);
      expect(set.without({ from, to })).toEqual([]);
    }
  });
});
