import { describe, expect, it } from 'vitest';
import { toInitials } from '#client/ui/avatar.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { toKeyLabels } from '#client/ui/kbd.tsx';

describe('toInitials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['  grace   brewster hopper ', 'GH'],
    ['Mia', 'M'],
    ['łukasz nowak', 'ŁN'],
    ['👩‍🔬 Lab', '👩‍🔬L'],
    ['', '?'],
  ])('takes %j to %s', (name, initials) => {
    expect(toInitials({ name, limit: 2 })).toBe(initials);
  });

  it('keeps to one letter where there is no room', () => {
    expect(toInitials({ name: 'Ada Lovelace', limit: 1 })).toBe('A');
  });
});

describe('toKeyLabels', () => {
  it('speaks the words of the keyboard', () => {
    expect(toKeyLabels({ keys: 'Mod+Shift+z', isApple: true })).toEqual(['⌘', '⇧', 'Z']);
    expect(toKeyLabels({ keys: 'Mod+Shift+z', isApple: false })).toEqual(['Ctrl', 'Shift', 'Z']);
  });

  it('takes a lone plus for a key', () => {
    expect(toKeyLabels({ keys: '+', isApple: false })).toEqual(['+']);
  });
});

describe('classNames', () => {
  it('leaves out what does not apply', () => {
    expect(classNames('a', false, undefined, null, '', 'b')).toBe('a b');
  });
});
