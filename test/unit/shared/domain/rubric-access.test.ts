import { describe, expect, it } from 'vitest';
import {
  canWaiveRubric,
  canWriteForm,
  formsOf,
  isSealedFor,
  roleInInterview,
} from '#shared/domain/rubric-access.ts';

const seats = { candidateId: 'cccccccc', leadId: 'llllllll' };

describe('seats of an interview', () => {
  it('keep their role after the room has swapped roles', () => {
    expect(roleInInterview({ participantId: 'cccccccc', role: 'interviewer' }, seats)).toBe('candidate');
    expect(roleInInterview({ participantId: 'llllllll', role: 'candidate' }, seats)).toBe('interviewer');
  });

  it("never make the room's later candidate a candidate of this interview", () => {
    expect(roleInInterview({ participantId: 'oooooooo', role: 'candidate' }, seats)).toBe('observer');
  });

  it('keep a second rater blind whatever a later round makes of them', () => {
    const seat = { participantId: 'oooooooo', isAssigned: true };
    expect(roleInInterview({ ...seat, role: 'interviewer' }, seats)).toBe('reviewer');
    expect(roleInInterview({ ...seat, role: 'candidate' }, seats)).toBe('reviewer');
    expect(roleInInterview({ ...seat, participantId: 'llllllll', role: 'reviewer' }, seats)).toBe(
      'interviewer',
    );
  });

  it('leave everybody else the role of the room', () => {
    expect(roleInInterview({ participantId: 'oooooooo', role: 'shadow' }, seats)).toBe('shadow');
  });
});

const status = ['preparing', 'lobby', 'running', 'rating', 'revealed', 'closed'] as const;

describe('writing forms', () => {
  const open = (input: Omit<Parameters<typeof canWriteForm>[0], 'status'>) =>
    status.filter((at) => canWriteForm({ ...input, status: at }));

  it('is possible for the rubric while running, rating and late: who owes one stays sealed', () => {
    expect(open({ kind: 'rubric', role: 'interviewer' })).toEqual(['running', 'rating', 'revealed']);
    expect(open({ kind: 'rubric', role: 'shadow' })).toEqual(['running', 'rating', 'revealed']);
  });

  it('is possible for a second rater from the end on, even when the interview is closed', () => {
    expect(open({ kind: 'rubric', role: 'reviewer' })).toEqual(['rating', 'revealed', 'closed']);
  });

  it("is possible for the candidate's forms while rating only", () => {
    expect(open({ kind: 'self', role: 'candidate' })).toEqual(['rating']);
    expect(open({ kind: 'interviewer-feedback', role: 'candidate' })).toEqual(['rating']);
  });

  it('is never possible for a form of another role', () => {
    expect(open({ kind: 'rubric', role: 'candidate' })).toEqual([]);
    expect(open({ kind: 'self', role: 'interviewer' })).toEqual([]);
    expect(formsOf('observer')).toEqual([]);
  });
});

describe('the seal', () => {
  const sealed = (role: 'interviewer' | 'shadow' | 'reviewer' | 'observer' | 'candidate', own = {}) =>
    status.filter((at) => isSealedFor({ role, status: at, hasSubmitted: false, hasWaived: false, ...own }));

  it('lasts for as long as the own rubric can still be written', () => {
    expect(sealed('interviewer')).toEqual(['running', 'rating', 'revealed']);
    expect(sealed('reviewer')).toEqual(['rating', 'revealed', 'closed']);
  });

  it('is broken by handing in or by giving up the right to', () => {
    for (const role of ['interviewer', 'shadow', 'reviewer'] as const) {
      expect(sealed(role, { hasSubmitted: true })).toEqual([]);
      expect(sealed(role, { hasWaived: true })).toEqual([]);
    }
  });

  it('is on raters alone; others have no rating to be swayed', () => {
    expect([...sealed('observer'), ...sealed('candidate')]).toEqual([]);
  });

  it('cannot be waived by the lead or a second rater', () => {
    const waivers = (role: 'interviewer' | 'shadow' | 'reviewer', isLead = false) =>
      status.filter((at) => canWaiveRubric({ role, isLead, status: at }));
    expect(waivers('interviewer')).toEqual(['rating', 'revealed']);
    expect(waivers('shadow')).toEqual(['rating', 'revealed']);
    expect([...waivers('interviewer', true), ...waivers('reviewer')]).toEqual([]);
  });
});
