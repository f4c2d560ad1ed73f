import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  formProgressChanged,
  FEEDBACK_FORM,
  RUBRIC_FORM,
  SELF_FORM,
  getFormProgress,
} from '#shared/contracts/rubric.contract.ts';
import { interviewChanged, recordGuideAct } from '#shared/contracts/interviews.contract.ts';
import { EMPTY_FORMS } from '#shared/domain/rubric-forms.ts';
import { finishedRubric, finishedSelf, openRatedRooms, refusalOf, type RatedRooms } from './rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

async function ratingRoom() {
  const room = await rooms.createRoom();
  await room.start();
  await room.note();
  await room.end();
  return room;
}

describe('drafts', () => {
  it('are empty at revision 0 and raise it by one with every save', async () => {
    const { lead, interviewId } = await ratingRoom();
    const form = await lead.call(RUBRIC_FORM.get, { interviewId });
    expect(form).toMatchObject({
      revision: 0,
      savedAt: null,
      submittedAt: null,
      score: null,
      isOpen: true,
      level: 'senior',
    });
    expect(form.content).toEqual(EMPTY_FORMS.rubric());
    const content = finishedRubric({ reason: 'first' });
    const first = await lead.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content });
    const second = await lead.call(RUBRIC_FORM.save, {
      interviewId,
      baseRevision: 1,
      content: { ...content, reason: 'second' },
    });
    expect([first.revision, second.revision]).toEqual([1, 2]);
    expect((await lead.call(RUBRIC_FORM.get, { interviewId })).content.reason).toBe('second');
  });

  it('take the same save twice without a conflict', async () => {
    const { lead, interviewId } = await ratingRoom();
    const save = { interviewId, baseRevision: 0, content: finishedRubric() };
    expect((await lead.call(RUBRIC_FORM.save, save)).revision).toBe(1);
    expect((await lead.call(RUBRIC_FORM.save, save)).revision).toBe(1);
  });

  it('answer a save on an old revision with the newer form', async () => {
    const { lead, interviewId } = await ratingRoom();
    await lead.call(RUBRIC_FORM.save, {
      interviewId,
      baseRevision: 0,
      content: finishedRubric({ reason: 'from the laptop' }),
    });
    const stale = { interviewId, baseRevision: 0, content: finishedRubric({ reason: 'from the phone' }) };
    const refusal = await refusalOf(lead.call(RUBRIC_FORM.save, stale));
    expect(refusal.code).toBe('FORM_CONFLICT');
    expect(refusal.details['form']).toMatchObject({
      revision: 1,
      content: { reason: 'from the laptop' },
      score: null,
    });
  });

  it('let exactly one of two simultaneous saves win', async () => {
    const { lead, interviewId } = await ratingRoom();
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((reason) =>
        lead.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content: finishedRubric({ reason }) }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await lead.call(RUBRIC_FORM.get, { interviewId })).revision).toBe(1);
  });

  it("open with the interview for raters, and with its end for the candidate's forms", async () => {
    const room = await rooms.createRoom();
    const { lead, candidate, interviewId } = room;
    const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
    expect(await codeOf(lead.call(RUBRIC_FORM.get, { interviewId }))).toBe('WRONG_PHASE');
    await room.start();
    await lead.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content: finishedRubric() });
    expect(await codeOf(lead.call(RUBRIC_FORM.submit, { interviewId, baseRevision: 1 }))).toBe('WRONG_PHASE');
    expect(await codeOf(candidate.call(SELF_FORM.get, { interviewId }))).toBe('WRONG_PHASE');
    expect(
      await codeOf(candidate.call(SELF_FORM.save, { interviewId, baseRevision: 0, content: finishedSelf() })),
    ).toBe('WRONG_PHASE');
    await room.end();
    expect((await candidate.call(SELF_FORM.get, { interviewId })).isOpen).toBe(true);
  });
});

describe('submitting', () => {
  it('lists what a rubric lacks by field path', async () => {
    const room = await rooms.createRoom();
    await room.start();
    await room.hint(['nudge', 'pointer', 'reveal']);
    await room.end();
    const content = finishedRubric({ reason: 'too short', recommendation: 'strong_no_hire' });
    const refusal = await refusalOf(room.submitRubric(content));
    expect(refusal.code).toBe('FORM_INCOMPLETE');
    expect(refusal.details['missing']).toEqual(
      expect.arrayContaining([
        { path: 'dimensions.framing.evidence', code: 'evidence', needed: 1, have: 0 },
        { path: 'dimensions.evaluation.ceilingReason', code: 'ceiling_reason', needed: 20, have: 0 },
        { path: 'reason', code: 'too_short', needed: 40, have: 9 },
        { path: 'consistencyNote', code: 'inconsistent' },
      ]),
    );
  });

  it('shows hints with the ceiling they set, and leaves voided ones out', async () => {
    const room = await rooms.createRoom();
    await room.start();
    const [, , revealId = ''] = await room.hint(['nudge', 'pointer', 'reveal']);
    const act = { type: 'hint-voided', hintEventId: revealId, reason: 'read out by mistake' } as const;
    await room.lead.call(recordGuideAct, { interviewId: room.interviewId, id: nanoid(), act });
    const { help } = await room.lead.call(RUBRIC_FORM.get, { interviewId: room.interviewId });
    expect(help.evaluation).toMatchObject({ units: 3, ceiling: 3 });
    expect(help.evaluation.hints.map(({ rung }) => rung)).toEqual(['nudge', 'pointer']);
    expect(help.framing).toEqual({ units: 0, ceiling: 4, hints: [] });
  });

  it('locks the form, shows the mean only then, and answers a retry alike', async () => {
    const room = await ratingRoom();
    const { lead, interviewId } = room;
    const { form } = await room.submitRubric();
    expect(form).toMatchObject({
      isOpen: false,
      isCounted: true,
      score: { meanHundredths: 300, coveragePercent: 100 },
    });
    const again = await lead.call(RUBRIC_FORM.submit, { interviewId, baseRevision: 1 });
    expect(again.form).toEqual(form);
    const late = { interviewId, baseRevision: 1, content: finishedRubric({ reason: 'changed my mind' }) };
    expect((await refusalOf(lead.call(RUBRIC_FORM.save, late))).code).toBe('FORM_SUBMITTED');
  });

  it('opens the forms with the last one, in the same step', async () => {
    const room = await ratingRoom();
    await room.submitRubric();
    await room.submitSelf();
    expect((await room.candidate.call(SELF_FORM.get, { interviewId: room.interviewId })).isOpen).toBe(false);
    await room.submitFeedback();
    const access = await rooms.interviews.getInterviewAccess({
      userId: room.lead.userId,
      interviewId: room.interviewId,
    });
    expect(access.state.status).toBe('revealed');
    const broadcasts = room.candidate.effects.flatMap((effect) =>
      effect.type === 'broadcast' ? [effect.event] : [],
    );
    expect(broadcasts).toContain(interviewChanged.event);
  });

  it("never waits for a shadow, and never counts a shadow's rubric", async () => {
    const room = await ratingRoom();
    const shadow = room.of('shadow');
    await room.note(shadow);
    const { form } = await room.submitRubric(finishedRubric(), shadow);
    expect(form.isCounted).toBe(false);
    await room.submitRubric();
    await room.submitSelf();
    const { progress } = await room.submitFeedback();
    expect(progress.missing).toEqual([]);
  });
});

describe('who is still missing', () => {
  it('is told only to those who have handed in everything of their own', async () => {
    const room = await ratingRoom();
    const { lead, candidate, interviewId } = room;
    const missingFor = async (person: typeof lead) =>
      (await person.call(getFormProgress, { interviewId })).missing;
    expect(await missingFor(lead)).toBeNull();
    expect(await missingFor(room.of('observer'))).toBeNull();

    await room.submitRubric();
    expect((await missingFor(lead))?.map(({ kind }) => kind)).toEqual(['self', 'interviewer-feedback']);
    expect(await missingFor(candidate)).toBeNull();

    await room.submitSelf();
    expect(await missingFor(candidate)).toBeNull();
    const told = candidate.effects.flatMap((effect) =>
      effect.type === 'broadcast' && effect.event === formProgressChanged.event ? [effect] : [],
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      channel: `participant:${lead.participantId}`,
      payload: { missing: [{ participantId: candidate.participantId, kind: 'interviewer-feedback' }] },
    });
  });

  it('is a list of unfinished forms for each person', async () => {
    const room = await ratingRoom();
    const kinds = async (userId: string) =>
      (await rooms.rubric.listUnfinishedForms(userId)).map(({ kind }) => kind);
    expect(await kinds(room.candidate.userId)).toEqual(['self', 'interviewer-feedback']);
    expect(await kinds(room.lead.userId)).toEqual(['rubric']);
    expect(await kinds(room.of('shadow').userId)).toEqual([]);
    await room.submitSelf();
    expect(await kinds(room.candidate.userId)).toEqual(['interviewer-feedback']);
    await room.submitRubric();
    expect(await kinds(room.lead.userId)).toEqual([]);
  });
});

describe('forms of others', () => {
  it('are refused by kind to every role that does not fill them in', async () => {
    const room = await ratingRoom();
    const { interviewId } = room;
    const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
    expect(await codeOf(room.candidate.call(RUBRIC_FORM.get, { interviewId }))).toBe('FORBIDDEN');
    expect(
      await codeOf(
        room.candidate.call(RUBRIC_FORM.save, { interviewId, baseRevision: 0, content: finishedRubric() }),
      ),
    ).toBe('FORBIDDEN');
    for (const person of [room.lead, room.of('shadow'), room.of('observer')]) {
      expect(await codeOf(person.call(SELF_FORM.get, { interviewId }))).toBe('FORBIDDEN');
      expect(await codeOf(person.call(FEEDBACK_FORM.get, { interviewId }))).toBe('FORBIDDEN');
    }
    expect(await codeOf(room.of('observer').call(RUBRIC_FORM.get, { interviewId }))).toBe('FORBIDDEN');
    expect(await codeOf(room.stranger.call(RUBRIC_FORM.get, { interviewId }))).toBe('INTERVIEW_NOT_FOUND');
    expect(await codeOf(room.stranger.call(getFormProgress, { interviewId }))).toBe('INTERVIEW_NOT_FOUND');
  });
});
