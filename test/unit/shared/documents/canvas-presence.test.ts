import { describe, expect, it } from 'vitest';
import { readPresence, toPresenceView } from '#shared/documents/canvas-presence.ts';

const USER = { participantId: 'participant-1', name: 'Iris', colour: 3 };
const read = (fields: Record<string, unknown>) => readPresence({ user: USER, ...fields });

describe('what another page says about itself', () => {
  it('comes through as it was sent', () => {
    const state = {
      user: USER,
      pointer: [10, -20],
      selected: ['abcdefg1'],
      tool: 'connect',
      view: [-400, 20, 1440, 900],
      following: 4_294_967_295,
      editing: 'abcdefg1',
    };
    expect(readPresence(state)).toEqual(state);
  });

  it('has quiet defaults for pages that say less', () => {
    expect(read({})).toEqual({
      user: USER,
      pointer: null,
      selected: [],
      tool: 'select',
      view: null,
      following: null,
      editing: null,
    });
  });

  it('falls back field by field, and is nothing without a person', () => {
    expect(readPresence(null)).toBeNull();
    expect(readPresence({ user: { participantId: 'p' } })).toBeNull();
    expect(
      readPresence({
        user: { participantId: 'p', name: 'x'.repeat(500), colour: 'red' },
        pointer: [Number.NaN, 1],
        selected: ['abcdefg', '<x>', 4],
        tool: 1,
      }),
    ).toMatchObject({
      user: { participantId: 'p', name: 'x'.repeat(60), colour: 1 },
      pointer: null,
      selected: ['abcdefg'],
      tool: 'select',
    });
  });

  it.each([
    ['no list', 'view'],
    ['too short', [1, 2, 3]],
    ['no numbers', ['1', '2', '3', '4']],
    ['not finite', [0, 0, Number.POSITIVE_INFINITY, 1]],
    ['not a number', [Number.NaN, 0, 10, 10]],
    ['without area', [0, 0, 0, 100]],
    ['turned inside out', [0, 0, -100, 100]],
    ['far away', [1e9, 0, 100, 100]],
    ['endless', [0, 0, 1e12, 100]],
    ['an object with the right keys', { 0: 1, 1: 1, 2: 1, 3: 1, length: 4 }],
  ])('reads no view that is %s', (_what, view) => {
    expect(read({ view })?.view).toBeNull();
  });

  it.each([[-1], [0.5], [2 ** 32], ['12'], [Number.NaN], [{}], [[7]]])(
    'reads %s as following nobody',
    (following) => {
      expect(read({ following })?.following).toBeNull();
    },
  );

  it.each([[''], ['<script>'], ['__proto__'], ['x'.repeat(500)], [7], [['abcdefg1']], [null]])(
    'reads %s as editing nothing',
    (editing) => {
      expect(read({ editing })?.editing).toBeNull();
    },
  );

  it('is whole numbers, and never without area, when sent', () => {
    expect(toPresenceView({ x: 0.4, y: -10.6, w: 0.2, h: 700.5 })).toEqual([0, -11, 1, 701]);
  });

  it('stays under 400 bytes with one thing selected, since every change sends all of it', () => {
    const state = {
      user: { participantId: 'x'.repeat(21), name: 'Iris Interviewer', colour: 3 },
      pointer: [-12_345, 12_345],
      selected: ['abcdefg123'],
      tool: 'highlighter',
      view: [-12_345, -12_345, 12_345, 12_345],
      following: null,
      editing: 'abcdefg123',
    };
    expect(JSON.stringify(state).length).toBeLessThan(400);
  });
});
