import { describe, expect, it } from 'vitest';
import { outcomeWords } from '#client/features/documents/canvas/use-history.ts';
import type { KeptChange } from '#shared/documents/canvas-history.ts';

const undone = (what: string) => `Undone: ${what}`;
const whoOf = ({ by }: KeptChange) => (by === 1 ? 'Iris' : by === 2 ? 'Carl' : 'somebody');
const say = (applied: number, kept: readonly KeptChange[]) =>
  outcomeWords({ label: 'move', applied, kept }, undone, whoOf);

describe('what is said after undo', () => {
  it('is what was undone when nothing was in the way', () => {
    expect(say(3, [])).toBe('Undone: move');
  });

  it('names whoever changed what was kept, each once', () => {
    const kept: KeptChange[] = [
      { why: 'changed', by: 1 },
      { why: 'changed', by: 2 },
      { why: 'changed', by: 1 },
    ];
    expect(say(0, kept)).toBe('Kept, because Iris, Carl changed it since: move');
  });

  it('tells both halves of a step of which only one was taken back', () => {
    expect(say(1, [{ why: 'changed', by: 1 }])).toBe('Undone: move. Kept what Iris changed since');
  });

  it('does not call kept what is gone', () => {
    expect(say(0, [{ why: 'deleted', by: null }])).toBe(
      'Nothing left to change, because somebody deleted it: move',
    );
  });
});
