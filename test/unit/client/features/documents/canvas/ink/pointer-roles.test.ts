import { describe, expect, it } from 'vitest';
import { PointerRoles, type PointerFacts } from '#client/features/documents/canvas/ink/pointer-roles.ts';

function press(roles: PointerRoles, pointerId: number, facts: Partial<PointerFacts> = {}) {
  return roles.down({ pointerId, pointerType: 'touch', button: 0, isPanning: false, ...facts });
}

describe('pointers over the board while an ink tool is on', () => {
  it('draw with one finger, the mouse or a pen', () => {
    for (const pointerType of ['touch', 'mouse', 'pen'])
      expect(press(new PointerRoles(), 1, { pointerType }).role).toBe('draw');
  });

  it('turn a line into a grip when a second finger comes', () => {
    const roles = new PointerRoles();
    press(roles, 1);
    expect(press(roles, 2)).toEqual({ role: 'navigate', revoked: 1 });
    expect([roles.drawing, roles.roleOf(1), roles.roleOf(2)]).toEqual([null, 'navigate', 'navigate']);
    roles.up(2);
    // The finger that stayed goes on moving the board; only a new touch draws.
    expect(roles.roleOf(1)).toBe('navigate');
    roles.up(1);
    expect(press(roles, 3).role).toBe('draw');
  });

  it('leave drawing to the pen once one was seen, and take the hand under it for a palm', () => {
    const roles = new PointerRoles();
    roles.see('pen');
    expect(press(roles, 1).role).toBe('navigate');
    roles.up(1);
    expect(press(roles, 2, { pointerType: 'pen' }).role).toBe('draw');
    expect(press(roles, 3)).toEqual({ role: 'ignore', revoked: null });
    expect(roles.drawing).toBe(2);
    roles.releaseAll();
    expect(press(roles, 4).role).toBe('navigate');
  });

  it('pan with space or the middle button and ignore the right one', () => {
    const mouse = { pointerType: 'mouse' };
    expect(press(new PointerRoles(), 1, { ...mouse, isPanning: true }).role).toBe('navigate');
    expect(press(new PointerRoles(), 1, { ...mouse, button: 1 }).role).toBe('navigate');
    expect(press(new PointerRoles(), 1, { ...mouse, button: 2 }).role).toBe('ignore');
  });

  it('draw with the other end of a pen', () => {
    expect(press(new PointerRoles(), 1, { pointerType: 'pen', button: 5 }).role).toBe('draw');
  });
});
