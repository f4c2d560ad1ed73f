import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '#shared/contracts/interviews.contract.ts';
import type { OperationContract } from '#shared/contracts/operation.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import { openTestDatabase } from '#test/support/database.ts';
import {
  PEOPLE,
  openWorld,
  participantId,
  refusalOf,
  userId,
  type InterviewWorld,
  type Person,
} from './interview-world.ts';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

describe('who may do what', () => {
  let world: InterviewWorld;
  beforeAll(async () => {
    world = await openWorld(opened.database);
    await world.toRunning();
  });
  afterAll(() => world.close());

  const byInterview = () => ({ interviewId: world.interviewId });
  const LEAD_COMMANDS: readonly (readonly [OperationContract, () => Record<string, unknown>])[] = [
    [contract.listScenarios, () => ({})],
    [contract.configureInterview, () => ({ setup: world.setup() })],
    [contract.openLobby, () => ({})],
    [contract.backToPreparing, () => ({})],
    [contract.startInterview, () => ({})],
    [contract.enterPhase, () => ({ phaseIndex: 0 })],
    [contract.extendPhase, () => ({ minutes: 1 })],
    [contract.setPaused, () => ({ isPaused: true })],
    [contract.endInterview, () => ({})],
    [contract.closeInterview, () => ({})],
    [contract.gatherOnBoard, () => ({ document: 'canvas', view: { x: 0, y: 0, w: 800, h: 600 } })],
    [contract.showReveal, () => ({ revealId: world.scenario.reveals[0]?.id })],
    [
      contract.recordGuideAct,
      () => ({
        id: 'act-12345',
        act: { type: 'curveball-played', curveballId: world.scenario.interviewer.curveballs[0]?.id },
      }),
    ],
  ];

  it.each(LEAD_COMMANDS)('lets interviewers alone call $name', async (operation, input) => {
    const codes: Record<string, string> = {};
    for (const person of ['candidate', 'shadow', 'observer', 'reviewer', 'stranger', 'removed'] as const) {
      codes[person] = await refusalOf(world.call(operation, person, { ...byInterview(), ...input() }));
    }
    expect(codes).toEqual({
      candidate: 'FORBIDDEN',
      shadow: 'FORBIDDEN',
      observer: 'FORBIDDEN',
      // A second rater of nothing: not even told that there is an interview.
      reviewer: 'INTERVIEW_NOT_FOUND',
      stranger: 'INTERVIEW_NOT_FOUND',
      removed: 'PARTICIPANT_REMOVED',
    });
    expect(
      (await world.interviews.readTimeline(world.interviewId)).map(({ event }) => event.act.type),
    ).toEqual(['interview-started']);
  });

  it('gives the guide to interviewers and shadows alone', async () => {
    for (const person of ['lead', 'co', 'shadow'] as const) {
      const { scenario } = await world.call(contract.getGuide, person, byInterview());
      expect(scenario.meta.id).toBe(world.scenario.meta.id);
    }
    for (const person of ['candidate', 'observer'] as const) {
      expect(await refusalOf(world.call(contract.getGuide, person, byInterview()))).toBe('FORBIDDEN');
    }
    expect(await refusalOf(world.call(contract.getGuide, 'reviewer', byInterview()))).toBe(
      'INTERVIEW_NOT_FOUND',
    );
  });

  it('does not tell strangers that an interview exists', async () => {
    const input = { userId: userId(world, 'stranger'), interviewId: world.interviewId };
    expect(await refusalOf(world.interviews.getInterviewAccess(input))).toBe('INTERVIEW_NOT_FOUND');
    expect(
      await refusalOf(world.interviews.getInterviewAccess({ ...input, interviewId: 'no-such-id' })),
    ).toBe('INTERVIEW_NOT_FOUND');
    expect(
      await refusalOf(
        world.call(contract.startNextRound, 'stranger', { roomId: world.roomId, swapRoles: false }),
      ),
    ).toBe('ROOM_NOT_FOUND');
  });

  it('takes the guide from a lead who is given another role while the interview runs', async () => {
    await world.setRole('lead', 'observer');
    expect(await refusalOf(world.call(contract.getGuide, 'lead', byInterview()))).toBe('FORBIDDEN');
    expect((await world.call(contract.getInterview, 'lead', byInterview())).view).toBe('candidate');
    await world.setRole('lead', 'interviewer');
  });
});

describe('documents', () => {
  let world: InterviewWorld;
  beforeEach(async () => {
    world = await openWorld(opened.database);
  });
  afterEach(() => world.close());

  async function modes(kind: DocumentKind): Promise<Record<string, string>> {
    const found: Partial<Record<Person, string>> = {};
    for (const person of PEOPLE) {
      const access = await world.interviews.findDocumentAccess({
        userId: userId(world, person),
        interviewId: world.interviewId,
        kind,
      });
      if (access) found[person] = access.mode;
    }
    return found;
  }

  it('opens board and notes at the start and closes them for writing at the end', async () => {
    for (const kind of ['canvas', 'notes'] as const) expect(await modes(kind)).toEqual({});
    await world.toLobby();
    for (const kind of ['canvas', 'notes'] as const) expect(await modes(kind)).toEqual({});
    await world.call(contract.startInterview, 'lead', { interviewId: world.interviewId });
    for (const kind of ['canvas', 'notes'] as const) {
      expect(await modes(kind)).toEqual({
        lead: 'write',
        co: 'write',
        candidate: 'write',
        shadow: 'read',
        observer: 'read',
      });
    }
    await world.call(contract.endInterview, 'lead', { interviewId: world.interviewId });
    const ended = { lead: 'read', co: 'read', candidate: 'read', shadow: 'read', observer: 'read' };
    for (const kind of ['canvas', 'notes'] as const) expect(await modes(kind)).toEqual(ended);
    await world.database.raterAssignment.create({
      data: {
        id: `seat-${world.roomId}`,
        interviewId: world.interviewId,
        participantId: participantId(world, 'reviewer'),
        assignedById: participantId(world, 'lead'),
        dueAt: new Date(),
      },
    });
    for (const kind of ['canvas', 'notes'] as const) {
      expect(await modes(kind)).toEqual({ ...ended, reviewer: 'read' });
    }
    expect(await modes('private')).not.toHaveProperty('reviewer');
    const { scenario } = await world.call(contract.getGuide, 'reviewer', { interviewId: world.interviewId });
    expect(scenario.meta.id).toBe(world.scenario.meta.id);
  });

  it('keeps the private page to the guides, open until the forms are', async () => {
    const open = { lead: 'write', co: 'write', shadow: 'read' };
    expect(await modes('private')).toEqual(open);
    expect(world.happened).toEqual([`seed ${world.interviewId}.private private notes`]);
    await world.toRunning();
    expect(await modes('private')).toEqual(open);
    await world.call(contract.endInterview, 'lead', { interviewId: world.interviewId });
    expect(await modes('private')).toEqual(open);
    await world.interviews.revealForms({ interviewId: world.interviewId, reason: 'complete' });
    expect(await modes('private')).toEqual({ lead: 'read', co: 'read', shadow: 'read' });
  });
});
