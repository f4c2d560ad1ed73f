import { describe, expect, it } from 'vitest';
import {
  canRecord,
  canSeeScenario,
  canSeeSetup,
  documentMode,
  roleIn,
} from '#server/features/interviews/interviews.policy.ts';
import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { ROLES, type Role } from '#shared/domain/vocabulary.ts';

const STATUSES = [
  'preparing',
  'lobby',
  'running',
  'rating',
  'revealed',
  'closed',
] as const satisfies InterviewStatus[];
const allowed = (can: (status: InterviewStatus) => boolean): InterviewStatus[] => STATUSES.filter(can);

describe('roleIn', () => {
  const seats = { candidateId: 'anna', leadId: 'ben' };

  it.each([
    [
      'the candidate stays the candidate when the room makes them interviewer',
      'anna',
      'interviewer',
      'closed',
      'candidate',
    ],
    [
      'the lead stays an interviewer when the room makes them candidate',
      'ben',
      'candidate',
      'revealed',
      'interviewer',
    ],
    ['a lead who is made observer loses the role while it runs', 'ben', 'observer', 'running', 'observer'],
    ['a lead who is made observer loses the role while it is rated', 'ben', 'observer', 'rating', 'observer'],
    ['somebody else who is candidate now was not this one', 'cleo', 'candidate', 'revealed', 'observer'],
    ['everybody else has the role of the room', 'cleo', 'shadow', 'running', 'shadow'],
  ] as const)('%s', (_rule, participantId, role, status, expected) => {
    expect(roleIn({ participantId, role }, seats, status)).toBe(expected);
  });

  it('is the role of the room before the start', () => {
    for (const role of ROLES) {
      expect(roleIn({ participantId: 'anna', role }, { candidateId: null, leadId: null }, 'lobby')).toBe(
        role,
      );
    }
  });
});

describe('what is visible when', () => {
  it('opens the setup to everybody in the lobby and the scenario at the start', () => {
    for (const role of ['candidate', 'observer', 'reviewer'] as const) {
      expect(allowed((status) => canSeeSetup(role, status))).toEqual(STATUSES.slice(1));
      expect(allowed((status) => canSeeScenario(role, status))).toEqual(STATUSES.slice(2));
    }
  });

  it('hides neither from the guides', () => {
    for (const role of ['interviewer', 'shadow'] as const) {
      expect(allowed((status) => canSeeSetup(role, status) && canSeeScenario(role, status))).toEqual(
        STATUSES,
      );
    }
  });
});

describe('canRecord', () => {
  it('takes new help and questions only while running, and marks until the forms are open', () => {
    expect(allowed((status) => canRecord('hint-given', status))).toEqual(['running']);
    expect(allowed((status) => canRecord('curveball-played', status))).toEqual(['running']);
    expect(allowed((status) => canRecord('expectation-ticked', status))).toEqual(['running', 'rating']);
    expect(allowed((status) => canRecord('hint-voided', status))).toEqual(['running', 'rating']);
  });
});

describe('documentMode', () => {
  const writers = (kind: 'canvas' | 'private', status: InterviewStatus): Role[] =>
    ROLES.filter((role) => documentMode({ kind, role, status }) === 'write');
  const readers = (kind: 'canvas' | 'private', status: InterviewStatus): Role[] =>
    ROLES.filter((role) => documentMode({ kind, role, status }) !== null);

  it('lets only candidate and interviewers draw, and only while running', () => {
    for (const status of STATUSES) {
      expect(writers('canvas', status)).toEqual(status === 'running' ? ['candidate', 'interviewer'] : []);
    }
  });

  it('refuses the board to everybody before the start', () => {
    expect(readers('canvas', 'preparing')).toEqual([]);
    expect(readers('canvas', 'lobby')).toEqual([]);
  });

  it('never opens the private page to anybody but the guides', () => {
    for (const status of STATUSES) expect(readers('private', status)).toEqual(['interviewer', 'shadow']);
  });
});
