import { describe, expect, it } from 'vitest';
import { canWriteForm, formsOf, roleInInterview } from '#shared/domain/rubric-access.ts';

const seats = { candidateId: 'cccccccc', leadId: 'llllllll' };

describe('seats of an interview', () => {
  it('keep their role after the room has swapped roles', () => {
    expect(roleInInterview({ participantId: 'cccccccc', role: 'interviewer' }, seats)).toBe('candidate');
    expect(roleInInterview({ participantId: 'llllllll', role: 'candidate' }, seats)).toBe('interviewer');
  });

  it("never make the room's later candidate a candidate of this interview", () => {
    expect(roleInInterview({ participantId: 'oooooooo', role: 'candidate' }, seats)).toBe('observer');
  });

  it('leave everybody else the role of the room', () => {
    expect(roleInInterview({ participantId: 'oooooooo', role: 'shadow' }, seats)).toBe('shadow');
  });
});

describe('writing forms', () => {
  const status = ['preparing', 'lobby', 'running', 'rating', 'revealed', 'closed'] as const;
  const open = (input: Omit<Parameters<typeof canWriteForm>[0], 'status'>) =>
    status.filter((at) => canWriteForm({ ...input, status: at }));

  it('is possible for the rubric while running and rating, and late for the lead alone', () => {
    expect(open({ kind: 'rubric', role: 'interviewer', isLead: true })).toEqual([
      'running',
      'rating',
      'revealed',
    ]);
    expect(open({ kind: 'rubric', role: 'interviewer', isLead: false })).toEqual(['running', 'rating']);
    expect(open({ kind: 'rubric', role: 'shadow', isLead: false })).toEqual(['running', 'rating']);
  });

  it("is possible for the candidate's forms while rating only", () => {
    expect(open({ kind: 'self', role: 'candidate', isLead: false })).toEqual(['rating']);
    expect(open({ kind: 'interviewer-feedback', role: 'candidate', isLead: false })).toEqual(['rating']);
  });

  it('is never possible for a form of another role', () => {
    expect(open({ kind: 'rubric', role: 'candidate', isLead: false })).toEqual([]);
    expect(open({ kind: 'self', role: 'interviewer', isLead: true })).toEqual([]);
    expect(formsOf('observer')).toEqual([]);
    expect(formsOf('reviewer')).toEqual([]);
  });
});
