import { describe, expect, it } from 'vitest';
import { LaserTrail } from '#client/features/documents/canvas/ink/laser-trail.ts';

describe('the trail of a laser pointer', () => {
  it('follows the pointer and is gone within a second', () => {
    const trail = new LaserTrail();
    for (const step of [0, 1, 2, 3]) trail.add({ x: step * 30, y: 0 }, step * 50);
    expect(trail.tip).toEqual({ x: 90, y: 0 });
    expect(trail.path({ now: 160, width: 6 })).toMatch(/^M.+Z$/);
    expect(trail.path({ now: 1150, width: 6 })).toBe('');
    // The pointer itself stays where it is.
    expect(trail.tip).toEqual({ x: 90, y: 0 });
  });

  it('does not lead from where it left the board to where it came back', () => {
    const trail = new LaserTrail();
    trail.add({ x: 0, y: 0 }, 0);
    trail.leave();
    expect(trail.tip).toBeNull();
    trail.add({ x: 500, y: 500 }, 100);
    expect(trail.path({ now: 110, width: 6 })).toBe('');
  });
});
